//! The scenarios of the packs that ship: all of them are met.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its files from disk, and fails without them"
)]

use std::fs;
use std::path::Path;

use tenet_engine::{PackRequest, TestRequest};
use tenet_report::Style;
use tenet_testkit::Memory;

#[test]
fn scenarios_of_the_standard_operating_procedures_are_met() {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies");
    let mut world = Memory::default();
    for pack in ["graph-schema", "msmd-sop"] {
        add(&mut world, &policies.join(pack), pack);
    }
    let request = PackRequest {
        folders: vec!["msmd-sop".to_owned()],
        params: Vec::new(),
        tests: true,
        settings: None,
    };
    let compiled = tenet_engine::compile(&world, &request);
    let errors = compiled.diagnostics.iter().filter(|it| it.is_error());
    let errors: Vec<_> = errors.collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut said = Vec::new();
    for threads in [1, 2] {
        let request = TestRequest {
            filter: None,
            threads,
        };
        let results = tenet_engine::test(&world, &compiled, &request).unwrap();
        let text = tenet_report::scenarios::human(&results, Style::PLAIN, true);
        assert_eq!(results.failed(), 0, "{text}");
        said.push(tenet_report::scenarios::json(&results));
    }
    assert_eq!(said.first(), said.last());
}

fn add(world: &mut Memory, folder: &Path, path: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(world, &entry.path(), &path);
        } else {
            world.add(path, fs::read(entry.path()).unwrap());
        }
    }
}
