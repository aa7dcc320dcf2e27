//! What the rules of a run ask of membership and targeting.

use tenet_hir::{CollectionId, EntityId, Layout, Program, Reads, Targeting};

use crate::RuleProperties;

/// What the rules of a run ask of membership and targeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Whether group membership is asked for.
    pub membership: bool,
    /// The collections of Intune policies whose reach is asked for.
    pub intune: Vec<CollectionId>,
    /// The collections of Conditional Access policies whose reach is asked for.
    pub conditional_access: Vec<CollectionId>,
    /// What is asked of the rules of dynamic groups.
    pub rules: RuleNeeds,
    /// Whether it is asked to what sign-ins Conditional Access policies apply.
    pub sign_ins: bool,
    /// The collections whose inclusions and exclusions are listed, and by what they are targeted.
    pub listed: Vec<(CollectionId, Targeting)>,
}

/// What is asked of the rules of dynamic groups (G10).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleNeeds {
    /// Whether they are worked out.
    pub computed: bool,
    /// Whether the members that a rule makes stand in for those that were not exported.
    ///
    /// They are what Entra would work out from the snapshot, not what it had
    /// worked out when the snapshot was taken: someone has to say that it may be so.
    pub accept: bool,
    /// What the rules of the snapshot look at, as [`ask_rules`](crate::dynamic::ask_rules) finds it.
    pub properties: RuleProperties,
}

impl Needs {
    /// What a selection of rules needs.
    pub fn of(program: &Program, reads: &Reads, layout: &Layout) -> Self {
        let mut needs = Self {
            membership: reads.membership,
            rules: RuleNeeds {
                computed: reads.computed,
                ..RuleNeeds::default()
            },
            ..Self::default()
        };
        for entity in &reads.targeted {
            for (collection, targeting) in targeted(program, layout, *entity) {
                match targeting {
                    Targeting::Intune => add(&mut needs.intune, collection),
                    Targeting::ConditionalAccess => {
                        add(&mut needs.conditional_access, collection);
                    }
                }
            }
        }
        for entity in &reads.listed {
            for found in targeted(program, layout, *entity) {
                add(&mut needs.listed, found);
            }
        }
        needs
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        !self.membership
            && self.intune.is_empty()
            && self.conditional_access.is_empty()
            && self.listed.is_empty()
    }

    /// Whether it is asked which policy reaches whom.
    pub fn reach(&self) -> bool {
        !self.intune.is_empty() || !self.conditional_access.is_empty()
    }
}

fn targeted(
    program: &Program,
    layout: &Layout,
    entity: EntityId,
) -> Vec<(CollectionId, Targeting)> {
    let tables = program.tables_of(entity).into_iter();
    let found = tables.filter_map(|table| {
        let targeting = program.entities.try_get(table)?.targeting;
        // A subtype may say how it is targeted where its table does not.
        let targeting = targeting.or(program.entities.try_get(entity)?.targeting)?;
        Some((layout.collection(table)?, targeting))
    });
    found.collect()
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
