//! `x is SomeEntity`: told by the JSON type of an object.

use tenet_base::{Symbol, text};
use tenet_hir::{EntityId, ExprId};
use tenet_snapshot::ObjectId;

use crate::machine::Machine;
use crate::truth::Truth;
use crate::value::{RefValue, Value};
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn is_entity(&mut self, inner: ExprId, entity: EntityId) -> Truth {
        let value = self.value(inner)?;
        if self.is_plain_null(inner, &value) {
            return Ok(false);
        }
        let value = self.present(value)?;
        self.is_one_of(&value, entity)
    }

    /// Whether an object or a reference is one of an entity.
    pub(super) fn is_one_of(&mut self, value: &Value<'a>, entity: EntityId) -> Truth {
        if let Value::Object(object) = value {
            self.object_is(*object, entity)
        } else if let Value::Ref(key) = value {
            self.reference_is(key, entity)
        } else {
            self.misfit()
        }
    }

    /// Whether an object is one of an entity.
    pub(crate) fn object_is(&mut self, object: ObjectId, entity: EntityId) -> Truth {
        let program = self.inputs.program;
        let Some(owner) = self.inputs.layout.owner(object.collection) else {
            return self.misfit();
        };
        if program.is_one_of(owner, entity) {
            return Ok(true);
        }
        if !program.is_one_of(entity, owner) {
            return Ok(false);
        }
        self.note_type(object);
        let kind = self
            .table(object.collection)
            .and_then(|table| table.type_of(object.row));
        let Some(kind) = kind else {
            return self.unknown(why::type_not_exported(self.path(object.collection)));
        };
        let found = self.entity_of_type(owner, kind);
        Ok(found.is_some_and(|found| program.is_one_of(found, entity)))
    }

    /// The entity of an object, as narrow as its JSON type tells.
    pub(crate) fn entity_of(&mut self, object: ObjectId) -> Option<EntityId> {
        let owner = self.inputs.layout.owner(object.collection)?;
        let kind = self
            .table(object.collection)
            .and_then(|table| table.type_of(object.row));
        kind.and_then(|kind| self.entity_of_type(owner, kind))
            .or(Some(owner))
    }

    /// Beside a reference the export may say what it is; if not, the object must be found.
    fn reference_is(&mut self, key: &RefValue<'a>, entity: EntityId) -> Truth {
        let program = self.inputs.program;
        let mut tree = program.descendants(entity).into_iter();
        let told_by_type = tree.any(|one| program.entities[one].discriminator.is_some());
        if let Some(kind) = key.kind.filter(|_| told_by_type) {
            return Ok(self.entity_of_type(entity, kind).is_some());
        }
        let object = self.resolve(key)?;
        self.object_is(object, entity)
    }

    /// The entity with a JSON type among those below and including `top`.
    fn entity_of_type(&mut self, top: EntityId, kind: Symbol) -> Option<EntityId> {
        let folded = self.strings().folded(kind);
        let (program, strings) = (self.inputs.program, self.strings());
        let found = self.memory.types.entry((top, folded)).or_insert_with(|| {
            let wanted = strings.get(folded);
            let mut tree = program.descendants(top).into_iter();
            tree.find(|entity| {
                let own = program.entities[*entity].discriminator.as_deref();
                own.is_some_and(|own| text::fold(own) == wanted)
            })
        });
        *found
    }
}
