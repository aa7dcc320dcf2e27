//! Values in words: the holes of messages, labels, keys.

use tenet_hir::{ExprId, ExprKind, RecordId, Text as Template, TextPart};
use tenet_snapshot::ObjectId;

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Actor, Collection, RefValue, Value};

/// What stands for a value that nobody knows.
const UNKNOWN: &str = "(unknown)";

impl<'a> Machine<'a> {
    /// A text with its holes filled in.
    pub(crate) fn fill(&mut self, template: &Template) -> String {
        let parts = template.parts.iter().map(|part| match part {
            TextPart::Literal(text) => text.clone(),
            TextPart::Hole(expr) => self.fill_hole(*expr),
        });
        parts.collect()
    }

    fn fill_hole(&mut self, expr: ExprId) -> String {
        if self.is_secret(expr) {
            return "(secret)".to_owned();
        }
        let value = self.value(expr);
        self.print(&value)
    }

    /// Whether an expression reads a field whose values must not be printed.
    pub(crate) fn is_secret(&self, expr: ExprId) -> bool {
        let program = self.inputs.program;
        matches!(&program.exprs[expr].kind,
            ExprKind::Field { field, .. } if program.fields[*field].marks.secret)
    }

    /// A value as messages print it.
    pub(crate) fn print(&mut self, value: &Known<Value<'a>>) -> String {
        match value {
            Ok(value) => self.print_known(value),
            Err(_) => UNKNOWN.to_owned(),
        }
    }

    fn print_known(&mut self, value: &Value<'a>) -> String {
        match value {
            Value::Null => "none".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Number(value) => value.to_string(),
            Value::Text(text) => text.as_str(self.strings()).to_owned(),
            Value::Date(date) => date.to_string(),
            Value::Duration(length) => length.to_string(),
            Value::Enum(id, position) => self.inputs.program.enums[*id]
                .variants
                .get(*position as usize)
                .map_or_else(String::new, |variant| variant.name.clone()),
            Value::Severity(severity) => severity.name().to_owned(),
            Value::Object(object) => self.label(*object),
            Value::Ref(key) => self.print_ref(key),
            Value::Record(record) => self.print_record(value, record.record),
            Value::Made(made) => self.print_record(value, made.record),
            Value::Inclusion(inclusion) => match inclusion.key {
                Some(key) => format!("{} {}", inclusion.kind.name(), self.strings().get(key)),
                None => inclusion.kind.name().to_owned(),
            },
            Value::Actor(actor) => self.print_actor(actor),
            Value::Certificate(certificate) => certificate.subject.clone(),
            Value::Interval(bounds) => match (bounds.low, bounds.high) {
                (Some(low), Some(high)) => format!("{low} to {high}"),
                (Some(low), None) => format!("at least {low}"),
                (None, Some(high)) => format!("at most {high}"),
                (None, None) => UNKNOWN.to_owned(),
            },
            Value::List(list) => self.print_list(list),
        }
    }

    /// The user, else the application; none if neither did it.
    fn print_actor(&mut self, actor: &Actor<'a>) -> String {
        match &actor.user {
            Ok(Value::Null) => self.print(&actor.app),
            Err(_) if !matches!(actor.app, Ok(Value::Null) | Err(_)) => self.print(&actor.app),
            Ok(_) | Err(_) => self.print(&actor.user),
        }
    }

    fn print_list(&mut self, list: &Collection<'a>) -> String {
        let definite = list.items.iter().filter(|item| item.doubt.is_none());
        let mut words: Vec<String> = definite.map(|item| self.print(&item.value)).collect();
        if list.open.is_some() || list.items.iter().any(|item| item.doubt.is_some()) {
            words.push(UNKNOWN.to_owned());
        }
        words.join(", ")
    }

    /// What an object is called: its label, else its key.
    pub(crate) fn label(&mut self, object: ObjectId) -> String {
        let label = self
            .entity_of(object)
            .and_then(|entity| self.inputs.program.entities[entity].label);
        let value = label.map(|field| self.quietly(|machine| machine.object_field(object, field)));
        match value {
            Some(Ok(value)) if !matches!(value, Value::Null) => self.print_known(&value),
            Some(_) | None => self.key_text(object),
        }
    }

    /// The key of an object as exported.
    pub(crate) fn key_text(&mut self, object: ObjectId) -> String {
        let key = self.key_symbol(object);
        key.map_or_else(
            |_| UNKNOWN.to_owned(),
            |key| self.strings().get(key).to_owned(),
        )
    }

    fn print_ref(&mut self, key: &RefValue<'a>) -> String {
        match self.resolve(key) {
            Ok(object) => self.label(object),
            Err(_) => self.strings().get(key.key).to_owned(),
        }
    }

    /// A record by its key, else by the first of its fields.
    fn print_record(&mut self, value: &Value<'a>, record: RecordId) -> String {
        let program = self.inputs.program;
        let record = &program.records[record];
        let named_by = record.key.or_else(|| record.fields.first().copied());
        let open = named_by.filter(|field| !program.fields[*field].marks.secret);
        let Some(field) = open else {
            return record.name.clone();
        };
        let named = self.quietly(|machine| machine.field_of(value, field));
        self.print(&named)
    }
}
