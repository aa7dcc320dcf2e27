//! The report on the wire, held against its schema.

use serde_json::Value;
use tenet_base::{SourceMap, Span};
use tenet_eval::{FindingStatus, RuleStatus};

use super::{SCHEMA, render};
use crate::fixture;
use crate::model::{Report, Waiver};

/// The report without all but two of its many violations, to be read.
fn short() -> Report {
    let mut report = fixture::report();
    for rule in &mut report.rules {
        rule.findings.truncate(2);
    }
    report
}

#[test]
fn a_report_as_json() {
    insta::assert_snapshot!(render(&short(), &SourceMap::new()));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let sources = SourceMap::new();
    let text = render(&fixture::report(), &sources);
    assert_eq!(text, render(&fixture::report(), &sources));
    assert!(text.ends_with("}\n"));
}

#[test]
fn the_schema_describes_every_key() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let report = serde_json::from_str(&render(&fixture::report(), &SourceMap::new())).unwrap();
    let mut wrong = Vec::new();
    Checker { root: &schema }.check(&schema, &report, "", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_schema_describes_what_is_waived() {
    let mut sources = SourceMap::new();
    let file = sources.add("rules/waivers.tenet", "waiver SVC-C3c {\n}\n");
    let mut report = fixture::report();
    let doubts = report.rules[2].findings[0].reasons.clone();
    let rule = &mut report.rules[0];
    rule.status = RuleStatus::Waived;
    rule.findings.truncate(1);
    let finding = &mut rule.findings[0];
    finding.status = FindingStatus::Waived;
    finding.waiver = Some(Waiver {
        applies: true,
        doubts,
        until: "2027-03-31".to_owned(),
        reason: "Pilot".to_owned(),
        approved_by: "security@contoso.com".to_owned(),
        span: Span::new(file, 7, 14),
    });
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let report: Value = serde_json::from_str(&render(&report, &sources)).unwrap();
    let waiver = &report["rules"][0]["findings"][0]["waiver"];
    assert_eq!(waiver["place"]["column"], 8);
    assert!(!waiver["doubts"].as_array().unwrap().is_empty());
    let mut wrong = Vec::new();
    Checker { root: &schema }.check(&schema, &report, "", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_schema_notices_what_is_missing_and_what_is_wrong() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let text = render(&short(), &SourceMap::new());
    let mut report: Value = serde_json::from_str(&text).unwrap();
    report["summary"].as_object_mut().unwrap().remove("rules");
    report["rules"][0]["status"] = "green".into();
    report["rules"][0]["findings"][0]["path"][0]["evidence"]["line"] = "14".into();
    report["rules"][0]["colour"] = 7.into();
    let mut wrong = Vec::new();
    Checker { root: &schema }.check(&schema, &report, "", &mut wrong);
    assert_eq!(
        wrong,
        [
            "/rules/0: `colour` is not described",
            "/rules/0/findings/0/path/0/evidence: fits no alternative",
            "/rules/0/status: not one of the words",
            "/summary: `rules` is missing",
        ]
    );
}

/// Checks a value by the part of JSON Schema that ours uses; a keyword that it
/// does not know is an error, and so is a key that no schema describes.
struct Checker<'a> {
    root: &'a Value,
}

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$ref" => self.check(self.definition(rule), value, at, wrong),
                "anyOf" => self.any_of(rule, value, at, wrong),
                "type" => check_type(rule, value, at, wrong),
                "enum" if !rule.as_array().unwrap().contains(value) => {
                    wrong.push(format!("{at}: not one of the words"));
                }
                "const" if rule != value => wrong.push(format!("{at}: not {rule}")),
                "required" => check_required(rule, value, at, wrong),
                "items" => self.items(rule, value, at, wrong),
                "properties" => self.properties(schema, value, at, wrong),
                "additionalProperties" if schema.get("properties").is_none() => {
                    self.values(rule, value, at, wrong);
                }
                "$schema" | "$id" | "$defs" | "title" | "description" | "minimum" | "format"
                | "enum" | "const" => {}
                other => panic!("the schema uses `{other}`"),
            }
        }
    }

    fn definition(&self, reference: &Value) -> &Value {
        let pointer = reference.as_str().unwrap().trim_start_matches('#');
        self.root.pointer(pointer).expect("a definition")
    }

    fn any_of(&self, schemas: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        let fits = |schema: &Value| {
            let mut errors = Vec::new();
            self.check(schema, value, at, &mut errors);
            errors.is_empty()
        };
        if !schemas.as_array().unwrap().iter().any(fits) {
            wrong.push(format!("{at}: fits no alternative"));
        }
    }

    fn items(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        for (number, item) in value.as_array().into_iter().flatten().enumerate() {
            self.check(schema, item, &format!("{at}/{number}"), wrong);
        }
    }

    fn properties(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        for (key, part) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(key) {
                Some(schema) => self.check(schema, part, &format!("{at}/{key}"), wrong),
                None => wrong.push(format!("{at}: `{key}` is not described")),
            }
        }
    }

    fn values(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        for (key, part) in value.as_object().into_iter().flatten() {
            self.check(schema, part, &format!("{at}/{key}"), wrong);
        }
    }
}

fn check_type(types: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let actual = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let several = types.as_array();
    let fits = several.map_or(types == actual, |all| all.iter().any(|it| it == actual));
    if !fits {
        wrong.push(format!("{at}: is {actual}, not {types}"));
    }
}

fn check_required(required: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    for key in required.as_array().unwrap() {
        let key = key.as_str().unwrap();
        if value.is_object() && value.get(key).is_none() {
            wrong.push(format!("{at}: `{key}` is missing"));
        }
    }
}
