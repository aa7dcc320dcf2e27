//! From roots to a snapshot: every file once, in parallel, merged in order.

mod absence;
mod assemble;
pub(crate) mod changes;
mod doubts;
pub(crate) mod joins;
pub(crate) mod layouts;
mod lists;
pub(crate) mod naming;
mod parallel;
mod report;
mod stale;
mod strays;
mod tenants;
mod unassigned;
mod unexported;

use std::sync::atomic::{AtomicU64, Ordering};

use tenet_base::{DataLocation, Diagnostic, Instant, Interner, World};
use tenet_hir::Projection;

use crate::digest::{FileDigest, Hasher};
use crate::files::{CHANGED, Files, Format, Found};
use crate::layout::{Layout, Role};
use crate::plan::Plans;
use crate::read::{self, Contents, Known, Reading};
use crate::recognise::{FilePath, MANIFEST, Manifest};
use crate::register::Register;
use crate::window::Window;
use crate::{Snapshot, diagnose, pack};

/// A folder, an archive or a file that is part of a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Root {
    /// The path by which the world opens it.
    pub path: String,
    /// What the user called it.
    pub name: String,
    /// What the user says of it, beside what it says itself.
    pub told: Told,
}

/// What a user says of a root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// When it was taken, should it not say so itself.
    pub captured_at: Option<Instant>,
    /// Graph paths of collections of which all is there that the tenant has; `*` for any.
    pub complete: Vec<String>,
    /// Files of people's own columns in it.
    pub registers: Vec<Register>,
}

/// How a snapshot is loaded.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    /// How many threads read files; the result is the same with any number.
    pub threads: usize,
    /// Graph paths of collections of which the user says that all is there.
    pub complete: &'o [String],
    /// The layout of each root of which the user says it; the others show their own.
    pub layouts: &'o [Option<Layout>],
    /// Is told how far reading is, from any thread.
    pub progress: Option<&'o (dyn Fn(Progress) + Sync)>,
}

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that were read.
    pub read: u64,
    /// Bytes of all files.
    pub total: u64,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            threads: 1,
            complete: &[],
            layouts: &[],
            progress: None,
        }
    }
}

/// Loads what the projection asks for from all roots.
///
/// What was read is given whatever the diagnostics say; an error among them
/// means that a root could not be read, or held nothing.
pub fn load(
    world: &dyn World,
    roots: &[Root],
    projection: &Projection,
    options: &Options<'_>,
) -> (Snapshot, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut files = Files::list(world, roots, &mut diagnostics);
    if let Some(ready) = pack::ready(&files, projection, options) {
        return ready;
    }
    let given = std::mem::take(&mut files.given);
    let (complete, told) = (given.complete(options), given.layouts(options));
    let roots = given.roots.as_slice();
    let manifests = read_manifests(world, roots, &files, &mut diagnostics);
    let plans = Plans::new(projection);
    let interner = Interner::new();
    let layouts = layouts::of_roots(world, &files, roots.len(), &told);
    layouts::keep_documents(&mut files, &layouts);
    let paths: Vec<FilePath<'_>> = files
        .found
        .iter()
        .map(|found| FilePath::parse(&found.file.path))
        .collect();
    let roles = layouts::roles(&files, &paths, &layouts);
    let job = Job {
        world,
        files: &files,
        paths: &paths,
        layouts: &layouts,
        roles: &roles,
        manifests: &manifests,
        plans: &plans,
        interner: &interner,
        progress: options.progress,
        read: AtomicU64::new(0),
        total: files.found.iter().map(|found| found.file.size).sum(),
    };
    let outcomes = parallel::run(files.found.len(), options.threads, |at| job.read(at));
    let loaded = assemble::Loaded {
        world,
        roots,
        files: &files,
        paths: &paths,
        layouts: &layouts,
        roles: &roles,
        manifests: &manifests,
        plans: &plans,
        vouched: &complete,
    };
    let snapshot = assemble::assemble(&loaded, outcomes, interner, &mut diagnostics);
    tenet_base::diagnostic::sort(&mut diagnostics);
    (snapshot, diagnostics)
}

/// What became of one file.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is nothing that is read.
    Skipped,
    /// It could not be opened; in words.
    Unopened(String),
    /// It was read, as far as it is well-formed.
    Read(Contents, FileDigest),
}

impl Outcome {
    /// What the file gave, part by part.
    pub(crate) fn parts(&self) -> &[Reading] {
        match self {
            Self::Read(contents, _) => &contents.parts,
            Self::Skipped | Self::Unopened(_) => &[],
        }
    }
}

/// The reading of all files.
struct Job<'j> {
    world: &'j dyn World,
    files: &'j Files,
    paths: &'j [FilePath<'j>],
    layouts: &'j [Option<Layout>],
    roles: &'j [Role],
    manifests: &'j [Option<Manifest>],
    plans: &'j Plans<'j>,
    interner: &'j Interner,
    progress: Option<&'j (dyn Fn(Progress) + Sync)>,
    read: AtomicU64,
    total: u64,
}

impl Job<'_> {
    fn read(&self, at: usize) -> Outcome {
        let (Some(found), Some(path)) = (self.files.found.get(at), self.paths.get(at)) else {
            return Outcome::Skipped;
        };
        if found.format == Format::Unknown || is_manifest(found) {
            return Outcome::Skipped;
        }
        let manifest = self.manifests.get(found.file.root as usize);
        let manifest = manifest.and_then(Option::as_ref);
        let known = Known {
            path,
            manifest: self
                .files
                .collection(at)
                .or_else(|| manifest.and_then(|manifest| manifest.path_of(&found.file.path))),
            layout: self
                .layouts
                .get(found.file.root as usize)
                .copied()
                .flatten(),
            role: self.roles.get(at).unwrap_or(&Role::Graph),
            heads: &[],
            lines: found.format == Format::Lines,
        };
        let mut hasher = Hasher::default();
        let first = self.read_once(at, known, &mut hasher, Some(self));
        match first {
            Err(why) => Outcome::Unopened(why),
            Ok(first) => self.read_twice(at, known, first, hasher.finish()),
        }
    }

    /// Reads a file again whose end says what it is of.
    fn read_twice(
        &self,
        at: usize,
        known: Known<'_>,
        first: Contents,
        digest: FileDigest,
    ) -> Outcome {
        if !first.parts.iter().any(|part| part.misplaced) {
            return Outcome::Read(first, digest);
        }
        let heads = first.heads();
        let known = Known {
            heads: &heads,
            ..known
        };
        drop(first);
        let mut hasher = Hasher::default();
        match self.read_once(at, known, &mut hasher, None) {
            Err(why) => Outcome::Unopened(why),
            Ok(_) if hasher.finish() != digest => Outcome::Unopened(CHANGED.to_owned()),
            Ok(mut again) => {
                for (part, head) in again.parts.iter_mut().zip(heads) {
                    part.walked.head = head;
                }
                Outcome::Read(again, digest)
            }
        }
    }

    fn read_once(
        &self,
        at: usize,
        known: Known<'_>,
        hasher: &mut Hasher,
        told: Option<&Self>,
    ) -> Result<Contents, String> {
        self.files.read(self.world, at, |source| {
            let mut counted = Counted { source, job: told };
            let mut window = Window::new(&mut counted, Some(hasher)).sized(self.files.size(at));
            read::read(&mut window, self.plans, self.interner, known)
        })
    }
}

/// Tells how far reading is as bytes go by.
struct Counted<'c, 'j> {
    source: &'c mut dyn std::io::Read,
    job: Option<&'c Job<'j>>,
}

impl std::io::Read for Counted<'_, '_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(room)?;
        if let Some(job) = self.job {
            let read = job.read.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
            let total = job.total;
            job.progress.inspect(|tell| tell(Progress { read, total }));
        }
        Ok(count)
    }
}

fn is_manifest(found: &Found) -> bool {
    let (_, name) = split(&found.file.path);
    name.eq_ignore_ascii_case(MANIFEST)
}

/// The folder of a path, with its slash, and the name of the file.
fn split(path: &str) -> (&str, &str) {
    let start = path.rfind('/').map_or(0, |slash| slash + 1);
    path.split_at_checked(start).unwrap_or(("", path))
}

/// The manifest of each root, if it has one.
fn read_manifests(
    world: &dyn World,
    roots: &[Root],
    files: &Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Manifest>> {
    let mut manifests: Vec<Option<Manifest>> = roots.iter().map(|_| None).collect();
    for (at, found) in files.found.iter().enumerate() {
        if !is_manifest(found) {
            continue;
        }
        let Some(slot) = manifests.get_mut(found.file.root as usize) else {
            continue;
        };
        let read = match slot {
            Some(_) => Err(("it is not the only one of its root".to_owned(), None)),
            None => read_manifest(world, files, at),
        };
        *slot = Some(read.unwrap_or_else(|(words, position)| {
            let place = DataLocation::file(found.file.root, found.file.path.clone());
            let place = DataLocation { position, ..place };
            diagnostics.push(diagnose::broken_manifest(place, &words));
            Manifest::broken(split(&found.file.path).0)
        }));
    }
    manifests
}

type Mistake = (String, Option<(u64, u64)>);

fn read_manifest(world: &dyn World, files: &Files, at: usize) -> Result<Manifest, Mistake> {
    let text = files.read(world, at, |source| {
        let mut window = Window::new(source, None).sized(files.size(at));
        while window.more().map_err(|_| "it is not text")? {}
        Ok::<String, &str>(window.text().to_owned())
    });
    let text = text
        .and_then(|text| text.map_err(str::to_owned))
        .map_err(|why| (why, None))?;
    let manifest = Manifest::parse(&text)?;
    let path = files.found.get(at).map_or("", |found| &found.file.path);
    Ok(Manifest {
        folder: split(path).0.to_owned(),
        ..manifest
    })
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("threads", &self.threads)
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}
