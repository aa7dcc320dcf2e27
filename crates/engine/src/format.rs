//! Formatting files of rules: which ones, and what they become.
//!
//! Nothing is written here. A file whose text is laid out already, or cannot be
//! read, has no new text.

use std::collections::BTreeSet;

use tenet_base::code::run;
use tenet_base::world::Kind;
use tenet_base::{Diagnostic, FileId, SourceMap, World};

use crate::packs::{is_rules, read_text, unreadable};
use crate::paths::join;

/// Files of rules as they were read, and what they become.
#[derive(Debug, Default)]
pub struct Formatted {
    /// The texts as they were read.
    pub sources: SourceMap,
    /// The files that could be laid out, by path; with their new text if it is another.
    pub files: Vec<(FileId, Option<String>)>,
    /// Why other files could not be read, or not be laid out.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays out files, and those that end in `.tenet` in folders and below.
pub fn format(world: &dyn World, paths: &[String]) -> Formatted {
    let mut formatted = Formatted::default();
    // A file that is named twice is laid out once.
    let mut files = BTreeSet::new();
    for path in paths {
        formatted.find(world, path, &mut files);
    }
    for path in files {
        match read_text(world, &path) {
            Ok(text) => formatted.add(&path, text),
            Err(error) => formatted.diagnostics.push(unreadable(&error)),
        }
    }
    formatted
}

/// Lays out a text that is no file, under the name that its diagnostics give.
pub fn format_text(name: &str, text: String) -> Formatted {
    let mut formatted = Formatted::default();
    formatted.add(name, text);
    formatted
}

impl Formatted {
    fn find(&mut self, world: &dyn World, path: &str, files: &mut BTreeSet<String>) {
        if world.kind(path) != Some(Kind::Folder) {
            // What does not exist is told when it is read.
            files.insert(join(".", path));
            return;
        }
        match world.list(path) {
            Ok(entries) => {
                let inside = entries.iter().map(|entry| entry.path.as_str());
                let rules = inside.filter(|path| is_rules(path) && !is_hidden(path));
                let mut rules = rules.map(|inner| join(path, inner)).peekable();
                if rules.peek().is_none() {
                    self.diagnostics.push(nothing_in(path));
                }
                files.extend(rules);
            }
            Err(error) => self.diagnostics.push(unreadable(&error)),
        }
    }

    fn add(&mut self, path: &str, text: String) {
        let file = self.sources.add(path, text);
        let text = &self.sources.file(file).text;
        match tenet_syntax::format(file, text) {
            Ok(new) => {
                let new = Some(new).filter(|new| new != text);
                self.files.push((file, new));
            }
            Err(found) => self.diagnostics.extend(found),
        }
    }
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

fn nothing_in(folder: &str) -> Diagnostic {
    let message = format!("`{folder}` holds no file that ends in `.tenet`");
    Diagnostic::run(&run::NOT_FOUND, message)
}
