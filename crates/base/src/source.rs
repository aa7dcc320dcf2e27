//! Rule sources: files, spans, lines and columns.

use crate::{IndexVec, define_id};

define_id! {
    /// A source file of rules.
    pub struct FileId
}

/// A range of bytes in a source file. Twelve bytes, `Copy`.
///
/// Two nodes that differ only in their spans mean the same thing, so types
/// that hold spans leave them out of their own equality.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from its parts.
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The smallest span that covers both. They are of one file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The empty span at the start of this one.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self {
            end: self.start,
            ..self
        }
    }

    /// The empty span at the end of this one.
    #[must_use]
    pub fn at_end(self) -> Self {
        Self {
            start: self.end,
            ..self
        }
    }
}

/// A file of rules: how it is called, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as the user wrote or would write it, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Offsets of the first byte of each line.
    lines: Vec<u32>,
}

impl SourceFile {
    fn new(path: String, text: String) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(starts.map(|(at, _)| at as u32 + 1))
            .collect();
        Self { path, text, lines }
    }

    /// Line and column of an offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start as usize..offset as usize).unwrap_or("");
        (line as u32, before.chars().count() as u32 + 1)
    }
}

/// The source files of a run.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: IndexVec<FileId, SourceFile>,
}

impl SourceMap {
    /// A map without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(SourceFile::new(path.into(), text.into()))
    }

    /// A file of this map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id]
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.files[span.file]
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut map = SourceMap::new();
        let file = map.add("a.tenet", "é = 1\n  🦀x\n");
        assert_eq!(map.file(file).line_column(2), (1, 2));
        let crab = map.file(file).text.find('x').unwrap();
        assert_eq!(map.file(file).line_column(crab as u32), (2, 4));
        assert_eq!(size_of::<Span>(), 12);
    }
}
