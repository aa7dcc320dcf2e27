//! What stands above the rules: tool, snapshot, packs, sums, coverage.

use serde::Serialize;
use tenet_base::Instant;
use tenet_hir::Severity;
use tenet_snapshot::{Gap, GapKind, Status};

use super::diagnostic::WirePlace;
use crate::model::{Collection, PackInfo, Parameter, SnapshotInfo, Summary, Tool};

#[derive(Serialize)]
pub(super) struct WireTool<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireSnapshot<'a> {
    tenant: Option<&'a str>,
    captured_at: Option<String>,
    digest: &'a str,
    since: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct WirePack<'a> {
    name: &'a str,
    version: &'a str,
    digest: &'a str,
}

#[derive(Serialize)]
pub(super) struct WireParameter<'a> {
    pack: &'a str,
    name: &'a str,
    value: &'a str,
    origin: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireSummary {
    rules: u64,
    passed: u64,
    failed: u64,
    undetermined: u64,
    not_applicable: u64,
    waived_rules: u64,
    violations: u64,
    waived: u64,
    undetermined_cases: u64,
    violations_by_severity: WireSeverities,
}

#[derive(Serialize)]
struct WireSeverities {
    critical: u64,
    high: u64,
    medium: u64,
    low: u64,
    info: u64,
}

#[derive(Serialize)]
pub(crate) struct WireCollection<'a> {
    status: &'static str,
    read: bool,
    objects: u32,
    files: u32,
    window: Option<WireWindow>,
    gaps: Vec<WireGap<'a>>,
    undeclared: &'a [String],
}

#[derive(Serialize)]
struct WireWindow {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct WireGap<'a> {
    kind: &'static str,
    text: &'a str,
    place: Option<WirePlace<'a>>,
}

impl<'a> WireTool<'a> {
    pub(super) fn new(tool: &'a Tool) -> Self {
        Self {
            name: &tool.name,
            version: &tool.version,
        }
    }
}

impl<'a> WireSnapshot<'a> {
    pub(crate) fn new(snapshot: &'a SnapshotInfo) -> Self {
        Self {
            tenant: snapshot.tenant.as_deref(),
            captured_at: snapshot.captured_at.map(instant),
            digest: &snapshot.digest,
            since: snapshot.since.as_deref(),
        }
    }
}

impl<'a> WirePack<'a> {
    pub(super) fn new(pack: &'a PackInfo) -> Self {
        Self {
            name: &pack.name,
            version: &pack.version,
            digest: &pack.digest,
        }
    }
}

impl<'a> WireParameter<'a> {
    pub(super) fn new(parameter: &'a Parameter) -> Self {
        Self {
            pack: &parameter.pack,
            name: &parameter.name,
            value: &parameter.value,
            origin: &parameter.origin,
        }
    }
}

impl WireSummary {
    pub(super) fn new(summary: &Summary) -> Self {
        Self {
            rules: summary.rules,
            passed: summary.passed,
            failed: summary.failed,
            undetermined: summary.undetermined,
            not_applicable: summary.not_applicable,
            waived_rules: summary.waived_rules,
            violations: summary.violations,
            waived: summary.waived,
            undetermined_cases: summary.undetermined_cases,
            violations_by_severity: WireSeverities::new(&summary.by_severity),
        }
    }
}

impl WireSeverities {
    fn new(counts: &[(Severity, u64)]) -> Self {
        let of = |severity| {
            let found = counts.iter().find(|(own, _)| *own == severity);
            found.map_or(0, |(_, count)| *count)
        };
        Self {
            critical: of(Severity::Critical),
            high: of(Severity::High),
            medium: of(Severity::Medium),
            low: of(Severity::Low),
            info: of(Severity::Info),
        }
    }
}

impl<'a> WireCollection<'a> {
    pub(crate) fn entry(collection: &'a Collection) -> (&'a str, Self) {
        let coverage = &collection.coverage;
        let window = coverage.window.map(|(from, to)| WireWindow {
            from: instant(from),
            to: instant(to),
        });
        let entry = Self {
            status: status(coverage.status),
            read: collection.read,
            objects: coverage.objects,
            files: coverage.files,
            window,
            gaps: coverage.gaps.iter().map(WireGap::new).collect(),
            undeclared: &collection.undeclared,
        };
        (&collection.path, entry)
    }
}

impl<'a> WireGap<'a> {
    fn new(gap: &'a Gap) -> Self {
        Self {
            kind: gap_kind(gap.kind),
            text: &gap.text,
            place: gap.place.as_ref().map(WirePlace::new),
        }
    }
}

/// An instant in RFC 3339; elsewhere a midnight is written as its day.
pub(super) fn instant(instant: Instant) -> String {
    let text = instant.to_string();
    if text.contains('T') {
        return text;
    }
    format!("{text}T00:00:00Z")
}

/// The word of a collection's status in reports.
pub(crate) const fn status(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Partial => "partial",
        Status::Refused => "refused",
        Status::Absent => "absent",
    }
}

const fn gap_kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::NotExported => "notExported",
        GapKind::Refused => "refused",
        GapKind::NextPage => "nextPage",
        GapKind::Count => "count",
        GapKind::NoChain => "noChain",
        GapKind::Damaged => "damaged",
        GapKind::Manifest => "manifest",
    }
}
