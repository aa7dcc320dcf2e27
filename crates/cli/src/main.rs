//! The `tenet` command: checks agreements on a Microsoft 365 tenant offline.
//!
//! Here are the arguments, the real world, the standard streams and the exit
//! status. What is judged and how is the engine's; what it looks like is the
//! report's.

mod arguments;
mod commands;
mod demo;
mod host;
mod output;
mod progress;
mod status;
mod terminal;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use arguments::Arguments;

fn main() -> ExitCode {
    let matches = Arguments::command().get_matches();
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    commands::run(&arguments, &matches).into()
}
