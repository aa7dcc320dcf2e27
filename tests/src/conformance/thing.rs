//! An object of a case, as rules and filters ask it.

use serde_json::Value;
use tenet_base::Instant;
use tenet_graph::Answer;
use tenet_graph::condition::{self, Attribute, Plan, Property, Shape};
use tenet_snapshot::{Reason, ReasonCode};

use super::case::Object;
use super::groups::{Groups, ids};

/// An object of Graph: a key that is absent was not collected, null is nothing.
#[derive(Debug, Clone)]
pub struct Thing {
    /// None for a device that is not registered.
    object: Option<Object>,
    /// The groups that there are, if the case tells them.
    groups: Option<Groups>,
}

impl Thing {
    /// An object.
    pub const fn of(object: Object) -> Self {
        Self {
            object: Some(object),
            groups: None,
        }
    }

    /// A device that the directory does not know.
    pub const fn unregistered() -> Self {
        Self {
            object: None,
            groups: None,
        }
    }

    /// The same object among groups.
    #[must_use]
    pub fn among(mut self, groups: Option<Groups>) -> Self {
        self.groups = groups;
        self
    }
}

impl condition::Object for Thing {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let Some(object) = &self.object else {
            return Attribute::Null;
        };
        match find(object, &property.path) {
            None => Attribute::NotCollected,
            Some(Value::Null) => Attribute::Null,
            Some(value) => read(value, property.shape).unwrap_or(Attribute::Malformed),
        }
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        let id = self.object.as_ref().and_then(|object| object.get("id"));
        let (Some(Value::String(id)), Some(groups)) = (id, &self.groups) else {
            let text = "the members of groups are not in the case";
            return Answer::unknown(Reason::new(ReasonCode::MembersUnknown, text));
        };
        let named = groups
            .iter()
            .filter(|(own, _)| own.eq_ignore_ascii_case(group));
        let mut lists = named.flat_map(|(_, group)| ids(group.get("members")));
        Answer::from_bool(lists.any(|member| member.eq_ignore_ascii_case(id)))
    }

    fn is_registered(&self) -> bool {
        self.object.is_some()
    }
}

/// What stands at the end of a path; null at a step before it is null there
/// too, and the id of an object may stand for the object.
fn find<'v>(object: &'v Object, path: &[String]) -> Option<&'v Value> {
    let (first, rest) = path.split_first()?;
    let value = object.get(first).or_else(|| {
        let mut keys = object.iter();
        let found = keys.find(|(key, _)| key.eq_ignore_ascii_case(first));
        found.map(|(_, value)| value)
    })?;
    match (value, rest) {
        (value, []) | (value @ Value::Null, _) => Some(value),
        (Value::Object(inner), rest) => find(inner, rest),
        (id @ Value::String(_), [rest]) if rest == "id" => Some(id),
        (_, _) => None,
    }
}

/// A value as Graph gives properties of a shape; none if it does not.
fn read(value: &Value, shape: Shape) -> Option<Attribute<'_>> {
    match shape {
        Shape::Bool => value.as_bool().map(Attribute::Bool),
        Shape::Text => value.as_str().map(Attribute::Text),
        Shape::Number => value.as_i64().map(Attribute::Number),
        Shape::Date => Instant::parse(value.as_str()?).map(Attribute::Date),
        Shape::Texts | Shape::FirstText => texts(value).map(Attribute::Texts),
        Shape::Plans => plans(value).map(Attribute::Plans),
    }
}

fn texts(value: &Value) -> Option<Vec<Option<&str>>> {
    let items = value.as_array()?.iter().map(nullable);
    items.collect()
}

fn plans(value: &Value) -> Option<Vec<Plan<'_>>> {
    value.as_array()?.iter().map(plan).collect()
}

/// A plan, whose fields may be absent, null or a text; none if one is anything else.
fn plan(value: &Value) -> Option<Plan<'_>> {
    let plan = value.as_object()?;
    let mut read = Plan::default();
    let fields = [
        ("servicePlanId", &mut read.id),
        ("service", &mut read.service),
        ("capabilityStatus", &mut read.status),
    ];
    for (name, field) in fields {
        if let Some(value) = plan.get(name) {
            *field = Some(nullable(value)?);
        }
    }
    Some(read)
}

/// A text or null; none if it is anything else.
#[expect(
    clippy::option_option,
    reason = "null is a value, and what is neither is none"
)]
fn nullable(value: &Value) -> Option<Option<&str>> {
    match value {
        Value::Null => Some(None),
        Value::String(text) => Some(Some(text)),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
