//! House rules.

fn main() {}
