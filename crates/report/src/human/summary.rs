//! The end of the page: which rules need someone, and the sums.

use tenet_base::Severity as Level;
use tenet_eval::RuleStatus;
use tenet_snapshot::Status;

use super::{separator, worst_first};
use crate::model::{Report, Rule, Summary};
use crate::page::{Indent, Line, Page};
use crate::style::Ink;
use crate::table::{Cell, Table};
use crate::text;

/// Puts the summary.
pub(super) fn put(page: &mut Page, report: &Report) {
    page.gap();
    let bar = page.style.choose("─", "-").repeat(page.style.width);
    page.put(Indent::all(0), &Line::new().ink(Ink::Dim, bar));
    overview(page, report);
    page.put(Indent::hanging(0, 2), &rules(&report.summary));
    page.put(Indent::hanging(0, 2), &violations(page, &report.summary));
    page.put(Indent::hanging(0, 2), &subject(page, report));
}

/// One line for each rule that needs someone. One alone was just read.
fn overview(page: &mut Page, report: &Report) {
    let undetermined = report.rules.iter();
    let undetermined = undetermined.filter(|rule| rule.status == RuleStatus::Undetermined);
    let rules: Vec<&Rule> = worst_first(report)
        .into_iter()
        .chain(undetermined)
        .collect();
    if rules.len() < 2 {
        return;
    }
    let table = Table {
        rows: rules.into_iter().map(overview_row).collect(),
        right: vec![3],
        ..Table::default()
    };
    page.rows(0, &table.rows(page.style, page.style.width));
    page.gap();
}

fn overview_row(rule: &Rule) -> Vec<Cell> {
    let (status, severity, count) = match rule.status {
        RuleStatus::Failed => ("failed", rule.worst(), rule.violated),
        RuleStatus::Undetermined
        | RuleStatus::Passed
        | RuleStatus::NotApplicable
        | RuleStatus::Waived => ("undetermined", rule.severity, rule.undetermined),
    };
    let (count, cases) = (text::number(count), text::number(rule.cases));
    vec![
        Cell::ink(Ink::of_status(rule.status), status),
        Cell::ink(Ink::Bold, &rule.id),
        Cell::ink(Ink::of(severity), severity.name()),
        Cell::new(format!("{count} of {cases}")),
        Cell::ink(Ink::Dim, &rule.title),
    ]
}

fn rules(summary: &Summary) -> Line {
    let rules = [
        (summary.failed, "failed", RuleStatus::Failed),
        (
            summary.undetermined,
            "undetermined",
            RuleStatus::Undetermined,
        ),
        (summary.waived_rules, "waived", RuleStatus::Waived),
        (summary.passed, "passed", RuleStatus::Passed),
        (
            summary.not_applicable,
            "not applicable",
            RuleStatus::NotApplicable,
        ),
    ];
    let present = rules.into_iter().filter(|(count, ..)| *count > 0);
    let words = present.map(|(n, word, status)| (Ink::of_status(status), text::number(n), word));
    let head = Line::new().ink(Ink::Bold, text::count(summary.rules, "rule"));
    listed(head, words.collect())
}

fn violations(page: &Page, summary: &Summary) -> Line {
    let by_severity = summary.by_severity.iter();
    let words =
        by_severity.map(|(severity, n)| (Ink::of(*severity), text::number(*n), severity.name()));
    let head = match summary.violations {
        0 => Line::new().text("no violations"),
        some => Line::new().ink(Ink::Bold, text::count(some, "violation")),
    };
    let mut line = listed(head, words.collect());
    if summary.waived > 0 {
        let waived = format!("{} waived", text::number(summary.waived));
        line = line.ink(Ink::Dim, separator(page.style)).text(waived);
    }
    if summary.undetermined_cases == 0 {
        return line;
    }
    let open = text::count(summary.undetermined_cases, "case");
    line.ink(Ink::Dim, separator(page.style))
        .text(format!("{open} undetermined"))
}

/// `6 rules: 2 failed, 4 passed`.
fn listed(mut line: Line, words: Vec<(Ink, String, &str)>) -> Line {
    for (number, (ink, count, word)) in words.into_iter().enumerate() {
        let lead = if number == 0 { ": " } else { ", " };
        line = line.text(lead).ink(ink, format!("{count} {word}"));
    }
    line
}

/// What was judged: the tenant, when, and how much of it was there.
fn subject(page: &Page, report: &Report) -> Line {
    let dot = separator(page.style);
    let roots = report.roots.join(", ");
    let tenant = report.snapshot.tenant.as_ref().unwrap_or(&roots);
    let captured = match report.snapshot.captured_at {
        Some(instant) => format!("captured {instant}"),
        None => "capture time unknown".to_owned(),
    };
    let read = report.coverage.iter().filter(|collection| collection.read);
    let complete = read
        .clone()
        .filter(|it| it.coverage.status == Status::Complete);
    let collections = text::count(read.clone().count() as u64, "collection");
    let complete = text::number(complete.count() as u64);
    let mut parts = vec![
        tenant.clone(),
        captured,
        format!("{complete} of {collections} complete"),
    ];
    for (level, word) in [(Level::Error, "error"), (Level::Warning, "warning")] {
        let same = report.diagnostics.iter().filter(|it| it.severity == level);
        let count = same.count() as u64;
        if count > 0 {
            parts.push(format!("{} on the data", text::count(count, word)));
        }
    }
    Line::new().ink(Ink::Dim, parts.join(dot))
}
