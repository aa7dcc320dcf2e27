//! The tenant itself: organisation, roles, service principals, security defaults.

use super::groups::{group_id, organisation::ROLE_GROUP};
use super::json::Json;
use super::people::{
    BREAK_GLASS, INITIAL_DOMAIN, MS_ADMIN, MS_ADMIN_INT, SOC_RO, employees, user_id,
};
use super::seed::{days_before, guid};
use super::writer::Export;

/// The role template of Intune Administrator, the same in every tenant.
pub(crate) const INTUNE_ADMINISTRATOR: &str = "3a2c62db-5318-420d-8d74-23affee5d9d5";
const USER_ADMINISTRATOR: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const SECURITY_READER: &str = "5d6b6bb7-de71-4623-b4af-96380a352509";
const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";

/// Microsoft's tenant, which owns the applications of its services.
const MICROSOFT: &str = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/// Applications of Microsoft with their well-known ids.
const FIRST_PARTY: [(&str, &str); 5] = [
    ("Microsoft Graph", "00000003-0000-0000-c000-000000000000"),
    ("Microsoft Intune", "0000000a-0000-0000-c000-000000000000"),
    (
        "Microsoft Intune Enrollment",
        "d4ebce55-015a-49b5-a083-c84d1797ae8c",
    ),
    ("WindowsDefenderATP", "fc780465-2017-40d4-a0c5-307022471b92"),
    (
        "Modern Workplace Customer APIs",
        "c9d36ed4-91b3-4c87-b8d7-68d92826c96c",
    ),
];

/// The id of the tenant.
pub(crate) fn tenant_id() -> String {
    guid("tenant", INITIAL_DOMAIN)
}

/// The object id of a service principal; the second of two with one name has the suffix ` (2)`.
pub(crate) fn principal_id(name: &str) -> String {
    guid("service principal", name)
}

pub(crate) fn write(export: &mut Export) {
    export.answer(
        "organization/organization",
        "organization",
        vec![organization()],
    );
    export.answer(
        "servicePrincipals/servicePrincipals",
        "servicePrincipals",
        service_principals(),
    );
    export.collection(
        "roleManagement/directory/roleAssignments",
        role_assignments(),
    );
    export.collection(
        "roleManagement/directory/roleEligibilitySchedules",
        eligible(),
    );
    export.entity(
        "policies/identitySecurityDefaultsEnforcementPolicy",
        object! {
            "id": "00000000-0000-0000-0000-000000000005",
            "displayName": "Security Defaults",
            "isEnabled": false,
        },
    );
}

fn organization() -> Json {
    let domain = |name: &str, initial: bool| {
        object! {
            "capabilities": "Email, OfficeCommunicationsOnline",
            "isDefault": !initial,
            "isInitial": initial,
            "name": name,
            "type": "Managed",
        }
    };
    object! {
        "id": tenant_id(),
        "displayName": "Contoso",
        "countryLetterCode": "DE",
        "createdDateTime": days_before(2_100, "organization"),
        "onPremisesSyncEnabled": true,
        "verifiedDomains": [domain(INITIAL_DOMAIN, true), domain("contoso.com", false)],
    }
}

/// The service's application, and one of Contoso's own that took its name.
fn service_principals() -> Vec<Json> {
    let mut all: Vec<Json> = FIRST_PARTY
        .iter()
        .map(|(name, app)| principal(name, app, name, MICROSOFT))
        .collect();
    let service = "Modern Workplace Management";
    let own = tenant_id();
    all.push(principal(
        service,
        &guid("app", service),
        service,
        MICROSOFT,
    ));
    all.push(principal(
        "Modern Workplace Management (2)",
        &guid("app", "spoof"),
        service,
        &own,
    ));
    let system = "Microsoft Approval Management";
    all.push(principal(system, &guid("app", system), system, MICROSOFT));
    for name in ["Contoso Backup", "Contoso Payroll", "Contoso Ticketing"] {
        all.push(principal(name, &guid("app", name), name, &own));
    }
    all
}

fn principal(label: &str, app_id: &str, name: &str, owner: &str) -> Json {
    let secret = object! {
        "keyId": guid("credential", label),
        "displayName": "client secret",
        "startDateTime": days_before(90, label),
        "endDateTime": days_before(-275, label),
    };
    let own = owner != MICROSOFT;
    object! {
        "id": principal_id(label),
        "appId": app_id,
        "displayName": name,
        "appOwnerOrganizationId": owner,
        "accountEnabled": true,
        "servicePrincipalType": "Application",
        "passwordCredentials": if own { vec![secret] } else { vec![] },
        "keyCredentials": Vec::<Json>::new(),
    }
}

/// Active assignments. `MsAdmin` holds two roles at the level of the tenant.
fn role_assignments() -> Vec<Json> {
    let unit = format!("/administrativeUnits/{}", guid("unit", "Berlin"));
    let it: Vec<String> = employees()
        .into_iter()
        .filter(|who| who.department == "IT")
        .map(|who| user_id(&who.upn))
        .collect();
    let mut all = vec![
        assignment(&user_id(MS_ADMIN), INTUNE_ADMINISTRATOR, "/"),
        assignment(&user_id(MS_ADMIN), USER_ADMINISTRATOR, "/"),
        assignment(&user_id(MS_ADMIN_INT), USER_ADMINISTRATOR, "/"),
        assignment(&user_id(SOC_RO), SECURITY_READER, "/"),
        assignment(&user_id(BREAK_GLASS), GLOBAL_ADMINISTRATOR, "/"),
        assignment(&group_id(ROLE_GROUP), INTUNE_ADMINISTRATOR, "/"),
    ];
    let global = it.iter().take(2);
    all.extend(global.map(|id| assignment(id, GLOBAL_ADMINISTRATOR, "/")));
    let local = it.iter().skip(2).take(3);
    all.extend(local.map(|id| assignment(id, USER_ADMINISTRATOR, &unit)));
    all
}

fn assignment(principal: &str, role: &str, scope: &str) -> Json {
    object! {
        "id": guid("role assignment", &format!("{principal}/{role}")),
        "principalId": principal,
        "roleDefinitionId": role,
        "directoryScopeId": scope,
    }
}

/// Roles that can be activated and are not active, which Conditional Access does not count.
fn eligible() -> Vec<Json> {
    let holder = user_id(MS_ADMIN_INT);
    vec![
        assignment(&holder, INTUNE_ADMINISTRATOR, "/").with(object! {
            "memberType": "Direct",
            "status": "Provisioned",
            "scheduleInfo": object! { "startDateTime": days_before(60, "eligible") },
        }),
    ]
}
