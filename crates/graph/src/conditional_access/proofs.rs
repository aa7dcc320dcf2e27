//! The path by which a policy names a user or a service principal.

use tenet_base::Symbol;
use tenet_snapshot::Evidence;

use super::audience::Audience;
use super::policy::{AccessPolicy, Conditions, Name, Names};
use super::{guests, roles, workload};
use crate::cells::is_word;
use crate::graph::Graph;
use crate::joins::Side;
use crate::subject::{Subject, SubjectKind};
use crate::truth::Truth;
use crate::{Answer, Edge, EdgeKind, NodeKind, Proof};

/// What looks for a path.
#[derive(Clone, Copy)]
pub(super) struct Search<'g> {
    graph: &'g Graph<'g>,
    policy: Symbol,
    key: Symbol,
    kind: EdgeKind,
}

/// The path that decided.
pub(crate) fn prove(
    graph: &Graph<'_>,
    policy: &AccessPolicy,
    subject: &Subject,
    answer: &Answer,
) -> Option<Proof> {
    let (Some(id), Side::Is(key)) = (policy.id, &subject.user) else {
        return None;
    };
    let search = |kind| Search {
        graph,
        policy: id,
        key: *key,
        kind,
    };
    let included = search(EdgeKind::Includes).first(policy, subject);
    match answer {
        Answer::Yes => included,
        Answer::No => {
            included?;
            let proof = search(EdgeKind::Excludes).first(policy, subject)?;
            Some(Proof {
                clause: "C4",
                ..proof
            })
        }
        Answer::Unknown(_) => None,
    }
}

impl<'g> Search<'g> {
    /// What looks for the paths of a policy to a user or a service principal.
    pub(super) fn new(
        graph: &'g Graph<'g>,
        policy: &AccessPolicy,
        key: Symbol,
        kind: EdgeKind,
    ) -> Option<Self> {
        let policy = policy.id?;
        Some(Self {
            graph,
            policy,
            key,
            kind,
        })
    }

    /// Whether something is known to be so of the account.
    fn is(self, truth: impl Fn(&Audience<'_>) -> Truth) -> bool {
        let user = Audience::one(self.graph, self.key, NodeKind::User);
        user.answer(&truth(&user)) == Answer::Yes
    }

    /// The paths by one name in a list of users.
    pub(super) fn name(self, name: &Name) -> Vec<Proof> {
        let found = self.by_name(name, "All", "All users");
        let strings = &self.graph.snapshot.strings;
        let is_guests = is_word(strings, name.text, "GuestsOrExternalUsers");
        let guests = is_guests && self.is(|user| user.people().any_kind());
        let as_guest = guests.then(|| self.as_guest(name.evidence.clone()));
        found.into_iter().chain(as_guest).collect()
    }

    /// The paths by one name in a list of service principals.
    pub(super) fn principal(self, name: &Name) -> Vec<Proof> {
        let found = self.by_name(name, workload::ALL, "All service principals of the tenant");
        let found = found.map(|proof| Proof {
            clause: "C8",
            ..proof
        });
        found.into_iter().collect()
    }

    /// The shortest path; of several the first by the text of its keys.
    fn first(self, policy: &AccessPolicy, subject: &Subject) -> Option<Proof> {
        let excluded = self.kind == EdgeKind::Excludes;
        let conditions = if excluded {
            &policy.exclude
        } else {
            &policy.include
        };
        let principals = if excluded {
            &policy.exclude_principals
        } else {
            &policy.include_principals
        };
        let found = match subject.kind {
            SubjectKind::User => self.users(conditions),
            SubjectKind::ServicePrincipal => self.principals(principals),
            SubjectKind::Device | SubjectKind::Other => Vec::new(),
        };
        found.into_iter().min_by_key(|proof| self.graph.rank(proof))
    }

    fn users(self, conditions: &Conditions) -> Vec<Proof> {
        let named = conditions.users.items.iter();
        let mut found: Vec<Proof> = named.flat_map(|name| self.name(name)).collect();
        found.extend(
            conditions
                .groups
                .items
                .iter()
                .filter_map(|group| self.group(group)),
        );
        found.extend(
            conditions
                .roles
                .items
                .iter()
                .filter_map(|role| self.role(role)),
        );
        found.extend(self.guests(conditions));
        found
    }

    fn principals(self, names: &Names) -> Vec<Proof> {
        names
            .items
            .iter()
            .flat_map(|name| self.principal(name))
            .collect()
    }

    /// By id, or by the word for all.
    fn by_name(self, name: &Name, all: &str, words: &'static str) -> Option<Proof> {
        let strings = &self.graph.snapshot.strings;
        let edges = if is_word(strings, name.text, all) {
            vec![self.edge(name, None, words, "C2"), self.one_of_all()]
        } else if strings.folded(name.text) == self.key {
            vec![self.edge(name, Some(name.text), "", "C2")]
        } else {
            return None;
        };
        Some(Proof {
            edges,
            clause: "C2",
        })
    }

    pub(super) fn group(self, group: &Name) -> Option<Proof> {
        let folded = self.graph.snapshot.strings.folded(group.text);
        if !self.is(|user| user.in_group(group.text)) {
            return None;
        }
        let mut edges = vec![self.edge(group, Some(group.text), "", "C3")];
        edges.extend(self.graph.paths()?.find(folded, self.key)?);
        Some(Proof {
            edges,
            clause: "C3",
        })
    }

    /// By a role, held by the user or by a group of the user's.
    pub(super) fn role(self, role: &Name) -> Option<Proof> {
        let strings = &self.graph.snapshot.strings;
        let folded = strings.folded(role.text);
        let mut holders = self.graph.roles.holders(folded);
        let holder = holders.find(|holder| self.is(|user| roles::by_holder(holder, user)))?;
        let principal = *holder.principal.as_ref().ok()?;
        let held = Edge {
            kind: EdgeKind::Role,
            from: role.text,
            to: Some(principal),
            words: "",
            clause: "C5",
            evidence: holder.evidence(self.graph),
        };
        let mut edges = vec![self.edge(role, Some(role.text), "", "C5"), held];
        if strings.folded(principal) != self.key {
            let group = strings.folded(principal);
            edges.extend(self.graph.paths()?.find(group, self.key)?);
        }
        Some(Proof {
            edges,
            clause: "C5",
        })
    }

    /// By the kinds of guests that a policy names.
    pub(super) fn guests(self, conditions: &Conditions) -> Option<Proof> {
        let named = self.is(|user| guests::named(&conditions.guests, user));
        named.then(|| self.as_guest(conditions.guests_at.clone()))
    }

    fn as_guest(self, evidence: Evidence) -> Proof {
        let first = Edge {
            kind: self.kind,
            from: self.policy,
            to: None,
            words: "Guests or external users",
            clause: "C6",
            evidence: Some(evidence),
        };
        Proof {
            edges: vec![first, self.one_of_all()],
            clause: "C6",
        }
    }

    fn edge(
        self,
        name: &Name,
        to: Option<Symbol>,
        words: &'static str,
        clause: &'static str,
    ) -> Edge {
        Edge {
            kind: self.kind,
            from: self.policy,
            to,
            words,
            clause,
            evidence: Some(name.evidence.clone()),
        }
    }

    fn one_of_all(self) -> Edge {
        let directory = &self.graph.directory;
        let object = directory
            .find(self.key)
            .and_then(|number| directory.object(number));
        Edge {
            kind: EdgeKind::All,
            from: self.policy,
            to: Some(object.map_or(self.key, |object| object.exported)),
            words: "",
            clause: "C2",
            evidence: None,
        }
    }
}
