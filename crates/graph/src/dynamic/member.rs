//! Rows of users and devices, as the rules of groups ask them.

use tenet_hir::CollectionId;
use tenet_snapshot::{Row, Slot};

use super::DynamicRule;
use crate::cells::{attribute, key_of};
use crate::columns::route::Route;
use crate::columns::rules::{Asked, RuleColumns};
use crate::condition::{Attribute, Object, Plan, Property, Rule, Shape};
use crate::directory;
use crate::graph::Graph;
use crate::{Answer, NodeKind};

/// A user or a device that a rule is asked about.
pub(super) struct Member<'g> {
    graph: &'g Graph<'g>,
    table: CollectionId,
    row: Row,
    number: u32,
    /// Where the properties of the rule stand.
    asked: Vec<Option<&'g Asked>>,
    properties: &'g [Property],
}

impl<'g> Member<'g> {
    /// An object of the directory, if it was exported.
    pub(super) fn of(
        graph: &'g Graph<'g>,
        dynamic: &DynamicRule,
        rule: &'g Rule,
        (number, object): (u32, &directory::Object),
    ) -> Option<Self> {
        let row = object.row?;
        let (table, columns) = columns(graph, dynamic.kind())?;
        let properties = rule.properties();
        Some(Self {
            graph,
            table,
            row,
            number,
            asked: properties.iter().map(|one| columns.find(one)).collect(),
            properties,
        })
    }

    fn slot(&self, route: &Route) -> Slot<'g> {
        route.of_row(&self.graph.snapshot.tables[self.table], self.row)
    }

    fn plans(&self, asked: &Asked) -> Attribute<'g> {
        let slot = self.slot(&asked.route);
        let Slot::List(list) = slot else {
            return attribute(self.graph.snapshot, slot);
        };
        if list.open {
            return Attribute::NotCollected;
        }
        let plans: Option<Vec<Plan<'g>>> = list.iter().map(|item| self.plan(item, asked)).collect();
        plans.map_or(Attribute::Malformed, Attribute::Plans)
    }

    fn plan(&self, item: Slot<'g>, asked: &Asked) -> Option<Plan<'g>> {
        let Slot::Record(record) = item else {
            return None;
        };
        let strings = &self.graph.snapshot.strings;
        // What is null was exported, what is absent was not.
        let text = |route: &Route| {
            let slot = route.of_record(record);
            let found = key_of(slot).map(|key| strings.get(key));
            (matches!(slot, Slot::Null) || found.is_some()).then_some(found)
        };
        let [id, service, status] = &asked.plan;
        Some(Plan {
            id: text(id),
            service: text(service),
            status: text(status),
        })
    }
}

impl Object for Member<'_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let at = self.properties.iter().position(|one| one == property);
        let asked = at.and_then(|at| self.asked.get(at).copied().flatten());
        let Some(asked) = asked else {
            return Attribute::NotCollected;
        };
        match property.shape {
            Shape::Plans => self.plans(asked),
            Shape::FirstText => first(attribute(self.graph.snapshot, self.slot(&asked.route))),
            Shape::Bool | Shape::Text | Shape::Number | Shape::Date | Shape::Texts => {
                attribute(self.graph.snapshot, self.slot(&asked.route))
            }
        }
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        let object = self.graph.directory.object(self.number);
        let key = self.graph.snapshot.strings.find_folded(group);
        match (object, key) {
            (Some(object), Some(key)) => self.graph.is_member(object.key, key, true),
            // Nothing in the export has this id, the members of no group among it.
            (_, None) if self.graph.membership.is_complete() => Answer::No,
            (_, _) => Answer::unknown(crate::cells::incomplete("groups")),
        }
    }
}

/// The first of several texts counts.
fn first(attribute: Attribute<'_>) -> Attribute<'_> {
    let Attribute::Texts(texts) = attribute else {
        return attribute;
    };
    match texts.first() {
        Some(Some(text)) => Attribute::Text(text),
        Some(None) | None => Attribute::Null,
    }
}

/// The table of a kind of objects, and where it has what rules ask for.
fn columns<'g>(graph: &'g Graph<'g>, kind: NodeKind) -> Option<(CollectionId, &'g RuleColumns)> {
    match kind {
        NodeKind::Device => {
            let devices = graph.columns.devices.as_ref()?;
            Some((devices.table, &devices.rules))
        }
        NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
            let users = graph.columns.users.as_ref()?;
            Some((users.table, &users.rules))
        }
    }
}
