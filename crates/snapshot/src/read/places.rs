//! Mistakes in objects: of which kind, how many, and where the first are.

use tenet_hir::CollectionId;

use crate::object::Step;
use crate::value::{IssueKind, Trail};

/// How many places of one kind of mistake are kept.
const PLACES: usize = 3;

/// A kind of mistake in the objects of a collection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IssueKey {
    pub collection: Option<CollectionId>,
    /// The field, its keys joined by `.`.
    pub field: String,
    pub kind: IssueKind,
}

/// How often something was met, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pub count: u64,
    pub first: Vec<(u64, Vec<Step>)>,
}

impl Places {
    pub(super) fn add(&mut self, offset: u64, steps: Vec<Step>) {
        self.count += 1;
        if self.first.len() < PLACES {
            self.first.push((offset, steps));
        }
    }
}

pub(super) fn field_of(trail: &[Trail<'_>]) -> String {
    let keys = trail.iter().filter_map(|step| match step {
        Trail::Key(key) => Some(*key),
        Trail::Item(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

pub(super) fn steps_of(trail: &[Trail<'_>]) -> Vec<Step> {
    let step = |step: &Trail<'_>| match step {
        Trail::Key(key) => Step::Key((*key).to_owned()),
        Trail::Item(at) => Step::Item(*at),
    };
    trail.iter().map(step).collect()
}
