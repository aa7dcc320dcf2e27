//! What of a device decides beside groups: its platform, who manages it, and
//! how it is joined: clauses I15, I16, I17, I20, I23 and I27.

use roaring::RoaringBitmap;
use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode, Row};

use super::kinds::Workload;
use super::kinds::platform::{Platform, Platforms};
use crate::Answer;
use crate::cells::{Cells, cells, is_word};
use crate::columns::directory::{Devices, Managed};
use crate::columns::route::Route;
use crate::graph::Graph;
use crate::joins::MANAGED_DEVICES;
use crate::population::{Population, judge};
use crate::truth::Truth;

/// The devices whose operating system is one that a policy is for (I15).
pub(crate) fn of_platform(
    graph: &Graph<'_>,
    platforms: &Platforms,
    population: &Population,
) -> Truth {
    let wanted = match platforms {
        Platforms::Any => return Truth::of(population.members.clone()),
        Platforms::Only(wanted) => wanted,
        Platforms::Named | Platforms::Unsaid => {
            let text = "the export does not say which platform the policy is for";
            let reason = Reason::new(ReasonCode::PropertyNotCollected, text);
            return Truth::unknown(population.members.clone(), reason);
        }
    };
    judge(&population.systems, |system| {
        let name = system.map_or("", |system| graph.snapshot.strings.get(system));
        if let Some(platform) = Platform::of(name) {
            return Answer::from_bool(wanted.contains(&platform));
        }
        let text = format!(
            "which platform a device with the operating system `{name}` is of is not known"
        );
        Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text))
    })
}

/// What Intune alone manages, by what manages it.
const BY_INTUNE: &[&str] = &[
    "mdm",
    "easMdm",
    "intuneClient",
    "easIntuneClient",
    "intuneAosp",
    "googleCloudDevicePolicyController",
];
/// What Intune and Configuration Manager share.
const SHARED: &[&str] = &[
    "configurationManagerClientMdm",
    "configurationManagerClientMdmEas",
];

/// The devices of which Intune has a workload (I17); those that are not
/// enrolled have nobody who could take it.
pub(crate) fn with_workload(
    graph: &Graph<'_>,
    workload: Option<Workload>,
    population: &Population,
) -> Truth {
    let mut truth = judge(&population.agents, |agent| {
        let Some(agent) = agent else {
            return Answer::unknown(managed_by("nothing that the export names"));
        };
        let is = |words: &[&str]| {
            let strings = &graph.snapshot.strings;
            words.iter().any(|word| is_word(strings, agent, word))
        };
        if is(BY_INTUNE) || (is(SHARED) && workload.is_none()) {
            Answer::Yes
        } else if is(SHARED) {
            Answer::No
        } else {
            Answer::unknown(managed_by(graph.snapshot.strings.get(agent)))
        }
    });
    let told: RoaringBitmap = population
        .agents
        .iter()
        .fold(RoaringBitmap::new(), |all, (_, set)| all | set);
    truth.yes |= &population.members - &told;
    let Some(workload) = workload else {
        return truth;
    };
    let comanaged = &told - truth.may();
    truth.or(&by_row(population, &comanaged, |row| {
        has_workload(graph, workload, row)
    }))
}

fn managed_by(agent: &str) -> Reason {
    let text =
        format!("what Intune does with a device that is managed by {agent} is not documented");
    Reason::new(ReasonCode::Undocumented, text).entity(MANAGED_DEVICES)
}

/// What is so of members by their rows of Intune.
fn by_row(
    population: &Population,
    members: &RoaringBitmap,
    mut answer: impl FnMut(Row) -> Answer,
) -> Truth {
    let mut truth = Truth::default();
    for member in members {
        if let Some(row) = population.managed.side(member) {
            truth.set(member, answer(row));
        }
    }
    for (reason, unlinked) in &population.managed.unknown {
        truth.doubt(reason.clone(), unlinked & members);
    }
    truth
}

fn managed<'g>(graph: &'g Graph<'_>) -> Option<(&'g Managed, Cells<'g>)> {
    let columns = graph.columns.managed.as_ref()?;
    let cells = cells(graph.snapshot, columns.table, MANAGED_DEVICES);
    Some((columns, cells))
}

/// Device configuration takes access to resources and protection with it.
fn has_workload(graph: &Graph<'_>, workload: Workload, row: Row) -> Answer {
    let Some((columns, cells)) = managed(graph) else {
        return Answer::No;
    };
    let flags = &columns.workloads;
    let is = |route: &Route| match cells.truth(route, row) {
        Ok(Some(with_intune)) => Answer::from_bool(with_intune),
        Ok(None) => Answer::unknown(cells.unknown(tenet_snapshot::Slot::Absent, route)),
        Err(reason) => Answer::unknown(reason),
    };
    match workload {
        Workload::ClientApps => is(&flags.client_apps),
        Workload::OfficeApps => is(&flags.office_apps).or(is(&flags.client_apps)),
        Workload::DeviceConfiguration => is(&flags.device_configuration),
        Workload::ResourceAccess => is(&flags.device_configuration).or(is(&flags.resource_access)),
        Workload::EndpointProtection => {
            is(&flags.device_configuration).or(is(&flags.endpoint_protection))
        }
        Workload::Compliance => is(&flags.compliance),
        Workload::Updates => is(&flags.updates),
    }
}

/// The devices that are registered, and not joined (I16, I27).
///
/// Intune says it on beta alone; the directory says it of the devices that are in it.
pub(crate) fn registered(graph: &Graph<'_>, population: &Population) -> Truth {
    let mut truth = Truth::default();
    for member in &population.members {
        truth.set(member, is_registered(graph, population, member));
    }
    truth
}

fn is_registered(graph: &Graph<'_>, population: &Population, member: u32) -> Answer {
    let by_intune = population
        .managed
        .side(member)
        .map(|row| joined(graph, row));
    match by_intune {
        Some(answer @ (Answer::Yes | Answer::No)) => answer,
        Some(Answer::Unknown(_)) | None => trusted(graph, population, member),
    }
}

fn joined(graph: &Graph<'_>, row: Row) -> Answer {
    let Some((columns, cells)) = managed(graph) else {
        return Answer::No;
    };
    let strings = &graph.snapshot.strings;
    match cells.text(&columns.join, row) {
        Ok(Some(join)) => Answer::from_bool(is_word(strings, join, "azureADRegistered")),
        Ok(None) => Answer::unknown(cells.unknown(tenet_snapshot::Slot::Absent, &columns.join)),
        Err(reason) => Answer::unknown(reason),
    }
}

fn trusted(graph: &Graph<'_>, population: &Population, member: u32) -> Answer {
    let unlinked = population.device.unknown.iter();
    if let Some((reason, _)) = unlinked.into_iter().find(|(_, set)| set.contains(member)) {
        return Answer::unknown(reason.clone());
    }
    let strings = &graph.snapshot.strings;
    let own = |devices: &Devices, cells: Cells<'_>, row| match cells.text(&devices.trust, row) {
        Ok(trust) => {
            Answer::from_bool(trust.is_some_and(|trust| is_word(strings, trust, "Workplace")))
        }
        Err(reason) => Answer::unknown(reason),
    };
    match (
        directory_row(graph, population, member),
        &graph.columns.devices,
    ) {
        (Some(row), Some(devices)) => own(
            devices,
            cells(graph.snapshot, devices.table, "devices"),
            row,
        ),
        _ => Answer::unknown(crate::cells::incomplete("devices")),
    }
}

fn directory_row(graph: &Graph<'_>, population: &Population, member: u32) -> Option<Row> {
    let number = population.device.side(member)?;
    graph.directory.object(number)?.row
}

/// Kinds of enrolment that no user drives (I23).
const USERLESS: &[&str] = &[
    "windowsBulkUserless",
    "windowsBulkAzureDomainJoin",
    "windowsCoManagement",
    "windowsAzureADJoinUsingDeviceAuth",
    "appleBulkWithoutUser",
    "androidEnterpriseDedicatedDevice",
];

/// The devices whose enrolment a user drove.
pub(crate) fn driven_by_user(graph: &Graph<'_>, population: &Population) -> Truth {
    by_row(population, &population.members, |row| {
        let Some((columns, cells)) = managed(graph) else {
            return Answer::No;
        };
        let is = |kind, word| is_word(&graph.snapshot.strings, kind, word);
        match cells.text(&columns.enrolment, row) {
            Ok(Some(kind)) if is(kind, "unknown") => {
                Answer::unknown(cells.unknown(tenet_snapshot::Slot::Absent, &columns.enrolment))
            }
            Ok(Some(kind)) => Answer::from_bool(!USERLESS.iter().any(|word| is(kind, word))),
            Ok(None) => {
                Answer::unknown(cells.unknown(tenet_snapshot::Slot::Absent, &columns.enrolment))
            }
            Err(reason) => Answer::unknown(reason),
        }
    })
}

/// The devices that are personal and hold a work profile (I14, I20).
///
/// Intune names their operating system apart; of others the owner tells.
pub(crate) fn personal_android(graph: &Graph<'_>, population: &Population) -> Truth {
    by_row(population, &population.members, |row| {
        let Some((columns, cells)) = managed(graph) else {
            return Answer::No;
        };
        let strings = &graph.snapshot.strings;
        let says = |route, word| match cells.text(route, row) {
            Ok(said) => Answer::from_bool(said.is_some_and(|said| is_word(strings, said, word))),
            Err(reason) => Answer::unknown(reason),
        };
        let android = match cells.text(&columns.system, row) {
            Ok(said) => Answer::from_bool(
                said.is_some_and(|said| Platform::of(strings.get(said)) == Some(Platform::Android)),
            ),
            Err(reason) => Answer::unknown(reason),
        };
        let profile = says(&columns.system, "AndroidForWork");
        profile.or(android.and(says(&columns.owner, "personal")))
    })
}

/// The devices that Autopilot knows, by the mark that it puts on them (J7).
pub(crate) fn known_to_autopilot(graph: &Graph<'_>, population: &Population) -> Truth {
    let mut truth = Truth::default();
    for member in &population.members {
        truth.set(member, has_mark(graph, population, member));
    }
    truth
}

const MARK: &str = "[ztdid]";

fn has_mark(graph: &Graph<'_>, population: &Population, member: u32) -> Answer {
    let row = directory_row(graph, population, member);
    let (Some(row), Some(devices)) = (row, &graph.columns.devices) else {
        return Answer::unknown(crate::cells::incomplete("devices"));
    };
    let cells = cells(graph.snapshot, devices.table, "devices");
    let starts = |id: Symbol| {
        let text = graph.snapshot.strings.get(id).to_ascii_lowercase();
        text.starts_with(MARK)
    };
    match cells.list(&devices.physical, row) {
        Ok(list) => {
            let mut ids = list.iter().flat_map(|list| list.iter());
            Answer::from_bool(ids.any(|id| crate::cells::key_of(id).is_some_and(starts)))
        }
        Err(reason) => Answer::unknown(reason),
    }
}
