//! The files of a packed snapshot, as they were.

use tenet_base::{Diagnostic, World};

use super::given::{Given, Own, Pack};
use super::manifest::{self, FileEntry};
use crate::{Root, diagnose};

/// How much of a file is given at a time.
const STRIDE: usize = 1 << 18;

/// Takes what is unpacked: the number of the root and how many there are, the
/// path of the file in it, and the next piece of it. An empty piece begins a file.
pub type Sink<'s> = dyn FnMut((u32, usize), &str, &[u8]) -> Result<(), String> + 's;

/// Gives all files of a packed snapshot to `sink`, byte for byte, and says how many they are.
pub fn unpack(
    world: &dyn World,
    path: &str,
    sink: &mut Sink<'_>,
) -> Result<usize, Vec<Diagnostic>> {
    let root = Root {
        path: path.to_owned(),
        name: path.to_owned(),
        ..Root::default()
    };
    let mut diagnostics = Vec::new();
    let given = Given::open(world, std::slice::from_ref(&root), &mut diagnostics);
    let Some(pack) = given.alone() else {
        if diagnostics.is_empty() {
            diagnostics.push(missing(world, &given, path));
        }
        return Err(diagnostics);
    };
    files(pack, sink).map_err(|why| vec![diagnose::damaged_pack(path, &why)])
}

fn missing(world: &dyn World, given: &Given, path: &str) -> Diagnostic {
    match (world.kind(path), given.place(0)) {
        (None, _) => diagnose::no_such_root(path),
        (Some(_), Own::World | Own::Packed(_) | Own::Refused) => {
            diagnose::damaged_pack(path, "it is no packed snapshot")
        }
    }
}

fn files(pack: &Pack, sink: &mut Sink<'_>) -> Result<usize, String> {
    let entries: Vec<FileEntry> = pack.json(manifest::FILES)?;
    let count = pack.manifest.roots.len();
    for entry in &entries {
        if !stays_within(&entry.path) {
            return Err(format!("the path `{}` leads out of it", entry.path));
        }
        let name = format!("{}{}", manifest::folder(entry.root as usize), entry.path);
        let member = pack.archive.find(&name);
        let member = member.ok_or_else(|| format!("`{name}` is not in it"))?;
        let digest = pack.archive.read(member.index, |from| {
            let mut give = |piece: &[u8]| sink((entry.root, count), &entry.path, piece);
            copy(from, &mut give)
        })??;
        if digest != entry.digest {
            return Err(format!("`{name}` is not what was packed"));
        }
    }
    Ok(entries.len())
}

/// Whether a path leads to a file below the folder that it starts from.
fn stays_within(path: &str) -> bool {
    let odd = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']);
    !path.split('/').any(odd)
}

/// Gives a file in pieces, and its digest.
fn copy(
    from: &mut dyn std::io::Read,
    give: &mut dyn FnMut(&[u8]) -> Result<(), String>,
) -> Result<String, String> {
    let mut hasher = blake3::Hasher::new();
    let mut room = vec![0; STRIDE];
    give(&[])?;
    loop {
        let count = from.read(&mut room).map_err(|error| error.to_string())?;
        if count == 0 {
            return Ok(format!("blake3:{}", hasher.finalize().to_hex()));
        }
        let piece = room.get(..count).unwrap_or_default();
        hasher.update(piece);
        give(piece)?;
    }
}
