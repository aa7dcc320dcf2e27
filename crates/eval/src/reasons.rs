//! Sets of reasons, kept as numbers while a run lasts.
//!
//! A reason is written out once and then passed around as an id, so that two
//! hundred thousand objects that lack the same field cost two hundred thousand
//! numbers. The numbers depend on what was asked first; they are turned back
//! into reasons, and sorted, before anything leaves the evaluator.

use tenet_base::{HashMap, IndexVec, define_id};
use tenet_snapshot::Reason;

define_id! {
    /// A reason of this run.
    pub(crate) struct ReasonId
}

/// At least one reason; sorted by number, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reasons(Vec<ReasonId>);

/// Puts many sets of reasons together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gather {
    ids: Vec<ReasonId>,
    /// How many of `ids` there were when they were last sorted.
    clean: usize,
}

/// The reasons of a run, each once.
#[derive(Debug, Default)]
pub(crate) struct ReasonTable {
    reasons: IndexVec<ReasonId, Reason>,
    ids: HashMap<Reason, ReasonId>,
}

impl Reasons {
    /// One reason.
    pub(crate) fn one(id: ReasonId) -> Self {
        Self(vec![id])
    }

    /// The reasons of both.
    pub(crate) fn merged(self, other: &Self) -> Self {
        let mut gather = Gather::default();
        gather.add(&self);
        gather.add(other);
        gather.finish().unwrap_or(self)
    }
}

impl Gather {
    /// How much may be added before the list is sorted again.
    const SLACK: usize = 64;

    /// Takes reasons in.
    pub(crate) fn add(&mut self, reasons: &Reasons) {
        self.ids.extend(&reasons.0);
        if self.ids.len() > self.clean * 2 + Self::SLACK {
            self.tidy();
        }
    }

    /// Takes reasons in, if there are any.
    pub(crate) fn add_some(&mut self, reasons: Option<&Reasons>) {
        if let Some(reasons) = reasons {
            self.add(reasons);
        }
    }

    /// All reasons that were taken in; none if there were none.
    pub(crate) fn finish(mut self) -> Option<Reasons> {
        self.tidy();
        (!self.ids.is_empty()).then_some(Reasons(self.ids))
    }

    fn tidy(&mut self) {
        self.ids.sort_unstable();
        self.ids.dedup();
        self.clean = self.ids.len();
    }
}

impl ReasonTable {
    /// The id of a reason.
    pub(crate) fn id(&mut self, reason: Reason) -> ReasonId {
        if let Some(id) = self.ids.get(&reason) {
            return *id;
        }
        let id = self.reasons.push(reason.clone());
        self.ids.insert(reason, id);
        id
    }

    /// The ids of reasons; `other` if there are none, since unknown without a
    /// reason would be a verdict that nobody can mend.
    pub(crate) fn ids(&mut self, reasons: Vec<Reason>, other: fn() -> Reason) -> Reasons {
        let mut ids: Vec<ReasonId> = reasons.into_iter().map(|reason| self.id(reason)).collect();
        if ids.is_empty() {
            ids.push(self.id(other()));
        }
        ids.sort_unstable();
        ids.dedup();
        Reasons(ids)
    }

    /// The reasons behind ids, sorted.
    pub(crate) fn resolve(&self, reasons: &Reasons) -> Vec<Reason> {
        let mut found: Vec<Reason> = reasons
            .0
            .iter()
            .map(|id| self.reasons[*id].clone())
            .collect();
        found.sort();
        found
    }
}
