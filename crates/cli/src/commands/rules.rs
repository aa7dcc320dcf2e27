//! `tenet rules`: the catalogue of rules.

use tenet_report::rules::{entries, human, json, markdown};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{RulesArguments, RulesFormat};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &RulesArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let entries = entries(&compiled.program, rules);
    written(&match arguments.format {
        RulesFormat::Human => human(&entries, output::stdout_style(session.arguments)),
        RulesFormat::Markdown => markdown(&entries),
        RulesFormat::Json => json(&entries),
    })
}
