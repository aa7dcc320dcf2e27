//! The snapshot of a case: everything in it but the policies.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::case::Object;
use super::groups::{self, Groups};
use super::ids::guid;
use super::kinds::Platform;
use super::tenant::Export;
use super::{machines, people, policies};

/// Collections that are whole unless a case says that they are not, by their names in cases.
const COLLECTIONS: &[(&str, &str)] = &[
    ("devices", "devices"),
    ("filters", "deviceManagement/assignmentFilters"),
    ("groups", "groups"),
    ("managedDevices", "deviceManagement/managedDevices"),
    (
        "roleAssignments",
        "roleManagement/directory/roleAssignments",
    ),
    ("servicePrincipals", "servicePrincipals"),
    ("users", "users"),
];

/// Where eligible roles stand.
const ELIGIBLE: &str = "roleManagement/directory/roleEligibilitySchedules";

/// A snapshot as cases write it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Snapshot {
    /// The id of the tenant.
    pub tenant_id: Option<String>,
    /// Users.
    pub users: Vec<Object>,
    /// Devices of the directory.
    pub devices: Vec<Object>,
    /// Devices of Intune.
    pub managed_devices: Vec<Object>,
    /// Service principals.
    pub service_principals: Vec<Object>,
    /// Groups by their ids.
    pub groups: Groups,
    /// Assignment filters by their ids.
    pub filters: BTreeMap<String, Object>,
    /// Who holds which role, actively or not.
    pub role_assignments: Vec<Object>,
    /// The applications that Microsoft counts as Office 365.
    pub office365_app_ids: Option<Vec<String>>,
    /// Whether everything in it is all that there is.
    pub complete: Option<bool>,
    /// True if nothing in it is, or what is not.
    pub incomplete: Option<Incomplete>,
}

/// What is not whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Incomplete {
    /// Everything, or nothing.
    All(bool),
    /// These collections.
    These(Vec<String>),
}

impl Snapshot {
    /// The export that the snapshot is; filters are for the platform of the
    /// policy that is asked about.
    pub fn export(&self, platform: Option<Platform>) -> Result<Export, String> {
        let mut export = Export::default();
        export.add("organization", self.organization());
        let mut groups = self.groups.clone();
        let users: Result<_, _> = self.users.iter().map(people::user).collect();
        export.add("users", users?);
        for user in &self.users {
            fill_groups(&mut groups, user)?;
        }
        let devices: Result<_, _> = self.devices.iter().map(machines::device).collect();
        export.add("devices", devices?);
        let managed: Result<_, _> = self.managed_devices.iter().map(machines::managed).collect();
        export.add("deviceManagement/managedDevices", managed?);
        let principals = self.service_principals.iter().map(people::principal);
        export.add("servicePrincipals", principals.collect::<Result<_, _>>()?);
        groups::add(&mut export, &groups, &self.kinds()?)?;
        self.add_filters(&mut export, platform)?;
        self.add_roles(&mut export)?;
        self.open(&mut export)?;
        Ok(export)
    }

    /// Makes all devices such as are registered with Autopilot, which is what
    /// its profiles are for.
    pub fn register(&mut self) {
        for device in &mut self.devices {
            let marks = json!(["[ZTDID]:registered"]);
            device.entry("physicalIds").or_insert(marks);
        }
    }

    /// A user by its id in the case.
    pub fn user(&self, id: &str) -> Option<&Object> {
        let is = |user: &&Object| people::id_of(user) == Ok(id);
        self.users.iter().find(is)
    }

    fn organization(&self) -> Vec<Value> {
        let id = self.tenant_id.as_deref().unwrap_or("the tenant");
        vec![json!({ "id": guid(id), "displayName": "Contoso", "verifiedDomains": [] })]
    }

    /// The JSON types of the objects that it holds.
    fn kinds(&self) -> Result<BTreeMap<String, &'static str>, String> {
        let lists = [
            (&self.users, "user"),
            (&self.devices, "device"),
            (&self.service_principals, "servicePrincipal"),
        ];
        let mut kinds = BTreeMap::new();
        for (objects, kind) in lists {
            for object in objects {
                kinds.insert(people::id_of(object)?.to_owned(), kind);
            }
        }
        Ok(kinds)
    }

    fn add_filters(&self, export: &mut Export, platform: Option<Platform>) -> Result<(), String> {
        let system = |device: &Object| {
            let system = device.get("operatingSystem").and_then(Value::as_str);
            system.and_then(Platform::named)
        };
        let platform = platform.or_else(|| self.managed_devices.iter().find_map(system));
        let filters = self.filters.iter();
        let filters = filters.map(|(id, filter)| policies::filter(id, filter, platform));
        let filters: Result<_, _> = filters.collect();
        export.add("deviceManagement/assignmentFilters", filters?);
        Ok(())
    }

    fn add_roles(&self, export: &mut Export) -> Result<(), String> {
        let (mut active, mut eligible) = (Vec::new(), Vec::new());
        for (at, role) in self.role_assignments.iter().enumerate() {
            let (row, is_active) = role_assignment(at, role)?;
            if is_active {
                active.push(row);
            } else {
                eligible.push(row);
            }
        }
        export.add("roleManagement/directory/roleAssignments", active);
        export.add(ELIGIBLE, eligible);
        Ok(())
    }

    fn open(&self, export: &mut Export) -> Result<(), String> {
        let all = self.complete == Some(false);
        let names: Vec<&str> = match &self.incomplete {
            None | Some(Incomplete::All(false)) => Vec::new(),
            Some(Incomplete::All(true)) => COLLECTIONS.iter().map(|(name, _)| *name).collect(),
            Some(Incomplete::These(names)) => names.iter().map(String::as_str).collect(),
        };
        for name in &names {
            if !COLLECTIONS.iter().any(|(known, _)| known == name) {
                return Err(format!("no collection of cases is called `{name}`"));
            }
        }
        for (name, path) in COLLECTIONS {
            if all || names.contains(name) {
                export.open(path);
            }
        }
        Ok(())
    }
}

/// A row of role assignments, and whether the role is held now.
fn role_assignment(at: usize, role: &Object) -> Result<(Value, bool), String> {
    let mut made = Object::new();
    made.insert(
        "id".to_owned(),
        json!(guid(&format!("role assignment {at}"))),
    );
    made.insert("directoryScopeId".to_owned(), json!("/"));
    let mut active = true;
    for (key, value) in role {
        match (key.as_str(), value.as_str()) {
            ("principalId", Some(id)) => {
                made.insert(key.clone(), json!(guid(id)));
            }
            ("roleTemplateId" | "roleDefinitionId", Some(id)) => {
                made.insert("roleDefinitionId".to_owned(), json!(guid(id)));
            }
            ("directoryScopeId", _) => {
                made.insert(key.clone(), value.clone());
            }
            ("state", Some(state)) => active = state.eq_ignore_ascii_case("active"),
            (other, _) => return Err(format!("`{other}` of a role assignment is not known")),
        }
    }
    Ok((Value::Object(made), active))
}

/// Puts a user into as many groups as the case says.
fn fill_groups(groups: &mut Groups, user: &Object) -> Result<(), String> {
    let Some(wanted) = user.get("transitiveGroupCount") else {
        return Ok(());
    };
    let wanted = wanted
        .as_u64()
        .ok_or("`transitiveGroupCount` is no number")?;
    let wanted = usize::try_from(wanted).map_err(|error| error.to_string())?;
    if wanted > 100_000 {
        return Err("`transitiveGroupCount` is beyond what a tenant has".to_owned());
    }
    let id = people::id_of(user)?;
    for more in groups::count_of(groups, id)..wanted {
        let mut group = Object::new();
        group.insert("members".to_owned(), json!([id]));
        groups.insert(format!("further group {more} of {id}"), group);
    }
    Ok(())
}
