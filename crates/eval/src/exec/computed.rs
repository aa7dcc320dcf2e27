//! Fields that are worked out: what the rule of a dynamic group makes members.

use std::rc::Rc;

use tenet_graph::Node;
use tenet_hir::{Computed, EntityId, FieldId, Ty};
use tenet_snapshot::{ObjectId, Reason};

use super::field::entities;
use super::group::no_reason;
use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Collection, Item, RefValue, Value};

impl<'a> Machine<'a> {
    /// A field of a group that is worked out from its rule.
    pub(super) fn computed(
        &mut self,
        group: ObjectId,
        (field, what): (FieldId, Computed),
    ) -> Known<Value<'a>> {
        let key = self.key_symbol(group)?;
        let graph = self.inputs.graph;
        let found = graph.computed(self.strings().folded(key), what);
        if let Some(rule) = graph.rule_of(group) {
            self.note_evidence(&rule);
        }
        let kinds = item_entities(&self.inputs.program.fields[field].ty.ty);
        let mut items: Vec<Item<'a>> = Vec::new();
        for node in found.certain {
            items.push(Item::definite(self.member(node, kinds)));
        }
        for (node, reasons) in found.possible {
            let doubt = self.doubt(reasons);
            items.push(Item {
                doubt,
                ..Item::definite(self.member(node, kinds))
            });
        }
        let open = self.doubt(found.open);
        Ok(Value::List(Rc::new(Collection {
            items,
            open,
            elsewhere: false,
        })))
    }

    fn doubt(&mut self, reasons: Vec<Reason>) -> Option<crate::reasons::Reasons> {
        (!reasons.is_empty()).then(|| self.reasons.ids(reasons, no_reason))
    }

    pub(super) fn member(&self, node: Node, entities: &'a [EntityId]) -> Value<'a> {
        Value::Ref(RefValue {
            key: node.key,
            kind: self.json_type(node.kind),
            by: None,
            entities,
        })
    }
}

/// What a list is of.
pub(super) fn item_entities(ty: &Ty) -> &[EntityId] {
    if let Ty::List(item) = ty {
        return entities(&item.ty);
    }
    &[]
}
