//! Compliance policies.

use super::Policy;
use super::Target::{AllUsers, Group, Without};
use crate::demo::groups::organisation::{EMPLOYEES, FIELD, MAC_USERS};
use crate::demo::groups::service::{EXCLUSIONS, TEST_ACCOUNTS};

/// The first is for a tree of groups with a service account at the bottom; the
/// second for a tree without one.
pub(super) fn policies() -> Vec<Policy> {
    let version = || object! { "version": 5_i64, "passwordRequired": true };
    vec![
        Policy::new(
            "Contoso Windows compliance",
            "windows10CompliancePolicy",
            &[Group(EMPLOYEES)],
        )
        .with(version()),
        Policy::new(
            "Contoso Windows compliance, field",
            "windows10CompliancePolicy",
            &[Group(FIELD)],
        )
        .with(version()),
        Policy::new(
            "Contoso iPhone compliance",
            "iosCompliancePolicy",
            &[AllUsers, Without(EXCLUSIONS), Without(TEST_ACCOUNTS)],
        )
        .with(version()),
        Policy::new(
            "Contoso Mac compliance",
            "macOSCompliancePolicy",
            &[Group(MAC_USERS)],
        )
        .with(version()),
    ]
}
