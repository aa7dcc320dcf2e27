//! Groups of cases as Graph writes them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::case::Object;
use super::ids::guid;
use super::tenant::Export;

/// Groups by their ids in the case.
pub type Groups = BTreeMap<String, Object>;

/// The properties of a group that Graph has and that are copied as they are.
const OWN: &[&str] = &[
    "createdDateTime",
    "deletedDateTime",
    "description",
    "displayName",
    "groupTypes",
    "isAssignableToRole",
    "mailEnabled",
    "membershipRule",
    "membershipRuleProcessingState",
    "onPremisesSyncEnabled",
    "securityEnabled",
    "visibility",
];

/// Adds the groups of a case to an export. `kinds` are the JSON types of
/// objects that the case tells, by their ids.
pub fn add(
    export: &mut Export,
    groups: &Groups,
    kinds: &BTreeMap<String, &str>,
) -> Result<(), String> {
    let mut kinds = kinds.clone();
    kinds.extend(groups.keys().map(|id| (id.clone(), "group")));
    let objects = groups.iter().map(|(id, group)| object(id, group, &kinds));
    export.add("groups", objects.collect::<Result<_, _>>()?);
    Ok(())
}

/// How many groups an object is in, through others too.
pub fn count_of(groups: &Groups, member: &str) -> usize {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut todo = vec![member];
    while let Some(member) = todo.pop() {
        for (id, group) in groups {
            let lists = ids(group.get("members")).any(|listed| listed == member);
            if lists && found.insert(id) {
                todo.push(id);
            }
        }
    }
    found.len()
}

/// The texts of a list.
pub fn ids(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str)
}

fn object(id: &str, group: &Object, kinds: &BTreeMap<String, &str>) -> Result<Value, String> {
    let mut made = of_kind(group.get("kind"))?;
    made.insert("id".to_owned(), json!(guid(id)));
    made.insert("displayName".to_owned(), json!(id));
    let mut hidden = false;
    for (key, value) in group {
        match key.as_str() {
            "kind" | "complete" | "id" => {}
            "members" => {
                if let Some(members) = members(value, kinds)? {
                    made.insert("members".to_owned(), members);
                }
            }
            "hidden" | "hiddenMembership" | "membershipHidden" => hidden = *value == json!(true),
            "dynamic" => make_dynamic(&mut made),
            own if OWN.contains(&own) => {
                made.insert(own.to_owned(), value.clone());
            }
            other => return Err(format!("`{other}` of a group is not known")),
        }
    }
    if hidden {
        made.insert("visibility".to_owned(), json!("HiddenMembership"));
    }
    if group.get("complete") == Some(&json!(false)) {
        let more = format!("https://graph.microsoft.com/beta/groups/{id}/members?$skiptoken=2");
        made.insert("members@odata.nextLink".to_owned(), json!(more));
    }
    Ok(Value::Object(made))
}

/// Members; none if they were not collected.
fn members(list: &Value, kinds: &BTreeMap<String, &str>) -> Result<Option<Value>, String> {
    let list = match list {
        Value::Null => return Ok(None),
        Value::Array(list) => list,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            return Err("`members` of a group is no list".to_owned());
        }
    };
    let member = |id: &Value| {
        let id = id.as_str().ok_or("a member is no id")?;
        let mut member = json!({ "id": guid(id) });
        if let (Some(kind), Some(member)) = (kinds.get(id), member.as_object_mut()) {
            let kind = format!("#microsoft.graph.{kind}");
            member.insert("@odata.type".to_owned(), json!(kind));
        }
        Ok::<_, String>(member)
    };
    let members: Result<Vec<Value>, String> = list.iter().map(member).collect();
    members.map(|members| Some(Value::Array(members)))
}

/// What Graph says of a group of a kind; a group is a security group unless it is said.
fn of_kind(kind: Option<&Value>) -> Result<Object, String> {
    let kind = match kind {
        None => "security",
        Some(kind) => kind.as_str().ok_or("`kind` of a group is no text")?,
    };
    let small = kind.to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| small.contains(word));
    let m365 = is(&["m365", "microsoft365", "office365", "unified"]);
    let distribution = is(&["distribution"]);
    let mail = m365 || distribution || is(&["mail"]);
    if !(mail || is(&["security", "dynamic", "static", "assigned"])) {
        return Err(format!("groups of the kind `{kind}` are not known"));
    }
    let mut made = Object::new();
    let types: &[&str] = if m365 { &["Unified"] } else { &[] };
    made.insert("groupTypes".to_owned(), json!(types));
    made.insert("mailEnabled".to_owned(), json!(mail));
    made.insert("securityEnabled".to_owned(), json!(!m365 && !distribution));
    made.insert("visibility".to_owned(), Value::Null);
    made.insert("membershipRule".to_owned(), Value::Null);
    made.insert("membershipRuleProcessingState".to_owned(), Value::Null);
    if small.contains("dynamic") {
        make_dynamic(&mut made);
        let subject = if small.contains("device") {
            "device"
        } else {
            "user"
        };
        let rule = format!("({subject}.objectId -ne null)");
        made.insert("membershipRule".to_owned(), json!(rule));
    }
    Ok(made)
}

fn make_dynamic(group: &mut Object) {
    let types = group.get_mut("groupTypes").and_then(Value::as_array_mut);
    if let Some(types) = types {
        types.push(json!("DynamicMembership"));
    }
    group.insert("membershipRuleProcessingState".to_owned(), json!("On"));
}
