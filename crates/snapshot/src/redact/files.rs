//! The files of a snapshot, one after the other, with pseudonyms in them.

use std::collections::BTreeMap;

use tenet_base::{Diagnostic, Instant, World};

use super::json::quoted;
use super::rewrite::{Kind, Rewriter};
use super::text::Texts;
use super::{Key, Policy, paths};
use crate::Root;
use crate::files::{Files, Format, Found};
use crate::load::layouts;
use crate::recognise::MANIFEST;
use crate::window::Window;

/// What became of a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    /// How many files were written.
    pub written: usize,
    /// The files that were not, by root and path: nothing that is read.
    pub left_out: Vec<(u32, String)>,
    /// What is wrong with the roots.
    pub diagnostics: Vec<Diagnostic>,
}

/// Takes what is written: the number of the root, the path of the file in it, and the next piece of it.
pub type Sink<'s> = dyn FnMut(u32, &str, &str) -> Result<(), String> + 's;

/// Writes a snapshot without what is personal, to `sink`, file by file. A file may come in several pieces.
///
/// A file that cannot be read to its end is written up to there, and is broken
/// in the copy, too. The error is what `sink` said.
pub fn redact(
    world: &dyn World,
    roots: &[Root],
    (key, policy): (&Key, &Policy),
    sink: &mut Sink<'_>,
) -> Result<Redacted, String> {
    let mut redacted = Redacted::default();
    let mut files = Files::list(world, roots, &mut redacted.diagnostics);
    let known = layouts::of_roots(world, &files, roots.len(), &[]);
    layouts::keep_documents(&mut files, &known);
    if redacted.diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(redacted);
    }
    let mut run = Run {
        world,
        files: &files,
        texts: Texts::new(key, policy),
        taken: BTreeMap::new(),
        registers: Vec::new(),
    };
    // What conditions look for must be known before a word is taken apart.
    for at in 0..files.found.len() {
        if run.is_read(at) {
            run.rewrite(at, true, &mut |_| Ok(()))?;
        }
    }
    for at in 0..files.found.len() {
        if run.is_read(at) {
            run.copy(at, sink)?;
            redacted.written += 1;
        } else if let Some(found) = files.found.get(at) {
            redacted
                .left_out
                .push((found.file.root, found.file.path.clone()));
        }
    }
    for (number, root) in (0u32..).zip(&files.given.roots) {
        redacted.written += usize::from(run.tell(number, root, sink)?);
    }
    Ok(redacted)
}

struct Run<'r> {
    world: &'r dyn World,
    files: &'r Files,
    texts: Texts<'r>,
    /// How often a path was taken: two names may have one pseudonym.
    taken: BTreeMap<(u32, String), usize>,
    /// Registers that were written: the root, the collection, the path in the copy.
    registers: Vec<(u32, String, String)>,
}

impl Run<'_> {
    fn is_read(&self, at: usize) -> bool {
        let found = self.files.found.get(at);
        found.is_some_and(|found| found.format != Format::Unknown && found.refused().is_none())
    }

    fn copy(&mut self, at: usize, sink: &mut Sink<'_>) -> Result<(), String> {
        let Some(found) = self.files.found.get(at) else {
            return Ok(());
        };
        let root = found.file.root;
        let path = match self.files.collection(at) {
            // A register is written as what it was read as.
            Some(collection) => format!("{collection}.json"),
            None => paths::pseudonym(&mut self.texts, &as_json(found)),
        };
        let path = self.free(root, path);
        if let Some(collection) = self.files.collection(at) {
            let collection = collection.to_owned();
            self.registers.push((root, collection, path.clone()));
        }
        // A file without a byte is a file, too.
        sink(root, &path, "")?;
        self.rewrite(at, false, &mut |text| sink(root, &path, text))
    }

    /// A path that no file of the root has yet.
    fn free(&mut self, root: u32, path: String) -> String {
        let count = self.taken.entry((root, path.to_lowercase())).or_default();
        *count += 1;
        if *count == 1 {
            return path;
        }
        match path.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{count}.{ending}"),
            None => format!("{path}-{count}"),
        }
    }

    fn rewrite(
        &mut self,
        at: usize,
        seeking: bool,
        sink: &mut dyn FnMut(&str) -> Result<(), String>,
    ) -> Result<(), String> {
        let path = self
            .files
            .found
            .get(at)
            .map_or("", |found| &found.file.path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let kind = if name.eq_ignore_ascii_case(MANIFEST) {
            Kind::Manifest
        } else {
            Kind::Export
        };
        let size = self.files.size(at);
        let mut rewriter = Rewriter::new(&mut self.texts, kind, seeking);
        let read = self.files.read(self.world, at, |source| {
            let mut window = Window::new(source, None).sized(size);
            loop {
                let more = window.more();
                let used = rewriter.feed(window.text(), !matches!(more, Ok(true)));
                window.advance(used);
                sink(&rewriter.out)?;
                rewriter.out.clear();
                match more {
                    Ok(true) => {}
                    Ok(false) => return Ok(()),
                    // What cannot be read on must not look whole.
                    Err(_) => return sink("\n[?"),
                }
            }
        });
        // A file that cannot be opened is one that cannot be read in the copy, too.
        read.unwrap_or_else(|_| if seeking { Ok(()) } else { sink("[?") })
    }

    /// Writes what `tenet.toml` tells of a root into a manifest, if the root has none.
    fn tell(&self, number: u32, root: &Root, sink: &mut Sink<'_>) -> Result<bool, String> {
        let named = |file: &str| file.rsplit('/').next().unwrap_or(file) == MANIFEST;
        let mut own = self.files.found.iter();
        let has_one = own.any(|found| found.file.root == number && named(&found.file.path));
        let captured = root.told.captured_at.map(captured);
        let entries = self.entries(number, root);
        if has_one || (captured.is_none() && entries.is_empty()) {
            return Ok(false);
        }
        let entries = entries.join(",\n");
        let collections = format!("  \"collections\": {{\n{entries}\n  }}");
        let parts: Vec<String> = captured.into_iter().chain([collections]).collect();
        let text = format!("{{\n{}\n}}\n", parts.join(",\n"));
        sink(number, MANIFEST, &text)?;
        Ok(true)
    }
}

impl Run<'_> {
    /// What a manifest says of the collections of a root: which are complete, which file a register is.
    fn entries(&self, number: u32, root: &Root) -> Vec<String> {
        let complete = |path: &str| root.told.complete.iter().any(|own| own == path);
        let told = root.told.complete.iter().filter(|path| *path != "*");
        let mut files: BTreeMap<&str, Vec<String>> =
            told.map(|path| (path.as_str(), Vec::new())).collect();
        for (_, collection, path) in self.registers.iter().filter(|own| own.0 == number) {
            files.entry(collection).or_default().push(quoted(path));
        }
        let entry = |(path, files): (&str, Vec<String>)| {
            let all = complete(path).then(|| "\"complete\": true".to_owned());
            let named = (!files.is_empty()).then(|| format!("\"files\": [{}]", files.join(", ")));
            let parts: Vec<String> = all.into_iter().chain(named).collect();
            format!("    {}: {{{}}}", quoted(path), parts.join(", "))
        };
        files.into_iter().map(entry).collect()
    }
}

/// The path of a file; a document of YAML is written as the JSON that it is read as.
fn as_json(found: &Found) -> String {
    let path = &found.file.path;
    match (found.format, path.rsplit_once('.')) {
        (Format::Yaml, Some((stem, _))) => format!("{stem}.json"),
        (Format::Yaml | Format::Json | Format::Lines | Format::Linked | Format::Unknown, _) => {
            path.clone()
        }
    }
}

fn captured(at: Instant) -> String {
    format!("  \"capturedAt\": {}", quoted(&at.to_string()))
}
