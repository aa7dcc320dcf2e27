//! Clauses C9 to C11 on sign-ins: devices, the other conditions, and many groups.

use tenet_graph::{Account, Application, Device, Grant, SignIn, combine};

use super::{
    ABROAD, APP, Case, HOME, MALFORMED, NOBODY_KNOWS, OFFICE, TENANT, UNDOCUMENTED, UNSAID, case,
    said, words,
};
use crate::json::{Json, parse};
use crate::tenant::Tenant;

fn filtered(mode: &str, rule: &str) -> Case {
    let rule = rule.replace('"', "\\\"");
    case(&format!(
        r#"{{"devices": {{"deviceFilter": {{"mode": {mode}, "rule": "{rule}"}}}}}}"#
    ))
}

const SAW: &str = r#"device.extensionAttribute1 -eq "SAW""#;
const NO_SAW: &str = r#"device.extensionAttribute1 -ne "SAW""#;

#[test]
fn c9_device_filters() {
    filtered(r#""include""#, SAW).from("saw", "applied");
    filtered(r#""exclude""#, SAW).from("saw", "not_applied");
    filtered(r#""include""#, SAW).from("own", "not_applied");
    filtered(r#""include""#, NO_SAW).from("own", UNDOCUMENTED);
    filtered(r#""include""#, SAW).from("bare", UNSAID);
    filtered(r#""include""#, SAW).is(UNSAID);
    filtered(r#""only""#, SAW).from("saw", NOBODY_KNOWS);
    filtered("null", SAW).from("saw", MALFORMED);
    filtered(r#""$absent""#, SAW).from("saw", UNSAID);
    case(r#"{"devices": {"deviceFilter": null}}"#).is("applied");
    case(r#"{"devices": {"deviceFilter": "$absent"}}"#).is(UNSAID);
    case(r#"{"devices": {"deviceFilter": 7}}"#).is(MALFORMED);
    case(r#"{"devices": "$absent"}"#).is(UNSAID);
}

#[test]
fn c9_unregistered_devices_have_nothing() {
    let unregistered = |sign_in: &mut SignIn| sign_in.device = Device::Unregistered;
    filtered(r#""include""#, SAW)
        .with(unregistered)
        .is("not_applied");
    filtered(r#""exclude""#, SAW)
        .with(unregistered)
        .is("applied");
    filtered(r#""include""#, NO_SAW)
        .with(unregistered)
        .is("applied");
    filtered(r#""exclude""#, NO_SAW)
        .with(unregistered)
        .is("not_applied");
}

#[test]
fn c9_a_rule_that_cannot_be_read_names_the_policy() {
    let broken = filtered(r#""include""#, r#"device.colour -eq "red""#);
    let loaded = broken.load();
    let found = loaded.graph().applies(loaded.object("p1"), &broken.sign_in);
    let Application::Unknown(reasons) = found else {
        panic!("{found:?}");
    };
    assert_eq!(reasons[0].code.to_string(), "filter_unknown");
    assert!(reasons[0].text.contains("`p1`"), "{}", reasons[0].text);
}

#[test]
fn c9_no_filter_where_devices_are_registered() {
    let mut registers = filtered(r#""include""#, SAW).with(|sign_in| {
        sign_in.user_action = said("urn:user:registerdevice");
    });
    let applications = r#"{"includeApplications": [], "excludeApplications": [],
        "includeUserActions": ["urn:user:registerdevice"],
        "includeAuthenticationContextClassReferences": []}"#;
    registers
        .conditions
        .insert("applications".to_owned(), parse(applications));
    registers.from("saw", UNDOCUMENTED);
}

#[test]
fn c9_a_row_of_another_collection_is_no_device() {
    filtered(r#""include""#, SAW).from("u2", UNSAID);
}

#[test]
fn c10_platforms() {
    let on = |include: &str, exclude: &str| {
        case(&format!(
            r#"{{"platforms": {{"includePlatforms": {include}, "excludePlatforms": {exclude}}}}}"#
        ))
    };
    let ios = |sign_in: &mut SignIn| sign_in.platform = said("ios");
    on(r#"["windows"]"#, "[]").with(ios).is("not_applied");
    on(r#"["iOS"]"#, "[]").with(ios).is("applied");
    on(r#"["all"]"#, r#"["iOS"]"#).with(ios).is("not_applied");
    on(r#"["all"]"#, r#"["android"]"#).with(ios).is("applied");
    on(r#"["all"]"#, "[]").is("applied");
    on(r#"["all"]"#, r#"["iOS"]"#).is(UNSAID);
    on(r#"["iOS"]"#, "[]").is(UNSAID);
    on(r#"["unknownFutureValue"]"#, "[]")
        .with(ios)
        .is(NOBODY_KNOWS);
    on(r#"["iOS"]"#, "[]")
        .with(|sign_in| sign_in.platform = said("chromeOS"))
        .is(UNDOCUMENTED);
    on("[]", r#"["iOS"]"#).with(ios).is("not_applied");
    on("[]", r#"["android"]"#).with(ios).is(UNDOCUMENTED);
    on("[]", "[]").is("applied");
    on(r#"["all"]"#, r#""$absent""#).with(ios).is(UNSAID);
    case(r#"{"platforms": "$absent"}"#).is(UNSAID);
    case(r#"{"platforms": "$absent", "users": {"includeUsers": ["None"]}}"#).is("not_applied");
    case(r#"{"platforms": "$conflict"}"#).is("unknown conflicting_copies");
    case(r#"{"platforms": ["iOS"]}"#).is(MALFORMED);
}

#[test]
fn c10_locations() {
    let on = |include: &str, exclude: &str| {
        case(&format!(
            r#"{{"locations": {{"includeLocations": ["{include}"], "excludeLocations": [{exclude}]}}}}"#
        ))
    };
    let at = |location: &'static str| move |sign_in: &mut SignIn| sign_in.location = said(location);
    on(OFFICE, "").with(at(OFFICE)).is("applied");
    on(OFFICE, "").with(at(HOME)).is("not_applied");
    on("All", "").is("applied");
    on("All", r#""AllTrusted""#)
        .with(at(OFFICE))
        .is("not_applied");
    on("All", r#""AllTrusted""#).with(at(HOME)).is("applied");
    on("All", r#""AllTrusted""#).with(at(ABROAD)).is("applied");
    on("All", r#""AllTrusted""#).is(UNSAID);
    on("AllTrusted", "")
        .with(at(APP))
        .is("unknown collection_incomplete");
    on("AllTrusted", "")
        .with(at("00000000-0000-0000-0000-000000000000"))
        .is("applied");
    on("Everywhere", "").with(at(HOME)).is(NOBODY_KNOWS);
}

#[test]
fn c10_client_apps() {
    let on = |kinds: &str| case(&format!(r#"{{"clientAppTypes": {kinds}}}"#));
    let by = |app: &'static str| move |sign_in: &mut SignIn| sign_in.client_app = said(app);
    on(r#"["browser"]"#).with(by("Browser")).is("applied");
    on(r#"["browser"]"#).with(by("other")).is("not_applied");
    on(r#"["mobileAppsAndDesktopClients"]"#)
        .with(by("Mobile Apps and Desktop clients"))
        .is("applied");
    on(r#"["exchangeActiveSync"]"#)
        .with(by("easSupported"))
        .is("applied");
    on(r#"["easSupported"]"#)
        .with(by("Exchange ActiveSync"))
        .is(UNDOCUMENTED);
    on(r#"["browser"]"#).with(by("gopher")).is(UNDOCUMENTED);
    on(r#"["gopher"]"#).with(by("browser")).is(NOBODY_KNOWS);
    on(r#"["browser"]"#).is(UNSAID);
    on("[]").is("applied");
    on(r#""$absent""#).is(UNSAID);
}

#[test]
fn c10_risks() {
    let on = |condition: &str| case(&format!(r#"{{"{condition}": ["high", "medium"]}}"#));
    on("userRiskLevels")
        .with(|sign_in| sign_in.user_risk = said("High"))
        .is("applied");
    on("userRiskLevels")
        .with(|sign_in| sign_in.user_risk = said("low"))
        .is("not_applied");
    on("userRiskLevels")
        .with(|sign_in| sign_in.user_risk = said("hidden"))
        .is(UNDOCUMENTED);
    on("userRiskLevels").is(UNSAID);
    on("signInRiskLevels")
        .with(|sign_in| sign_in.sign_in_risk = said("none"))
        .is("not_applied");
    on("signInRiskLevels").is(UNSAID);
    case(r#"{"userRiskLevels": ["severe"]}"#)
        .with(|sign_in| sign_in.user_risk = said("low"))
        .is(NOBODY_KNOWS);
    // A user has no risk of a service principal.
    case(r#"{"servicePrincipalRiskLevels": "$absent"}"#).is("applied");
    let workload = r#"{"users": null, "clientApplications": {"includeServicePrincipals": ["sp"]},
        "servicePrincipalRiskLevels": ["high"]}"#;
    let principal = || Account::ServicePrincipal("sp".to_owned());
    case(workload).by(principal()).is(UNSAID);
    case(workload)
        .by(principal())
        .with(|sign_in| sign_in.service_principal_risk = said("high"))
        .is("applied");
}

#[test]
fn c10_conditions_that_no_clause_speaks_of() {
    let not_evaluated = "unknown not_evaluated: C10";
    case(r#"{"authenticationFlows": {"transferMethods": "deviceCodeFlow"}}"#).is(not_evaluated);
    case(r#"{"insiderRiskLevels": "elevated"}"#).is(not_evaluated);
    case(r#"{"authenticationFlows": null, "insiderRiskLevels": null}"#).is("applied");
    let devices = r#"{"devices": {"deviceFilter": null, "includeDevices": LIST}}"#;
    case(&devices.replace("LIST", r#"["All"]"#)).is(not_evaluated);
    case(&devices.replace("LIST", "[]")).is("applied");
    case(r#"{"insiderRiskLevels": "elevated", "users": {"includeUsers": ["None"]}}"#)
        .is("not_applied");
}

#[test]
fn c10_every_condition_is_told() {
    let asked = case("{}");
    let loaded = asked.load();
    let graph = loaded.graph();
    let conditions = graph.sign_in_conditions(loaded.object("p1"), &asked.sign_in);
    let about: Vec<&str> = conditions.iter().map(|one| one.about).collect();
    assert_eq!(
        about,
        [
            "state",
            "users",
            "groups of the user",
            "applications",
            "platforms",
            "locations",
            "client apps",
            "user risk",
            "sign-in risk",
            "device filter",
        ]
    );
    assert!(conditions.iter().all(|one| !one.said.is_empty()));
    assert_eq!(
        conditions[3].said,
        format!("includes `All`, excludes nothing; the resource is `{APP}`")
    );
}

#[test]
fn c10_controls_are_combined() {
    let grant = |controls: &[&str], any| Grant {
        controls: controls
            .iter()
            .map(|control| (*control).to_owned())
            .collect(),
        any,
    };
    let together = |grants: &[Grant]| combine(grants).to_string();
    let both = [grant(&["mfa"], false), grant(&["compliantDevice"], false)];
    assert_eq!(together(&both), "allOf:compliantDevice+mfa");
    assert_eq!(
        together(&[grant(&["mfa"], false), grant(&["Block"], false)]),
        "block"
    );
    let choice = grant(&["mfa", "compliantDevice"], true);
    assert_eq!(
        together(std::slice::from_ref(&choice)),
        "allOf:compliantDevice|mfa"
    );
    assert_eq!(together(&[choice, grant(&["mfa"], false)]), "allOf:mfa");
    assert_eq!(together(&[]), "none");
    assert_eq!(together(&[grant(&[], true)]), "none");
}

#[test]
fn c11_too_many_groups() {
    let crowded = |count: usize| {
        let mut asked = case(r#"{"users": {"includeGroups": ["p"]}}"#);
        let groups = (2..count).map(|at| format!(r#"{{"id": "more{at}", "members": ["u1"]}}"#));
        let groups: Vec<Json> = groups.map(|group| parse(&group)).collect();
        let fields = asked.tenant.fields_mut();
        fields
            .get_mut("groups")
            .expect("groups")
            .items_mut()
            .extend(groups);
        asked
    };
    crowded(2_048).is("applied");
    crowded(2_049).is(UNDOCUMENTED);
    crowded(2_049).state(r#""disabled""#).is("not_applied");
}

#[test]
fn a_run_that_asks_for_no_sign_ins_does_not_know() {
    let asked = case("{}");
    let mut tenant = Tenant::new(&TENANT.replacen(
        '{',
        r#"{"identity/conditionalAccess/policies":
        [{"id": "p1", "conditions": {"users": {"includeUsers": ["All"]}}}],"#,
        1,
    ));
    tenant.sign_ins = false;
    let loaded = tenant.load();
    let found = loaded.graph().applies(loaded.object("p1"), &asked.sign_in);
    assert_eq!(words(&found), UNSAID);
}
