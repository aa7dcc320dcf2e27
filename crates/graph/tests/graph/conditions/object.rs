//! Objects of JSON that answer rules: a key that is absent was not collected.

use tenet_base::Instant;
use tenet_graph::Answer;
use tenet_graph::condition::{Attribute, Object, Plan, Property, Shape};
use tenet_snapshot::{Reason, ReasonCode};

use crate::json::{Json, parse};

/// An object; the group ids that it is a direct member of stand under `groups`.
pub(super) struct Thing(Json);

/// The time that `system.now` stands for.
pub(super) fn now() -> Option<Instant> {
    Instant::parse("2026-01-01T00:00:00Z")
}

impl Thing {
    /// `null` is a device that is not registered.
    pub(super) fn of(json: &str) -> Self {
        Self(parse(json))
    }
}

impl Object for Thing {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let mut value = &self.0;
        for key in &property.path {
            value = match (value, value.get(key)) {
                (Json::Null, _) => return Attribute::Null,
                (_, Some(inner)) => inner,
                (_, None) => return Attribute::NotCollected,
            };
        }
        shaped(value, property.shape)
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        match self.0.get("groups") {
            Some(groups) => Answer::from_bool(
                groups
                    .items()
                    .iter()
                    .any(|one| one.as_text() == Some(group)),
            ),
            None => Answer::unknown(Reason::new(ReasonCode::MembersUnknown, "no groups")),
        }
    }

    fn is_registered(&self) -> bool {
        self.0 != Json::Null
    }
}

fn shaped(value: &Json, shape: Shape) -> Attribute<'_> {
    match (value, shape) {
        (Json::Null, _) => Attribute::Null,
        (Json::Bool(value), Shape::Bool) => Attribute::Bool(*value),
        (Json::Int(number), Shape::Number) => Attribute::Number(*number),
        (Json::Text(text), Shape::Date) => {
            Instant::parse(text).map_or(Attribute::Malformed, Attribute::Date)
        }
        (Json::Text(text), Shape::Text) => Attribute::Text(text),
        (Json::List(items), Shape::FirstText) => match items.first().and_then(Json::as_text) {
            Some(first) => Attribute::Text(first),
            None => Attribute::Null,
        },
        (Json::List(items), Shape::Texts) => {
            Attribute::Texts(items.iter().map(Json::as_text).collect())
        }
        (Json::List(items), Shape::Plans) => Attribute::Plans(items.iter().map(plan).collect()),
        _ => Attribute::Malformed,
    }
}

fn plan(json: &Json) -> Plan<'_> {
    let field = |key| json.get(key).map(Json::as_text);
    Plan {
        id: field("servicePlanId"),
        service: field("service"),
        status: field("capabilityStatus"),
    }
}
