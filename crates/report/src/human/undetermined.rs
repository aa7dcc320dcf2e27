//! What is undetermined: why, for whom, and which export would decide it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tenet_eval::FindingStatus;

use super::{FEW, SHOWN, Scene, case, head, title, waived};
use crate::model::{Finding, Reason, Report, Rule};
use crate::page::{Indent, Line, Page};
use crate::permissions;
use crate::style::Ink;
use crate::table::{Cell, Table};
use crate::text;

/// Puts a rule that is undetermined.
pub(super) fn put(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    let (open, cases) = (
        text::number(rule.undetermined),
        text::count(rule.cases, "case"),
    );
    let waived = match rule.waived {
        0 => String::new(),
        some => format!(", {} waived", text::number(some)),
    };
    head(
        page,
        rule,
        &format!("{open} of {cases} undetermined{waived}"),
    );
    waived::put_findings(page, rule, scene);
    put_reasons(page, rule, scene);
}

/// Puts the reasons of a rule's undetermined findings, the most frequent first.
pub(super) fn put_reasons(page: &mut Page, rule: &Rule, scene: Scene<'_>) {
    let reasons = reasons(rule);
    if reasons.is_empty() {
        return;
    }
    page.gap();
    for (reason, findings) in reasons.iter().take(SHOWN) {
        let line = Line::new()
            .ink(Ink::Yellow, "?")
            .text("\u{a0}")
            .text(*reason);
        page.put(Indent::hanging(2, 4), &line);
        let line = Line::new().ink(Ink::Dim, whom(findings));
        page.put(Indent::hanging(4, 6), &line);
        example(page, findings, scene);
    }
    let more = reasons.len().saturating_sub(SHOWN) as u64;
    if more > 0 {
        let line = format!("and {}", text::count(more, "more reason"));
        page.put(Indent::all(2), &Line::new().text(line));
    }
    waived::put_possible(page, rule, scene);
}

/// Puts the collections whose export would decide something.
pub(crate) fn put_exports(page: &mut Page, report: &Report) {
    let exports = exports(report);
    if exports.is_empty() {
        return;
    }
    title(page, "To decide what is undetermined, export");
    let dated = exports.values().any(|wanted| wanted.since.is_some());
    let rows = exports
        .into_iter()
        .map(|(path, wanted)| cells(path, &wanted, dated));
    let heads = ["Graph path", "from", "least permission", "for"];
    let heads = heads.into_iter().filter(|head| dated || *head != "from");
    let table = Table {
        heads: heads.map(str::to_owned).collect(),
        rows: rows.collect(),
        ..Table::default()
    };
    let room = page.style.width.saturating_sub(2);
    page.rows(2, &table.rows(page.style, room));
}

/// What to export: which day on is said only in a table in which some log is short.
fn cells(path: &str, wanted: &Wanted<'_>, dated: bool) -> Vec<Cell> {
    let permission = permissions::least(path).unwrap_or("");
    let rules: Vec<&str> = wanted.rules.iter().copied().collect();
    let since = dated.then(|| Cell::new(wanted.since.unwrap_or("")));
    std::iter::once(Cell::ink(Ink::Cyan, with_fields(path, &wanted.fields)))
        .chain(since)
        .chain([Cell::new(permission), Cell::ink(Ink::Dim, rules.join(", "))])
        .collect()
}

/// Where the export shows it, for one of the findings.
fn example(page: &mut Page, findings: &[&Finding], scene: Scene<'_>) {
    let mut places = findings.iter().filter_map(|finding| finding.place());
    if let Some(place) = places.find(|place| place.position.is_some()) {
        case::at(page, place, scene);
    }
}

/// The reasons in words, each with the findings that have it.
fn reasons(rule: &Rule) -> Vec<(&str, Vec<&Finding>)> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in rule.with_status(FindingStatus::Undetermined) {
        let words = finding.reasons.iter().map(|reason| reason.text.as_str());
        let words: BTreeSet<&str> = words.collect();
        // Without a reason in words the finding's own message has to do.
        let own = words.is_empty().then_some(finding.message.as_str());
        for word in words.into_iter().chain(own) {
            found.entry(word).or_default().push(finding);
        }
    }
    let mut reasons: Vec<_> = found.into_iter().collect();
    reasons.sort_by_key(|(_, findings)| Reverse(findings.len()));
    reasons
}

/// Whom a reason concerns: a few cases by name, or the collection.
fn whom(findings: &[&Finding]) -> String {
    let mut seen = BTreeSet::new();
    let names = findings.iter().map(|finding| name(finding));
    let fresh = names.filter(|name| !name.is_empty() && seen.insert(name.clone()));
    let distinct: Vec<String> = fresh.collect();
    if distinct.is_empty() {
        return "whether these are all cases".to_owned();
    }
    let count = text::count(distinct.len() as u64, "case");
    format!("{count}: {}", text::few(&distinct, FEW))
}

fn name(finding: &Finding) -> String {
    let labels: Vec<&str> = finding
        .bindings
        .iter()
        .map(|it| it.label.as_str())
        .collect();
    labels.join(" / ")
}

/// What is wanted of a collection.
#[derive(Default)]
struct Wanted<'a> {
    fields: BTreeSet<&'a str>,
    rules: BTreeSet<&'a str>,
    /// For a log: the earliest day that a rule looks at.
    since: Option<&'a str>,
}

fn exports(report: &Report) -> BTreeMap<&str, Wanted<'_>> {
    let mut exports: BTreeMap<&str, Wanted<'_>> = BTreeMap::new();
    for rule in &report.rules {
        let findings = rule.with_status(FindingStatus::Undetermined);
        for reason in findings.flat_map(|finding| &finding.reasons) {
            want(&mut exports, rule, reason);
        }
    }
    exports
}

fn want<'a>(exports: &mut BTreeMap<&'a str, Wanted<'a>>, rule: &'a Rule, reason: &'a Reason) {
    for path in &reason.collections {
        let wanted = exports.entry(path).or_default();
        wanted.rules.insert(&rule.id);
        wanted.fields.extend(reason.field.as_deref());
        let days = [wanted.since, reason.since.as_deref()];
        wanted.since = days.into_iter().flatten().min();
    }
}

fn with_fields(path: &str, fields: &BTreeSet<&str>) -> String {
    if fields.is_empty() {
        return path.to_owned();
    }
    let fields: Vec<&str> = fields.iter().copied().collect();
    format!("{path} ({})", fields.join(", "))
}
