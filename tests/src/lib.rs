//! The language specification (`spec/`), sessions of the command (`sessions/`),
//! and the tests that run them (`tests/`). There is no code here.
