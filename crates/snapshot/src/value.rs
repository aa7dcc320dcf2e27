//! Values straight from the text into the last row of a column.
//!
//! A [`CellSeed`] reads whatever stands there and never fails for its shape:
//! a value of another shape is noted as malformed, and reading goes on.

mod duration;
mod list;
mod object;
mod others;
mod reference;
mod said;
mod scalar;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use tenet_base::{Interner, Symbol};

use crate::plan::{CellPlan, ShapePlan};
use crate::{Column, Presence};

pub(crate) use object::{Facts, ObjectSeed};
pub(crate) use others::OtherKeys;
pub(crate) use scalar::date;

/// What goes along while an object is read.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    pub interner: &'c Interner,
    /// The way from the object to the value being read.
    pub trail: Vec<Trail<'c>>,
    /// What was found wrong in the object.
    pub issues: Vec<Issue<'c>>,
    /// The JSON type of the object, as soon as it was read.
    pub declared: Option<Symbol>,
    /// A word that the tool writes for a part of values.
    pub placeholder: Option<&'static str>,
    /// Whether references may be names.
    pub by_name: bool,
    /// The JSON types met so far, and which was last: the next is mostly the same.
    types: Vec<(String, Symbol)>,
    last_type: usize,
}

/// A step of the way to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trail<'c> {
    /// The value of a key.
    Key(&'c str),
    /// An item of a list.
    Item(u32),
}

/// Something wrong in an object that does not keep the rest from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issue<'c> {
    pub kind: IssueKind,
    pub trail: Vec<Trail<'c>>,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IssueKind {
    /// Another shape was expected; which, in words.
    Shape(&'static str),
    /// A key stands twice with one value.
    KeyTwice,
    /// A key stands twice with different values.
    KeyDiffers,
    /// A word stands there for a part of the value.
    Placeholder,
    /// A list has not as many items as its object says.
    Shortened,
}

impl<'c> Context<'c> {
    /// A context for objects whose strings go to `interner`.
    pub(crate) fn new(interner: &'c Interner) -> Self {
        Self {
            interner,
            trail: Vec::new(),
            issues: Vec::new(),
            declared: None,
            placeholder: None,
            by_name: false,
            types: Vec::new(),
            last_type: 0,
        }
    }

    /// Forgets the object that was read.
    pub(crate) fn clear(&mut self) {
        self.trail.clear();
        self.issues.clear();
        self.declared = None;
    }

    fn note(&mut self, kind: IssueKind) {
        let trail = self.trail.clone();
        self.issues.push(Issue { kind, trail });
    }

    /// The symbol of a JSON type.
    fn intern_type(&mut self, text: &str) -> Symbol {
        let is = |(own, _): &(String, Symbol)| own == text;
        if let Some(last) = self.types.get(self.last_type).filter(|last| is(last)) {
            return last.1;
        }
        let found = self.types.iter().position(is);
        self.last_type = found.unwrap_or(self.types.len());
        if let Some(known) = self.types.get(self.last_type) {
            return known.1;
        }
        let symbol = self.interner.intern(text);
        self.types.push((text.to_owned(), symbol));
        symbol
    }

    /// The text of a JSON type that was read here.
    pub(crate) fn type_text(&self, symbol: Symbol) -> &str {
        let known = self.types.iter().find(|(_, own)| *own == symbol);
        known.map_or("", |(text, _)| text)
    }
}

/// Reads a value into the last row of a column.
pub(crate) struct CellSeed<'a, 'c> {
    pub column: &'a mut Column,
    pub plan: &'a CellPlan<'c>,
    pub context: &'a mut Context<'c>,
}

impl<'de> DeserializeSeed<'de> for CellSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.plan.shape.words())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.null();
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.scalar(scalar::Scalar::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.scalar(scalar::Scalar::Int(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.scalar(i64::try_from(value).map_or(scalar::Scalar::Huge, scalar::Scalar::Int));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.scalar(scalar::Scalar::Number(value));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.scalar(scalar::Scalar::Text(value));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        match &self.plan.shape {
            ShapePlan::List(item) => list::read(self.column, item, self.context, items),
            ShapePlan::Bool
            | ShapePlan::Int
            | ShapePlan::Number
            | ShapePlan::Text
            | ShapePlan::Date
            | ShapePlan::Duration
            | ShapePlan::Ref(_)
            | ShapePlan::Record(_) => {
                self.malformed();
                skip_items(items)
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match &self.plan.shape {
            ShapePlan::Record(plan) => object::read_record(self.column, plan, self.context, map),
            ShapePlan::Ref(key) => reference::read(self.column, key, self.context, map),
            ShapePlan::List(item) => {
                list::single(self.column, item, self.context, |seed| seed.visit_map(map))
            }
            ShapePlan::Bool
            | ShapePlan::Int
            | ShapePlan::Number
            | ShapePlan::Text
            | ShapePlan::Date
            | ShapePlan::Duration => {
                self.malformed();
                skip_entries(map)
            }
        }
    }
}

impl CellSeed<'_, '_> {
    /// `null` where a list is expected is no empty list: exporters write it for
    /// what they did not ask for. Where null is no value of its own, nothing was told.
    fn null(self) {
        let is_list = matches!(self.plan.shape, ShapePlan::List(_));
        self.column.set_last(if is_list && !self.plan.nullable {
            Presence::Absent
        } else {
            Presence::Null
        });
    }

    fn malformed(self) {
        self.column.set_last(Presence::Malformed);
        self.context.note(IssueKind::Shape(self.plan.shape.words()));
    }
}

/// Reads the rest of a list without keeping it.
fn skip_items<'de, A: SeqAccess<'de>>(mut items: A) -> Result<(), A::Error> {
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Reads the rest of an object without keeping it.
fn skip_entries<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}
