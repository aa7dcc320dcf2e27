//! The examples of the book's reference, and those of the tables that it is
//! generated from: what the book teaches, the checker accepts.
//!
//! The `tenet` blocks of a section are one pack that stands on the bundled
//! schema, and nothing is said against it. A `tenet fail CODE` block gives
//! exactly that code. Each line of a `tenet expression` block is a query.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its files from disk, and fails without them"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tenet_engine::{Compiled, PackRequest, compile, expression};
use tenet_hir::{Builtin, Domain, Generator, State};
use tenet_testkit::markdown::{Section, sections};
use tenet_testkit::{Memory, Rules};

#[test]
fn examples_of_the_reference() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for section in sections(&fs::read_to_string(&path).unwrap()) {
            count += section.blocks.len();
            let complaints = section_complaints(&section);
            wrong.extend(complaints.into_iter().map(|why| format!("{name}: {why}")));
        }
    }
    assert!(count > 20, "only {count} examples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_the_tables() {
    let docs = Builtin::ALL.map(Builtin::doc).into_iter();
    let docs = docs
        .chain(Domain::ALL.map(Domain::doc))
        .chain(State::ALL.map(State::doc));
    let docs = docs.chain(Generator::ALL.map(Generator::doc));
    let wrong: Vec<String> = docs.filter_map(|doc| refused(doc.example)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The pictures of the chapter on targeting are what `tenet reach` prints in a
/// session, which a test of the command runs.
#[test]
fn pictures_of_the_chapter_on_targeting() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let chapter = fs::read_to_string(root.join("book/src/targeting.md")).unwrap();
    let session = fs::read_to_string(root.join("tests/sessions/reach.md")).unwrap();
    let blocks = sections(&chapter)
        .into_iter()
        .flat_map(|section| section.blocks);
    let pictures: Vec<_> = blocks.filter(|block| block.info == "mermaid").collect();
    assert!(pictures.len() >= 2, "{} pictures", pictures.len());
    for picture in pictures {
        assert!(
            session.contains(&picture.text),
            "line {}: no session prints this",
            picture.line
        );
    }
}

fn section_complaints(section: &Section) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut source = String::new();
    for block in &section.blocks {
        let words: Vec<&str> = block.info.split_whitespace().collect();
        match words.as_slice() {
            ["tenet"] => source.push_str(&block.text),
            ["tenet", "fail", code] => {
                let codes = codes(&block.text);
                if codes != [*code] {
                    complaints.push(format!("line {}: gives {codes:?}", block.line));
                }
            }
            ["tenet", "expression"] => {
                let lines = block.text.lines().filter(|line| !line.trim().is_empty());
                complaints.extend(lines.filter_map(refused));
            }
            _ => {}
        }
    }
    let checked = pack(&source).check();
    complaints.extend(checked.lines());
    complaints
}

fn codes(source: &str) -> Vec<&'static str> {
    pack(source).check().codes()
}

fn pack(source: &str) -> Rules {
    let files: Vec<(&str, &str)> = tenet_engine::bundled_files()
        .iter()
        .filter(|(path, _)| path.starts_with("graph-schema/") && !path.ends_with("tenet.toml"))
        .copied()
        .collect();
    Rules::new()
        .pack("graph-schema", &files)
        .pack("example", &[("example.tenet", source)])
}

/// Why a query is refused, if it is.
fn refused(query: &str) -> Option<String> {
    let mut compiled = schema();
    let diagnostics = expression(&mut compiled, query).err()?;
    let messages: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    Some(format!("`{query}`: {}", messages.join("; ")))
}

fn schema() -> Compiled {
    let request = PackRequest {
        folders: vec!["<bundled>/graph-schema".to_owned()],
        ..PackRequest::default()
    };
    compile(&Memory::default(), &request)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src/reference");
    let entries = fs::read_dir(folder).unwrap();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    found.sort();
    found
}
