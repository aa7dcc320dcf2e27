//! The update policies of the four rings, and Autopatch's twin of the first.

use super::Target::{Group, Without};
use super::{Owner, Policy, Target};
use crate::demo::groups::organisation::KIOSKS;
use crate::demo::groups::service::{
    AUTOPATCH_TEST, PRE_RELEASE, RING_BROAD, RING_FAST, RING_FIRST, RING_TEST,
};

/// First has a second group, Fast an exclusion; Broad is written with a hyphen.
pub(super) fn policies() -> Vec<Policy> {
    vec![
        ring(
            "Modern Workplace Update Policy [Test]",
            (0, 0),
            &[Group(RING_TEST)],
        ),
        ring(
            "Modern Workplace Update Policy [First]",
            (1, 30),
            &[Group(RING_FIRST), Group(PRE_RELEASE)],
        ),
        ring(
            "Modern Workplace Update Policy [Fast]",
            (6, 60),
            &[Group(RING_FAST), Without(KIOSKS)],
        ),
        ring(
            "Modern Workplace Update Policy - Broad",
            (9, 90),
            &[Group(RING_BROAD)],
        ),
        ring(
            "Modern Workplace Update Policy [Test]-[Windows Autopatch]",
            (0, 0),
            &[Group(AUTOPATCH_TEST)],
        )
        .owned_by(Owner::Unlisted)
        .described("Windows Autopatch, another service"),
    ]
}

fn ring(name: &'static str, deferral: (i64, i64), targets: &[Target]) -> Policy {
    let (quality, feature) = deferral;
    Policy::new(name, "windowsUpdateForBusinessConfiguration", targets)
        .owned_by(Owner::Microsoft)
        .with(object! {
            "version": 4_i64,
            "automaticUpdateMode": "windowsDefault",
            "microsoftUpdateServiceAllowed": true,
            "qualityUpdatesDeferralPeriodInDays": quality,
            "featureUpdatesDeferralPeriodInDays": feature,
            "qualityUpdatesPaused": false,
            "featureUpdatesPaused": false,
            "deadlineForQualityUpdatesInDays": 3_i64,
            "deadlineForFeatureUpdatesInDays": 5_i64,
            "deadlineGracePeriodInDays": 2_i64,
        })
}
