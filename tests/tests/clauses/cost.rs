//! Clauses 32 to 35: what is refused, and how few members loops look at.

use tenet_eval::{Access, RuleStatus, Settings};

use super::{Run, objects, run, scene};

/// How many objects each collection has.
const MANY: usize = 300;

const SCHEMA: &str = r##"
entity User from "users" when "#microsoft.graph.user" { key id: String name: String home: String level: Int friends: [String] boss: ref User? }
entity Group from "groups" when "#microsoft.graph.group" { key id: String name: String members: [ref User | Group] }
def family(u: User) -> String = concat("family ", u.home)
def neighbours(u: User, v: User) -> Bool = u.home == v.home and u.level < 1000
set low = u in User where u.level < 100
"##;

/// Users of whom `lacking` have no home; groups of one user each.
fn judged(lacking: usize, rules: &str, settings: Settings) -> Run {
    let users = objects(MANY, |at| {
        let home = if at < lacking {
            String::new()
        } else {
            format!(r#""home": "h{at}","#)
        };
        let next = (at + 1) % MANY;
        format!(
            r#"{{"id": "u{at}", "name": "n{at}", {home} "level": {at}, "friends": ["U{next}"], "boss": "u{next}"}}"#
        )
    });
    let groups = objects(MANY, |at| {
        format!(
            r##"{{"id": "g{at}", "name": "g{at}", "members": [{{"@odata.type": "#microsoft.graph.user", "id": "u{at}"}}]}}"##
        )
    });
    let scene = scene(
        &format!("{SCHEMA}{rules}"),
        &[("users", users), ("groups", groups)],
    );
    run(&scene, settings)
}

/// A rule over a first variable `u`, which is a user.
fn rule(body: &str) -> String {
    format!("rule T-1 \"t\" {{ duty customer severity low for u in User {body} message \"m\" }}")
}

/// How many members the inner loop of a rule looks at for each of the outer.
fn looked_at(body: &str) -> f64 {
    let run = judged(0, &rule(body), Settings::default());
    assert_eq!(run.profiles.len(), 1, "{body}: it was refused");
    let inner = run.inner();
    f64::from(u32::try_from(inner.members).unwrap()) / f64::from(u32::try_from(MANY).unwrap())
}

fn is_probed(body: &str) {
    let members = looked_at(body);
    assert!(members <= 4.0, "{body}: {members} members for each");
}

const PAIRS: &str = "for v in User where u.level != v.level require u.name != v.name";

fn at_most(max_cases: u64) -> Settings {
    Settings {
        max_cases,
        ..Settings::default()
    }
}

#[test]
fn clause_32_a_product_above_the_limit_is_refused_and_never_cut() {
    let product = (MANY * MANY) as u64;
    let run = judged(0, &rule(PAIRS), at_most(product - 1));
    assert!(run.outcome.rules.is_empty());
    let [refusal] = run.outcome.refused.as_slice() else {
        panic!("one refusal")
    };
    assert_eq!((refusal.turns, refusal.limit), (product, product - 1));
    assert_eq!(refusal.loops.len(), 2);
    let run = judged(0, &rule(PAIRS), at_most(product));
    assert!(run.outcome.refused.is_empty());
    let cases: Vec<u64> = run.outcome.rules.iter().map(|rule| rule.cases).collect();
    assert_eq!(cases, [product - MANY as u64]);
}

#[test]
fn clause_32_loops_in_conditions_count_too() {
    let product = (MANY * MANY) as u64;
    let body = "require no v in User where u.level != v.level and u.name == concat(v.name, u.id)";
    let run = judged(0, &rule(body), at_most(product - 1));
    assert_eq!(run.outcome.refused.len(), 1);
}

#[test]
fn clause_32_what_is_looked_up_does_not_multiply() {
    let body = "for v in User where u.home == v.home require u.id == v.id";
    let run = judged(0, &rule(body), at_most(MANY as u64 * 2));
    assert!(run.outcome.refused.is_empty());
}

#[test]
fn clause_32_the_other_rules_are_judged() {
    let rules = format!(
        "{} rule T-2 \"t\" {{ duty customer severity low for u in User require u.level >= 0 message \"m\" }}",
        rule(PAIRS)
    );
    let run = judged(0, &rules, at_most(MANY as u64));
    let statuses: Vec<RuleStatus> = run.outcome.rules.iter().map(|rule| rule.status).collect();
    assert_eq!(statuses, [RuleStatus::Passed]);
    assert_eq!(run.outcome.refused.len(), 1);
}

#[test]
fn clause_33_an_equality_is_looked_up() {
    is_probed("for v in User where u.home == v.home require u.id == v.id");
    is_probed("for v in User where v.boss is present and v.boss == u require u.id != v.id");
    is_probed("require no v in User where not (u.home != v.home) and v.id != u.id");
    is_probed("require count(v in User where v.home == u.home) == 1");
    is_probed(
        "for v in User where concat(v.home, \"x\") == concat(u.home, \"x\") require u.id == v.id",
    );
}

#[test]
fn clause_33_a_value_in_a_list_of_each_is_looked_up() {
    is_probed("for v in User where u.id in v.friends require u.id != v.id");
    is_probed("for v in User where v.home in [u.home, u.name] require u.id == v.id");
}

#[test]
fn clause_33_membership_of_groups_is_looked_up() {
    is_probed("require (some g in Group where u in g)");
    let rules = r#"rule T-1 "t" { duty customer severity low for g in Group for u in User where u in g require u.level >= 0 message "m" }"#;
    let run = judged(0, rules, Settings::default());
    assert!(run.inner().members <= 2 * MANY as u64);
    assert!(matches!(run.inner().access, Access::Graph { .. }));
}

#[test]
fn clause_33_what_a_policy_reaches_is_looked_up() {
    let schema = r##"
entity User from "users" when "#microsoft.graph.user" { key id: String }
entity Group from "groups" when "#microsoft.graph.group" { key id: String members: [ref User | Group] }
entity Policy from "identity/conditionalAccess/policies" { key id: String targeting conditional_access }
"##;
    let nobody = r#""includeUsers": [], "excludeUsers": [], "excludeGroups": [], "includeRoles": [],
        "excludeRoles": [], "includeGuestsOrExternalUsers": null, "excludeGuestsOrExternalUsers": null"#;
    let collections = [
        ("users", objects(MANY, |at| format!(r#"{{"id": "u{at}"}}"#))),
        (
            "groups",
            objects(MANY, |at| {
                format!(
                    r##"{{"id": "g{at}", "members": [{{"@odata.type": "#microsoft.graph.user", "id": "u{at}"}}]}}"##
                )
            }),
        ),
        (
            "identity/conditionalAccess/policies",
            objects(MANY, |at| {
                format!(
                    r#"{{"id": "p{at}", "conditions": {{"users": {{{nobody}, "includeGroups": ["g{at}"]}}, "clientApplications": null}}}}"#
                )
            }),
        ),
    ];
    for loops in [
        "for p in Policy for u in User where p reaches u",
        "for u in User for p in Policy where p reaches u",
    ] {
        let rule = format!(
            "rule T-1 \"t\" {{ duty customer severity low {loops} require u.id != p.id message \"m\" }}"
        );
        let scene = scene(&format!("{schema}{rule}"), &collections);
        let run = run(&scene, Settings::default());
        assert_eq!(run.outcome.rules[0].cases, MANY as u64, "{loops}");
        let members = run.inner().members;
        assert!(members <= 4 * MANY as u64, "{loops}: {members} members");
    }
}

#[test]
fn clause_33_a_window_is_a_range_of_the_log() {
    let schema = r#"
entity User from "users" { key id: String level: Int }
entity Event from "auditLogs/directoryAudits" { key id: String at: Date number: Int log { time at } }
"#;
    let collections = [
        (
            "users",
            objects(MANY, |at| format!(r#"{{"id": "u{at}", "level": {at}}}"#)),
        ),
        (
            "auditLogs/directoryAudits",
            objects(MANY, |at| {
                let (month, day) = (1 + at / 28, 1 + at % 28);
                format!(
                    r#"{{"id": "e{at}", "at": "2026-{month:02}-{day:02}T12:00:00Z", "number": {at}}}"#
                )
            }),
        ),
    ];
    // What is chosen depends on the user: outside of the window nothing is asked for it.
    let rule = r#"rule T-1 "t" { duty customer severity low for u in User
        require count((e in Event where e.number > u.level) during 2026-03-05 to 2026-03-07) < 1000 message "m" }"#;
    let scene = scene(&format!("{schema}{rule}"), &collections);
    let run = run(&scene, Settings::default());
    assert_eq!(run.outcome.rules[0].cases, MANY as u64);
    let [users, events] = run.profiles[0].loops.as_slice() else {
        panic!("two loops: {:?}", run.profiles)
    };
    assert_eq!((users.members, events.runs), (MANY as u64, MANY as u64));
    assert_eq!(events.members, 2 * MANY as u64);
}

#[test]
fn clause_33_alternatives_of_lookups_are_their_union() {
    is_probed("for v in User where u.home == v.home or u.id in v.friends require u.level >= 0");
}

#[test]
fn clause_33_definitions_are_seen_through() {
    is_probed("for v in User where neighbours(u, v) require u.id == v.id");
}

#[test]
fn clause_33_every_is_looked_up_by_its_negated_body() {
    is_probed("require every v in User satisfies v.home != u.home or v.id == u.id");
    is_probed("require every v in User where v.home == u.home satisfies v.id == u.id");
}

#[test]
fn clause_33_a_list_of_values_is_a_lookup_too() {
    is_probed(
        "let names = list(v.name for v in User where v.home == u.home) require names is not empty",
    );
}

#[test]
fn clause_33_conditions_on_one_variable_are_asked_once_for_each() {
    let members = looked_at("for v in User where v.level < 3 require u.level + v.level >= 0");
    assert!(members <= 3.0, "{members}");
}

#[test]
fn clause_33_what_is_no_equality_is_asked_of_every_member() {
    let every = f64::from(u32::try_from(MANY).unwrap());
    for body in [
        "require no v in User where v.name starts with concat(u.name, \"/\")",
        "require no v in User where v.level < u.level - 1000",
    ] {
        assert!((looked_at(body) - every).abs() < 1.0, "{body}");
    }
}

#[test]
fn clause_34_rows_with_an_unknown_key_stand_in_one_list() {
    let body = "for v in User where u.home == v.home require u.level >= 0";
    let run = judged(7, &rule(body), Settings::default());
    let Access::Keys { vague, .. } = run.inner().access else {
        panic!("a look-up by a key")
    };
    assert_eq!(vague, 7);
}

/// Unknown without a match, for one merged reason; decided by a match where one decides.
#[test]
fn clause_34_a_lookup_without_a_match_is_unknown_if_a_row_has_an_unknown_key() {
    let body = "where u.level >= 7 require some v in User where v.home == concat(u.home, \"x\")";
    let with = |lacking| judged(lacking, &rule(body), Settings::default());
    let (none, some) = (with(0), with(7));
    assert_eq!(none.status(), RuleStatus::Failed);
    assert_eq!(some.status(), RuleStatus::Undetermined);
    for finding in some.outcome.rules.iter().flat_map(|rule| &rule.findings) {
        assert_eq!(finding.reasons.len(), 1, "{:?}", finding.reasons);
    }
    let body = "where u.level >= 7 require some v in User where v.home == u.home";
    let found = judged(7, &rule(body), Settings::default());
    assert_eq!(found.status(), RuleStatus::Passed);
}

/// What is unknown of all is not asked of each.
#[test]
fn clause_34_unknown_keys_do_not_multiply() {
    let body = "require no v in User where v.home == u.home";
    let run = judged(MANY, &rule(body), Settings::default());
    assert_eq!(run.status(), RuleStatus::Undetermined);
    assert!(
        run.inner().members <= 4 * MANY as u64,
        "{}",
        run.inner().members
    );
}

#[test]
fn clause_35_a_definition_of_one_object_is_a_key() {
    is_probed("for v in User where family(v) == family(u) require u.id == v.id");
}
