//! Rules of groups, assignment filters and device filters say of every object
//! what the naive reading of their documentation says.

mod thing;

use std::collections::BTreeMap;

use tenet_base::Instant;
use tenet_graph::condition::{Rule, Subject, Verdict};
use tenet_syntax::condition::Dialect;
use tenet_testkit::Json;
use tenet_testkit::targeting::{About, Asked, Language, Pairs, Truth, judge};

use super::scale::seeds;
use thing::Thing;

const NOW: &str = "2026-03-01T12:00:00Z";

#[test]
fn rules_about_users() {
    assert_same(Language::Membership, About::User);
}

#[test]
fn rules_about_devices() {
    assert_same(Language::Membership, About::Device);
}

#[test]
fn filters_of_devices() {
    assert_same(Language::AssignmentFilter, About::ManagedDevice);
}

#[test]
fn filters_of_apps() {
    assert_same(Language::AssignmentFilter, About::ManagedApp);
}

#[test]
fn device_filters() {
    assert_same(Language::DeviceFilter, About::Device);
}

/// Tries some thousand pairs, sees each answer often, and shows the shortest
/// rules of those that differ.
fn assert_same(language: Language, about: About) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences: Vec<(usize, String)> = Vec::new();
    let mut pairs = Pairs::new(language, about);
    for _ in seeds(3000) {
        let mut first = None;
        let refused = pairs.refused(|rule, object| {
            let expected = naive(language, about, rule, object);
            first.get_or_insert(expected);
            word(&real(language, about, rule, object)) != expected
        });
        *seen.entry(format!("{first:?}")).or_default() += 1;
        if let Some((rule, object)) = refused {
            let expected = naive(language, about, &rule, object.as_ref());
            let found = real(language, about, &rule, object.as_ref());
            let object = object.map_or("none".to_owned(), |object| object.to_string());
            let text = format!("{rule}\n  {object}\n  expected {expected:?}, found {found:?}");
            differences.push((rule.len(), text));
        }
    }
    differences.sort();
    differences.dedup();
    let shown = differences.iter().take(40).map(|(_, text)| text.as_str());
    let shown: Vec<_> = shown.collect();
    let count = differences.len();
    assert!(count == 0, "{count} differences:\n{}", shown.join("\n"));
    for answer in ["True", "False", "Error", "Unknown"] {
        let count = seen.get(&format!("Some({answer})")).copied().unwrap_or(0);
        assert!(count >= 200, "{answer} is seen {count} times: {seen:?}");
    }
}

fn groups() -> BTreeMap<String, Vec<String>> {
    let members = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    BTreeMap::from([
        ("g-1".to_owned(), members(&["u-1"])),
        ("g-2".to_owned(), members(&["u-2", "a"])),
    ])
}

fn naive(language: Language, about: About, rule: &str, object: Option<&Json>) -> Truth {
    let groups = groups();
    let now = Some(NOW);
    judge(
        language,
        about,
        rule,
        &Asked {
            object,
            groups: &groups,
            now,
        },
    )
}

fn real(language: Language, about: About, rule: &str, object: Option<&Json>) -> Verdict {
    let dialect = match language {
        Language::Membership => Dialect::Membership,
        Language::AssignmentFilter => Dialect::AssignmentFilter,
        Language::DeviceFilter => Dialect::DeviceFilter,
    };
    let subject = match about {
        About::User => Subject::User,
        About::Device => Subject::Device,
        About::ManagedDevice => Subject::ManagedDevice,
        About::ManagedApp => Subject::ManagedApp,
    };
    let thing = Thing {
        object,
        groups: &groups(),
    };
    Rule::compile(dialect, subject, rule).evaluate(&thing, Instant::parse(NOW))
}

const fn word(verdict: &Verdict) -> Truth {
    match verdict {
        Verdict::True => Truth::True,
        Verdict::False => Truth::False,
        Verdict::Error(_) => Truth::Error,
        Verdict::Unknown(_) => Truth::Unknown,
    }
}
