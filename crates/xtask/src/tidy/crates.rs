//! The order of the crates, and the doors of outside libraries.

use super::tree::Tree;

/// The crates, those below last. Each may use those before it.
const ORDER: &[&str] = &[
    "base", "syntax", "hir", "check", "snapshot", "graph", "eval", "report", "scenario", "engine",
    "cli",
];

/// Crates that do not ship: they may use any that ships, and any library.
const HELPERS: &[&str] = &["testkit", "xtask"];

/// Outside libraries and the crates that may use them.
const DOORS: &[(&str, &[&str])] = &[
    ("ariadne", &["report"]),
    ("blake3", &["snapshot"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("console", &["cli"]),
    ("csv-core", &["snapshot"]),
    ("encoding_rs", &["snapshot"]),
    ("hashbrown", &["base"]),
    ("include_dir", &["report"]),
    ("indicatif", &["cli"]),
    ("jiff", &["base"]),
    ("memchr", &["snapshot"]),
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("petgraph", &["graph"]),
    ("postcard", &["snapshot"]),
    ("regex", &["hir"]),
    ("roaring", &["graph"]),
    ("serde", &["snapshot", "report", "scenario", "engine"]),
    ("saphyr-parser", &["snapshot"]),
    ("serde_json", &["snapshot", "report"]),
    ("sha1", &["eval"]),
    ("similar", &["report"]),
    ("strsim", &["base"]),
    ("thiserror", &["base", "snapshot"]),
    ("toml", &["engine"]),
    ("unicode-case-mapping", &["base"]),
    ("unicode-normalization", &["eval"]),
    ("unicode-width", &["report"]),
    ("x509-cert", &["eval"]),
    ("zip", &["snapshot"]),
];

/// Edges that run the wrong way.
pub(super) fn edges(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (at, name) in ORDER.iter().enumerate() {
        for used in dependencies(tree, name) {
            let Some(used) = used.strip_prefix("tenet-") else {
                continue;
            };
            if !ORDER.iter().take(at).any(|above| *above == used) {
                complaints.push(format!(
                    "crates/{name}/Cargo.toml: `{name}` may not use `{used}`"
                ));
            }
        }
    }
    complaints
}

/// Libraries that are used past their door.
pub(super) fn doors(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for name in ORDER {
        for used in dependencies(tree, name) {
            if !used.starts_with("tenet-") && !may_use(name, &used) {
                complaints.push(format!(
                    "crates/{name}/Cargo.toml: `{name}` is no door of `{used}`"
                ));
            }
        }
    }
    complaints.extend(unknown_crates(tree));
    complaints
}

fn may_use(name: &str, library: &str) -> bool {
    DOORS
        .iter()
        .any(|(known, doors)| *known == library && doors.contains(&name))
}

fn unknown_crates(tree: &Tree) -> Vec<String> {
    let manifests = tree
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"));
    let unknown = manifests.filter(|name| !ORDER.contains(name) && !HELPERS.contains(name));
    unknown
        .map(|name| format!("crates/{name}: the order of crates does not know `{name}`"))
        .collect()
}

/// What a crate uses when it is built, not when it is tested.
fn dependencies(tree: &Tree, name: &str) -> Vec<String> {
    let manifest = tree
        .files
        .get(&format!("crates/{name}/Cargo.toml"))
        .map_or("", String::as_str);
    let mut section = "";
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if is_build_section(section) && !line.is_empty() && !line.starts_with('#') {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            found.push(name.to_owned());
        }
    }
    found
}

fn is_build_section(section: &str) -> bool {
    section.ends_with("dependencies]") && !section.contains("dev-dependencies")
}
