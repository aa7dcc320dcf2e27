//! `tenet explain`: the page of a code.

use tenet_base::Diagnostic;
use tenet_base::code;
use tenet_base::code::run;
use tenet_base::suggest::nearest;

use super::session::{Failed, Session};
use super::written;
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, wanted: &str) -> Result<Status, Failed> {
    let Some(code) = code::find(wanted) else {
        return Err(Failed::from(unknown(wanted)));
    };
    written(&tenet_report::explain::render(
        code,
        output::stdout_style(session.arguments),
    ))
}

fn unknown(wanted: &str) -> Diagnostic {
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, format!("no code is called `{wanted}`"));
    let names = code::all().flat_map(|code| [code.id, code.name]);
    match nearest(wanted, names) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("codes look like `T0104`; the book lists them all"),
    }
}
