//! The evaluator says what the semantics say, on generated conditions.
