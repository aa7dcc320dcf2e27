//! What tests of Tenet share: a world in memory, rules and scenes in memory,
//! the runners of the Markdown specification, tenants and rules made from a
//! seed, and a second, naive evaluator to hold the real one against.
//!
//! Nothing here ships.

pub mod bench;
pub mod conditions;
pub mod exports;
pub mod json;
pub mod large;
pub mod markdown;
pub mod memory;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the oracle does not name is malformed; it is read against the semantics"
)]
pub mod naive;
pub mod pages;
pub mod random;
pub mod removal;
pub mod rules;
pub mod scenarios;
pub mod scene;
pub mod shuffled;
pub mod spec;
pub mod targeting;
pub mod tenant;
pub mod verdicts;

pub use bench::{Bench, Judged};
pub use exports::Export;
pub use json::Json;
pub use large::Large;
pub use memory::Memory;
pub use random::Random;
pub use removal::Removal;
pub use rules::Rules;
pub use scene::Scene;
pub use shuffled::Shuffled;
pub use tenant::Tenant;
