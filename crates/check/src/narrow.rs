//! What a condition proves of its operands where it is true, or where it is false.
//!
//! A fact is about a *pure* expression: a variable, a parameter, a path of
//! fields from one, or a call of a definition or function with such arguments.
//! Two that are built alike are the same, so a fact is keyed by their form. The
//! facts of a condition are read off its typed form; nothing comes out of a
//! definition's body.

use std::collections::BTreeSet;

use tenet_base::id::Id;
use tenet_hir::{Comparison, EntityId, ExprId, ExprKind, Literal, Program, State, Ty};

/// What is known of a pure expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// It is not null.
    Present,
    /// It is one of this entity.
    Is(EntityId),
    /// It is none of this entity.
    IsNot(EntityId),
}

/// Facts by the form of what they are about.
pub(crate) type Proven = BTreeSet<(String, Fact)>;

/// The form of a pure expression; none for any other.
pub(crate) fn form(program: &Program, expr: ExprId) -> Option<String> {
    let kind = &program.exprs[expr].kind;
    if let ExprKind::Var(var) = kind {
        return Some(format!("v{}", var.index()));
    }
    if let ExprKind::Param(param) = kind {
        return Some(format!("p{}", param.index()));
    }
    // Named by the field's name: a subtype may declare an inherited field again.
    if let ExprKind::Field { base, field, .. } = kind {
        return Some(format!(
            "{}.{}",
            form(program, *base)?,
            program.fields[*field].name
        ));
    }
    if let ExprKind::BuiltinField { base, field, .. } = kind {
        return Some(format!("{}.{}", form(program, *base)?, field.name()));
    }
    if let ExprKind::Def(def, arguments) = kind {
        return Some(format!("d{}({})", def.index(), forms(program, arguments)?));
    }
    if let ExprKind::Actor(event) = kind {
        return Some(format!("actor({})", form(program, *event)?));
    }
    if let ExprKind::Builtin(function, arguments) = kind {
        return Some(format!(
            "{}({})",
            function.name(),
            forms(program, arguments)?
        ));
    }
    if let ExprKind::Parse(text, by) = kind {
        return Some(format!("{by:?}({})", form(program, *text)?));
    }
    if let ExprKind::Literal(literal) = kind {
        return Some(format!("{literal:?}"));
    }
    // The argument of a template's parameter, which is as pure as a parameter.
    if let ExprKind::List(items) = kind {
        return Some(format!("[{}]", forms(program, items)?));
    }
    if let ExprKind::Record(record, fields) = kind {
        let values: Vec<ExprId> = fields.iter().map(|(_, value)| *value).collect();
        return Some(format!("r{}({})", record.index(), forms(program, &values)?));
    }
    None
}

fn forms(program: &Program, arguments: &[ExprId]) -> Option<String> {
    let forms: Option<Vec<String>> = arguments
        .iter()
        .map(|argument| form(program, *argument))
        .collect();
    Some(forms?.join(","))
}

/// What holds where the condition has this truth; none if it never has.
pub(crate) fn proven(program: &Program, condition: ExprId, truth: bool) -> Option<Proven> {
    let kind = &program.exprs[condition].kind;
    if let ExprKind::Literal(Literal::Bool(value)) = kind {
        return (*value == truth).then(Proven::new);
    }
    if let ExprKind::Not(inner) = kind {
        return proven(program, *inner, !truth);
    }
    if let ExprKind::And(parts) = kind {
        return if truth {
            all(program, parts, truth)
        } else {
            any(program, parts, truth)
        };
    }
    if let ExprKind::Or(parts) = kind {
        return if truth {
            any(program, parts, truth)
        } else {
            all(program, parts, truth)
        };
    }
    if let ExprKind::If {
        condition,
        then,
        otherwise,
    } = kind
    {
        let then = both(program, (*condition, true), (*then, truth));
        let otherwise = both(program, (*condition, false), (*otherwise, truth));
        return either(then, otherwise);
    }
    let mut found = Proven::new();
    simple(program, kind, truth, &mut found);
    Some(found)
}

fn both(program: &Program, first: (ExprId, bool), second: (ExprId, bool)) -> Option<Proven> {
    let mut found = proven(program, first.0, first.1)?;
    found.extend(proven(program, second.0, second.1)?);
    Some(found)
}

/// All parts have this truth.
fn all(program: &Program, parts: &[ExprId], truth: bool) -> Option<Proven> {
    let mut found = Proven::new();
    for part in parts {
        found.extend(proven(program, *part, truth)?);
    }
    Some(found)
}

/// At least one part has this truth: what each of them would prove.
fn any(program: &Program, parts: &[ExprId], truth: bool) -> Option<Proven> {
    let mut found = None;
    for part in parts {
        found = either(found, proven(program, *part, truth));
    }
    found
}

fn either(left: Option<Proven>, right: Option<Proven>) -> Option<Proven> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.intersection(&right).cloned().collect()),
        (one, None) | (None, one) => one,
    }
}

/// What a test without parts proves.
fn simple(program: &Program, kind: &ExprKind, truth: bool, found: &mut Proven) {
    if let ExprKind::Is(subject, State::Present) = kind
        && truth
    {
        present(program, *subject, found);
    }
    if let ExprKind::IsEntity(subject, entity) = kind {
        let fact = if truth {
            Fact::Is(*entity)
        } else {
            Fact::IsNot(*entity)
        };
        found.extend(form(program, *subject).map(|form| (form, fact)));
        if truth {
            present(program, *subject, found);
        }
    }
    if let ExprKind::Compare(comparison, left, right) = kind
        && equal_where(*comparison) == Some(truth)
    {
        equal(program, *left, *right, found);
    }
    if let ExprKind::In(item, collection) = kind
        && truth
        && let Ty::List(member) = &program.exprs[*collection].ty.ty
        && !member.nullable
    {
        present(program, *item, found);
    }
    if let ExprKind::InGroup { member, .. } = kind
        && truth
    {
        present(program, *member, found);
    }
}

/// The truth of a comparison at which its sides are equal.
fn equal_where(comparison: Comparison) -> Option<bool> {
    match comparison {
        Comparison::Equal => Some(true),
        Comparison::NotEqual => Some(false),
        Comparison::Less
        | Comparison::LessOrEqual
        | Comparison::Greater
        | Comparison::GreaterOrEqual => None,
    }
}

/// Equal sides of which one is never null: neither is null.
fn equal(program: &Program, left: ExprId, right: ExprId, found: &mut Proven) {
    let nullable = |expr: ExprId| program.exprs[expr].ty.nullable;
    if !nullable(right) {
        present(program, left, found);
    }
    if !nullable(left) {
        present(program, right, found);
    }
}

/// A path that is not null has no null on its way.
fn present(program: &Program, expr: ExprId, found: &mut Proven) {
    found.extend(form(program, expr).map(|form| (form, Fact::Present)));
    if let ExprKind::Field {
        base,
        null_safe: true,
        ..
    }
    | ExprKind::BuiltinField {
        base,
        null_safe: true,
        ..
    } = &program.exprs[expr].kind
    {
        present(program, *base, found);
    }
}
