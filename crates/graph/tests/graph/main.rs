//! Membership and targeting on tenants made by hand and at random.

#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "a test that fails panics, and says what it found"
)]

mod access;
mod cases;
mod clauses;
mod closure;
mod conditions;
mod intune;
mod json;
mod kinds;
mod membership;
mod monotone;
mod proofs;
mod sign_in;
mod tables;
mod tenant;
mod words;
