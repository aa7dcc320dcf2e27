//! The members of a collection that a loop may have to look at.

use std::rc::Rc;

use tenet_base::HashMap;

use super::Plan;
use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};
use crate::truth::{Truth, and};
use crate::value::Collection;

/// A collection, and what the parts of the condition that are about a member
/// alone say of each.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The collection.
    pub(crate) members: Rc<Collection<'a>>,
    /// The positions of those for which no such part is false, ascending.
    pub(super) rows: Vec<u32>,
    /// Of those, why it is unknown whether they are members and fit.
    pub(super) doubts: HashMap<u32, Reasons>,
    /// The first that is a member and fits for certain.
    pub(super) certain: Option<u32>,
    /// All doubts together.
    pub(super) reasons: Option<Reasons>,
}

impl<'a> Machine<'a> {
    /// The members for a plan, found once.
    pub(super) fn prepared(&mut self, plan: &Plan) -> Rc<Prepared<'a>> {
        if let Some(known) = self.plans.prepared.get(&plan.var) {
            return Rc::clone(known);
        }
        let members = self.collection(plan.source);
        let prepared = Rc::new(self.prepare(plan, members));
        self.plans.prepared.insert(plan.var, Rc::clone(&prepared));
        prepared
    }

    fn prepare(&mut self, plan: &Plan, members: Rc<Collection<'a>>) -> Prepared<'a> {
        let mut rows = Vec::new();
        let mut doubts = HashMap::default();
        let mut certain = None;
        let mut reasons = Gather::default();
        for (row, item) in (0u32..).zip(&members.items) {
            self.bind(plan.var, item.value.clone());
            match self.own_truth(plan, item.doubt.as_ref()) {
                Ok(false) => continue,
                Ok(true) => certain = certain.or(Some(row)),
                Err(doubt) => {
                    reasons.add(&doubt);
                    doubts.insert(row, doubt);
                }
            }
            rows.push(row);
        }
        Prepared {
            members,
            rows,
            doubts,
            certain,
            reasons: reasons.finish(),
        }
    }

    /// What is said of the member that the variable is bound to.
    fn own_truth(&mut self, plan: &Plan, doubt: Option<&Reasons>) -> Truth {
        let mut truth = super::search::certain(doubt);
        for literal in &plan.own {
            if truth == Ok(false) {
                break;
            }
            truth = and(truth, literal.truth(self));
        }
        truth
    }
}

impl Prepared<'_> {
    /// The doubt of a member.
    pub(super) fn truth(&self, row: u32) -> Truth {
        super::search::certain(self.doubts.get(&row))
    }
}
