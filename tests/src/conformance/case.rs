//! Cases as the file holds them: a head that all have, and the question.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::answer::Said;

/// A JSON object.
pub type Object = Map<String, Value>;

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id: `AS-001`.
    pub id: String,
    /// What it asks: the area, and its operation if it has one: `membership/edgeAllowed`.
    pub question: String,
    /// The clause of the specification that decides.
    pub clause: String,
    /// The answers that are right; the first is the expected one.
    pub right: Vec<Said>,
    /// The codes of the reasons for which it is unknown, if they are recorded.
    pub reason: Option<BTreeSet<String>>,
    /// The question itself, without what all cases have.
    pub body: Object,
}

/// The keys that say where a case comes from, and change nothing.
const REMARKS: &[&str] = &[
    "certainty",
    "confidence",
    "documentedEffect",
    "note",
    "sources",
];

impl Case {
    /// Reads a case, or says what it lacks.
    pub fn read(json: &Value) -> Result<Self, String> {
        let mut body = json.as_object().ok_or("a case is no object")?.clone();
        let id = text(&mut body, "id").ok_or("a case has no `id`")?;
        let complain = |what: &str| format!("case `{id}`: {what}");
        let area = text(&mut body, "area").ok_or_else(|| complain("no `area`"))?;
        let question = match text(&mut body, "op") {
            Some(op) => format!("{area}/{op}"),
            None => area,
        };
        let expected = body.remove("expected");
        let expected = expected.as_ref().and_then(Said::read);
        let mut right = vec![expected.ok_or_else(|| complain("no `expected` answer"))?];
        right.extend(accepted(body.remove("accept").as_ref()));
        let reason = body.remove("reason").map(|codes| words(&codes));
        for remark in REMARKS {
            body.remove(*remark);
        }
        Ok(Self {
            clause: text(&mut body, "clause").unwrap_or_default(),
            id,
            question,
            right,
            reason,
            body,
        })
    }

    /// The question, typed. A key that the type does not have may change what
    /// is asked, so it is a mistake.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_value(Value::Object(self.body.clone())).map_err(|error| error.to_string())
    }
}

fn text(object: &mut Object, key: &str) -> Option<String> {
    match object.remove(key) {
        Some(Value::String(text)) => Some(text),
        Some(_) | None => None,
    }
}

/// One further answer, or a list of them. The items of a list are answers of
/// their own: no case accepts a second set.
fn accepted(json: Option<&Value>) -> Vec<Said> {
    match json {
        Some(Value::Array(items)) => items.iter().filter_map(Said::read).collect(),
        Some(other) => Said::read(other).into_iter().collect(),
        None => Vec::new(),
    }
}

fn words(json: &Value) -> BTreeSet<String> {
    match json {
        Value::String(word) => [word.clone()].into(),
        Value::Array(items) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => BTreeSet::new(),
    }
}
