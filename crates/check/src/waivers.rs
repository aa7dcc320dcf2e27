//! Waivers: which rule, which of its cases, until when.

use tenet_base::{Duration, Instant};
use tenet_hir as hir;
use tenet_hir::{ExprId, PackId, RuleId, Step};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::waivers as errors;
use crate::expr::{Checker, literal};

/// Checks all waivers; each rule of the program has its own, in their order.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.waivers {
        let rule = find_rule(ctx, owned.pack, &owned.item.rule);
        let checked = check_waiver(ctx, owned, rule);
        if let Some((rule, waiver)) = rule.zip(checked) {
            ctx.program.rules[rule].waivers.push(waiver);
        }
    }
}

fn check_waiver(
    ctx: &mut Context<'_>,
    owned: &Owned<'_, (), ast::Waiver>,
    rule: Option<RuleId>,
) -> Option<hir::Waiver> {
    let item = owned.item;
    let end = end(ctx, &item.until);
    blank(ctx, &item.reason, "why");
    blank(ctx, &item.approved_by, "who approved it");
    let condition = condition(ctx, owned, rule?);
    Some(hir::Waiver {
        pack: owned.pack,
        span: item.rule.span,
        doc: item.doc.clone(),
        condition,
        until: item.until.text.clone(),
        until_span: item.until.span,
        end: end?,
        reason: item.reason.text.clone(),
        approved_by: item.approved_by.text.clone(),
    })
}

/// A text that could not be read is empty too, and was reported.
fn blank(ctx: &mut Context<'_>, text: &ast::StringLiteral, what: &str) {
    if text.text.trim().is_empty() && text.span.start < text.span.end {
        ctx.report(errors::blank(text.span, what));
    }
}

/// Which cases a waiver is for. Its `where` stands where a clause of the rule
/// would: it has the rule's variables, and what their conditions have proved.
fn condition(
    ctx: &mut Context<'_>,
    owned: &Owned<'_, (), ast::Waiver>,
    rule: RuleId,
) -> Option<ExprId> {
    let found = ctx.program.rules[rule].clone();
    let Some(written) = &owned.item.condition else {
        let has_cases = found.steps.iter().any(|step| matches!(step, Step::For(_)));
        if has_cases {
            ctx.report(errors::waives_all(&owned.item.rule));
        }
        return None;
    };
    let mut checker = Checker::new(ctx, owned.pack);
    if let Some(when) = found.when {
        checker.assume(when, true);
    }
    for step in &found.steps {
        let (var, proved) = match step {
            Step::For(binding) => (binding.var, binding.condition),
            Step::Let(var, _) => (*var, None),
        };
        let name = checker.ctx.program.vars[var].name.clone();
        checker.enter(&name, var);
        if let Some(proved) = proved {
            checker.assume(proved, true);
        }
    }
    Some(checker.condition(written))
}

/// The first moment after the last: a day holds through its end, a time to the second.
fn end(ctx: &mut Context<'_>, until: &ast::DateLiteral) -> Option<Instant> {
    // A date that could not be read is empty, and was reported.
    if until.text.is_empty() {
        return None;
    }
    let last = match literal::date(&until.text) {
        Ok(last) => last,
        Err(problem) => {
            ctx.report(problem.diagnostic(until.span));
            return None;
        }
    };
    let is_day = !until.text.contains('T');
    let length = if is_day {
        Duration::from_seconds(24 * 60 * 60)?
    } else {
        Duration::from_ticks(1)
    };
    // Beyond the calendar nothing comes.
    Some(last.checked_add(length).unwrap_or(last))
}

/// The rule of that id: the pack's own, else one of the packs below, of which one alone may have it.
fn find_rule(ctx: &mut Context<'_>, pack: PackId, id: &ast::Ident) -> Option<RuleId> {
    let packs = ctx.names.below(pack);
    let seen = ctx.program.rules.iter_enumerated();
    let seen: Vec<_> = seen
        .filter(|(_, rule)| packs.contains(&rule.pack))
        .collect();
    let same = seen.iter().filter(|(_, rule)| rule.id == id.text);
    let same: Vec<(RuleId, PackId)> = same.map(|(found, rule)| (*found, rule.pack)).collect();
    if let Some((own, _)) = same.iter().find(|(_, of)| *of == pack) {
        return Some(*own);
    }
    match same.as_slice() {
        [(one, _)] => Some(*one),
        [] if ctx.lacks_rules || id.text.is_empty() => None,
        [] => {
            let known: Vec<&str> = seen.iter().map(|(_, rule)| rule.id.as_str()).collect();
            let diagnostic = errors::unknown_rule(id, &known);
            ctx.report(diagnostic);
            None
        }
        [_, ..] => {
            let names = same
                .iter()
                .map(|(_, of)| ctx.program.packs[*of].name.as_str());
            let names: Vec<&str> = names.collect();
            let diagnostic = errors::ambiguous_rule(id, &names);
            ctx.report(diagnostic);
            None
        }
    }
}
