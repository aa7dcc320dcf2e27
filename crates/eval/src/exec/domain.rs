//! `members of g`, `groups of x`, `targets of p`, `inclusions of p`, `exclusions of p`.

use std::rc::Rc;

use tenet_graph::{Inclusion, Members};
use tenet_hir::{Domain, EntityId, ExprId};
use tenet_snapshot::Reason;

use super::computed::item_entities;
use super::group::no_reason;
use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Collection, Item, Value};

impl<'a> Machine<'a> {
    pub(super) fn domain(
        &mut self,
        expr: ExprId,
        word: Domain,
        operand: ExprId,
    ) -> Known<Value<'a>> {
        let graph = self.inputs.graph;
        let kinds = item_entities(&self.inputs.program.exprs[expr].ty.ty);
        let list = match word {
            Domain::Members => {
                let group = self.node(operand)?;
                self.nodes(graph.members(group), kinds)
            }
            Domain::Groups => {
                let member = self.node(operand)?;
                self.nodes(graph.groups_of(member), kinds)
            }
            Domain::Targets => {
                let policy = self.object(operand)?;
                self.nodes(graph.targets(policy), kinds)
            }
            Domain::Inclusions => {
                let policy = self.object(operand)?;
                self.named(graph.inclusions(policy))?
            }
            Domain::Exclusions => {
                let policy = self.object(operand)?;
                self.named(graph.exclusions(policy))?
            }
        };
        Ok(Value::List(Rc::new(list)))
    }

    fn nodes(&mut self, members: Members, entities: &'a [EntityId]) -> Collection<'a> {
        let items = members.known.into_iter();
        let items = items.map(|node| Item::definite(self.member(node, entities)));
        let items = items.collect();
        let open = (!members.open.is_empty()).then(|| self.reasons.ids(members.open, no_reason));
        Collection {
            items,
            open,
            elsewhere: false,
        }
    }

    fn named(&mut self, named: Result<Vec<Inclusion>, Reason>) -> Known<Collection<'a>> {
        let named = named.or_else(|reason| self.unknown(reason))?;
        for inclusion in &named {
            self.note_evidence(&inclusion.evidence);
        }
        let items = named
            .into_iter()
            .map(|one| Item::definite(Value::Inclusion(Rc::new(one))));
        Ok(Collection {
            items: items.collect(),
            open: None,
            elsewhere: false,
        })
    }
}
