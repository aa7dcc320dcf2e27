//! A small tenant, before any tool wrote it down.

use crate::Random;

/// The objects of a tenant that exports hold.
#[derive(Debug, Clone)]
pub struct Model {
    /// The id of the tenant.
    pub id: String,
    /// Users; the name is the user principal name.
    pub users: Vec<Named>,
    /// Devices in the directory.
    pub devices: Vec<Named>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Filters of assignments.
    pub filters: Vec<Named>,
    /// Conditional Access policies.
    pub access: Vec<Access>,
    /// Policies of Intune.
    pub policies: Vec<Policy>,
    /// What was done in the directory.
    pub changes: Vec<Event>,
    /// What was done in Intune.
    pub deeds: Vec<Event>,
}

/// An object with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name, which no other object of the kind has.
    pub name: String,
}

/// A group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id and name.
    pub own: Named,
    /// The rule that fills it, of a dynamic one.
    pub rule: Option<&'static str>,
    /// Ids of its members, with their JSON types.
    pub members: Vec<(String, &'static str)>,
}

/// A Conditional Access policy.
#[derive(Debug, Clone)]
pub struct Access {
    /// Its id and name.
    pub own: Named,
    /// Its state.
    pub state: &'static str,
    /// Groups that it includes, by their places.
    pub includes: Vec<usize>,
    /// Groups that it excludes, by their places.
    pub excludes: Vec<usize>,
}

/// A policy of Intune.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its id and name.
    pub own: Named,
    /// Its kind.
    pub kind: Kind,
    /// Whom it is assigned to.
    pub targets: Vec<Target>,
}

/// Kinds of policies of Intune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of the settings catalog.
    Catalog,
    /// An update ring.
    Ring,
    /// What makes a device compliant.
    Compliance,
}

/// One assignment.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Whom it names.
    pub scope: Scope,
    /// The filter that it includes, by its place.
    pub filter: Option<usize>,
}

/// Whom an assignment names; groups by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All devices.
    Devices,
    /// The members of a group.
    Group(usize),
    /// All but the members of a group.
    Without(usize),
}

/// Something that a user did.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// What was done.
    pub what: &'static str,
    /// When, as Graph writes it.
    pub at: String,
    /// The user, by the place.
    pub by: usize,
    /// The group that it was done to, by its place.
    pub to: usize,
}

impl Kind {
    /// The Graph path of the collection.
    pub fn path(self) -> &'static str {
        match self {
            Self::Catalog => "deviceManagement/configurationPolicies",
            Self::Ring => "deviceManagement/deviceConfigurations",
            Self::Compliance => "deviceManagement/deviceCompliancePolicies",
        }
    }

    /// The JSON type.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Catalog => "#microsoft.graph.deviceManagementConfigurationPolicy",
            Self::Ring => "#microsoft.graph.windowsUpdateForBusinessConfiguration",
            Self::Compliance => "#microsoft.graph.windows10CompliancePolicy",
        }
    }

    /// The key of the name.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Catalog => "name",
            Self::Ring | Self::Compliance => "displayName",
        }
    }
}

impl Scope {
    /// The JSON type of the target.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Devices => "#microsoft.graph.allDevicesAssignmentTarget",
            Self::Group(_) => "#microsoft.graph.groupAssignmentTarget",
            Self::Without(_) => "#microsoft.graph.exclusionGroupAssignmentTarget",
        }
    }

    /// The group that it names, by its place.
    pub fn group(self) -> Option<usize> {
        match self {
            Self::Devices => None,
            Self::Group(at) | Self::Without(at) => Some(at),
        }
    }
}

/// Stands for a user who is not there.
static NO_ONE: Named = Named {
    id: String::new(),
    name: String::new(),
};
/// Stands for a group that is not there.
static NO_GROUP: Group = Group {
    own: Named {
        id: String::new(),
        name: String::new(),
    },
    rule: None,
    members: Vec::new(),
};

/// The JSON type of users.
const USER: &str = "#microsoft.graph.user";
/// The JSON type of devices.
const DEVICE: &str = "#microsoft.graph.device";
/// The JSON type of groups.
const GROUP: &str = "#microsoft.graph.group";

impl Model {
    /// The tenant of a seed.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut model = Self {
            id: id(&mut random),
            users: named(&mut random, 4, |at| format!("user{at}@tenant.example")),
            devices: named(&mut random, 3, |at| format!("DESKTOP-{at:03}")),
            groups: Vec::new(),
            filters: named(&mut random, 1, |at| format!("Filter {at}")),
            access: Vec::new(),
            policies: Vec::new(),
            changes: events(&mut random, &CHANGES),
            deeds: events(&mut random, &DEEDS),
        };
        model.add_groups(&mut random);
        model.add_access(&mut random);
        model.add_policies(&mut random);
        model
    }

    /// The policies of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Policy> {
        self.policies.iter().filter(move |it| it.kind == kind)
    }

    /// A group by its place.
    pub fn group(&self, at: usize) -> &Group {
        self.groups.get(at).unwrap_or(&NO_GROUP)
    }

    /// The user who did something.
    pub fn actor(&self, event: &Event) -> &Named {
        self.users.get(event.by).unwrap_or(&NO_ONE)
    }

    fn add_groups(&mut self, random: &mut Random) {
        let of = |own: &[Named], kind: &'static str| -> Vec<(String, &'static str)> {
            own.iter().map(|it| (it.id.clone(), kind)).collect()
        };
        let mut people = of(&self.users, USER);
        people.truncate(random.between(2, 3));
        let machines = of(&self.devices, DEVICE);
        let names = [
            "Pilot Devices",
            "Exclusions",
            "All Windows",
            "Nested",
            "Nobody",
        ];
        let mut owns = Vec::new();
        for name in names {
            owns.push(Named {
                id: id(random),
                name: name.to_owned(),
            });
        }
        let nested = of(owns.get(..1).unwrap_or(&[]), GROUP);
        let members = [machines.clone(), people, machines, nested, Vec::new()];
        for (own, members) in owns.into_iter().zip(members) {
            let rule = (own.name == "All Windows").then_some("(device.deviceOSType -eq 'Windows')");
            self.groups.push(Group { own, rule, members });
        }
    }

    fn add_access(&mut self, random: &mut Random) {
        let plain: [(&str, &'static str, &[usize]); 3] = [
            ("Require MFA", "enabled", &[3]),
            ("Block Legacy", "disabled", &[0, 1]),
            (
                "Compliant Devices",
                "enabledForReportingButNotEnforced",
                &[3],
            ),
        ];
        for (name, state, includes) in plain {
            let own = Named {
                id: id(random),
                name: name.to_owned(),
            };
            self.access.push(Access {
                own,
                state,
                includes: includes.to_vec(),
                excludes: vec![4],
            });
        }
    }

    fn add_policies(&mut self, random: &mut Random) {
        let plain: [(&str, Kind, &[Scope]); 6] = [
            ("Browser Baseline", Kind::Catalog, &[Scope::Devices]),
            (
                "Disk Baseline",
                Kind::Catalog,
                &[Scope::Group(0), Scope::Without(1)],
            ),
            ("Spare Baseline", Kind::Catalog, &[]),
            ("Ring Fast", Kind::Ring, &[Scope::Group(1)]),
            (
                "Ring Broad",
                Kind::Ring,
                &[Scope::Devices, Scope::Without(1)],
            ),
            ("Windows Compliance", Kind::Compliance, &[Scope::Group(2)]),
        ];
        for (name, kind, scopes) in plain {
            let filtered = name == "Browser Baseline";
            let target = |scope: &Scope| Target {
                scope: *scope,
                filter: filtered.then_some(0),
            };
            let own = Named {
                id: id(random),
                name: name.to_owned(),
            };
            let targets = scopes.iter().map(target).collect();
            self.policies.push(Policy { own, kind, targets });
        }
        let extra = random.between(0, 2);
        for own in named(random, extra, |at| format!("Extra {at}")) {
            let scope = Scope::Group(random.below(self.groups.len()));
            let targets = vec![Target {
                scope,
                filter: None,
            }];
            let kind = Kind::Catalog;
            self.policies.push(Policy { own, kind, targets });
        }
    }
}

/// What is done in directories.
const CHANGES: [&str; 3] = ["Add member to group", "Update group", "Add owner to group"];

/// What is done in Intune.
const DEEDS: [&str; 2] = [
    "Patch DeviceConfiguration",
    "Create DeviceManagementConfigurationPolicy",
];

fn events(random: &mut Random, whats: &[&'static str]) -> Vec<Event> {
    let event = |(at, what): (usize, &&'static str)| Event {
        id: id(random),
        what,
        at: format!("2026-03-{:02}T08:{:02}:00Z", at + 1, random.below(60)),
        by: random.below(4),
        to: at,
    };
    whats.iter().enumerate().map(event).collect()
}

fn named(random: &mut Random, count: usize, name: impl Fn(usize) -> String) -> Vec<Named> {
    let one = |at: usize| Named {
        id: id(random),
        name: name(at),
    };
    (1..=count).map(one).collect()
}

/// An id in the form of a GUID.
fn id(random: &mut Random) -> String {
    let (high, low) = (random.number(), random.number());
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        high & 0xffff,
        (high >> 16) & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}
