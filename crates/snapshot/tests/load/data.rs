//! Real exports, where they are at hand: counts and codes only.

use std::path::{Path, PathBuf};

use crate::world::{Memory, load_roots};
use tenet_snapshot::{Options, Root};

/// The folder with exports: `TENET_DATA`, or beside the workspace.
fn folder(name: &str) -> Option<PathBuf> {
    let base = option_env!("TENET_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = base.join(name);
    if !folder.is_dir() {
        skipped(&folder);
        return None;
    }
    Some(folder)
}

fn skipped(folder: &Path) {
    println!("skipped: there is no {}", folder.display());
}

#[expect(clippy::disallowed_methods, reason = "a test reads files itself")]
fn read(folder: &Path, at: &Path, world: &mut Memory) {
    for entry in std::fs::read_dir(at).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(folder, &path, world);
        } else if let Ok(inner) = path.strip_prefix(folder) {
            let name = format!("t/{}", inner.to_string_lossy());
            world.0.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}

fn load(name: &str) -> Option<crate::world::Loaded> {
    let folder = folder(name)?;
    let mut world = Memory::default();
    read(&folder, &folder, &mut world);
    let root = Root {
        path: "t".to_owned(),
        name: name.to_owned(),
        ..Root::default()
    };
    let options = Options {
        threads: 2,
        ..Options::default()
    };
    Some(load_roots(world, vec![root], &options))
}

#[test]
fn malformed_answers_are_named_and_the_rest_is_read() {
    let Some(loaded) = load("graph-responses-terraform-m365") else {
        return;
    };
    let malformed: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|told| told.code.id == "D0001")
        .collect();
    let with_place = malformed
        .iter()
        .filter(|told| match &told.primary.location {
            tenet_base::Location::Data(place) => place.position.is_some(),
            tenet_base::Location::Source(_) | tenet_base::Location::Run => false,
        });
    assert_eq!((malformed.len(), with_place.count()), (4, 4));
    let json = loaded
        .snapshot
        .files
        .iter()
        .filter(|file| file.path.rsplit('.').next() == Some("json"));
    assert_eq!(json.count(), 1053 + 4);
    assert!(!loaded.has_error());
    for collection in &loaded.projection.collections {
        assert!(!loaded.coverage(&collection.path).starts_with("Complete"));
    }
}

#[test]
fn every_export_is_read_without_a_panic() {
    for name in [
        "intune-assignment-checker",
        "intunecd-ces2026",
        "intunemanagement-aaronparker",
        "intunemanagement-cabaseline202510",
        "intunemanagement-oib-2022",
        "scubagear",
        "ual-invictus-ir",
        "utcm-snapshot-samples",
    ] {
        if let Some(loaded) = load(name) {
            assert!(!loaded.snapshot.files.is_empty(), "{name}");
        }
    }
}
