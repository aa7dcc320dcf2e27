//! The commands, one file each.

mod check;
mod compared;
mod completions;
mod diff;
mod draft_request;
mod explain;
mod fmt;
mod init;
mod query;
mod reach;
mod registers;
mod rules;
mod schema;
mod session;
mod snapshot;
mod test;

use clap::ArgMatches;
use tenet_base::Diagnostic;
use tenet_base::code::run;

use crate::arguments::{Arguments, Command};
use crate::host::Host;
use crate::output;
use crate::status::Status;
use session::{Failed, Session, Stage};
use tenet_report::Origins;
use tenet_report::diagnostics::counts;

/// Runs the command that is asked for.
pub(crate) fn run(arguments: &Arguments, matches: &ArgMatches) -> Status {
    let session = Session {
        world: &Host,
        arguments,
    };
    match dispatch(&session, matches) {
        Ok(status) => status,
        Err(failed) => {
            let origins = Origins {
                sources: &failed.sources,
                roots: &failed.roots,
            };
            output::diagnostics(arguments, origins, &failed.diagnostics);
            let (counts, closing) = (
                counts(&failed.diagnostics),
                closing(arguments, failed.stage),
            );
            output::say(&format!("\n{counts}{closing}\n"));
            Status::Failed
        }
    }
}

/// What a command that was to judge says of the rules.
fn closing(arguments: &Arguments, stage: Stage) -> &'static str {
    match (&arguments.command, stage) {
        (Command::Check(_), Stage::Before) => ": nothing was judged",
        (_, Stage::Refused) => ": not every rule can be judged, so there is no report",
        (_, Stage::Judged) => ": the rules were judged, but not every report was written",
        (_, Stage::Before) => "",
    }
}

fn dispatch(session: &Session<'_>, matches: &ArgMatches) -> Result<Status, Failed> {
    let own = matches.subcommand().map_or(matches, |(_, own)| own);
    match &session.arguments.command {
        Command::Check(arguments) => check::run(session, arguments, own),
        Command::Query(arguments) => query::run(session, arguments),
        Command::Reach(arguments) => reach::run(session, arguments),
        Command::Diff(arguments) => diff::run(session, arguments),
        Command::Init(arguments) => init::run(session, arguments),
        Command::DraftRequest(arguments) => draft_request::run(session, arguments),
        Command::Snapshot { what } => snapshot::run(session, what),
        Command::Test(arguments) => test::run(session, arguments),
        Command::Rules(arguments) => rules::run(session, arguments),
        Command::Fmt(arguments) => fmt::run(session, arguments),
        Command::Explain(arguments) => explain::run(session, arguments),
        Command::Schema { what } => schema::run(session, what),
        Command::Completions { shell } => completions::run(*shell),
    }
}

/// Prints a result that ends the command well.
fn written(text: &str) -> Result<Status, Failed> {
    match output::print(text) {
        Ok(()) => Ok(Status::Clean),
        Err(error) => {
            let message = format!("standard output could not be written: {error}");
            Err(Failed::from(Diagnostic::run(&run::UNWRITABLE, message)))
        }
    }
}
