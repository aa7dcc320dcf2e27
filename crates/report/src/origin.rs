//! Where places are: how files are called, what is shown of them.

use std::ops::Range;

use tenet_base::{DataLocation, SourceMap};

use crate::frame::{Mark, Section};
use crate::style::{Ink, Style};
use crate::text;

/// The files that places may be in.
#[derive(Debug, Clone, Copy)]
pub struct Origins<'a> {
    /// The files of rules.
    pub sources: &'a SourceMap,
    /// The snapshot's roots, as the user named them.
    pub roots: &'a [String],
}

/// A place in an export: an excerpt, what of it is meant, and in which ink.
pub(crate) struct Excerpt<'a> {
    pub(crate) title: String,
    pub(crate) line: u64,
    pub(crate) text: Option<&'a (String, Range<u32>)>,
    pub(crate) label: String,
    pub(crate) ink: Ink,
}

impl Origins<'_> {
    /// A file of an export so that it can be opened from here: with its root.
    pub(crate) fn data_file(&self, root: u32, file: &str) -> String {
        let root = self.roots.get(root as usize).map(String::as_str);
        match root.unwrap_or("").trim_end_matches(['/', '\\']) {
            "" | "." => file.to_owned(),
            // The root is the file itself.
            root if root.rsplit(['/', '\\']).next() == Some(file) => root.to_owned(),
            root => format!("{root}/{file}"),
        }
    }

    /// A place in an export: `export/users.json:3:7`.
    pub(crate) fn data_place(&self, root: u32, file: &str, position: Option<(u64, u64)>) -> String {
        let file = self.data_file(root, file);
        match position {
            Some((line, column)) => format!("{file}:{line}:{column}"),
            None => file,
        }
    }

    /// The same of a location.
    pub(crate) fn location(&self, location: &DataLocation) -> String {
        self.data_place(location.root, &location.file, location.position)
    }
}

impl Excerpt<'_> {
    /// The excerpt as a section, cut so that it fits beside its line number.
    pub(crate) fn section(self, style: Style) -> Section {
        let room = style.width.saturating_sub(self.line.to_string().len() + 4);
        let cut = self.text.map(|(line, range)| {
            let range = range.start as usize..range.end as usize;
            text::window(line, range, room.max(24))
        });
        let (text, range) = cut.unzip();
        let mark = |range| Mark {
            range,
            text: self.label,
            ink: self.ink,
        };
        Section {
            title: self.title,
            text,
            first_line: self.line,
            marks: range.map(mark).into_iter().collect(),
        }
    }
}
