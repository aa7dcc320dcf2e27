//! Objects and records: each key to its column.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::reference::{TYPE, TextSeed, Use};
use super::said::{Length, Said};
use super::{CellSeed, Context, IssueKind, OtherKeys, Trail};
use crate::copies;
use crate::plan::{CellPlan, KeyPlan, ObjectPlan};
use crate::walk::NoteSeed;
use crate::{Column, Presence, Row, Values};

const NEXT_LINK: &str = "@odata.nextLink";
const COUNT: &str = "@odata.count";
const REMOVED: &str = "@removed";
const CHANGES: &str = "@delta";

/// What was seen of an object besides its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// Whether it is an object at all.
    pub is_object: bool,
    /// Whether a delta answer says that it is gone.
    pub removed: bool,
}

/// Reads an object of a collection into the last row of its columns.
pub(crate) struct ObjectSeed<'a, 'c> {
    pub columns: &'a mut [Column],
    pub plan: &'a ObjectPlan<'c>,
    pub context: &'a mut Context<'c>,
    /// Notes the keys that the plan does not name.
    pub others: &'a mut OtherKeys,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_, '_> {
    type Value = Facts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Facts, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_, '_> {
    type Value = Facts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Facts, A::Error> {
        let mut reader = Reader {
            columns: self.columns,
            context: self.context,
            facts: Facts {
                is_object: true,
                removed: false,
            },
            said: Vec::new(),
            others: Some(self.others),
            top: true,
        };
        reader.read(self.plan, map)?;
        Ok(reader.finish(self.plan))
    }

    fn visit_unit<E>(self) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Facts, E> {
        Ok(Facts::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Facts, A::Error> {
        super::skip_items(items).map(|()| Facts::default())
    }
}

/// Reads a record into the last row of its column.
pub(super) fn read_record<'de, 'c, A: MapAccess<'de>>(
    column: &mut Column,
    plan: &ObjectPlan<'c>,
    context: &mut Context<'c>,
    map: A,
) -> Result<(), A::Error> {
    column.set_last(Presence::Known);
    let Values::Record(columns) = &mut column.values else {
        return super::skip_entries(map);
    };
    let mut reader = Reader {
        columns,
        context,
        facts: Facts::default(),
        said: Vec::new(),
        others: None,
        top: false,
    };
    reader.read(plan, map)?;
    reader.finish(plan);
    Ok(())
}

/// Reads the keys of one object.
struct Reader<'a, 'c> {
    columns: &'a mut [Column],
    context: &'a mut Context<'c>,
    facts: Facts,
    /// How many items the lists of fields have, as the answer says.
    said: Vec<(String, Said)>,
    /// Keys of an object of a collection that nothing reads.
    others: Option<&'a mut OtherKeys>,
    /// Whether it is an object of a collection, not a record.
    top: bool,
}

impl<'c> Reader<'_, 'c> {
    fn read<'de, A>(&mut self, plan: &ObjectPlan<'c>, mut map: A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        loop {
            let others = self.others.as_deref_mut().filter(|_| self.top);
            let Some(key) = map.next_key_seed(KeySeed { plan, others })? else {
                break;
            };
            match key {
                Key::Planned(key) => self.planned(key, &mut map)?,
                Key::Type if self.top => self.declare(&mut map)?,
                Key::Removed => {
                    self.facts.removed = true;
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Open(field) => {
                    self.said.push((field, Said::More));
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Count(field) => {
                    let note = map.next_value_seed(NoteSeed)?;
                    self.said.push((field, Said::Count(note.count())));
                }
                Key::Length(length) => {
                    let note = map.next_value_seed(NoteSeed)?;
                    let said = length.said(&note);
                    self.said
                        .extend(said.map(|said| (length.list().to_owned(), said)));
                }
                Key::Changed(field) => {
                    self.changed(plan, &field);
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Type | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    /// The changes of a list say that it is another than before, and not which.
    fn changed(&mut self, plan: &ObjectPlan<'c>, field: &str) {
        let cell = plan.find(field).and_then(|key| key.cell.as_ref());
        let column = cell.and_then(|(at, _)| self.columns.get_mut(*at));
        if let Some(column) = column.filter(|column| column.last() == Presence::Absent)
            && matches!(column.values, Values::List { .. })
        {
            // An open list would leave what another answer holds of it as it is.
            column.set_last(Presence::Malformed);
        }
    }

    fn declare<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        let kind = map.next_value_seed(TextSeed(self.context, Use::Type))?;
        self.context.declared = self.context.declared.or(kind);
        Ok(())
    }

    fn planned<'de, A>(&mut self, key: &KeyPlan<'c>, map: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        self.context.trail.push(Trail::Key(key.name));
        match &key.cell {
            Some((column, _)) if self.top && key.name.eq_ignore_ascii_case(TYPE) => {
                self.declare(map)?;
                self.store_type(*column);
            }
            Some((column, cell)) if key.inside.keys.is_empty() => {
                self.cell(*column, cell, map)?;
            }
            None => map.next_value_seed(InsideSeed {
                reader: self,
                plan: &key.inside,
            })?,
            Some((column, cell)) => self.both(*column, cell, &key.inside, map)?,
        }
        self.context.trail.pop();
        Ok(())
    }

    /// The JSON type is read as a field too.
    fn store_type(&mut self, at: usize) {
        let Some(column) = self.columns.get_mut(at) else {
            return;
        };
        let known = self.context.declared;
        if let Values::Text(texts) = &mut column.values
            && let Some(last) = texts.last_mut()
        {
            *last = known;
        }
        column.set_last(known.map_or(Presence::Malformed, |_| Presence::Known));
    }

    fn cell<'de, A>(&mut self, at: usize, plan: &CellPlan<'c>, map: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let Some(column) = self.columns.get_mut(at) else {
            return map.next_value::<IgnoredAny>().map(|_| ());
        };
        if column.last() != Presence::Absent {
            return again(column, plan, self.context, map);
        }
        map.next_value_seed(CellSeed {
            column,
            plan,
            context: self.context,
        })
    }

    /// A value that is read as a whole and for its parts is read twice.
    fn both<'de, A: MapAccess<'de>>(
        &mut self,
        at: usize,
        plan: &CellPlan<'c>,
        inside: &ObjectPlan<'c>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let raw = map.next_value::<&'de RawValue>()?;
        let mut whole = serde_json::Deserializer::from_str(raw.get());
        if let Some(column) = self.columns.get_mut(at) {
            let seed = CellSeed {
                column,
                plan,
                context: self.context,
            };
            seed.deserialize(&mut whole).map_err(A::Error::custom)?;
        }
        let mut parts = serde_json::Deserializer::from_str(raw.get());
        let seed = InsideSeed {
            reader: self,
            plan: inside,
        };
        seed.deserialize(&mut parts).map_err(A::Error::custom)
    }

    /// Marks the parts of a value that is not there as `presence`.
    fn mark(&mut self, plan: &ObjectPlan<'_>, presence: Presence) {
        for key in &plan.keys {
            if let Some(column) = key
                .cell
                .as_ref()
                .and_then(|(at, _)| self.columns.get_mut(*at))
            {
                column.set_last(presence);
            }
            self.mark(&key.inside, presence);
        }
    }

    /// Lists that go on elsewhere, or have not as many items as is said, are open.
    fn finish(self, plan: &ObjectPlan<'c>) -> Facts {
        let own = if self.top {
            Length::of_columns(plan, self.columns)
        } else {
            Vec::new()
        };
        let own = own.into_iter();
        let beside = self
            .said
            .iter()
            .map(|(field, said)| (field.as_str(), *said));
        let all: Vec<(&str, Said)> = beside.chain(own).collect();
        for (field, said) in all {
            let Some(key) = plan.find(field) else {
                continue;
            };
            let column = key.cell.as_ref();
            let column = column.and_then(|(at, _)| self.columns.get_mut(*at));
            if let Some(column) = column
                && let Values::List { ends, .. } = &column.values
                && column.last() == Presence::Known
                && !said.fits(last_length(ends))
            {
                column.set_last(Presence::Open);
                if let Some(issue) = said.issue() {
                    self.context.trail.push(Trail::Key(key.name));
                    self.context.note(issue);
                    self.context.trail.pop();
                }
            }
        }
        self.facts
    }
}

/// How many items the list of the last row has.
fn last_length(ends: &[Row]) -> u64 {
    let mut last = ends.iter().rev().copied();
    let end = last.next().unwrap_or(0);
    u64::from(end - last.next().unwrap_or(0))
}

/// A key that was there before: the same value is no harm, another makes the field unknown.
fn again<'de, 'c, A: MapAccess<'de>>(
    column: &mut Column,
    plan: &CellPlan<'c>,
    context: &mut Context<'c>,
    map: &mut A,
) -> Result<(), A::Error> {
    let mut other = copies::empty_like(column);
    other.push_absent();
    map.next_value_seed(CellSeed {
        column: &mut other,
        plan,
        context,
    })?;
    let row = column.rows().saturating_sub(1) as u32;
    if copies::same(column, row, &other, 0) {
        context.note(IssueKind::KeyTwice);
    } else {
        column.set_last(Presence::Malformed);
        context.note(IssueKind::KeyDiffers);
    }
    Ok(())
}

/// What a key stands for.
enum Key<'a, 'p> {
    Planned(&'a KeyPlan<'p>),
    Type,
    Removed,
    /// The list of that field goes on in another answer.
    Open(String),
    /// How many items the list of that field has.
    Count(String),
    /// What has changed in the list of that field.
    Changed(String),
    /// A property that says how long a list is.
    Length(Length),
    Other,
}

struct KeySeed<'a, 'p, 'o> {
    plan: &'a ObjectPlan<'p>,
    others: Option<&'o mut OtherKeys>,
}

impl<'de, 'a, 'p> DeserializeSeed<'de> for KeySeed<'a, 'p, '_> {
    type Value = Key<'a, 'p>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a, 'p> Visitor<'_> for KeySeed<'a, 'p, '_> {
    type Value = Key<'a, 'p>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        if let Some(plan) = self.plan.find(key) {
            return Ok(Key::Planned(plan));
        }
        if key.as_bytes().contains(&b'@') {
            return Ok(annotation(key));
        }
        let Some(others) = self.others else {
            return Ok(Key::Other);
        };
        others.meet(key);
        Ok(Length::of(key).map_or(Key::Other, Key::Length))
    }
}

fn annotation<'a, 'p>(key: &str) -> Key<'a, 'p> {
    if key.eq_ignore_ascii_case(TYPE) {
        return Key::Type;
    }
    if key.eq_ignore_ascii_case(REMOVED) {
        return Key::Removed;
    }
    if let Some(field) = before(key, CHANGES) {
        return Key::Changed(field.to_owned());
    }
    match (before(key, NEXT_LINK), before(key, COUNT)) {
        (Some(field), _) => Key::Open(field.to_owned()),
        (None, Some(field)) => Key::Count(field.to_owned()),
        (None, None) => Key::Other,
    }
}

/// What stands before an annotation: `members` of `members@odata.nextLink`.
fn before<'k>(key: &'k str, annotation: &str) -> Option<&'k str> {
    let split = key.len().checked_sub(annotation.len())?;
    let (field, end) = key.split_at_checked(split)?;
    end.eq_ignore_ascii_case(annotation).then_some(field)
}

/// Reads a value for the parts of it that are columns of the same row.
struct InsideSeed<'r, 'a, 'c> {
    reader: &'r mut Reader<'a, 'c>,
    plan: &'r ObjectPlan<'c>,
}

impl<'de> DeserializeSeed<'de> for InsideSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InsideSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let top = std::mem::replace(&mut self.reader.top, false);
        let result = self.reader.read(self.plan, map);
        self.reader.top = top;
        result
    }

    /// What is inside of nothing is nothing.
    fn visit_unit<E>(self) -> Result<(), E> {
        self.reader.mark(self.plan, Presence::Null);
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.wrong();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.wrong();
        super::skip_items(items)
    }
}

impl InsideSeed<'_, '_, '_> {
    fn wrong(self) {
        self.reader.mark(self.plan, Presence::Malformed);
        self.reader.context.note(IssueKind::Shape("an object"));
    }
}
