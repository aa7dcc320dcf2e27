//! The catalogue from the typed program.

use tenet_base::{SourceMap, Span};
use tenet_graph::Needs;
use tenet_hir::{
    self as hir, ClauseKind, Layout, ParamId, Program, Reads, RuleId, Text, TextPart, describe,
};

use super::{Clause, Entry, Parameter};
use crate::build::pack_name;
use crate::permissions;

/// The entries of a selection of rules, in its order; what the rules say is
/// taken from the files that spans point into.
pub fn entries(
    program: &Program,
    sources: &SourceMap,
    rules: impl IntoIterator<Item = RuleId>,
) -> Vec<Entry> {
    let entry = |id: RuleId| {
        let rule = &program.rules[id];
        let reads = Reads::of_rule(program, rule);
        let clauses = rule.clauses.iter();
        let usage = rule.instance.as_ref();
        let params = reads.params.iter();
        let mut parameters: Vec<Parameter> = params
            .map(|param| parameter(program, sources, *param))
            .collect();
        parameters.sort_by(|one, other| one.name.cmp(&other.name));
        Entry {
            id: rule.id.clone(),
            pack: pack_name(program, rule.pack),
            obligation: rule.obligation().to_owned(),
            title: rule.title.clone(),
            doc: rule.doc.clone(),
            usage: usage.map(|usage| written(sources, usage.written)),
            duty: rule.duty.clone(),
            severity: rule.severity,
            cites: rule.cites.clone(),
            tags: rule.tags.clone(),
            clauses: clauses
                .map(|one| clause(program, sources, (rule, one)))
                .collect(),
            parameters,
            collections: collections(program, &reads),
        }
    };
    rules.into_iter().map(entry).collect()
}

fn clause(
    program: &Program,
    sources: &SourceMap,
    (rule, clause): (&hir::Rule, &hir::Clause),
) -> Clause {
    let worst = clause
        .severity
        .map(|severity| program.worst_severity(rule, severity));
    Clause {
        kind: match clause.kind {
            ClauseKind::Require => "require",
            ClauseKind::Forbid => "forbid",
        },
        condition: written(sources, clause.span),
        message: spelt(program, sources, &clause.message),
        fix: clause.fix.as_ref().map(|fix| spelt(program, sources, fix)),
        severity: worst.unwrap_or(rule.severity),
    }
}

fn parameter(program: &Program, sources: &SourceMap, id: ParamId) -> Parameter {
    let param = &program.params[id];
    let overridden = param.overridden.as_ref().map(|(value, _)| value.clone());
    Parameter {
        name: param.name.clone(),
        ty: describe(program, &param.ty),
        value: overridden.unwrap_or_else(|| written(sources, program.exprs[param.value].span)),
        doc: param.doc.clone(),
    }
}

/// What is loaded for the rule, and for membership and targeting if it asks for them.
fn collections(program: &Program, reads: &Reads) -> Vec<(String, Option<&'static str>)> {
    let mut layout = Layout::new(program, reads);
    let needs = Needs::of(program, reads, &layout);
    tenet_graph::require(&needs, &mut layout.projection);
    let collections = layout.projection.collections.iter();
    let mut found: Vec<_> = collections
        .map(|collection| {
            (
                collection.path.clone(),
                permissions::least(&collection.path),
            )
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A piece of a file on one line.
fn written(sources: &SourceMap, span: Span) -> String {
    let words: Vec<&str> = sources.slice(span).split_whitespace().collect();
    words.join(" ")
}

fn spelt(program: &Program, sources: &SourceMap, text: &Text) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(text) => text.clone(),
        TextPart::Hole(hole) => format!("{{{}}}", written(sources, program.exprs[*hole].span)),
    };
    text.parts.iter().map(part).collect()
}
