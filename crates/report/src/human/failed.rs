//! A rule that failed: its violations, then what of it is undetermined.

use std::collections::BTreeSet;

use tenet_eval::FindingStatus;

use super::{EXCERPTS, Scene, case, head, undetermined, waived};
use crate::model::Rule;
use crate::page::{Indent, Line, Page};
use crate::style::Ink;
use crate::text;

/// Puts the rule with the first of its violations in full.
pub(super) fn put(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    head(page, rule, &counts(rule));
    let mut excerpts = Excerpts::default();
    let violated = rule.worst_first(FindingStatus::Violated);
    let mut apart = true;
    for finding in violated.iter().take(scene.shown) {
        let excerpt = excerpts.wants(finding.place().and_then(case::key));
        let tall = excerpt || !finding.path.is_empty() || finding.fix.is_some();
        if apart || tall {
            page.gap();
        }
        apart = tall;
        case::put(page, finding, excerpt, scene);
    }
    rest(page, violated.len().saturating_sub(scene.shown) as u64);
    waived::put_findings(page, rule, scene);
    undetermined::put_reasons(page, rule, scene);
}

/// An excerpt is shown for the first few, and none twice.
#[derive(Default)]
struct Excerpts<'a> {
    shown: BTreeSet<case::Key<'a>>,
}

impl<'a> Excerpts<'a> {
    fn wants(&mut self, place: Option<case::Key<'a>>) -> bool {
        let fresh = place.filter(|_| self.shown.len() < EXCERPTS);
        fresh.is_some_and(|place| self.shown.insert(place))
    }
}

fn counts(rule: &Rule) -> String {
    let (violated, cases) = (text::number(rule.violated), text::count(rule.cases, "case"));
    let mut counts = format!("{violated} of {cases} violated");
    for (count, word) in [(rule.waived, "waived"), (rule.undetermined, "undetermined")] {
        if count > 0 {
            counts = format!("{counts}, {} {word}", text::number(count));
        }
    }
    counts
}

pub(super) fn rest(page: &mut Page, more: u64) {
    if more == 0 {
        return;
    }
    page.gap();
    let line = Line::new()
        .ink(Ink::Bold, format!("and {} more", text::number(more)))
        .text(", all listed by ")
        .ink(Ink::Cyan, "--format json");
    page.put(Indent::all(2), &line);
}
