//! The `tenet` command.

fn main() {}
