//! Archives: read like folders, and never trusted.

use std::io::{Cursor, Write as _};

use tenet_snapshot::{Options, Root, locate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::world::{Loaded, Memory, load_roots};

const USERS: &[u8] =
    b"{\"@odata.context\":\"x#users\",\"value\":[{\"id\":\"a\"},\n{\"id\":\"b\"}]}";

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in files {
        writer.start_file(*path, options).expect("a file");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn open(bytes: Vec<u8>) -> Loaded {
    let world = Memory([("t.zip".to_owned(), bytes)].into());
    let root = Root {
        path: "t.zip".to_owned(),
        name: "t.zip".to_owned(),
        ..Root::default()
    };
    load_roots(world, vec![root], &Options::default())
}

#[test]
fn an_archive_is_read_like_a_folder() {
    let loaded = open(pack(&[("export/users.json", USERS), ("read.me", b"x")]));
    assert_eq!(loaded.coverage("users"), "Complete 2");
    assert_eq!(loaded.codes(), "D0010");
    let table = &loaded.snapshot.tables[loaded.collection("users")];
    let request = (table.places[1], &[][..]);
    let found = locate(&loaded.world, &loaded.roots, &loaded.snapshot, request);
    let found = found.expect("a place");
    assert_eq!(found.place.position, Some((2, 1)));
    assert_eq!(
        (found.pointer.as_str(), found.place.file.as_str()),
        ("/value/1", "export/users.json")
    );
}

#[test]
fn a_cut_archive_is_an_error() {
    let whole = pack(&[("users.json", USERS)]);
    for length in [0, 10, whole.len() / 2, whole.len() - 1] {
        let loaded = open(whole.get(..length).expect("a part").to_vec());
        assert_eq!(loaded.codes(), "D0007", "{length}");
        assert!(loaded.has_error());
    }
}

#[test]
fn a_damaged_member_is_told() {
    let mut bytes = pack(&[("users.json", USERS), ("groups.json", b"[]")]);
    let at = 30 + "users.json".len() + 20;
    bytes[at] ^= 0x55;
    let loaded = open(bytes);
    assert!(!loaded.coverage("users").starts_with("Complete"));
    assert_ne!(loaded.codes(), "");
}

#[test]
fn members_that_are_no_part_of_an_export_are_refused() {
    let bomb = vec![b' '; 20 << 20];
    let loaded = open(pack(&[
        ("users.json", USERS),
        ("../../groups.json", b"[]"),
        ("bomb.json", &bomb),
    ]));
    assert_eq!(loaded.codes(), "D0008*2");
    // What was refused may have held more users.
    assert_eq!(loaded.coverage("users"), "Partial 2 Damaged");
}
