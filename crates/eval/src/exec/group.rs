//! `x in g`, `p reaches x`: asked of the graph.

use tenet_base::Symbol;
use tenet_graph::{Answer, NodeKind};
use tenet_hir::ExprId;
use tenet_snapshot::{ObjectId, Reason};

use crate::machine::Machine;
use crate::truth::{Known, Truth};
use crate::value::{RefValue, Value};
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn in_group(&mut self, (member, group): (ExprId, ExprId), directly: bool) -> Truth {
        if let Ok(value) = self.value(member)
            && self.is_plain_null(member, &value)
        {
            return Ok(false);
        }
        let (member, group) = match (self.node(member), self.node(group)) {
            (Ok(member), Ok(group)) => (member, group),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(member), Err(group)) => return Err(member.merged(&group)),
        };
        let graph = self.inputs.graph;
        let answer = graph.is_member(member, group, directly);
        if self.trace.is_some() && answer == Answer::Yes {
            self.note_proof(graph.prove_member(member, group));
        }
        self.answer(answer)
    }

    /// Whether a value is null where its type has null: of no entity and in no
    /// group. Null where a condition should have ruled it out is unknown instead.
    pub(crate) fn is_plain_null(&self, expr: ExprId, value: &Value<'a>) -> bool {
        matches!(value, Value::Null) && self.inputs.program.exprs[expr].ty.nullable
    }

    pub(super) fn reaches(&mut self, policy: ExprId, object: ExprId) -> Truth {
        let (policy, object) = match (self.object(policy), self.value(object)) {
            (Ok(policy), Ok(object)) => (policy, self.present(object)?),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(policy), Err(object)) => return Err(policy.merged(&object)),
        };
        let graph = self.inputs.graph;
        let object = match (self.object_of(&object), &object) {
            (Ok(object), _) => object,
            (Err(_), Value::Ref(key)) => return self.reaches_key(policy, key),
            (Err(reasons), _) => return Err(reasons),
        };
        let answer = graph.reaches(policy, object);
        if self.trace.is_some() {
            self.note_proof(graph.prove_reach(policy, object));
        }
        self.answer(answer)
    }

    /// An object that was not exported can be named by a policy or in a group all the same.
    fn reaches_key(&mut self, policy: ObjectId, key: &RefValue<'a>) -> Truth {
        let folded = self.strings().folded(key.key);
        let kind = self.node_kind(key);
        let answer = self.inputs.graph.reaches_key(policy, folded, kind);
        self.answer(answer)
    }

    /// What a reference leads to, by its JSON type or by what its type allows alone.
    pub(super) fn node_kind(&self, key: &RefValue<'a>) -> NodeKind {
        let program = self.inputs.program;
        let named = key.kind.map(|kind| self.strings().get(kind));
        let declared = match key.entities {
            [one] => program
                .table_entity(*one)
                .and_then(|table| program.entities[table].collection.as_deref()),
            [] | [_, _, ..] => None,
        };
        KINDS
            .into_iter()
            .find(|(kind, path, _)| {
                named.is_some_and(|named| named.eq_ignore_ascii_case(kind))
                    || named.is_none()
                        && declared.is_some_and(|declared| declared.eq_ignore_ascii_case(path))
            })
            .map_or(NodeKind::Other, |(_, _, kind)| kind)
    }

    /// The JSON type of a kind of directory objects, if the export holds it.
    pub(super) fn json_type(&self, kind: NodeKind) -> Option<Symbol> {
        let mut kinds = KINDS.into_iter();
        let (name, _, _) = kinds.find(|(_, _, one)| *one == kind)?;
        self.strings().find_folded(name)
    }

    /// The folded key of an object or a reference.
    pub(crate) fn node(&mut self, expr: ExprId) -> Known<Symbol> {
        let value = self.value(expr)?;
        let key = if let Value::Ref(key) = &value
            && key.by.is_none()
        {
            key.key
        } else {
            let object = self.object_of(&value)?;
            self.key_symbol(object)?
        };
        Ok(self.strings().folded(key))
    }

    /// The object that an expression gives.
    pub(crate) fn object(&mut self, expr: ExprId) -> Known<ObjectId> {
        let value = self.value(expr)?;
        self.object_of(&value)
    }

    fn answer(&mut self, answer: Answer) -> Truth {
        match answer {
            Answer::Yes => Ok(true),
            Answer::No => Ok(false),
            Answer::Unknown(reasons) => Err(self.reasons.ids(reasons, no_reason)),
        }
    }
}

/// The graph gives a reason with whatever it cannot answer.
pub(super) fn no_reason() -> Reason {
    why::misfit()
}

/// The JSON type and the collection of each kind of directory objects.
const KINDS: [(&str, &str, NodeKind); 4] = [
    ("#microsoft.graph.user", "users", NodeKind::User),
    ("#microsoft.graph.device", "devices", NodeKind::Device),
    ("#microsoft.graph.group", "groups", NodeKind::Group),
    (
        "#microsoft.graph.servicePrincipal",
        "servicePrincipals",
        NodeKind::ServicePrincipal,
    ),
];
