//! `tenet fmt`: lays out files of rules.

use std::io::Read;

use tenet_base::Diagnostic;
use tenet_base::code::run;
use tenet_base::source::SourceFile;
use tenet_base::world::Kind;
use tenet_engine::Formatted;
use tenet_report::diff;

use super::session::{Failed, Session};
use super::written;
use crate::arguments::FmtArguments;
use crate::output;
use crate::status::Status;

/// What stands for standard input among the paths.
const STDIN: &str = "-";

/// Runs the command. What can be laid out is, also where another file has mistakes.
pub(crate) fn run(session: &Session<'_>, arguments: &FmtArguments) -> Result<Status, Failed> {
    let is_text = arguments.paths.iter().any(|path| path == STDIN);
    let mut formatted = if is_text {
        read_text(arguments)?
    } else {
        tenet_engine::format(session.world, &paths(session, arguments)?)
    };
    let mut page = String::new();
    let mut changed: usize = 0;
    for (file, new) in &formatted.files {
        let source = formatted.sources.file(*file);
        changed += usize::from(new.is_some());
        page.push_str(&shown(session, arguments, source, new.as_deref()));
        if is_text && !looks_only(arguments) {
            page.push_str(new.as_deref().unwrap_or(&source.text));
        } else if let Some(new) = new.as_deref().filter(|_| !looks_only(arguments))
            && let Err(error) = output::replace(&source.path, new)
        {
            let message = format!("`{}` could not be written: {error}", source.path);
            let failed = Diagnostic::run(&run::UNWRITABLE, message);
            formatted.diagnostics.push(failed);
        }
    }
    if !is_text && !session.arguments.quiet {
        output::say(&counted(changed, &formatted, looks_only(arguments)));
    }
    let status = written(&page)?;
    if !formatted.diagnostics.is_empty() {
        return Err(Failed {
            sources: formatted.sources,
            ..Failed::from(formatted.diagnostics)
        });
    }
    Ok(if looks_only(arguments) && changed > 0 {
        Status::Violated
    } else {
        status
    })
}

fn looks_only(arguments: &FmtArguments) -> bool {
    arguments.check || arguments.diff
}

/// What is printed of a file where nothing is written.
fn shown(
    session: &Session<'_>,
    arguments: &FmtArguments,
    source: &SourceFile,
    new: Option<&str>,
) -> String {
    match new {
        Some(new) if arguments.diff => {
            diff::unified(&source.path, &source.text, new, session.style(false))
        }
        Some(_) if arguments.check => format!("{}\n", source.path),
        Some(_) | None => String::new(),
    }
}

/// `2 files laid out, 1 as it should be`
fn counted(changed: usize, formatted: &Formatted, looks_only: bool) -> String {
    let files = |count: usize| match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let done = if looks_only {
        "would change"
    } else {
        "changed"
    };
    let unchanged = formatted.files.len() - changed;
    match (changed, unchanged) {
        (0, 0) => String::new(),
        (0, _) => format!("{} laid out already\n", files(unchanged)),
        (_, 0) => format!("{} {done}\n", files(changed)),
        (_, _) => format!("{} {done}, {unchanged} laid out already\n", files(changed)),
    }
}

/// The paths that are asked for, else the folder of the pack.
fn paths(session: &Session<'_>, arguments: &FmtArguments) -> Result<Vec<String>, Failed> {
    if !arguments.paths.is_empty() {
        return Ok(arguments.paths.clone());
    }
    if session.world.kind("tenet.toml") == Some(Kind::File) {
        return Ok(vec![".".to_owned()]);
    }
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, "the working folder is no pack");
    Err(Failed::from(diagnostic.help(
        "name files or folders, or go to a folder with a `tenet.toml`",
    )))
}

fn read_text(arguments: &FmtArguments) -> Result<Formatted, Failed> {
    if arguments.paths.len() > 1 {
        let message = "`-` is standard input, and stands alone";
        return Err(Failed::from(Diagnostic::run(&run::BAD_ARGUMENT, message)));
    }
    let mut text = String::new();
    match std::io::stdin().lock().read_to_string(&mut text) {
        Ok(_) => Ok(tenet_engine::format_text("<stdin>", text)),
        Err(error) => {
            let message = format!("standard input could not be read: {error}");
            Err(Failed::from(Diagnostic::run(&run::UNREADABLE, message)))
        }
    }
}
