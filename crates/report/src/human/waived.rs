//! What waivers accept, and what they may accept.

use std::collections::BTreeMap;

use tenet_eval::FindingStatus;

use super::{Scene, failed, head};
use crate::model::{Finding, Rule, Waiver};
use crate::page::{Indent, Line, Page};
use crate::style::Ink;
use crate::text;

const INSET: usize = 4;

/// Puts a rule of which every violation is waived.
pub(super) fn put(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    let (waived, cases) = (text::number(rule.waived), text::count(rule.cases, "case"));
    head(page, rule, &format!("{waived} of {cases} waived"));
    put_findings(page, rule, scene);
}

/// Puts the waived violations of a rule, the worst first, and by what each is accepted.
pub(super) fn put_findings(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    let waived = rule.worst_first(FindingStatus::Waived);
    if waived.is_empty() {
        return;
    }
    page.gap();
    for finding in waived.iter().take(scene.shown) {
        put_finding(page, finding, scene);
    }
    failed::rest(page, waived.len().saturating_sub(scene.shown) as u64);
}

fn put_finding(page: &mut Page, finding: &Finding, scene: Scene<'_>) {
    let mark = page.style.choose("–", "-");
    let line = Line::new()
        .ink(
            Ink::of(finding.severity),
            format!("{mark}\u{a0}waived\u{a0}{}", finding.severity.name()),
        )
        .text("  ")
        .text(&finding.message);
    page.put(Indent::hanging(2, INSET), &line);
    if let Some(waiver) = &finding.waiver {
        let words = format!(
            "until {}, approved by {}: {}",
            waiver.until, waiver.approved_by, waiver.reason
        );
        page.put(Indent::hanging(INSET, INSET + 2), &Line::new().text(words));
        let place = format!("by the waiver at {}", place(waiver, scene));
        page.put(
            Indent::hanging(INSET, INSET + 2),
            &Line::new().ink(Ink::Dim, place),
        );
    }
}

/// Puts why it is not known whether a violation is waived.
pub(super) fn put_doubt(page: &mut Page, finding: &Finding, scene: Scene<'_>) {
    let Some(waiver) = finding.waiver.as_ref().filter(|waiver| !waiver.applies) else {
        return;
    };
    let doubts: Vec<&str> = waiver
        .doubts
        .iter()
        .map(|doubt| doubt.text.as_str())
        .collect();
    let line = Line::new()
        .ink(
            Ink::Yellow,
            format!("? the waiver at {} may apply: ", place(waiver, scene)),
        )
        .text(doubts.join("; "));
    page.put(Indent::hanging(INSET, INSET + 2), &line);
}

/// Puts the waivers that may accept what is undetermined, and how much of it.
pub(super) fn put_possible(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    let mut waivers: BTreeMap<String, u64> = BTreeMap::new();
    for finding in rule.with_status(FindingStatus::Undetermined) {
        if let Some(waiver) = &finding.waiver {
            *waivers.entry(place(waiver, scene)).or_default() += 1;
        }
    }
    for (place, count) in waivers {
        let findings = text::count(count, "undetermined finding");
        let words = format!("the waiver at {place} may apply to {findings}");
        page.put(Indent::hanging(2, 4), &Line::new().ink(Ink::Dim, words));
    }
}

/// `rules/waivers.tenet:3:8`.
fn place(waiver: &Waiver, scene: Scene<'_>) -> String {
    let file = scene.origins.sources.file(waiver.span.file);
    let (line, column) = file.line_column(waiver.span.start);
    format!("{}:{line}:{column}", file.path)
}
