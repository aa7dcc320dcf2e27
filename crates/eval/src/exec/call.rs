//! Calls of definitions and of functions of the language.

use std::rc::Rc;

use tenet_base::Duration;
use tenet_graph::Answer;
use tenet_graph::intents::Intent;
use tenet_hir::{Builtin, BuiltinEnum, DefId, ExprId};

use super::group::no_reason;
use super::normalize::normalized;
use super::state::size;
use crate::machine::Machine;
use crate::reasons::Gather;
use crate::truth::Known;
use crate::value::{Collection, Item, Text, Value};
use crate::why;

const SECONDS_PER_DAY: i64 = 86_400;

impl<'a> Machine<'a> {
    /// Arguments are all computed before any is bound: the same definition may
    /// stand in an argument of its own call.
    pub(super) fn call(&mut self, def: DefId, arguments: &[ExprId]) -> Known<Value<'a>> {
        let values: Vec<Known<Value<'a>>> = arguments.iter().map(|one| self.value(*one)).collect();
        let object = match values.as_slice() {
            [Ok(Value::Object(object))] if self.trace.is_none() => Some(*object),
            _ => None,
        };
        if let Some(known) = object.and_then(|object| self.memory.calls.get(&(def, object))) {
            return known.clone();
        }
        self.mark_parameters(def, arguments);
        let def_body = &self.inputs.program.defs[def];
        for (param, value) in def_body.params.iter().zip(values) {
            self.bind(*param, value);
        }
        let result = self.value(def_body.body);
        if let Some(object) = object {
            self.memory.calls.insert((def, object), result.clone());
        }
        result
    }

    pub(super) fn builtin(&mut self, builtin: Builtin, arguments: &[ExprId]) -> Known<Value<'a>> {
        match (builtin, arguments) {
            (Builtin::Count, [list]) => Ok(self.count(*list)),
            (Builtin::Normalized, [text]) => self.normalized(*text),
            (Builtin::Blank, [text]) => self.blank(*text),
            (Builtin::Length, [text]) => self.length(*text),
            (Builtin::Concat, texts) => self.concat(texts),
            (Builtin::Join, [list, separator]) => self.join(*list, *separator),
            (Builtin::Exactly, [left, right]) => self.exactly(*left, *right),
            (Builtin::Day, [date]) => self.day(*date),
            (Builtin::Days, [number]) => self.days(*number),
            (Builtin::WholeDays, [length]) => self.whole_days(*length),
            (Builtin::WeekdaysBetween, [from, to]) => self.weekdays_between(*from, *to),
            (Builtin::JsonTexts, [text]) => self.json_texts(*text),
            (Builtin::IpIn, [address, ranges]) => self.ip_in(*address, *ranges).map(Value::Bool),
            (Builtin::X509, [text]) => self.x509(*text),
            (Builtin::Intents, [app, object]) => self.intents(*app, *object),
            (_, _) => self.unknown(why::bad_argument(builtin)),
        }
    }

    fn count(&mut self, list: ExprId) -> Value<'a> {
        let list = self.collection(list);
        self.note_objects(&list);
        let bounds = size(&list);
        match bounds.single() {
            Some(number) => Value::Int(number),
            None => Value::Interval(Rc::new(bounds)),
        }
    }

    fn normalized(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let text = self.text(expr)?;
        let strings = self.strings();
        let made = |text: &str| Text::made(strings, normalized(text));
        let symbol = match text {
            Text::Symbol(symbol) => symbol,
            Text::Made(text) => {
                let known = text.normalized.get_or_init(|| made(&text.text));
                return Ok(Value::Text(known.clone()));
            }
        };
        let known = self.memory.normalized.entry(symbol);
        let known = known.or_insert_with(|| made(strings.get(symbol)));
        Ok(Value::Text(known.clone()))
    }

    fn blank(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let text = self.text(expr)?;
        Ok(Value::Bool(text.as_str(self.strings()).trim().is_empty()))
    }

    fn length(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let text = self.text(expr)?;
        let length = text.as_str(self.strings()).chars().count();
        Ok(Value::Int(i64::try_from(length).unwrap_or(i64::MAX)))
    }

    fn concat(&mut self, texts: &[ExprId]) -> Known<Value<'a>> {
        let texts: Vec<Known<Text>> = texts.iter().map(|text| self.text(*text)).collect();
        self.joined(texts, "")
    }

    fn join(&mut self, list: ExprId, separator: ExprId) -> Known<Value<'a>> {
        let (list, separator) = match (self.value(list), self.text(separator)) {
            (Ok(list), Ok(separator)) => (self.present(list)?, separator),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(list), Err(separator)) => return Err(list.merged(&separator)),
        };
        let Value::List(list) = list else {
            return self.misfit();
        };
        let mut texts: Vec<Known<Text>> = Vec::new();
        for item in &list.items {
            texts.extend(item.doubt.clone().map(Err));
            let text = item.value.clone().and_then(|value| self.as_text(value));
            texts.push(text);
        }
        texts.extend(list.open.clone().map(Err));
        let separator = separator.as_str(self.strings()).to_owned();
        self.joined(texts, &separator)
    }

    /// One text of all, or the reasons of all that are unknown.
    fn joined(&mut self, texts: Vec<Known<Text>>, separator: &str) -> Known<Value<'a>> {
        let mut unknown = Gather::default();
        let mut known: Vec<String> = Vec::new();
        for text in texts {
            match text {
                Ok(text) => known.push(text.as_str(self.strings()).to_owned()),
                Err(reasons) => unknown.add(&reasons),
            }
        }
        match unknown.finish() {
            Some(reasons) => Err(reasons),
            None => Ok(Value::Text(Text::made(
                self.strings(),
                known.join(separator),
            ))),
        }
    }

    fn exactly(&mut self, left: ExprId, right: ExprId) -> Known<Value<'a>> {
        let (left, right) = self.two_texts(left, right)?;
        Ok(Value::Bool(left.same(&right, true, self.strings())))
    }

    fn day(&mut self, date: ExprId) -> Known<Value<'a>> {
        let value = self.value(date)?;
        let Value::Date(date) = self.present(value)? else {
            return self.misfit();
        };
        Ok(Value::Date(date.day()))
    }

    fn days(&mut self, number: ExprId) -> Known<Value<'a>> {
        let value = self.value(number)?;
        let value = self.present(value)?;
        if let Value::Interval(bounds) = &value
            && let Some(reasons) = &bounds.reasons
        {
            return Err(reasons.clone());
        }
        let Value::Int(number) = value else {
            return self.misfit();
        };
        let seconds = number.checked_mul(SECONDS_PER_DAY);
        match seconds.and_then(Duration::from_seconds) {
            Some(length) => Ok(Value::Duration(length)),
            None => self.unknown(why::overflow()),
        }
    }

    fn weekdays_between(&mut self, from: ExprId, to: ExprId) -> Known<Value<'a>> {
        let (from, to) = match (self.value(from), self.value(to)) {
            (Ok(from), Ok(to)) => (self.present(from)?, self.present(to)?),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(from), Err(to)) => return Err(from.merged(&to)),
        };
        let (Value::Date(from), Value::Date(to)) = (from, to) else {
            return self.misfit();
        };
        match to.weekdays_since(from) {
            Some(length) => Ok(Value::Duration(length)),
            None => self.unknown(why::overflow()),
        }
    }

    /// The intents that hold are members, those that may are possible ones.
    fn intents(&mut self, app: ExprId, object: ExprId) -> Known<Value<'a>> {
        let (app, object) = match (self.object(app), self.value(object)) {
            (Ok(app), Ok(object)) => (app, self.present(object)?),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(app), Err(object)) => return Err(app.merged(&object)),
        };
        let graph = self.inputs.graph;
        let found = match (self.object_of(&object), &object) {
            (Ok(object), _) => graph.intents(app, object),
            (Err(_), Value::Ref(key)) => {
                let folded = self.strings().folded(key.key);
                graph.intents_of_key(app, folded, self.node_kind(key))
            }
            (Err(reasons), _) => return Err(reasons),
        };
        let found = found.or_else(|reason| self.unknown(reason))?;
        let items = found.into_iter().map(|(intent, answer)| {
            let doubt = match answer {
                Answer::Yes | Answer::No => None,
                Answer::Unknown(reasons) => Some(self.reasons.ids(reasons, no_reason)),
            };
            Item {
                doubt,
                ..Item::definite(self.intent(intent))
            }
        });
        Ok(Value::List(Rc::new(Collection {
            items: items.collect(),
            open: None,
            elsewhere: false,
        })))
    }

    fn intent(&self, intent: Intent) -> Value<'a> {
        let id = BuiltinEnum::Intent.id();
        let mut variants = self.inputs.program.enums[id].variants.iter();
        let position = variants.position(|variant| variant.wire == intent.name());
        Value::Enum(id, position.unwrap_or_default() as u32)
    }

    fn whole_days(&mut self, length: ExprId) -> Known<Value<'a>> {
        let value = self.value(length)?;
        let Value::Duration(length) = self.present(value)? else {
            return self.misfit();
        };
        Ok(Value::Int(length.whole_days()))
    }
}
