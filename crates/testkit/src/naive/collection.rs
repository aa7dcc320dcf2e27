//! Collections: all objects, filters, unions, lists, words of the domain.

use tenet_base::text;
use tenet_graph::{Answer, Inclusion, Members, NodeKind};
use tenet_hir::{Binding, Comparison, Domain, EntityId, ExprId, State, Ty};
use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use super::Run;
use super::number::{bounds, compare_bounds, size};
use super::value::{
    Collection, Known, Member, Reasons, Reference, Truth, Value, all, any, both, unknown,
};

impl Run<'_> {
    /// All objects of an entity.
    pub(super) fn objects(&self, entity: EntityId) -> Collection {
        let mut found = Collection {
            of_objects: true,
            ..Collection::default()
        };
        for table in self.naive.program.tables_of(entity) {
            found.open.extend(self.incomplete(table));
            let Some(collection) = self.naive.layout.collection(table) else {
                continue;
            };
            let table = self.naive.snapshot.tables.try_get(collection);
            for row in table.into_iter().flat_map(|table| &table.objects) {
                let object = ObjectId {
                    collection,
                    row: *row,
                };
                let belongs = self.object_is(object, entity);
                add(&mut found, Ok(Value::Object(object)), belongs);
            }
        }
        found
    }

    /// Why the collection of an entity that has one is not complete.
    pub(super) fn incomplete(&self, table: EntityId) -> Option<Reason> {
        let found = self.naive.layout.collection(table);
        let found = found.and_then(|id| self.naive.snapshot.tables.try_get(id));
        if found.is_some_and(tenet_snapshot::Table::is_complete) {
            return None;
        }
        let path = self.naive.program.entities[table].collection.clone();
        Some(Reason::new(ReasonCode::CollectionIncomplete, "").entity(path.unwrap_or_default()))
    }

    pub(super) fn filter(&mut self, binding: &Binding) -> Collection {
        let source = self.collection(binding.source);
        self.origins.insert(binding.var, binding.source);
        let mut found = Collection {
            members: Vec::new(),
            ..source.clone()
        };
        for member in source.members {
            self.variables.insert(binding.var, member.value.clone());
            let belongs = member.belongs();
            let condition = self.guarded(&belongs, |run| {
                binding
                    .condition
                    .map_or(Ok(true), |condition| run.truth(condition))
            });
            add(&mut found, member.value, all([belongs, condition]));
        }
        found
    }

    /// Both; what is in both counts once, and is a member if it is one of either.
    pub(super) fn union(&mut self, left: ExprId, right: ExprId) -> Collection {
        let (left, right) = (self.collection(left), self.collection(right));
        let mut found = Collection {
            members: Vec::new(),
            open: left.open.union(&right.open).cloned().collect(),
            of_objects: left.of_objects && right.of_objects,
        };
        for member in left.members.into_iter().chain(right.members) {
            let same = found
                .members
                .iter_mut()
                .find(|other| self.is_same(&member.value, &other.value));
            match same {
                Some(other) => {
                    let belongs = any([member.belongs(), other.belongs()]);
                    other.doubt = belongs.err().unwrap_or_default();
                }
                None => found.members.push(member),
            }
        }
        found
    }

    fn is_same(&self, left: &Known<Value>, right: &Known<Value>) -> bool {
        let (Ok(left), Ok(right)) = (left, right) else {
            return false;
        };
        match (left, right) {
            (Value::Object(left), Value::Object(right)) => left == right,
            (Value::Text(left), Value::Text(right)) => text::same(left, right),
            (Value::Reference(_), Value::Reference(_) | Value::Object(_))
            | (Value::Object(_), Value::Reference(_)) => self.equal(left, right, false) == Ok(true),
            (_, _) => false,
        }
    }

    pub(super) fn list(&mut self, items: &[ExprId]) -> Collection {
        let members = items.iter().map(|item| Member::definite(self.value(*item)));
        Collection {
            members: members.collect(),
            ..Collection::default()
        }
    }

    pub(super) fn is(&mut self, inner: ExprId, state: State) -> Truth {
        let value = self.value(inner);
        match state {
            State::Present => value.map(|value| !matches!(value, Value::Null)),
            State::Known => Ok(match value {
                Err(_) | Ok(Value::Between(_)) => false,
                Ok(Value::List(list)) => {
                    list.open.is_empty() && list.members.iter().all(|one| one.doubt.is_empty())
                }
                Ok(_) => true,
            }),
            State::Empty => match value? {
                Value::List(list) => {
                    let none = bounds(&Value::Int(0)).ok_or_else(Reasons::new)?;
                    compare_bounds(Comparison::Equal, &size(&list), &none)
                }
                Value::Null => unknown(ReasonCode::GuardUndetermined),
                _ => unknown(ReasonCode::Malformed),
            },
        }
    }

    pub(super) fn domain(&mut self, expr: ExprId, word: Domain, operand: ExprId) -> Known<Value> {
        let graph = self.naive.graph;
        let value = self.value(operand)?;
        let list = match word {
            Domain::Members => self.nodes(expr, graph.members(self.node(&value)?)),
            Domain::Groups => self.nodes(expr, graph.groups_of(self.node(&value)?)),
            Domain::Targets => self.nodes(expr, graph.targets(self.object(&value)?)),
            Domain::Inclusions => named(graph.inclusions(self.object(&value)?))?,
            Domain::Exclusions => named(graph.exclusions(self.object(&value)?))?,
        };
        Ok(Value::List(list))
    }

    fn nodes(&self, expr: ExprId, members: Members) -> Collection {
        let entities = match &self.naive.program.exprs[expr].ty.ty {
            Ty::List(item) => entities(&item.ty),
            _ => Vec::new(),
        };
        let strings = &self.naive.snapshot.strings;
        let values = members.known.into_iter().map(|node| {
            Member::definite(Ok(Value::Reference(Reference {
                key: strings.get(node.key).to_owned(),
                kind: json_type(node.kind).map(str::to_owned),
                by: None,
                entities: entities.clone(),
            })))
        });
        Collection {
            members: values.collect(),
            open: members.open.into_iter().collect(),
            of_objects: false,
        }
    }

    pub(super) fn in_group(&mut self, member: ExprId, group: ExprId, directly: bool) -> Truth {
        let nullable = self.naive.program.exprs[member].ty.nullable;
        let member = self.value(member);
        if nullable && matches!(member, Ok(Value::Null)) {
            return Ok(false);
        }
        let member = member.and_then(|value| self.node(&value));
        let group = self.value(group).and_then(|value| self.node(&value));
        let (member, group) = both(member, group)?;
        truth(self.naive.graph.is_member(member, group, directly))
    }

    pub(super) fn reaches(&mut self, policy: ExprId, object: ExprId) -> Truth {
        let policy = self.value(policy).and_then(|value| self.object(&value));
        let (policy, object) = both(policy, self.value(object))?;
        let graph = self.naive.graph;
        match (self.object(&object), &object) {
            (Ok(object), _) => truth(graph.reaches(policy, object)),
            (Err(_), Value::Reference(reference)) => {
                let kind = self.node_kind(reference);
                truth(graph.reaches_key(policy, self.node(&object)?, kind))
            }
            (Err(reasons), _) => Err(reasons),
        }
    }
}

/// The entities of a type of objects or references.
pub(super) fn entities(ty: &Ty) -> Vec<EntityId> {
    match ty {
        Ty::Entity(entities) | Ty::Ref(entities) => entities.clone(),
        _ => Vec::new(),
    }
}

/// Adds what is or may be a member.
fn add(found: &mut Collection, value: Known<Value>, belongs: Truth) {
    let doubt = match belongs {
        Ok(false) => return,
        Ok(true) => Reasons::new(),
        Err(reasons) => reasons,
    };
    found.members.push(Member { value, doubt });
}

fn named(named: Result<Vec<Inclusion>, Reason>) -> Known<Collection> {
    let named = named.map_err(|reason| Reasons::from([reason]))?;
    let members = named
        .into_iter()
        .map(|one| Member::definite(Ok(Value::Inclusion(one))));
    Ok(Collection {
        members: members.collect(),
        ..Collection::default()
    })
}

fn truth(answer: Answer) -> Truth {
    match answer {
        Answer::Yes => Ok(true),
        Answer::No => Ok(false),
        Answer::Unknown(reasons) => Err(reasons.into_iter().collect()),
    }
}

pub(super) fn json_type(kind: NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::User => Some("#microsoft.graph.user"),
        NodeKind::Device => Some("#microsoft.graph.device"),
        NodeKind::Group => Some("#microsoft.graph.group"),
        NodeKind::ServicePrincipal => Some("#microsoft.graph.servicePrincipal"),
        NodeKind::Other => None,
    }
}
