//! A value that a pack's user gave, read by the type of the parameter.

use tenet_base::Span;
use tenet_hir::{EnumId, ExprId, ExprKind, Literal, ParamValue, RecordId, Severity, Ty, Type};
use tenet_syntax::ast::DurationUnit;

use crate::context::Context;
use crate::expr::literal;
use crate::types;

/// The typed value, or what is wrong with the given one.
pub(super) fn build(
    ctx: &mut Context<'_>,
    value: &ParamValue,
    ty: &Type,
    span: Span,
) -> Result<ExprId, String> {
    if let (Ty::List(_) | Ty::Record(_), ParamValue::Bracketed { value, .. }) = (&ty.ty, value) {
        let value = value.as_ref().map_err(|why| unreadable(why))?;
        return build(ctx, value, ty, span);
    }
    let (kind, ty) = match (&ty.ty, value) {
        (Ty::List(item), _) => return list(ctx, value, item, span),
        (Ty::Record(record), ParamValue::Table(pairs)) => {
            return table(ctx, *record, pairs, span);
        }
        (_, _) => (
            scalar(ctx, value, &ty.ty).ok_or_else(|| mismatch(ctx, value, ty))?,
            ty,
        ),
    };
    Ok(ctx.add(ExprKind::Literal(kind), ty.clone().present(), span))
}

fn mismatch(ctx: &Context<'_>, value: &ParamValue, ty: &Type) -> String {
    let wanted = types::describe(&ctx.program, ty);
    let given = spell(value);
    if let Ty::Enum(id) = &ty.ty {
        let members = ctx.program.enums[*id].variants.iter();
        let members: Vec<String> = members.map(|member| format!("`{}`", member.name)).collect();
        return format!(
            "`{given}` is no `{wanted}`; its members are {}",
            members.join(", ")
        );
    }
    if matches!(ty.ty, Ty::Record(_)) {
        return format!("`{given}` is no `{wanted}`; a record is written `{{ field = … }}`");
    }
    format!("`{given}` is no `{wanted}`")
}

/// What stands in brackets and is neither a list nor a record.
fn unreadable(why: &str) -> String {
    let why = why.trim_end_matches('.');
    format!("it cannot be read: {why}; lists and records are written `[{{ name = \"text\" }}]`")
}

fn list(
    ctx: &mut Context<'_>,
    value: &ParamValue,
    item: &Type,
    span: Span,
) -> Result<ExprId, String> {
    let items: Vec<ParamValue> = match value {
        ParamValue::List(items) => items.clone(),
        // On the command line items stand between commas.
        ParamValue::Raw(text) if text.trim().is_empty() => Vec::new(),
        // Taken as it stands it would be the name of nothing, and a rule would pass.
        ParamValue::Raw(text) if text.trim().starts_with('"') => {
            return Err(
                "its items are written with commas alone, `a,b`, or in brackets".to_owned(),
            );
        }
        ParamValue::Raw(text) => text
            .split(',')
            .map(|part| ParamValue::Raw(part.trim().to_owned()))
            .collect(),
        ParamValue::Text(_)
        | ParamValue::Bool(_)
        | ParamValue::Int(_)
        | ParamValue::Number(_)
        | ParamValue::Bracketed { .. }
        | ParamValue::Table(_) => return Err("a list is asked for".to_owned()),
    };
    let built: Result<Vec<ExprId>, String> = (1..)
        .zip(&items)
        .map(|(place, value)| {
            let built = build(ctx, value, item, span);
            built.map_err(|why| format!("item {place}: {why}"))
        })
        .collect();
    Ok(ctx.add(ExprKind::List(built?), Type::list(item.clone()), span))
}

fn table(
    ctx: &mut Context<'_>,
    record: RecordId,
    pairs: &[(String, ParamValue)],
    span: Span,
) -> Result<ExprId, String> {
    let declared = ctx.program.records[record].clone();
    let field_name = |ctx: &Context<'_>, field| ctx.program.fields[field].name.clone();
    for (name, _) in pairs {
        if !declared
            .fields
            .iter()
            .any(|field| field_name(ctx, *field) == *name)
        {
            return Err(format!("`{}` has no field `{name}`", declared.name));
        }
    }
    let mut values = Vec::with_capacity(declared.fields.len());
    for field in declared.fields {
        let name = field_name(ctx, field);
        let ty = ctx.program.fields[field].ty.clone();
        let given = pairs.iter().find(|(given, _)| *given == name);
        let value = match given {
            Some((_, value)) => {
                let built = build(ctx, value, &ty, span);
                built.map_err(|why| format!("`{name}`: {why}"))?
            }
            None if ty.nullable => ctx.add(
                ExprKind::Literal(Literal::Null),
                Type::of(Ty::Any).or_null(),
                span,
            ),
            None => return Err(format!("`{}` needs the field `{name}`", declared.name)),
        };
        values.push((field, value));
    }
    Ok(ctx.add(
        ExprKind::Record(record, values),
        Type::of(Ty::Record(record)),
        span,
    ))
}

/// A constant of a plain type.
fn scalar(ctx: &Context<'_>, value: &ParamValue, ty: &Ty) -> Option<Literal> {
    match value {
        ParamValue::Raw(text) | ParamValue::Bracketed { text, .. } => by_text(ctx, text, ty, true),
        ParamValue::Text(text) => by_text(ctx, text, ty, false),
        ParamValue::Bool(value) => matches!(ty, Ty::Bool).then_some(Literal::Bool(*value)),
        ParamValue::Int(value) => {
            matches!(ty, Ty::Int | Ty::Number).then_some(Literal::Int(*value))
        }
        ParamValue::Number(value) => matches!(ty, Ty::Number).then_some(Literal::Number(*value)),
        ParamValue::List(_) | ParamValue::Table(_) => None,
    }
}

/// A constant from a text. In a settings file numbers and truths have types of
/// their own and are no texts; on the command line everything is.
fn by_text(ctx: &Context<'_>, text: &str, ty: &Ty, raw: bool) -> Option<Literal> {
    match ty {
        Ty::String => Some(Literal::String(text.to_owned())),
        Ty::Bool if raw => text.parse().ok().map(Literal::Bool),
        Ty::Int if raw => literal::int(text).ok().map(Literal::Int),
        Ty::Number if raw => literal::number(text).ok().map(Literal::Number),
        Ty::Date => literal::date(text).ok().map(Literal::Date),
        Ty::Duration => duration(text),
        Ty::Enum(id) => member(ctx, *id, text),
        Ty::Severity => {
            let found = Severity::ALL
                .into_iter()
                .find(|severity| severity.name() == text);
            found.map(Literal::Severity)
        }
        Ty::Bool
        | Ty::Int
        | Ty::Number
        | Ty::Error
        | Ty::Any
        | Ty::Period
        | Ty::Record(_)
        | Ty::Builtin(_)
        | Ty::Entity(_)
        | Ty::Ref(_)
        | Ty::List(_) => None,
    }
}

fn member(ctx: &Context<'_>, id: EnumId, text: &str) -> Option<Literal> {
    let members = &ctx.program.enums[id].variants;
    let position = members.iter().position(|member| member.name == text);
    let position = position.or_else(|| members.iter().position(|member| member.wire == text));
    position.map(|position| Literal::Enum(id, position as u32))
}

/// `30 days`.
fn duration(text: &str) -> Option<Literal> {
    let mut words = text.split_whitespace();
    let (count, unit) = (words.next()?, words.next()?);
    let unit = match unit.strip_suffix('s').unwrap_or(unit) {
        "week" => DurationUnit::Weeks,
        "day" => DurationUnit::Days,
        "hour" => DurationUnit::Hours,
        "minute" => DurationUnit::Minutes,
        "second" => DurationUnit::Seconds,
        _ => return None,
    };
    if words.next().is_some() {
        return None;
    }
    literal::duration(count, unit).ok().map(Literal::Duration)
}

/// A given value as its user wrote it, or nearly so.
pub(super) fn spell(value: &ParamValue) -> String {
    match value {
        ParamValue::Raw(text) | ParamValue::Text(text) | ParamValue::Bracketed { text, .. } => {
            text.clone()
        }
        ParamValue::Bool(value) => value.to_string(),
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Number(value) => value.to_string(),
        ParamValue::List(items) => {
            let items: Vec<String> = items.iter().map(spell).collect();
            format!("[{}]", items.join(", "))
        }
        ParamValue::Table(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(name, value)| format!("{name} = {}", spell(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
