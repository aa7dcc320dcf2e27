//! Rows of users and devices, as the rules of groups ask them.

use tenet_hir::CollectionId;
use tenet_snapshot::{Row, Slot};

use crate::cells::{attribute, key_of};
use crate::columns::route::Route;
use crate::columns::rules::{Asked, RuleColumns};
use crate::condition::{Attribute, Object, Plan, Property, Rule, Shape};
use crate::graph::Graph;
use crate::{Answer, NodeKind};

/// Where a rule finds what it asks, found once for all objects.
pub(super) struct Reader<'g> {
    graph: &'g Graph<'g>,
    table: CollectionId,
    columns: &'g RuleColumns,
    kind: NodeKind,
    /// Where the properties of the rule stand, in its order.
    asked: Vec<Option<&'g Asked>>,
    properties: &'g [Property],
}

/// A user or a device that a rule is asked about.
pub(super) struct Member<'r, 'g> {
    reader: &'r Reader<'g>,
    row: Row,
    number: u32,
}

impl<'g> Reader<'g> {
    /// What a rule reads of its kind of objects, if they were loaded.
    pub(super) fn new(graph: &'g Graph<'g>, kind: NodeKind, rule: &'g Rule) -> Option<Self> {
        let (table, columns) = columns(graph, kind)?;
        let properties = rule.properties();
        Some(Self {
            graph,
            table,
            columns,
            kind,
            asked: properties.iter().map(|one| columns.find(one)).collect(),
            properties,
        })
    }

    /// The place of a property among those of all rules.
    pub(super) fn place(&self, property: &Property) -> Option<usize> {
        self.columns.place(property)
    }

    /// The collection of the objects.
    pub(super) fn collection(&self) -> &'static str {
        super::collection(self.kind)
    }

    /// An object of the directory, if it was exported.
    pub(super) fn member(&self, number: u32) -> Option<Member<'_, 'g>> {
        let object = self.graph.directory.object(number)?;
        Some(Member {
            reader: self,
            row: object.row?,
            number,
        })
    }
}

impl<'g> Member<'_, 'g> {
    fn slot(&self, route: &Route) -> Slot<'g> {
        let reader = self.reader;
        route.of_row(&reader.graph.snapshot.tables[reader.table], self.row)
    }

    /// What it has in a property of the rule.
    pub(super) fn slot_of(&self, property: &Property) -> Option<Slot<'g>> {
        let asked = self.reader.columns.find(property)?;
        Some(self.slot(&asked.route))
    }

    fn plans(&self, asked: &Asked) -> Attribute<'g> {
        let slot = self.slot(&asked.route);
        let Slot::List(list) = slot else {
            return attribute(self.reader.graph.snapshot, slot);
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
        let strings = &self.reader.graph.snapshot.strings;
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

impl Object for Member<'_, '_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let reader = self.reader;
        let at = reader.properties.iter().position(|one| one == property);
        let asked = at.and_then(|at| reader.asked.get(at).copied().flatten());
        let Some(asked) = asked else {
            return Attribute::NotCollected;
        };
        let plain = || attribute(reader.graph.snapshot, self.slot(&asked.route));
        match property.shape {
            Shape::Plans => self.plans(asked),
            Shape::FirstText => first(plain()),
            Shape::Bool | Shape::Text | Shape::Number | Shape::Date | Shape::Texts => plain(),
        }
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        let graph = self.reader.graph;
        let object = graph.directory.object(self.number);
        let key = graph.snapshot.strings.find_folded(group);
        match (object, key) {
            (Some(object), Some(key)) => graph.is_member(object.key, key, true),
            // Nothing in the export has this id, the members of no group among it.
            (_, None) if graph.membership.is_complete() => Answer::No,
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
