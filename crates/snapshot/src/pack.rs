//! Packed snapshots: all roots of a snapshot in one file, `.tsnap`.
//!
//! A packed snapshot is a zip archive. It holds the files of the roots as they
//! are, a manifest of what the roots were and what was told of them, and
//! tables as they were loaded for some projections. A load that asks for one
//! of these projections, of this snapshot alone, takes the tables from there
//! and reads no JSON. Any other load reads the files in the archive like those
//! of a folder: the tables only ever stand for a load of just the same, so
//! nothing can be read from them that the files do not say.
//!
//! The comment of the archive is a seal: the version of the format and a
//! digest of all bytes before it. It is checked before anything is read.
//!
//! Nothing here writes a file: bytes are taken and given.

mod columns;
mod given;
mod held;
mod key;
mod manifest;
mod ready;
mod seal;
mod sources;
mod stored;
mod tables;
mod told;
mod unpack;
mod words;
mod write;

use tenet_base::{Diagnostic, World};
use tenet_hir::Projection;

use crate::{Options, Root};

pub(crate) use given::{Given, Own, PackedRoot};
pub use held::Held;
pub(crate) use ready::ready;
pub use unpack::{Sink, unpack};

/// The ending of the names of packed snapshots.
pub const ENDING: &str = "tsnap";

/// Whether a path is named as a packed snapshot.
pub fn is_packed(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(ENDING))
}

/// Packs the files of all roots; the diagnostics say why that is not possible.
///
/// Of the options, what is told of the roots is kept in the pack.
pub fn pack(
    world: &dyn World,
    roots: &[Root],
    options: &Options<'_>,
) -> Result<Held, Vec<Diagnostic>> {
    sources::pack(world, roots, options).map(Held::new)
}

/// Adds the tables for some projections to a packed snapshot.
///
/// They are loaded from the pack itself, so they hold what its files hold.
pub fn add_tables(
    packed: &Held,
    projections: &[Projection],
    threads: usize,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    tables::add(packed, projections, threads).map_err(|why| {
        let name = Held::PATH;
        Box::new(crate::diagnose::not_packed(name, &why))
    })
}
