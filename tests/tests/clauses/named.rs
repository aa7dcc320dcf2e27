//! Every clause of the semantics has a test that is named by it, and no test
//! names a clause that there is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "book/src/reference/semantics.md";

/// Where tests stand: cases in Markdown, functions in Rust.
const PLACES: [&str; 3] = ["tests/spec", "tests/tests", "crates"];

#[test]
fn every_clause_of_the_semantics_has_a_named_test() {
    let clauses = clauses();
    let tests = tests();
    assert!(clauses.contains(&1) && clauses.contains(&36), "{clauses:?}");
    let named: BTreeSet<u32> = tests.keys().copied().collect();
    let bare: Vec<&u32> = clauses.difference(&named).collect();
    assert!(bare.is_empty(), "clauses without a test: {bare:?}");
    let strangers = tests.iter().filter(|(clause, _)| !clauses.contains(clause));
    let strangers: Vec<_> = strangers.collect();
    assert!(
        strangers.is_empty(),
        "tests of clauses that {PAGE} does not have: {strangers:?}"
    );
}

#[test]
fn clauses_stand_once_and_in_order() {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let numbers: Vec<u32> = page.lines().filter_map(heading).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(numbers, sorted);
}

fn clauses() -> BTreeSet<u32> {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    page.lines().filter_map(heading).collect()
}

/// The number of a clause of the page: `### 7. …`.
fn heading(line: &str) -> Option<u32> {
    let (number, _) = line.strip_prefix("### ")?.split_once('.')?;
    number.parse().ok()
}

/// The places of the tests by the clauses that they name.
fn tests() -> BTreeMap<u32, Vec<String>> {
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for place in PLACES {
        for path in files(&root().join(place)) {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let names = text.lines().filter_map(|line| named(&path, line));
            for (clause, name) in names {
                found.entry(clause).or_default().push(name.to_owned());
            }
        }
    }
    found
}

/// The clause that a line names a test by.
fn named<'l>(path: &Path, line: &'l str) -> Option<(u32, &'l str)> {
    let is = |extension: &str| path.extension().is_some_and(|own| own == extension);
    let (name, end) = if is("md") {
        (line.strip_prefix("## Clause ")?, ':')
    } else if is("rs") {
        (line.trim_start().strip_prefix("fn clause_")?, '_')
    } else {
        return None;
    };
    let (number, _) = name.split_once(end)?;
    Some((number.parse().ok()?, name))
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
