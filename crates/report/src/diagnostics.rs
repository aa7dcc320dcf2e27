//! Diagnostics as frames for people, as lines for editors, as JSON.

mod source;

use tenet_base::{DataLocation, Diagnostic, Label, Location, Severity, SourceMap, diagnostic};

pub use crate::origin::Origins;

use crate::frame::{Frame, Section};
use crate::json::diagnostic::{WireDiagnostic, severity};
use crate::json::pretty;
use crate::origin::Excerpt;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::text;

/// All diagnostics as frames, sorted, each once, with an empty line between.
pub fn render(diagnostics: &[Diagnostic], origins: Origins<'_>, style: Style) -> String {
    let mut page = Page::new(style);
    for diagnostic in sorted(diagnostics) {
        page.gap();
        put(&mut page, &diagnostic, origins);
    }
    page.finish()
}

/// One line each: `rules.tenet:9:23: error[T0104]: unknown field`.
pub fn concise(diagnostics: &[Diagnostic], origins: Origins<'_>) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place = match &diagnostic.primary.location {
            Location::Source(span) => format!("{}: ", source::place(*span, origins.sources)),
            Location::Data(location) => format!("{}: ", origins.location(location)),
            Location::Run => String::new(),
        };
        let line = format!("{place}{}: {}", head(diagnostic), diagnostic.message);
        format!("{}\n", text::plain(&line))
    };
    sorted(diagnostics).iter().map(line).collect()
}

/// The diagnostics as a JSON list, as they stand in the report.
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let sorted = sorted(diagnostics);
    let wire = sorted.iter().map(|it| WireDiagnostic::new(it, sources));
    pretty(&wire.collect::<Vec<_>>())
}

/// How many there are: `2 errors, 1 warning`; empty if there is none.
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let count = |level: Severity| {
        let same = diagnostics.iter().filter(|it| it.severity == level);
        (same.count() as u64, severity(level))
    };
    let present = levels
        .map(count)
        .into_iter()
        .filter(|(count, _)| *count > 0);
    let words: Vec<_> = present.map(|(n, word)| text::count(n, word)).collect();
    words.join(", ")
}

/// A diagnostic as a frame on a page.
pub(crate) fn put(page: &mut Page, diagnostic: &Diagnostic, origins: Origins<'_>) {
    let ink = Ink::of_level(diagnostic.severity);
    let line = Line::new()
        .ink(ink, head(diagnostic))
        .ink(Ink::Bold, format!(": {}", diagnostic.message));
    page.put(Indent::hanging(0, 2), &line);
    let sections = sections(diagnostic, origins, page.style);
    let notes = notes(diagnostic);
    if sections.is_empty() {
        for (word, note) in notes {
            let line = Line::new().ink(Ink::Cyan, word).text(": ").text(note);
            page.put(Indent::hanging(2, 4), &line);
        }
        return;
    }
    let rows = Frame { sections, notes }.rows(page.style);
    page.rows(0, &rows);
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut sorted = diagnostics.to_vec();
    diagnostic::sort(&mut sorted);
    sorted
}

fn head(diagnostic: &Diagnostic) -> String {
    format!("{}[{}]", severity(diagnostic.severity), diagnostic.code.id)
}

/// The places: those in files of rules by file, then those in exports.
fn sections(diagnostic: &Diagnostic, origins: Origins<'_>, style: Style) -> Vec<Section> {
    let ink = Ink::of_level(diagnostic.severity);
    let mut sections = source::sections(diagnostic, origins.sources, ink);
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    for (number, label) in labels.enumerate() {
        let ink = if number == 0 { ink } else { Ink::Blue };
        sections.extend(data_section(label, ink, origins, style));
    }
    sections
}

fn data_section(label: &Label, ink: Ink, origins: Origins<'_>, style: Style) -> Option<Section> {
    let location: &DataLocation = match &label.location {
        Location::Data(location) => location,
        Location::Source(_) | Location::Run => return None,
    };
    let excerpt = Excerpt {
        title: origins.location(location),
        line: location.position.map_or(1, |(line, _)| line),
        text: location.excerpt.as_ref(),
        label: label.text.clone(),
        ink,
    };
    Some(excerpt.section(style))
}

fn notes(diagnostic: &Diagnostic) -> Vec<(&'static str, String)> {
    let notes = diagnostic.notes.iter().map(|note| ("note", note.clone()));
    let help = diagnostic.help.iter().map(|help| ("help", help.clone()));
    notes.chain(help).chain(suggestion(diagnostic)).collect()
}

/// What to write, unless the help says it already.
fn suggestion(diagnostic: &Diagnostic) -> Option<(&'static str, String)> {
    let written = diagnostic.fix.as_ref()?.replacement.trim();
    let labels = std::iter::once(&diagnostic.primary.text).chain(&diagnostic.help);
    let mut said = labels.map(|text| text.contains(&format!("`{written}`")));
    if written.is_empty() || said.any(|said| said) {
        return None;
    }
    Some(("fix", format!("write `{written}`")))
}

#[cfg(test)]
mod tests;
