//! What is read of exports, loaded and told in lines that a model can be told in, too.

use tenet_base::{Diagnostic, Symbol};
use tenet_hir::{CollectionId, FieldPlan, Projection, Shape};
use tenet_snapshot::{ListSlot, Options, RecordSlot, Root, Row, Slot, Snapshot, load};
use tenet_testkit::exports::{Access, Event, Group, Model, Policy, Scope, Target};
use tenet_testkit::{Export, Memory};

pub(super) const ACCESS: &str = "identity/conditionalAccess/policies";
pub(super) const CATALOG: &str = "deviceManagement/configurationPolicies";
pub(super) const RINGS: &str = "deviceManagement/deviceConfigurations";
pub(super) const COMPLIANCE: &str = "deviceManagement/deviceCompliancePolicies";
pub(super) const FILTERS: &str = "deviceManagement/assignmentFilters";
pub(super) const INTENTS: &str = "deviceManagement/intents";
pub(super) const CHANGES: &str = "auditLogs/directoryAudits";
pub(super) const DEEDS: &str = "deviceManagement/auditEvents";

/// What is read of exports.
pub(super) struct Loaded {
    pub(super) world: Memory,
    pub(super) roots: Vec<Root>,
    pub(super) projection: Projection,
    pub(super) snapshot: Snapshot,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Loads exports as roots beside each other.
pub(super) fn read(exports: &[&Export]) -> Loaded {
    let mut world = Memory::default();
    let names: Vec<String> = (0..exports.len()).map(|at| format!("root{at}")).collect();
    for (export, name) in exports.iter().zip(&names) {
        export.add_to(&mut world, name);
    }
    read_roots(world, &names)
}

/// Loads folders of a world.
pub(super) fn read_roots(world: Memory, names: &[String]) -> Loaded {
    let root = |name: &String| Root {
        path: name.clone(),
        name: name.clone(),
        ..Root::default()
    };
    let roots: Vec<Root> = names.iter().map(root).collect();
    let projection = projection();
    let (snapshot, diagnostics) = load(&world, &roots, &projection, &Options::default());
    Loaded {
        world,
        roots,
        projection,
        snapshot,
        diagnostics,
    }
}

fn plan(path: &str, shape: Shape) -> FieldPlan {
    FieldPlan {
        path: path.split('/').map(str::to_owned).collect(),
        shape,
        nullable: true,
        absent_is_null: false,
        null_text: None,
    }
}

fn text(path: &str) -> FieldPlan {
    plan(path, Shape::Text)
}

fn reference() -> Shape {
    Shape::Ref {
        key: "id".to_owned(),
    }
}

fn list(path: &str, item: Shape) -> FieldPlan {
    plan(path, Shape::List(Box::new(item)))
}

fn assignments() -> FieldPlan {
    let target = vec![
        text("target/@odata.type"),
        plan("target/groupId", reference()),
        plan(
            "target/deviceAndAppManagementAssignmentFilterId",
            reference(),
        ),
    ];
    list("assignments", Shape::Record(target))
}

/// The collections of the model, and some that single layouts write beside them.
fn projection() -> Projection {
    let mut projection = Projection::default();
    let mut add = |path: &str, types: &[&str], fields: Vec<FieldPlan>| {
        let id = projection.require(path);
        let collection = &mut projection.collections[id];
        collection.types = types
            .iter()
            .map(|it| format!("#microsoft.graph.{it}"))
            .collect();
        collection.key = Some(collection.require(text("id")));
        for field in fields {
            collection.require(field);
        }
    };
    let name = || text("displayName");
    add("users", &["user"], vec![text("userPrincipalName")]);
    add("devices", &["device"], vec![name()]);
    add(
        "groups",
        &["group"],
        vec![name(), list("members", reference())],
    );
    add("organization", &["organization"], vec![]);
    let groups = |key: &str| list(&format!("conditions/users/{key}Groups"), reference());
    let access = vec![name(), text("state"), groups("include"), groups("exclude")];
    add(ACCESS, &["conditionalAccessPolicy"], access);
    let catalog = vec![text("name"), assignments()];
    add(CATALOG, &["deviceManagementConfigurationPolicy"], catalog);
    let rings = vec![name(), assignments()];
    add(RINGS, &["windowsUpdateForBusinessConfiguration"], rings);
    let compliance = vec![name(), assignments()];
    add(COMPLIANCE, &["windows10CompliancePolicy"], compliance);
    add(FILTERS, &[], vec![name()]);
    let setting = Shape::Record(vec![text("definitionId")]);
    add(INTENTS, &[], vec![name(), list("settings", setting)]);
    let time = || plan("activityDateTime", Shape::Date);
    let changes = vec![
        time(),
        text("activityDisplayName"),
        text("initiatedBy/user/userPrincipalName"),
    ];
    add(CHANGES, &[], changes);
    let deeds = vec![
        time(),
        text("activityType"),
        text("actor/userPrincipalName"),
    ];
    add(DEEDS, &[], deeds);
    let holder = vec![plan("principalId", reference())];
    add("roleManagement/directory/roleAssignments", &[], holder);
    add("groupSettings", &[], vec![]);
    projection
}

impl Loaded {
    pub(super) fn id(&self, path: &str) -> CollectionId {
        self.projection.find(path).expect(path)
    }

    /// How many objects there are of a collection.
    pub(super) fn count(&self, path: &str) -> usize {
        self.snapshot.tables[self.id(path)].objects.len()
    }

    /// Status and kinds of gaps of a collection.
    pub(super) fn coverage(&self, path: &str) -> String {
        let coverage = self.snapshot.tables[self.id(path)]
            .coverage
            .as_ref()
            .expect(path);
        let gaps: Vec<String> = coverage
            .gaps
            .iter()
            .map(|gap| format!("{:?}", gap.kind))
            .collect();
        format!("{:?} {}", coverage.status, gaps.join(" "))
            .trim_end()
            .to_owned()
    }

    /// Codes of diagnostics, in order, each once.
    pub(super) fn codes(&self) -> String {
        let mut codes: Vec<&str> = self.diagnostics.iter().map(|it| it.code.id).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(" ")
    }

    /// The objects of a collection in the lines of the model, in order.
    pub(super) fn lines(&self, path: &str) -> Vec<String> {
        let table = &self.snapshot.tables[self.id(path)];
        let mut lines: Vec<String> = table
            .objects
            .iter()
            .map(|row| self.line(path, *row))
            .collect();
        lines.sort();
        lines
    }

    fn line(&self, path: &str, row: Row) -> String {
        let slot = |field: &str| self.slot(path, field, row);
        let word = |field: &str| self.word(slot(field));
        match path {
            "users" => word("userPrincipalName"),
            "devices" | FILTERS => word("displayName"),
            "groups" => format!(
                "{}: {}",
                word("displayName"),
                self.list(slot("members"), Self::key)
            ),
            ACCESS => {
                let groups = |key: &str| {
                    self.list(slot(&format!("conditions/users/{key}Groups")), Self::key)
                };
                let (included, excluded) = (groups("include"), groups("exclude"));
                format!(
                    "{} {}: {included} - {excluded}",
                    word("displayName"),
                    word("state")
                )
            }
            CATALOG => format!("{}: {}", word("name"), self.targets(slot("assignments"))),
            RINGS | COMPLIANCE => {
                format!(
                    "{}: {}",
                    word("displayName"),
                    self.targets(slot("assignments"))
                )
            }
            CHANGES => {
                let by = word("initiatedBy/user/userPrincipalName");
                format!(
                    "{} {} {by}",
                    word("activityDateTime"),
                    word("activityDisplayName")
                )
            }
            DEEDS => {
                let by = word("actor/userPrincipalName");
                format!("{} {} {by}", word("activityDateTime"), word("activityType"))
            }
            INTENTS => format!(
                "{}: {}",
                word("displayName"),
                self.list(slot("settings"), Self::setting)
            ),
            other => panic!("no line for {other}"),
        }
    }

    pub(super) fn slot(&self, path: &str, field: &str, row: Row) -> Slot<'_> {
        let id = self.id(path);
        let steps: Vec<&str> = field.split('/').collect();
        let column = self.projection.collections[id].column(&steps).expect(field);
        self.snapshot.tables[id].slot(column, row)
    }

    fn word(&self, slot: Slot<'_>) -> String {
        if let Slot::Text(text) = slot {
            self.snapshot.strings.get(text).to_owned()
        } else if let Slot::Date(date) = slot {
            date.to_string()
        } else {
            other(slot)
        }
    }

    /// A list in order of its texts; one that may be cut off ends in dots.
    fn list(&self, slot: Slot<'_>, item: impl Fn(&Self, Slot<'_>) -> String) -> String {
        let Slot::List(list) = slot else {
            return other(slot);
        };
        let mut items: Vec<String> = ListSlot::iter(list).map(|it| item(self, it)).collect();
        items.sort();
        let open = if list.open { "..." } else { "" };
        format!("[{}{open}]", items.join(", "))
    }

    fn setting(&self, slot: Slot<'_>) -> String {
        if let Slot::Record(record) = slot {
            self.word(record.slot(0))
        } else {
            other(slot)
        }
    }

    /// A reference by the name of the object that it leads to; else as it stands.
    fn key(&self, slot: Slot<'_>) -> String {
        if let Slot::Ref(key, _) = slot {
            self.name_of(key)
        } else {
            other(slot)
        }
    }

    pub(super) fn name_of(&self, key: Symbol) -> String {
        let strings = &self.snapshot.strings;
        let names = [
            ("users", "userPrincipalName"),
            ("groups", "displayName"),
            ("devices", "displayName"),
            (FILTERS, "displayName"),
        ];
        let name = |(path, field): (&str, &str)| {
            let table = &self.snapshot.tables[self.id(path)];
            let row = table.by_key.get(&strings.folded(key))?;
            Some(self.word(self.slot(path, field, *row)))
        };
        let found = names.into_iter().find_map(name);
        found.unwrap_or_else(|| format!("<{}>", strings.get(key)))
    }

    fn targets(&self, slot: Slot<'_>) -> String {
        self.list(slot, |own, item| {
            if let Slot::Record(target) = item {
                own.target(target)
            } else {
                other(item)
            }
        })
    }

    fn target(&self, target: RecordSlot<'_>) -> String {
        let kind = self.word(target.slot(0));
        let kind = kind.trim_start_matches("#microsoft.graph.");
        let kind = kind.trim_end_matches("AssignmentTarget");
        let (group, filter) = (target.slot(1), target.slot(2));
        let group = if matches!(group, Slot::Absent) {
            String::new()
        } else {
            self.key(group)
        };
        let filter = if matches!(filter, Slot::Null) {
            String::new()
        } else {
            format!("/{}", self.key(filter))
        };
        format!("{kind} {group}{filter}")
    }
}

/// What is no value of the kind that was asked for.
fn other(slot: Slot<'_>) -> String {
    if matches!(slot, Slot::Absent) {
        "?".to_owned()
    } else {
        format!("{slot:?}")
    }
}

/// The objects of a collection of the model, in the same lines.
pub(super) fn told(model: &Model, path: &str) -> Vec<String> {
    let mut lines: Vec<String> = match path {
        "users" => model.users.iter().map(|it| it.name.clone()).collect(),
        "devices" => model.devices.iter().map(|it| it.name.clone()).collect(),
        FILTERS => model.filters.iter().map(|it| it.name.clone()).collect(),
        "groups" => model.groups.iter().map(|it| group(model, it)).collect(),
        ACCESS => model.access.iter().map(|it| access(model, it)).collect(),
        CHANGES => model.changes.iter().map(|it| event(model, it)).collect(),
        DEEDS => model.deeds.iter().map(|it| event(model, it)).collect(),
        CATALOG | RINGS | COMPLIANCE => {
            let own = model.policies.iter().filter(|it| it.kind.path() == path);
            own.map(|it| policy(model, it)).collect()
        }
        other => panic!("no lines for {other}"),
    };
    lines.sort();
    lines
}

fn listed(mut items: Vec<String>) -> String {
    items.sort();
    format!("[{}]", items.join(", "))
}

fn group(model: &Model, group: &Group) -> String {
    let all = model.users.iter().chain(&model.devices);
    let all: Vec<_> = all.chain(model.groups.iter().map(|it| &it.own)).collect();
    let name = |(id, _): &(String, &str)| {
        let found = all.iter().find(|it| it.id == *id);
        found.expect("a member of the tenant").name.clone()
    };
    let members = listed(group.members.iter().map(name).collect());
    format!("{}: {members}", group.own.name)
}

fn access(model: &Model, access: &Access) -> String {
    let names = |groups: &[usize]| {
        let names = groups.iter().map(|at| model.group(*at).own.name.clone());
        listed(names.collect())
    };
    let (included, excluded) = (names(&access.includes), names(&access.excludes));
    format!(
        "{} {}: {included} - {excluded}",
        access.own.name, access.state
    )
}

fn event(model: &Model, event: &Event) -> String {
    format!("{} {} {}", event.at, event.what, model.actor(event).name)
}

fn policy(model: &Model, policy: &Policy) -> String {
    let targets = policy.targets.iter().map(|it| target(model, *it));
    format!("{}: {}", policy.own.name, listed(targets.collect()))
}

fn target(model: &Model, target: Target) -> String {
    let kind = match target.scope {
        Scope::Devices => "allDevices",
        Scope::Group(_) => "group",
        Scope::Without(_) => "exclusionGroup",
    };
    let group = target
        .scope
        .group()
        .map_or("", |at| model.group(at).own.name.as_str());
    let filter = target.filter.and_then(|at| model.filters.get(at));
    let filter = filter.map_or_else(String::new, |it| format!("/{}", it.name));
    format!("{kind} {group}{filter}")
}
