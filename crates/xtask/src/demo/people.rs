//! Users: the service's accounts and their look-alikes, employees, guests.

use super::json::Json;
use super::seed::{below, days_before, guid, pick};
use super::writer::Export;

/// The domain that the tenant was made with; the service's accounts live in it.
pub(crate) const INITIAL_DOMAIN: &str = "contoso.onmicrosoft.com";

pub(crate) const MS_ADMIN: &str = "MsAdmin@contoso.onmicrosoft.com";
pub(crate) const MS_ADMIN_INT: &str = "MsAdminInt@contoso.onmicrosoft.com";
pub(crate) const SOC_RO: &str = "MWAAS_SOC_RO@contoso.onmicrosoft.com";
pub(crate) const WDGSOC: &str = "MWAAS_WDGSOC@contoso.onmicrosoft.com";
pub(crate) const MS_TEST: &str = "MsTest@contoso.onmicrosoft.com";
pub(crate) const BREAK_GLASS: &str = "breakglass1@contoso.onmicrosoft.com";
pub(crate) const INTUNE_TESTER: &str = "intune.tester@contoso.com";

const N_EMPLOYEES: usize = 180;
const SELECTED: &str = "id,userPrincipalName,displayName,accountEnabled,userType,mail,department,\
    creationType,onPremisesSyncEnabled,lastPasswordChangeDateTime,assignedPlans";
const INTUNE_PLAN: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const EXCHANGE_PLAN: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";

const DEPARTMENTS: [&str; 8] = [
    "Finance",
    "Sales",
    "IT",
    "Engineering",
    "Human Resources",
    "Legal",
    "Operations",
    "Marketing",
];

const GIVEN: [&str; 40] = [
    "Amara", "Anton", "Beatriz", "Bruno", "Carla", "Cyril", "Dalia", "Dario", "Elif", "Emil",
    "Farah", "Felix", "Greta", "Gustav", "Hanna", "Hugo", "Ida", "Ivan", "Jana", "Jonas", "Kaja",
    "Kasimir", "Leila", "Linus", "Mara", "Mats", "Nadia", "Nils", "Olga", "Oskar", "Paula",
    "Pavel", "Rosa", "Rafael", "Selma", "Stefan", "Tilda", "Tomas", "Vera", "Viktor",
];
const SURNAMES: [&str; 43] = [
    "Abel",
    "Aydin",
    "Bach",
    "Bauer",
    "Castell",
    "Cermak",
    "Dahl",
    "Dietrich",
    "Ekman",
    "Engel",
    "Falk",
    "Ferrari",
    "Gerber",
    "Grimm",
    "Haas",
    "Horvat",
    "Iversen",
    "Jansen",
    "Jung",
    "Kaiser",
    "Kovac",
    "Lang",
    "Lindqvist",
    "Marek",
    "Moreau",
    "Neumann",
    "Novak",
    "Olsen",
    "Ortiz",
    "Petrov",
    "Pohl",
    "Quist",
    "Reuter",
    "Rossi",
    "Sauer",
    "Simon",
    "Tanaka",
    "Thiel",
    "Urban",
    "Vogel",
    "Weiss",
    "Winter",
    "Ziegler",
];

/// Someone who works at Contoso.
#[derive(Clone, Debug)]
pub(crate) struct Employee {
    pub(crate) index: usize,
    pub(crate) upn: String,
    pub(crate) name: String,
    pub(crate) department: &'static str,
}

/// One user, before it is written.
struct User {
    upn: String,
    name: String,
    department: Option<&'static str>,
    enabled: bool,
    guest: bool,
    synced: bool,
    intune: Option<&'static str>,
    password_age: i64,
}

/// The id of the user with that name.
pub(crate) fn user_id(upn: &str) -> String {
    guid("user", upn)
}

/// Everyone who works at Contoso, in a fixed order.
pub(crate) fn employees() -> Vec<Employee> {
    (0..N_EMPLOYEES).map(employee).collect()
}

/// The guests, by the address under which they were invited.
pub(crate) fn guests() -> Vec<String> {
    let invited = [
        "mira.solberg_fabrikam.com",
        "tariq.aziz_fabrikam.com",
        "lucia.mendes_northwindtraders.com",
        "peter.vrana_northwindtraders.com",
        "sofie.lund_adatum.com",
        "jakub.zelenka_adatum.com",
        "noor.haddad_proseware.com",
        "ines.duarte_proseware.com",
        "henrik.berg_tailspintoys.com",
    ];
    let upn = |who: &&str| format!("{who}#EXT#@{INITIAL_DOMAIN}");
    invited.iter().map(upn).collect()
}

/// Writes the users, by their display name.
pub(crate) fn write(export: &mut Export) {
    let mut users = service_accounts();
    users.extend(look_alikes());
    users.extend(employees().iter().map(staff));
    users.extend(guests().iter().map(|upn| guest(upn)));
    users.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.upn.cmp(&b.upn)));
    let items: Vec<Json> = users.iter().map(render).collect();
    export.pages("users/users", &format!("users({SELECTED})"), &items);
}

fn employee(index: usize) -> Employee {
    let given = GIVEN.iter().cycle().nth(index).unwrap_or(&"");
    let place = index * 7 + index / GIVEN.len() * 3;
    let surname = SURNAMES.iter().cycle().nth(place).unwrap_or(&"");
    let department = DEPARTMENTS.iter().cycle().nth(index).unwrap_or(&"");
    Employee {
        index,
        upn: format!("{given}.{surname}@contoso.com").to_lowercase(),
        name: format!("{given} {surname}"),
        department,
    }
}

/// What an account that is nobody's is called; every answer that names it says the same.
pub(crate) fn account_name(upn: &str) -> String {
    let accounts = service_accounts().into_iter().chain(look_alikes());
    let mut named = accounts.filter(|account| account.upn == upn);
    named
        .next()
        .map_or_else(|| upn.to_owned(), |account| account.name)
}

/// One of the five is disabled; the group of the accounts is in `groups`.
fn service_accounts() -> Vec<User> {
    let account = |upn: &str, name: &str, enabled, intune, password_age| User {
        upn: upn.to_owned(),
        name: name.to_owned(),
        department: None,
        enabled,
        guest: false,
        synced: false,
        intune,
        password_age,
    };
    let (on, off) = (Some("Enabled"), Some("Deleted"));
    vec![
        account(MS_ADMIN, "Modern Workplace Admin", true, on, 4),
        account(
            MS_ADMIN_INT,
            "Modern Workplace Admin Interactive",
            true,
            on,
            9,
        ),
        account(SOC_RO, "Modern Workplace SOC Reader", true, None, 6),
        account(WDGSOC, "Modern Workplace WDG SOC", false, off, 41),
        account(MS_TEST, "Modern Workplace Test", true, on, 11),
    ]
}

/// Accounts that look like the service's and are not, and Contoso's own emergency and test accounts.
fn look_alikes() -> Vec<User> {
    let account = |upn: &str, name: &str, intune| User {
        upn: upn.to_owned(),
        name: name.to_owned(),
        department: Some("IT"),
        enabled: true,
        guest: false,
        synced: false,
        intune,
        password_age: 80,
    };
    let on = Some("Enabled");
    vec![
        account("msadmin@contoso.com", "Ms Admin", on),
        account(
            "MsAdministration@contoso.onmicrosoft.com",
            "Microsoft Administration",
            on,
        ),
        account(BREAK_GLASS, "Break Glass 1", None),
        account("breakglass2@contoso.onmicrosoft.com", "Break Glass 2", None),
        account(INTUNE_TESTER, "Intune Tester", on),
        account("print.service@contoso.com", "Print Service", None),
    ]
}

fn staff(who: &Employee) -> User {
    let contractor = who.index % 15 == 14;
    User {
        upn: who.upn.clone(),
        name: who.name.clone(),
        department: Some(who.department),
        enabled: who.index % 29 != 28,
        guest: false,
        synced: !who.index.is_multiple_of(3),
        intune: (!contractor).then_some("Enabled"),
        password_age: 5 + below(&format!("password/{}", who.upn), 300),
    }
}

fn guest(upn: &str) -> User {
    let local = upn.split('_').next().unwrap_or(upn);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect::<String>()
        })
    };
    let words: Vec<String> = local.split('.').map(capital).collect();
    User {
        upn: upn.to_owned(),
        name: format!("{} (guest)", words.join(" ")),
        department: None,
        enabled: true,
        guest: true,
        synced: false,
        intune: None,
        password_age: 200 + below(upn, 200),
    }
}

fn render(user: &User) -> Json {
    object! {
        "id": user_id(&user.upn),
        "userPrincipalName": user.upn.as_str(),
        "displayName": user.name.as_str(),
        "accountEnabled": user.enabled,
        "userType": if user.guest { "Guest" } else { "Member" },
        "mail": mail(user),
        "department": user.department,
        "creationType": user.guest.then_some("Invitation"),
        "onPremisesSyncEnabled": user.synced.then_some(true),
        "lastPasswordChangeDateTime": days_before(user.password_age, &user.upn),
        "assignedPlans": plans(user),
    }
}

/// Guests have the address behind the name, service accounts none.
fn mail(user: &User) -> Option<String> {
    if user.guest {
        let outside = user.upn.split("#EXT#").next()?;
        return Some(outside.replace('_', "@"));
    }
    user.department.map(|_| user.upn.to_lowercase())
}

fn plans(user: &User) -> Vec<Json> {
    let plan = |id: &str, service: &str, status: &str| {
        object! {
            "assignedDateTime": days_before(400 + below(&user.upn, 300), service),
            "capabilityStatus": status,
            "service": service,
            "servicePlanId": id,
        }
    };
    let mail = pick(&user.upn, &["none", "mailbox"]) == "mailbox" && user.department.is_some();
    let intune = user.intune.map(|status| plan(INTUNE_PLAN, "SCO", status));
    let exchange = mail.then(|| plan(EXCHANGE_PLAN, "exchange", "Enabled"));
    exchange.into_iter().chain(intune).collect()
}
