//! What an object of Graph has for a property.

use super::date::Moment;
use super::property::{Kind, Property};
use super::{Asked, Truth};
use crate::Json;

/// What an object has for a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// It was not collected, or is not what it should be.
    Unknown,
    /// It is empty.
    Null,
    /// A text.
    Text(String),
    /// One of two texts.
    Either(String, String),
    /// `true` or `false`.
    Truth(bool),
    /// A moment.
    Date(Moment),
    /// A list.
    List(Vec<Json>),
}

/// What the object asked about has for a property.
pub(super) fn value(property: &Property, asked: &Asked<'_>) -> Value {
    let Some(object) = asked.object else {
        // Clause K4; the other languages are not asked about such a device.
        return Value::Null;
    };
    let mut found = Some(object);
    for key in property.field.split('.') {
        found = found.and_then(|found| {
            if is_null(found) {
                Some(found)
            } else {
                field(found, key)
            }
        });
    }
    match found {
        Some(json) if is_null(json) => Value::Null,
        Some(json) => read(json, property.kind, object),
        None => Value::Unknown,
    }
}

/// The value of a key, which stands there just so.
pub(super) fn field<'j>(object: &'j Json, key: &str) -> Option<&'j Json> {
    match object {
        Json::Object(pairs) => {
            let found = pairs.iter().find(|(own, _)| own == key);
            found.map(|(_, value)| value)
        }
        Json::Word(_) | Json::Text(_) | Json::List(_) => None,
    }
}

/// Whether a value was collected and is empty.
pub(super) fn is_null(json: &Json) -> bool {
    *json == Json::null()
}

/// A text, or null.
pub(super) fn text(json: &Json) -> Value {
    match json {
        Json::Text(text) => unescape(text).map_or(Value::Unknown, Value::Text),
        Json::Word(_) if is_null(json) => Value::Null,
        Json::Word(_) | Json::List(_) | Json::Object(_) => Value::Unknown,
    }
}

/// Whether the object is one of those that a list of ids names.
pub(super) fn is_one_of(object: &Json, ids: &[String]) -> Truth {
    match field(object, "id").map_or(Value::Unknown, text) {
        Value::Text(id) => ids.iter().any(|own| own.eq_ignore_ascii_case(&id)).into(),
        Value::Unknown
        | Value::Null
        | Value::Either(..)
        | Value::Truth(_)
        | Value::Date(_)
        | Value::List(_) => Truth::Unknown,
    }
}

fn read(json: &Json, kind: Kind, object: &Json) -> Value {
    match kind {
        Kind::Text | Kind::ExtensionAttribute | Kind::Version | Kind::Unrecognised => text(json),
        Kind::First => match json {
            Json::List(items) => items.first().map_or(Value::Null, text),
            Json::Word(_) | Json::Text(_) | Json::Object(_) => Value::Unknown,
        },
        Kind::Truth => truth(json).map_or(Value::Unknown, Value::Truth),
        Kind::WrittenTruth => match truth(json) {
            Some(truth) => Value::Text(truth.to_string()),
            None => Value::Unknown,
        },
        Kind::Date => match text(json) {
            Value::Text(text) => Moment::parse(&text).map_or(Value::Unknown, Value::Date),
            Value::Unknown
            | Value::Null
            | Value::Either(..)
            | Value::Truth(_)
            | Value::Date(_)
            | Value::List(_) => Value::Unknown,
        },
        Kind::Texts | Kind::Plans => match json {
            Json::List(items) => Value::List(items.clone()),
            Json::Word(_) | Json::Text(_) | Json::Object(_) => Value::Unknown,
        },
        Kind::Owner => renamed(json, &OWNERS),
        Kind::Join => renamed(json, &JOINS),
        Kind::Edition => edition(json),
        Kind::Processor => processor(json, object),
        Kind::Groups | Kind::Untold => Value::Unknown,
    }
}

/// `true` or `false`.
pub(super) fn truth(json: &Json) -> Option<bool> {
    match json {
        Json::Word(word) if word == "true" => Some(true),
        Json::Word(word) if word == "false" => Some(false),
        Json::Word(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
    }
}

/// Clause F7: owners as Graph and as Intune's rules write them.
const OWNERS: [(&str, &str); 3] = [
    ("company", "Corporate"),
    ("personal", "Personal"),
    ("unknown", "Unknown"),
];

/// Clause F7: joins as Graph and as Intune's rules write them.
const JOINS: [(&str, &str); 4] = [
    ("azureADJoined", "Azure AD joined"),
    ("azureADRegistered", "Azure AD registered"),
    ("hybridAzureADJoined", "Hybrid Azure AD joined"),
    ("unknown", "Unknown"),
];

/// Numbers and names of editions that a filter is likely to name.
const EDITIONS: [(&str, &str); 8] = [
    ("4", "Enterprise"),
    ("27", "EnterpriseN"),
    ("48", "Professional"),
    ("49", "BusinessN"),
    ("101", "Core"),
    ("121", "Education"),
    ("122", "EducationN"),
    ("125", "EnterpriseS"),
];

fn renamed(json: &Json, names: &[(&str, &str)]) -> Value {
    let Json::Text(own) = json else {
        return Value::Unknown;
    };
    let found = names
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(own));
    found.map_or(Value::Unknown, |(_, name)| Value::Text((*name).to_owned()))
}

fn edition(json: &Json) -> Value {
    let Json::Word(number) = json else {
        return Value::Unknown;
    };
    let found = EDITIONS.iter().find(|(own, _)| own == number);
    found.map_or(Value::Unknown, |(_, name)| Value::Text((*name).to_owned()))
}

/// Clause F7: `x64` is `amd64` on Windows.
fn processor(json: &Json, object: &Json) -> Value {
    let Value::Text(own) = text(json) else {
        return Value::Unknown;
    };
    let words = ["x86", "arm64", "unknown"];
    if words.iter().any(|word| word.eq_ignore_ascii_case(&own)) {
        return Value::Text(own);
    }
    if !own.eq_ignore_ascii_case("x64") {
        return Value::Unknown;
    }
    match field(object, "operatingSystem") {
        Some(Json::Text(system)) if system.eq_ignore_ascii_case("Windows") => {
            Value::Text("amd64".to_owned())
        }
        Some(Json::Text(system)) if system.eq_ignore_ascii_case("macOS") => Value::Text(own),
        Some(_) | None => Value::Either("amd64".to_owned(), own),
    }
}

/// A text of JSON without its escapes.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match rest.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let digits: String = rest.by_ref().take(4).collect();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
            other => other,
        });
    }
    Some(out)
}
