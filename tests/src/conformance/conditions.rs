//! Rules of dynamic groups, assignment filters and device filters.

use serde::Deserialize;
use serde_json::Value;
use tenet_base::Instant;
use tenet_graph::condition::{Rule, Subject, Verdict};
use tenet_syntax::condition::Dialect;

use super::answer::{Found, Said, Why};
use super::case::{Case, Object};
use super::groups::Groups;
use super::thing::Thing;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dynamic {
    subject: String,
    rule: String,
    object: Object,
    #[serde(default)]
    context: Context,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Filter {
    #[serde(rename = "filterKind")]
    about: String,
    rule: String,
    object: Object,
    #[serde(default)]
    context: Context,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Device {
    rule: String,
    object: Value,
    #[serde(default)]
    context: Context,
}

/// What a rule may ask beside the object.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    #[serde(default)]
    groups: Option<Groups>,
    #[serde(default)]
    now: Option<String>,
}

/// What the rule of a dynamic group says of an object.
pub fn dynamic_rule(case: &Case) -> Result<Found, String> {
    let asked: Dynamic = case.body()?;
    let subject = match asked.subject.as_str() {
        "user" => Subject::User,
        "device" => Subject::Device,
        other => return Err(format!("rules about `{other}` are not known")),
    };
    let rule = Rule::compile(Dialect::Membership, subject, &asked.rule);
    judge(&rule, &Thing::of(asked.object), asked.context)
}

/// What an assignment filter says of an object.
pub fn assignment_filter(case: &Case) -> Result<Found, String> {
    let asked: Filter = case.body()?;
    let subject = match asked.about.as_str() {
        "device" | "devices" | "managedDevice" => Subject::ManagedDevice,
        "app" | "apps" | "managedApp" => Subject::ManagedApp,
        other => return Err(format!("filters of `{other}` are not known")),
    };
    let rule = Rule::compile(Dialect::AssignmentFilter, subject, &asked.rule);
    judge(&rule, &Thing::of(asked.object), asked.context)
}

/// What a device filter of Conditional Access says of a device; null is one
/// that is not registered.
pub fn device_filter(case: &Case) -> Result<Found, String> {
    let asked: Device = case.body()?;
    let rule = Rule::compile(Dialect::DeviceFilter, Subject::Device, &asked.rule);
    let thing = match asked.object {
        Value::Null => Thing::unregistered(),
        Value::Object(object) => Thing::of(object),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Err("`object` is neither a device nor null".to_owned());
        }
    };
    judge(&rule, &thing, asked.context)
}

fn judge(rule: &Rule, thing: &Thing, context: Context) -> Result<Found, String> {
    let parsed = |now: &String| Instant::parse(now).ok_or_else(|| format!("`{now}` is no time"));
    let now = context.now.as_ref().map(parsed).transpose()?;
    let thing = thing.clone().among(context.groups);
    Ok(match rule.evaluate(&thing, now) {
        Verdict::True => Found::word("true"),
        Verdict::False => Found::word("false"),
        Verdict::Unknown(reasons) => Found::unknown(&reasons),
        Verdict::Error(problem) => Found {
            said: Said::Word("error".to_owned()),
            reasons: vec![Why {
                code: None,
                text: format!(
                    "{} [{}] at {}..{}",
                    problem.message, problem.clause, problem.span.start, problem.span.end
                ),
            }],
        },
    })
}
