//! An object of an export, taken apart as far as a layout looks into it.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Made;
use crate::json::{self, Fault};
use crate::object::Step;

/// An object at the start of a text.
#[derive(Debug, Clone)]
pub(crate) struct Item<'t> {
    /// The object.
    pub value: Value<'t>,
    /// How many bytes it took, with the blanks before it.
    pub used: usize,
}

/// A value in an object: where it stands, and the way to it.
#[derive(Debug, Clone)]
pub(crate) struct Value<'t> {
    source: &'t str,
    range: Range<usize>,
    steps: Vec<Step>,
}

impl<'t> Item<'t> {
    /// Reads the value at the start of `text`.
    pub(crate) fn read(text: &'t str) -> Result<Self, Fault> {
        let used = json::skip(text)?;
        let whole = text.get(..used).unwrap_or("");
        let start = used - whole.trim_start().len();
        Ok(Self {
            value: Value {
                source: text,
                range: start..used,
                steps: Vec::new(),
            },
            used,
        })
    }
}

impl<'t> Value<'t> {
    /// The text of the value.
    pub(crate) fn text(&self) -> &'t str {
        self.source.get(self.range.clone()).unwrap_or("")
    }

    /// The way to it.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether it is an object.
    pub(crate) fn is_object(&self) -> bool {
        self.text().starts_with('{')
    }

    /// The value of a key, whatever its case; none if it is null.
    pub(crate) fn field(&self, key: &str) -> Option<Self> {
        let fields = self.fields().into_iter();
        let mut own = fields.filter(|(name, _)| name.eq_ignore_ascii_case(key));
        own.next()
            .map(|(_, value)| value)
            .filter(|it| it.text() != "null")
    }

    /// Its keys and their values; none if it is no object.
    pub(crate) fn fields(&self) -> Vec<(String, Self)> {
        let mut json = serde_json::Deserializer::from_str(self.text());
        let fields = json.deserialize_map(Fields).unwrap_or_default().into_iter();
        let value = |(key, raw): (String, &'t RawValue)| {
            let value = self.part(raw, Step::Key(key.clone()));
            (key, value)
        };
        fields.map(value).collect()
    }

    /// Its items; itself where a list of one was written as its item, none for null.
    pub(crate) fn items(&self) -> Vec<Self> {
        if self.text() == "null" {
            return Vec::new();
        }
        let Ok(items) = serde_json::from_str::<Vec<&'t RawValue>>(self.text()) else {
            return vec![self.clone()];
        };
        let items = (0u32..).zip(items);
        items
            .map(|(at, raw)| self.part(raw, Step::Item(at)))
            .collect()
    }

    /// The text that it is.
    pub(crate) fn string(&self) -> Option<String> {
        serde_json::from_str(self.text()).ok()
    }

    /// The text of a key.
    pub(crate) fn string_of(&self, key: &str) -> Option<String> {
        self.field(key)?.string()
    }

    /// The value as a part of another object.
    pub(crate) fn made(&self) -> Made {
        Made::Part(self.range.clone(), self.steps.clone())
    }

    /// A text that stands for the value.
    pub(crate) fn said(&self, text: &str) -> Made {
        Made::Text(text.to_owned(), self.steps.clone())
    }

    fn part(&self, raw: &RawValue, step: Step) -> Self {
        let text = raw.get();
        // What is lent from the text stands in it.
        let start = (text.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize);
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            source: self.source,
            range: start..start + text.len(),
            steps,
        }
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = map.next_entry()? {
            fields.push(entry);
        }
        Ok(fields)
    }
}
