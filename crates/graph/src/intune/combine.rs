//! Inclusion and exclusion, side by side: clauses I5, I6, I7 and I9.

use tenet_snapshot::{Reason, ReasonCode};

use crate::Answer;
use crate::membership::{reasons_of, sorted};

/// What matches: the user and the device, included and excluded.
#[derive(Debug, Clone)]
pub(crate) struct Sides {
    pub(crate) include_user: Answer,
    pub(crate) include_device: Answer,
    pub(crate) exclude_user: Answer,
    pub(crate) exclude_device: Answer,
}

/// What comes of matches that are all known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Reached,
    NotReached,
    Mixed,
}

const INCLUDE_USER: u8 = 1;
const INCLUDE_DEVICE: u8 = 2;
const EXCLUDE_USER: u8 = 4;
const EXCLUDE_DEVICE: u8 = 8;

impl Default for Sides {
    fn default() -> Self {
        Self {
            include_user: Answer::No,
            include_device: Answer::No,
            exclude_user: Answer::No,
            exclude_device: Answer::No,
        }
    }
}

impl Sides {
    /// One more inclusion, on the side of the user and of the device.
    pub(crate) fn include(&mut self, (user, device): (Answer, Answer)) {
        self.include_user = self.include_user.clone().or(user);
        self.include_device = self.include_device.clone().or(device);
    }

    /// One more exclusion.
    pub(crate) fn exclude(&mut self, (user, device): (Answer, Answer)) {
        self.exclude_user = self.exclude_user.clone().or(user);
        self.exclude_device = self.exclude_device.clone().or(device);
    }

    /// Whether anything includes it on either side.
    pub(crate) fn included(&self) -> Answer {
        self.include_user.clone().or(self.include_device.clone())
    }

    fn list(&self) -> [(u8, &Answer); 4] {
        [
            (INCLUDE_USER, &self.include_user),
            (INCLUDE_DEVICE, &self.include_device),
            (EXCLUDE_USER, &self.exclude_user),
            (EXCLUDE_DEVICE, &self.exclude_device),
        ]
    }

    /// Whether matches that are all known fit what is known of these.
    fn admits(&self, matches: u8) -> bool {
        self.list().iter().all(|(bit, answer)| match answer {
            Answer::Yes => matches & bit != 0,
            Answer::No => matches & bit == 0,
            Answer::Unknown(_) => true,
        })
    }
}

/// Whether the policy reaches: yes or no if every way to fill in what is
/// unknown comes to it.
pub(crate) fn decide(sides: &Sides) -> Answer {
    let admitted = (0..16).filter(|matches| sides.admits(*matches));
    let outcomes: Vec<Outcome> = admitted.map(outcome).collect();
    let all = |wanted| outcomes.iter().all(|outcome| *outcome == wanted);
    if all(Outcome::NotReached) {
        return Answer::No;
    }
    if all(Outcome::Reached) {
        return Answer::Yes;
    }
    let mut reasons = unknowns(sides);
    if outcomes.contains(&Outcome::Mixed) {
        reasons.push(mixed());
    }
    Answer::Unknown(sorted(reasons))
}

fn outcome(matches: u8) -> Outcome {
    let is = |bit| matches & bit != 0;
    let user = is(INCLUDE_USER) && !is(EXCLUDE_USER);
    let device = is(INCLUDE_DEVICE) && !is(EXCLUDE_DEVICE);
    if !user && !device {
        return Outcome::NotReached;
    }
    if (user && is(EXCLUDE_DEVICE)) || (device && is(EXCLUDE_USER)) {
        return Outcome::Mixed;
    }
    Outcome::Reached
}

/// The reasons of those unknown matches that make a difference.
fn unknowns(sides: &Sides) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (bit, answer) in sides.list() {
        let decides = (0..16)
            .filter(|matches| sides.admits(*matches))
            .any(|matches| outcome(matches) != outcome(matches ^ bit));
        if !decides || !matches!(answer, Answer::Unknown(_)) {
            continue;
        }
        if bit & (EXCLUDE_USER | EXCLUDE_DEVICE) != 0 {
            reasons.push(exclusion_unknown());
        }
        reasons.extend(reasons_of(answer.clone()));
    }
    reasons
}

/// Why an exclusion leaves a reach unknown.
pub(crate) fn exclusion_unknown() -> Reason {
    let text = "whether the object is excluded is unknown";
    Reason::new(ReasonCode::ExclusionMembershipUnknown, text)
}

fn mixed() -> Reason {
    let text = "users are included and devices excluded, or the other way round, which Intune does not support";
    Reason::new(ReasonCode::MixedExclusionUnsupported, text)
}
