//! What tests lean on: an evaluator to check the real one against.
//!
//! In: a typed program and a snapshot. Out: what a rule must be judged to.
//! Nothing here is shipped.

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the oracle does not name is malformed; it is read against the semantics"
)]
pub mod naive;
