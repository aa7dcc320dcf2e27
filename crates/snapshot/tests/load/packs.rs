//! Packed snapshots: loaded as what they were made of, and refused when they are damaged.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use tenet_snapshot::{Options, Root, Told, locate, pack};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::world::{Loaded, Memory, load_roots, schema};

const USERS: &str = "{\"@odata.context\":\"x#users\",\"value\":[{\"id\":\"a\",\"displayName\":\"Ada\"},\n\
    {\"id\":\"A\",\"displayName\":\"Bob\"},{\"id\":\"c\",\"accountEnabled\":\"odd\"},7]}";
const GROUPS: &str = "{\"@odata.context\":\"x#groups\",\"@odata.nextLink\":\"y\",\"value\":[\
    {\"id\":\"g\",\"members\":[{\"id\":\"a\",\"@odata.type\":\"#microsoft.graph.user\"}]}]}";
const DEVICES: &str = "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}";

fn root(path: &str) -> Root {
    Root {
        path: path.to_owned(),
        name: path.to_owned(),
        ..Root::default()
    }
}

fn world(files: &[(&str, &[u8])]) -> Memory {
    let files = files.iter();
    Memory(
        files
            .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
            .collect(),
    )
}

fn export() -> Memory {
    world(&[
        ("t/users.json", USERS.as_bytes()),
        ("t/groups.json", GROUPS.as_bytes()),
        ("t/devices.json", DEVICES.as_bytes()),
        ("t/read.me", b"x"),
        ("t/cut.json", b"{\"value\":[{\"id\":"),
    ])
}

fn packed(world: &Memory, roots: &[Root], options: &Options<'_>) -> Vec<u8> {
    let held = pack::pack(world, roots, options).expect("a pack");
    pack::add_tables(&held, &[schema()], 1).expect("tables")
}

/// The packed snapshot, loaded, and how many pieces of files were read for it.
fn load_packed(bytes: &[u8], options: &Options<'_>) -> (Loaded, usize) {
    let world = world(&[("p.tsnap", bytes)]);
    let pieces = AtomicUsize::new(0);
    let tell = |_| {
        pieces.fetch_add(1, Ordering::Relaxed);
    };
    let options = Options {
        progress: Some(&tell),
        ..*options
    };
    let loaded = load_roots(world, vec![root("p.tsnap")], &options);
    let pieces = pieces.load(Ordering::Relaxed);
    (loaded, pieces)
}

fn check(world: &Memory, roots: &[Root]) {
    let bytes = packed(world, roots, &Options::default());
    let direct = load_roots(Memory(world.0.clone()), roots.to_vec(), &Options::default());
    let (ready, pieces) = load_packed(&bytes, &Options::default());
    assert_eq!(ready.everything(), direct.everything());
    assert_eq!(pieces, 0);
    let bare = pack::pack(world, roots, &Options::default()).expect("a pack");
    let mut bytes = Vec::new();
    let source = tenet_base::World::open(&bare, pack::Held::PATH).expect("its bytes");
    bytes.resize(source.size() as usize, 0);
    source.read_at(0, &mut bytes).expect("its bytes");
    let (read, pieces) = load_packed(&bytes, &Options::default());
    assert_eq!(read.everything(), direct.everything());
    assert!(pieces > 0);
}

#[test]
fn a_packed_snapshot_is_what_it_was_made_of() {
    check(&export(), &[root("t")]);
}

#[test]
fn files_and_archives_are_roots_too() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("in/groups.json", SimpleFileOptions::default())
        .expect("a file");
    writer.write_all(GROUPS.as_bytes()).expect("its bytes");
    let archive = writer.finish().expect("an archive").into_inner();
    let mut world = export();
    world.0.insert("g.zip".to_owned(), archive.clone());
    let roots = [root("t"), root("g.zip"), root("t/users.json")];
    check(&world, &roots);
    let bytes = packed(&world, &roots, &Options::default());
    let files = unpack(&bytes).expect("files");
    assert_eq!(files.get("1/g.zip"), Some(&archive));
    assert_eq!(
        files.get("2/users.json").map(Vec::as_slice),
        Some(USERS.as_bytes())
    );
}

#[test]
fn places_are_found_in_a_packed_snapshot() {
    let bytes = packed(&export(), &[root("t")], &Options::default());
    let (loaded, _) = load_packed(&bytes, &Options::default());
    let table = &loaded.snapshot.tables[loaded.collection("users")];
    let request = (table.places[1], &[][..]);
    let found = locate(&loaded.world, &loaded.roots, &loaded.snapshot, request);
    let found = found.expect("a place");
    assert_eq!(found.place.position, Some((2, 1)));
    assert_eq!(found.place.file, "users.json");
}

#[test]
fn what_was_told_is_kept() {
    let told = Told {
        captured_at: tenet_base::Instant::parse("2026-11-22"),
        complete: vec!["groups".to_owned()],
        ..Told::default()
    };
    let told = Root { told, ..root("t") };
    check(&export(), std::slice::from_ref(&told));
    let complete = ["devices".to_owned()];
    let options = Options {
        complete: &complete,
        ..Options::default()
    };
    let bytes = packed(&export(), std::slice::from_ref(&told), &options);
    let direct = load_roots(export(), vec![told], &options);
    let (ready, pieces) = load_packed(&bytes, &Options::default());
    assert_eq!(ready.everything(), direct.everything());
    assert_eq!(ready.snapshot.captured_at, direct.snapshot.captured_at);
    assert_eq!(pieces, 0);
}

/// What is told now and was not when it was packed makes it another load.
#[test]
fn another_load_reads_the_files() {
    let bytes = packed(&export(), &[root("t")], &Options::default());
    let complete = ["groups".to_owned()];
    let options = Options {
        complete: &complete,
        ..Options::default()
    };
    let direct = load_roots(export(), vec![root("t")], &options);
    let (read, pieces) = load_packed(&bytes, &options);
    assert_eq!(read.everything(), direct.everything());
    assert!(pieces > 0);
    let mut beside = export();
    beside.0.insert("p.tsnap".to_owned(), bytes);
    beside
        .0
        .insert("u/more.json".to_owned(), USERS.as_bytes().to_vec());
    let both = |first: &str| {
        let world = Memory(beside.0.clone());
        let loaded = load_roots(world, vec![root(first), root("u")], &Options::default());
        loaded.everything()
    };
    assert_eq!(both("p.tsnap"), both("t"));
}

#[test]
fn a_packed_snapshot_is_not_packed_again() {
    let bytes = packed(&export(), &[root("t")], &Options::default());
    let world = world(&[("p.tsnap", &bytes)]);
    let told = pack::pack(&world, &[root("p.tsnap")], &Options::default());
    assert_eq!(codes(told.err()), ["D0050"]);
}

#[test]
fn another_version_is_refused() {
    let mut bytes = packed(&export(), &[root("t")], &Options::default());
    let at = bytes.len() - 91 + "tenet-snapshot ".len();
    bytes[at..at + 4].copy_from_slice(b"0009");
    let (loaded, _) = load_packed(&bytes, &Options::default());
    assert_eq!(loaded.codes(), "D0049");
}

#[test]
fn a_cut_pack_is_refused() {
    let whole = packed(&export(), &[root("t")], &Options::default());
    for length in (0..whole.len()).step_by(97).chain([whole.len() - 1]) {
        let (loaded, _) = load_packed(&whole[..length], &Options::default());
        assert_eq!(loaded.codes(), "D0048", "{length}");
        assert_eq!(codes(unpack(&whole[..length]).err()), ["D0048"]);
    }
}

fn codes(told: Option<Vec<tenet_base::Diagnostic>>) -> Vec<&'static str> {
    let told = told.unwrap_or_default();
    told.iter().map(|told| told.code.id).collect()
}

fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Vec<tenet_base::Diagnostic>> {
    let world = world(&[("p.tsnap", bytes)]);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    pack::unpack(&world, "p.tsnap", &mut |(root, _), path, piece| {
        let file = files.entry(format!("{root}/{path}")).or_default();
        file.extend_from_slice(piece);
        Ok(())
    })?;
    Ok(files)
}

/// Puts a true seal on changed bytes, as somebody may who means harm.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.len() - 64;
    let body = bytes.len() - 91;
    let digest = blake3::hash(&bytes[..body]).to_hex();
    bytes[at..].copy_from_slice(digest.as_bytes());
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        rng_seed: proptest::test_runner::RngSeed::Fixed(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_exports_come_back_as_they_are(
        file in 0usize..3,
        at in 0usize..300,
        with in prop::collection::vec(any::<u8>(), 0..3),
        cut in any::<bool>(),
    ) {
        let mut world = export();
        let bytes = world.0.values_mut().nth(file + 1).expect("a file");
        let at = at.min(bytes.len());
        let end = if cut { bytes.len() } else { (at + with.len()).min(bytes.len()) };
        bytes.splice(at..end, with);
        check(&world, &[root("t")]);
        let files = unpack(&packed(&world, &[root("t")], &Options::default())).expect("files");
        let files: Vec<_> = files.into_values().collect();
        let own: Vec<_> = world.0.into_values().collect();
        prop_assert_eq!(files, own);
    }

    #[test]
    fn a_flipped_byte_is_refused(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = packed(&export(), &[root("t")], &Options::default());
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let (loaded, _) = load_packed(&bytes, &Options::default());
        let codes = loaded.codes();
        prop_assert!(codes == "D0048" || codes == "D0049", "{}", codes);
        prop_assert!(unpack(&bytes).is_err());
    }

    /// Whoever changes bytes and seals them again may change what is read, and nothing else.
    #[test]
    fn changed_and_sealed_again_it_does_no_harm(
        at in any::<prop::sample::Index>(),
        with in prop::collection::vec(any::<u8>(), 1..5),
    ) {
        let mut bytes = packed(&export(), &[root("t")], &Options::default());
        let at = at.index(bytes.len() - 91 - with.len());
        bytes[at..at + with.len()].copy_from_slice(&with);
        let bytes = sealed(bytes);
        let (loaded, _) = load_packed(&bytes, &Options::default());
        let _everything = loaded.everything();
        let _unpacked = unpack(&bytes);
    }
}
