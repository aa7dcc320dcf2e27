//! Findings: names for keys, places for evidence.

use tenet_base::text;
use tenet_eval::{self as eval, Bound, RuleOutcome};
use tenet_graph::{self as graph, Proof};
use tenet_snapshot as snapshot;

use super::Builder;
use crate::model::{Binding, Edge, Evidence, Finding, Node, Reason};

impl Builder<'_> {
    /// The findings of a rule. The depth is counted for each status apart, so
    /// that many violations do not hide what is undetermined.
    pub(super) fn findings(&self, outcome: &RuleOutcome) -> Vec<Finding> {
        let mut seen = [0_usize; 2];
        let mut findings = Vec::with_capacity(outcome.findings.len());
        for finding in &outcome.findings {
            let [violated, undetermined] = &mut seen;
            let count = match finding.status {
                eval::FindingStatus::Violated => violated,
                eval::FindingStatus::Undetermined => undetermined,
            };
            findings.push(self.finding(finding, self.depth.reaches(*count)));
            *count += 1;
        }
        findings
    }

    fn finding(&self, finding: &eval::Finding, exact: bool) -> Finding {
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
            fingerprint: finding.fingerprint.clone(),
        }
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

    fn reason(&self, reason: &snapshot::Reason) -> Reason {
        let entity = reason.entity.as_deref();
        Reason {
            code: reason.code.to_string(),
            entity: reason.entity.clone(),
            field: reason.field.clone(),
            key: reason.key.clone(),
            text: reason.text.clone(),
            collections: entity.map_or_else(Vec::new, |it| self.names.collections(it)),
        }
    }
}

fn binding(bound: &Bound) -> Binding {
    Binding {
        name: bound.name.clone(),
        entity: bound.entity.clone(),
        key: bound.key.clone(),
        label: bound.label.clone(),
    }
}
