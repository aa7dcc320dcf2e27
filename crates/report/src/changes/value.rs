//! A value of an export, as it is shown and written.

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use tenet_snapshot::versions::Node;

/// A value of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value(pub Node);

impl Value {
    /// The value as JSON in one line.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The id that it is, or that the object has which it is: what it may be called by.
    pub fn id(&self) -> Option<&str> {
        self.0.text().or_else(|| self.0.field("id")?.text())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Wire(&self.0).serialize(serializer)
    }
}

struct Wire<'a>(&'a Node);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Node::Null => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Number(text) => number(text, serializer),
            Node::Text(text) => serializer.serialize_str(text),
            Node::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Wire(item))?;
                }
                list.end()
            }
            Node::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, &Wire(value))?;
                }
                map.end()
            }
        }
    }
}

fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(whole) = text.parse::<i64>() {
        return serializer.serialize_i64(whole);
    }
    if let Ok(whole) = text.parse::<u64>() {
        return serializer.serialize_u64(whole);
    }
    match text.parse::<f64>() {
        Ok(value) => serializer.serialize_f64(value),
        Err(_) => serializer.serialize_str(text),
    }
}
