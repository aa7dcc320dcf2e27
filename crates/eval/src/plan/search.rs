//! One run of a loop: the members that it looks at, and what holds of them.

use std::rc::Rc;

use tenet_hir::{Binding, ExprId};

use super::Plan;
use super::candidates::Told;
use super::index::Vague;
use super::prepared::Prepared;
use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};
use crate::truth::{Known, Truth, and};

/// One run of a loop.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    plan: Rc<Plan>,
    prepared: Rc<Prepared<'a>>,
    /// What the parts say that are not about the member.
    outer: Truth,
    left: Left,
    /// Whether the vague members need not be looked at one by one to know why
    /// it is unknown whether the condition holds of any.
    sums_up: bool,
}

/// The members that are left.
#[derive(Debug)]
enum Left {
    /// None.
    None,
    /// All for which no part about the member alone is false.
    All,
    /// Some of those.
    Some {
        /// Ascending, each once.
        rows: Vec<u32>,
        /// Others, for which it is unknown whether the condition holds.
        vague: Vec<Rc<Vague>>,
    },
    /// All; but for none can it hold, for these reasons.
    Unknown(Option<Reasons>),
}

impl<'a> Machine<'a> {
    /// What a loop has to look at; none if that is every member in turn.
    pub(crate) fn search(
        &mut self,
        binding: &Binding,
        satisfies: Option<ExprId>,
    ) -> Option<Search<'a>> {
        self.mark_binding(binding);
        if !self.plans.on {
            return None;
        }
        let plan = self.plan(binding, satisfies)?;
        Some(self.quietly(|machine| machine.begin(plan)))
    }

    fn begin(&mut self, plan: Rc<Plan>) -> Search<'a> {
        let prepared = self.prepared(&plan);
        let outer = if prepared.rows.is_empty() {
            Ok(false)
        } else {
            self.outer_truth(&plan)
        };
        let (left, is_one) = if outer == Ok(false) {
            (Left::None, true)
        } else {
            self.left(&plan, &prepared)
        };
        let sums_up = is_one && plan.mixed.len() == 1 && left.is_apart();
        Search {
            plan,
            prepared,
            outer,
            left,
            sums_up,
        }
    }

    fn outer_truth(&mut self, plan: &Plan) -> Truth {
        let mut truth = Ok(true);
        for literal in &plan.outer {
            if truth == Ok(false) {
                break;
            }
            truth = and(truth, literal.truth(self));
        }
        truth
    }

    fn left(&mut self, plan: &Plan, prepared: &Prepared<'a>) -> (Left, bool) {
        let (told, is_one) = self.ask_probes(plan, prepared);
        self.watch_told(plan, prepared, &told);
        let left = match told {
            Told::Nothing => Left::All,
            Told::Unknown(reasons) => Left::Unknown(reasons),
            Told::Found(mut found) => {
                found.rows.sort_unstable();
                found.rows.dedup();
                Left::Some {
                    rows: found.rows,
                    vague: found.vague,
                }
            }
        };
        (left, is_one)
    }
}

impl Machine<'_> {
    fn watch_told(&mut self, plan: &Plan, prepared: &Prepared<'_>, told: &Told) {
        if self.watch.is_none() {
            return;
        }
        let (members, access) = match told {
            Told::Nothing => (prepared.rows.len(), None),
            Told::Unknown(_) => (0, None),
            Told::Found(found) => {
                let vague = found.vague.iter().map(|vague| vague.rows.len() as u64);
                let vague = vague.sum();
                let access = plan.probes.first().map(|probe| probe.access(vague));
                (found.rows.len(), access)
            }
        };
        self.watch((plan.var, plan.source), members, || access);
    }
}

impl Left {
    /// Whether no member is both among those to be looked at and vague.
    fn is_apart(&self) -> bool {
        match self {
            Self::None | Self::All | Self::Unknown(_) => true,
            Self::Some { rows, vague } => rows.iter().all(|row| {
                let mut vague = vague.iter();
                vague.all(|vague| vague.rows.binary_search(row).is_err())
            }),
        }
    }
}

impl<'a> Search<'a> {
    /// The members in whose order positions count.
    pub(crate) fn prepared(&self) -> &Rc<Prepared<'a>> {
        &self.prepared
    }

    /// The positions of all members for which the condition may not be false, ascending.
    pub(crate) fn all(&self) -> Vec<u32> {
        match &self.left {
            Left::None => Vec::new(),
            Left::All | Left::Unknown(_) => self.prepared.rows.clone(),
            Left::Some { rows, vague } => {
                let vague = vague.iter().flat_map(|vague| vague.rows.iter());
                let mut all: Vec<u32> = rows.iter().chain(vague).copied().collect();
                all.sort_unstable();
                all.dedup();
                all
            }
        }
    }

    /// The positions of the members for which the condition may hold, ascending,
    /// and what holds together of the others for which it is unknown.
    pub(crate) fn decisive(&self, machine: &mut Machine<'a>) -> (Vec<u32>, Truth) {
        if self.plan.mixed.is_empty() {
            return self.without_mixed();
        }
        match &self.left {
            Left::None => (Vec::new(), Ok(false)),
            Left::Unknown(reasons) if self.sums_up => {
                let all = [reasons.as_ref(), self.prepared.reasons.as_ref()];
                (Vec::new(), self.together(&all))
            }
            Left::All | Left::Unknown(_) => (self.prepared.rows.clone(), Ok(false)),
            Left::Some { rows, vague } if self.sums_up => {
                let reasons = vague.iter().map(|vague| vague.reasons.as_ref());
                let reasons: Vec<_> = reasons.collect();
                (rows.clone(), self.together(&reasons))
            }
            Left::Some { rows, .. } => (rows.clone(), self.rest(machine, rows)),
        }
    }

    /// The first member that fits for certain stands for all.
    fn without_mixed(&self) -> (Vec<u32>, Truth) {
        let prepared = &self.prepared;
        match (&self.outer, prepared.certain) {
            (Ok(false), _) => (Vec::new(), Ok(false)),
            (Ok(true), Some(row)) => (vec![row], Ok(false)),
            (Ok(true), None) | (Err(_), _) => {
                (Vec::new(), self.together(&[prepared.reasons.as_ref()]))
            }
        }
    }

    /// What holds of vague members together: nothing, if there are none.
    fn together(&self, reasons: &[Option<&Reasons>]) -> Truth {
        let mut gather = Gather::default();
        for reasons in reasons {
            gather.add_some(*reasons);
        }
        match (gather.finish(), &self.outer) {
            (Some(reasons), Err(outer)) => Err(reasons.merged(outer)),
            (Some(reasons), Ok(_)) => Err(reasons),
            (None, Err(outer)) if self.plan.mixed.is_empty() => Err(outer.clone()),
            (None, _) => Ok(false),
        }
    }

    /// Looks at the vague members one by one. None of them can hold.
    fn rest(&self, machine: &mut Machine<'a>, rows: &[u32]) -> Truth {
        let mut gather = Gather::default();
        for row in self.all() {
            if rows.binary_search(&row).is_err() {
                gather.add_some(self.truth(machine, row).err().as_ref());
            }
        }
        gather.finish().map_or(Ok(false), Err)
    }

    /// What holds of a member that is left; the variable is bound to it afterwards.
    pub(crate) fn truth(&self, machine: &mut Machine<'a>, row: u32) -> Truth {
        machine.at_row(&self.plan, &self.prepared, row);
        let mut truth = and(self.outer.clone(), self.prepared.truth(row));
        for literal in &self.plan.mixed {
            if truth == Ok(false) {
                break;
            }
            truth = and(truth, literal.truth(machine));
        }
        truth
    }
}

/// Whether a member is one.
pub(super) fn certain(doubt: Option<&Reasons>) -> Known<bool> {
    doubt.map_or(Ok(true), |reasons| Err(reasons.clone()))
}
