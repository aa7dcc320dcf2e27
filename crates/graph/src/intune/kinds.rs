//! Kinds of policies by the rules of their own that they have: clauses I14 to
//! I20, I23, I24 and I27.

pub(crate) mod platform;
mod table;

use platform::Platforms;

/// What is particular to a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) family: Family,
    /// The operating systems that it is for.
    pub(crate) platforms: Platforms,
    pub(crate) filters: Filters,
    /// The workload that Intune must have of a co-managed device; none if it does not matter.
    pub(crate) workload: Option<Workload>,
    /// What becomes of it on a device that is registered and not joined.
    pub(crate) workplace: Workplace,
}

/// Families of policies by how their assignments are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Users and devices, nothing else to say.
    Plain,
    /// Compliance: a device without a user is not reached by a user's (I4).
    Compliance,
    /// Apps: intents (I20 to I22, I26).
    App(App),
    /// Restrictions of enrolment: the first by priority, else a default (I23).
    Restriction,
    /// Status pages: those for the device first (I24).
    StatusPage,
    /// Autopilot profiles: the oldest, else one for all devices (I18).
    Autopilot,
    /// Protection and configuration of apps: users alone (I19).
    Protection,
}

/// What matters of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct App {
    /// Whether it can be available to groups of devices (I20).
    pub(crate) available_to_devices: Availability,
    /// Whether one that is required is available too (I21).
    pub(crate) required_is_available: bool,
}

/// Whether an app can be available to groups of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Availability {
    Never,
    Always,
    /// On devices that are the organization's.
    Corporate,
    /// It depends on the JSON type, which was not exported.
    Unsaid,
}

/// Whether assignments of a policy can be filtered (I14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filters {
    /// By properties of managed devices.
    Devices,
    /// By properties of managed apps (F10).
    Apps,
    /// Not at all; what a filter that is there does is not documented.
    Unsupported,
    /// It depends on the JSON type, which was not exported.
    Unsaid,
}

/// A workload of co-management, by its name in Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    ClientApps,
    OfficeApps,
    DeviceConfiguration,
    ResourceAccess,
    EndpointProtection,
    Compliance,
    Updates,
}

/// What becomes of a policy on a device that is registered and not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workplace {
    /// Nothing is said of it.
    Same,
    /// Users are ignored, and of devices two texts disagree (I16).
    Scripts,
    /// It does not work there (I27).
    Never,
}

impl Family {
    /// Whether a device that is nobody's gets it from whoever signs in (I4):
    /// compliance needs a primary user, and enrolment is over by then.
    pub(crate) fn is_brought(self) -> bool {
        match self {
            Self::Plain | Self::App(_) | Self::Protection => true,
            Self::Compliance | Self::Restriction | Self::StatusPage | Self::Autopilot => false,
        }
    }
}

impl Kind {
    /// The kind of the policies of a collection, of a JSON type in it, for the
    /// platforms that the policy names.
    pub(crate) fn of(path: &str, json_type: Option<&str>, platforms: Option<&str>) -> Self {
        let name = json_type.map(type_name).unwrap_or_default();
        let mut kind = table::kind_of(path, &name);
        if let Some(named) = platforms.filter(|_| kind.platforms == Platforms::Named) {
            kind.platforms = platform::named(named);
        }
        kind
    }

    /// Whether it may be for those whom nothing includes.
    pub(crate) fn has_default(&self) -> bool {
        matches!(self.family, Family::Restriction | Family::StatusPage)
    }
}

/// A JSON type without what all types begin with, in small letters.
fn type_name(json_type: &str) -> String {
    let name = json_type.trim_start_matches('#').to_ascii_lowercase();
    name.strip_prefix("microsoft.graph.")
        .map_or(name.clone(), str::to_owned)
}
