//! `conformance [--reasons] FILE`: runs the cases of a file.
//!
//! Prints each case that is not met and ends with how many are and how many
//! are not. Exit status 0: all are met; 1: some are not; 2: it is no file of
//! cases, or was not asked for in this way.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own, which reads the file that it is given and prints"
)]

use std::process::ExitCode;

use tenet_tests::conformance::tenant::Engine;
use tenet_tests::conformance::{Outcome, file, run};

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|it| it.starts_with("--"));
    let known = flags.iter().all(|flag| flag == "--reasons");
    let ([file], true) = (files.as_slice(), known) else {
        eprintln!("usage: conformance [--reasons] FILE");
        return ExitCode::from(2);
    };
    match outcomes(file) {
        Ok(outcomes) => print(&outcomes, !flags.is_empty()),
        Err(wrong) => {
            eprintln!("{file}: {wrong}");
            ExitCode::from(2)
        }
    }
}

fn outcomes(path: &str) -> Result<Vec<Outcome>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let cases = file::read(&text)?;
    Ok(run(&Engine::new()?, &cases))
}

fn print(outcomes: &[Outcome], reasons: bool) -> ExitCode {
    if reasons {
        for line in outcomes.iter().filter_map(Outcome::reasons) {
            println!("{line}");
        }
    }
    let (met, failed): (Vec<&Outcome>, Vec<&Outcome>) =
        outcomes.iter().partition(|outcome| outcome.is_met());
    for outcome in &failed {
        println!("{outcome}");
    }
    println!("{} passed, {} failed", met.len(), failed.len());
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}
