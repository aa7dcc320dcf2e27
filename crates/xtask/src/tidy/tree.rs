//! The files that the rules look at.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The tracked texts of the project, by path with `/`.
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, String>,
}

/// Folders that are looked at, and endings of files in them.
const FOLDERS: &[&str] = &["crates", "tests", "policies", "grammar", "book"];
const ENDINGS: &[&str] = &["rs", "toml", "tenet", "pest", "md"];

impl Tree {
    /// Reads the project below `root`.
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            walk(root, &root.join(folder), &mut files)?;
        }
        Ok(Self { files })
    }

    /// A tree from its texts.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let owned = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Self {
            files: owned.collect(),
        }
    }

    /// The Rust files of a crate that ship, by path.
    pub(super) fn product<'t>(&'t self, name: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
        let folder = format!("crates/{name}/src/");
        let files = self
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| {
            path.starts_with(&folder) && ends(path, "rs") && !is_test(path)
        })
    }
}

/// Whether the last ending of a path is this one.
pub(super) fn ends(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == ending)
}

/// Whether a file holds tests alone.
pub(super) fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// A Rust file without its comments and its test modules, line by line.
pub(super) fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let product = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = product.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.map(|(at, line)| (at, line.split("//").next().unwrap_or(line)))
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if is_text(&path) {
            files.insert(relative(root, &path), std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ENDINGS.contains(&ending))
}

fn relative(root: &Path, path: &Path) -> String {
    let inner: PathBuf = path.strip_prefix(root).unwrap_or(path).to_owned();
    inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
