//! Members that a rule makes in the place of members that were not exported.
//!
//! They are what Entra would work out from this snapshot. What it had stored
//! may differ, so that they count only where somebody says that they may.

use tenet_snapshot::{Reason, ReasonCode, Row};

use super::DynamicRule;
use crate::cells::{cells, is_word};
use crate::graph::Graph;
use crate::membership::Membership;
use crate::membership::groups::{Gap, Maybe};

/// The clause by which a dynamic group has no members here.
const UNSTORED: ReasonCode = ReasonCode::NotEvaluated("G10");

impl Graph<'_> {
    /// Takes what rules make members for the members that were not exported.
    ///
    /// Rules about other groups come last: those groups may be of this kind
    /// themselves (D24).
    pub(crate) fn accept_computed(&mut self) {
        for about_groups in [false, true] {
            let made = self.made(about_groups);
            if made.is_empty() {
                continue;
            }
            let mut groups = std::mem::take(&mut self.membership.groups);
            for (at, group) in made {
                groups.fill(at, group);
            }
            self.membership = Membership::new(groups);
        }
    }

    /// What rules make of the groups without members.
    fn made(&self, about_groups: bool) -> Vec<(u32, Filled)> {
        let numbered = (0u32..).zip(self.membership.groups.iter());
        let unstored = numbered.filter_map(|(at, group)| {
            let is_unstored = group.gap.as_ref().is_some_and(|gap| gap.code == UNSTORED);
            let row = group.row.filter(|_| is_unstored)?;
            let rule = self.dynamic().of(row)?;
            (rule.is_about_groups() == about_groups).then(|| (at, self.filled(rule, row)))
        });
        unstored.collect()
    }

    fn filled(&self, rule: &DynamicRule, row: Row) -> Filled {
        if let Err(reason) = self.is_processed(row) {
            return Filled::gap(reason);
        }
        let all = rule.all(self);
        let mut maybe = Maybe::default();
        for (reason, set) in &all.unknown {
            maybe.members.extend(set);
            maybe.reasons.push(reason.clone());
        }
        maybe.members.sort_unstable();
        maybe.members.dedup();
        Filled {
            members: all.yes.iter().collect(),
            maybe,
            gap: rule.open(self),
            computed: true,
        }
    }

    /// A paused rule makes no members: those that are stored stand (G10).
    fn is_processed(&self, row: Row) -> Result<(), Reason> {
        let Some(groups) = &self.columns.groups else {
            return Ok(());
        };
        let cells = cells(self.snapshot, groups.table, "groups");
        let state = cells.text(&groups.processing, row)?;
        let is_on = state.is_some_and(|state| is_word(&self.snapshot.strings, state, "On"));
        if is_on {
            return Ok(());
        }
        let text = "the members of a dynamic group were not exported, and its rule is paused";
        let reason = Reason::new(UNSTORED, text).entity("groups");
        Err(reason.field("members"))
    }
}

/// What becomes of a group without members.
pub(crate) struct Filled {
    /// Whom it holds.
    pub(crate) members: Vec<u32>,
    /// Whom it may hold.
    pub(crate) maybe: Maybe,
    /// Why it may hold others.
    pub(crate) gap: Gap,
    /// Whether a rule made the members.
    pub(crate) computed: bool,
}

impl Filled {
    fn gap(reason: Reason) -> Self {
        Self {
            members: Vec::new(),
            maybe: Maybe::default(),
            gap: Some(reason),
            computed: false,
        }
    }
}
