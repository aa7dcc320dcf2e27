//! Clauses C1 to C8 on sign-ins: what becomes of a policy, and why it is unknown.

mod conditions;

use std::collections::BTreeMap;

use tenet_graph::{Account, Application, Device, SignIn};

use crate::json::{Json, parse};
use crate::tenant::{ACCESS, Loaded, Tenant};

const APP: &str = "99999999-0000-4000-8000-000000000001";
const OTHER_APP: &str = "99999999-0000-4000-8000-000000000002";
const EXCHANGE: &str = "00000002-0000-0ff1-ce00-000000000000";
const OFFICE: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const HOME: &str = "aaaaaaaa-0000-4000-8000-000000000002";
const ABROAD: &str = "aaaaaaaa-0000-4000-8000-000000000003";

const TENANT: &str = r##"{
    "users": [
        {"id": "u1"}, {"id": "u2"},
        {"id": "guest", "userType": "Guest", "creationType": "Invitation"}
    ],
    "groups": [{"id": "g", "members": ["u1"]}, {"id": "p", "members": ["g"]}],
    "roleManagement/directory/roleAssignments": [],
    "organization": [{"id": "tenant"}],
    "servicePrincipals": [{"id": "sp"}, {"id": "managed", "servicePrincipalType": "ManagedIdentity"}],
    "devices": [
        {"id": "saw", "isManaged": true, "isCompliant": true, "trustType": "AzureAD",
         "extensionAttributes": {"extensionAttribute1": "SAW"}, "physicalIds": ["[ZTDID]:1"]},
        {"id": "own", "isManaged": false, "isCompliant": false, "trustType": "Workplace",
         "extensionAttributes": {"extensionAttribute1": "SAW"}, "physicalIds": []},
        {"id": "bare"}
    ],
    "identity/conditionalAccess/namedLocations": [
        {"id": "aaaaaaaa-0000-4000-8000-000000000001", "@odata.type": "#microsoft.graph.ipNamedLocation", "isTrusted": true},
        {"id": "aaaaaaaa-0000-4000-8000-000000000002", "@odata.type": "#microsoft.graph.ipNamedLocation", "isTrusted": false},
        {"id": "aaaaaaaa-0000-4000-8000-000000000003", "@odata.type": "#microsoft.graph.countryNamedLocation"}
    ]
}"##;

/// What a policy has unless a test says otherwise: it is for all users and all resources.
const CONDITIONS: &str = r#"{
    "users": {"includeUsers": ["All"]},
    "applications": {"includeApplications": ["All"]},
    "clientApplications": null, "platforms": null, "locations": null, "devices": null,
    "clientAppTypes": ["all"], "userRiskLevels": [], "signInRiskLevels": [],
    "servicePrincipalRiskLevels": []
}"#;

const APPLICATIONS: &str = r#"{"includeApplications": [], "excludeApplications": [],
    "includeUserActions": [], "includeAuthenticationContextClassReferences": []}"#;

/// A policy and a sign-in, changed from what most are.
struct Case {
    state: &'static str,
    conditions: BTreeMap<String, Json>,
    sign_in: SignIn,
    tenant: Json,
}

/// A policy with these conditions; `"$absent"` takes one away.
fn case(conditions: &str) -> Case {
    let Json::Object(mut all) = parse(CONDITIONS) else {
        panic!("conditions are an object");
    };
    let Json::Object(changes) = parse(conditions) else {
        panic!("changes are an object");
    };
    all.extend(changes);
    fill(all.get_mut("applications"), APPLICATIONS);
    fill(
        all.get_mut("platforms"),
        r#"{"includePlatforms": [], "excludePlatforms": []}"#,
    );
    fill(
        all.get_mut("locations"),
        r#"{"includeLocations": [], "excludeLocations": []}"#,
    );
    Case {
        state: r#""enabled""#,
        conditions: all,
        sign_in: SignIn {
            resource: Some(APP.to_owned()),
            ..SignIn::of(Account::User("u1".to_owned()))
        },
        tenant: parse(TENANT),
    }
}

fn fill(condition: Option<&mut Json>, defaults: &str) {
    if let (Some(condition @ Json::Object(_)), Json::Object(defaults)) =
        (condition, parse(defaults))
    {
        for (key, value) in defaults {
            condition.or_insert(&key, value);
        }
    }
}

impl Case {
    fn by(mut self, account: Account) -> Self {
        self.sign_in.account = account;
        self
    }

    fn with(mut self, change: impl FnOnce(&mut SignIn)) -> Self {
        change(&mut self.sign_in);
        self
    }

    fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    fn load(&self) -> Loaded {
        let policy = Json::object([
            ("id", Json::text("p1")),
            ("state", parse(self.state)),
            ("conditions", Json::Object(self.conditions.clone())),
        ]);
        let mut collections = self.tenant.clone();
        collections
            .fields_mut()
            .insert(ACCESS.to_owned(), Json::List(vec![policy]));
        let mut tenant = Tenant::of(&collections);
        tenant.sign_ins = true;
        tenant.load()
    }

    fn is(self, expected: &str) {
        self.on(None, expected);
    }

    /// From a device of the directory.
    fn from(self, device: &str, expected: &str) {
        self.on(Some(device), expected);
    }

    fn on(mut self, device: Option<&str>, expected: &str) {
        let loaded = self.load();
        if let Some(device) = device {
            self.sign_in.device = Device::Registered(loaded.object(device));
        }
        let found = loaded.graph().applies(loaded.object("p1"), &self.sign_in);
        assert_eq!(
            words(&found),
            expected,
            "{:?} {:?}",
            self.conditions,
            self.sign_in
        );
    }
}

fn words(found: &Application) -> String {
    let Application::Unknown(reasons) = found else {
        return found.name().to_owned();
    };
    assert!(!reasons.is_empty(), "unknown for no reason");
    let mut codes: Vec<String> = reasons
        .iter()
        .map(|reason| reason.code.to_string())
        .collect();
    codes.dedup();
    format!("unknown {}", codes.join(", "))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is said of a sign-in is optional, and every field of it is"
)]
fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

const UNSAID: &str = "unknown property_not_collected";
const NOBODY_KNOWS: &str = "unknown target_kind_unsupported";
const UNDOCUMENTED: &str = "unknown undocumented";
const MALFORMED: &str = "unknown malformed";

#[test]
fn c1_states() {
    case("{}").is("applied");
    case("{}").state(r#""disabled""#).is("not_applied");
    case("{}")
        .state(r#""enabledForReportingButNotEnforced""#)
        .is("report_only");
    case("{}").state(r#""paused""#).is(NOBODY_KNOWS);
    case("{}").state(r#""$absent""#).is(UNSAID);
    case("{}").state("null").is(MALFORMED);
    case("{}").state("7").is(MALFORMED);
    case("{}")
        .state(r#""$conflict""#)
        .is("unknown conflicting_copies");
    let nobody = r#"{"users": {"includeUsers": ["None"]}}"#;
    case(nobody)
        .state(r#""enabledForReportingButNotEnforced""#)
        .is("not_applied");
    case(nobody).state(r#""$absent""#).is("not_applied");
}

#[test]
fn c1_report_only_on_user_actions_is_not_evaluated() {
    let conditions =
        r#"{"applications": {"includeUserActions": ["urn:user:registersecurityinfo"]}}"#;
    let report = r#""enabledForReportingButNotEnforced""#;
    let action = |sign_in: &mut SignIn| sign_in.user_action = said("urn:user:registersecurityinfo");
    case(conditions)
        .with(action)
        .state(report)
        .is("not_evaluated");
    case(conditions).state(report).is("not_evaluated");
    case(conditions)
        .with(action)
        .state(r#""disabled""#)
        .is("not_applied");
}

#[test]
fn c2_to_c4_users_and_groups() {
    case(r#"{"users": {"includeUsers": ["u2"]}}"#).is("not_applied");
    case(r#"{"users": {"includeGroups": ["p"]}}"#).is("applied");
    case(r#"{"users": {"includeUsers": ["All"], "excludeGroups": ["p"]}}"#).is("not_applied");
    case(r#"{"users": "$absent"}"#).is(UNSAID);
}

#[test]
fn c6_a_user_without_an_object_is_unknown() {
    let stranger = || Account::User("nobody".to_owned());
    case("{}").by(stranger()).is("unknown dangling_reference");
    // Whether or not the id stands somewhere in the export.
    for id in ["nobody", "sp", "named"] {
        let by = || Account::User(id.to_owned());
        case(r#"{"users": {"includeUsers": ["u2"]}}"#)
            .by(by())
            .is("unknown dangling_reference");
    }
    case(r#"{"users": {"includeUsers": ["named"]}}"#)
        .by(Account::User("named".to_owned()))
        .is("applied");
    let workload = r#"{"users": null, "clientApplications": {"includeServicePrincipals": ["sp"]}}"#;
    case(workload).by(stranger()).is("not_applied");
}

#[test]
fn c6_guests_of_named_tenants_by_home_tenant() {
    let conditions = r#"{"users": {"includeGuestsOrExternalUsers": {
        "guestOrExternalUserTypes": "b2bCollaborationGuest",
        "externalTenants": {"membershipKind": "enumerated", "members": ["T-Partner"]}}}}"#;
    let guest = || Account::User("guest".to_owned());
    let from =
        |tenant: &'static str| move |sign_in: &mut SignIn| sign_in.home_tenant = said(tenant);
    case(conditions)
        .by(guest())
        .with(from("t-partner"))
        .is("applied");
    case(conditions)
        .by(guest())
        .with(from("t-other"))
        .is("not_applied");
    case(conditions).by(guest()).is(UNSAID);
    case(conditions).with(from("t-partner")).is("not_applied");
    let cut = conditions.replace(r#"["T-Partner"]"#, r#""$absent""#);
    case(&cut).by(guest()).with(from("t-partner")).is(UNSAID);
    let excluded = conditions.replace("include", "exclude");
    let excluded = excluded.replace(r#"{"exclude"#, r#"{"includeUsers": ["All"], "exclude"#);
    case(&excluded)
        .by(guest())
        .with(from("t-partner"))
        .is("not_applied");
    case(&excluded)
        .by(guest())
        .with(from("t-other"))
        .is("applied");
}

#[test]
fn c7_resources() {
    let on = |applications: &str| case(&format!(r#"{{"applications": {applications}}}"#));
    on(&format!(r#"{{"includeApplications": ["{APP}"]}}"#)).is("applied");
    on(&format!(r#"{{"includeApplications": ["{OTHER_APP}"]}}"#)).is("not_applied");
    on(r#"{"includeApplications": ["None"]}"#).is("not_applied");
    on(&format!(
        r#"{{"includeApplications": ["All"], "excludeApplications": ["{APP}"]}}"#
    ))
    .is("not_applied");
    on(r#"{"includeApplications": ["AllWeb"]}"#).is(NOBODY_KNOWS);
    on(r#"{"includeApplications": ["All"], "excludeApplications": ["AllWeb"]}"#).is(NOBODY_KNOWS);
    on(&format!(
        r#"{{"includeApplications": ["AllWeb", "{APP}"]}}"#
    ))
    .is("applied");
    on("null").is(MALFORMED);
    on("{}").is(MALFORMED);
    on(r#""$absent""#).is(UNSAID);
    on(r#"{"includeApplications": "All"}"#).is(MALFORMED);
    on(r#"{"includeApplications": ["All", 7]}"#).is("applied");
    on(&format!(r#"{{"includeApplications": ["{OTHER_APP}", 7]}}"#)).is(MALFORMED);
    on(r#"{"includeApplications": ["All"], "excludeApplications": "$absent"}"#).is(UNSAID);
    on(r#"{"includeApplications": ["All"], "applicationFilter": {"mode": "include"}}"#)
        .is("unknown not_evaluated: C10");
}

#[test]
fn c7_a_resource_that_is_not_said() {
    let unsaid = |sign_in: &mut SignIn| sign_in.resource = None;
    case("{}").with(unsaid).is("applied");
    case(r#"{"applications": {"includeApplications": ["Office365"]}}"#)
        .with(unsaid)
        .is(UNSAID);
    let on = format!(r#"{{"applications": {{"includeApplications": ["{APP}"]}}}}"#);
    case(&on).with(unsaid).is(UNSAID);
}

#[test]
fn c7_suites() {
    let on = |word: &str| {
        case(&format!(
            r#"{{"applications": {{"includeApplications": ["{word}"]}}}}"#
        ))
    };
    let to = |app: &'static str| move |sign_in: &mut SignIn| sign_in.resource = said(app);
    on("Office365").with(to(EXCHANGE)).is("applied");
    on("Office365").is(UNDOCUMENTED);
    on("Office365")
        .with(|sign_in| sign_in.office365 = Some(vec![EXCHANGE.to_owned()]))
        .is("not_applied");
    on("Office365")
        .with(|sign_in| sign_in.office365 = Some(vec![APP.to_uppercase()]))
        .is("applied");
    on("MicrosoftAdminPortals")
        .with(to("c44b4083-3bb0-49c1-b47d-974e53cbdf3c"))
        .is("applied");
    on("MicrosoftAdminPortals").is(UNDOCUMENTED);
    let management = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    on(management)
        .with(to("797f4846-ba00-4fd7-ba43-dac1f8f63013"))
        .is("applied");
    on(management)
        .with(to("c44b4083-3bb0-49c1-b47d-974e53cbdf3c"))
        .is("applied");
    on(management).is("not_applied");
}

#[test]
fn c7_user_actions_and_contexts_are_alternatives() {
    let on = |applications: &str| case(&format!(r#"{{"applications": {applications}}}"#));
    let actions = r#"{"includeUserActions": ["urn:user:registersecurityinfo"]}"#;
    let action = |sign_in: &mut SignIn| sign_in.user_action = said("urn:user:registersecurityinfo");
    let other = |sign_in: &mut SignIn| sign_in.user_action = said("urn:user:registerdevice");
    on(actions).with(action).is("applied");
    on(actions).with(other).is("not_applied");
    on(actions).is("not_applied");
    on(actions)
        .with(|sign_in| sign_in.resource = None)
        .is(UNSAID);
    let contexts = r#"{"includeAuthenticationContextClassReferences": ["c1"]}"#;
    let context = |sign_in: &mut SignIn| sign_in.authentication_context = said("c1");
    on(contexts).with(context).is("applied");
    on(contexts)
        .with(|sign_in| sign_in.authentication_context = said("c2"))
        .is("not_applied");
    on(contexts)
        .with(|sign_in| sign_in.resource = None)
        .is(UNSAID);
    let only_action = |sign_in: &mut SignIn| {
        action(sign_in);
        sign_in.resource = None;
    };
    case("{}").with(only_action).is(UNDOCUMENTED);
    on(r#"{"includeApplications": ["All"], "includeUserActions": "$absent"}"#).is("applied");
    on(r#"{"includeApplications": ["None"], "includeUserActions": "$absent"}"#).is(UNSAID);
}

#[test]
fn c8_workload_identities() {
    let workload = |principals: &str| {
        case(&format!(
            r#"{{"users": null, "clientApplications": {{"includeServicePrincipals": {principals}}}}}"#
        ))
    };
    let principal = |id: &str| Account::ServicePrincipal(id.to_owned());
    workload(r#"["sp"]"#).by(principal("sp")).is("applied");
    workload(r#"["ServicePrincipalsInMyTenant"]"#)
        .by(principal("managed"))
        .is("not_applied");
    workload(r#"["sp"]"#)
        .by(principal("elsewhere"))
        .is("unknown collection_incomplete");
    workload(r#"["sp"]"#).is("not_applied");
    let agents = r#"{"users": null, "clientApplications":
        {"includeServicePrincipals": [], "includeAgentIdServicePrincipals": AGENTS}}"#;
    case(&agents.replace("AGENTS", r#"["All"]"#))
        .by(principal("sp"))
        .is("unknown not_evaluated: C8");
    case(&agents.replace("AGENTS", "[]"))
        .by(principal("sp"))
        .is("not_applied");
    case("{}").by(principal("sp")).is("not_applied");
    case("{}").by(principal("elsewhere")).is("not_applied");
}
