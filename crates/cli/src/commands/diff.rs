//! `tenet diff`: what changed between two snapshots.

use tenet_engine::RunRequest;
use tenet_report::changes;

use super::session::{Failed, Session, stranger};
use super::written;
use crate::arguments::{DiffArguments, LayoutArgument, ListFormat};
use crate::output;
use crate::progress::Bar;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &DiffArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let both = [arguments.old.clone(), arguments.new.clone()];
    let layouts = LayoutArgument::of_roots(&arguments.layout, &both);
    let layouts = layouts.map_err(|name| Failed::from(stranger(name)))?;
    let request = |at: usize| {
        let mut request = RunRequest::for_changes();
        request.roots = both.get(at).cloned().into_iter().collect();
        request.layouts = layouts.get(at).copied().into_iter().collect();
        request.threads = arguments.threads.unwrap_or_else(Session::threads).max(1);
        request.computed_members = arguments.computed_members || compiled.computed_members;
        request
    };
    let (before, after) = (request(0), request(1));
    let bar = Bar::new(session.arguments.quiet);
    let compared = tenet_engine::load_two(
        session.world,
        &compiled,
        [&before, &after],
        &|read, total| {
            bar.set(read, total);
        },
    );
    bar.clear();
    let compared = compared.map_err(|diagnostics| Failed {
        roots: both.to_vec(),
        ..Failed::from(diagnostics)
    })?;
    let found = tenet_engine::changes(session.world, &compiled, &compared, &arguments.collections);
    let found = found.map_err(Failed::from)?;
    written(&match arguments.format {
        ListFormat::Human => {
            let style = output::stdout_style(session.arguments);
            changes::human(&found, style, session.arguments.verbose)
        }
        ListFormat::Markdown => changes::markdown(&found),
        ListFormat::Json => changes::json(&found),
    })?;
    Ok(if found.has_changes() {
        Status::Violated
    } else if found.has_unknown() {
        Status::Undetermined
    } else {
        Status::Clean
    })
}
