//! Collections: all objects, sets, filters, unions, lists.

use std::rc::Rc;

use tenet_base::{HashMap, Symbol};
use tenet_hir::{Binding, EntityId, ExprId, SetId};
use tenet_snapshot::ObjectId;

use crate::machine::Machine;
use crate::plan::Search;
use crate::reasons::{Gather, Reasons};
use crate::truth::{Known, Truth, and};
use crate::value::{Collection, Item, Value};

/// What makes two members of a union the same.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Object(ObjectId),
    Key(Symbol),
    Text(String),
}

impl<'a> Machine<'a> {
    /// All objects of an entity.
    pub(crate) fn all(&mut self, entity: EntityId) -> Rc<Collection<'a>> {
        if let Some(all) = self.memory.objects.get(&entity) {
            return Rc::clone(all);
        }
        // What tells the kind of each object is no evidence of any one verdict.
        let all = Rc::new(self.quietly(|machine| machine.list_all(entity)));
        self.memory.objects.insert(entity, Rc::clone(&all));
        all
    }

    fn list_all(&mut self, entity: EntityId) -> Collection<'a> {
        let mut items = Vec::new();
        let mut open = Gather::default();
        for home in self.homes(entity).iter() {
            open.add_some(self.incomplete(home).as_ref());
            let Some(collection) = home.collection else {
                continue;
            };
            let rows = self
                .table(collection)
                .map_or(&[][..], |table| &table.objects);
            for row in rows {
                let object = ObjectId {
                    collection,
                    row: *row,
                };
                let member = self.object_is(object, entity);
                items.extend(item(Ok(Value::Object(object)), member));
            }
        }
        Collection {
            items,
            open: open.finish(),
            elsewhere: true,
        }
    }

    /// The members of a set.
    pub(super) fn set(&mut self, set: SetId) -> Rc<Collection<'a>> {
        if let Some(members) = self.memory.sets.get(&set) {
            return Rc::clone(members);
        }
        let body = self.inputs.program.sets[set].body;
        let members = self.quietly(|machine| machine.collection(body));
        self.memory.sets.insert(set, Rc::clone(&members));
        members
    }

    /// `(x in C where P)`.
    pub(super) fn filter(&mut self, binding: &Binding) -> Rc<Collection<'a>> {
        match self.search(binding, None) {
            Some(search) => self.filter_candidates(binding, &search),
            None => self.filter_items(binding),
        }
    }

    /// The same, of the members that a plan leaves.
    fn filter_candidates(&mut self, binding: &Binding, search: &Search<'a>) -> Rc<Collection<'a>> {
        // What the collection itself looks at is evidence too.
        self.explain(binding.source);
        let source = &search.prepared().members;
        let mut items = Vec::new();
        for row in search.all() {
            let member = self.quietly(|machine| search.truth(machine, row));
            if let Some(candidate) = source.items.get(row as usize) {
                items.extend(item(candidate.value.clone(), member));
            }
        }
        Rc::new(Collection {
            items,
            open: source.open.clone(),
            elsewhere: source.elsewhere,
        })
    }

    fn filter_items(&mut self, binding: &Binding) -> Rc<Collection<'a>> {
        let source = self.collection(binding.source);
        self.watch((binding.var, binding.source), source.items.len(), || None);
        let Some(condition) = binding.condition else {
            return source;
        };
        let mut items = Vec::new();
        for candidate in &source.items {
            self.bind(binding.var, candidate.value.clone());
            let holds = self.quietly(|machine| machine.truth(condition));
            let member = and(doubt(candidate.doubt.as_ref()), holds);
            items.extend(item(candidate.value.clone(), member));
        }
        Rc::new(Collection {
            items,
            open: source.open.clone(),
            elsewhere: source.elsewhere,
        })
    }

    /// `a + b`: what is in both counts once.
    pub(super) fn union(&mut self, left: ExprId, right: ExprId) -> Rc<Collection<'a>> {
        let (left, right) = (self.collection(left), self.collection(right));
        Rc::new(self.united(&left, &right))
    }

    /// What is in both counts once.
    pub(super) fn united(
        &mut self,
        left: &Collection<'a>,
        right: &Collection<'a>,
    ) -> Collection<'a> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut places: HashMap<Identity, usize> = HashMap::default();
        for candidate in left.items.iter().chain(&right.items) {
            let identity = self.identity(candidate);
            let known = identity.as_ref().and_then(|identity| places.get(identity));
            if let Some(known) = known.and_then(|at| items.get_mut(*at)) {
                known.doubt = either(known.doubt.take(), candidate.doubt.clone());
                continue;
            }
            if let Some(identity) = identity {
                places.insert(identity, items.len());
            }
            items.push(candidate.clone());
        }
        let mut open = Gather::default();
        open.add_some(left.open.as_ref());
        open.add_some(right.open.as_ref());
        Collection {
            items,
            open: open.finish(),
            elsewhere: left.elsewhere && right.elsewhere,
        }
    }

    /// `[a, b, …]`.
    pub(super) fn list(&mut self, items: &[ExprId]) -> Rc<Collection<'a>> {
        let items = items
            .iter()
            .map(|item| Item {
                value: self.value(*item),
                doubt: None,
            })
            .collect();
        Rc::new(Collection {
            items,
            open: None,
            elsewhere: false,
        })
    }

    fn identity(&mut self, item: &Item<'a>) -> Option<Identity> {
        let value = item.value.as_ref().ok()?;
        if let Value::Object(object) = value {
            return Some(Identity::Object(*object));
        }
        if let Value::Ref(key) = value {
            let object = self.resolve(key).ok().map(Identity::Object);
            let folded = self.strings().folded(key.key);
            return object.or(Some(Identity::Key(folded)));
        }
        if let Value::Text(text) = value {
            return Some(Identity::Text(text.folded(self.strings()).to_owned()));
        }
        None
    }
}

/// A member, if it is or may be one.
pub(super) fn item(value: Known<Value<'_>>, member: Truth) -> Option<Item<'_>> {
    let doubt = match member {
        Ok(false) => return None,
        Ok(true) => None,
        Err(reasons) => Some(reasons),
    };
    Some(Item { value, doubt })
}

/// Whether a member is one.
pub(super) fn doubt(doubt: Option<&Reasons>) -> Truth {
    doubt.map_or(Ok(true), |reasons| Err(reasons.clone()))
}

/// The doubt that is left if a member is in either of two collections.
pub(super) fn either(left: Option<Reasons>, right: Option<Reasons>) -> Option<Reasons> {
    Some(left?.merged(&right?))
}
