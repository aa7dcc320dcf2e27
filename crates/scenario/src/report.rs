//! Outcomes in words and places, as a report shows them.

use tenet_base::{SourceMap, Span};
use tenet_eval::{Condition, ConditionRole, Finding, FindingStatus, Inspection, Part};
use tenet_hir::{ExpectedStatus, Program, Scenario};
use tenet_report::scenarios::{
    ConditionPart, Failure, InspectedCase, Results, ScenarioResult, SourcePlace,
};

use crate::outcome::{Case, Found, Outcome, Unmet};
use crate::recorded::Recording;
use crate::verdicts::{self, not_applicable, rule_status};

/// The report of outcomes.
pub fn report(program: &Program, sources: &SourceMap, outcomes: &[Outcome]) -> Results {
    let teller = Teller { program, sources };
    Results {
        scenarios: outcomes.iter().map(|it| teller.scenario(it)).collect(),
        recordings: Vec::new(),
    }
}

/// Says things about a program.
struct Teller<'t> {
    program: &'t Program,
    sources: &'t SourceMap,
}

impl Teller<'_> {
    fn scenario(&self, outcome: &Outcome) -> ScenarioResult {
        let scenario = &self.program.scenarios[outcome.scenario];
        let unmet = outcome.unmet.iter();
        let unmet = unmet.map(|unmet| self.failure(scenario, unmet));
        ScenarioResult {
            pack: self.program.packs[scenario.pack].name.clone(),
            title: scenario.title.clone(),
            place: self.place(scenario.span),
            expectations: scenario.expectations.len(),
            failures: self
                .broken(scenario, outcome)
                .into_iter()
                .chain(unmet)
                .collect(),
        }
    }

    fn broken(&self, scenario: &Scenario, outcome: &Outcome) -> Option<Failure> {
        (!outcome.broken.is_empty()).then(|| Failure {
            place: self.place(scenario.span),
            expected: "a snapshot".to_owned(),
            got: "one that cannot be read".to_owned(),
            notes: outcome.broken.clone(),
            cases: Vec::new(),
        })
    }

    fn failure(&self, scenario: &Scenario, unmet: &Unmet) -> Failure {
        let span = scenario
            .expectations
            .get(unmet.expectation)
            .map_or(scenario.span, |it| it.span);
        let (got, notes) = told(&unmet.found);
        let expected = self.source(span);
        let expected = expected.strip_prefix("expect ").unwrap_or(&expected);
        Failure {
            place: self.place(span),
            expected: expected.to_owned(),
            got,
            notes,
            cases: unmet.inspected.iter().map(|it| self.case(it)).collect(),
        }
    }

    fn case(&self, inspection: &Inspection) -> InspectedCase {
        let conditions = inspection.conditions.iter();
        let mut name = verdicts::case(&inspection.bindings);
        if !inspection.is_case && !name.is_empty() {
            name.push_str(" is no case");
        }
        InspectedCase {
            name,
            parts: conditions.flat_map(|it| self.condition(it)).collect(),
        }
    }

    fn condition(&self, condition: &Condition) -> Vec<ConditionPart> {
        let parts = condition.parts.iter().enumerate();
        let part = |(position, part): (usize, &Part)| ConditionPart {
            role: (position == 0).then(|| role(condition.role)),
            depth: part.depth,
            source: self.source(self.program.exprs[part.expr].span),
            value: part.value.clone(),
            unknown: part.unknown.iter().map(|it| it.text.clone()).collect(),
        };
        parts.map(part).collect()
    }

    fn place(&self, span: Span) -> SourcePlace {
        let file = self.sources.file(span.file);
        let (line, column) = file.line_column(span.start);
        SourcePlace {
            file: file.path.clone(),
            line,
            column,
        }
    }

    /// A piece of the source on one line.
    fn source(&self, span: Span) -> String {
        let words: Vec<&str> = self.sources.slice(span).split_whitespace().collect();
        words.join(" ")
    }
}

fn role(role: ConditionRole) -> &'static str {
    match role {
        ConditionRole::When => "when",
        ConditionRole::Where => "where",
        ConditionRole::Require => "require",
        ConditionRole::Forbid => "forbid",
    }
}

/// What came instead, and what else is known of it.
fn told(found: &Found) -> (String, Vec<String>) {
    match found {
        Found::Rule(outcome) => (
            rule_status(outcome),
            outcome.findings.iter().flat_map(finding).collect(),
        ),
        Found::Case(case) => (
            case.status.name().to_owned(),
            case.findings.iter().flat_map(said).collect(),
        ),
        Found::NoCase(_, _, Some(why)) => {
            let got = format!(
                "no case: the rule is not applicable, {}",
                not_applicable(why)
            );
            (got, Vec::new())
        }
        Found::NoCase(_, cases, None) if cases.is_empty() => {
            ("no case: the rule has none".to_owned(), Vec::new())
        }
        Found::NoCase(_, cases, None) => (
            "no such case; there are:".to_owned(),
            cases.iter().map(listed).collect(),
        ),
        Found::Cases(_, cases) => (
            format!("{} cases that fit:", cases.len()),
            cases.iter().map(listed).collect(),
        ),
        Found::Otherwise(_, texts) => ("findings that do not say it:".to_owned(), texts.clone()),
        Found::Recorded(Recording::Different(old), new) => {
            let diff = tenet_report::diff::plain(old, new.trim_end());
            ("other verdicts than those recorded:".to_owned(), diff)
        }
        Found::Recorded(Recording::Missing | Recording::Same, verdicts) => (
            "verdicts that were never recorded:".to_owned(),
            verdicts.lines().map(str::to_owned).collect(),
        ),
    }
}

fn listed(case: &Case) -> String {
    let status: ExpectedStatus = case.status;
    match case.bindings.as_slice() {
        [] => status.name().to_owned(),
        bindings => format!("{}: {}", verdicts::case(bindings), status.name()),
    }
}

/// What a finding says, with its case.
fn finding(finding: &Finding) -> Vec<String> {
    let status = match finding.status {
        FindingStatus::Violated => "violated",
        FindingStatus::Undetermined => "undetermined",
        FindingStatus::Waived => "waived",
    };
    let case = match finding.bindings.as_slice() {
        [] => String::new(),
        bindings => format!("{}: ", verdicts::case(bindings)),
    };
    let doubts = finding.waiver.iter().flat_map(|waiving| &waiving.reasons);
    let doubts = doubts.map(|it| format!("  a waiver may apply: {}", it.text));
    let reasons = finding.reasons.iter().map(|it| format!("  {}", it.text));
    let reasons = reasons.chain(doubts);
    std::iter::once(format!("{case}{status}: {}", finding.message))
        .chain(reasons)
        .collect()
}

/// What a finding says.
fn said(finding: &Finding) -> Vec<String> {
    let reasons = finding.reasons.iter().map(|it| format!("  {}", it.text));
    std::iter::once(finding.message.clone())
        .chain(reasons)
        .collect()
}
