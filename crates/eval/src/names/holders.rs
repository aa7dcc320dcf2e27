//! What the objects of a snapshot are called.

use std::borrow::Cow;
use std::rc::Rc;

use tenet_base::{HashMap, Symbol, suggest, text};

use super::meaning::Names;
use super::{Demand, Relation, WrittenText};
use crate::exec::normalized;
use crate::machine::Machine;
use crate::value::{Text, Value};

/// The names of one field in one form, for lookups.
#[derive(Debug, Default)]
struct Held<'a> {
    /// As they are compared, sorted, each once.
    forms: Vec<Cow<'a, str>>,
}

/// Looks names up among the objects of a snapshot.
pub(super) struct Holders<'a> {
    machine: Machine<'a>,
    /// The names of those that were asked for; none where not all are known.
    known: HashMap<Names, Option<Rc<Held<'a>>>>,
}

/// More names than these are not searched for the nearest: it would take longer than the run.
const SEARCHED: usize = 20_000;

impl<'a> Holders<'a> {
    /// Looks into the snapshot of a machine.
    pub(super) fn new(machine: Machine<'a>) -> Self {
        Self {
            machine,
            known: HashMap::default(),
        }
    }

    /// Whether an object has any of the texts; none if not all names are known.
    pub(super) fn has_any(&mut self, demand: &Demand, texts: &[WrittenText]) -> Option<bool> {
        let held = self.held(&demand.names)?;
        let mut forms = texts.iter().map(|text| form(&text.text, demand.normalized));
        Some(forms.any(|form| held.has(&form, demand.relation)))
    }

    /// The name that is nearest to a text, as it is exported.
    pub(super) fn nearest(&mut self, names: &Names, text: &str) -> Option<String> {
        let written = self.list(names)?;
        if written.len() > SEARCHED {
            return None;
        }
        let strings = self.machine.strings();
        let mut written: Vec<&str> = written.iter().map(|name| strings.get(*name)).collect();
        written.sort_unstable();
        suggest::nearest(text, written).map(str::to_owned)
    }

    fn held(&mut self, names: &Names) -> Option<Rc<Held<'a>>> {
        if let Some(known) = self.known.get(names) {
            return known.clone();
        }
        let strings = self.machine.strings();
        let held = self.list(names).map(|written| {
            let forms = written.into_iter().map(|name| {
                if names.normalized {
                    return Cow::Owned(normalized(strings.get(name)));
                }
                Cow::Borrowed(strings.get(strings.folded(name)))
            });
            Rc::new(Held::new(forms.collect()))
        });
        self.known.insert(names.clone(), held.clone());
        held
    }

    /// The values of the field, as they are exported; none if not all are known.
    fn list(&mut self, names: &Names) -> Option<Vec<Symbol>> {
        let mut written = Vec::new();
        for entity in &names.entities {
            let all = self.machine.all(*entity);
            if all.open.is_some() {
                return None;
            }
            for item in &all.items {
                let Ok(Value::Object(object)) = item.value else {
                    return None;
                };
                let value = self.machine.object_field(object, names.field).ok()?;
                if let Value::Text(Text::Symbol(symbol)) = value {
                    written.push(symbol);
                } else if !matches!(value, Value::Null) {
                    return None;
                }
            }
        }
        Some(written)
    }
}

impl<'a> Held<'a> {
    fn new(mut forms: Vec<Cow<'a, str>>) -> Self {
        forms.sort_unstable();
        forms.dedup();
        Self { forms }
    }

    /// Whether a name is the sought one, or starts with it.
    fn has(&self, sought: &str, relation: Relation) -> bool {
        let at = self.forms.partition_point(|form| form.as_ref() < sought);
        self.forms.get(at).is_some_and(|form| match relation {
            Relation::Is => form.as_ref() == sought,
            Relation::StartsWith => form.starts_with(sought),
        })
    }
}

/// A text as names of its form are compared with it.
fn form(text: &str, is_normalized: bool) -> Cow<'_, str> {
    if is_normalized {
        return Cow::Owned(normalized(text));
    }
    text::fold(text)
}
