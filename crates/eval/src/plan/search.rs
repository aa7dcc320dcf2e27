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
    /// The place of the part by which members were found, if vague members are
    /// so for what is known of their keys alone.
    decided: Option<usize>,
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
        /// Ascending, each once; whether the part by which it was found holds for certain.
        rows: Vec<(u32, bool)>,
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
        let (left, decided) = if outer == Ok(false) {
            (Left::None, None)
        } else {
            self.left(&plan, &prepared)
        };
        let sums_up = decided.is_some() && plan.mixed.len() == 1 && left.is_apart();
        Search {
            plan,
            prepared,
            outer,
            left,
            decided,
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

    fn left(&mut self, plan: &Plan, prepared: &Prepared<'a>) -> (Left, Option<usize>) {
        let (told, decided) = self.ask_probes(plan, prepared);
        self.watch_told(plan, prepared, &told);
        let left = match told {
            Told::Nothing => Left::All,
            Told::Unknown(reasons) => Left::Unknown(reasons),
            Told::Found(mut found) => {
                found.sort();
                Left::Some {
                    rows: found.rows,
                    vague: found.vague,
                }
            }
        };
        (left, decided)
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
                let vague = found.vague.iter().map(|vague| vague.rows.len());
                let vague: usize = vague.sum();
                let access = plan.probes.first();
                let access = access.map(|(_, probe)| probe.access(vague as u64));
                // What may fit is looked at with what fits.
                (found.rows.len() + vague, access)
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
            Self::Some { rows, vague } => rows.iter().all(|(row, _)| {
                let mut vague = vague.iter();
                vague.all(|vague| vague.reasons_of(*row).is_none())
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
                let vague = vague.iter().flat_map(|vague| vague.rows.iter().copied());
                let mut all: Vec<u32> = positions(rows).into_iter().chain(vague).collect();
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
                (positions(rows), self.together(&reasons))
            }
            Left::Some { rows, .. } => (positions(rows), self.rest(machine, rows)),
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
    fn rest(&self, machine: &mut Machine<'a>, rows: &[(u32, bool)]) -> Truth {
        let mut gather = Gather::default();
        for row in self.all() {
            if rows.binary_search_by_key(&row, |(row, _)| *row).is_err() {
                gather.add_some(self.truth(machine, row).err().as_ref());
            }
        }
        gather.finish().map_or(Ok(false), Err)
    }

    /// What holds of a member that is left; the variable is bound to it afterwards.
    pub(crate) fn truth(&self, machine: &mut Machine<'a>, row: u32) -> Truth {
        machine.at_row(&self.plan, &self.prepared, row);
        let mut truth = and(self.outer.clone(), self.prepared.truth(row));
        let known = self.known(row);
        let decided = self.decided.filter(|_| known.is_some());
        truth = and(truth, known.unwrap_or(Ok(true)));
        for (part, literal) in self.plan.mixed.iter().enumerate() {
            if truth == Ok(false) {
                break;
            }
            if decided != Some(part) {
                truth = and(truth, literal.truth(machine));
            }
        }
        truth
    }

    /// What is known of a member by how it was found: the part need not be
    /// asked again, which can be long where it goes through a list.
    fn known(&self, row: u32) -> Option<Truth> {
        let Left::Some { rows, vague } = &self.left else {
            return None;
        };
        self.decided?;
        if let Ok(at) = rows.binary_search_by_key(&row, |(row, _)| *row) {
            return rows
                .get(at)
                .filter(|(_, is_sure)| *is_sure)
                .map(|_| Ok(true));
        }
        let mut reasons = Gather::default();
        for vague in vague {
            reasons.add_some(vague.reasons_of(row));
        }
        reasons.finish().map(Err)
    }
}

fn positions(rows: &[(u32, bool)]) -> Vec<u32> {
    rows.iter().map(|(row, _)| *row).collect()
}

/// Whether a member is one.
pub(super) fn certain(doubt: Option<&Reasons>) -> Known<bool> {
    doubt.map_or(Ok(true), |reasons| Err(reasons.clone()))
}
