//! Fields that no export holds: Tenet works them out from what the export holds.

use crate::{EntityId, Program, Ty, Type};

/// What a `computed` field of a group is worked out as.
///
/// The rule of a dynamic group and its stored members may differ: Entra works
/// rules out from time to time, up to a day later (D31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Computed {
    /// `computedMembers`: whom the rule of a dynamic group makes members.
    Members,
    /// `missingMembers`: whom the rule makes members and the group does not hold.
    Missing,
    /// `staleMembers`: whom the group holds and the rule does not make members.
    Stale,
}

/// The collection of the objects that have such fields.
const COLLECTION: &str = "groups";

impl Computed {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 3] = [Self::Members, Self::Missing, Self::Stale];

    /// The name of the field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Members => "computedMembers",
            Self::Missing => "missingMembers",
            Self::Stale => "staleMembers",
        }
    }

    /// What a field of an entity is worked out as; none if nothing works it out.
    ///
    /// Its type is a list of references, and its entity owns `groups`.
    pub fn of(program: &Program, entity: EntityId, name: &str, ty: &Type) -> Option<Self> {
        let table = program.table_entity(entity)?;
        let path = program.entities[table].collection.as_deref()?;
        let is_list = if let Ty::List(item) = &ty.ty {
            matches!(item.ty, Ty::Ref(_)) && !ty.nullable
        } else {
            false
        };
        let named = || Self::ALL.into_iter().find(|one| one.name() == name);
        named().filter(|_| is_list && path.eq_ignore_ascii_case(COLLECTION))
    }
}
