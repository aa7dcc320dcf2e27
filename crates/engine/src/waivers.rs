//! What is to be said about waivers after a run: those that have ended, that
//! are about to, or that were for nothing.

use tenet_base::code::waiver as code;
use tenet_base::{Diagnostic, Duration, Instant};
use tenet_eval::{FindingStatus, Force, Outcome, RuleOutcome, WaiverOutcome};
use tenet_hir::{Program, Rule, Waiver};

/// The warnings about the waivers of the rules that were judged; about those
/// that end within `expiring` of `now` as well.
pub(crate) fn diagnostics(
    program: &Program,
    outcome: &Outcome,
    expiring: Option<Duration>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for judged in &outcome.rules {
        let rule = &program.rules[judged.rule];
        for (waiver, did) in rule.waivers.iter().zip(&judged.waivers) {
            let told = match did.force {
                Force::Ended => Some(ended(rule, waiver, did)),
                Force::Unknown => Some(without_now(rule, waiver)),
                Force::Holds => unused(rule, waiver, (judged, did)),
            };
            found.extend(told);
            if did.force == Force::Holds
                && let Some(now) = outcome.now
                && ends_within(waiver, now, expiring)
            {
                found.push(ends_soon(rule, waiver, now));
            }
        }
    }
    found
}

fn ended(rule: &Rule, waiver: &Waiver, did: &WaiverOutcome) -> Diagnostic {
    let message = format!("this waiver of `{}` ended with {}", rule.id, waiver.until);
    let diagnostic = Diagnostic::new(&code::EXPIRED_WAIVER, waiver.until_span, message)
        .help("mend what it was for, or have it approved again");
    match did.matched {
        0 => diagnostic.note("it was for no case that is violated now"),
        1 => diagnostic.note("a violated case that it was for counts again"),
        some => diagnostic.note(format!("{some} violated cases that it was for count again")),
    }
}

fn without_now(rule: &Rule, waiver: &Waiver) -> Diagnostic {
    let message = format!(
        "whether this waiver of `{}` has ended is unknown, so it waives nothing",
        rule.id
    );
    Diagnostic::new(&code::WAIVER_WITHOUT_NOW, waiver.until_span, message)
        .note("nothing says when the snapshot was taken")
        .help("give `--now`")
}

/// A waiver that is for no violated case. Where something is undetermined it
/// may yet be for that, so nothing is said.
fn unused(
    rule: &Rule,
    waiver: &Waiver,
    (judged, did): (&RuleOutcome, &WaiverOutcome),
) -> Option<Diagnostic> {
    if did.matched > 0 {
        return None;
    }
    if did.possible > 0 {
        let message = format!(
            "nobody knows whether this waiver of `{}` is for any case",
            rule.id
        );
        let diagnostic = Diagnostic::new(&code::UNDECIDED_WAIVER, waiver.span, message);
        return Some(diagnostic.help("the findings of the rule say what is unknown"));
    }
    let mut findings = judged.findings.iter();
    if findings.any(|finding| finding.status == FindingStatus::Undetermined) {
        return None;
    }
    let message = format!("this waiver of `{}` is for no violated case", rule.id);
    let diagnostic = Diagnostic::new(&code::UNUSED_WAIVER, waiver.span, message);
    Some(diagnostic.help("take it out, or mend its `where`"))
}

fn ends_within(waiver: &Waiver, now: Instant, expiring: Option<Duration>) -> bool {
    let soon = expiring.and_then(|expiring| now.checked_add(expiring));
    soon.is_some_and(|soon| waiver.end <= soon)
}

fn ends_soon(rule: &Rule, waiver: &Waiver, now: Instant) -> Diagnostic {
    let left = waiver.end.since(now).map_or(0, Duration::whole_days);
    let left = match left {
        0 => "in less than a day".to_owned(),
        1 => "in a day".to_owned(),
        days => format!("in {days} days"),
    };
    let message = format!("this waiver of `{}` ends {left}", rule.id);
    Diagnostic::new(&code::WAIVER_ENDS_SOON, waiver.until_span, message)
        .help("mend what it is for, or have it approved again")
}
