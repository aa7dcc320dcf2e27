//! `actor(e)`: who did an event, by the ways that its log names.

use std::rc::Rc;

use tenet_hir::{BuiltinField, ExprId};
use tenet_snapshot::ObjectId;

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Actor, Value};

impl<'a> Machine<'a> {
    /// `actor(e)`. What its parts are is only unknown where they are asked for.
    pub(super) fn actor(&mut self, event: ExprId) -> Known<Value<'a>> {
        let event = self.object(event)?;
        let entity = self.entity_of(event);
        let log = entity.and_then(|entity| self.inputs.program.log_of(entity));
        let Some(log) = log else {
            return self.misfit();
        };
        let user = self.part_of(event, (log.event, log.user));
        let app = self.part_of(event, (log.event, log.app));
        Ok(Value::Actor(Rc::new(Actor { user, app })))
    }

    /// A log without a way to users or applications has none that did it.
    fn part_of(
        &mut self,
        event: ObjectId,
        (var, way): (Option<tenet_hir::VarId>, Option<ExprId>),
    ) -> Known<Value<'a>> {
        let Some((var, way)) = var.zip(way) else {
            return Ok(Value::Null);
        };
        self.bind(var, Ok(Value::Object(event)));
        self.value(way)
    }

    /// `who.user`, `who.app`.
    pub(super) fn actor_field(actor: &Actor<'a>, field: BuiltinField) -> Option<Known<Value<'a>>> {
        match field {
            BuiltinField::ActorUser => Some(actor.user.clone()),
            BuiltinField::ActorApp => Some(actor.app.clone()),
            BuiltinField::InclusionKind
            | BuiltinField::InclusionGroup
            | BuiltinField::InclusionIntent
            | BuiltinField::InclusionFiltered
            | BuiltinField::CertificateSubject
            | BuiltinField::CertificateIssuer
            | BuiltinField::CertificateSerial
            | BuiltinField::CertificateNotBefore
            | BuiltinField::CertificateNotAfter
            | BuiltinField::CertificateThumbprint => None,
        }
    }
}
