//! Rules.

use proptest::prelude::*;
use proptest::sample::select;

use super::TEXTS;
use crate::targeting::{About, Language};

/// Rules of a language, nearly all of them well formed, many of them errors.
pub fn rules(language: Language, about: About) -> BoxedStrategy<String> {
    let depth = if language == Language::Membership {
        3
    } else {
        2
    };
    let rule = conditions(language, comparison(language, about), depth);
    let whole = match language {
        Language::Membership => prop_oneof![
            18 => rule.clone(),
            1 => alone(about),
            1 => (rule.clone(), alone(about)).prop_map(|(rule, own)| format!("{rule} or {own}")),
        ]
        .boxed(),
        Language::AssignmentFilter | Language::DeviceFilter => rule,
    };
    prop_oneof![
        24 => whole.clone(),
        1 => (whole, any::<prop::sample::Index>(), select(MISTAKES)).prop_map(broken),
    ]
    .boxed()
}

const MISTAKES: &[&str] = &[
    "", " ", "(", ")", "\"", "'", "-", "\u{2013}", "and", "[", ",", "\\\"", "`\"", "`", "_", "$",
    "é", "not ",
];

/// A rule with one character in place of another.
fn broken((rule, at, mistake): (String, prop::sample::Index, &str)) -> String {
    let letters: Vec<char> = rule.chars().collect();
    let at = at.index(letters.len() + 1);
    let before: String = letters.iter().take(at).collect();
    let after: String = letters.iter().skip(at + 1).collect();
    format!("{before}{mistake}{after}")
}

/// `and`, `or` and `not`, with parentheses and without.
fn conditions(
    language: Language,
    leaf: BoxedStrategy<String>,
    depth: u32,
) -> BoxedStrategy<String> {
    // Filters have no `-not`, or nobody knows whether they have.
    let not = if language == Language::Membership {
        6
    } else {
        1
    };
    leaf.prop_recursive(depth, 8, 2, move |inner| {
        prop_oneof![
            6 => (inner.clone(), operator("and"), inner.clone())
                .prop_map(|(left, and, right)| format!("{left} {and} {right}")),
            6 => (inner.clone(), operator("or"), inner.clone())
                .prop_map(|(left, or, right)| format!("{left} {or} {right}")),
            6 => inner.clone().prop_map(|inner| format!("({inner})")),
            not => (operator("not"), inner.clone()).prop_map(|(not, inner)| format!("{not} ({inner})")),
            not => (operator("not"), inner).prop_map(|(not, inner)| format!("{not} {inner}")),
        ]
    })
    .boxed()
}

/// An operator with or without its hyphen, in any case.
fn operator(name: &'static str) -> BoxedStrategy<String> {
    let hyphen = prop_oneof![8 => Just("-"), 3 => Just(""), 1 => Just("\u{2013}")];
    let cases = [
        name.to_owned(),
        name.to_owned(),
        name.to_lowercase(),
        name.to_uppercase(),
    ];
    (hyphen, select(cases.to_vec()))
        .prop_map(|(hyphen, name)| format!("{hyphen}{name}"))
        .boxed()
}

/// A rule that stands alone.
fn alone(about: About) -> BoxedStrategy<String> {
    let entity = entity(about);
    let of = select(vec!["g-1", "g-2", "u-1"]);
    let id = select(vec!["'g-1'", "'g-1','g-2'", "\"g-2\"", "'G-1', 'g-9'", ""]);
    let property = select(vec!["memberOf", "memberof", "MemberOf"]);
    let within = select(vec!["-in", "in", "-eq", "-notIn"]);
    prop_oneof![
        of.prop_map(|id| format!("Direct Reports for \"{id}\"")),
        (property, within, id).prop_map(move |(property, within, id)| format!(
            "{entity}.{property} -any (group.objectId {within} [{id}])"
        )),
    ]
    .boxed()
}

const fn entity(about: About) -> &'static str {
    match about {
        About::User => "user",
        About::Device | About::ManagedDevice => "device",
        About::ManagedApp => "app",
    }
}

fn comparison(language: Language, about: About) -> BoxedStrategy<String> {
    let plain = (property(language, about), compared(language))
        .prop_map(|(property, rest)| format!("{property} {rest}"));
    match language {
        Language::Membership => {
            prop_oneof![6 => plain, 2 => quantified(about), 1 => fitting(about)].boxed()
        }
        Language::AssignmentFilter => {
            prop_oneof![50 => plain, 1 => quantified(about), 12 => version(about)].boxed()
        }
        Language::DeviceFilter => prop_oneof![50 => plain, 1 => quantified(about)].boxed(),
    }
}

/// The property whose versions are in order.
fn version(about: About) -> BoxedStrategy<String> {
    (select(ORDERS).prop_flat_map(operator), select(VERSIONS))
        .prop_map(move |(operator, version)| {
            format!(
                "{}.operatingSystemVersion {operator} {version}",
                entity(about)
            )
        })
        .boxed()
}

/// Comparisons that texts do not take, on properties that take them.
fn fitting(about: About) -> BoxedStrategy<String> {
    let truth = (
        prop_oneof![operator("eq"), operator("ne")],
        select(vec!["true", "false", "null", "True"]),
    )
        .prop_map(move |(operator, value)| {
            format!("{}.accountEnabled {operator} {value}", entity(about))
        });
    let date = (
        prop_oneof![4 => operator("ge"), 4 => operator("le"), 2 => operator("eq"), 1 => operator("ne")],
        select(MOMENTS),
    )
        .prop_map(|(operator, moment)| format!("user.employeeHireDate {operator} {moment}"));
    prop_oneof![truth, date].boxed()
}

const MOMENTS: &[&str] = &[
    "system.now",
    "system.now -plus p1d",
    "system.now -minus P1M",
    "system.now minus PT36H",
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00+02:00",
    "2026-02-01T12:00:00.5Z",
    "2026-13-01T12:00:00Z",
    "null",
];

/// A property of the right sort three times of four.
fn property(language: Language, about: About) -> BoxedStrategy<String> {
    let own = select(names(language, about));
    let all: Vec<&str> = [
        About::User,
        About::Device,
        About::ManagedDevice,
        About::ManagedApp,
    ]
    .into_iter()
    .flat_map(|about| names(Language::Membership, about))
    .collect();
    let right = own.prop_map(move |name| format!("{}.{name}", entity(about)));
    let wrong = select(all).prop_map(move |name| format!("{}.{name}", entity(about)));
    let entities = select(vec!["user", "device", "app", "User", "group"]);
    let other = (entities, select(names(language, about)))
        .prop_map(|(entity, name)| format!("{entity}.{name}"));
    prop_oneof![40 => right.clone(), 1 => wrong, 1 => other, 1 => right.prop_map(|name| name.to_uppercase())]
        .boxed()
}

fn names(language: Language, about: About) -> Vec<&'static str> {
    match about {
        About::User => vec![
            "city",
            "department",
            "mail",
            "mailNickname",
            "mobile",
            "telephoneNumber",
            "objectId",
            "userType",
            "accountEnabled",
            "dirSyncEnabled",
            "employeeHireDate",
            "employeehiredate",
            "otherMails",
            "proxyAddresses",
            "assignedPlans",
            "extensionAttribute1",
            "extension_c272a57b722d4eb29bfe327874ae79cb_Office",
        ],
        About::Device if language == Language::DeviceFilter => vec![
            "deviceId",
            "displayName",
            "deviceOwnership",
            "trustType",
            "isCompliant",
            "operatingSystem",
            "operatingSystemVersion",
            "physicalIds",
            "systemLabels",
            "mdmAppId",
            "model",
            "extensionAttribute1",
            "extensionAttribute1",
        ],
        About::Device => vec![
            "deviceId",
            "displayName",
            "deviceOwnership",
            "objectId",
            "deviceOSType",
            "deviceOSVersion",
            "deviceTrustType",
            "accountEnabled",
            "devicePhysicalIds",
            "devicePhysicalIDs",
            "systemLabels",
            "organizationalUnit",
            "extensionAttribute1",
        ],
        About::ManagedDevice => vec![
            "deviceName",
            "model",
            "deviceCategory",
            "osVersion",
            "operatingSystemVersion",
            "deviceOwnership",
            "deviceTrustType",
            "operatingSystemSKU",
            "cpuArchitecture",
            "isRooted",
            "deviceManagementType",
        ],
        About::ManagedApp => vec![
            "appVersion",
            "deviceManufacturer",
            "deviceModel",
            "osVersion",
            "deviceManagementType",
            "operatingSystemVersion",
        ],
    }
}

/// An operator and a value: those that fit, and any with any.
fn compared(language: Language) -> BoxedStrategy<String> {
    let filter = language != Language::Membership;
    let others = if filter { 1 } else { 3 };
    let equal = (
        prop_oneof![operator("eq"), operator("ne")],
        prop_oneof![8 * 3 => text(), 2 * 3 => null(), others => value()],
    );
    let parted = (
        select(parts(language)).prop_flat_map(operator),
        prop_oneof![12 * 3 => text(), others => value()],
    );
    let listed = (
        prop_oneof![operator("in"), operator("notIn")],
        prop_oneof![12 * 3 => list(language), others => value()],
    );
    let matched = (
        prop_oneof![operator("match"), operator("notMatch")],
        regex(),
    );
    let ordered = (
        select(ORDERS).prop_flat_map(operator),
        select(VERSIONS).prop_map(str::to_owned),
    );
    let foreign = (select(PARTS).prop_flat_map(operator), text());
    let space = select(vec![" ", " ", " ", "", "  "]);
    (
        prop_oneof![
            20 => equal,
            12 => parted,
            8 => listed,
            others => matched,
            others => ordered,
            1 => foreign
        ],
        space,
    )
        .prop_map(|((operator, value), space)| {
            let space = if value.starts_with(['"', '[']) {
                space
            } else {
                " "
            };
            format!("{operator}{space}{value}")
        })
        .boxed()
}

fn parts(language: Language) -> Vec<&'static str> {
    match language {
        Language::Membership | Language::DeviceFilter => PARTS.to_vec(),
        Language::AssignmentFilter => vec!["startsWith", "contains", "notContains"],
    }
}

const PARTS: &[&str] = &[
    "startsWith",
    "notStartsWith",
    "endsWith",
    "notEndsWith",
    "contains",
    "notContains",
];
const ORDERS: &[&str] = &["gt", "ge", "lt", "le", "eq", "ne", "equals", "notEquals"];
const VERSIONS: &[&str] = &[
    "10.0.9",
    "\"10.0.9\"",
    "10.0.22000",
    "10.0.10.1",
    "\"10.0.9.1\"",
    "\"x\"",
    "010.0.09",
    "7",
    "4294967296.0.1",
];

fn text() -> BoxedStrategy<String> {
    select(TEXTS.to_vec())
        .prop_map(|text| format!("\"{}\"", text.replace('\'', "''")))
        .boxed()
}

fn null() -> BoxedStrategy<String> {
    let words = vec!["null", "$null", "NULL", "$Null", "\"null\""];
    select(words).prop_map(str::to_owned).boxed()
}

fn list(language: Language) -> BoxedStrategy<String> {
    // Filters have no empty list.
    let least = usize::from(language != Language::Membership);
    prop::collection::vec(text(), least..4)
        .prop_map(|items| format!("[{}]", items.join(", ")))
        .boxed()
}

fn value() -> BoxedStrategy<String> {
    let words = vec![
        "true",
        "False",
        "7",
        "10.0.9",
        "'a'",
        "`\"a`\"",
        "\"a`\"b\"",
        "['a']",
        "[null]",
        "system.now",
    ];
    prop_oneof![
        text(),
        null(),
        list(Language::Membership),
        select(words).prop_map(str::to_owned)
    ]
    .boxed()
}

fn regex() -> BoxedStrategy<String> {
    let regexes = vec![
        "^a", "o$", ".*", "(", "*a", "(?=a)", "(a)\\1", "(?<!b)a", "\\d+", "[a-z]+", "^$", "\\.",
    ];
    select(regexes)
        .prop_map(|regex| format!("\"{regex}\""))
        .boxed()
}

fn quantified(about: About) -> BoxedStrategy<String> {
    let (texts, plans) = match about {
        About::User => (
            vec!["user.otherMails", "user.proxyAddresses"],
            "user.assignedPlans",
        ),
        About::Device | About::ManagedDevice => (
            vec!["device.devicePhysicalIds", "device.systemLabels"],
            "device.model",
        ),
        About::ManagedApp => (vec!["app.appVersion"], "app.osVersion"),
    };
    let quantifier = prop_oneof![operator("any"), operator("all")];
    let item = compared(Language::Membership)
        .prop_map(|rest| format!("_ {rest}"))
        .boxed();
    let fields = vec![
        "assignedPlan.service",
        "assignedPlan.capabilityStatus",
        "assignedPlan.servicePlanId",
        "assignedPlan.Service",
    ];
    let plan = (select(fields), compared(Language::Membership))
        .prop_map(|(field, rest)| format!("{field} {rest}"));
    let of_texts = (
        select(texts),
        quantifier.clone(),
        conditions(Language::Membership, item.clone(), 1),
    );
    let of_plans = (
        quantifier.clone(),
        conditions(Language::Membership, plan.boxed(), 1),
    );
    prop_oneof![
        8 => of_texts.clone().prop_map(|(own, quantifier, item)| format!("{own} {quantifier} ({item})")),
        1 => of_texts.prop_map(|(own, quantifier, item)| format!("{own} {quantifier} {item}")),
        6 => of_plans.prop_map(move |(quantifier, plan)| format!("{plans} {quantifier} ({plan})")),
        1 => (quantifier, item).prop_map(move |(quantifier, item)| format!("{plans} {quantifier} ({item})")),
    ]
    .boxed()
}
