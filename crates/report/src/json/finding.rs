//! Findings on the wire.

use serde::Serialize;
use tenet_base::SourceMap;

use super::diagnostic::WirePlace;
use super::map;
use crate::model::{Binding, Edge, Evidence, Finding, Reason, Waiver, finding_status};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireFinding<'a> {
    status: &'static str,
    severity: &'static str,
    clause: Option<u32>,
    #[serde(serialize_with = "map")]
    bindings: Vec<(&'a str, WireBinding<'a>)>,
    message: &'a str,
    fix: Option<&'a str>,
    reasons: Vec<WireReason<'a>>,
    evidence: Vec<WireEvidence<'a>>,
    path: Vec<WireEdge<'a>>,
    decided_by: Option<&'a str>,
    waiver: Option<WireWaiver<'a>>,
    attested_by: Option<()>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireWaiver<'a> {
    applies: bool,
    until: &'a str,
    reason: &'a str,
    approved_by: &'a str,
    place: WirePlace<'a>,
    doubts: Vec<WireReason<'a>>,
}

#[derive(Serialize)]
struct WireBinding<'a> {
    entity: &'a str,
    key: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct WireReason<'a> {
    code: &'a str,
    entity: Option<&'a str>,
    field: Option<&'a str>,
    key: Option<&'a str>,
    text: &'a str,
    collections: &'a [String],
    since: Option<&'a str>,
}

#[derive(Serialize)]
struct WireEvidence<'a> {
    role: &'static str,
    root: u32,
    file: &'a str,
    pointer: Option<&'a str>,
    line: Option<u64>,
    column: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireEdge<'a> {
    from: &'a str,
    from_key: Option<&'a str>,
    edge: &'static str,
    to: &'a str,
    to_key: Option<&'a str>,
    clause: &'static str,
    evidence: Option<WireEvidence<'a>>,
}

impl<'a> WireFinding<'a> {
    pub(super) fn new(finding: &'a Finding, sources: &'a SourceMap) -> Self {
        Self {
            status: finding_status(finding.status),
            severity: finding.severity.name(),
            clause: finding.clause,
            bindings: finding.bindings.iter().map(WireBinding::entry).collect(),
            message: &finding.message,
            fix: finding.fix.as_deref(),
            reasons: finding.reasons.iter().map(WireReason::new).collect(),
            evidence: finding.evidence.iter().map(WireEvidence::new).collect(),
            path: finding.path.iter().map(WireEdge::new).collect(),
            decided_by: finding.decided_by.as_deref(),
            waiver: finding
                .waiver
                .as_ref()
                .map(|waiver| WireWaiver::new(waiver, sources)),
            attested_by: None,
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'a> WireWaiver<'a> {
    fn new(waiver: &'a Waiver, sources: &'a SourceMap) -> Self {
        Self {
            applies: waiver.applies,
            until: &waiver.until,
            reason: &waiver.reason,
            approved_by: &waiver.approved_by,
            place: WirePlace::source(waiver.span, sources),
            doubts: waiver.doubts.iter().map(WireReason::new).collect(),
        }
    }
}

impl<'a> WireBinding<'a> {
    fn entry(binding: &'a Binding) -> (&'a str, Self) {
        let value = Self {
            entity: &binding.entity,
            key: &binding.key,
            label: &binding.label,
        };
        (&binding.name, value)
    }
}

impl<'a> WireReason<'a> {
    fn new(reason: &'a Reason) -> Self {
        Self {
            code: &reason.code,
            entity: reason.entity.as_deref(),
            field: reason.field.as_deref(),
            key: reason.key.as_deref(),
            text: &reason.text,
            collections: &reason.collections,
            since: reason.since.as_deref(),
        }
    }
}

impl<'a> WireEvidence<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        Self {
            role: evidence.role,
            root: evidence.root,
            file: &evidence.file,
            pointer: evidence.pointer.as_deref(),
            line: evidence.position.map(|(line, _)| line),
            column: evidence.position.map(|(_, column)| column),
        }
    }
}

impl<'a> WireEdge<'a> {
    fn new(edge: &'a Edge) -> Self {
        Self {
            from: &edge.from.label,
            from_key: edge.from.key.as_deref(),
            edge: edge.kind,
            to: &edge.to.label,
            to_key: edge.to.key.as_deref(),
            clause: edge.clause,
            evidence: edge.evidence.as_ref().map(WireEvidence::new),
        }
    }
}
