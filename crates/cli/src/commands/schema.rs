//! `tenet schema`: schemas of what Tenet writes.

use super::session::Failed;
use super::written;
use crate::arguments::SchemaCommand;
use crate::status::Status;

/// Prints a schema.
pub(crate) fn run(what: &SchemaCommand) -> Result<Status, Failed> {
    match what {
        SchemaCommand::Report => written(tenet_report::SCHEMA),
    }
}
