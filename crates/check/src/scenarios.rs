//! Scenarios: what is given against the schema, what is expected against the rules.

mod expectation;
mod given;
mod value;

use std::collections::BTreeMap;

use tenet_base::{Instant, Span};
use tenet_hir as hir;
use tenet_hir::{ExprId, PackId, ParamId};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::{rules as rule_errors, scenarios as errors, unsupported};
use crate::expr::{Checker, literal};
use crate::names::{Lookup, Named};
use crate::params;

/// Checks all scenarios; the program holds them in the order of their source.
pub(crate) fn check(ctx: &mut Context<'_>, items: &Items<'_>) {
    let mut titles: BTreeMap<(PackId, &str), Span> = BTreeMap::new();
    let mut recordings: BTreeMap<(PackId, String), Span> = BTreeMap::new();
    for owned in &items.tests {
        let title = &owned.item.title;
        let scenario = check_scenario(ctx, owned);
        if let Some(first) = titles.get(&(owned.pack, title.text.as_str())) {
            ctx.report(errors::duplicate(&title.text, title.span, *first));
        } else {
            titles.insert((owned.pack, &title.text), title.span);
            check_recording(ctx, &scenario, &mut recordings);
        }
        ctx.program.scenarios.push(scenario);
    }
}

/// Where verdicts are recorded is named after the title, so that a recorded
/// scenario needs one with letters that no other of its pack has.
fn check_recording(
    ctx: &mut Context<'_>,
    scenario: &hir::Scenario,
    recordings: &mut BTreeMap<(PackId, String), Span>,
) {
    let is_recorded = |it: &hir::Expectation| matches!(it.kind, hir::ExpectationKind::Snapshot);
    let mut recorded = scenario.expectations.iter().filter(|it| is_recorded(it));
    let Some(first) = recorded.next() else { return };
    for again in recorded {
        ctx.report(errors::recorded_twice(again.span, first.span));
    }
    let name = scenario.plain_title();
    if name.is_empty() {
        ctx.report(errors::no_recording(&scenario.title, scenario.span));
        return;
    }
    match recordings.get(&(scenario.pack, name.clone())) {
        Some(other) => {
            ctx.report(errors::same_recording(
                &scenario.title,
                scenario.span,
                *other,
            ));
        }
        None => {
            recordings.insert((scenario.pack, name), scenario.span);
        }
    }
}

fn check_scenario(ctx: &mut Context<'_>, owned: &Owned<'_, (), ast::Test>) -> hir::Scenario {
    let item = owned.item;
    let mut parts = Parts {
        scenario: hir::Scenario {
            title: item.title.text.clone(),
            pack: owned.pack,
            span: item.title.span,
            doc: item.doc.clone(),
            now: None,
            params: Vec::new(),
            given: hir::Given::default(),
            expectations: Vec::new(),
        },
        at: None,
        given: None,
        set: BTreeMap::new(),
    };
    for part in &item.parts {
        parts.check(ctx, part);
    }
    let expects = |part: &ast::TestPart| matches!(part, ast::TestPart::Expect(_));
    if !item.parts.iter().any(expects) {
        ctx.report(errors::empty(item.title.span));
    }
    parts.scenario
}

/// A scenario as far as its parts were checked, and where each part stands that can stand once.
struct Parts {
    scenario: hir::Scenario,
    at: Option<Span>,
    given: Option<Span>,
    set: BTreeMap<ParamId, Span>,
}

impl Parts {
    fn check(&mut self, ctx: &mut Context<'_>, part: &ast::TestPart) {
        match part {
            ast::TestPart::At(written) => self.now(ctx, written),
            ast::TestPart::With { name, value, .. } => self.with(ctx, name, value),
            ast::TestPart::Given(world) => self.given(ctx, world),
            ast::TestPart::Before(world) => {
                ctx.report(unsupported::test_part("before", world.span));
            }
            ast::TestPart::Expect(expected) => {
                let pack = self.scenario.pack;
                let expected = expectation::check(ctx, pack, expected);
                self.scenario.expectations.extend(expected);
            }
        }
    }

    fn now(&mut self, ctx: &mut Context<'_>, written: &ast::DateLiteral) {
        if let Some(first) = self.at.replace(written.span) {
            ctx.report(errors::twice("`at`", written.span, first));
        }
        self.scenario.now = date(ctx, written);
    }

    fn given(&mut self, ctx: &mut Context<'_>, world: &ast::World) {
        if let Some(first) = self.given.replace(world.span) {
            ctx.report(errors::twice("the snapshot", world.span, first));
        }
        self.scenario.given = given::check(ctx, self.scenario.pack, world);
    }

    fn with(&mut self, ctx: &mut Context<'_>, name: &ast::Ident, value: &ast::Expr) {
        let Some(param) = parameter(ctx, self.scenario.pack, name) else {
            return;
        };
        if let Some(first) = self.set.insert(param, name.span) {
            let what = format!("`{}`", name.text);
            ctx.report(errors::twice(&what, name.span, first));
        }
        let value = constant(ctx, self.scenario.pack, param, value);
        self.scenario.params.push((param, value));
    }
}

/// The value of a parameter, checked as its declared value is.
fn constant(ctx: &mut Context<'_>, pack: PackId, param: ParamId, value: &ast::Expr) -> ExprId {
    let ty = ctx.program.params[param].ty.clone();
    let value = Checker::new(ctx, pack).value(value, &ty);
    if let Some(computed) = params::computed(&ctx.program, value) {
        let span = ctx.program.exprs[computed].span;
        ctx.report(rule_errors::not_constant(span));
    }
    value
}

/// The parameter of that name: one that the pack sees, else one of any pack below.
fn parameter(ctx: &mut Context<'_>, pack: PackId, name: &ast::Ident) -> Option<ParamId> {
    match ctx.names.plain(pack, &name.text) {
        Lookup::Found(Named::Param(id)) => return Some(id),
        Lookup::Found(Named::Broken) => return None,
        Lookup::Found(_) | Lookup::Missing | Lookup::Ambiguous(_) | Lookup::NoPack => {}
    }
    let below = ctx.names.below(pack).into_iter();
    let all = below.flat_map(|pack| ctx.names.own(pack).collect::<Vec<_>>());
    let params = all.filter_map(|(name, named)| match named {
        Named::Param(id) => Some((name, id)),
        Named::Entity(_)
        | Named::Record(_)
        | Named::Enum(_)
        | Named::Union(..)
        | Named::Set(_)
        | Named::Def(_)
        | Named::Template(_)
        | Named::Broken => None,
    });
    let params: Vec<(&str, ParamId)> = params.collect();
    let found = params.iter().find(|(known, _)| *known == name.text);
    if let Some((_, id)) = found {
        return Some(*id);
    }
    let known: Vec<&str> = params.iter().map(|(name, _)| *name).collect();
    let diagnostic = errors::unknown_parameter(name, &known);
    ctx.report(diagnostic);
    None
}

/// The instant that a date stands for, if the calendar has it.
fn date(ctx: &mut Context<'_>, written: &ast::DateLiteral) -> Option<Instant> {
    // A date that could not be read is empty, and was reported.
    if written.text.is_empty() {
        return None;
    }
    literal::date(&written.text)
        .map_err(|problem| ctx.report(problem.diagnostic(written.span)))
        .ok()
}
