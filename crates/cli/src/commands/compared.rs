//! Two snapshots that a command compares.

use tenet_engine::{Compared, Compiled, RunRequest};
use tenet_report::changes::Changes;

use super::session::{Failed, Session, stranger};
use crate::arguments::{CompareArguments, LayoutArgument};
use crate::progress::Bar;

/// Two snapshots that were loaded, and what changed.
pub(super) struct Both {
    pub(super) compiled: Compiled,
    pub(super) compared: Compared,
    pub(super) changes: Changes,
}

/// Loads and compares two snapshots, the older first.
pub(super) fn compare(
    session: &Session<'_>,
    both: &[String; 2],
    arguments: &CompareArguments,
) -> Result<Both, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let layouts = LayoutArgument::of_roots(&arguments.layout, both);
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
    let changes = found.map_err(Failed::from)?;
    Ok(Both {
        compiled,
        compared,
        changes,
    })
}
