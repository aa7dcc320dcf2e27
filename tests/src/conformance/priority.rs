//! Which of several profiles applies: one of all that are assigned.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};
use tenet_graph::Answer;

use super::answer::Found;
use super::assignment::{Subject, WINDOWS, reaches};
use super::case::{Case, Object};
use super::ids::guid;
use super::policies;
use super::snapshot::Snapshot;
use super::tenant::{Engine, Tenant};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    profiles: Vec<Profile>,
    #[serde(default)]
    user_groups: Vec<String>,
    #[serde(default)]
    device_groups: Vec<String>,
    /// Whether a user drives the enrolment.
    #[serde(default)]
    user_driven: Option<bool>,
    /// Whether the device has a user.
    #[serde(default)]
    has_user: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Profile {
    id: String,
    #[serde(default)]
    priority: Option<i64>,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    all_devices: bool,
    #[serde(default)]
    all_users: bool,
    #[serde(default)]
    created_date_time: Option<String>,
}

/// What profiles compete by.
struct Contest {
    kind: &'static str,
    /// The JSON type of the profile that applies where no other does, which
    /// every tenant has and which is assigned to nobody.
    default: Option<&'static str>,
}

const USER: &str = "the user";
const DEVICE: &str = "the device";
const MANAGED: &str = "the managed device";
const DEFAULT: &str = "default";

/// The restriction of enrolment that applies.
pub fn restriction(engine: &Engine, case: &Case) -> Result<Found, String> {
    let contest = Contest {
        kind: "enrollmentRestriction",
        default: Some("deviceEnrollmentPlatformRestrictionsConfiguration"),
    };
    contest.winner(engine, case)
}

/// The status page that applies.
pub fn status_page(engine: &Engine, case: &Case) -> Result<Found, String> {
    let contest = Contest {
        kind: "esp",
        default: Some("windows10EnrollmentCompletionPageConfiguration"),
    };
    contest.winner(engine, case)
}

/// The Autopilot profile that applies.
pub fn autopilot(engine: &Engine, case: &Case) -> Result<Found, String> {
    let contest = Contest {
        kind: "autopilotProfile",
        default: None,
    };
    contest.winner(engine, case)
}

impl Contest {
    fn winner(&self, engine: &Engine, case: &Case) -> Result<Found, String> {
        let asked: Asked = case.body()?;
        let mut export = snapshot(&asked).export(WINDOWS)?;
        let (path, profiles) = self.profiles(&asked)?;
        export.add(path, profiles);
        let tenant = engine.load(&export)?;
        let mut ids: Vec<&str> = asked.profiles.iter().map(|it| it.id.as_str()).collect();
        ids.extend(self.default.map(|_| DEFAULT));
        winner(&tenant, path, &ids)
    }

    fn profiles(&self, asked: &Asked) -> Result<(&'static str, Vec<Value>), String> {
        let made = policies::of_kind(self.kind, WINDOWS)?;
        let mut profiles = Vec::new();
        for profile in &asked.profiles {
            profiles.push(Value::Object(profile.of(made.object.clone())?));
        }
        if let Some(json_type) = self.default {
            let mut default = made.object;
            let json_type = format!("#microsoft.graph.{json_type}");
            default.insert("@odata.type".to_owned(), json!(json_type));
            default.insert("id".to_owned(), json!(guid(DEFAULT)));
            default.insert("priority".to_owned(), json!(0));
            default.insert("assignments".to_owned(), json!([]));
            profiles.push(Value::Object(default));
        }
        Ok((made.path, profiles))
    }
}

impl Profile {
    fn of(&self, mut object: Object) -> Result<Object, String> {
        let target = |kind: &str| json!({ "@odata.type": format!("#microsoft.graph.{kind}") });
        let mut targets = Vec::new();
        if let Some(group) = &self.group {
            let kind = "#microsoft.graph.groupAssignmentTarget";
            targets.push(json!({ "@odata.type": kind, "groupId": group }));
        }
        if self.all_devices {
            targets.push(target("allDevicesAssignmentTarget"));
        }
        if self.all_users {
            targets.push(target("allLicensedUsersAssignmentTarget"));
        }
        let assignments: Vec<Value> = targets
            .into_iter()
            .map(|target| json!({ "target": target }))
            .collect();
        let assignments = policies::assignments(&json!(assignments), &[])?;
        object.insert("id".to_owned(), json!(guid(&self.id)));
        object.insert("displayName".to_owned(), json!(self.id));
        object.insert("assignments".to_owned(), assignments);
        if let Some(priority) = self.priority {
            object.insert("priority".to_owned(), json!(priority));
        }
        if let Some(created) = &self.created_date_time {
            object.insert("createdDateTime".to_owned(), json!(created));
        }
        Ok(object)
    }
}

/// The one profile that reaches the device.
fn winner(tenant: &Tenant, path: &str, ids: &[&str]) -> Result<Found, String> {
    let subject = Subject::ManagedDevice(MANAGED.to_owned());
    let mut found: Vec<&str> = Vec::new();
    for id in ids {
        match reaches(tenant, (path, id), &subject)? {
            Answer::Yes => found.push(id),
            Answer::No => {}
            Answer::Unknown(reasons) => return Ok(Found::unknown(&reasons)),
        }
    }
    Ok(Found::word(if found.is_empty() {
        "none".to_owned()
    } else {
        found.join("+")
    }))
}

/// A tenant of one user with one device, both in the groups that the case names.
fn snapshot(asked: &Asked) -> Snapshot {
    let object = |json: Value| json.as_object().cloned().unwrap_or_default();
    let user = (asked.has_user != Some(false)).then_some(USER);
    let enrolment = match (asked.user_driven, user) {
        (Some(false), _) => "windowsBulkAzureDomainJoin",
        (Some(true), _) | (None, Some(_)) => "windowsAzureADJoin",
        (None, None) => "windowsAzureADJoinUsingDeviceAuth",
    };
    let user_object = json!({ "id": USER, "intuneLicensed": true });
    let device = json!({ "id": DEVICE, "deviceId": "device id" });
    let managed = json!({
        "id": MANAGED,
        "azureADDeviceId": "device id",
        "userId": user,
        "operatingSystem": "Windows",
        "deviceEnrollmentType": enrolment,
    });
    let mut snapshot = Snapshot {
        users: vec![object(user_object)],
        devices: vec![object(device)],
        managed_devices: vec![object(managed)],
        groups: groups(asked),
        ..Snapshot::default()
    };
    snapshot.register();
    snapshot
}

/// The groups that the case names, with the user and the device in theirs.
fn groups(asked: &Asked) -> BTreeMap<String, Object> {
    let named = asked.profiles.iter().filter_map(|it| it.group.as_ref());
    let all = named.chain(&asked.user_groups).chain(&asked.device_groups);
    let all: BTreeSet<&String> = all.collect();
    let group = |id: &String| {
        let mut members = Vec::new();
        if asked.user_groups.contains(id) {
            members.push(USER);
        }
        if asked.device_groups.contains(id) {
            members.push(DEVICE);
        }
        let mut group = Object::new();
        group.insert("members".to_owned(), json!(members));
        (id.clone(), group)
    };
    all.into_iter().map(group).collect()
}
