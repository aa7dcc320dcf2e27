//! Results as JSON, version 1.

use serde::Serialize;

use super::{ConditionPart, Failure, InspectedCase, Results, ScenarioResult, SourcePlace};
use crate::json::pretty;

/// The results as JSON, the same bytes for the same results, with a line end.
pub fn render(results: &Results) -> String {
    pretty(&WireResults {
        schema: "tenet.test/1",
        summary: WireSummary {
            scenarios: results.scenarios.len(),
            passed: results.passed(),
            failed: results.failed(),
        },
        scenarios: results.scenarios.iter().map(WireScenario::new).collect(),
    })
}

#[derive(Serialize)]
struct WireResults<'a> {
    schema: &'static str,
    summary: WireSummary,
    scenarios: Vec<WireScenario<'a>>,
}

#[derive(Serialize)]
struct WireSummary {
    scenarios: usize,
    passed: usize,
    failed: usize,
}

#[derive(Serialize)]
struct WireScenario<'a> {
    pack: &'a str,
    title: &'a str,
    #[serde(flatten)]
    place: WirePlace<'a>,
    status: &'static str,
    expectations: usize,
    failures: Vec<WireFailure<'a>>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct WireFailure<'a> {
    line: u32,
    column: u32,
    expected: &'a str,
    got: &'a str,
    notes: Vec<&'a str>,
    cases: Vec<WireCase<'a>>,
}

#[derive(Serialize)]
struct WireCase<'a> {
    name: &'a str,
    conditions: Vec<WirePart<'a>>,
}

#[derive(Serialize)]
struct WirePart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    depth: u32,
    source: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unknown: &'a [String],
}

impl<'a> WireScenario<'a> {
    fn new(result: &'a ScenarioResult) -> Self {
        let passed = result.failures.is_empty();
        Self {
            pack: &result.pack,
            title: &result.title,
            place: WirePlace::new(&result.place),
            status: if passed { "passed" } else { "failed" },
            expectations: result.expectations,
            failures: result.failures.iter().map(WireFailure::new).collect(),
        }
    }
}

impl<'a> WirePlace<'a> {
    fn new(place: &'a SourcePlace) -> Self {
        Self {
            file: &place.file,
            line: place.line,
            column: place.column,
        }
    }
}

impl<'a> WireFailure<'a> {
    fn new(failure: &'a Failure) -> Self {
        Self {
            line: failure.place.line,
            column: failure.place.column,
            expected: &failure.expected,
            got: &failure.got,
            // Indentation is for people.
            notes: failure.notes.iter().map(|note| note.trim()).collect(),
            cases: failure.cases.iter().map(WireCase::new).collect(),
        }
    }
}

impl<'a> WireCase<'a> {
    fn new(case: &'a InspectedCase) -> Self {
        Self {
            name: &case.name,
            conditions: case.parts.iter().map(WirePart::new).collect(),
        }
    }
}

impl<'a> WirePart<'a> {
    fn new(part: &'a ConditionPart) -> Self {
        Self {
            role: part.role,
            depth: part.depth,
            source: &part.source,
            value: &part.value,
            unknown: &part.unknown,
        }
    }
}
