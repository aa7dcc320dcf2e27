//! Registers: files of people's own columns, read as objects.

use tenet_snapshot::register::{
    CellKind, Empty, Register, RegisterCell, RegisterColumn, RegisterKey,
};
use tenet_snapshot::{Options, Root, Told};

use crate::world::{Loaded, Memory, load_roots};

fn column(name: &str, field: &str) -> RegisterColumn {
    RegisterColumn {
        name: name.to_owned(),
        field: vec![RegisterKey {
            key: field.to_owned(),
            nullable: true,
        }],
        cell: RegisterCell {
            kind: CellKind::Text,
            empty: Empty::Null,
            split: None,
            list: false,
            format: None,
            values: std::collections::BTreeMap::default(),
        },
    }
}

/// Loads `t/people.csv` as a register of users, beside other files.
fn load(files: &[(&str, &[u8])], complete: bool) -> Loaded {
    let mut world = Memory::default();
    for (path, bytes) in files {
        world.0.insert(format!("t/{path}"), bytes.to_vec());
    }
    let register = Register {
        file: "people.csv".to_owned(),
        collection: "users".to_owned(),
        kind: None,
        columns: vec![column("Id", "id"), column("Name", "displayName")],
        ignored: Vec::new(),
        separator: None,
    };
    let root = Root {
        path: "t".to_owned(),
        name: "t".to_owned(),
        told: Told {
            complete: complete.then(|| "users".to_owned()).into_iter().collect(),
            registers: vec![register],
            captured_at: None,
        },
    };
    load_roots(world, vec![root], &Options::default())
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let units = mark
        .then_some(0xFEFF)
        .into_iter()
        .chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

const TEXT: &str = "Id;Name\r\n1;\"Ada; L\"\r\n2;Zoë\r\n";

#[test]
fn every_encoding_is_read_alike() {
    for bytes in [
        TEXT.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat(),
        utf16(TEXT, true),
        utf16(TEXT, false),
    ] {
        let loaded = load(&[("people.csv", &bytes)], true);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        let table = &loaded.snapshot.tables[loaded.projection.find("users").unwrap()];
        assert_eq!(table.objects.len(), 2);
        assert!(loaded.coverage("users").starts_with("Complete"));
    }
}

#[test]
fn nobody_vouches_for_what_is_not_there() {
    let answer = br#"[{"id":"3"}]"#.as_slice();
    let codes = |loaded: &Loaded| -> Vec<&str> {
        let told = loaded.diagnostics.iter();
        told.map(|one| one.code.id).collect()
    };
    let lost = load(&[("users.json", answer)], true);
    assert_eq!(codes(&lost), ["D0052"]);
    assert!(lost.coverage("users").starts_with("Partial"));
    let broken = load(
        &[("users.json", answer), ("people.csv", b"Id;Name\n1;\"A")],
        true,
    );
    assert_eq!(codes(&broken), ["D0052"]);
    assert!(broken.coverage("users").starts_with("Partial"));
    let unvouched = load(&[("people.csv", TEXT.as_bytes())], false);
    assert!(unvouched.coverage("users").starts_with("Partial"));
}
