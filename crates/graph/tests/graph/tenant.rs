//! Tenants by hand: JSON of an export, with what Graph always gives filled in.

use std::collections::BTreeMap;

use tenet_base::{IndexVec, Interner, Symbol};
use tenet_graph::{Answer, Columns, Graph, Needs, require};
use tenet_hir::{CollectionId, Projection};
use tenet_snapshot::{ObjectId, Snapshot};

use crate::json::{Json, parse};
use crate::tables::table;

/// A tenant: its collections by Graph path.
#[derive(Debug, Clone)]
pub(crate) struct Tenant {
    pub(crate) collections: BTreeMap<String, Json>,
    /// Collections of which not all was exported.
    pub(crate) incomplete: Vec<String>,
    /// Whether policies are asked about sign-ins.
    pub(crate) sign_ins: bool,
}

/// What a tenant is once it is loaded.
pub(crate) struct Loaded {
    pub(crate) snapshot: Snapshot,
    columns: Columns,
    /// The text of the id of each row.
    ids: BTreeMap<String, ObjectId>,
}

pub(crate) const ACCESS: &str = "identity/conditionalAccess/policies";
pub(crate) const MANAGED: &str = "deviceManagement/managedDevices";
pub(crate) const ROLES: &str = "roleManagement/directory/roleAssignments";

/// Fields that Graph gives of each object unless it is asked for others; `$absent` takes one away.
const DEFAULTS: &[(&str, &str)] = &[
    (
        "groups",
        r#"{"deletedDateTime": null, "visibility": null, "groupTypes": [], "securityEnabled": true}"#,
    ),
    (
        "users",
        r#"{"accountEnabled": true, "assignedPlans": [], "userType": "Member",
            "creationType": null, "userPrincipalName": "somebody@contoso.com"}"#,
    ),
    ("devices", r#"{"operatingSystem": "Windows"}"#),
    (
        MANAGED,
        r#"{"operatingSystem": "Windows", "managementAgent": "mdm", "userId": null}"#,
    ),
    (
        "servicePrincipals",
        r#"{"servicePrincipalType": "Application", "signInAudience": "AzureADMyOrg",
            "appOwnerOrganizationId": "tenant"}"#,
    ),
    (ROLES, r#"{"directoryScopeId": "/"}"#),
];

const TARGET: &str = r#"{"deviceAndAppManagementAssignmentFilterId": null,
    "deviceAndAppManagementAssignmentFilterType": "none"}"#;

const CONDITIONS: &str = r#"{"includeUsers": [], "excludeUsers": [], "includeGroups": [],
    "excludeGroups": [], "includeRoles": [], "excludeRoles": [],
    "includeGuestsOrExternalUsers": null, "excludeGuestsOrExternalUsers": null}"#;

const CLIENTS: &str = r#"{"includeServicePrincipals": [], "excludeServicePrincipals": [],
    "servicePrincipalFilter": null}"#;

impl Tenant {
    /// A tenant from JSON: an object of collections; `incomplete` names those
    /// that are not complete.
    pub(crate) fn new(text: &str) -> Self {
        Self::of(&parse(text))
    }

    pub(crate) fn of(json: &Json) -> Self {
        let Json::Object(collections) = json else {
            panic!("an object of collections");
        };
        let mut tenant = Self {
            collections: collections.clone(),
            incomplete: Vec::new(),
            sign_ins: false,
        };
        if let Some(paths) = tenant.collections.remove("incomplete") {
            let paths = paths.items().iter().filter_map(Json::as_text);
            tenant.incomplete = paths.map(str::to_owned).collect();
        }
        for (path, rows) in &mut tenant.collections {
            for row in rows.items_mut() {
                complete(path, row);
            }
        }
        tenant
    }

    pub(crate) fn load(&self) -> Loaded {
        let mut projection = Projection::default();
        let mut needs = Needs {
            membership: true,
            sign_ins: self.sign_ins,
            ..Needs::default()
        };
        for path in self.collections.keys() {
            let id = projection.require(path);
            if path == ACCESS {
                needs.conditional_access.push(id);
            } else if is_policies(path) {
                needs.intune.push(id);
            }
        }
        let columns = require(&needs, &mut projection);
        let strings = Interner::new();
        let mut ids = BTreeMap::new();
        let tables = projection
            .collections
            .iter_enumerated()
            .map(|(id, collection)| {
                let rows = self.collections.get(&collection.path);
                let rows = rows.map_or(&[][..], Json::items);
                number(&mut ids, id, rows);
                let there = self.collections.contains_key(&collection.path);
                let complete = there && !self.incomplete.contains(&collection.path);
                table(&strings, collection, rows, complete)
            });
        let tables: IndexVec<CollectionId, _> = tables.collect();
        Loaded {
            snapshot: snapshot(strings, tables),
            columns,
            ids,
        }
    }
}

impl Loaded {
    pub(crate) fn graph(&self) -> Graph<'_> {
        Graph::build(&self.snapshot, self.columns.clone())
    }

    pub(crate) fn object(&self, id: &str) -> ObjectId {
        *self
            .ids
            .get(id)
            .unwrap_or_else(|| panic!("no object `{id}`"))
    }

    pub(crate) fn find(&self, id: &str) -> Option<ObjectId> {
        self.ids.get(id).copied()
    }

    pub(crate) fn key(&self, id: &str) -> Symbol {
        self.find_key(id).unwrap_or_else(|| panic!("no key `{id}`"))
    }

    pub(crate) fn find_key(&self, id: &str) -> Option<Symbol> {
        self.snapshot.strings.find_folded(id)
    }

    /// `policy reaches object`, in words.
    pub(crate) fn reach(&self, policy: &str, object: &str) -> String {
        let graph = self.graph();
        words(&graph.reaches(self.object(policy), self.object(object)))
    }

    /// `member in group`, in words.
    pub(crate) fn member(&self, member: &str, group: &str) -> String {
        words(
            &self
                .graph()
                .is_member(self.key(member), self.key(group), false),
        )
    }

    /// The texts of keys, in order.
    pub(crate) fn texts(&self, members: &tenet_graph::Members) -> Vec<&str> {
        let keys = members.known.iter().map(|node| node.key);
        keys.map(|key| self.snapshot.strings.get(key)).collect()
    }
}

/// An answer as tests write it.
pub(crate) fn words(answer: &Answer) -> String {
    match answer {
        Answer::Yes => "yes".to_owned(),
        Answer::No => "no".to_owned(),
        Answer::Unknown(reasons) => {
            let codes: Vec<String> = reasons
                .iter()
                .map(|reason| reason.code.to_string())
                .collect();
            assert!(!codes.is_empty(), "unknown for no reason");
            format!("unknown {}", codes.join(", "))
        }
    }
}

fn is_policies(path: &str) -> bool {
    path == ACCESS || path.starts_with("device") && path.contains('/') && path != MANAGED
}

fn complete(path: &str, row: &mut Json) {
    if let Some((_, defaults)) = DEFAULTS.iter().find(|(known, _)| *known == path) {
        fill(row, defaults);
    }
    if path == ACCESS {
        row.or_insert("conditions", Json::object([]));
        let conditions = row.fields_mut().get_mut("conditions").expect("conditions");
        conditions.or_insert("users", Json::Null);
        conditions.or_insert("clientApplications", Json::Null);
        for (key, defaults) in [("users", CONDITIONS), ("clientApplications", CLIENTS)] {
            if let Some(found @ Json::Object(_)) = conditions.fields_mut().get_mut(key) {
                fill(found, defaults);
            }
        }
    } else if let Some(Json::List(assignments)) = row.fields_mut().get_mut("assignments") {
        for assignment in assignments {
            if let Some(target) = assignment.fields_mut().get_mut("target") {
                fill(target, TARGET);
            }
        }
    }
    drop_absent(row);
}

fn fill(object: &mut Json, defaults: &str) {
    let Json::Object(defaults) = parse(defaults) else {
        panic!("an object of defaults");
    };
    for (key, value) in defaults {
        object.or_insert(&key, value);
    }
}

fn drop_absent(value: &mut Json) {
    match value {
        Json::Object(fields) => {
            fields.retain(|_, value| *value != Json::text("$absent"));
            fields.values_mut().for_each(drop_absent);
        }
        Json::List(items) => items.iter_mut().for_each(drop_absent),
        Json::Null | Json::Bool(_) | Json::Int(_) | Json::Text(_) => {}
    }
}

fn number(ids: &mut BTreeMap<String, ObjectId>, collection: CollectionId, rows: &[Json]) {
    for (row, json) in (0u32..).zip(rows) {
        if let Some(id) = json.get("id").and_then(Json::as_text) {
            ids.insert(id.to_owned(), ObjectId { collection, row });
        }
    }
}

fn snapshot(strings: Interner, tables: IndexVec<CollectionId, tenet_snapshot::Table>) -> Snapshot {
    Snapshot {
        strings: strings.freeze(),
        tables,
        files: IndexVec::new(),
        roots: Vec::new(),
        layouts: Vec::new(),
        captured_at: None,
        tenant: None,
        coverage: BTreeMap::new(),
        digest: String::new(),
    }
}
