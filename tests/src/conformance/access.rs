//! Whether a Conditional Access policy applies to a sign-in.

use super::answer::Found;
use super::case::Case;
use super::tenant::Engine;

/// Whether the policy of a case applies to its sign-in.
pub fn applies(_engine: &Engine, _case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}

/// What several policies that apply demand together.
pub fn combine(_case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}
