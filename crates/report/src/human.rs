//! The report for people: what is wrong first, the sums last.
//!
//! A terminal is read from its end, so that is where the summary stands. Above
//! it, from the top: rules that failed, the worst first; what is undetermined
//! and which export would decide it; rules of which every
//! violation is waived; what is to be said about the data; rules
//! that are not applicable and rules that passed; overridden parameters.

mod case;
mod closing;
mod data;
mod failed;
mod summary;
mod undetermined;
mod waived;

pub(crate) use undetermined::put_exports;

use std::cmp::Reverse;

use tenet_base::SourceMap;
use tenet_eval::RuleStatus;

use crate::model::{Report, Rule};
use crate::origin::Origins;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};

/// How many findings of a rule are shown in full. A report for people needs
/// the places of no more than these: [`Depth::First`](crate::Depth::First).
pub const SHOWN: usize = 10;

/// For how many of them the place is shown as an excerpt.
const EXCERPTS: usize = 3;

/// How many names, reasons or diagnostics of one kind are listed.
const FEW: usize = 3;

/// What the parts of a page look at.
#[derive(Clone, Copy)]
struct Scene<'a> {
    report: &'a Report,
    origins: Origins<'a>,
    shown: usize,
}

/// The report as a page.
///
/// `shown` is how many violations of a rule are shown in full: [`SHOWN`], or
/// more if somebody asks for them.
pub fn render(report: &Report, sources: &SourceMap, style: Style, shown: usize) -> String {
    let roots = &report.roots;
    let scene = Scene {
        report,
        origins: Origins { sources, roots },
        shown,
    };
    let mut page = Page::new(style);
    for rule in worst_first(report) {
        failed::put(&mut page, rule, scene);
    }
    for rule in scene.rules(RuleStatus::Undetermined) {
        undetermined::put(&mut page, rule, scene);
    }
    for rule in scene.rules(RuleStatus::Waived) {
        waived::put(&mut page, rule, scene);
    }
    put_exports(&mut page, report);
    data::put(&mut page, scene);
    if shown > SHOWN {
        data::put_undeclared(&mut page, report);
    }
    closing::put(&mut page, scene);
    summary::put(&mut page, report);
    page.finish()
}

/// The failed rules, the worst violations first; by id among equals.
fn worst_first(report: &Report) -> Vec<&Rule> {
    let failed = |rule: &&Rule| rule.status == RuleStatus::Failed;
    let mut rules: Vec<&Rule> = report.rules.iter().filter(failed).collect();
    rules.sort_by_key(|rule| Reverse(rule.worst()));
    rules
}

impl<'a> Scene<'a> {
    fn rules(self, status: RuleStatus) -> impl Iterator<Item = &'a Rule> {
        let rules = self.report.rules.iter();
        rules.filter(move |rule| rule.status == status)
    }
}

/// The head of a rule: its id and title, then in one line what became of it.
fn head(page: &mut Page, rule: &Rule, counts: &str) {
    page.gap();
    let title = Line::new()
        .ink(Ink::Bold, &rule.id)
        .text("  ")
        .ink(Ink::Bold, &rule.title);
    page.put(Indent::hanging(0, rule.id.len() + 2), &title);
    let dot = separator(page.style);
    let status = match rule.status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "not applicable",
        RuleStatus::Waived => "waived",
    };
    let line = Line::new()
        .ink(Ink::of_status(rule.status), status)
        .ink(Ink::Dim, format!("{dot}{counts}{dot}"))
        .ink(Ink::of(rule.severity), rule.severity.name())
        .ink(Ink::Dim, format!("{dot}duty of the {}", rule.duty));
    page.put(Indent::all(2), &line);
    if !rule.cites.is_empty() {
        let cites = format!("cites {}", rule.cites.join(", "));
        page.put(Indent::hanging(2, 4), &Line::new().ink(Ink::Dim, cites));
    }
}

/// The title of a part of the page.
pub(crate) fn title(page: &mut Page, title: &str) {
    page.gap();
    page.put(Indent::all(0), &Line::new().ink(Ink::Bold, title));
}

pub(crate) fn separator(style: Style) -> &'static str {
    style.choose(" · ", ", ")
}

#[cfg(test)]
mod tests;
