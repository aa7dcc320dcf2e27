//! Inclusion and exclusion, side by side: clauses I5, I6, I7 and I9.

use tenet_snapshot::{Reason, ReasonCode};

use super::matching::{Match, Matches, sum};
use crate::truth::Truth;

/// What is left of the inclusions.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Whom each assignment still includes, by its number.
    pub(crate) by_assignment: Vec<(usize, Truth)>,
    /// All that are still included, on each side.
    pub(crate) sides: Match,
    /// Those of them whom an exclusion of the other kind touches.
    pub(crate) mixed: Truth,
}

/// Takes the exclusions from the inclusions: each side from its own.
pub(crate) fn keep(matches: &Matches) -> Kept {
    let excluded = sum(&matches.excluded);
    let lost = Match {
        user: excluded.user.because(exclusion_unknown()),
        device: excluded.device.because(exclusion_unknown()),
    };
    let mut kept = Kept::default();
    for (at, matched) in &matches.included {
        let left = Match {
            user: matched.user.clone().and_not(&lost.user),
            device: matched.device.clone().and_not(&lost.device),
        };
        kept.by_assignment.push((*at, left.any()));
        kept.sides.add(&left);
    }
    let user = kept.sides.user.clone().and(&lost.device);
    let device = kept.sides.device.clone().and(&lost.user);
    kept.mixed = user.or(&device);
    kept
}

impl Kept {
    /// What nobody can know of those whom exclusions of the other kind touch.
    pub(crate) fn doubt(&self) -> Truth {
        self.mixed.clone().doubted(mixed()).because(mixed())
    }
}

/// Why an exclusion leaves a reach unknown.
pub(crate) fn exclusion_unknown() -> Reason {
    let text = "whether the object is excluded is unknown";
    Reason::new(ReasonCode::ExclusionMembershipUnknown, text)
}

/// Why a reach is unknown where users are included and devices excluded (I7).
pub(crate) fn mixed() -> Reason {
    let text = "users are included and devices excluded, or the other way round, which Intune does not support";
    Reason::new(ReasonCode::MixedExclusionUnsupported, text)
}
