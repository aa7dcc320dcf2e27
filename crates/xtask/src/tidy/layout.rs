//! The layout of the packs that ship.

use tenet_base::SourceMap;

use super::tree::{Tree, ends};

/// Files of rules that `tenet fmt` would change, or could not read.
pub(super) fn policies(tree: &Tree) -> Vec<String> {
    let rules = tree
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("policies/") && ends(path, "tenet"));
    let changed = rules.filter(|(path, text)| {
        let file = SourceMap::new().add(path.as_str(), text.as_str());
        tenet_syntax::format(file, text).as_ref() != Ok(*text)
    });
    changed
        .map(|(path, _)| format!("{path}: `cargo run -- fmt {path}` would change it"))
        .collect()
}
