//! The parts of a condition and what each is.

use tenet_hir::{ExprId, ExprKind, Reads, Ty};
use tenet_snapshot::Reason;

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::Value;

/// A part of a condition and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub expr: ExprId,
    /// How deep it stands in the condition, from 0.
    pub depth: u32,
    /// Its value as messages print it, texts in quotes; `unknown` if nobody knows it.
    pub value: String,
    /// Why it is unknown: sorted, each once; empty if it is not.
    pub unknown: Vec<Reason>,
}

/// How a part is shown.
enum View<'e> {
    /// Not at all: it says itself what it is.
    Hidden,
    /// By its value alone; what is inside says nothing more.
    Value,
    /// By its value and what it ranges over; the rest is about a variable of its own.
    Members(ExprId),
    /// By its value and its parts.
    Parts,
    /// By its operands alone, up to the first that decides: the first with this truth.
    Operands(&'e [ExprId], bool),
    /// By its condition and the branch that is taken.
    Branches(ExprId, [ExprId; 2]),
}

/// More parts than this nobody reads.
const LIMIT: usize = 64;

/// The parts of a condition in the order of the source.
pub(super) fn of(machine: &mut Machine<'_>, condition: ExprId) -> Vec<Part> {
    let mut parts = Vec::new();
    add(machine, condition, 0, &mut parts);
    parts
}

fn add(machine: &mut Machine<'_>, expr: ExprId, depth: u32, parts: &mut Vec<Part>) {
    if parts.len() >= LIMIT {
        return;
    }
    match view(&machine.inputs.program.exprs[expr].kind) {
        View::Hidden => {}
        View::Value => parts.push(part(machine, expr, depth)),
        View::Parts => {
            parts.push(part(machine, expr, depth));
            for inner in inner_parts(machine, expr) {
                add(machine, inner, depth + 1, parts);
            }
        }
        View::Members(source) => {
            parts.push(part(machine, expr, depth));
            let is_plain = matches!(machine.inputs.program.exprs[source].kind, ExprKind::All(_));
            // All objects of an entity are too many to be told; those of a set are the point.
            if !is_plain {
                parts.push(part(machine, source, depth + 1));
            }
        }
        View::Operands(operands, deciding) => {
            for operand in operands {
                add(machine, *operand, depth, parts);
                if machine.truth(*operand) == Ok(deciding) {
                    break;
                }
            }
        }
        View::Branches(condition, [then, otherwise]) => {
            add(machine, condition, depth, parts);
            match machine.truth(condition) {
                Ok(true) => add(machine, then, depth, parts),
                Ok(false) => add(machine, otherwise, depth, parts),
                Err(_) => {}
            }
        }
    }
}

/// What an expression is made of. `x not in C` is the negation of what stands
/// at the same place, which would be told twice.
fn inner_parts(machine: &Machine<'_>, expr: ExprId) -> Vec<ExprId> {
    let program = machine.inputs.program;
    let parts = program.parts(expr);
    match parts.as_slice() {
        [one] if program.exprs[*one].span == program.exprs[expr].span => program.parts(*one),
        _ => parts,
    }
}

fn view(kind: &ExprKind) -> View<'_> {
    match kind {
        ExprKind::Error
        | ExprKind::Literal(_)
        | ExprKind::Unknown(_)
        | ExprKind::Var(_)
        | ExprKind::All(_)
        | ExprKind::Set(_) => View::Hidden,
        ExprKind::Now
        | ExprKind::Param(_)
        | ExprKind::Field { .. }
        | ExprKind::BuiltinField { .. } => View::Value,
        ExprKind::Quantifier { binding, .. }
        | ExprKind::Filter(binding)
        | ExprKind::Generate { binding, .. } => View::Members(binding.source),
        ExprKind::Def(..)
        | ExprKind::Builtin(..)
        | ExprKind::Parse(..)
        | ExprKind::Compare(..)
        | ExprKind::In(..)
        | ExprKind::InGroup { .. }
        | ExprKind::TextTest(..)
        | ExprKind::Matches(..)
        | ExprKind::Is(..)
        | ExprKind::IsEntity(..)
        | ExprKind::Reaches { .. }
        | ExprKind::Domain(..)
        | ExprKind::Otherwise(..)
        | ExprKind::Negate(_)
        | ExprKind::Arithmetic(..)
        | ExprKind::Union(..)
        | ExprKind::List(_)
        | ExprKind::Record(..)
        | ExprKind::During { .. }
        | ExprKind::Actor(_)
        | ExprKind::Not(_) => View::Parts,
        ExprKind::And(operands) => View::Operands(operands, false),
        ExprKind::Or(operands) => View::Operands(operands, true),
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => View::Branches(*condition, [*then, *otherwise]),
    }
}

fn part(machine: &mut Machine<'_>, expr: ExprId, depth: u32) -> Part {
    let (value, unknown) = if machine.is_secret(expr) || tells_secret(machine, expr) {
        ("(secret)".to_owned(), Vec::new())
    } else {
        let value = machine.value(expr);
        (shown(machine, &value), reasons(machine, &value))
    };
    Part {
        expr,
        depth,
        value,
        unknown,
    }
}

/// Whether a value may show what must not be printed: it is made of a secret
/// field, and not a mere yes or no about it.
fn tells_secret(machine: &Machine<'_>, expr: ExprId) -> bool {
    let program = machine.inputs.program;
    let reads = || Reads::of(program, [expr]).fields;
    !matches!(program.exprs[expr].ty.ty, Ty::Bool)
        && reads()
            .iter()
            .any(|field| program.fields[*field].marks.secret)
}

fn shown<'a>(machine: &mut Machine<'a>, value: &Known<Value<'a>>) -> String {
    let text = machine.print(value);
    match value {
        Ok(Value::Text(_)) => format!("\"{text}\""),
        Ok(Value::List(list)) if list.items.is_empty() => {
            let empty = list.open.is_none();
            if empty { "[]" } else { "unknown" }.to_owned()
        }
        Ok(_) => text,
        Err(_) => "unknown".to_owned(),
    }
}

fn reasons<'a>(machine: &Machine<'a>, value: &Known<Value<'a>>) -> Vec<Reason> {
    match value {
        Err(reasons) => machine.reasons.resolve(reasons),
        Ok(Value::List(list)) => list
            .open
            .as_ref()
            .map_or_else(Vec::new, |open| machine.reasons.resolve(open)),
        Ok(_) => Vec::new(),
    }
}
