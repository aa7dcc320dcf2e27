//! Filters on assignments: clauses I10 to I14.
//!
//! Of the assignments that match, those with the mode that wins decide:
//! exclude before none, none before include. What this comes to is said
//! without cases: an exclude filter that fits takes the policy away; else any
//! match without filter, or with an exclude filter, or with an include filter
//! that fits, gives it.

use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{AssignedPolicy, Assignment, Filter};
use super::kinds::Filters;
use crate::filters::fits;
use crate::graph::Graph;
use crate::population::Population;
use crate::subject::SubjectKind;
use crate::truth::Truth;

/// What is left of the matches of a policy when its filters were asked.
#[derive(Debug, Default)]
pub(crate) struct Filtered {
    gives: Truth,
    takes: Truth,
    /// What each filter said, by the number of its assignment.
    said: Vec<(usize, Truth)>,
    /// Those for whom filters are ignored (I14).
    ignored: Truth,
    /// Of users: those whom an assignment with a filter matches.
    narrowed: Truth,
    /// Whether users are asked about, on whose devices filters decide.
    users: bool,
}

impl Filtered {
    /// None yet; filters are ignored for some.
    pub(crate) fn new(population: &Population, ignored: Truth) -> Self {
        Self {
            ignored,
            users: population.kind == SubjectKind::User,
            ..Self::default()
        }
    }

    /// One more assignment, and whom it matches.
    pub(crate) fn add(
        &mut self,
        graph: &Graph<'_>,
        policy: &AssignedPolicy,
        (at, assignment, matched): (usize, &Assignment, &Truth),
        population: &Population,
    ) {
        if matched.is_never() {
            return;
        }
        let (id, excludes) = match filter_of(policy, assignment) {
            Filter::None => return self.give(matched),
            Filter::Unsaid(reason) => {
                let doubt = matched.clone().doubted(reason);
                self.give(&doubt);
                return self.take(&doubt);
            }
            Filter::Include(id) => (id, false),
            Filter::Exclude(id) => (id, true),
        };
        let fit = fits(graph, policy, id, population);
        match (self.users, excludes) {
            (true, _) => {
                self.narrowed = std::mem::take(&mut self.narrowed).or(matched);
                if excludes {
                    self.take(matched);
                }
            }
            (false, false) => self.give(&matched.clone().and(&fit.clone().or(&self.ignored))),
            (false, true) => {
                self.give(matched);
                self.take(&matched.clone().and(&fit.clone().and_not(&self.ignored)));
            }
        }
        self.said.push((at, fit));
    }

    /// Whom the policy is left for. Users without a say of a filter are left as
    /// they are; of the others those with a device that is left, which
    /// `by_devices` finds.
    pub(crate) fn left(self, by_devices: impl FnOnce() -> Truth) -> (Truth, Vec<(usize, Truth)>) {
        let mut left = self.gives.and_not(&self.takes);
        if !self.narrowed.is_never() {
            left = left.or(&self.narrowed.and(&by_devices()));
        }
        (left, self.said)
    }

    fn give(&mut self, truth: &Truth) {
        self.gives = std::mem::take(&mut self.gives).or(truth);
    }

    fn take(&mut self, truth: &Truth) {
        self.takes = std::mem::take(&mut self.takes).or(truth);
    }
}

/// The filter of an assignment, where policies of the kind can have one.
fn filter_of(policy: &AssignedPolicy, assignment: &Assignment) -> Filter {
    let is_there = matches!(assignment.filter, Filter::Include(_) | Filter::Exclude(_));
    if is_there && policy.kind.filters == Filters::Unsupported {
        let text = "the assignment has a filter, which policies of this kind do not support, and what it does there is not documented";
        return Filter::Unsaid(Reason::new(ReasonCode::FilterUnsupportedWorkload, text));
    }
    if is_there && policy.kind.filters == Filters::Unsaid {
        let text = "the assignment has a filter, and whether policies of this kind support it was not exported";
        return Filter::Unsaid(Reason::new(ReasonCode::TypeNotExported, text));
    }
    assignment.filter.clone()
}
