//! `tenet snapshot`: looks at a snapshot itself.

mod pack;
mod redact;
mod script;

use tenet_base::Severity;
use tenet_engine::JudgeRequest;
use tenet_eval::Settings;
use tenet_report::{Depth, Origins, diagnostics, inspect};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{InspectArguments, InspectFormat, SnapshotCommand, ValidateArguments};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, what: &SnapshotCommand) -> Result<Status, Failed> {
    match what {
        SnapshotCommand::Inspect(arguments) => inspected(session, arguments),
        SnapshotCommand::Validate(arguments) => validated(session, arguments),
        SnapshotCommand::Pack(arguments) => pack::pack(session, arguments),
        SnapshotCommand::Unpack(arguments) => pack::unpack(session, arguments),
        SnapshotCommand::Redact(arguments) => redact::run(session, arguments),
        SnapshotCommand::Script(arguments) => script::run(session, arguments),
    }
}

fn inspected(session: &Session<'_>, arguments: &InspectArguments) -> Result<Status, Failed> {
    let now = Session::instant(arguments.run.now.as_deref())?;
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let loaded = session.load(&compiled, &rules, &arguments.snapshots, &arguments.run)?;
    let request = JudgeRequest {
        now,
        settings: Settings {
            threads: arguments.run.threads.unwrap_or_else(Session::threads),
            ..Settings::default()
        },
        ..JudgeRequest::default()
    };
    let judged = tenet_engine::judge(&compiled, &loaded, &rules, &request);
    let report = judged.report(session.world, &compiled, &loaded, Depth::First(0));
    let inspection = tenet_engine::inspect(&compiled, &loaded, report);
    written(&match arguments.format {
        InspectFormat::Human => {
            inspect::render(&inspection, output::stdout_style(session.arguments))
        }
        InspectFormat::Json => inspect::json(&inspection),
    })
}

/// Everything that is wrong with a snapshot; it is sound if that is nothing but remarks.
fn validated(session: &Session<'_>, arguments: &ValidateArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let loaded = session.load_schema(&compiled, &arguments.snapshots, &arguments.run)?;
    let origins = Origins {
        sources: &compiled.sources,
        roots: &loaded.snapshot.roots,
    };
    let style = output::stdout_style(session.arguments);
    let found = &[
        loaded.diagnostics.as_slice(),
        &tenet_engine::validate::gaps(&loaded),
    ]
    .concat();
    let (files, objects) = loaded.sizes();
    let mut text = diagnostics::render(found, origins, style);
    if !found.is_empty() {
        text.push('\n');
    }
    let counts = if found.is_empty() {
        "nothing is wrong".to_owned()
    } else {
        diagnostics::counts(found)
    };
    let (files, objects) = (counted(files, "file"), counted(objects, "object"));
    text.push_str(&[&files, ", ", &objects, ": ", &counts, "\n"].concat());
    written(&text)?;
    let damaged = found.iter().any(|one| one.severity >= Severity::Warning);
    Ok(if damaged {
        Status::Violated
    } else {
        Status::Clean
    })
}

fn counted(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {what}{end}")
}
