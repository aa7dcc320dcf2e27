//! `x in g` looked up: the graph names all that may be members.

use tenet_base::Symbol;

use super::index::Part;
use super::literal::Operand;
use crate::machine::Machine;
use crate::value::{Text, Value};

impl<'a> Machine<'a> {
    /// The key of a member; what is null for certain is in no group.
    pub(super) fn member_key(&mut self, operand: &Operand) -> Vec<Part<'a>> {
        if let Ok(value) = self.operand(operand)
            && self.is_plain_null(operand.expr, &value)
        {
            return Vec::new();
        }
        let key = match self.node(operand.expr) {
            Ok(key) => key,
            Err(reasons) => return vec![Part::Unknown(reasons)],
        };
        let unlisted = self.inputs.graph.may_be_unlisted(key);
        let loose = unlisted.then_some(Part::Loose);
        loose.into_iter().chain([known(key)]).collect()
    }

    /// The key of a group; of what was not exported as one nothing is known.
    pub(super) fn group_key(&mut self, operand: &Operand) -> Vec<Part<'a>> {
        self.enter(operand);
        match self.node(operand.expr) {
            Ok(key) if self.inputs.graph.is_group(key) => vec![known(key)],
            Ok(_) => vec![Part::Loose],
            Err(reasons) => vec![Part::Unknown(reasons)],
        }
    }

    /// The keys of all that may be in a group; none if that may be anything.
    pub(super) fn members_of(&mut self, group: &Operand) -> Option<Vec<Symbol>> {
        self.enter(group);
        let group = self.node(group.expr).ok()?;
        self.inputs.graph.may_be_members(group)
    }

    /// The keys of all groups that something may be in; none if that may be any.
    pub(super) fn groups_with(&mut self, member: &Operand) -> Option<Vec<Symbol>> {
        self.enter(member);
        let member = self.node(member.expr).ok()?;
        self.inputs.graph.may_be_groups(member)
    }
}

fn known<'a>(key: Symbol) -> Part<'a> {
    Part::Known(Value::Text(Text::Symbol(key)))
}
