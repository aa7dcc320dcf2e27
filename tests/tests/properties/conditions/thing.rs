//! An object in JSON, as the real interpreter asks it.

use std::collections::BTreeMap;

use tenet_base::Instant;
use tenet_graph::Answer;
use tenet_graph::condition::{Attribute, Object, Plan, Property, Shape};
use tenet_snapshot::{Reason, ReasonCode};
use tenet_testkit::Json;

/// An object; none for a device that is not registered.
pub(super) struct Thing<'t> {
    pub(super) object: Option<&'t Json>,
    pub(super) groups: &'t BTreeMap<String, Vec<String>>,
}

impl Object for Thing<'_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let Some(object) = self.object else {
            return Attribute::Null;
        };
        let mut found = Some(object);
        for key in &property.path {
            found = found.and_then(|json| {
                if is_null(json) {
                    Some(json)
                } else {
                    json.get(key)
                }
            });
        }
        match found {
            None => Attribute::NotCollected,
            Some(json) if is_null(json) => Attribute::Null,
            Some(json) => read(json, property.shape).unwrap_or(Attribute::Malformed),
        }
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        let unknown = || Answer::unknown(Reason::new(ReasonCode::MembersUnknown, "not there"));
        let id = self.object.and_then(|object| object.get("id"));
        let mut named = self.groups.iter();
        let named = named.find(|(own, _)| own.eq_ignore_ascii_case(group));
        match (id, named) {
            (Some(Json::Text(id)), Some((_, members))) => {
                Answer::from_bool(members.iter().any(|own| own.eq_ignore_ascii_case(id)))
            }
            (_, _) => unknown(),
        }
    }

    fn is_registered(&self) -> bool {
        self.object.is_some()
    }
}

fn is_null(json: &Json) -> bool {
    *json == Json::null()
}

/// A value as Graph gives properties of a shape; none if it is another.
fn read(json: &Json, shape: Shape) -> Option<Attribute<'_>> {
    match (shape, json) {
        (Shape::Bool, Json::Word(word)) => word.parse().ok().map(Attribute::Bool),
        (Shape::Number, Json::Word(word)) => word.parse().ok().map(Attribute::Number),
        (Shape::Text, Json::Text(text)) => Some(Attribute::Text(text)),
        (Shape::Date, Json::Text(text)) => Instant::parse(text).map(Attribute::Date),
        (Shape::Texts | Shape::FirstText, Json::List(items)) => {
            let texts: Option<Vec<_>> = items.iter().map(nullable).collect();
            texts.map(Attribute::Texts)
        }
        (Shape::Plans, Json::List(items)) => {
            Some(Attribute::Plans(items.iter().map(plan).collect()))
        }
        (_, _) => None,
    }
}

fn plan(json: &Json) -> Plan<'_> {
    Plan {
        id: json.get("servicePlanId").and_then(nullable),
        service: json.get("service").and_then(nullable),
        status: json.get("capabilityStatus").and_then(nullable),
    }
}

/// A text or null; none if it is anything else.
#[expect(
    clippy::option_option,
    reason = "null is a value, and what is neither is none"
)]
fn nullable(json: &Json) -> Option<Option<&str>> {
    match json {
        Json::Text(text) => Some(Some(text)),
        Json::Word(word) if word == "null" => Some(None),
        Json::Word(_) | Json::List(_) | Json::Object(_) => None,
    }
}
