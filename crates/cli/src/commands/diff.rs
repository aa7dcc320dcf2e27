//! `tenet diff`: what changed between two snapshots.

use tenet_report::changes;

use super::compared::compare;
use super::session::{Failed, Session};
use super::written;
use crate::arguments::{DiffArguments, ListFormat};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &DiffArguments) -> Result<Status, Failed> {
    let both = [arguments.old.clone(), arguments.new.clone()];
    let found = compare(session, &both, &arguments.compare)?.changes;
    written(&match arguments.format {
        ListFormat::Human => {
            let style = output::stdout_style(session.arguments);
            changes::human(&found, style, session.arguments.verbose)
        }
        ListFormat::Markdown => changes::markdown(&found),
        ListFormat::Json => changes::json(&found),
    })?;
    Ok(if found.has_changes() {
        Status::Violated
    } else if found.has_unknown() {
        Status::Undetermined
    } else {
        Status::Clean
    })
}
