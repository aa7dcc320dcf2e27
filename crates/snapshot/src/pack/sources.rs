//! The files of roots into an archive.

use std::collections::BTreeSet;

use tenet_base::{Diagnostic, World, world::Kind};

use super::given::Pack;
use super::is_packed;
use super::manifest::{self, FileEntry, Manifest, PackedRoot, RootKind};
use super::write::Writer;
use crate::files::is_zip;
use crate::{Options, Root, diagnose};

/// How much of a file is read at a time.
const STRIDE: usize = 1 << 18;

/// A root and its files, sorted by path.
struct Listed<'r> {
    root: &'r Root,
    kind: RootKind,
    files: Vec<File>,
}

struct File {
    /// Its path from the root.
    path: String,
    /// Its path in the world.
    from: String,
    size: u64,
}

/// Packs the files of all roots.
pub(super) fn pack(
    world: &dyn World,
    roots: &[Root],
    options: &Options<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let listed: Result<Vec<Listed<'_>>, Box<Diagnostic>> =
        roots.iter().map(|root| list(world, root)).collect();
    let listed = listed.map_err(|told| vec![*told])?;
    let manifest = manifest_of(&listed, options);
    let packed = write(world, &listed, (&manifest, &BTreeSet::new()))?;
    let tight = too_tight(&packed).map_err(|why| refused(&listed, &why))?;
    let packed = if tight.is_empty() {
        packed
    } else {
        write(world, &listed, (&manifest, &tight))?
    };
    check(&packed, &listed)?;
    Ok(packed)
}

fn list<'r>(world: &dyn World, root: &'r Root) -> Result<Listed<'r>, Box<Diagnostic>> {
    let refuse = |why: &str| Box::new(diagnose::not_packed(&root.name, why));
    let (kind, files) = match world.kind(&root.path) {
        None => return Err(Box::new(diagnose::no_such_root(&root.name))),
        Some(Kind::File) if is_packed(&root.path) => {
            return Err(refuse("it is packed already"));
        }
        Some(Kind::File) => {
            let source = world.open(&root.path);
            let source = source.map_err(|error| refuse(&error.to_string()))?;
            let kind = if is_zip(&root.path) {
                RootKind::Archive
            } else {
                RootKind::File
            };
            let name = root.path.rsplit('/').next().unwrap_or(&root.path);
            let file = File {
                path: name.to_owned(),
                from: root.path.clone(),
                size: source.size(),
            };
            (kind, vec![file])
        }
        Some(Kind::Folder) => {
            let entries = world.list(&root.path);
            let entries = entries.map_err(|error| refuse(&error.to_string()))?;
            let folder = root.path.trim_end_matches('/');
            let files = entries.into_iter().map(|entry| File {
                from: format!("{folder}/{}", entry.path),
                path: entry.path,
                size: entry.size,
            });
            let mut files: Vec<File> = files.collect();
            files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
            (RootKind::Folder, files)
        }
    };
    Ok(Listed { root, kind, files })
}

fn manifest_of(listed: &[Listed<'_>], options: &Options<'_>) -> Manifest {
    let roots = listed.iter().enumerate().map(|(number, listed)| {
        let layout = options.layouts.get(number).copied().flatten();
        PackedRoot::new(listed.root, listed.kind, layout)
    });
    let mut complete = options.complete.to_vec();
    complete.sort_unstable();
    complete.dedup();
    Manifest {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        complete,
        roots: roots.collect(),
    }
}

/// Writes the archive; the members in `tight` are not compressed.
fn write(
    world: &dyn World,
    listed: &[Listed<'_>],
    (manifest, tight): (&Manifest, &BTreeSet<String>),
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let refuse = |root: &Root, why: &str| vec![diagnose::not_packed(&root.name, why)];
    let mut writer = Writer::new();
    let mut entries = Vec::new();
    let told = json(manifest).and_then(|bytes| writer.add(manifest::NAME, &bytes));
    told.map_err(|why| refused(listed, &why))?;
    for (number, listed) in listed.iter().enumerate() {
        for file in &listed.files {
            let name = format!("{}{}", manifest::folder(number), file.path);
            let compressed = listed.kind != RootKind::Archive && !tight.contains(&name);
            let begun = writer.begin(&name, compressed);
            let copied = begun.and_then(|()| copy(world, file, &mut writer));
            entries.push(FileEntry {
                root: number as u32,
                path: file.path.clone(),
                digest: copied.map_err(|why| refuse(listed.root, &why))?,
            });
        }
    }
    let told = json(&entries).and_then(|bytes| writer.add(manifest::FILES, &bytes));
    told.and_then(|()| writer.finish())
        .map_err(|why| refused(listed, &why))
}

/// Copies a file into the member that was begun, and gives its digest.
fn copy(world: &dyn World, file: &File, writer: &mut Writer) -> Result<String, String> {
    let source = world.open(&file.from).map_err(|error| error.to_string())?;
    let mut hasher = blake3::Hasher::new();
    let mut room = vec![0; STRIDE];
    let mut at = 0;
    loop {
        let count = source
            .read_at(at, &mut room)
            .map_err(|error| error.to_string())?;
        if count == 0 {
            break;
        }
        let bytes = room.get(..count).unwrap_or_default();
        hasher.update(bytes);
        writer.push(bytes)?;
        at += count as u64;
    }
    if at != file.size || !source.is_unchanged() {
        return Err(format!("`{}` changed while it was packed", file.path));
    }
    Ok(format!("blake3:{}", hasher.finalize().to_hex()))
}

/// The members that compress so well that a reader would refuse them.
fn too_tight(packed: &[u8]) -> Result<BTreeSet<String>, String> {
    let pack = Pack::of(Box::new(packed.to_vec()))?;
    let mut archive = pack.archive;
    let refused = archive
        .members()
        .into_iter()
        .filter_map(|member| member.path.err());
    let tight = refused.filter(crate::archive::Refused::is_bomb);
    Ok(tight.map(|refused| refused.path).collect())
}

/// Makes sure that all files come back under their paths.
fn check(packed: &[u8], listed: &[Listed<'_>]) -> Result<(), Vec<Diagnostic>> {
    let pack = Pack::of(Box::new(packed.to_vec())).map_err(|why| refused(listed, &why))?;
    let mut archive = pack.archive;
    let members = archive.members().into_iter();
    let held: BTreeSet<String> = members.filter_map(|member| member.path.ok()).collect();
    let mut told = Vec::new();
    for (number, listed) in listed.iter().enumerate() {
        let folder = manifest::folder(number);
        let lost = |file: &&File| !held.contains(&format!("{folder}{}", file.path));
        if let Some(file) = listed.files.iter().find(lost) {
            let why = format!("an archive cannot hold the path `{}`", file.path);
            told.push(diagnose::not_packed(&listed.root.name, &why));
        }
    }
    if told.is_empty() { Ok(()) } else { Err(told) }
}

fn refused(listed: &[Listed<'_>], why: &str) -> Vec<Diagnostic> {
    let name = listed.first().map_or("", |listed| &listed.root.name);
    vec![diagnose::not_packed(name, why)]
}

fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, String> {
    serde_json::to_vec_pretty(value).map_err(|error| error.to_string())
}
