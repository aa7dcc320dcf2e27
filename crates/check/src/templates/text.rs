//! Texts of a template that are settled before the run: ids, titles, citations.

use tenet_base::Span;
use tenet_hir::{ExprKind, Literal, Program, Ty, VarId};
use tenet_syntax::ast;

use super::Scope;
use crate::context::Context;
use crate::errors::templates as errors;
use crate::types;

/// A text with the constants of a use in its holes, or with its holes as they
/// are written while the template is checked for itself. None if a hole has
/// nothing to say, which is reported.
pub(crate) fn settle(ctx: &mut Context<'_>, scope: &Scope, text: &ast::Text) -> Option<String> {
    let mut settled = Some(String::new());
    for part in &text.parts {
        let piece = match part {
            ast::TextPart::Literal(literal) => Some(literal.text.clone()),
            ast::TextPart::Hole(hole) => hole_text(ctx, scope, hole),
        };
        settled = settled
            .zip(piece)
            .map(|(before, piece)| format!("{before}{piece}"));
    }
    settled
}

fn hole_text(ctx: &mut Context<'_>, scope: &Scope, hole: &ast::Expr) -> Option<String> {
    let named = name(hole).and_then(|name| Some((name, scope.parameter(name)?)));
    let Some((name, var)) = named else {
        let known = scope.parameters.iter().map(|(name, _)| name.as_str());
        let known: Vec<&str> = known.collect();
        ctx.report(errors::hole_names_nothing(hole.span, &known));
        return None;
    };
    let ty = &ctx.program.vars[var].ty;
    if ty.nullable || !is_text(&ty.ty) {
        let ty = types::describe(&ctx.program, ty);
        ctx.report(errors::hole_type(hole.span, &ty));
        return None;
    }
    if scope.is_use() {
        return argument(ctx, scope, (var, hole.span));
    }
    Some(format!("{{{name}}}"))
}

fn argument(ctx: &mut Context<'_>, scope: &Scope, (var, hole): (VarId, Span)) -> Option<String> {
    let argument = *scope.arguments.get(&var)?;
    let expr = &ctx.program.exprs[argument];
    if matches!(expr.kind, ExprKind::Error) {
        return None;
    }
    let found = constant(&ctx.program, &expr.kind);
    if found.is_none() {
        let span = expr.span;
        ctx.report(errors::hole_unsettled(span, hole));
    }
    found
}

/// A constant as messages print it.
fn constant(program: &Program, kind: &ExprKind) -> Option<String> {
    let ExprKind::Literal(literal) = kind else {
        return None;
    };
    match literal {
        Literal::String(text) => Some(text.clone()),
        Literal::Int(number) => Some(number.to_string()),
        Literal::Severity(severity) => Some(severity.name().to_owned()),
        Literal::Enum(owner, position) => {
            let member = program.enums[*owner].variants.get(*position as usize)?;
            Some(member.name.clone())
        }
        Literal::Null
        | Literal::Bool(_)
        | Literal::Number(_)
        | Literal::Date(_)
        | Literal::Duration(_) => None,
    }
}

fn is_text(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Error | Ty::Enum(_) | Ty::String | Ty::Int | Ty::Severity
    )
}

/// A text with its holes as they are written.
pub(crate) fn written(text: &ast::Text) -> String {
    let parts = text.parts.iter().map(|part| match part {
        ast::TextPart::Literal(literal) => literal.text.clone(),
        ast::TextPart::Hole(hole) => format!("{{{}}}", name(hole).unwrap_or_default()),
    });
    parts.collect()
}

/// The parameters that the settled texts of a rule name.
pub(crate) fn names(rule: &ast::Rule) -> impl Iterator<Item = &str> {
    let texts = [&rule.id, &rule.title].into_iter().chain(&rule.cites);
    texts.flat_map(|text| &text.parts).filter_map(|part| {
        if let ast::TextPart::Hole(hole) = part {
            name(hole)
        } else {
            None
        }
    })
}

fn name(hole: &ast::Expr) -> Option<&str> {
    if let ast::ExprKind::Name(name) = &hole.kind {
        return Some(&name.text);
    }
    None
}

/// Whether a text is the id of a rule, as it would be written.
pub(crate) fn is_id(text: &str) -> bool {
    let plain = |piece: &str| {
        !piece.is_empty() && piece.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    let Some((first, rest)) = text.split_once('-') else {
        return false;
    };
    plain(first)
        && first.starts_with(|letter: char| letter.is_ascii_uppercase())
        && rest
            .split(['-'])
            .all(|segment| segment.split('.').all(plain))
}
