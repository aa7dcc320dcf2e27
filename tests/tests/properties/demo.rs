//! The demo tenant, as it ships.

use std::collections::BTreeMap;
use std::path::Path;

/// Its JSON files, by their paths in it.
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads what the binary has built in"
)]
pub(super) fn demo() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cli/demo");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "json") {
                let text = std::fs::read_to_string(&path).unwrap();
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), text);
            }
        }
    }
    files
}
