//! `tenet init`: the files that a team starts with.

use tenet_base::Diagnostic;
use tenet_base::code::run;

use super::session::{Failed, Session};
use super::{registers, written};
use crate::arguments::InitArguments;
use crate::output;
use crate::status::Status;

/// A register without a record.
///
/// It says nothing by itself: a register is complete only if the manifest or `tenet.toml` says so.
const EMPTY: &str = "[]\n";

/// Writes an empty file for each register; one that is there is left as it is.
pub(crate) fn run(session: &Session<'_>, arguments: &InitArguments) -> Result<Status, Failed> {
    let program = session.compile(&arguments.packs)?.program;
    let folder = arguments.folder.trim_end_matches('/');
    let mut lines = Vec::new();
    for register in registers::all(&program) {
        let path = format!("{folder}/registers/{}.json", register.name);
        let shown = path.strip_prefix("./").unwrap_or(&path);
        if session.world.kind(&path).is_some() {
            lines.push(format!("kept     {shown}"));
            continue;
        }
        output::place(&path, EMPTY).map_err(|error| {
            let message = format!("`{shown}` could not be written: {error}");
            Failed::from(Diagnostic::run(&run::UNWRITABLE, message))
        })?;
        lines.push(format!("written  {shown}"));
    }
    written(&format!("{}\n{HINT}", lines.join("\n")))
}

/// What to do next.
const HINT: &str = "
An empty register decides nothing until somebody vouches that it is complete: `complete` in `tenet.toml`.
`tenet schema register NAME` prints the JSON Schema of a register, for an editor.
";
