//! The populations of a snapshot, and what was worked out for them.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tenet_snapshot::ObjectId;

use crate::NodeKind;
use crate::graph::Graph;
use crate::population::Population;
use crate::reach::{Policy, reached};
use crate::truth::Truth;

/// All objects of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    Users,
    Devices,
    Managed,
    Principals,
    /// What no policy names.
    Others,
}

/// How many populations there are.
const ALL: usize = 5;

/// The populations of a snapshot, each made when it is asked for.
#[derive(Debug, Default)]
pub(crate) struct Populations([OnceLock<Population>; ALL]);

/// A policy, and whom it reaches of each population.
#[derive(Debug)]
pub(crate) struct Worked {
    reached: [OnceLock<Truth>; ALL],
    /// How often it was asked about one object.
    asked: AtomicU32,
}

/// Questions about single objects, beyond which all of a kind are worked out at once.
const OFTEN: u32 = 32;

impl Whole {
    pub(crate) fn of(kind: NodeKind) -> Self {
        match kind {
            NodeKind::User => Self::Users,
            NodeKind::Device => Self::Devices,
            NodeKind::ServicePrincipal => Self::Principals,
            NodeKind::Group | NodeKind::Other => Self::Others,
        }
    }

    fn make(self, graph: &Graph<'_>) -> Population {
        match self {
            Self::Users => Population::of_kind(graph, NodeKind::User),
            Self::Devices => Population::of_kind(graph, NodeKind::Device),
            Self::Managed => Population::managed(graph),
            Self::Principals => Population::of_kind(graph, NodeKind::ServicePrincipal),
            Self::Others => Population::of_kind(graph, NodeKind::Other),
        }
    }
}

impl Worked {
    pub(crate) fn new() -> Self {
        Self {
            reached: Default::default(),
            asked: AtomicU32::new(0),
        }
    }

    /// Whether so many single questions came that it is better to answer all.
    pub(crate) fn is_often_asked(&self, whole: Whole) -> bool {
        let done = self.reached.get(whole as usize);
        let done = done.is_some_and(|reached| reached.get().is_some());
        done || self.asked.fetch_add(1, Ordering::Relaxed) >= OFTEN
    }
}

impl Graph<'_> {
    /// All objects of a kind.
    pub(crate) fn population(&self, whole: Whole) -> &Population {
        static NOBODY: OnceLock<Population> = OnceLock::new();
        match self.populations.0.get(whole as usize) {
            Some(population) => population.get_or_init(|| whole.make(self)),
            None => NOBODY.get_or_init(|| Population::of_kind(self, NodeKind::Other)),
        }
    }

    /// Whom a policy reaches of all objects of a kind, worked out once.
    pub(crate) fn reached_of(&self, object: ObjectId, policy: &Policy, whole: Whole) -> &Truth {
        static NOBODY: OnceLock<Truth> = OnceLock::new();
        let worked = self.worked.get(&object);
        match worked.and_then(|worked| worked.reached.get(whole as usize)) {
            Some(truth) => truth.get_or_init(|| reached(self, policy, self.population(whole))),
            None => NOBODY.get_or_init(Truth::default),
        }
    }

    /// The managed devices of some users.
    pub(crate) fn devices_of(&self, users: &Population) -> Population {
        self.population(Whole::Managed).owned_by(&users.members)
    }
}
