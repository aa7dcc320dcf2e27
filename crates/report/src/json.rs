//! The JSON report, version 1.
//!
//! The wire structs are private to this module; what they look like outside is
//! told by [`SCHEMA`], and a test holds one against the other.

pub(crate) mod diagnostic;
mod finding;
pub(crate) mod head;

use serde::Serialize;
use tenet_base::SourceMap;
use tenet_eval::NotApplicable;

use crate::model::{Report, Rule, rule_status};
use diagnostic::WireDiagnostic;
use finding::WireFinding;
use head::{WireCollection, WirePack, WireParameter, WireSnapshot, WireSummary, WireTool};

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("../schema/report-1.json");

/// The report as JSON, the same bytes for the same report, with a line end.
///
/// Diagnostics may point into `sources`.
pub fn render(report: &Report, sources: &SourceMap) -> String {
    pretty(&WireReport::new(report, sources))
}

/// Any wire struct as indented JSON with a line end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Structs of texts and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireReport<'a> {
    schema: &'static str,
    tool: WireTool<'a>,
    snapshot: WireSnapshot<'a>,
    now: Option<String>,
    roots: &'a [String],
    packs: Vec<WirePack<'a>>,
    parameters: Vec<WireParameter<'a>>,
    summary: WireSummary,
    #[serde(serialize_with = "map")]
    coverage: Vec<(&'a str, WireCollection<'a>)>,
    rules: Vec<WireRule<'a>>,
    diagnostics: Vec<WireDiagnostic<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireRule<'a> {
    id: &'a str,
    pack: &'a str,
    obligation: &'a str,
    title: &'a str,
    duty: &'a str,
    severity: &'static str,
    cites: &'a [String],
    tags: &'a [String],
    status: &'static str,
    cases: u64,
    violated: u64,
    waived: u64,
    undetermined: u64,
    not_applicable: Option<WireNotApplicable<'a>>,
    findings: Vec<WireFinding<'a>>,
}

#[derive(Serialize)]
struct WireNotApplicable<'a> {
    reason: &'static str,
    #[serde(rename = "for")]
    variable: Option<&'a str>,
}

impl<'a> WireReport<'a> {
    fn new(report: &'a Report, sources: &'a SourceMap) -> Self {
        let diagnostics = report.diagnostics.iter();
        let coverage = report.coverage.iter();
        Self {
            schema: "tenet.report/1",
            tool: WireTool::new(&report.tool),
            snapshot: WireSnapshot::new(&report.snapshot),
            now: report.now.map(head::instant),
            roots: &report.roots,
            packs: report.packs.iter().map(WirePack::new).collect(),
            parameters: report.parameters.iter().map(WireParameter::new).collect(),
            summary: WireSummary::new(&report.summary),
            coverage: coverage.map(WireCollection::entry).collect(),
            rules: report
                .rules
                .iter()
                .map(|rule| WireRule::new(rule, sources))
                .collect(),
            diagnostics: diagnostics
                .map(|it| WireDiagnostic::new(it, sources))
                .collect(),
        }
    }
}

impl<'a> WireRule<'a> {
    fn new(rule: &'a Rule, sources: &'a SourceMap) -> Self {
        Self {
            id: &rule.id,
            pack: &rule.pack,
            obligation: &rule.obligation,
            title: &rule.title,
            duty: &rule.duty,
            severity: rule.severity.name(),
            cites: &rule.cites,
            tags: &rule.tags,
            status: rule_status(rule.status),
            cases: rule.cases,
            violated: rule.violated,
            waived: rule.waived,
            undetermined: rule.undetermined,
            not_applicable: rule.not_applicable.as_ref().map(WireNotApplicable::new),
            findings: rule
                .findings
                .iter()
                .map(|finding| WireFinding::new(finding, sources))
                .collect(),
        }
    }
}

impl<'a> WireNotApplicable<'a> {
    fn new(why: &'a NotApplicable) -> Self {
        match why {
            NotApplicable::When => Self {
                reason: "when",
                variable: None,
            },
            NotApplicable::Empty(variable) => Self {
                reason: "empty",
                variable: Some(variable),
            },
        }
    }
}

/// Pairs as a JSON object, in their order.
pub(crate) fn map<S, V>(pairs: &[(&str, V)], serializer: S) -> Result<S::Ok, S::Error>
where
    S: serde::Serializer,
    V: Serialize,
{
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

#[cfg(test)]
mod tests;
