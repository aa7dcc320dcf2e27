//! `tenet draft-request`: the request for advice on what changed, or is to change.

use tenet_report::request::{SupportRequest, Told, markdown, record};

use super::compared::compare;
use super::session::{Failed, Session};
use super::written;
use crate::arguments::{DraftFormat, DraftRequestArguments};
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(
    session: &Session<'_>,
    arguments: &DraftRequestArguments,
) -> Result<Status, Failed> {
    let instant = |text: &Option<String>| {
        let instant = Session::instant(text.as_deref())?;
        Ok::<_, Failed>(instant.map(|instant| instant.to_string()))
    };
    let (start, end) = (instant(&arguments.start)?, instant(&arguments.end)?);
    let both = [arguments.since.clone(), arguments.new.clone()];
    let both = compare(session, &both, &arguments.compare)?;
    let row = arguments.row.as_deref();
    let row = row.map(|row| tenet_engine::row(&both.compiled, row));
    let rings = tenet_engine::rings(&both.compiled, &both.compared, &arguments.rings);
    let request = SupportRequest {
        changes: &both.changes,
        told: Told {
            title: arguments.title.clone(),
            row: row.transpose().map_err(Failed::from)?,
            start,
            end,
        },
        rings: rings.map_err(Failed::from)?,
    };
    written(&match arguments.format {
        DraftFormat::Markdown => markdown(&request),
        DraftFormat::Json => record(&request),
    })?;
    Ok(Status::Clean)
}
