//! Diagnostics on the wire.

use serde::Serialize;
use tenet_base::{DataLocation, Diagnostic, Fix, Label, Location, Severity, SourceMap, Span};

#[derive(Serialize)]
pub(crate) struct WireDiagnostic<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    place: Option<WirePlace<'a>>,
    label: &'a str,
    also: Vec<WireLabel<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<WireFix<'a>>,
}

/// A place in a file of rules, or in an export: then it names the root too.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WirePlace<'a> {
    root: Option<u32>,
    file: &'a str,
    line: Option<u64>,
    column: Option<u64>,
    end_line: Option<u64>,
    end_column: Option<u64>,
}

#[derive(Serialize)]
struct WireLabel<'a> {
    place: Option<WirePlace<'a>>,
    label: &'a str,
}

#[derive(Serialize)]
struct WireFix<'a> {
    place: WirePlace<'a>,
    replacement: &'a str,
}

impl<'a> WireDiagnostic<'a> {
    pub(crate) fn new(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Self {
        let also = diagnostic.secondary.iter();
        let fix = diagnostic.fix.as_ref();
        Self {
            code: diagnostic.code.id,
            name: diagnostic.code.name,
            severity: severity(diagnostic.severity),
            message: &diagnostic.message,
            place: place(&diagnostic.primary.location, sources),
            label: &diagnostic.primary.text,
            also: also.map(|it| WireLabel::new(it, sources)).collect(),
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
            fix: fix.map(|it| WireFix::new(it, sources)),
        }
    }
}

impl<'a> WireLabel<'a> {
    fn new(label: &'a Label, sources: &'a SourceMap) -> Self {
        Self {
            place: place(&label.location, sources),
            label: &label.text,
        }
    }
}

impl<'a> WireFix<'a> {
    fn new(fix: &'a Fix, sources: &'a SourceMap) -> Self {
        Self {
            place: WirePlace::source(fix.span, sources),
            replacement: &fix.replacement,
        }
    }
}

impl<'a> WirePlace<'a> {
    pub(crate) fn new(location: &'a DataLocation) -> Self {
        Self {
            root: Some(location.root),
            file: &location.file,
            line: location.position.map(|(line, _)| line),
            column: location.position.map(|(_, column)| column),
            end_line: None,
            end_column: None,
        }
    }

    pub(crate) fn source(span: Span, sources: &'a SourceMap) -> Self {
        let file = sources.file(span.file);
        let (line, column) = file.line_column(span.start);
        let (end_line, end_column) = file.line_column(span.end);
        Self {
            root: None,
            file: &file.path,
            line: Some(u64::from(line)),
            column: Some(u64::from(column)),
            end_line: Some(u64::from(end_line)),
            end_column: Some(u64::from(end_column)),
        }
    }
}

fn place<'a>(location: &'a Location, sources: &'a SourceMap) -> Option<WirePlace<'a>> {
    match location {
        Location::Source(span) => Some(WirePlace::source(*span, sources)),
        Location::Data(location) => Some(WirePlace::new(location)),
        Location::Run => None,
    }
}

/// The word of a diagnostic's severity.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
