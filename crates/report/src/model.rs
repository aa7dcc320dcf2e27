//! A report: what a run found, complete in itself.

use std::cmp::Reverse;
use std::ops::Range;

use tenet_base::{Diagnostic, Instant, Span};
use tenet_eval::{FindingStatus, NotApplicable, RuleStatus};
use tenet_hir::Severity;
use tenet_snapshot::Coverage;

/// What a run found. Everything in it is a text, a number or a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What made it.
    pub tool: Tool,
    /// What it is about.
    pub snapshot: SnapshotInfo,
    /// What `now` was, if it was known.
    pub now: Option<Instant>,
    /// The snapshot's roots, as the user named them.
    pub roots: Vec<String>,
    /// The packs; those that others depend on come first.
    pub packs: Vec<PackInfo>,
    /// The parameters that were overridden, by pack and name.
    pub parameters: Vec<Parameter>,
    /// What is there of each collection, by Graph path.
    pub coverage: Vec<Collection>,
    /// The sums.
    pub summary: Summary,
    /// The rules, in natural order of their ids.
    pub rules: Vec<Rule>,
    /// What is to be said about the data, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// The program that made a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The snapshot that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotInfo {
    /// The tenant, if the snapshot names it.
    pub tenant: Option<String>,
    /// When it was taken, if it says so.
    pub captured_at: Option<Instant>,
    /// `blake3:` over what was read.
    pub digest: String,
    /// The earlier snapshot that it was compared with.
    pub since: Option<String>,
}

/// A pack that took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// `blake3:` over its files.
    pub digest: String,
}

/// A parameter that was overridden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The pack that declares it.
    pub pack: String,
    /// Its name.
    pub name: String,
    /// Its value, as the user wrote it.
    pub value: String,
    /// Who set it: `--param` or a file.
    pub origin: String,
}

/// What is there of a collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Collection {
    /// Its Graph path.
    pub path: String,
    /// Whether a rule of this run reads it.
    pub read: bool,
    /// How much of it is there.
    pub coverage: Coverage,
    /// Keys of its objects that the schema does not declare, sorted; of what rules read alone.
    pub undeclared: Vec<String>,
}

/// The sums of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rules that were selected.
    pub rules: u64,
    /// Rules that passed.
    pub passed: u64,
    /// Rules that failed.
    pub failed: u64,
    /// Rules that are undetermined.
    pub undetermined: u64,
    /// Rules that are not applicable.
    pub not_applicable: u64,
    /// Rules whose every violation a waiver accepts.
    pub waived_rules: u64,
    /// Findings that are violations.
    pub violations: u64,
    /// The same by severity, the worst first, those without any left out.
    pub by_severity: Vec<(Severity, u64)>,
    /// Violations that a waiver accepts.
    pub waived: u64,
    /// Cases that are undetermined.
    pub undetermined_cases: u64,
}

/// A rule and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The pack that declares it.
    pub pack: String,
    /// The obligation that it stands for.
    pub obligation: String,
    /// Its title.
    pub title: String,
    /// Whose duty it is.
    pub duty: String,
    /// How bad a violation is, unless a clause says otherwise.
    pub severity: Severity,
    /// What it stands for.
    pub cites: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its status.
    pub status: RuleStatus,
    /// Cases that were judged.
    pub cases: u64,
    /// Cases that are violated.
    pub violated: u64,
    /// Cases that would be violated and are waived.
    pub waived: u64,
    /// Cases that are undetermined.
    pub undetermined: u64,
    /// Why it is not applicable, if that is its status.
    pub not_applicable: Option<NotApplicable>,
    /// What was found, in the order of the cases.
    pub findings: Vec<Finding>,
}

/// A violation, or what cannot be known.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub status: FindingStatus,
    /// The variables of the case; empty for a finding about a collection.
    pub bindings: Vec<Binding>,
    /// Which clause of the rule, from 0.
    pub clause: Option<u32>,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, or what is not known.
    pub message: String,
    /// How to mend it.
    pub fix: Option<String>,
    /// Why it is undetermined; of a violation why its severity is not known.
    pub reasons: Vec<Reason>,
    /// The parts of the export that decided: edges of the path first.
    pub evidence: Vec<Evidence>,
    /// The path that decided.
    pub path: Vec<Edge>,
    /// The clause of the targeting semantics that decided.
    pub decided_by: Option<String>,
    /// The waiver that accepts it, or that may.
    pub waiver: Option<Waiver>,
    /// The same in every run that finds the same.
    pub fingerprint: String,
}

/// A waiver, as a finding shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Whether it accepts the violation; else it may.
    pub applies: bool,
    /// Why it is not known whether it accepts a violation.
    pub doubts: Vec<Reason>,
    /// The last day or moment, as it is written.
    pub until: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub approved_by: String,
    /// Where it stands in the files of rules.
    pub span: Span,
}

/// A variable of a case and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The variable.
    pub name: String,
    /// The entity, record or type of its value.
    pub entity: String,
    /// The key, as exported.
    pub key: String,
    /// What it is called.
    pub label: String,
}

/// A reason why something is undetermined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which kind of reason: `field_not_exported`.
    pub code: String,
    /// The entity, or the Graph path of the collection, that it concerns.
    pub entity: Option<String>,
    /// The field that it concerns.
    pub field: Option<String>,
    /// The key of the object that it concerns.
    pub key: Option<String>,
    /// The reason in words.
    pub text: String,
    /// The Graph paths whose export could decide it.
    pub collections: Vec<String>,
    /// For a log: the day from which on it has to be exported, `2026-10-23`.
    pub since: Option<String>,
}

/// A part of an export that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it had to do with it: `leaf`, `edge`.
    pub role: &'static str,
    /// Which of the roots, from 0.
    pub root: u32,
    /// The file's path from that root, with `/`.
    pub file: String,
    /// The JSON pointer from the top of the file; none if it was not looked up.
    pub pointer: Option<String>,
    /// Line and column from 1, the column in characters.
    pub position: Option<(u64, u64)>,
    /// The text of that line, cut, and the range of its bytes that is meant.
    pub excerpt: Option<(String, Range<u32>)>,
}

/// An edge of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Where it leads from.
    pub from: Node,
    /// `includes`, `excludes`, `member`, `role`, `all` or `joins`.
    pub kind: &'static str,
    /// Where it leads to.
    pub to: Node,
    /// The clause of the targeting semantics that makes it count.
    pub clause: &'static str,
    /// Where the export says it.
    pub evidence: Option<Evidence>,
}

/// An end of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its key, as exported; none for all users and the like.
    pub key: Option<String>,
    /// What it is called.
    pub label: String,
}

impl Rule {
    /// The findings of a status, in order.
    pub fn with_status(&self, status: FindingStatus) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.status == status)
    }

    /// The findings of a status, the worst first; in order among equals.
    pub fn worst_first(&self, status: FindingStatus) -> Vec<&Finding> {
        let mut findings: Vec<_> = self.with_status(status).collect();
        findings.sort_by_key(|finding| Reverse(finding.severity));
        findings
    }

    /// The worst severity among its violations; the rule's own if there is none.
    pub fn worst(&self) -> Severity {
        let violated = self.with_status(FindingStatus::Violated);
        let worst = violated.map(|finding| finding.severity).max();
        worst.unwrap_or(self.severity)
    }
}

impl Finding {
    /// The place to show: the first edge or part that the export holds.
    pub fn place(&self) -> Option<&Evidence> {
        let located = |evidence: &&Evidence| evidence.position.is_some();
        self.evidence
            .iter()
            .find(located)
            .or_else(|| self.evidence.first())
    }
}

/// The word of a rule's status in reports.
pub const fn rule_status(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "notApplicable",
        RuleStatus::Waived => "waived",
    }
}

/// The word of a finding's status in reports.
pub const fn finding_status(status: FindingStatus) -> &'static str {
    match status {
        FindingStatus::Violated => "violated",
        FindingStatus::Undetermined => "undetermined",
        FindingStatus::Waived => "waived",
    }
}
