//! What tests of Tenet share: a world in memory, rules and scenes in memory,
//! the runners of the Markdown specification, and a second, naive evaluator to
//! hold the real one against.
//!
//! Nothing here ships.

pub mod markdown;
pub mod memory;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the oracle does not name is malformed; it is read against the semantics"
)]
pub mod naive;
pub mod pages;
pub mod rules;
pub mod scene;
pub mod spec;
pub mod verdicts;

pub use memory::Memory;
pub use rules::Rules;
pub use scene::Scene;
