//! `x in g` and `p reaches x` looked up: the graph names all that may be
//! members, and all that a policy may reach.

use tenet_base::Symbol;
use tenet_snapshot::ObjectId;

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

    /// The keys by which policies reach a member. What was not exported, is
    /// unknown, or may be reached in another way, is looked at whatever is asked.
    pub(super) fn reached_keys(&mut self, operand: &Operand) -> Vec<Part<'a>> {
        let object = self.object_by(operand);
        all_or_loose(object.and_then(|object| self.inputs.graph.keys_for_reach(object)))
    }

    /// The keys of what a member includes as a policy.
    pub(super) fn policy_keys(&mut self, operand: &Operand) -> Vec<Part<'a>> {
        let policy = self.object_by(operand);
        all_or_loose(policy.and_then(|policy| self.inputs.graph.included_keys(policy)))
    }

    /// The keys of all that a policy may reach; none if that may be anything, or
    /// more than there are members.
    pub(super) fn reached_by(&mut self, policy: &Operand, members: usize) -> Option<Vec<Symbol>> {
        let policy = self.object_by(policy)?;
        self.inputs.graph.may_be_reached(policy, members as u64)
    }

    /// The keys by which a policy may include an object: its own, and those of
    /// all groups that it may be in. None if there may be others.
    pub(super) fn reaching(&mut self, object: &Operand) -> Option<Vec<Symbol>> {
        let object = self.object_by(object)?;
        let graph = self.inputs.graph;
        let mut keys = graph.keys_for_reach(object)?;
        for at in 0..keys.len() {
            let member = keys.get(at).copied()?;
            keys.extend(graph.may_be_groups(member)?);
        }
        Some(keys)
    }

    fn object_by(&mut self, operand: &Operand) -> Option<ObjectId> {
        self.enter(operand);
        self.object(operand.expr).ok()
    }
}

fn all_or_loose<'a>(keys: Option<Vec<Symbol>>) -> Vec<Part<'a>> {
    keys.map_or_else(
        || vec![Part::Loose],
        |keys| keys.into_iter().map(known).collect(),
    )
}

fn known<'a>(key: Symbol) -> Part<'a> {
    Part::Known(Value::Text(Text::Symbol(key)))
}
