//! The language specification (`spec/`), sessions of the command (`sessions/`),
//! the written cases of the targeting semantics (`conformance/`), and the tests
//! that run them (`tests/`).
//!
//! The only code here is what runs those cases. In: the text of a file of
//! cases. Out: how many are met, and each that is not with what was expected
//! and what was found. It asks the engine and the graph as any host does, and
//! knows no case and no answer.

pub mod conformance;
