//! With less data a verdict only ever becomes unknown.
//!
//! Every collection and every field that a rule reads is taken away, one at a
//! time. A case may go from violated or satisfied to undetermined, and nowhere
//! else; it may vanish or appear only where the rule is undetermined.

use std::collections::{BTreeMap, BTreeSet};

use tenet_eval::{Finding, FindingStatus, RuleOutcome, RuleStatus};
use tenet_hir::RuleId;
use tenet_testkit::naive::{Case, Status, Verdict};
use tenet_testkit::{Bench, Json, Judged, Memory, Removal, Tenant};

use super::demo::demo;
use super::scale::seeds;

/// Rules that pass on the demo tenant: the bundled ones find something there.
const PASSING: &str = include_str!("passing.tenet");

/// Rules about a log that generated tenants pass, fail and leave open.
const LOGS: &str = r#"
rule LOG-1 "none" {
    duty customer severity low
    for tenant in Organization
    require no e in DirectoryAudit during last 30 days where e.activityDisplayName contains "password" message "no"
}
rule LOG-2 "cases" {
    duty customer severity low
    for e in DirectoryAudit during last 7 days where e.result == success
    require actor(e).user in service_accounts message "no"
}
rule LOG-3 "few" {
    duty customer severity low
    for tenant in Organization
    require count(DirectoryAudit during 2026-10-01 to 2026-11-21) < 3 message "no"
}
rule LOG-4 "by the time of another" {
    duty customer severity low
    for e in DirectoryAudit during last 200 days
    require every f in DirectoryAudit during e.activityDateTime - 1 hour to e.activityDateTime satisfies f.result == e.result message "no"
}
"#;

type Files = BTreeMap<String, Json>;
type Verdicts = BTreeMap<String, Judged>;

#[test]
fn with_less_data_generated_tenants_are_only_known_less() {
    let bench = Bench::bundled();
    let mut broken = Vec::new();
    for seed in seeds(50) {
        let tenant = Tenant::generate(seed);
        let found = without_each(&bench, &tenant.files);
        broken.extend(found.into_iter().map(|one| format!("seed {seed}, {one}")));
    }
    assert_none(&broken);
}

/// The demo is too large to be judged naively for every field: it is once, and then findings are
/// compared.
#[test]
fn with_less_data_the_demo_is_only_known_less() {
    let (bench, files) = (Bench::bundled(), demo_trees());
    let before = judge(&bench, &files);
    let mut broken: Vec<String> = before
        .iter()
        .flat_map(|(rule, judged)| {
            let found = bench.differences(judged).into_iter();
            found.map(move |one| format!("{rule}: {one}"))
        })
        .collect();
    let before: BTreeMap<RuleId, RuleOutcome> = before
        .into_values()
        .map(|judged| (judged.outcome.rule, judged.outcome))
        .collect();
    let mut changed = 0;
    for removal in Removal::all(&bench.layout.projection) {
        let (less, count) = removal.apply(&files);
        if count == 0 || says_by_absence(&files, &removal) {
            continue;
        }
        for (rule, after) in &bench.outcomes(&world(&less), "tenant") {
            let before = &before[rule];
            changed += usize::from(before.status != after.status);
            let found = learnt(before, after, removal.field == ["id"]).into_iter();
            let id = &bench.program.rules[*rule].id;
            broken.extend(found.map(|one| format!("without {removal}, {id}: {one}")));
        }
    }
    assert!(
        changed > 50,
        "what is removed decides {changed} times alone"
    );
    assert_none(&broken);
}

/// What the findings of a rule say after a removal that they did not say before.
pub(super) fn learnt(before: &RuleOutcome, after: &RuleOutcome, without_keys: bool) -> Vec<String> {
    let mut found = Vec::new();
    if before.status != after.status && after.status != RuleStatus::Undetermined {
        found.push(format!("{:?} became {:?}", before.status, after.status));
    }
    // Objects without their keys cannot be told apart: only how many there are is compared.
    if without_keys {
        if after.violated > before.violated {
            found.push("more cases are violated".to_owned());
        }
        return found;
    }
    let (was, is) = (violated(before), violated(after));
    let new = is.difference(&was);
    found.extend(new.map(|one| format!("{one:?} is violated")));
    let kept: BTreeSet<_> = after.findings.iter().map(bound).collect();
    let whole = kept.contains(&Vec::new());
    let gone = was
        .difference(&is)
        .filter(|(_, key)| !whole && !kept.contains(key));
    found.extend(gone.map(|one| format!("{one:?} is gone")));
    found
}

/// The violated findings of a rule: fingerprints, and what each is about.
fn violated(outcome: &RuleOutcome) -> BTreeSet<(String, Vec<(String, String)>)> {
    let findings = outcome.findings.iter();
    findings
        .filter(|one| one.status == FindingStatus::Violated)
        .map(|one| (one.fingerprint.clone(), bound(one)))
        .collect()
}

/// What a finding is about: its variables and their keys.
fn bound(finding: &Finding) -> Vec<(String, String)> {
    let bindings = finding.bindings.iter();
    bindings
        .map(|one| (one.name.clone(), one.key.clone()))
        .collect()
}

#[test]
fn what_passes_on_the_demo_is_undetermined_without_what_it_reads() {
    let files = demo_trees();
    let (passing, mistakes) = Bench::of(PASSING);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    for (rule, judged) in &judge(&passing, &files) {
        assert_eq!(judged.verdicts.status, Status::Passed, "{rule}: {judged:?}");
    }
    assert_none(&without_each(&passing, &files));
    assert_none(&unnamed(&passing, &files));
}

#[test]
fn without_windows_logs_are_only_known_less() {
    let bench = Bench::of(&format!("{PASSING}{LOGS}")).0;
    assert_eq!(bench.rules.len(), 12);
    let mut broken = Vec::new();
    let mut changed = 0;
    for seed in seeds(80) {
        let files = Tenant::generate(seed).files;
        let before = judge(&bench, &files);
        for (removal, less) in shorter(&files) {
            for (rule, judged) in &judge(&bench, &less) {
                let mut found = bench.differences(judged);
                if let Some(before) = before.get(rule) {
                    changed += usize::from(before.verdicts.status != judged.verdicts.status);
                    found.extend(gained(before, judged, &removal, &BTreeSet::new()));
                }
                let found = found.into_iter();
                broken.extend(found.map(|one| format!("seed {seed}, {removal}, {rule}: {one}")));
            }
        }
    }
    assert!(changed > 50, "windows decide {changed} rules alone");
    assert_none(&broken);
}

pub(super) fn assert_none(broken: &[String]) {
    let first: Vec<&str> = broken.iter().take(15).map(String::as_str).collect();
    assert!(
        broken.is_empty(),
        "{} times:\n{}",
        broken.len(),
        first.join("\n")
    );
}

/// What breaks the property when each thing is taken away.
fn without_each(bench: &Bench, files: &Files) -> Vec<String> {
    let before = judge(bench, files);
    let strays = tenet_testkit::removal::strays(files);
    let mut broken = Vec::new();
    for removal in Removal::all(&bench.layout.projection) {
        let (less, count) = removal.apply(files);
        if count == 0 || mends_copies(files, &removal) || says_by_absence(files, &removal) {
            continue;
        }
        // What is judged as before has gained nothing.
        let after = bench.judge_if(&world(&less), "tenant", |rule, outcome| {
            let before = before.get(rule).map(|judged| &judged.outcome);
            before.is_none_or(|before| !says_the_same(before, outcome))
        });
        for (rule, judged) in &after {
            let mut found = bench.differences(judged);
            if let Some(before) = before.get(rule) {
                found.extend(gained(before, judged, &removal, &strays));
            }
            broken.extend(
                found
                    .into_iter()
                    .map(|one| format!("without {removal}, {rule}: {one}")),
            );
        }
    }
    broken
}

/// Whether a removal may make copies agree that disagreed: without the field in which they
/// differ they say the same again, so less data tells more.
fn mends_copies(files: &Files, removal: &Removal) -> bool {
    let copy = format!("again/{}.json", removal.collection);
    !removal.field.is_empty() && files.contains_key(&copy)
}

/// Whether the absence of what is removed says something: a group among the live ones that has
/// no `deletedDateTime` was not deleted, since Graph lists the deleted ones apart. Only where the
/// field says otherwise, or is spoilt, does taking it away tell more.
fn says_by_absence(files: &Files, removal: &Removal) -> bool {
    let deleted = |object: &Json| {
        let date = object.get("deletedDateTime");
        date.is_some_and(|date| *date != Json::null())
    };
    removal.collection == "groups"
        && removal.field == ["deletedDateTime"]
        && files.values().flat_map(objects).any(deleted)
}

/// The objects of a file.
fn objects(file: &Json) -> &[Json] {
    match file.get("value") {
        Some(Json::List(items)) => items,
        Some(_) | None => std::slice::from_ref(file),
    }
}

/// What became known although there is less data.
fn gained(
    before: &Judged,
    after: &Judged,
    removal: &Removal,
    strays: &BTreeSet<String>,
) -> Vec<String> {
    let (before, after) = (&before.verdicts, &after.verdicts);
    let mut found = Vec::new();
    // What a complete collection lacks is none of its objects; without the
    // collection an answer that names it is all there is to go by.
    let is_stray = |case: &Case| {
        let keys = case.bindings.iter().filter_map(|(_, key)| key.as_ref());
        removal.field.is_empty()
            && keys
                .map(|key| key.to_lowercase())
                .any(|key| strays.contains(&key))
    };
    let violated = |case: &&Case| case.verdict == Verdict::Violated;
    let by_strays =
        after.cases.iter().any(is_stray) && after.cases.iter().filter(violated).all(is_stray);
    if !may_become(before.status, after.status) && !by_strays {
        found.push(format!("{:?} became {:?}", before.status, after.status));
    }
    let open = !after.open.is_empty();
    let undetermined = after.status == Status::Undetermined;
    // Objects without their keys cannot be told apart: only how many there are is compared.
    if removal.field == ["id"] {
        let violated = |cases: &[Case]| {
            cases
                .iter()
                .filter(|case| case.verdict == Verdict::Violated)
                .count()
        };
        if violated(&after.cases) > violated(&before.cases) {
            found.push("more cases are violated".to_owned());
        }
        return found;
    }
    let cases = |cases: &[Case]| -> BTreeMap<_, _> {
        let keyed = cases.iter();
        let keyed = keyed.map(|case| (case.bindings.clone(), (case.verdict, case.certain)));
        keyed.collect()
    };
    let (old, new) = (cases(&before.cases), cases(&after.cases));
    let stray: BTreeSet<_> = after
        .cases
        .iter()
        .filter(|case| is_stray(case))
        .map(|case| &case.bindings)
        .collect();
    for (key, (was, _)) in &old {
        match new.get(key).map(|(is, _)| is) {
            Some(is) if is == was || *is == Verdict::Undetermined => {}
            Some(is) => found.push(format!("{key:?} was {was:?} and is {is:?}")),
            // An object that only a reference names goes with the reference.
            None if open || undetermined && *was == Verdict::Undetermined => {}
            None => found.push(format!(
                "{key:?} was {was:?} and is gone from a rule that is {:?}",
                after.status
            )),
        }
    }
    // What may be a case and holds anyway says nothing; what is one for certain was one before.
    for (key, (is, certain)) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        if *certain && *is != Verdict::Undetermined && !stray.contains(key) {
            found.push(format!("{key:?} appeared as {is:?}"));
        }
    }
    found
}

/// The files with less of a window each: none at all, a later start, an earlier end.
fn shorter(files: &Files) -> Vec<(Removal, Files)> {
    let log = "auditLogs/directoryAudits";
    let way = |rest: &[&str]| -> Vec<String> {
        let whole = ["collections", log, "window"];
        let whole = whole.iter().chain(rest);
        whole.map(|key| (*key).to_owned()).collect()
    };
    let text = files.get("tenet-snapshot.json").map(Json::to_string);
    let text = text.unwrap_or_default();
    let cut = |from: &str, to: &str| Json::parse(&text.replace(from, to)).unwrap();
    let whole = || Json::parse(&text).unwrap();
    let mut gone = whole();
    gone.remove(&way(&[]));
    let mut half = whole();
    half.remove(&way(&["to"]));
    let late = cut("\"2026-06-01\"", "\"2026-11-20\"");
    let early = cut(
        "\"to\":\"2026-11-22T08:00:00Z\"",
        "\"to\":\"2026-11-21T00:00:00Z\"",
    );
    let with = |manifest: Json| {
        let mut files = files.clone();
        files.insert("tenet-snapshot.json".to_owned(), manifest);
        let removal = Removal {
            collection: log.to_owned(),
            field: vec!["window".to_owned()],
        };
        (removal, files)
    };
    [gone, half, late, early].map(with).into()
}

/// Whether the status of a rule may become another with less data.
fn may_become(before: Status, after: Status) -> bool {
    before == after || after == Status::Undetermined
}

/// Rules that passed, read a collection and still pass without it, or do not name it.
fn unnamed(bench: &Bench, files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    let reads = bench.rules.iter();
    let reads: Vec<_> = reads
        .map(|rule| (*rule, bench.projection_of(*rule)))
        .collect();
    for removal in Removal::all(&bench.layout.projection) {
        let (less, count) = removal.apply(files);
        if !removal.field.is_empty() || count == 0 {
            continue;
        }
        let after = bench.outcomes(&world(&less), "tenant");
        let readers = reads
            .iter()
            .filter(|(_, reads)| reads.find(&removal.collection).is_some());
        let open = readers.filter_map(|(rule, _)| still_known(after.get(rule)?, &removal));
        found.extend(open.map(|one| format!("without {removal}, {one}")));
    }
    found
}

/// What is wrong with the outcome of a rule that lacks a collection.
fn still_known(outcome: &RuleOutcome, removal: &Removal) -> Option<String> {
    let mut reasons = outcome.findings.iter().flat_map(|finding| &finding.reasons);
    let named = reasons.any(|reason| reason.text.contains(&removal.collection));
    let wrong = outcome.status != RuleStatus::Undetermined || !named;
    wrong.then(|| format!("{:?} is {:?}, named: {named}", outcome.rule, outcome.status))
}

/// Whether two outcomes of a rule agree in their status and in all cases.
fn says_the_same(one: &RuleOutcome, other: &RuleOutcome) -> bool {
    let findings = |outcome: &RuleOutcome| -> Vec<_> {
        let findings = outcome.findings.iter();
        findings
            .map(|one| (one.fingerprint.clone(), one.status))
            .collect()
    };
    (one.status, one.cases) == (other.status, other.cases) && findings(one) == findings(other)
}

fn judge(bench: &Bench, files: &Files) -> Verdicts {
    bench.judge(&world(files), "tenant")
}

fn world(files: &Files) -> Memory {
    let mut world = Memory::default();
    for (path, json) in files {
        world.add(format!("tenant/{path}"), json.to_string());
    }
    world
}

/// The demo tenant as trees.
fn demo_trees() -> Files {
    let files = demo().into_iter();
    files
        .map(|(path, text)| (path, Json::parse(&text).unwrap()))
        .collect()
}
