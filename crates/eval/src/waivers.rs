//! Waivers: what accepts a violated case, or may.
//!
//! A waiver accepts a case where its condition is true and its last day is not
//! over. Where either is unknown it accepts nothing, and the finding says so.

use tenet_base::Instant;
use tenet_hir::{Rule, Waiver};

use crate::machine::Machine;
use crate::outcome::{Force, WaiverOutcome, Waiving};
use crate::reasons::Reasons;
use crate::why;

/// What the waivers of a rule do before any case.
pub(crate) fn outcomes(rule: &Rule, now: Option<Instant>) -> Vec<WaiverOutcome> {
    let outcome = |waiver: &Waiver| WaiverOutcome {
        force: force(waiver, now),
        matched: 0,
        possible: 0,
    };
    rule.waivers.iter().map(outcome).collect()
}

fn force(waiver: &Waiver, now: Option<Instant>) -> Force {
    match now {
        Some(now) if now < waiver.end => Force::Holds,
        Some(_) => Force::Ended,
        None => Force::Unknown,
    }
}

/// What the waivers of a rule make of the violated case that the machine is at:
/// the first that accepts it, else the first that may.
pub(crate) fn of_violated(
    machine: &mut Machine<'_>,
    rule: &Rule,
    outcomes: &mut [WaiverOutcome],
) -> Option<Waiving> {
    let mut found: Option<Waiving> = None;
    for (position, (waiver, outcome)) in rule.waivers.iter().zip(outcomes).enumerate() {
        let doubt = match (matches(machine, waiver), outcome.force) {
            (Ok(false), _) => continue,
            (Ok(true), Force::Ended) => {
                outcome.matched += 1;
                continue;
            }
            (Err(_), Force::Ended) => {
                outcome.possible += 1;
                continue;
            }
            (Ok(true), Force::Holds) => {
                outcome.matched += 1;
                None
            }
            (Ok(true), Force::Unknown) => {
                outcome.possible += 1;
                machine.unknown::<()>(why::no_capture_time()).err()
            }
            (Err(reasons), Force::Holds | Force::Unknown) => {
                outcome.possible += 1;
                Some(reasons)
            }
        };
        let waiving = Waiving {
            waiver: position,
            applies: doubt.is_none(),
            reasons: doubt.map_or_else(Vec::new, |doubt| machine.reasons.resolve(&doubt)),
        };
        let better = found
            .as_ref()
            .is_none_or(|found| !found.applies && waiving.applies);
        if better {
            found = Some(waiving);
        }
    }
    found
}

/// The first waiver that could accept the undetermined case that the machine is
/// at, if the case turned out to be violated.
pub(crate) fn of_undetermined(
    machine: &mut Machine<'_>,
    rule: &Rule,
    outcomes: &mut [WaiverOutcome],
) -> Option<Waiving> {
    let mut found: Option<Waiving> = None;
    for (position, (waiver, outcome)) in rule.waivers.iter().zip(outcomes).enumerate() {
        if matches(machine, waiver) == Ok(false) {
            continue;
        }
        outcome.possible += 1;
        if outcome.force != Force::Ended && found.is_none() {
            found = Some(Waiving {
                waiver: position,
                applies: false,
                reasons: Vec::new(),
            });
        }
    }
    found
}

fn matches(machine: &mut Machine<'_>, waiver: &Waiver) -> Result<bool, Reasons> {
    waiver
        .condition
        .map_or(Ok(true), |condition| machine.truth(condition))
}
