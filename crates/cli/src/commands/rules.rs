//! `tenet rules`: the catalogue of rules.

use tenet_report::rules::{entries, human, json, markdown};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{ListFormat, RulesArguments};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &RulesArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let entries = entries(&compiled.program, &compiled.sources, rules);
    written(&match arguments.format {
        ListFormat::Human => human(&entries, output::stdout_style(session.arguments)),
        ListFormat::Markdown => markdown(&entries),
        ListFormat::Json => json(&entries),
    })
}
