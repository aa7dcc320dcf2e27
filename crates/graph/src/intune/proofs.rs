//! The path by which an assignment reaches or excludes an object.

use tenet_base::Symbol;
use tenet_snapshot::{Evidence, ObjectId};

use super::assignments::{AssignedPolicy, Assignment, Target};
use super::matching::{Match, Matches};
use super::work;
use crate::graph::Graph;
use crate::joins::Side;
use crate::population::Population;
use crate::subject::{Subject, SubjectKind};
use crate::{Answer, Edge, EdgeKind, Proof};

/// A question whose path is looked for.
#[derive(Clone, Copy)]
pub(super) struct Question<'g> {
    pub(super) graph: &'g Graph<'g>,
    pub(super) policy: &'g AssignedPolicy,
    pub(super) subject: &'g Subject,
    pub(super) object: ObjectId,
    pub(super) matches: &'g Matches,
}

/// The path that decided: of an inclusion if the policy reaches, of an
/// exclusion if that is why it does not.
pub(crate) fn prove(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    subject: &Subject,
    object: ObjectId,
) -> Option<Proof> {
    let (_, number) = graph.place(object, subject);
    let population = Population::one(graph, number, subject);
    let worked = work(graph, policy, &population);
    let question = Question {
        graph,
        policy,
        subject,
        object,
        matches: &worked.base.matches,
    };
    match worked.reached.answer(number) {
        Answer::Yes => question.shortest(EdgeKind::Includes),
        Answer::No if question.shortest(EdgeKind::Includes).is_some() => {
            let proof = question.shortest(EdgeKind::Excludes)?;
            Some(Proof {
                clause: "I6",
                ..proof
            })
        }
        Answer::No | Answer::Unknown(_) => None,
    }
}

impl Question<'_> {
    /// The shortest path; of several the first by the text of its keys.
    pub(super) fn shortest(self, kind: EdgeKind) -> Option<Proof> {
        let assignments = self.policy.assignments.as_deref().ok()?;
        let matches = if kind == EdgeKind::Excludes {
            &self.matches.excluded
        } else {
            &self.matches.included
        };
        let found = matches.iter().flat_map(|(at, matched)| {
            let assignment = assignments.get(*at);
            let paths = assignment.map(|assignment| self.paths(kind, assignment, matched));
            paths.unwrap_or_default()
        });
        found.min_by_key(|proof| self.graph.rank(proof))
    }

    /// The paths of an assignment, on the side of the user and of the device.
    pub(super) fn paths(
        self,
        kind: EdgeKind,
        assignment: &Assignment,
        matched: &Match,
    ) -> Vec<Proof> {
        let mut proofs = Vec::new();
        if !matched.user.yes.is_empty() {
            proofs.extend(self.by_user(kind, assignment));
        }
        if !matched.device.yes.is_empty() {
            proofs.extend(self.by_device(kind, assignment));
        }
        proofs
    }

    fn by_user(self, kind: EdgeKind, assignment: &Assignment) -> Option<Proof> {
        let (Some(policy), Side::Is(user)) = (self.policy.id, &self.subject.user) else {
            return None;
        };
        let mut edges = self.start(policy, kind, assignment, *user)?;
        if self.subject.kind == SubjectKind::Device {
            edges.push(self.join(*user, self.owner_at()));
        }
        let is_all = matches!(assignment.target, Target::AllUsers);
        let clause = if is_all { "I2" } else { "I4" };
        Some(Proof { edges, clause })
    }

    fn by_device(self, kind: EdgeKind, assignment: &Assignment) -> Option<Proof> {
        let policy = self.policy.id?;
        if matches!(assignment.target, Target::AllDevices) {
            let own = self.own_key()?;
            let edges = self.start(policy, kind, assignment, own)?;
            return Some(Proof {
                edges,
                clause: "I2",
            });
        }
        let Side::Is(device) = &self.subject.device else {
            return None;
        };
        let mut edges = self.start(policy, kind, assignment, *device)?;
        if self.is_managed() {
            edges.push(self.join(*device, self.joined_at()));
        }
        Some(Proof {
            edges,
            clause: "I3",
        })
    }

    /// The edges from the policy to a key.
    fn start(
        self,
        policy: Symbol,
        kind: EdgeKind,
        assignment: &Assignment,
        key: Symbol,
    ) -> Option<Vec<Edge>> {
        let first = |to, words, clause| Edge {
            kind,
            from: policy,
            to,
            words,
            clause,
            evidence: Some(assignment.evidence.clone()),
        };
        let all = |words| {
            let one = Edge {
                kind: EdgeKind::All,
                from: policy,
                to: Some(self.exported(key)),
                words: "",
                clause: "I2",
                evidence: None,
            };
            Some(vec![first(None, words, "I2"), one])
        };
        match &assignment.target {
            Target::Group(group) => {
                let mut edges = vec![first(Some(*group), "", "I1")];
                let folded = self.graph.snapshot.strings.folded(*group);
                edges.extend(self.graph.paths()?.find(folded, key)?);
                Some(edges)
            }
            Target::AllUsers => all("All users"),
            Target::AllDevices => all("All devices"),
            Target::Collection(_) | Target::Unknown(_) => None,
        }
    }

    fn join(self, from: Symbol, evidence: Option<Evidence>) -> Edge {
        Edge {
            kind: EdgeKind::Joins,
            from: self.exported(from),
            to: self.own_key(),
            words: "",
            clause: "J3",
            evidence,
        }
    }

    fn exported(self, key: Symbol) -> Symbol {
        let directory = &self.graph.directory;
        let object = directory
            .find(key)
            .and_then(|number| directory.object(number));
        object.map_or(key, |object| object.exported)
    }

    fn is_managed(self) -> bool {
        let managed = self.graph.columns.managed.as_ref();
        managed.is_some_and(|managed| managed.table == self.object.collection)
    }

    /// The id of the object that was asked about.
    fn own_key(self) -> Option<Symbol> {
        let managed = self.graph.columns.managed.as_ref();
        if let Some(managed) = managed.filter(|_| self.is_managed()) {
            let cells = crate::cells::cells(
                self.graph.snapshot,
                managed.table,
                crate::joins::MANAGED_DEVICES,
            );
            return cells.text(&managed.id, self.object.row).ok().flatten();
        }
        match (&self.subject.kind, &self.subject.device, &self.subject.user) {
            (SubjectKind::Device, Side::Is(key), _) | (_, _, Side::Is(key)) => {
                Some(self.exported(*key))
            }
            _ => None,
        }
    }

    /// Where a managed device names its user.
    fn owner_at(self) -> Option<Evidence> {
        let managed = self.graph.columns.managed.as_ref()?;
        let object = ObjectId {
            collection: managed.table,
            row: self.subject.managed?,
        };
        Some(
            managed
                .user
                .evidence(&self.graph.snapshot.tables[managed.table], object),
        )
    }

    /// Where a managed device names its device of the directory.
    fn joined_at(self) -> Option<Evidence> {
        let managed = self.graph.columns.managed.as_ref()?;
        let object = ObjectId {
            collection: managed.table,
            row: self.subject.managed?,
        };
        Some(
            managed
                .device_id
                .evidence(&self.graph.snapshot.tables[managed.table], object),
        )
    }
}
