//! Rules: headers, cases, clauses and their texts.

mod header;
mod natural;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{IndexVec, Span};
use tenet_hir as hir;
use tenet_hir::{PackId, Ty, Type};
use tenet_syntax::ast;

use crate::collect::Items;
use crate::context::Context;
use crate::errors::{rules as errors, templates as template_errors};
use crate::expr::Checker;
use crate::lint;
use crate::templates::{self, Expansion, Scope};

/// A rule as it is written, and for whom it is checked.
struct Written<'w> {
    item: &'w ast::Rule,
    /// The pack that has the rule.
    pack: PackId,
    /// What stands for the parameters, if it is a rule of a template.
    scope: Option<&'w Scope>,
    /// The use that gives it, if it is given.
    instance: Option<&'w hir::Instance>,
}

/// Checks all rules; the program holds them in natural order of their ids.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    let templates = templates::check(ctx, items, |ctx, item, scope| {
        let written = Written {
            item,
            pack: scope.pack,
            scope: Some(scope),
            instance: None,
        };
        let id = header::fixed(ctx, Some(scope), &item.id);
        check_rule(ctx, &written, id.unwrap_or_default());
    });
    let expansions = templates::expand(ctx, items, &templates);
    let mut found = Found::default();
    for owned in &items.rules {
        let written = Written {
            item: owned.item,
            pack: owned.pack,
            scope: None,
            instance: None,
        };
        found.rule(ctx, &written);
    }
    for expansion in &expansions {
        found.expansion(ctx, expansion);
    }
    let mut rules = found.rules;
    rules.sort_by_cached_key(|rule| (natural::key(&rule.id), rule.pack));
    ctx.program.rules = rules.into_iter().collect::<IndexVec<_, _>>();
}

/// The rules so far, and where the id of each stands.
#[derive(Default)]
struct Found {
    rules: Vec<hir::Rule>,
    seen: BTreeMap<(PackId, String), Span>,
}

impl Found {
    fn rule(&mut self, ctx: &mut Context<'_>, written: &Written<'_>) {
        let Some(id) = header::fixed(ctx, written.scope, &written.item.id) else {
            ctx.lacks_rules |= written.scope.is_some();
            return;
        };
        let span = written.item.id.span;
        match self.seen.get(&(written.pack, id.clone())) {
            Some(first) => ctx.report(errors::duplicate_rule(span, &id, *first)),
            None => {
                self.seen.insert((written.pack, id.clone()), span);
            }
        }
        self.rules.push(check_rule(ctx, written, id));
    }

    /// The rules that a use gives.
    fn expansion(&mut self, ctx: &mut Context<'_>, expansion: &Expansion<'_, '_>) {
        let usage = expansion.instance.span;
        let told = ctx.told();
        let mut places = Vec::new();
        // Ids that are written alike were reported with the template.
        let mut own: BTreeSet<String> = BTreeSet::new();
        for item in &expansion.template.item.rules {
            let id = header::fixed(ctx, Some(&expansion.scope), &item.id);
            ctx.lacks_rules |= id.is_none();
            let (Some(id), true) = (id, own.insert(templates::text::written(&item.id))) else {
                continue;
            };
            let written = Written {
                item,
                pack: expansion.pack,
                scope: Some(&expansion.scope),
                instance: Some(&expansion.instance),
            };
            self.rules.push(check_rule(ctx, &written, id.clone()));
            places.push((id, item.id.span));
        }
        expansion.template.tell(ctx, told, usage);
        for (id, written) in places {
            self.place(ctx, (expansion.pack, id), (usage, written));
        }
    }

    /// Whether an id that a use gives is one, and its own.
    fn place(
        &mut self,
        ctx: &mut Context<'_>,
        (pack, id): (PackId, String),
        (usage, written): (Span, Span),
    ) {
        if !templates::text::is_id(&id) {
            ctx.report(template_errors::bad_id(&id, usage, written));
        }
        match self.seen.get(&(pack, id.clone())) {
            Some(first) => {
                ctx.report(errors::duplicate_expansion(usage, &id, (*first, written)));
            }
            None => {
                self.seen.insert((pack, id), usage);
            }
        }
    }
}

fn check_rule(ctx: &mut Context<'_>, written: &Written<'_>, id: String) -> hir::Rule {
    let (item, scope) = (written.item, written.scope);
    let names = scope.map_or(written.pack, |scope| scope.pack);
    let title = header::fixed(ctx, scope, &item.title).unwrap_or_default();
    let duty = header::duty(ctx, names, item);
    let severity = header::severity(ctx, item);
    let cites = item.cites.iter();
    let cites = cites
        .filter_map(|text| header::fixed(ctx, scope, text))
        .collect();
    let allowed = header::allowed(ctx, item);
    let first = ctx.program.exprs.next_id();
    let mut checker = Checker::new(ctx, names);
    for code in &allowed {
        checker.allow(code);
    }
    if let Some(scope) = scope {
        scope.enter(&mut checker);
    }
    let when = item.when.as_ref().map(|when| checker.condition(when));
    let steps = item.steps.iter();
    let steps: Vec<hir::Step> = steps.map(|step| check_step(&mut checker, step)).collect();
    let clauses = item.clauses.iter();
    let clauses = clauses
        .map(|clause| check_clause(&mut checker, clause))
        .collect();
    unused_lets(&mut checker, item, &steps, first);
    hir::Rule {
        id,
        pack: written.pack,
        span: item.id.span,
        instance: written.instance.cloned(),
        doc: item.doc.clone(),
        title,
        duty,
        severity,
        cites,
        tags: item.tags.iter().map(|tag| tag.text.clone()).collect(),
        when,
        steps,
        clauses,
        waivers: Vec::new(),
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
