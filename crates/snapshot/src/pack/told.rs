//! What is told of a load, to bytes and back: coverage and diagnostics.

use tenet_base::{DataLocation, Diagnostic, Instant, Label, Location, Severity, code};

use super::stored;
use crate::{Coverage, Gap, GapKind, Status};

const STATUSES: [Status; 4] = [
    Status::Complete,
    Status::Partial,
    Status::Refused,
    Status::Absent,
];

const GAPS: [GapKind; 7] = [
    GapKind::NotExported,
    GapKind::Refused,
    GapKind::NextPage,
    GapKind::Count,
    GapKind::NoChain,
    GapKind::Damaged,
    GapKind::Manifest,
];

const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

pub(super) fn pack_coverage(coverage: &Coverage) -> Option<stored::Coverage> {
    let gaps = coverage.gaps.iter().map(|gap| {
        Some(stored::Gap {
            kind: number(&GAPS, &gap.kind)?,
            text: gap.text.clone(),
            place: gap.place.as_ref().map(pack_place),
        })
    });
    let window = coverage.window;
    Some(stored::Coverage {
        status: number(&STATUSES, &coverage.status)?,
        gaps: gaps.collect::<Option<_>>()?,
        window: window.map(|(from, to)| (from.ticks(), to.ticks())),
        objects: coverage.objects,
        files: coverage.files,
    })
}

pub(super) fn coverage(stored: stored::Coverage) -> Option<Coverage> {
    let gaps = stored.gaps.into_iter().map(|gap| {
        Some(Gap {
            kind: *GAPS.get(usize::from(gap.kind))?,
            text: gap.text,
            place: gap.place.map(place),
        })
    });
    let window = match stored.window {
        None => None,
        Some((from, to)) => Some((Instant::from_ticks(from)?, Instant::from_ticks(to)?)),
    };
    Some(Coverage {
        status: *STATUSES.get(usize::from(stored.status))?,
        gaps: gaps.collect::<Option<_>>()?,
        window,
        objects: stored.objects,
        files: stored.files,
    })
}

/// A diagnostic of a load; none if it speaks of rules, which no load does.
pub(super) fn pack_diagnostic(told: &Diagnostic) -> Option<stored::Told> {
    if told.fix.is_some() {
        return None;
    }
    let secondary = told.secondary.iter().map(pack_label);
    Some(stored::Told {
        code: told.code.id.to_owned(),
        severity: number(&SEVERITIES, &told.severity)?,
        message: told.message.clone(),
        primary: pack_label(&told.primary)?,
        secondary: secondary.collect::<Option<_>>()?,
        notes: told.notes.clone(),
        help: told.help.clone(),
    })
}

pub(super) fn diagnostic(stored: stored::Told) -> Option<Diagnostic> {
    Some(Diagnostic {
        code: code::find(&stored.code)?,
        severity: *SEVERITIES.get(usize::from(stored.severity))?,
        message: stored.message,
        primary: label(stored.primary),
        secondary: stored.secondary.into_iter().map(label).collect(),
        notes: stored.notes,
        help: stored.help,
        fix: None,
    })
}

fn pack_label(label: &Label) -> Option<stored::Label> {
    let place = match &label.location {
        Location::Source(_) => return None,
        Location::Data(place) => Some(pack_place(place)),
        Location::Run => None,
    };
    let text = label.text.clone();
    Some(stored::Label { place, text })
}

fn label(stored: stored::Label) -> Label {
    let place = stored.place.map(place);
    Label {
        location: place.map_or(Location::Run, Location::Data),
        text: stored.text,
    }
}

fn pack_place(place: &DataLocation) -> stored::Place {
    let excerpt = place.excerpt.as_ref();
    stored::Place {
        root: place.root,
        file: place.file.clone(),
        position: place.position,
        excerpt: excerpt.map(|(text, range)| (text.clone(), range.start, range.end)),
    }
}

fn place(stored: stored::Place) -> DataLocation {
    let excerpt = stored.excerpt;
    DataLocation {
        root: stored.root,
        file: stored.file,
        position: stored.position,
        excerpt: excerpt.map(|(text, start, end)| (text, start..end)),
    }
}

/// The number of a value in a list of all.
fn number<T: PartialEq>(all: &[T], value: &T) -> Option<u8> {
    let at = all.iter().position(|one| one == value)?;
    u8::try_from(at).ok()
}
