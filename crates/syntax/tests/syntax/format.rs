//! Formatting changes the layout and nothing else, and once is enough.

mod layout;
mod scan;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tenet_syntax::{format, parse};

use crate::file_of;
use scan::{comments, gaps};

/// The tree of a text without its places.
fn tree(text: &str) -> String {
    let shown = format!("{:?}", parse(file_of(text), text).file);
    let mut pieces = shown.split("Span {");
    let mut tree = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        tree.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
    }
    tree
}

/// What must hold of a text that can be formatted; whether it can.
fn check(text: &str) -> bool {
    let Ok(formatted) = format(file_of(text), text) else {
        return false;
    };
    same(&tree(text), &tree(&formatted));
    same(&comments(text).join("\n"), &comments(&formatted).join("\n"));
    same(
        &formatted,
        &format(file_of(&formatted), &formatted).unwrap(),
    );
    assert!(formatted.lines().all(|line| line == line.trim_end()));
    assert!(!formatted.contains("\n\n\n"), "{formatted}");
    assert!(!formatted.starts_with('\n') && !formatted.ends_with("\n\n"));
    true
}

/// Fails with the place where two texts part.
fn same(left: &str, right: &str) {
    let pairs = left.chars().zip(right.chars());
    let at = pairs.take_while(|(left, right)| left == right).count();
    let around = |text: &str| -> String {
        let from = at.saturating_sub(300);
        text.chars().skip(from).take(600).collect()
    };
    assert!(
        left == right,
        "{}\n\n=> becomes =>\n\n{}",
        around(left),
        around(right)
    );
}

/// Every file below a folder of the repository with one of these endings.
#[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let mut folders = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text_of(path: &Path) -> String {
    crate::read(path.to_str().unwrap())
}

fn pack() -> Vec<String> {
    let mut files = files("crates/syntax/tests/fixtures/pack", "tenet");
    files.extend(self::files("policies", "tenet"));
    files.iter().map(|path| text_of(path)).collect()
}

#[test]
fn every_file_of_the_repository() {
    let files = pack();
    assert!(files.len() > 10);
    for text in files {
        assert!(check(&text));
    }
}

#[test]
fn every_block_of_the_book() {
    let mut checked = 0;
    for folder in ["book/src", "tests"] {
        for page in files(folder, "md") {
            let page = text_of(&page);
            for block in page.split("```tenet").skip(1) {
                let block = block.split_once('\n').map_or("", |(_, rest)| rest);
                let block = block.split_once("\n```").map_or(block, |(block, _)| block);
                checked += usize::from(check(block));
            }
        }
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn what_cannot_be_read_is_not_formatted() {
    let text = "param a: Int = \n\nset b = Group\n";
    assert!(format(file_of(text), text).is_err());
}

#[test]
fn a_deep_or_long_file_takes_time_in_proportion() {
    let deep = format!("param a: Int = {}1{}\n", "(".repeat(60), ")".repeat(60));
    assert!(check(&deep));
    let nested = format!("param a: [Int] = {}1{}\n", "[".repeat(60), ",]".repeat(60));
    assert!(check(&nested));
    let long = format!("param a: [Int] = [{}]\n", "1, ".repeat(20_000));
    assert!(check(&long));
}

/// What may stand between two tokens.
const FILLINGS: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\t",
    "\r\n",
    " // trailing\n",
    "\n// own\n",
    "\n\n    // own, set off\n\n",
    " // trailing\n// own\n\n//// another\n",
    "//\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_whose_blanks_are_others(
        file in 0_usize..40,
        start in 0_usize..1000,
        fillings in prop::collection::vec((0_usize..30, prop::sample::select(FILLINGS)), 1..25),
    ) {
        let pack = pack();
        let mut text = pack[file % pack.len()].clone();
        let gaps = gaps(&text);
        let mut at = gaps.len() * start / 1000;
        let mut chosen = Vec::new();
        for (step, filling) in fillings {
            at += step + 1;
            chosen.extend(gaps.get(at).map(|gap| (gap.clone(), filling)));
        }
        for (gap, filling) in chosen.into_iter().rev() {
            text.replace_range(gap, filling);
        }
        check(&text);
    }

    #[test]
    fn a_row_of_tokens(tokens in prop::collection::vec(prop::sample::select(crate::properties::TOKENS), 0..25)) {
        check(&tokens.join(" "));
        check(&format!("set s = {}", tokens.join(" ")));
        check(&format!("rule A-1 \"t\" {{ require {} message \"m\" }}", tokens.join(" ")));
    }

    #[test]
    fn an_expression(text in expression()) {
        prop_assume!(check(&format!("def d(a: Int) -> Bool = {text}")));
        check(&format!("set s = ({text})"));
        check(&format!("rule A-1 \"t\" {{ let y = {text} require {text} message \"m\" severity {text} }}"));
    }
}

/// Expressions that can be read, of any width.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "some_rather_long_name.with_a_field?.and_another",
        "\"text\"",
        "60 days",
        "0.50",
        "2026-01-01",
        "E { }",
        "[]",
        "a // why",
        "now",
    ]);
    let leaf = leaf.prop_map(|leaf| format!("{leaf}\n"));
    leaf.prop_recursive(5, 40, 4, |inner| {
        let many = |separator: &'static str| {
            prop::collection::vec(inner.clone(), 1..4).prop_map(move |parts| parts.join(separator))
        };
        prop_oneof![
            many(" and ").prop_map(|all| format!("({all})")),
            many(" or ").prop_map(|all| format!("({all})")),
            many(" + ").prop_map(|all| format!("({all})")),
            many(" == ").prop_map(|all| format!("({all})")),
            many(", ").prop_map(|all| format!("[{all}]")),
            many(", ").prop_map(|all| format!("[{all},]")),
            many(", ").prop_map(|all| format!("f({all})")),
            many(", b: ").prop_map(|all| format!("E {{ a: {all} }}")),
            many(" where ").prop_map(|all| format!("(some x in {all})")),
            many(" else if p then ").prop_map(|all| format!("(if {all} then b)")),
            inner
                .clone()
                .prop_map(|one| format!("(every x in C where {one} satisfies {one})")),
            inner
                .clone()
                .prop_map(|one| format!("count({one} for x in C where not {one})")),
        ]
    })
}
