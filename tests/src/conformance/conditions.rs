//! Rules of dynamic groups, assignment filters and device filters.

use super::answer::Found;
use super::case::Case;

/// What the rule of a dynamic group says of an object.
pub fn dynamic_rule(_case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}

/// What an assignment filter says of an object.
pub fn assignment_filter(_case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}

/// What a device filter of Conditional Access says of a device.
pub fn device_filter(_case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}
