//! All verdicts of a run as text, to be read and to be recorded.
//!
//! One line for each rule and one for each finding, with the reasons below it.
//! The text says nothing that depends on anything but the snapshot and the
//! rules: no path, no fingerprint, no time.

use std::fmt::Write;

use tenet_eval::{Bound, Finding, FindingStatus, NotApplicable, Outcome, RuleOutcome, RuleStatus};
use tenet_hir::Program;

/// The verdicts as text, with a line end.
///
/// ```text
/// SVC-C3c failed: 2 cases
///   account "u1", policy "p1": violated: Require MFA applies to MsAdmin
///   account "u2", policy "p1": undetermined: unknown whether: …
///     the members of g1 were not exported
/// SVC-C4a not applicable: no `account`
/// ```
pub fn render(program: &Program, outcome: &Outcome) -> String {
    let mut text = String::new();
    for rule in &outcome.rules {
        // Writing to a string does not fail.
        let _written = write_rule(&mut text, program, rule);
    }
    text
}

fn write_rule(text: &mut String, program: &Program, outcome: &RuleOutcome) -> std::fmt::Result {
    let id = &program.rules[outcome.rule].id;
    writeln!(text, "{id} {}", rule_status(outcome))?;
    for finding in &outcome.findings {
        write_finding(text, finding)?;
    }
    Ok(())
}

/// A rule's status and number of cases: `failed: 2 cases`.
pub fn rule_status(outcome: &RuleOutcome) -> String {
    let status = match outcome.status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "not applicable",
        RuleStatus::Waived => "waived",
    };
    match &outcome.not_applicable {
        Some(why) => format!("{status}: {}", not_applicable(why)),
        None if outcome.cases == 1 => format!("{status}: 1 case"),
        None => format!("{status}: {} cases", outcome.cases),
    }
}

/// Why a rule is not applicable.
pub fn not_applicable(why: &NotApplicable) -> String {
    match why {
        NotApplicable::When => "its `when` is false".to_owned(),
        NotApplicable::Empty(name) => format!("no `{name}`"),
    }
}

/// The variables of a case: `account "u1", policy "p1"`; what it is called
/// where that is more than its key. What is told by a hash alone goes by its
/// name, as in `for { … }`: the hash changes with what the rule reads.
pub fn case(bindings: &[Bound]) -> String {
    let one = |bound: &Bound| {
        let (name, key, label) = (&bound.name, &bound.key, &bound.label);
        if key == label || is_hash(bound) {
            format!("{name} \"{label}\"")
        } else {
            format!("{name} \"{key}\" ({label})")
        }
    };
    bindings.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn is_hash(bound: &Bound) -> bool {
    const DIGITS: usize = 32;
    bound.object.is_none()
        && bound.key.len() == DIGITS
        && bound.key.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn write_finding(text: &mut String, finding: &Finding) -> std::fmt::Result {
    let status = match finding.status {
        FindingStatus::Violated => "violated",
        FindingStatus::Undetermined => "undetermined",
        FindingStatus::Waived => "waived",
    };
    let case = match finding.bindings.as_slice() {
        [] => String::new(),
        bindings => format!("{}: ", case(bindings)),
    };
    writeln!(text, "  {case}{status}: {}", finding.message)?;
    for reason in &finding.reasons {
        writeln!(text, "    {}", reason.text)?;
    }
    for doubt in finding.waiver.iter().flat_map(|waiving| &waiving.reasons) {
        writeln!(text, "    a waiver may apply: {}", doubt.text)?;
    }
    Ok(())
}
