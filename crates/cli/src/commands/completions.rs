//! `tenet completions`: a script that completes commands in a shell.

use clap::CommandFactory;

use super::session::Failed;
use super::written;
use crate::arguments::Arguments;
use crate::status::Status;

/// Prints the script.
pub(crate) fn run(shell: clap_complete::Shell) -> Result<Status, Failed> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tenet", &mut script);
    written(&String::from_utf8_lossy(&script))
}
