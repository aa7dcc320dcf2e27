//! Membership: in lists and sets, in groups, among the targets of policies.

use tenet_base::Symbol;
use tenet_graph::{Answer, Inclusion, Members, NodeKind};
use tenet_hir::{BuiltinField, Domain, EntityId, ExprId, ExprKind, Ty};
use tenet_snapshot::{ObjectId, Reason};

use super::World;
use super::expr::Scope;
use super::text::fold;
use super::value::{List, Named, Outcome, Reference, Tri, Value, Why, why};

impl World<'_> {
    /// Semantics 8.
    pub(super) fn is_in(&self, item: ExprId, list: ExprId, scope: &Scope) -> Tri {
        let exact = self.is_exact(item) || self.is_exact(list);
        match self.eval(item, scope) {
            Outcome::Unknown(why) => Tri::Unknown(why),
            Outcome::Known(value) => self.contains(&value, list, (scope, exact)),
        }
    }

    fn contains(&self, value: &Value, list: ExprId, (scope, exact): (&Scope, bool)) -> Tri {
        let is_object = matches!(value, Value::Object(_) | Value::Ref(_));
        match &self.program.exprs[list].kind {
            ExprKind::Union(left, right) => Tri::any([
                self.contains(value, *left, (scope, exact)),
                self.contains(value, *right, (scope, exact)),
            ]),
            ExprKind::All(entity) if is_object => {
                self.is_entity(Outcome::Known(value.clone()), *entity)
            }
            ExprKind::Set(set) if is_object => {
                let body = self.program.sets[*set].body;
                self.contains(&self.looked_up(value), body, (&Scope::new(), false))
            }
            ExprKind::Filter(binding) if is_object => {
                let mut inner = scope.clone();
                inner.insert(binding.var, Outcome::Known(value.clone()));
                let condition = binding.condition.map(|one| self.truth(one, &inner));
                let source = self.contains(value, binding.source, (scope, false));
                Tri::all([Some(source), condition].into_iter().flatten())
            }
            _ => self.among(value, self.eval(list, scope).list(), exact),
        }
    }

    /// The object that a reference leads to, where it leads to one.
    fn looked_up(&self, value: &Value) -> Value {
        match value {
            Value::Ref(reference) => self
                .resolve(reference)
                .map_or_else(|_| value.clone(), Value::Object),
            other => other.clone(),
        }
    }

    fn among(&self, value: &Value, list: List, exact: bool) -> Tri {
        let mut found: Vec<Tri> = Vec::new();
        for (item, member) in list.items {
            let same = match item {
                Outcome::Known(item) => self.equal(value, &item, exact),
                Outcome::Unknown(why) => Tri::Unknown(why),
            };
            found.push(Tri::all([member, same]));
        }
        let is_here = matches!(self.looked_up(value), Value::Object(_));
        if !(list.open.is_empty() || list.over_entity && is_here) {
            found.push(Tri::Unknown(list.open));
        }
        Tri::any(found)
    }

    /// Whether two values are one object.
    pub(super) fn same_object(&self, left: &Value, right: &Value) -> Tri {
        let plain = |value: &Value| matches!(value, Value::Ref(one) if one.by.is_none());
        let named = |value: &Value| match value {
            Value::Ref(one) if one.by.is_none() => Ok(fold(&one.key)),
            Value::Object(object) => self.key(*object).map(|key| fold(&key)),
            _ => Err(why("malformed")),
        };
        let by_key = match (left, right) {
            (Value::Ref(one), Value::Ref(other)) if one.by == other.by => {
                return Tri::of(fold(&one.key) == fold(&other.key));
            }
            (one, other) => plain(one) || plain(other),
        };
        let by_key =
            by_key && matches!((left, right), (Value::Object(_), _) | (_, Value::Object(_)));
        if by_key {
            return match (named(left), named(right)) {
                (Ok(left), Ok(right)) => Tri::of(left == right),
                (Err(why), _) | (_, Err(why)) => Tri::Unknown(why),
            };
        }
        match (self.object_of(left), self.object_of(right)) {
            (Ok(left), Ok(right)) => Tri::of(left == right),
            (Err(why), _) | (_, Err(why)) => Tri::Unknown(why),
        }
    }

    /// Whether two members of a union are one.
    pub(super) fn is_same(&self, left: &Outcome, right: &Outcome) -> bool {
        match (left, right) {
            (Outcome::Known(Value::Text(left)), Outcome::Known(Value::Text(right))) => {
                fold(left) == fold(right)
            }
            (Outcome::Known(left), Outcome::Known(right)) => {
                match (self.looked_up(left), self.looked_up(right)) {
                    (Value::Object(left), Value::Object(right)) => left == right,
                    (Value::Ref(left), Value::Ref(right)) => fold(&left.key) == fold(&right.key),
                    (_, _) => false,
                }
            }
            (_, _) => false,
        }
    }

    pub(super) fn is_entity(&self, value: Outcome, entity: EntityId) -> Tri {
        let value = match value {
            Outcome::Unknown(why) => return Tri::Unknown(why),
            Outcome::Known(value) => value,
        };
        if let Value::Ref(Reference {
            kind: Some(kind), ..
        }) = &value
        {
            let tree = self.program.descendants(entity);
            let mut types = tree
                .into_iter()
                .filter_map(|one| self.program.entities[one].discriminator.as_ref())
                .peekable();
            if types.peek().is_some() {
                return Tri::of(types.any(|one| fold(one) == fold(kind)));
            }
        }
        match self.object_of(&value) {
            Ok(object) => self.object_is(object, entity),
            Err(why) => Tri::Unknown(why),
        }
    }

    pub(super) fn in_group(&self, (member, group): (Outcome, Outcome), directly: bool) -> Tri {
        match (self.node(member), self.node(group)) {
            (Ok(member), Ok(group)) => answer(self.graph.is_member(member, group, directly)),
            (Err(left), Err(right)) => Tri::Unknown(left.union(&right).cloned().collect()),
            (Err(why), Ok(_)) | (Ok(_), Err(why)) => Tri::Unknown(why),
        }
    }

    pub(super) fn reaches(&self, (policy, object): (Outcome, Outcome)) -> Tri {
        let policy = match policy {
            Outcome::Known(policy) => self.object_of(&policy),
            Outcome::Unknown(why) => Err(why),
        };
        match (policy, object) {
            (Ok(policy), Outcome::Known(value)) => match (self.object_of(&value), &value) {
                (Ok(object), _) => answer(self.graph.reaches(policy, object)),
                (Err(_), Value::Ref(key)) => self.reaches_key(policy, key),
                (Err(why), _) => Tri::Unknown(why),
            },
            (Err(left), Outcome::Unknown(right)) => {
                Tri::Unknown(left.union(&right).cloned().collect())
            }
            (Err(why), Outcome::Known(_)) | (Ok(_), Outcome::Unknown(why)) => Tri::Unknown(why),
        }
    }

    fn reaches_key(&self, policy: ObjectId, key: &Reference) -> Tri {
        let Some(symbol) = self.snapshot.strings.find_folded(&key.key) else {
            return Tri::Unknown(why("malformed"));
        };
        let declared = match key.entities.as_slice() {
            [one] => self.program.table_entity(*one),
            [] | [_, _, ..] => None,
        };
        let path = declared.and_then(|table| self.program.entities[table].collection.clone());
        let kind = match (key.kind.as_deref(), path.as_deref()) {
            (Some("#microsoft.graph.user"), _) | (None, Some("users")) => NodeKind::User,
            (Some("#microsoft.graph.device"), _) | (None, Some("devices")) => NodeKind::Device,
            (Some("#microsoft.graph.group"), _) | (None, Some("groups")) => NodeKind::Group,
            (Some("#microsoft.graph.servicePrincipal"), _) | (None, Some("servicePrincipals")) => {
                NodeKind::ServicePrincipal
            }
            (_, _) => NodeKind::Other,
        };
        answer(self.graph.reaches_key(policy, symbol, kind))
    }

    pub(super) fn domain(&self, expr: ExprId, word: Domain, operand: Outcome) -> Outcome {
        let entities = match &self.program.exprs[expr].ty.ty {
            Ty::List(item) => entities(&item.ty),
            _ => Vec::new(),
        };
        let list = match word {
            Domain::Members => self.node(operand).map(|key| self.graph.members(key)),
            Domain::Groups => self.node(operand).map(|key| self.graph.groups_of(key)),
            Domain::Targets => self.policy(operand).map(|key| self.graph.targets(key)),
            Domain::Inclusions => {
                return self.listed(operand, |policy| self.graph.inclusions(policy));
            }
            Domain::Exclusions => {
                return self.listed(operand, |policy| self.graph.exclusions(policy));
            }
        };
        match list {
            Ok(members) => Outcome::Known(Value::List(self.nodes(members, &entities))),
            Err(why) => Outcome::Unknown(why),
        }
    }

    fn nodes(&self, members: Members, entities: &[EntityId]) -> List {
        let items = members.known.into_iter().map(|node| {
            let kind = match node.kind {
                NodeKind::User => Some("#microsoft.graph.user"),
                NodeKind::Device => Some("#microsoft.graph.device"),
                NodeKind::Group => Some("#microsoft.graph.group"),
                NodeKind::ServicePrincipal => Some("#microsoft.graph.servicePrincipal"),
                NodeKind::Other => None,
            };
            let reference = Reference {
                key: self.get(node.key),
                kind: kind.map(str::to_owned),
                by: None,
                entities: entities.to_vec(),
            };
            (Outcome::Known(Value::Ref(reference)), Tri::True)
        });
        List {
            items: items.collect(),
            open: codes(&members.open),
            over_entity: false,
        }
    }

    fn listed(
        &self,
        operand: Outcome,
        ask: impl Fn(ObjectId) -> Result<Vec<Inclusion>, Reason>,
    ) -> Outcome {
        let policy = match self.policy(operand) {
            Ok(policy) => policy,
            Err(why) => return Outcome::Unknown(why),
        };
        let named = match ask(policy) {
            Ok(named) => named,
            Err(reason) => return Outcome::Unknown(codes(&[reason])),
        };
        let items = named.into_iter().map(|one| {
            let group = one.key.filter(|_| one.kind.name() == "group");
            let named = Named {
                kind: one.kind.name().to_owned(),
                group: group.map(|key| self.get(key)),
                filtered: one.filtered,
            };
            (Outcome::Known(Value::Inclusion(named)), Tri::True)
        });
        Outcome::Known(Value::List(List {
            items: items.collect(),
            ..List::default()
        }))
    }

    pub(super) fn named_field(
        &self,
        (base, field): (Outcome, BuiltinField),
        null_safe: bool,
        expr: ExprId,
    ) -> Outcome {
        let named = match base {
            Outcome::Known(Value::Null) if null_safe => return Outcome::Known(Value::Null),
            Outcome::Known(Value::Inclusion(named)) => named,
            Outcome::Known(Value::Null) => return Outcome::unknown("guard_undetermined"),
            Outcome::Known(_) => return Outcome::unknown("malformed"),
            Outcome::Unknown(why) => return Outcome::Unknown(why),
        };
        let value = match field {
            BuiltinField::InclusionKind => Value::Text(named.kind),
            BuiltinField::InclusionGroup => named.group.map_or(Value::Null, |key| {
                Value::Ref(Reference {
                    key,
                    kind: None,
                    by: None,
                    entities: entities(&self.program.exprs[expr].ty.ty),
                })
            }),
            BuiltinField::InclusionFiltered => match named.filtered {
                Some(filtered) => Value::Bool(filtered),
                None => return Outcome::unknown("field_not_exported"),
            },
        };
        Outcome::Known(value)
    }

    fn policy(&self, operand: Outcome) -> Result<ObjectId, Why> {
        match operand {
            Outcome::Known(policy) => self.object_of(&policy),
            Outcome::Unknown(why) => Err(why),
        }
    }

    /// The folded key of an object or a reference, as the graph knows it.
    fn node(&self, value: Outcome) -> Result<Symbol, Why> {
        let key = match value {
            Outcome::Unknown(why) => return Err(why),
            Outcome::Known(Value::Ref(one)) if one.by.is_none() => one.key,
            Outcome::Known(value) => self.key(self.object_of(&value)?)?,
        };
        let symbol = self.snapshot.strings.find_folded(&key);
        symbol.ok_or_else(|| why("malformed"))
    }

    fn object_of(&self, value: &Value) -> Result<ObjectId, Why> {
        match value {
            Value::Object(object) => Ok(*object),
            Value::Ref(reference) => self.resolve(reference),
            Value::Null => Err(why("guard_undetermined")),
            _ => Err(why("malformed")),
        }
    }
}

fn entities(ty: &Ty) -> Vec<EntityId> {
    match ty {
        Ty::Entity(entities) | Ty::Ref(entities) => entities.clone(),
        _ => Vec::new(),
    }
}

fn codes(reasons: &[Reason]) -> Why {
    reasons
        .iter()
        .map(|reason| reason.code.to_string())
        .collect()
}

fn answer(answer: Answer) -> Tri {
    match answer {
        Answer::Yes => Tri::True,
        Answer::No => Tri::False,
        Answer::Unknown(reasons) => Tri::Unknown(codes(&reasons)),
    }
}
