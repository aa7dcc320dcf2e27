//! Recorded verdicts on disk: what came is written beside what was recorded,
//! and becomes the recording when somebody accepts it.

use std::io::{self, BufRead};

use tenet_base::Diagnostic;
use tenet_base::code::run;
use tenet_report::diff;
use tenet_report::scenarios::{RecordingResult, Results};

use crate::arguments::TestArguments;
use crate::commands::session::{Failed, Session};
use crate::commands::written;
use crate::output;
use crate::status::Status;

/// What is to become of verdicts that are not as recorded.
enum Choice {
    Accept,
    Reject,
    Skip,
}

/// Lists recordings that nobody needs.
pub(super) fn list(paths: &[String]) -> Result<Status, Failed> {
    let lines: String = paths.iter().flat_map(|path| [path, "\n"]).collect();
    let printed = written(&lines)?;
    Ok(if paths.is_empty() {
        printed
    } else {
        Status::Violated
    })
}

/// Writes what came beside what was recorded, where the two differ; where they
/// do not, nothing waits for anybody any more.
pub(super) fn keep(session: &Session<'_>, results: &Results) -> Result<(), Failed> {
    for recording in &results.recordings {
        match &recording.new {
            Some(new) => put(&waiting(recording), new)?,
            None => remove(session, &waiting(recording))?,
        }
    }
    Ok(())
}

/// Accepts and rejects as the arguments or somebody at the terminal says;
/// whether anything was accepted.
pub(super) fn settle(
    session: &Session<'_>,
    arguments: &TestArguments,
    results: &Results,
) -> Result<bool, Failed> {
    let mut accepted: usize = 0;
    for recording in &results.recordings {
        let Some(new) = &recording.new else { continue };
        let choice = if arguments.accept {
            Choice::Accept
        } else if arguments.review {
            ask(session, recording, new)
        } else {
            Choice::Skip
        };
        match choice {
            Choice::Accept => {
                put(&recording.path, new)?;
                remove(session, &waiting(recording))?;
                accepted += 1;
            }
            Choice::Reject => remove(session, &waiting(recording))?,
            Choice::Skip => {}
        }
    }
    if accepted > 0 && !session.arguments.quiet {
        let plural = if accepted == 1 { "" } else { "s" };
        output::say(&format!("{accepted} recording{plural} accepted\n\n"));
    }
    Ok(accepted > 0)
}

/// Shows what differs and asks what is to become of it; whoever does not answer skips it.
fn ask(session: &Session<'_>, recording: &RecordingResult, new: &str) -> Choice {
    let old = recording.old.as_deref().unwrap_or_default();
    let new = tenet_engine::recorded_verdicts(new);
    let style = output::stdout_style(session.arguments);
    output::say(&format!("{}: {}\n", recording.path, recording.title));
    output::say(&diff::unified(
        &recording.path,
        &format!("{old}\n"),
        &format!("{new}\n"),
        style,
    ));
    loop {
        output::say("[a]ccept, [r]eject or [s]kip, then Enter: ");
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        match answer.trim() {
            "a" | "accept" => return Choice::Accept,
            "r" | "reject" => return Choice::Reject,
            "s" | "skip" => return Choice::Skip,
            _ if !matches!(read, Ok(1..)) => {
                // Nobody ended the line of the question.
                output::say("\n");
                return Choice::Skip;
            }
            _ => {}
        }
    }
}

/// Where verdicts wait for somebody to accept them.
fn waiting(recording: &RecordingResult) -> String {
    format!("{}.new", recording.path)
}

fn put(path: &str, text: &str) -> Result<(), Failed> {
    output::place(path, text).map_err(|error| unwritable(path, &error))
}

fn remove(session: &Session<'_>, path: &str) -> Result<(), Failed> {
    if session.world.kind(path).is_none() {
        return Ok(());
    }
    output::remove(path).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &str, error: &io::Error) -> Failed {
    let message = format!("`{path}` could not be written: {error}");
    Failed::from(vec![Diagnostic::run(&run::UNWRITABLE, message)])
}
