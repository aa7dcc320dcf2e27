//! Pages of codes, and the list of bundled files.

use tenet_base::code;

use super::tree::{Tree, ends};
use crate::book;

const PAGES: &str = "book/src/codes/";
const SUMMARY: &str = "book/src/SUMMARY.md";
const BUNDLE: &str = "crates/engine/src/bundled.rs";

/// Codes without a page, pages without a code, and pages without a title.
pub(super) fn codes(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for code in code::all() {
        let path = format!("{PAGES}{}.md", code.id);
        let title = format!("# {}: ", code.id);
        let first = tree
            .files
            .get(&path)
            .map_or("", |text| text.lines().next().unwrap_or_default());
        if !first.starts_with(&title) {
            complaints.push(format!("{path}: there is no page that begins `{title}…`"));
        }
        if !tree
            .files
            .get(SUMMARY)
            .is_some_and(|list| list.contains(&format!("(codes/{}.md)", code.id)))
        {
            complaints.push(format!("{SUMMARY}: it does not list {}", code.id));
        }
    }
    let strangers = tree.files.keys().filter(|path| {
        let id = path
            .strip_prefix(PAGES)
            .and_then(|name| name.strip_suffix(".md"));
        id.is_some_and(|id| id != "index" && code::all().all(|code| code.id != id))
    });
    complaints.extend(strangers.map(|path| format!("{path}: no code is called so")));
    complaints
}

/// Pages of the reference that are not what their tables make them, or not listed.
pub(super) fn generated(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in book::pages(tree) {
        if tree.files.get(&path) != Some(&text) {
            complaints.push(format!("{path}: it is not up to date"));
        }
    }
    let listed = |path: &str| {
        let list = tree.files.get(SUMMARY).map_or("", String::as_str);
        list.contains(&format!("({path})"))
    };
    let pages = tree
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("book/src/"));
    let reference = pages.filter(|path| path.starts_with("reference/"));
    let missing = reference.filter(|path| !listed(path));
    complaints.extend(missing.map(|path| format!("{SUMMARY}: it does not list {path}")));
    complaints
}

/// Files of packs that the program does not carry.
pub(super) fn bundle(tree: &Tree) -> Vec<String> {
    let list = tree.files.get(BUNDLE).map_or("", String::as_str);
    let packs = tree
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("policies/"));
    let shipped = packs.filter(|path| ends(path, "tenet") || path.ends_with("/tenet.toml"));
    // Scenarios stay with the source: whoever judges a tenant does not run them.
    let shipped = shipped.filter(|path| !path.contains("/tests/"));
    let missing = shipped.filter(|path| !list.contains(&format!("\"{path}\"")));
    missing
        .map(|path| format!("{BUNDLE}: `{path}` is not in the bundle"))
        .collect()
}
