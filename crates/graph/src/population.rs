//! Objects that policies are asked about, and what of each the clauses look at.

pub(crate) mod link;

use roaring::RoaringBitmap;
use tenet_base::Symbol;
use tenet_snapshot::{ObjectId, Reason};

use crate::directory::Directory;
use crate::graph::Graph;
use crate::subject::{Subject, SubjectKind};
use crate::truth::Truth;
use crate::{Answer, NodeKind};
use link::{Link, add_side};

/// The number of what is not in the directory at all.
///
/// Nothing lists it, so that it is in no group whose members are all known.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Objects of one kind, by the numbers of the directory; managed devices by their rows.
#[derive(Debug)]
pub(crate) struct Population {
    pub(crate) kind: SubjectKind,
    /// All of them.
    pub(crate) members: RoaringBitmap,
    /// The user that each is, or that is the primary user of it.
    pub(crate) user: Link,
    /// The device of the directory that each is.
    pub(crate) device: Link,
    /// The row of Intune that belongs to each device.
    pub(crate) managed: Link,
    /// Those that are enrolled in Intune.
    pub(crate) enrolled: Truth,
    /// Those that are enrolled and nobody's: whoever signs in brings policies.
    pub(crate) shared: RoaringBitmap,
    /// Members by the operating system that they say.
    pub(crate) systems: Said,
    /// Enrolled members by what manages them.
    pub(crate) agents: Said,
}

/// Members by what they have in a cell: few say something of their own.
pub(crate) type Said = Vec<(Result<Option<Symbol>, Reason>, RoaringBitmap)>;

impl Population {
    /// All objects of a kind that the directory knows.
    pub(crate) fn of_kind(graph: &Graph<'_>, kind: NodeKind) -> Self {
        let subject_kind = SubjectKind::of(kind);
        let mut found = Self::empty(subject_kind);
        for number in graph.directory.of_kind(kind).into_iter().flatten() {
            if let Some(object) = graph.directory.object(number) {
                found.add(&graph.directory, number, &graph.subject(object.key, kind));
            }
        }
        found.finish();
        found
    }

    /// All managed devices.
    pub(crate) fn managed(graph: &Graph<'_>) -> Self {
        let mut found = Self::empty(SubjectKind::Device);
        if let Some(managed) = &graph.columns.managed {
            for row in &graph.snapshot.tables[managed.table].objects {
                let object = ObjectId {
                    collection: managed.table,
                    row: *row,
                };
                if let Some(subject) = graph.subject_of(object) {
                    found.add(&graph.directory, *row, &subject);
                }
            }
        }
        found.finish();
        found
    }

    /// One object.
    pub(crate) fn one(graph: &Graph<'_>, number: u32, subject: &Subject) -> Self {
        let mut found = Self::empty(subject.kind);
        found.add(&graph.directory, number, subject);
        found.finish();
        found
    }

    /// Those of some users.
    pub(crate) fn owned_by(&self, users: &RoaringBitmap) -> Self {
        let members = self.user.pull(users);
        let say = |said: &Said| {
            let of = said
                .iter()
                .map(|(value, set)| (value.clone(), set & &members));
            of.filter(|(_, set)| !set.is_empty()).collect()
        };
        Self {
            kind: self.kind,
            user: self.user.among(&members),
            device: self.device.among(&members),
            managed: self.managed.among(&members),
            enrolled: self.enrolled.clone().among(&members),
            shared: &self.shared & &members,
            systems: say(&self.systems),
            agents: say(&self.agents),
            members,
        }
    }

    fn empty(kind: SubjectKind) -> Self {
        Self {
            kind,
            members: RoaringBitmap::new(),
            user: Link::default(),
            device: Link::default(),
            managed: Link::default(),
            enrolled: Truth::default(),
            shared: RoaringBitmap::new(),
            systems: Said::new(),
            agents: Said::new(),
        }
    }

    fn add(&mut self, directory: &Directory, number: u32, subject: &Subject) {
        self.members.insert(number);
        if self.kind != SubjectKind::Device {
            return;
        }
        let find = |key| directory.find(key).unwrap_or(NOBODY);
        add_side(&mut self.user, number, &subject.user, find);
        add_side(&mut self.device, number, &subject.device, find);
        self.enrolled.set(number, subject.enrolled.clone());
        if subject.shared {
            self.shared.insert(number);
        }
        say(&mut self.systems, &subject.system, number);
        if let Some(agent) = &subject.agent {
            say(&mut self.agents, agent, number);
        }
        match (subject.managed, agent_reason(subject)) {
            (Some(row), _) => self.managed.add(number, row),
            (None, Some(reason)) => self.managed.add_unknown(number, &reason),
            (None, None) => {}
        }
    }

    fn finish(&mut self) {
        match self.kind {
            SubjectKind::Device => {}
            SubjectKind::User | SubjectKind::ServicePrincipal | SubjectKind::Other => {
                self.user = Link::same(&self.members);
            }
        }
        for link in [&mut self.user, &mut self.device, &mut self.managed] {
            link.finish();
        }
    }
}

impl SubjectKind {
    pub(crate) fn of(kind: NodeKind) -> Self {
        match kind {
            NodeKind::User => Self::User,
            NodeKind::Device => Self::Device,
            NodeKind::ServicePrincipal => Self::ServicePrincipal,
            NodeKind::Group | NodeKind::Other => Self::Other,
        }
    }
}

/// Why it is not known as which managed device something is enrolled.
fn agent_reason(subject: &Subject) -> Option<Reason> {
    let agent = subject.agent.as_ref()?;
    agent.as_ref().err().cloned()
}

fn say(said: &mut Said, value: &Result<Option<Symbol>, Reason>, number: u32) {
    match said.iter_mut().find(|(known, _)| known == value) {
        Some((_, set)) => {
            set.insert(number);
        }
        None => said.push((value.clone(), RoaringBitmap::from_iter([number]))),
    }
}

/// What is so of each by what it says.
pub(crate) fn judge(said: &Said, mut answer: impl FnMut(Option<Symbol>) -> Answer) -> Truth {
    let mut truth = Truth::default();
    for (value, members) in said {
        let answer = match value {
            Ok(value) => answer(*value),
            Err(reason) => Answer::unknown(reason.clone()),
        };
        truth = truth.or(&Truth::same(members, answer));
    }
    truth
}
