//! The events of logs: when each was, what it is about, who did it.

use tenet_base::{Instant, Symbol};
use tenet_hir::{EntityId, FieldId, Log};
use tenet_snapshot::{ObjectId, Row};

use crate::judge::Inputs;
use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Text, Value};

/// An event of a log, as far as the export says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The event.
    pub object: ObjectId,
    /// When it was.
    pub at: Option<Instant>,
    /// The key of the user who did it.
    pub user: Option<Symbol>,
    /// The key of the application that did it.
    pub app: Option<Symbol>,
    /// The keys of the objects that it is about.
    pub objects: Vec<Symbol>,
    /// Whether something was done; none if that is unknown.
    pub done: Option<bool>,
}

/// All events of the logs that were loaded, in the order of the tables and their objects.
pub fn events(inputs: &Inputs<'_>) -> Vec<Event> {
    let mut machine = Machine::new(*inputs, true);
    let mut found = Vec::new();
    for (collection, _) in inputs.layout.projection.collections.iter_enumerated() {
        let Some(entity) = inputs.layout.owner(collection) else {
            continue;
        };
        let Some(log) = inputs.program.log_of(entity) else {
            continue;
        };
        let table = machine.table(collection);
        let rows: &[Row] = table.map_or(&[], |table| &table.objects);
        for row in rows {
            let row = *row;
            found.push(machine.event(entity, log, ObjectId { collection, row }));
        }
    }
    found
}

impl<'a> Machine<'a> {
    fn event(&mut self, entity: EntityId, log: &'a Log, object: ObjectId) -> Event {
        if let Some(event) = log.event {
            self.bind(event, Ok(Value::Object(object)));
        }
        let at = log.time.map(|time| self.value(time));
        let at = at.and_then(|at| {
            if let Ok(Value::Date(at)) = at {
                Some(at)
            } else {
                None
            }
        });
        let user = log.user.and_then(|user| key(self.value(user)));
        let app = log.app.and_then(|app| key(self.value(app)));
        let mut objects = Vec::new();
        for way in &log.objects {
            self.follow(Ok(Value::Object(object)), way, &mut objects);
        }
        Event {
            object,
            at,
            user,
            app,
            objects,
            done: self.done(entity, log, object),
        }
    }

    /// Whether the event stands for something that was done.
    fn done(&mut self, entity: EntityId, log: &'a Log, object: ObjectId) -> Option<bool> {
        let Some(done) = &log.done else {
            return Some(true);
        };
        for (var, field) in &done.fields {
            let field = self.inputs.program.field_in(entity, *field);
            let value = self.field_of(&Value::Object(object), field);
            self.bind(*var, value);
        }
        self.truth(done.condition).ok()
    }

    /// The keys at the end of a way, through lists.
    fn follow(&mut self, from: Known<Value<'a>>, way: &[FieldId], found: &mut Vec<Symbol>) {
        let Ok(from) = from else { return };
        if let Value::List(list) = &from {
            for item in &list.items {
                self.follow(item.value.clone(), way, found);
            }
            return;
        }
        match way.split_first() {
            None => found.extend(key(Ok(from))),
            Some(_) if matches!(from, Value::Null) => {}
            Some((field, rest)) => {
                let next = self.field_of(&from, *field);
                self.follow(next, rest, found);
            }
        }
    }
}

/// The key that a value is.
fn key(value: Known<Value<'_>>) -> Option<Symbol> {
    match value.ok()? {
        Value::Ref(key) => Some(key.key),
        Value::Text(Text::Symbol(text)) => Some(text),
        Value::Text(Text::Made(_))
        | Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::Duration(_)
        | Value::Enum(..)
        | Value::Severity(_)
        | Value::Object(_)
        | Value::Record(_)
        | Value::Made(_)
        | Value::Inclusion(_)
        | Value::Actor(_)
        | Value::Certificate(_)
        | Value::Interval(_)
        | Value::List(_) => None,
    }
}
