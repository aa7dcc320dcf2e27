//! `tenet snapshot pack` and `unpack`: a snapshot in one file, and its files again.

use std::collections::BTreeSet;

use tenet_base::Diagnostic;
use tenet_base::code::run as codes;
use tenet_engine::RunRequest;
use tenet_snapshot::pack::{ENDING, is_packed};

use super::super::session::{Failed, Session};
use super::super::written;
use super::{counted, redact};
use crate::arguments::{PackSnapshotArguments, UnpackArguments};
use crate::output;
use crate::status::Status;

/// Packs a snapshot.
pub(super) fn pack(
    session: &Session<'_>,
    arguments: &PackSnapshotArguments,
) -> Result<Status, Failed> {
    let output = &arguments.output;
    if !is_packed(output) {
        let message = format!("`{output}` does not end with `.{ENDING}`");
        let told = Diagnostic::run(&codes::BAD_ARGUMENT, message);
        return Err(Failed::from(
            told.help("that is how a packed snapshot is told from others"),
        ));
    }
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let request = RunRequest::for_rules(&rules);
    let request = Session::over(&compiled, request, &arguments.snapshots, &arguments.run)?;
    let packed = tenet_engine::pack(session.world, &compiled, &rules, &request);
    let packed = packed.map_err(|diagnostics| Failed {
        roots: request.roots.clone(),
        ..Failed::from(diagnostics)
    })?;
    output::place(output, &packed).map_err(|error| unwritable(output, &error.to_string()))?;
    let roots = counted(request.roots.len(), "root");
    written(&format!("{roots} packed to {output}\n"))?;
    Ok(Status::Clean)
}

/// Writes the files of a packed snapshot.
pub(super) fn unpack(session: &Session<'_>, arguments: &UnpackArguments) -> Result<Status, Failed> {
    let (packed, output) = (&arguments.packed, &arguments.output);
    redact::free(session.world, output)?;
    let mut begun: BTreeSet<String> = BTreeSet::new();
    let mut failed = None;
    let mut sink = |(root, count): (u32, usize), path: &str, piece: &[u8]| {
        let path = if count == 1 {
            format!("{output}/{path}")
        } else {
            format!("{output}/{}/{path}", root + 1)
        };
        let first = begun.insert(path.clone());
        output::append(&path, piece, first).map_err(|error| {
            let told = unwritable(&path, &error.to_string());
            failed = Some(told);
            error.to_string()
        })
    };
    let count = tenet_snapshot::pack::unpack(session.world, packed, &mut sink);
    match (count, failed) {
        (_, Some(failed)) => Err(failed),
        (Err(diagnostics), None) => Err(Failed::from(diagnostics)),
        (Ok(count), None) => {
            let files = counted(count, "file");
            written(&format!("{files} written to {output}\n"))?;
            Ok(Status::Clean)
        }
    }
}

fn unwritable(path: &str, why: &str) -> Failed {
    let message = format!("`{path}` cannot be written: {why}");
    Failed::from(Diagnostic::run(&codes::UNWRITABLE, message))
}
