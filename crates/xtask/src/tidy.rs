//! House rules as a program: what the compiler does not check.
//!
//! Each rule is a file that gives its complaints; `cargo xtask tidy` prints
//! them all and fails if there is one.

mod crates;
mod layout;
mod pages;
mod purity;
mod shape;
pub(crate) mod tree;

use std::path::Path;

use tree::Tree;

/// A rule: what it finds wrong with the tree.
type Rule = fn(&Tree) -> Vec<String>;

const RULES: &[(&str, Rule)] = &[
    ("a crate uses only those above it", crates::edges),
    (
        "an outside library is used by its door alone",
        crates::doors,
    ),
    (
        "crates below cli neither print nor exit, and read no clock and no environment",
        purity::outside,
    ),
    ("the loader builds no document tree", purity::document_trees),
    (
        "every code has its page, and every page its code",
        pages::codes,
    ),
    (
        "what is generated in the book is as its tables are, and listed (`cargo xtask book`)",
        pages::generated,
    ),
    (
        "every file of the bundled packs is in the bundle",
        pages::bundle,
    ),
    ("the packs that ship are formatted", layout::policies),
    (
        "no file grows without end, and every file says what it is",
        shape::files,
    ),
    (
        "exceptions to lints carry a reason, and nothing is left for later",
        shape::markers,
    ),
];

/// Checks the tree below `root`: what holds, or every complaint.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let tree = Tree::read(root).map_err(|error| format!("the tree cannot be read: {error}"))?;
    let complaints = complaints(&tree);
    if complaints.is_empty() {
        return Ok(format!(
            "tidy: {} rules hold over {} files",
            RULES.len(),
            tree.files.len()
        ));
    }
    Err(format!(
        "{}\ntidy: {} complaints",
        complaints.join("\n"),
        complaints.len()
    ))
}

fn complaints(tree: &Tree) -> Vec<String> {
    let all = RULES.iter().flat_map(|(name, rule)| {
        rule(tree)
            .into_iter()
            .map(move |complaint| format!("{complaint}\n    rule: {name}"))
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_tree_is_tidy() {
        let tree = Tree::read(&crate::root()).unwrap();
        assert_eq!(complaints(&tree), Vec::<String>::new());
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        let bad = Tree::of(&[
            (
                "crates/eval/src/lib.rs",
                "//! Evil.\nfn f() { println!(\"x\"); std::env::var(\"A\"); }\n",
            ),
            (
                "crates/snapshot/src/lib.rs",
                "//! A.\nfn f(v: serde_json::Value) {}\n",
            ),
            ("crates/hir/src/a.rs", "fn undocumented() {}\n"),
            (
                "crates/hir/src/b.rs",
                "//! B.\n#[allow(dead_code)]\nfn f() {}\n",
            ),
            (
                "crates/eval/Cargo.toml",
                "[package]\nname = \"tenet-eval\"\n[dependencies]\npest = \"2\"\ntenet-cli = \"1\"\n",
            ),
            ("policies/a/b.tenet", "param  a: Int = 1"),
            ("book/src/codes/T9999.md", "# T9999: nothing\n"),
        ]);
        for (name, rule) in RULES {
            assert!(!rule(&bad).is_empty(), "{name}");
        }
    }
}
