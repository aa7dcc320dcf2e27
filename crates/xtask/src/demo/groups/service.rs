//! Groups of the service, the look-alikes beside them, and Contoso's exclusion groups.

use super::{Group, Kind, Member, Members, assigned, device, nested, staff, user};
use crate::demo::devices::{N_MANAGED, devices};
use crate::demo::people::{
    BREAK_GLASS, INTUNE_TESTER, MS_ADMIN, MS_ADMIN_INT, MS_TEST, SOC_RO, WDGSOC, account_name,
    employees,
};

pub(crate) const SERVICE_ACCOUNTS: &str = "Modern Workplace Service Accounts";
pub(crate) const DEVICES_ALL: &str = "Modern Workplace Devices-All";
pub(crate) const RING_TEST: &str = "Modern Workplace Devices-Test";
/// The same name in brackets: the names of the rings are compared normalised.
pub(crate) const RING_FIRST: &str = "Modern Workplace Devices [First]";
pub(crate) const RING_FAST: &str = "Modern Workplace Devices-Fast";
pub(crate) const RING_BROAD: &str = "Modern Workplace Devices-Broad";
pub(crate) const AUTOPATCH_TEST: &str = "Modern Workplace Devices-Windows Autopatch-Test";
pub(crate) const PRE_RELEASE: &str = "Modern Workplace - Windows 11 Pre-Release Test Devices";
pub(crate) const EXCLUSIONS: &str = "CA Exclusions";
pub(crate) const EXCLUSIONS_SERVICE: &str = "CA Exclusions - Service";
pub(crate) const BREAK_GLASS_ACCOUNTS: &str = "Break-glass Accounts";
pub(crate) const TEST_ACCOUNTS: &str = "Contoso Test Accounts";
pub(crate) const INTUNE_EXCLUSIONS: &str = "Contoso Intune Exclusions";

/// An en dash where the service writes a hyphen: the ring exists twice.
const RING_FAST_TWICE: &str = "Modern Workplace Devices – Fast";
const SOC_ACCOUNTS: &str = "Modern Workplace SOC Accounts";
const EXCLUSIONS_ACCOUNTS: &str = "CA Exclusions - Accounts";
const EXCLUSIONS_NON_PERSONAL: &str = "CA Exclusions - Non-personal";

/// Groups on this page that the service did not make.
pub(super) const MADE_BY_OTHERS: [&str; 9] = [
    RING_FAST_TWICE,
    AUTOPATCH_TEST,
    EXCLUSIONS,
    EXCLUSIONS_ACCOUNTS,
    EXCLUSIONS_NON_PERSONAL,
    EXCLUSIONS_SERVICE,
    BREAK_GLASS_ACCOUNTS,
    TEST_ACCOUNTS,
    INTUNE_EXCLUSIONS,
];

pub(super) fn groups() -> Vec<Group> {
    let mut all = account_groups();
    all.push(people_group());
    all.extend(device_groups());
    all.extend(rings());
    all.extend(exclusions());
    all
}

fn account(upn: &str) -> Member {
    user(upn, &account_name(upn))
}

/// One account is a member by nesting; `MsTest` is in neither group.
fn account_groups() -> Vec<Group> {
    vec![
        assigned(
            SERVICE_ACCOUNTS,
            "Accounts with which the service manages this tenant",
            Members::Answered(vec![
                account(MS_ADMIN),
                account(MS_ADMIN_INT),
                account(WDGSOC),
                nested(SOC_ACCOUNTS),
            ]),
        ),
        assigned(
            SOC_ACCOUNTS,
            "Accounts of the service's security operations centre",
            Members::Expanded(vec![account(SOC_RO)]),
        ),
    ]
}

fn people_group() -> Group {
    let managed = employees().iter().take(N_MANAGED).map(staff).collect();
    assigned(
        "Modern Workplace - All",
        "Everyone with a device of the service",
        Members::Answered(managed),
    )
}

fn device_groups() -> Vec<Group> {
    vec![
        Group {
            name: DEVICES_ALL,
            description: "All devices of the service",
            kind: Kind::Dynamic(
                "(device.devicePhysicalIds -any (_ -startsWith \"[OrderID]:Microsoft365Managed_\"))",
            ),
            members: Members::Answered(some_devices(0, N_MANAGED)),
        },
        assigned(
            "Modern Workplace Devices - Shared Device Mode",
            "Devices without a user of their own",
            Members::Expanded(some_devices(39, 1)),
        ),
        assigned(
            PRE_RELEASE,
            "Devices that try Windows 11 early",
            Members::Expanded(some_devices(8, 7)),
        ),
        assigned(
            AUTOPATCH_TEST,
            "First ring of Windows Autopatch, another service",
            Members::Expanded(some_devices(120, 4)),
        ),
    ]
}

/// The four rings: Fast exists a second time, Broad is dynamic.
fn rings() -> Vec<Group> {
    let broad = "(device.displayName -startsWith \"MMD-\") and (device.accountEnabled -eq true)";
    vec![
        assigned(
            RING_TEST,
            "Ring Test",
            Members::Expanded(some_devices(0, 6)),
        ),
        assigned(
            RING_FIRST,
            "Ring First",
            Members::Expanded(some_devices(6, 12)),
        ),
        assigned(
            RING_FAST,
            "Ring Fast",
            Members::Answered(some_devices(18, 24)),
        ),
        assigned(
            RING_FAST_TWICE,
            "Ring Fast, laptops of the Berlin office",
            Members::Expanded(some_devices(124, 3)),
        ),
        Group {
            name: RING_BROAD,
            description: "Ring Broad",
            kind: Kind::Dynamic(broad),
            members: Members::Answered(some_devices(42, N_MANAGED - 42)),
        },
    ]
}

/// What Contoso excludes from its policies: a chain four deep that forgot one
/// account, a group whose members were not exported, and two flat groups.
fn exclusions() -> Vec<Group> {
    let four = [MS_ADMIN, MS_ADMIN_INT, SOC_RO, WDGSOC];
    let three = [MS_ADMIN, MS_ADMIN_INT, MS_TEST];
    let chain = |name, below, upn: &[&str]| {
        let accounts = upn.iter().map(|upn| account(upn));
        let members = accounts.chain([nested(below)]).collect();
        assigned(
            name,
            "Left out of Conditional Access",
            Members::Expanded(members),
        )
    };
    vec![
        chain(EXCLUSIONS, EXCLUSIONS_ACCOUNTS, &[BREAK_GLASS]),
        chain(EXCLUSIONS_ACCOUNTS, EXCLUSIONS_NON_PERSONAL, &[]),
        chain(
            EXCLUSIONS_NON_PERSONAL,
            EXCLUSIONS_SERVICE,
            &["print.service@contoso.com"],
        ),
        assigned(
            EXCLUSIONS_SERVICE,
            "Accounts of Microsoft Managed Desktop",
            Members::Answered(four.map(account).to_vec()),
        ),
        assigned(BREAK_GLASS_ACCOUNTS, "For emergencies", Members::Missing),
        assigned(
            TEST_ACCOUNTS,
            "Accounts used for tests alone",
            Members::Expanded(vec![account(MS_TEST), account(INTUNE_TESTER)]),
        ),
        assigned(
            INTUNE_EXCLUSIONS,
            "Left out of Intune's policies",
            Members::Expanded(three.map(account).to_vec()),
        ),
    ]
}

fn some_devices(first: usize, count: usize) -> Vec<Member> {
    devices()
        .iter()
        .skip(first)
        .take(count)
        .map(device)
        .collect()
}
