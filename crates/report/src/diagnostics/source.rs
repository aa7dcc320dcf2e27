//! Places in files of rules.

use std::collections::BTreeMap;

use tenet_base::{Diagnostic, FileId, Label, Location, SourceMap, Span, id::Id};

use crate::frame::{Mark, Section};
use crate::style::Ink;

/// A range, the label that points at it, and the ink of the label.
type Pointer<'a> = (Span, &'a Label, Ink);

/// A place in a file of rules: `rules.tenet:9:23`.
pub(super) fn place(span: Span, sources: &SourceMap) -> String {
    let file = sources.file(span.file);
    let (line, column) = file.line_column(span.start);
    format!("{}:{line}:{column}", file.path)
}

/// One section for each file of rules that a label points into, the file of
/// the primary one first.
pub(super) fn sections(diagnostic: &Diagnostic, sources: &SourceMap, ink: Ink) -> Vec<Section> {
    let primary = span(&diagnostic.primary);
    let mut files: BTreeMap<(bool, usize), Vec<Pointer<'_>>> = BTreeMap::new();
    let labels = std::iter::once((&diagnostic.primary, ink));
    for (label, ink) in labels.chain(diagnostic.secondary.iter().map(|it| (it, Ink::Blue))) {
        if let Some(here) = span(label) {
            let later = primary.is_none_or(|primary| primary.file != here.file);
            let marks = files.entry((later, here.file.index())).or_default();
            marks.push((here, label, ink));
        }
    }
    let section =
        |((_, file), marks): (_, Vec<_>)| section(FileId::from_index(file), &marks, sources);
    files.into_iter().map(section).collect()
}

fn section(file: FileId, labels: &[Pointer<'_>], sources: &SourceMap) -> Section {
    let text = sources.file(file).text.as_str();
    let starts = labels.iter().map(|(span, ..)| span.start as usize);
    let ends = labels.iter().map(|(span, ..)| span.end as usize);
    let from = line_start(text, starts.min().unwrap_or(0));
    let to = line_end(text, ends.max().unwrap_or(0));
    let mark = |(span, label, ink): &Pointer<'_>| Mark {
        range: (span.start as usize).saturating_sub(from)..(span.end as usize).saturating_sub(from),
        text: label.text.clone(),
        ink: *ink,
    };
    let (first_line, _) = sources.file(file).line_column(from as u32);
    let title = labels.first().map(|(span, ..)| place(*span, sources));
    Section {
        title: title.unwrap_or_default(),
        text: text.get(from..to).map(str::to_owned),
        first_line: u64::from(first_line),
        marks: labels.iter().map(mark).collect(),
    }
}

fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..text.floor_char_boundary(offset)).unwrap_or("");
    before.rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let after = text.get(offset..).unwrap_or("");
    after.find('\n').map_or(text.len(), |at| offset + at)
}

fn span(label: &Label) -> Option<Span> {
    match &label.location {
        Location::Source(span) => Some(*span),
        Location::Data(_) | Location::Run => None,
    }
}
