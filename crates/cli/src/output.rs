//! Writing results to standard output and files, and everything else to
//! standard error.

use std::io::{self, ErrorKind, Write};

use tenet_base::Diagnostic;
use tenet_report::{Origins, Style};

use crate::arguments::Arguments;
use crate::terminal;

/// Writes results. A reader that went away is no mistake.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes what is said beside the results. There is nobody left to tell if that fails.
pub(crate) fn say(text: &str) {
    let _ignored = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a report to a file.
#[expect(clippy::disallowed_methods, reason = "cli is where files are written")]
pub(crate) fn write(path: &str, text: &str) -> io::Result<()> {
    std::fs::write(path, text)
}

/// Puts a new text in the place of a file's, whole or not at all: it is written beside the file and then given its name.
///
/// A link is followed, and the file keeps its permissions.
#[expect(clippy::disallowed_methods, reason = "cli is where files are written")]
pub(crate) fn replace(path: &str, text: &str) -> io::Result<()> {
    let place = std::fs::canonicalize(path)?;
    let permissions = std::fs::metadata(&place)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = std::fs::write(&beside, text)
        .and_then(|()| std::fs::set_permissions(&beside, permissions))
        .and_then(|()| std::fs::rename(&beside, &place));
    if written.is_err() {
        // What went wrong first is what is told.
        let _ignored = std::fs::remove_file(&beside);
    }
    written
}

/// Puts a text at a path, whole or not at all; folders on the way are made.
#[expect(clippy::disallowed_methods, reason = "cli is where files are written")]
pub(crate) fn place(path: &str, text: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(folder) = std::path::Path::new(path).parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = format!("{path}.{}.part", std::process::id());
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What went wrong first is what is told.
        let _ignored = std::fs::remove_file(&beside);
    }
    written
}

/// Adds a text to a file, which is made anew with its folders if it is the first.
pub(crate) fn append(path: &str, text: impl AsRef<[u8]>, first: bool) -> io::Result<()> {
    if first && let Some(folder) = std::path::Path::new(path).parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    let options = if first {
        options.write(true).create_new(true)
    } else {
        options.append(true)
    };
    options.open(path)?.write_all(text.as_ref())
}

/// Removes a file.
pub(crate) fn remove(path: &str) -> io::Result<()> {
    std::fs::remove_file(path)
}

/// Says what is wrong with rules, arguments or data.
pub(crate) fn diagnostics(arguments: &Arguments, origins: Origins<'_>, found: &[Diagnostic]) {
    if !found.is_empty() {
        say(&tenet_report::diagnostics::render(
            found,
            origins,
            stderr_style(arguments),
        ));
    }
}

/// How reports on standard output look.
pub(crate) fn stdout_style(arguments: &Arguments) -> Style {
    Style {
        color: arguments.color.stdout(),
        width: terminal::width(),
        unicode: true,
    }
}

/// How diagnostics on standard error look.
pub(crate) fn stderr_style(arguments: &Arguments) -> Style {
    Style {
        color: arguments.color.stderr(),
        width: terminal::width(),
        unicode: true,
    }
}
