//! L: what is allowed and probably not meant.

use std::collections::BTreeSet;

use tenet_base::code::lint;
use tenet_base::{Diagnostic, Instant, id::Id};
use tenet_hir::{ExprId, ExprKind, Literal, Program, VarId, Window};
use tenet_syntax::ast;

use crate::context::Context;
use crate::spell::quoted;

/// The conditions of a quantifier's body that speak of outer variables and not
/// of its own: the body takes all to its right, so they were probably meant
/// to stand outside.
pub(crate) fn about_outer(
    program: &Program,
    body: ExprId,
    own: VarId,
    outer: &[VarId],
) -> Vec<Diagnostic> {
    let single = [body];
    let conjuncts = if let ExprKind::And(parts) = &program.exprs[body].kind {
        parts.as_slice()
    } else {
        &single
    };
    let stray = conjuncts.iter().filter(|conjunct| {
        // What a mistake stands in may have named the variable.
        variables(program, **conjunct).is_some_and(|named| {
            !named.contains(&own) && outer.iter().any(|var| named.contains(var))
        })
    });
    stray
        .map(|conjunct| body_about_outer(program, *conjunct, own))
        .collect()
}

/// A time of which the end stands before its beginning, as far as constants tell.
pub(crate) fn empty_window(program: &Program, window: Window) -> Option<Diagnostic> {
    let span = |expr: ExprId| program.exprs[expr].span;
    let place = match window {
        Window::Last(length) => is_negative(program, length).then(|| span(length)),
        Window::Between(from, to) => {
            let dates = date(program, from).zip(date(program, to));
            let turned = dates.is_some_and(|(from, to)| to < from);
            turned.then(|| span(from).to(span(to)))
        }
    };
    let message = "this time ends before it begins, so no event lies in it";
    place.map(|place| Diagnostic::new(&lint::EMPTY_WINDOW, place, message))
}

fn is_negative(program: &Program, length: ExprId) -> bool {
    let inner = if let ExprKind::Negate(inner) = &program.exprs[length].kind {
        &program.exprs[*inner].kind
    } else {
        return false;
    };
    matches!(inner, ExprKind::Literal(Literal::Duration(length)) if length.seconds() > 0)
}

fn date(program: &Program, expr: ExprId) -> Option<Instant> {
    if let ExprKind::Literal(Literal::Date(date)) = &program.exprs[expr].kind {
        return Some(*date);
    }
    None
}

fn body_about_outer(program: &Program, conjunct: ExprId, own: VarId) -> Diagnostic {
    let name = &program.vars[own].name;
    let span = program.exprs[conjunct].span;
    Diagnostic::new(
        &lint::BODY_ABOUT_OUTER,
        span,
        format!("this condition is not about `{name}`"),
    )
    .also(program.vars[own].span, format!("`{name}` is bound here"))
    .help("put it first, before the quantifier, or put the quantifier in parentheses")
}

/// The variables that an expression names; none if a mistake hides some.
fn variables(program: &Program, expr: ExprId) -> Option<BTreeSet<VarId>> {
    let mut found = BTreeSet::new();
    let mut todo = vec![expr];
    while let Some(here) = todo.pop() {
        let kind = &program.exprs[here].kind;
        if matches!(kind, ExprKind::Error) {
            return None;
        }
        if let ExprKind::Var(var) = kind {
            found.insert(*var);
        }
        todo.extend(program.parts(here));
    }
    Some(found)
}

/// A `let` that nothing names.
pub(crate) fn unused_let(name: &ast::Ident) -> Diagnostic {
    let message = format!("`{}` is never used", name.text);
    Diagnostic::new(&lint::UNUSED_LET, name.span, message).help("take the `let` out")
}

/// A default for what is never null.
pub(crate) fn needless_otherwise(value: &ast::Expr, default: &ast::Expr) -> Diagnostic {
    let message = format!(
        "{} is never null, so this default is never used",
        quoted(value)
    );
    Diagnostic::new(&lint::NEEDLESS_OTHERWISE, default.span, message)
        .help("take `otherwise` and the default out")
}

/// Parameters that no expression names; said only of a program without errors,
/// since what has an error may have named them.
pub(crate) fn unused_parameters(ctx: &mut Context<'_>) {
    if ctx.has_errors() {
        return;
    }
    let named = ctx.program.exprs.iter().filter_map(|expr| {
        if let ExprKind::Param(param) = &expr.kind {
            Some(*param)
        } else {
            None
        }
    });
    let named: BTreeSet<_> = named.collect();
    let params = ctx.program.params.iter_enumerated();
    let unused: Vec<Diagnostic> = params
        .filter(|(id, _)| !named.contains(id))
        .map(|(_, param)| unused_parameter(&param.name, param.span))
        .collect();
    for diagnostic in unused {
        ctx.report(diagnostic);
    }
}

pub(crate) fn unused_parameter(name: &str, span: tenet_base::Span) -> Diagnostic {
    let message = format!("the parameter `{name}` is never used");
    Diagnostic::new(&lint::UNUSED_PARAMETER, span, message)
}

/// A template without a use.
pub(crate) fn unused_template(name: &ast::Ident) -> Diagnostic {
    let message = format!("the template `{}` is never used", name.text);
    Diagnostic::new(&lint::UNUSED_TEMPLATE, name.span, message)
        .help(format!("write `use {}(…)`, or take it out", name.text))
}

/// The variables that expressions from `first` on name.
pub(crate) fn named_since(program: &Program, first: ExprId) -> BTreeSet<VarId> {
    let since = program.exprs.iter().skip(first.index());
    let named = since.filter_map(|expr| {
        if let ExprKind::Var(named) = &expr.kind {
            Some(*named)
        } else {
            None
        }
    });
    named.collect()
}
