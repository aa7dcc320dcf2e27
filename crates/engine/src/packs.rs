//! Reading packs: their manifests, their files, what they stand on.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::code::run;
use tenet_base::world::Kind;
use tenet_base::{Diagnostic, FileId, SourceMap, Span, World, WorldError};

use crate::bundled;
use crate::manifest::{Dependency, Manifest, ManifestError, unknown_key};
use crate::paths::join;

/// A `tenet.toml` as it was read.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) manifest: Manifest,
    /// The folder that it stands in.
    pub(crate) folder: String,
    pub(crate) file: FileId,
}

/// A pack as it was read.
#[derive(Debug)]
pub(crate) struct PackFiles {
    pub(crate) stated: Stated,
    /// Its rule files, by path.
    pub(crate) files: Vec<FileId>,
    /// The files of its `tests` folder, by path, if they were asked for.
    pub(crate) tests: Vec<FileId>,
    /// What it stands on: alias, position among the packs, whether open.
    pub(crate) depends: Vec<(String, usize, bool)>,
}

/// Packs as they were read, those that others stand on first.
#[derive(Debug, Default)]
pub(crate) struct Packs {
    pub(crate) sources: SourceMap,
    pub(crate) all: Vec<PackFiles>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The folders of packs whose `tests` folders are read too.
    pub(crate) tested: BTreeSet<String>,
    /// Position of each folder's pack; none while it is being read.
    by_folder: BTreeMap<String, Option<usize>>,
}

impl Packs {
    /// Reads the pack in a folder and all that it stands on.
    pub(crate) fn read(&mut self, world: &dyn World, folder: &str) -> Option<usize> {
        match self.by_folder.get(folder) {
            Some(Some(position)) => return Some(*position),
            Some(None) => {
                self.diagnostics.push(cycle(folder));
                return None;
            }
            None => {}
        }
        self.by_folder.insert(folder.to_owned(), None);
        let stated = self.manifest(world, folder)?;
        if stated.manifest.pack.is_none() {
            self.diagnostics.push(no_pack(stated.file));
            return None;
        }
        if !stated.manifest.packs.is_empty() {
            self.diagnostics.push(packs_of_pack(stated.file));
        }
        let depends = self.dependencies(world, folder, &stated.manifest);
        let (files, tests) = self.files(world, folder);
        self.all.push(PackFiles {
            stated,
            files,
            tests,
            depends,
        });
        let position = self.all.len() - 1;
        self.by_folder.insert(folder.to_owned(), Some(position));
        Some(position)
    }

    /// Reads a `tenet.toml` that is no pack.
    pub(crate) fn settings(&mut self, world: &dyn World, folder: &str) -> Option<Stated> {
        let stated = self.manifest(world, folder)?;
        if !stated.manifest.dependencies.is_empty() {
            self.diagnostics.push(no_pack(stated.file));
        }
        Some(stated)
    }

    fn dependencies(
        &mut self,
        world: &dyn World,
        folder: &str,
        manifest: &Manifest,
    ) -> Vec<(String, usize, bool)> {
        let mut depends = Vec::new();
        for (alias, dependency) in &manifest.dependencies {
            if let Some(path) = self.dependency_path(folder, alias, dependency)
                && let Some(position) = self.read(world, &path)
            {
                depends.push((alias.clone(), position, dependency.open));
            }
        }
        depends
    }

    fn dependency_path(
        &mut self,
        folder: &str,
        alias: &str,
        dependency: &Dependency,
    ) -> Option<String> {
        match (&dependency.path, &dependency.bundled) {
            (Some(path), None) => Some(join(folder, path)),
            (None, Some(name)) => Some(bundled::path_of(name)),
            (Some(_), Some(_)) | (None, None) => {
                let message = format!("the dependency `{alias}` of `{folder}` names no place");
                self.diagnostics.push(
                    Diagnostic::run(&run::MANIFEST, message)
                        .help("write either `path = \"…\"` or `bundled = \"…\"`"),
                );
                None
            }
        }
    }

    fn manifest(&mut self, world: &dyn World, folder: &str) -> Option<Stated> {
        let path = join(folder, "tenet.toml");
        let text = match read_text(world, &path) {
            Ok(text) => text,
            Err(error) => {
                self.diagnostics.push(no_manifest(world, folder, &error));
                return None;
            }
        };
        let parsed = Manifest::parse(&text);
        let file = self.sources.add(path, text);
        let manifest = parsed
            .map_err(|error| self.diagnostics.push(bad_manifest(file, error)))
            .ok()?;
        Some(Stated {
            manifest,
            folder: folder.to_owned(),
            file,
        })
    }

    /// The files of rules, and those of tests if they are asked for.
    fn files(&mut self, world: &dyn World, folder: &str) -> (Vec<FileId>, Vec<FileId>) {
        let mut paths: Vec<String> = match world.list(folder) {
            Ok(entries) => entries.into_iter().map(|entry| entry.path).collect(),
            Err(error) => {
                self.diagnostics.push(unreadable(&error));
                return (Vec::new(), Vec::new());
            }
        };
        paths.retain(|path| is_rules(path) && !path.starts_with('.'));
        paths.sort();
        let (mut tests, rules): (Vec<String>, Vec<String>) =
            paths.into_iter().partition(|path| path.starts_with(TESTS));
        if rules.is_empty() {
            self.diagnostics.push(empty(folder));
        }
        if !self.tested.contains(folder) {
            tests.clear();
        }
        let mut read = |paths: Vec<String>| {
            let files = paths.iter();
            files
                .filter_map(|path| self.file(world, &join(folder, path)))
                .collect()
        };
        (read(rules), read(tests))
    }

    fn file(&mut self, world: &dyn World, path: &str) -> Option<FileId> {
        match read_text(world, path) {
            Ok(text) => Some(self.sources.add(path, text)),
            Err(error) => {
                self.diagnostics.push(unreadable(&error));
                None
            }
        }
    }
}

/// What a folder is to the commands that run in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// It has no `tenet.toml`.
    Nothing,
    /// A pack. One whose `tenet.toml` cannot be read is one, too.
    Pack,
    /// It has a `tenet.toml` without `[pack]`: settings for the packs that are
    /// judged in it, which are these where the command names none.
    Settings(Vec<String>),
}

/// What a folder is to the commands that run in it.
pub fn home(world: &dyn World, folder: &str) -> Home {
    let path = join(folder, "tenet.toml");
    if world.kind(&path) != Some(Kind::File) {
        return Home::Nothing;
    }
    let manifest = read_text(world, &path)
        .ok()
        .and_then(|text| Manifest::parse(&text).ok());
    match manifest {
        Some(manifest) if manifest.pack.is_none() => {
            let packs = manifest.packs.iter();
            Home::Settings(packs.map(|path| join(folder, path)).collect())
        }
        Some(_) | None => Home::Pack,
    }
}

/// The folder of a pack whose files only tests need.
const TESTS: &str = "tests/";

pub(crate) fn is_rules(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "tenet")
}

/// The whole of a text file, UTF-8.
pub(crate) fn read_text(world: &dyn World, path: &str) -> Result<String, WorldError> {
    let source = world.open(path)?;
    let failed = |why: &str| WorldError::Failed {
        path: path.to_owned(),
        why: why.to_owned(),
    };
    let size = usize::try_from(source.size()).map_err(|_| failed("it is too large"))?;
    if size > MAX_RULE_FILE {
        return Err(failed("a file of rules may not be larger than 16 MiB"));
    }
    let mut bytes = vec![0; size];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read_at(filled as u64, rest)? {
            0 => break,
            count => filled += count,
        }
    }
    bytes.truncate(filled);
    String::from_utf8(bytes).map_err(|_| failed("it is not UTF-8"))
}

/// Spans are 32 bits wide; a file of rules this large is a mistake long before.
const MAX_RULE_FILE: usize = 16 << 20;

fn cycle(folder: &str) -> Diagnostic {
    Diagnostic::run(
        &run::PACK_CYCLE,
        format!("the pack in `{folder}` stands on itself"),
    )
    .help("take one of the dependencies out of a `tenet.toml`")
}

fn empty(folder: &str) -> Diagnostic {
    Diagnostic::run(
        &run::EMPTY_PACK,
        format!("the pack in `{folder}` has no file that ends in `.tenet`"),
    )
    .help("write a rule in a file beside its `tenet.toml`")
}

pub(crate) fn unreadable(error: &WorldError) -> Diagnostic {
    let code = match error {
        WorldError::NotFound(_) => &run::NOT_FOUND,
        WorldError::Denied(_) | WorldError::Failed { .. } => &run::UNREADABLE,
    };
    Diagnostic::run(code, error.to_string())
}

fn no_manifest(world: &dyn World, folder: &str, error: &WorldError) -> Diagnostic {
    match world.kind(folder) {
        Some(Kind::Folder) => unreadable(error).help("a pack is a folder with a `tenet.toml`"),
        Some(Kind::File) => {
            let message = format!("`{folder}` is a file, not the folder of a pack");
            Diagnostic::run(&run::NOT_FOUND, message)
                .help("name the folder that holds its `tenet.toml`")
        }
        None => Diagnostic::run(
            &run::NOT_FOUND,
            format!("the pack folder `{folder}` does not exist"),
        ),
    }
}

fn no_pack(file: FileId) -> Diagnostic {
    let span = Span::new(file, 0, 0);
    Diagnostic::new(
        &run::MANIFEST,
        span,
        "the `tenet.toml` of a pack has no `[pack]`",
    )
    .help("write `[pack]` with a `name`")
}

fn packs_of_pack(file: FileId) -> Diagnostic {
    let span = Span::new(file, 0, 0);
    let message = "a pack does not say with `packs` what is judged";
    Diagnostic::new(&run::MANIFEST, span, message)
        .help("write what it stands on under `[dependencies]`")
}

fn bad_manifest(file: FileId, error: ManifestError) -> Diagnostic {
    let words = error.message.lines().next().unwrap_or_default();
    let range = error.range.unwrap_or(0..0);
    wrong(file, range, words)
}

/// A mistake in a range of a `tenet.toml`, in the words of the crate that read it.
pub(crate) fn wrong(file: FileId, range: std::ops::Range<usize>, words: &str) -> Diagnostic {
    let span = Span::new(file, range.start as u32, range.end as u32);
    match unknown_key(words) {
        Some((message, help)) => Diagnostic::new(&run::MANIFEST, span, message).help(help),
        None => Diagnostic::new(&run::MANIFEST, span, words.to_owned()),
    }
}
