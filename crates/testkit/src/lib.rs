//! What tests of Tenet share: a world in memory, tenants made from a seed, and
//! a second, naive evaluator to hold the real one against.
//!
//! Nothing here ships.

pub mod memory;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the oracle does not name is malformed; it is read against the semantics"
)]
pub mod naive;
pub mod scene;
pub mod verdicts;

pub use memory::Memory;
pub use scene::Scene;
