//! Pages from hand-made reports.

use tenet_base::SourceMap;
use tenet_eval::RuleStatus;

use super::{SHOWN, render};
use crate::fixture;
use crate::model::Report;
use crate::style::Style;

fn check(report: &Report, style: Style) -> String {
    render(report, &SourceMap::new(), style, SHOWN)
}

fn page(rules: Vec<crate::model::Rule>) -> Report {
    Report {
        summary: crate::build::summary::summary(&rules),
        rules,
        parameters: Vec::new(),
        diagnostics: Vec::new(),
        ..fixture::report()
    }
}

#[test]
fn a_page_of_eighty_columns() {
    insta::assert_snapshot!(check(&fixture::report(), Style::PLAIN));
}

#[test]
fn a_wide_page_in_ascii() {
    let style = Style {
        width: 120,
        unicode: false,
        ..Style::PLAIN
    };
    let shown = check(&fixture::report(), style);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_page_in_colours() {
    let style = Style {
        color: true,
        ..Style::PLAIN
    };
    let mut report = fixture::report();
    report.rules.truncate(1);
    report.summary = crate::build::summary::summary(&report.rules);
    let shown = check(&report, style).replace('\x1b', "^");
    insta::assert_snapshot!(shown);
}

#[test]
fn all_is_well() {
    let rules = vec![fixture::rule("A-1", "All is well", RuleStatus::Passed)];
    insta::assert_snapshot!(check(&page(rules), Style::PLAIN), @r#"
    Passed
      ✓ A-1 (24 cases)

    ────────────────────────────────────────────────────────────────────────────────
    1 rule: 1 passed
    no violations
    contoso.onmicrosoft.com · captured 2026-11-22T08:00:00Z · 1 of 2 collections
      complete
    "#);
}

#[test]
fn a_finding_without_evidence() {
    let mut rule = fixture::rule("A-1", "Someone answers", RuleStatus::Failed);
    rule.findings = vec![fixture::violation("Nobody\x1b[2J\nA-2 passed", 7)];
    rule.findings[0].evidence.clear();
    rule.violated = 1;
    insta::assert_snapshot!(check(&page(vec![rule]), Style::PLAIN), @r#"
    A-1  Someone answers
      failed · 1 of 24 cases violated · high · duty of the customer
      cites service-accounts/customer/3

      ✗ high  Nobody�[2J A-2 passed is not enabled

    ────────────────────────────────────────────────────────────────────────────────
    1 rule: 1 failed
    1 violation: 1 high
    contoso.onmicrosoft.com · captured 2026-11-22T08:00:00Z · 1 of 2 collections
      complete
    "#);
}

#[test]
fn ten_are_shown_and_the_rest_counted() {
    let shown = check(&fixture::report(), Style::PLAIN);
    assert_eq!(shown.matches("✗ medium").count(), 10);
    assert!(shown.contains("and 9,990 more"));
    assert_eq!(shown, check(&fixture::report(), Style::PLAIN));
}

#[test]
fn no_row_of_prose_is_wider_than_the_page() {
    for width in [60, 80, 120] {
        let style = Style {
            width,
            ..Style::PLAIN
        };
        let shown = check(&fixture::report(), style);
        let wide = shown.lines().filter(|row| crate::text::width(row) > width);
        let wide: Vec<&str> = wide
            .filter(|row| !row.contains(".json:") && !row.contains('│'))
            .collect();
        assert_eq!(wide, Vec::<&str>::new());
    }
}
