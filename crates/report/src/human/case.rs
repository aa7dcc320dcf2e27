//! One violation: what is wrong, by which path, where it stands, how to mend it.

use super::{FEW, Scene, waived};
use crate::frame::Frame;
use crate::model::{Edge, Evidence, Finding};
use crate::origin::Excerpt;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};

/// What tells places apart: root, file, line and column.
pub(super) type Key<'a> = (u32, &'a str, (u64, u64));

const INSET: usize = 4;

/// The key of a place, if a line of it can be shown.
pub(super) fn key(evidence: &Evidence) -> Option<Key<'_>> {
    let position = evidence.position?;
    let excerpt = evidence.excerpt.as_ref();
    excerpt.map(|_| (evidence.root, evidence.file.as_str(), position))
}

/// Puts a violation.
pub(super) fn put(page: &mut Page, finding: &Finding, excerpt: bool, scene: Scene<'_>) {
    let cross = page.style.choose("✗", "x");
    let line = Line::new()
        .ink(
            Ink::of(finding.severity),
            format!("{cross}\u{a0}{}", finding.severity.name()),
        )
        .text("  ")
        .ink(Ink::Bold, &finding.message);
    page.put(Indent::hanging(2, INSET), &line);
    for reason in &finding.reasons {
        let line = Line::new()
            .ink(Ink::Yellow, "? severity unknown, taken for the worst: ")
            .text(&reason.text);
        page.put(Indent::hanging(INSET, INSET + 2), &line);
    }
    waived::put_doubt(page, finding, scene);
    if !finding.path.is_empty() {
        page.put(Indent::all(INSET), &path(&finding.path, page.style));
    }
    match finding.place() {
        Some(place) if excerpt => frame(page, finding, place, scene),
        Some(place) => at(page, place, scene),
        None => {}
    }
    for place in besides(finding) {
        at(page, place, scene);
    }
    if let Some(fix) = &finding.fix {
        let line = Line::new().ink(Ink::Cyan, "fix").text(": ").text(fix);
        page.put(Indent::hanging(INSET, INSET + 5), &line);
    }
}

/// `Require MFA ─includes→ All users ─all→ MsAdmin@contoso.com`; an arrow is
/// never parted from what it leads to.
pub(super) fn path(edges: &[Edge], style: Style) -> Line {
    let (dash, arrow) = (style.choose("─", "-"), style.choose("→", "->"));
    let mut line = Line::new();
    if let Some(first) = edges.first() {
        line = line.text(&first.from.label);
    }
    for edge in edges {
        line = line
            .ink(Ink::Dim, format!(" {dash}{}{arrow}\u{a0}", edge.kind))
            .text(&edge.to.label);
    }
    line
}

/// Further places that a finding without a path rests on.
fn besides(finding: &Finding) -> impl Iterator<Item = &Evidence> {
    let all = if finding.path.is_empty() {
        finding.evidence.as_slice()
    } else {
        &[]
    };
    let shown = finding.place();
    let others = all
        .iter()
        .filter(move |place| place.position.is_some() && Some(*place) != shown);
    others.take(FEW)
}

fn frame(page: &mut Page, finding: &Finding, place: &Evidence, scene: Scene<'_>) {
    let style = Style {
        width: page.style.width.saturating_sub(INSET),
        ..page.style
    };
    let excerpt = Excerpt {
        title: scene
            .origins
            .data_place(place.root, &place.file, place.position),
        line: place.position.map_or(1, |(line, _)| line),
        text: place.excerpt.as_ref(),
        label: words(finding, place),
        ink: Ink::of(finding.severity),
    };
    let frame = Frame {
        sections: vec![excerpt.section(style)],
        notes: Vec::new(),
    };
    // Line numbers stand left of where the text begins.
    page.rows(INSET - 1, &frame.rows(style));
}

/// Puts where a place is, without showing it.
pub(super) fn at(page: &mut Page, place: &Evidence, scene: Scene<'_>) {
    let place = scene
        .origins
        .data_place(place.root, &place.file, place.position);
    let line = Line::new().ink(Ink::Dim, "at ").ink(Ink::Dim, place);
    page.put(Indent::hanging(INSET, INSET + 3), &line);
}

/// What stands beside the place: the edge that it makes, if it makes one.
fn words(finding: &Finding, place: &Evidence) -> String {
    let mut edges = finding.path.iter();
    let edge = edges.find(|edge| edge.evidence.as_ref() == Some(place));
    edge.map_or_else(String::new, |edge| {
        format!("{} {}", edge.kind, edge.to.label)
    })
}
