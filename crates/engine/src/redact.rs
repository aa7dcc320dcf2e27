//! A snapshot without personal data: what may be kept of it, and whether the
//! rules judge it as before.

mod policy;

use std::collections::BTreeMap;

use tenet_base::code::run;
use tenet_base::{Diagnostic, World};
use tenet_eval::{FindingStatus, Outcome, RuleOutcome, RuleStatus};
use tenet_hir::Severity;
use tenet_snapshot::redact::{Key, Redacted, Sink};
use tenet_snapshot::{Root, Status};

use crate::compile::Compiled;
use crate::refusal::in_use;
use crate::run::{Judged, Loaded};
use crate::settings;

/// What is redacted, and with which key.
#[derive(Debug, Clone, Copy)]
pub struct Redaction<'r> {
    /// Folders and archives, as they were loaded.
    pub roots: &'r [String],
    /// The key of the pseudonyms.
    pub key: &'r Key,
}

/// Writes a snapshot without personal data to `sink`: files that are not read are left out.
///
/// What the schema and the rules say decides what is kept. The error is what
/// `sink` said.
pub fn redact(
    world: &dyn World,
    compiled: &Compiled,
    redaction: Redaction<'_>,
    sink: &mut Sink<'_>,
) -> Result<Redacted, String> {
    let roots = redaction.roots.iter();
    let roots: Vec<Root> = roots
        .map(|path| {
            let mut root = settings::root(path, &compiled.told, &compiled.registers);
            // Whoever gets the copy does not get this `tenet.toml`.
            root.told.complete.extend(compiled.complete.iter().cloned());
            root
        })
        .collect();
    let policy = policy::of(&compiled.program);
    tenet_snapshot::redact::redact(world, &roots, (redaction.key, &policy), sink)
}

/// The rules that judge a redacted snapshot otherwise than the one that it is of.
pub fn other_verdicts(compiled: &Compiled, before: &Judged, after: &Judged) -> Vec<Diagnostic> {
    let pairs = before.outcome.rules.iter().zip(&after.outcome.rules);
    let others = pairs.filter(|(before, after)| sum(before) != sum(after));
    let told = others.map(|(before, after)| {
        let rule = &compiled.program.rules[before.rule];
        let (was, is) = (words(before), words(after));
        let message = if was == is {
            format!("`{}` judges the copy otherwise, in its clauses", rule.id)
        } else {
            format!("`{}` is {was}, and {is} in the copy", rule.id)
        };
        in_use(
            Diagnostic::new(&run::OTHER_VERDICTS, rule.span, message),
            rule,
        )
        .help("find what the rule compares, and name it in a rule or a parameter")
    });
    let mut told: Vec<Diagnostic> = told.collect();
    told.extend(refused(compiled, &before.outcome, &after.outcome));
    told
}

/// The collections of which the copy holds more or less than the snapshot that it is of.
pub fn other_contents(before: &Loaded, after: &Loaded) -> Vec<Diagnostic> {
    let (mut was, mut is) = (contents(before), contents(after));
    let paths: Vec<String> = was.keys().chain(is.keys()).cloned().collect();
    let mut told = Vec::new();
    for path in paths {
        let (was, is) = (was.remove(&path), is.remove(&path));
        if was != is {
            let words = |found: Option<(Status, u32)>| match found {
                Some((status, objects)) => format!("{objects} objects, {}", state(status)),
                None => "nothing".to_owned(),
            };
            let message = format!(
                "`{path}` holds {}, and in the copy {}",
                words(was),
                words(is)
            );
            told.push(
                Diagnostic::run(&run::OTHER_VERDICTS, message)
                    .help("the copy is not read as the export is: do not rely on it"),
            );
        }
    }
    told
}

/// A state as an inspection names it.
fn state(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Partial => "partial",
        Status::Refused => "refused",
        Status::Absent => "not there",
    }
}

/// How much there is of each collection that is read.
fn contents(loaded: &Loaded) -> BTreeMap<String, (Status, u32)> {
    let collections = loaded.layout.projection.collections.iter();
    let tables = collections.zip(loaded.snapshot.tables.iter());
    let covered = tables.filter_map(|(collection, table)| {
        let coverage = table.coverage.as_ref()?;
        let contents = (coverage.status, coverage.objects);
        Some((collection.path.clone(), contents))
    });
    covered.collect()
}

/// Rules that were judged of one of them alone.
fn refused(compiled: &Compiled, before: &Outcome, after: &Outcome) -> Option<Diagnostic> {
    let rules = |outcome: &Outcome| -> Vec<_> {
        let refused = outcome.refused.iter();
        refused.map(|refusal| refusal.rule).collect()
    };
    let (was, is) = (rules(before), rules(after));
    let mut all = was.iter().chain(&is);
    let rule = all.find(|rule| was.contains(rule) != is.contains(rule))?;
    let rule = &compiled.program.rules[*rule];
    let message = format!("`{}` was not judged of one of the two", rule.id);
    let diagnostic = Diagnostic::new(&run::OTHER_VERDICTS, rule.span, message);
    Some(in_use(diagnostic, rule))
}

/// How often a clause was found violated, undetermined or waived, how badly.
type Findings = BTreeMap<(FindingStatus, Option<u32>, Severity), u64>;

/// What a rule makes of a snapshot, without names.
#[derive(PartialEq, Eq)]
struct Sum {
    status: RuleStatus,
    cases: u64,
    violated: u64,
    undetermined: u64,
    findings: Findings,
}

fn sum(outcome: &RuleOutcome) -> Sum {
    let mut findings = Findings::new();
    for finding in &outcome.findings {
        let key = (finding.status, finding.clause, finding.severity);
        *findings.entry(key).or_default() += 1;
    }
    Sum {
        status: outcome.status,
        cases: outcome.cases,
        violated: outcome.violated,
        undetermined: outcome.undetermined,
        findings,
    }
}

fn words(outcome: &RuleOutcome) -> String {
    let status = match outcome.status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "not applicable",
        RuleStatus::Waived => "waived",
    };
    format!(
        "{status} with {} violated and {} undetermined of {} cases",
        outcome.violated, outcome.undetermined, outcome.cases
    )
}
