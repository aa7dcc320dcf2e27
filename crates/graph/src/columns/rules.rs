//! What the rules of dynamic groups ask of users and of devices.

use tenet_hir::{Collection, FieldPlan};

use super::plan::{date, flag, number, optional, records, text, texts};
use super::route::{Route, inner};
use crate::condition::{Property, Shape};

/// What rules of groups ask, by whom they are about; each property once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleProperties {
    /// Of users.
    pub users: Vec<Property>,
    /// Of devices of the directory.
    pub devices: Vec<Property>,
}

/// Where the objects of a collection have what rules ask for.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuleColumns(Vec<Asked>);

/// A property, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) property: Property,
    pub(crate) route: Route,
    /// Of plans of licences: where each has its id, service and status.
    pub(crate) plan: [Route; 3],
}

/// The fields of a plan, in the order of [`Asked::plan`].
const PLAN: [&str; 3] = ["servicePlanId", "service", "capabilityStatus"];

impl RuleProperties {
    /// Adds what a rule asks.
    pub(crate) fn add(list: &mut Vec<Property>, asked: &[Property]) {
        for property in asked {
            if !list.contains(property) {
                list.push(property.clone());
            }
        }
    }

    /// Whether no rule asks for anything.
    pub fn is_empty(&self) -> bool {
        self.users.is_empty() && self.devices.is_empty()
    }
}

/// How properties are read.
pub(super) fn fields(properties: &[Property]) -> Vec<FieldPlan> {
    properties.iter().map(field).collect()
}

impl RuleColumns {
    /// Where a collection that was asked for them has the properties.
    pub(super) fn of(found: &Collection, properties: &[Property]) -> Self {
        let asked = properties.iter().map(|property| {
            let path: Vec<&str> = property.path.iter().map(String::as_str).collect();
            let plan = found.column(&path).and_then(|at| found.fields.get(at));
            let plan = plan.map_or(&[][..], |plan| inner(&plan.shape));
            Asked {
                property: property.clone(),
                route: Route::of(found, &path),
                plan: PLAN.map(|name| Route::among(plan, &[name])),
            }
        });
        Self(asked.collect())
    }

    /// How many properties there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The place of a property among them.
    pub(crate) fn place(&self, property: &Property) -> Option<usize> {
        self.0.iter().position(|asked| asked.property == *property)
    }

    /// Where a property stands.
    pub(crate) fn find(&self, property: &Property) -> Option<&Asked> {
        self.0.iter().find(|asked| asked.property == *property)
    }
}

/// A property that stands in a record is read as a part of it.
fn field(property: &Property) -> FieldPlan {
    let mut path = property.path.iter().rev();
    let name = path.next().map_or("", String::as_str);
    let own = match property.shape {
        Shape::Bool => flag(name),
        Shape::Text => text(name),
        Shape::Number => number(name),
        Shape::Date => date(name),
        Shape::Texts | Shape::FirstText => texts(name),
        Shape::Plans => records(name, PLAN.map(text).into()),
    };
    // In a rule, a list that is null has nothing in it.
    let own = FieldPlan {
        nullable: true,
        ..own
    };
    path.fold(own, |inside, name| optional(name, vec![inside]))
}
