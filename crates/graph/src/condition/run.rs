//! What a rule is asked about, and what of it a comparison reads.

use tenet_base::Instant;
use tenet_snapshot::{Reason, ReasonCode};

use super::object::{Attribute, Object, Plan};
use super::property::Property;
use crate::Answer;

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// By its place among the properties of the rule.
    Property(usize),
    /// The item of the collection around it.
    Item,
    PlanId,
    PlanService,
    PlanStatus,
}

/// What a rule is asked about.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) properties: &'r [Property],
    pub(super) object: &'r dyn Object,
    pub(super) now: Option<Instant>,
    pub(super) item: Option<Item<'r>>,
}

/// An item of a collection.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'r> {
    Text(Option<&'r str>),
    Plan(Plan<'r>),
}

/// Properties that say whether extension attributes are known (K7), after the
/// properties of the rule itself.
pub(super) const MANAGED: &str = "isManaged";
pub(super) const COMPLIANT: &str = "isCompliant";
pub(super) const TRUST: &str = "trustType";

impl<'r> Run<'r> {
    pub(super) fn property(self, at: usize) -> Option<&'r Property> {
        self.properties.get(at)
    }

    pub(super) fn attribute(self, source: Source) -> Attribute<'r> {
        let of_plan = |field: fn(Plan<'r>) -> Option<Option<&'r str>>| match self.item {
            Some(Item::Plan(plan)) => match field(plan) {
                None => Attribute::NotCollected,
                Some(None) => Attribute::Null,
                Some(Some(text)) => Attribute::Text(text),
            },
            Some(Item::Text(_)) | None => Attribute::Malformed,
        };
        match source {
            Source::Property(at) => match self.property(at) {
                Some(property) => self.object.attribute(property),
                None => Attribute::NotCollected,
            },
            Source::Item => match self.item {
                Some(Item::Text(Some(text))) => Attribute::Text(text),
                Some(Item::Text(None)) => Attribute::Null,
                Some(Item::Plan(_)) | None => Attribute::Malformed,
            },
            Source::PlanId => of_plan(|plan| plan.id),
            Source::PlanService => of_plan(|plan| plan.service),
            Source::PlanStatus => of_plan(|plan| plan.status),
        }
    }

    pub(super) fn by_name(self, name: &str) -> Attribute<'r> {
        let named = |property: &&Property| property.path == [name];
        let property = self.properties.iter().find(named);
        property.map_or(Attribute::NotCollected, |property| {
            self.object.attribute(property)
        })
    }

    pub(super) fn flag(self, name: &str) -> Answer {
        let flag = self.by_name(name);
        if let Attribute::Bool(flag) = flag {
            return Answer::from_bool(flag);
        }
        if flag == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(not_collected(&flag, name))
    }

    pub(super) fn is_hybrid(self) -> Answer {
        let trust = self.by_name(TRUST);
        if let Attribute::Text(trust) = trust {
            return Answer::from_bool(trust.eq_ignore_ascii_case("ServerAD"));
        }
        if trust == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(not_collected(&trust, TRUST))
    }
}

pub(super) fn missing(attribute: &Attribute<'_>, property: Option<&Property>) -> Reason {
    let name = property.map(|property| property.path.join("."));
    not_collected(attribute, name.as_deref().unwrap_or("a plan"))
}

fn not_collected(attribute: &Attribute<'_>, name: &str) -> Reason {
    let (code, why) = match attribute {
        Attribute::NotCollected => (ReasonCode::PropertyNotCollected, "was not exported"),
        Attribute::Conflicting => (ReasonCode::ConflictingCopies, "differs between copies"),
        Attribute::Malformed
        | Attribute::Null
        | Attribute::Bool(_)
        | Attribute::Number(_)
        | Attribute::Text(_)
        | Attribute::Date(_)
        | Attribute::Texts(_)
        | Attribute::Plans(_) => (
            ReasonCode::Malformed,
            "is not of the shape that Graph gives it",
        ),
    };
    Reason::new(code, format!("`{name}`, which a rule asks for, {why}")).field(name)
}

/// A value as a proof shows it.
pub(super) fn shown(attribute: &Attribute<'_>) -> String {
    match attribute {
        Attribute::NotCollected => "not exported".to_owned(),
        Attribute::Malformed => "malformed".to_owned(),
        Attribute::Conflicting => "different in copies".to_owned(),
        Attribute::Null => "null".to_owned(),
        Attribute::Bool(value) => value.to_string(),
        Attribute::Number(value) => value.to_string(),
        Attribute::Text(text) => format!("\"{text}\""),
        Attribute::Date(date) => date.to_string(),
        Attribute::Texts(texts) => {
            let texts = texts
                .iter()
                .map(|text| format!("\"{}\"", text.unwrap_or_default()));
            format!("[{}]", texts.collect::<Vec<_>>().join(", "))
        }
        Attribute::Plans(plans) => format!("{} plans", plans.len()),
    }
}
