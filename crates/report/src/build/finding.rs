//! Findings: names for keys, places for evidence.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tenet_base::text;
use tenet_eval::{self as eval, Bound, RuleOutcome};
use tenet_graph::{self as graph, Proof};
use tenet_snapshot::{self as snapshot, ReasonCode};

use super::Builder;
use crate::model::{Binding, Edge, Evidence, Finding, Node, Reason, Waiver};

impl Builder<'_> {
    /// The findings of a rule. The depth is counted for each status apart, so
    /// that many violations do not hide what is undetermined, and the worst
    /// come first, as they do on the page.
    pub(super) fn findings(&self, outcome: &RuleOutcome) -> Vec<Finding> {
        let mut order: Vec<(usize, &eval::Finding)> = outcome.findings.iter().enumerate().collect();
        order.sort_by_key(|(_, finding)| Reverse(finding.severity));
        let mut seen = BTreeMap::new();
        let mut findings = Vec::with_capacity(order.len());
        for (number, finding) in order {
            let rank: &mut usize = seen.entry(finding.status).or_default();
            let exact = self.depth.reaches(*rank);
            *rank += 1;
            findings.push((number, self.finding(outcome, finding, exact)));
        }
        findings.sort_by_key(|(number, _)| *number);
        findings.into_iter().map(|(_, finding)| finding).collect()
    }

    fn finding(&self, outcome: &RuleOutcome, finding: &eval::Finding, exact: bool) -> Finding {
        let path = self.path(finding, exact);
        let decided = finding.proof.as_ref().map(|proof| proof.clause);
        Finding {
            status: finding.status,
            bindings: finding.bindings.iter().map(binding).collect(),
            clause: finding.clause,
            severity: finding.severity,
            message: finding.message.clone(),
            fix: finding.fix.clone(),
            reasons: finding.reasons.iter().map(|it| self.reason(it)).collect(),
            evidence: self.evidence(finding, &path, exact),
            path,
            decided_by: decided
                .filter(|clause| !clause.is_empty())
                .map(str::to_owned),
            waiver: self.waiver(outcome, finding),
            fingerprint: finding.fingerprint.clone(),
        }
    }

    fn waiver(&self, outcome: &RuleOutcome, finding: &eval::Finding) -> Option<Waiver> {
        let waiving = finding.waiver.as_ref()?;
        let rule = &self.run.program.rules[outcome.rule];
        let waiver = rule.waivers.get(waiving.waiver)?;
        Some(Waiver {
            applies: waiving.applies,
            doubts: waiving.reasons.iter().map(|it| self.reason(it)).collect(),
            until: waiver.until.clone(),
            reason: waiver.reason.clone(),
            approved_by: waiver.approved_by.clone(),
            span: waiver.span,
        })
    }

    /// What the edges of the path stand on, then what the condition looked at, each once.
    fn evidence(&self, finding: &eval::Finding, path: &[Edge], exact: bool) -> Vec<Evidence> {
        let edges = path.iter().filter_map(|edge| edge.evidence.clone());
        let parts = finding.evidence.iter();
        let parts = parts.filter_map(|part| self.places.resolve(part, exact));
        let mut all: Vec<Evidence> = Vec::new();
        for evidence in edges.chain(parts) {
            if !all.contains(&evidence) {
                all.push(evidence);
            }
        }
        all
    }

    fn path(&self, finding: &eval::Finding, exact: bool) -> Vec<Edge> {
        let proof: &[graph::Edge] = match &finding.proof {
            Some(Proof { edges, .. }) => edges,
            None => &[],
        };
        let mut path: Vec<Edge> = Vec::with_capacity(proof.len());
        for edge in proof {
            // Where the edge before ends in words (`All users`), this one begins there.
            let words = path.last().map(|last| &last.to);
            let words = words.filter(|node| node.key.is_none()).cloned();
            let from = words.unwrap_or_else(|| self.node(edge.from, finding));
            path.push(self.edge(edge, from, finding, exact));
        }
        path
    }

    fn edge(&self, edge: &graph::Edge, from: Node, finding: &eval::Finding, exact: bool) -> Edge {
        let words = || Node {
            key: None,
            label: edge.words.to_owned(),
        };
        let to = edge.to.map_or_else(words, |key| self.node(key, finding));
        let evidence = edge.evidence.as_ref();
        Edge {
            from,
            kind: edge.kind.name(),
            to,
            clause: edge.clause,
            evidence: evidence.and_then(|it| self.places.resolve(it, exact)),
        }
    }

    fn node(&self, key: tenet_base::Symbol, finding: &eval::Finding) -> Node {
        let text = self.names.text(key);
        let mut bound = finding.bindings.iter();
        let bound = bound.find(|it| text::same(&it.key, text));
        let label = bound.map(|it| it.label.clone());
        let label = label.or_else(|| self.names.label(key));
        Node {
            key: Some(text.to_owned()),
            label: label.unwrap_or_else(|| text.to_owned()),
        }
    }

    /// The Graph paths whose export could decide what a reason leaves open.
    fn decided_by_export(&self, reason: &snapshot::Reason) -> Vec<String> {
        match (export(reason.code), &reason.entity) {
            (Export::Members, Some(path)) if path.contains('/') => vec![path.clone()],
            (Export::Members, _) => vec!["groups/{id}/members".to_owned()],
            (Export::Collection, Some(entity)) => self.names.collections(entity),
            (Export::Collection, None) | (Export::Nothing, _) => Vec::new(),
        }
    }

    fn reason(&self, reason: &snapshot::Reason) -> Reason {
        Reason {
            code: reason.code.to_string(),
            entity: reason.entity.clone(),
            field: reason.field.clone(),
            key: reason.key.clone(),
            text: self.reason_text(reason),
            collections: self.decided_by_export(reason),
            since: since(reason.code),
        }
    }

    /// The words, and the name of the object that they are about.
    fn reason_text(&self, reason: &snapshot::Reason) -> String {
        let key = reason.key.as_deref().and_then(|key| self.names.find(key));
        match key.and_then(|key| self.names.label(key)) {
            Some(label) if !reason.text.contains(&label) => format!("{}: {label}", reason.text),
            Some(_) | None => reason.text.clone(),
        }
    }
}

/// What exporting more can do about a reason.
enum Export {
    /// The collection that it names.
    Collection,
    /// The members of groups.
    Members,
    /// Nothing.
    Nothing,
}

const fn export(code: ReasonCode) -> Export {
    match code {
        ReasonCode::MembersUnknown | ReasonCode::ExclusionMembershipUnknown => Export::Members,
        ReasonCode::CollectionIncomplete
        | ReasonCode::LogWindow(_)
        | ReasonCode::FieldNotExported
        | ReasonCode::DanglingReference
        | ReasonCode::TypeNotExported
        | ReasonCode::DanglingGroup
        | ReasonCode::DeviceJoinMissing
        | ReasonCode::FilterUnknown
        | ReasonCode::PropertyNotCollected => Export::Collection,
        ReasonCode::Author
        | ReasonCode::Malformed
        | ReasonCode::ConflictingCopies
        | ReasonCode::AmbiguousReference
        | ReasonCode::NoCaptureTime
        | ReasonCode::GuardUndetermined
        | ReasonCode::Overflow
        | ReasonCode::MixedExclusionUnsupported
        | ReasonCode::FilterUnsupportedWorkload
        | ReasonCode::TargetKindUnsupported
        | ReasonCode::DeviceJoinAmbiguous
        | ReasonCode::Undocumented
        | ReasonCode::NotEvaluated(_) => Export::Nothing,
    }
}

/// The day from which on a log is missing.
fn since(code: ReasonCode) -> Option<String> {
    if let ReasonCode::LogWindow(day) = code {
        return Some(day.to_string());
    }
    None
}

fn binding(bound: &Bound) -> Binding {
    Binding {
        name: bound.name.clone(),
        entity: bound.entity.clone(),
        key: bound.key.clone(),
        label: bound.label.clone(),
    }
}
