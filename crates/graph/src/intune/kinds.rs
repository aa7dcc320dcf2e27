//! What clauses beyond these would decide: it is unknown, never reached and
//! never not reached.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{AssignedPolicy, Assignment};
use super::combine::Sides;
use crate::graph::Graph;
use crate::subject::Subject;
use crate::{Answer, cells};

/// Kinds of policies by the rules of their own that they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// None beyond those of every policy.
    Plain,
    /// Compliance policies: a device without a user is not reached by a user's (I4).
    Compliance,
    /// Apps: intents (I20 to I22, I26).
    App,
    /// Restrictions and status pages: one of several wins, else a default (I23, I24).
    Enrolment(&'static str),
    /// Others, by the clause that would decide.
    Special(&'static str),
}

/// Collections whose policies have rules of their own.
const KINDS: &[(&str, Kind)] = &[
    (
        "deviceManagement/deviceCompliancePolicies",
        Kind::Compliance,
    ),
    ("deviceManagement/compliancePolicies", Kind::Compliance),
    ("deviceAppManagement/mobileApps", Kind::App),
    (
        "deviceManagement/deviceEnrollmentConfigurations",
        Kind::Enrolment("I23"),
    ),
    (
        "deviceManagement/deviceManagementScripts",
        Kind::Special("I16"),
    ),
    ("deviceManagement/deviceShellScripts", Kind::Special("I16")),
    ("deviceManagement/deviceHealthScripts", Kind::Special("I16")),
    (
        "deviceManagement/deviceComplianceScripts",
        Kind::Special("I16"),
    ),
    (
        "deviceManagement/deviceCustomAttributeShellScripts",
        Kind::Special("I16"),
    ),
    (
        "deviceManagement/windowsAutopilotDeploymentProfiles",
        Kind::Special("I18"),
    ),
    (
        "deviceManagement/windowsFeatureUpdateProfiles",
        Kind::Special("I27"),
    ),
    (
        "deviceManagement/windowsQualityUpdateProfiles",
        Kind::Special("I27"),
    ),
    (
        "deviceManagement/windowsQualityUpdatePolicies",
        Kind::Special("I27"),
    ),
    (
        "deviceManagement/windowsDriverUpdateProfiles",
        Kind::Special("I27"),
    ),
    (
        "deviceAppManagement/targetedManagedAppConfigurations",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/mobileAppConfigurations",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/managedAppPolicies",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/defaultManagedAppProtections",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/androidManagedAppProtections",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/iosManagedAppProtections",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/windowsManagedAppProtections",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/windowsInformationProtectionPolicies",
        Kind::Special("I19"),
    ),
    (
        "deviceAppManagement/mdmWindowsInformationProtectionPolicies",
        Kind::Special("I19"),
    ),
];

/// What the JSON types of Intune begin with, and the operating system that they are for.
const PLATFORMS: &[(&str, &str)] = &[("windows", "Windows"), ("ios", "iOS"), ("macos", "macOS")];

/// The settings catalog, whose policies name their platforms: `windows10`.
const CATALOGUE: &str = "deviceManagement/configurationPolicies";

/// Types that begin like those of a platform, and are for another.
const PHONES: &str = "windowsphone";

impl Kind {
    /// The kind of the policies of a collection, and of a JSON type in it.
    pub(crate) fn of(path: &str, json_type: Option<&str>) -> Self {
        let found = KINDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(path));
        let kind = found.map_or(Self::Plain, |(_, kind)| *kind);
        let is_page =
            json_type.is_some_and(|said| said.to_ascii_lowercase().contains("completionpage"));
        if is_page && matches!(kind, Self::Enrolment(_)) {
            return Self::Enrolment("I24");
        }
        kind
    }

    /// The clause beyond these that would decide about somebody whom an
    /// assignment to all does not hold: these kinds know other defaults.
    pub(crate) fn beyond_all(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Compliance | Self::App => None,
            Self::Enrolment(clause) | Self::Special(clause) => Some(clause),
        }
    }
}

/// A clause that is not evaluated.
pub(crate) fn later(clause: &'static str) -> Reason {
    let text = match clause {
        "I11" => "an assignment filter decides, and filters are not evaluated",
        "I15" => {
            "the platform of the policy or of the device decides, and platforms are not evaluated"
        }
        "I16" => "scripts have rules of their own, which are not evaluated",
        "I17" => "the device is co-managed, and workloads are not evaluated",
        "I18" => "Autopilot profiles have rules of their own, which are not evaluated",
        "I19" => "app protection has rules of its own, which are not evaluated",
        "I20" | "I21" | "I26" => "the intents of the app decide, and intents are not evaluated",
        "I23" => "the priority of enrolment restrictions decides, and it is not evaluated",
        "I24" => "the priority of status pages decides, and it is not evaluated",
        "I27" => "update policies have rules of their own, which are not evaluated",
        _ => "a clause that is not evaluated decides",
    };
    Reason::new(ReasonCode::NotEvaluated(clause), text)
}

/// An app: an exclusion belongs to an intent, and intents conflict.
pub(crate) fn app(assignments: &[Assignment], sides: &Sides, base: Answer) -> Answer {
    match sides.included() {
        Answer::No => Answer::No,
        Answer::Yes | Answer::Unknown(_) => match one_intent(assignments) {
            Ok(()) => base.and(Answer::unknown(later("I21"))),
            Err(reason) => Answer::unknown(reason),
        },
    }
}

/// Whether all assignments have one intent, so that no other can save an excluded object.
fn one_intent(assignments: &[Assignment]) -> Result<(), Reason> {
    let mut first: Option<Option<Symbol>> = None;
    for assignment in assignments {
        let intent = assignment.intent.clone()?;
        if *first.get_or_insert(intent) != intent {
            return Err(later("I26"));
        }
    }
    Ok(())
}

/// One of several wins by its priority; the default has none and is assigned to nobody.
pub(crate) fn enrolment(policy: &AssignedPolicy, clause: &'static str, base: Answer) -> Answer {
    match policy.priority {
        Ok(Some(priority)) if priority != 0 => base.and(Answer::unknown(later(clause))),
        Ok(_) | Err(_) => Answer::unknown(later(clause)),
    }
}

/// Whether the platform may take the policy away: not where both are plainly the same (I15).
pub(crate) fn platform(graph: &Graph<'_>, policy: &AssignedPolicy, subject: &Subject) -> Answer {
    let strings = &graph.snapshot.strings;
    let system = match &subject.system {
        Ok(Some(system)) => strings.get(*system),
        Ok(None) => "",
        Err(reason) => return Answer::unknown(reason.clone()),
    };
    let same = policy
        .platform
        .is_some_and(|named| named.eq_ignore_ascii_case(system));
    if same {
        return Answer::No;
    }
    Answer::unknown(later("I15"))
}

/// The operating system that a policy is plainly for: by its JSON type, or
/// for the settings catalog by the one platform that it names.
pub(crate) fn platform_named(
    path: &str,
    json_type: Option<&str>,
    platforms: Option<&str>,
) -> Option<&'static str> {
    let said = if path.eq_ignore_ascii_case(CATALOGUE) {
        platforms
            .filter(|said| !said.contains(','))?
            .to_ascii_lowercase()
    } else {
        let said = json_type?.trim_start_matches('#').to_ascii_lowercase();
        said.strip_prefix("microsoft.graph.")?.to_owned()
    };
    let found = PLATFORMS
        .iter()
        .find(|(prefix, _)| said.starts_with(prefix));
    found
        .filter(|_| !said.starts_with(PHONES))
        .map(|(_, system)| *system)
}

/// Whether what manages the device may take the policy away (I17).
pub(crate) fn management(graph: &Graph<'_>, subject: &Subject) -> Answer {
    let agent = match &subject.agent {
        None => return Answer::No,
        Some(Ok(Some(agent))) => *agent,
        Some(Ok(None)) => return Answer::unknown(later("I17")),
        Some(Err(reason)) => return Answer::unknown(reason.clone()),
    };
    let is = |word| cells::is_word(&graph.snapshot.strings, agent, word);
    let by_intune = [
        "mdm",
        "easMdm",
        "intuneAosp",
        "googleCloudDevicePolicyController",
    ];
    if by_intune.into_iter().any(is) {
        return Answer::No;
    }
    Answer::unknown(later("I17"))
}
