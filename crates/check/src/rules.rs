//! Rules: headers, cases, clauses and their texts.

mod header;
mod natural;

use std::collections::BTreeMap;

use tenet_base::{IndexVec, Span};
use tenet_hir as hir;
use tenet_hir::{PackId, Ty, Type};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::rules as errors;
use crate::expr::Checker;
use crate::lint;

/// Checks all rules; the program holds them in natural order of their ids.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    let mut rules: Vec<hir::Rule> = Vec::with_capacity(items.rules.len());
    let mut seen: BTreeMap<(PackId, String), Span> = BTreeMap::new();
    for owned in &items.rules {
        let id = header::fixed(ctx, &owned.item.id);
        let span = owned.item.id.span;
        if let Some(first) = seen.get(&(owned.pack, id.clone())) {
            ctx.report(errors::duplicate_rule(span, &id, *first));
        } else {
            seen.insert((owned.pack, id.clone()), span);
        }
        rules.push(check_rule(ctx, owned, id));
    }
    rules.sort_by_cached_key(|rule| (natural::key(&rule.id), rule.pack));
    ctx.program.rules = rules.into_iter().collect::<IndexVec<_, _>>();
}

fn check_rule(ctx: &mut Context<'_>, owned: &Owned<'_, (), ast::Rule>, id: String) -> hir::Rule {
    let item = owned.item;
    let title = header::fixed(ctx, &item.title);
    let duty = header::duty(ctx, owned.pack, item);
    let severity = header::severity(ctx, item);
    let cites = item
        .cites
        .iter()
        .map(|text| header::fixed(ctx, text))
        .collect();
    let allowed = header::allowed(ctx, item);
    let first = ctx.program.exprs.next_id();
    let mut checker = Checker::new(ctx, owned.pack);
    for code in &allowed {
        checker.allow(code);
    }
    let when = item.when.as_ref().map(|when| checker.condition(when));
    let steps: Vec<hir::Step> = item
        .steps
        .iter()
        .map(|step| check_step(&mut checker, step))
        .collect();
    let clauses = item
        .clauses
        .iter()
        .map(|clause| check_clause(&mut checker, clause))
        .collect();
    unused_lets(&mut checker, item, &steps, first);
    hir::Rule {
        id,
        pack: owned.pack,
        span: item.id.span,
        doc: item.doc.clone(),
        title,
        duty,
        severity,
        cites,
        tags: item.tags.iter().map(|tag| tag.text.clone()).collect(),
        when,
        steps,
        clauses,
    }
}

/// A step stays in scope for the steps behind it and for all clauses.
fn check_step(checker: &mut Checker<'_, '_>, step: &ast::Step) -> hir::Step {
    match step {
        ast::Step::For(binding) => hir::Step::For(checker.binding(binding)),
        ast::Step::Let { name, value, .. } => {
            let id = checker.expression(value, None);
            let ty = checker.ty(id);
            hir::Step::Let(checker.bind(name, ty), id)
        }
    }
}

/// What a clause proves holds for its own texts alone, not for the next clause.
fn check_clause(checker: &mut Checker<'_, '_>, clause: &ast::Clause) -> hir::Clause {
    let condition = checker.condition(&clause.condition);
    let severity = clause.severity.as_ref().map(|severity| {
        let wanted = Type::of(Ty::Severity);
        let id = checker.expression(severity, Some(&wanted));
        checker.operand(id, severity, &wanted)
    });
    hir::Clause {
        kind: match clause.kind {
            ast::ClauseKind::Require => hir::ClauseKind::Require,
            ast::ClauseKind::Forbid => hir::ClauseKind::Forbid,
        },
        condition,
        message: check_text(checker, &clause.message),
        fix: clause.fix.as_ref().map(|fix| check_text(checker, fix)),
        severity,
        span: clause.condition.span,
    }
}

fn check_text(checker: &mut Checker<'_, '_>, text: &ast::Text) -> hir::Text {
    let parts = text.parts.iter().map(|part| match part {
        ast::TextPart::Literal(literal) => hir::TextPart::Literal(literal.text.clone()),
        ast::TextPart::Hole(expr) => hir::TextPart::Hole(checker.expression(expr, None)),
    });
    hir::Text {
        parts: parts.collect(),
    }
}

fn unused_lets(
    checker: &mut Checker<'_, '_>,
    item: &ast::Rule,
    steps: &[hir::Step],
    first: hir::ExprId,
) {
    let named = lint::named_since(&checker.ctx.program, first);
    for (written, step) in item.steps.iter().zip(steps) {
        if let (ast::Step::Let { name, .. }, hir::Step::Let(var, _)) = (written, step)
            && !named.contains(var)
        {
            checker.report(lint::unused_let(name));
        }
    }
}
