//! Results for people: what failed, then the sums.

use super::{ConditionPart, Failure, InspectedCase, Results, ScenarioResult};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::text;

/// A part that is longer is shown above its value, not beside it.
const BESIDE: usize = 56;

/// What of a long part or value is shown.
const SHOWN: usize = 160;

/// How many things are noted of a failure.
const NOTES: usize = 12;

/// Where what is said about a failure begins.
const INDENT: usize = 2;

/// The failures, each as a block, and a line with the sums. Without `summary`
/// the line is left out where nothing failed.
pub fn render(results: &Results, style: Style, summary: bool) -> String {
    let mut page = Page::new(style);
    for scenario in &results.scenarios {
        for failure in &scenario.failures {
            page.gap();
            put(&mut page, scenario, failure);
        }
    }
    if summary || results.failed() > 0 {
        page.gap();
        put_summary(&mut page, results);
    }
    page.finish()
}

fn put(page: &mut Page, scenario: &ScenarioResult, failure: &Failure) {
    let head = Line::new()
        .ink(Ink::Bold, failure.place.to_string())
        .text(": ")
        .ink(Ink::Red, &scenario.title);
    page.put(Indent::hanging(0, INDENT), &head);
    put_word(page, "expected", &failure.expected, Ink::Plain);
    put_word(page, "got", &failure.got, Ink::Yellow);
    for note in failure.notes.iter().take(NOTES) {
        page.put(
            Indent::hanging(12, 14),
            &Line::new().ink(Ink::Dim, cut(note)),
        );
    }
    if let Some(more) = failure
        .notes
        .len()
        .checked_sub(NOTES)
        .filter(|more| *more > 0)
    {
        let more = format!("and {more} more");
        page.put(Indent::all(12), &Line::new().ink(Ink::Dim, more));
    }
    for case in &failure.cases {
        put_case(page, case);
    }
}

fn put_word(page: &mut Page, word: &str, said: &str, ink: Ink) {
    let line = Line::new()
        .ink(Ink::Dim, word)
        .text(" ".repeat(10 - word.len()))
        .ink(ink, said);
    page.put(Indent::hanging(INDENT, 12), &line);
}

fn put_case(page: &mut Page, case: &InspectedCase) {
    if case.parts.is_empty() {
        return;
    }
    if !case.name.is_empty() {
        let line = Line::new().ink(Ink::Cyan, &case.name);
        page.put(Indent::hanging(INDENT, INDENT + 2), &line);
    }
    let widths = case.parts.iter().map(|part| text::width(&source(part)));
    let widest = widths.filter(|width| *width <= BESIDE).max().unwrap_or(0);
    for part in &case.parts {
        put_part(page, part, widest);
    }
}

fn put_part(page: &mut Page, part: &ConditionPart, widest: usize) {
    let role = part.role.unwrap_or("");
    let shown = source(part);
    let gap = widest.saturating_sub(text::width(&shown));
    let ink = match part.value.as_str() {
        "false" => Ink::Red,
        "unknown" => Ink::Yellow,
        _ => Ink::Plain,
    };
    let line = Line::new()
        .text(" ".repeat(INDENT))
        .ink(Ink::Dim, format!("{role:<8}"))
        .text(shown)
        .text(" ".repeat(gap + 2))
        .ink(ink, cut(&part.value));
    page.put(Indent::hanging(INDENT, INDENT + 14), &line);
    for reason in &part.unknown {
        let line = Line::new().ink(Ink::Dim, cut(reason));
        page.put(Indent::all(INDENT + 14), &line);
    }
}

fn source(part: &ConditionPart) -> String {
    let indent = "  ".repeat(part.depth as usize);
    format!("{indent}{}", cut(&part.source))
}

fn cut(words: &str) -> String {
    text::cut(words, SHOWN).into_owned()
}

fn put_summary(page: &mut Page, results: &Results) {
    let passed = text::number(results.passed() as u64);
    let failed = text::number(results.failed() as u64);
    let line = if results.failed() == 0 {
        Line::new().ink(Ink::Green, format!("{passed} passed"))
    } else {
        Line::new()
            .text(format!("{passed} passed, "))
            .ink(Ink::Red, format!("{failed} failed"))
    };
    page.put(Indent::all(0), &line);
}
