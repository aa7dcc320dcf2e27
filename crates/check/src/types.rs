//! Types as a relation: what fits where, and what two have in common.

use tenet_hir::{EntityId, Program, Ty, Type};

pub(crate) use tenet_hir::describe;

/// Whether a value may stand where `to` is asked for.
pub(crate) fn fits(program: &Program, from: &Type, to: &Type) -> bool {
    (!from.nullable || to.nullable || from.is_error() || to.is_error())
        && fits_present(program, &from.ty, &to.ty)
}

/// Whether a value that is there may stand where `to` is asked for.
///
/// A reference and the object that it leads to are the same thing to a reader,
/// so each fits where the other is asked for.
pub(crate) fn fits_present(program: &Program, from: &Ty, to: &Ty) -> bool {
    match (from, to) {
        (Ty::Error | Ty::Any, _) | (_, Ty::Error | Ty::Any) | (Ty::Int, Ty::Number) => true,
        (Ty::Entity(from) | Ty::Ref(from), Ty::Entity(to) | Ty::Ref(to)) => {
            all_one_of(program, from, to)
        }
        // A list of anything may hold null as well.
        (Ty::List(_), Ty::List(to)) if matches!(to.ty, Ty::Any) => true,
        (Ty::List(from), Ty::List(to)) => fits(program, from, to),
        (from, to) => from == to,
    }
}

/// Whether two values that are there can be equal at all.
pub(crate) fn comparable(program: &Program, left: &Ty, right: &Ty) -> bool {
    match (left, right) {
        (Ty::Error | Ty::Any, _)
        | (_, Ty::Error | Ty::Any)
        | (Ty::Int | Ty::Number, Ty::Int | Ty::Number) => true,
        (Ty::Entity(left) | Ty::Ref(left), Ty::Entity(right) | Ty::Ref(right)) => {
            overlap(program, left, right)
        }
        (Ty::List(_) | Ty::Record(_) | Ty::Builtin(_), _)
        | (_, Ty::List(_) | Ty::Record(_) | Ty::Builtin(_)) => false,
        (left, right) => left == right,
    }
}

/// The type of which both are, if there is one.
pub(crate) fn join(program: &Program, left: &Type, right: &Type) -> Option<Type> {
    let nullable = left.nullable || right.nullable;
    join_present(program, &left.ty, &right.ty).map(|ty| Type { ty, nullable })
}

fn join_present(program: &Program, left: &Ty, right: &Ty) -> Option<Ty> {
    match (left, right) {
        (Ty::Error, _) | (_, Ty::Error) => Some(Ty::Error),
        (Ty::Any, other) | (other, Ty::Any) => Some(other.clone()),
        (Ty::Int, Ty::Number) | (Ty::Number, Ty::Int) => Some(Ty::Number),
        (Ty::Entity(left), Ty::Entity(right)) => Some(Ty::Entity(union(left, right))),
        (Ty::Entity(left) | Ty::Ref(left), Ty::Entity(right) | Ty::Ref(right)) => {
            Some(Ty::Ref(union(left, right)))
        }
        (Ty::List(left), Ty::List(right)) => {
            join(program, left, right).map(|item| Ty::List(Box::new(item)))
        }
        (left, right) => (left == right).then(|| left.clone()),
    }
}

/// Whether values of a type have an order.
pub(crate) fn is_ordered(program: &Program, ty: &Ty) -> bool {
    match ty {
        Ty::Error | Ty::Any | Ty::Int | Ty::Number | Ty::Date | Ty::Duration | Ty::Severity => true,
        Ty::Enum(id) => program.enums[*id].ordered,
        Ty::Bool
        | Ty::String
        | Ty::Period
        | Ty::Record(_)
        | Ty::Builtin(_)
        | Ty::Entity(_)
        | Ty::Ref(_)
        | Ty::List(_) => false,
    }
}

/// Whether two values of a type can be equal, so that a list can hold each once.
pub(crate) fn has_equality(ty: &Ty) -> bool {
    match ty {
        Ty::Error
        | Ty::Any
        | Ty::Bool
        | Ty::Int
        | Ty::Number
        | Ty::String
        | Ty::Date
        | Ty::Duration
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Entity(_)
        | Ty::Ref(_) => true,
        Ty::Period | Ty::Record(_) | Ty::Builtin(_) | Ty::List(_) => false,
    }
}

/// The same kind of type, of other entities.
pub(crate) fn with_entities(ty: &Ty, entities: Vec<EntityId>) -> Ty {
    if matches!(ty, Ty::Ref(_)) {
        Ty::Ref(entities)
    } else {
        Ty::Entity(entities)
    }
}

/// The items of a list.
pub(crate) fn item_of(ty: &Type) -> Option<&Type> {
    if let Ty::List(item) = &ty.ty {
        Some(item)
    } else {
        None
    }
}

/// Whether all of `from` are one of `to`.
pub(crate) fn all_one_of(program: &Program, from: &[EntityId], to: &[EntityId]) -> bool {
    from.iter()
        .all(|from| to.iter().any(|to| program.is_one_of(*from, *to)))
}

/// Whether an object can be of both.
pub(crate) fn overlap(program: &Program, left: &[EntityId], right: &[EntityId]) -> bool {
    left.iter().any(|left| {
        right
            .iter()
            .any(|right| program.is_one_of(*left, *right) || program.is_one_of(*right, *left))
    })
}

/// What is left of `entities` for objects that are one of `wanted`.
pub(crate) fn intersect(
    program: &Program,
    entities: &[EntityId],
    wanted: EntityId,
) -> Vec<EntityId> {
    let narrowed = entities.iter().filter_map(|entity| {
        if program.is_one_of(*entity, wanted) {
            Some(*entity)
        } else {
            program.is_one_of(wanted, *entity).then_some(wanted)
        }
    });
    sorted(narrowed.collect())
}

fn union(left: &[EntityId], right: &[EntityId]) -> Vec<EntityId> {
    sorted(left.iter().chain(right).copied().collect())
}

/// Sorted, each once.
pub(crate) fn sorted(mut entities: Vec<EntityId>) -> Vec<EntityId> {
    entities.sort_unstable();
    entities.dedup();
    entities
}
