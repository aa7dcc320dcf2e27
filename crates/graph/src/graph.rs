//! The graph of a snapshot: what it answers.

use std::sync::OnceLock;

use roaring::RoaringBitmap;
use tenet_base::{HashMap, Instant, Symbol};
use tenet_snapshot::{ObjectId, Reason, ReasonCode, Snapshot};

use crate::conditional_access::guests::People;
use crate::conditional_access::roles::Roles;
use crate::directory::Directory;
use crate::dynamic::Dynamic;
use crate::filters::Filters;
use crate::intents::Intent;
use crate::joins::{Joins, Side};
use crate::membership::Membership;
use crate::membership::groups::Groups;
use crate::membership::paths::Paths;
use crate::population::NOBODY;
use crate::populations::{Populations, Whole, Worked};
use crate::reach::{Policy, policies};
use crate::subject::{Subject, SubjectKind, Subjects};
use crate::truth::Truth;
use crate::{Answer, Columns, Inclusion, Members, NodeKind, Proof, Reach, reach};

/// Membership and targeting in a snapshot.
///
/// Keys are folded symbols, as [`Strings::folded`](tenet_base::Strings::folded)
/// and [`Strings::find_folded`](tenet_base::Strings::find_folded) give them.
/// It is read from any number of threads; what is costly is found once, when
/// it is asked for.
#[derive(Debug)]
pub struct Graph<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) columns: Columns,
    pub(crate) directory: Directory,
    pub(crate) membership: Membership,
    pub(crate) joins: Joins,
    pub(crate) roles: Roles,
    pub(crate) filters: Filters,
    dynamic: OnceLock<Dynamic>,
    /// What `system.now` means in rules: when the snapshot was taken.
    pub(crate) now: Option<Instant>,
    /// Groups that any object may be in.
    pub(crate) uncertain: OnceLock<RoaringBitmap>,
    /// How many objects policies may reach.
    pub(crate) reach: OnceLock<Reach>,
    pub(crate) policies: HashMap<ObjectId, Policy>,
    /// What was worked out for each policy.
    pub(crate) worked: HashMap<ObjectId, Worked>,
    pub(crate) populations: Populations,
    /// Users that have a licence for Intune.
    pub(crate) licensed: OnceLock<Truth>,
    /// What tells guests among all users apart.
    pub(crate) people: OnceLock<People>,
}

impl<'a> Graph<'a> {
    /// The graph of a snapshot, whose projection [`require`](crate::require) has filled.
    pub fn build(snapshot: &'a Snapshot, columns: Columns) -> Self {
        let mut directory = Directory::new(snapshot, &columns);
        let groups = columns.groups.as_ref();
        let groups = groups.map(|columns| Groups::read(snapshot, columns, &mut directory));
        directory.freeze();
        let policies = policies(snapshot, &columns);
        let worked = policies.keys().map(|policy| (*policy, Worked::new()));
        let accepts = columns.accepts_computed;
        let mut graph = Self {
            dynamic: OnceLock::new(),
            worked: worked.collect(),
            populations: Populations::default(),
            licensed: OnceLock::new(),
            people: OnceLock::new(),
            membership: Membership::new(groups.unwrap_or_default()),
            joins: Joins::new(snapshot, &columns),
            roles: Roles::new(snapshot, &columns),
            filters: Filters::new(snapshot, columns.filters.as_ref()),
            now: snapshot.captured_at,
            uncertain: OnceLock::new(),
            reach: OnceLock::new(),
            policies,
            snapshot,
            columns,
            directory,
        };
        if accepts {
            graph.accept_computed();
        }
        graph
    }

    /// The rules of dynamic groups.
    pub(crate) fn dynamic(&self) -> &Dynamic {
        self.dynamic
            .get_or_init(|| Dynamic::new(self.snapshot, &self.columns))
    }

    /// What is known of a group that was not exported.
    pub(crate) fn missing_group(&self) -> Answer {
        self.membership.missing_group()
    }

    /// Whether an object is a member of a group; unless `directly`, through groups too.
    pub fn is_member(&self, member: Symbol, group: Symbol, directly: bool) -> Answer {
        let (directory, membership) = (&self.directory, &self.membership);
        let listed = if directly {
            membership.is_direct(directory, member, group)
        } else {
            membership.is_member(directory, member, group)
        };
        let exists = directory.row(group, NodeKind::Group).is_some() && member != group;
        if listed == Answer::No && exists {
            return membership.unlisted_principal(directory, member);
        }
        listed
    }

    /// The members of a group, those of nested groups and these groups among them.
    pub fn members(&self, group: Symbol) -> Members {
        self.membership
            .members(self.snapshot, &self.directory, group)
    }

    /// The groups that an object is a member of, directly or not.
    pub fn groups_of(&self, member: Symbol) -> Members {
        self.membership
            .groups_of(self.snapshot, &self.directory, member)
    }

    /// Whether a policy reaches an object: a user, a device, a managed device
    /// or a service principal.
    pub fn reaches(&self, policy: ObjectId, object: ObjectId) -> Answer {
        let found = self.known_policy(policy).and_then(|known| {
            let subject = self.subjects().of_row(object)?;
            let (whole, number) = self.place(object, &subject);
            Ok(self.answer(policy, known, (whole, number), &subject))
        });
        found.unwrap_or_else(Answer::unknown)
    }

    /// Whether a policy reaches an object that no exported row may stand for.
    pub fn reaches_key(&self, policy: ObjectId, key: Symbol, kind: NodeKind) -> Answer {
        match self.known_policy(policy) {
            Ok(known) => {
                let number = self.directory.find(key).unwrap_or(NOBODY);
                let subject = self.subjects().of_key(key, kind);
                self.answer(policy, known, (Whole::of(kind), number), &subject)
            }
            Err(reason) => Answer::unknown(reason),
        }
    }

    /// What is to become of an app on an object, where several assignments say
    /// it (I21): each intent that holds, and each that may.
    ///
    /// # Errors
    ///
    /// The app was not read, or no policy is for such an object.
    pub fn intents(
        &self,
        app: ObjectId,
        object: ObjectId,
    ) -> Result<Vec<(Intent, Answer)>, Reason> {
        let policy = self.known_policy(app)?;
        let subject = self.subjects().of_row(object)?;
        let (_, number) = self.place(object, &subject);
        Ok(reach::intents(self, policy, number, &subject))
    }

    /// The same for an object that no exported row may stand for.
    ///
    /// # Errors
    ///
    /// The app was not read.
    pub fn intents_of_key(
        &self,
        app: ObjectId,
        key: Symbol,
        kind: NodeKind,
    ) -> Result<Vec<(Intent, Answer)>, Reason> {
        let policy = self.known_policy(app)?;
        let number = self.directory.find(key).unwrap_or(NOBODY);
        let subject = self.subjects().of_key(key, kind);
        Ok(reach::intents(self, policy, number, &subject))
    }

    /// The users, devices and service principals that a policy reaches.
    pub fn targets(&self, policy: ObjectId) -> Members {
        match self.known_policy(policy) {
            Ok(known) => reach::targets(self, policy, known),
            Err(reason) => Members {
                known: Vec::new(),
                open: vec![reason],
            },
        }
    }

    /// What a policy includes, in the order of the export.
    pub fn inclusions(&self, policy: ObjectId) -> Result<Vec<Inclusion>, Reason> {
        self.known_policy(policy)?.listed(self, false)
    }

    /// What a policy excludes, in the order of the export.
    pub fn exclusions(&self, policy: ObjectId) -> Result<Vec<Inclusion>, Reason> {
        self.known_policy(policy)?.listed(self, true)
    }

    /// The shortest path from a group to a member of it.
    pub fn prove_member(&self, member: Symbol, group: Symbol) -> Option<Proof> {
        if self.is_member(member, group, false) != Answer::Yes {
            return None;
        }
        let edges = self.paths()?.find(group, member)?;
        let clause = if edges.len() > 1 { "G3" } else { "G2" };
        Some(Proof { edges, clause })
    }

    /// The path by which a policy reaches an object, or by which it is
    /// excluded; none where nobody can know, and where nothing includes it.
    pub fn prove_reach(&self, policy: ObjectId, object: ObjectId) -> Option<Proof> {
        let policy = self.known_policy(policy).ok()?;
        let subject = self.subjects().of_row(object).ok()?;
        reach::prove(self, policy, &subject, object)
    }

    /// Whether what a key names may be a group.
    pub(crate) fn may_be_group(&self, key: Symbol) -> bool {
        let number = self.directory.find(self.snapshot.strings.folded(key));
        let object = number.and_then(|number| self.directory.object(number));
        object.is_none_or(|object| object.kind == NodeKind::Group || !object.typed)
    }

    pub(crate) fn paths(&self) -> Option<Paths<'_>> {
        Some(Paths {
            snapshot: self.snapshot,
            columns: self.columns.groups.as_ref()?,
            directory: &self.directory,
            membership: &self.membership,
        })
    }

    /// Orders paths: shorter ones first, then by the texts of the keys on them.
    pub(crate) fn rank(&self, proof: &Proof) -> (usize, Vec<&str>) {
        let strings = &self.snapshot.strings;
        let keys = proof.edges.iter().filter_map(|edge| edge.to);
        let texts = keys.map(|key| strings.get(strings.folded(key)));
        (proof.edges.len(), texts.collect())
    }

    /// A question about one object is answered for all of its kind once it is asked often.
    fn answer(
        &self,
        object: ObjectId,
        policy: &Policy,
        (whole, number): (Whole, u32),
        subject: &Subject,
    ) -> Answer {
        let often = self.worked.get(&object);
        let often = often.is_some_and(|worked| worked.is_often_asked(whole));
        if often && self.population(whole).members.contains(number) {
            return self.reached_of(object, policy, whole).answer(number);
        }
        reach::reaches(self, policy, number, subject)
    }

    /// The population that a row belongs to, and its number there.
    pub(crate) fn place(&self, object: ObjectId, subject: &Subject) -> (Whole, u32) {
        let managed = self.columns.managed.as_ref();
        if managed.is_some_and(|managed| managed.table == object.collection) {
            return (Whole::Managed, object.row);
        }
        let (whole, side) = match subject.kind {
            SubjectKind::User => (Whole::Users, &subject.user),
            SubjectKind::Device => (Whole::Devices, &subject.device),
            SubjectKind::ServicePrincipal => (Whole::Principals, &subject.user),
            SubjectKind::Other => (Whole::Others, &subject.user),
        };
        let number = match side {
            Side::Is(key) => self.directory.find(*key),
            Side::None | Side::Unknown(_) => None,
        };
        (whole, number.unwrap_or(NOBODY))
    }

    pub(crate) fn subject(&self, key: Symbol, kind: NodeKind) -> Subject {
        self.subjects().of_key(key, kind)
    }

    /// What a policy may reach a row as.
    pub(crate) fn subject_of(&self, object: ObjectId) -> Option<Subject> {
        self.subjects().of_row(object).ok()
    }

    pub(crate) fn subjects(&self) -> Subjects<'_> {
        Subjects {
            snapshot: self.snapshot,
            columns: &self.columns,
            directory: &self.directory,
            joins: &self.joins,
        }
    }

    pub(crate) fn known_policy(&self, policy: ObjectId) -> Result<&Policy, Reason> {
        self.policies.get(&policy).ok_or_else(|| {
            let text = "the targeting of the policy was not read";
            Reason::new(ReasonCode::PropertyNotCollected, text)
        })
    }
}
