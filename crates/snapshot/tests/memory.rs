//! What a load holds in memory: the fields that are read, not the file.
//!
//! The files are computed as they are read, so that they take no memory themselves.

#![cfg(test)]

use peak_alloc::PeakAlloc;
use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};
use tenet_hir::{FieldPlan, Projection, Shape};
use tenet_snapshot::{Options, Root, load};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One answer of so many users with so many fields, each user as long as the next.
#[derive(Debug, Clone)]
struct Users {
    count: u64,
    /// The first user; the others differ in their number.
    first: Vec<u8>,
    /// Where the digits of the number stand in it.
    numbers: Vec<usize>,
}

const HEAD: &[u8] = b"{\"@odata.context\":\"x#users\",\"value\":[";
const TAIL: &[u8] = b"{}]}";
const NUMBER: &str = "########";

impl Users {
    fn new(count: u64, fields: usize) -> Self {
        let mut text = format!(
            "{{\"id\":\"{NUMBER}-1111-2222-3333-444444444444\",\
             \"userPrincipalName\":\"user{NUMBER}@contoso.onmicrosoft.com\",\"accountEnabled\":true"
        );
        let unread =
            (3..fields).map(|at| format!(",\"unread{at:03}\":\"a value of no use {at:03}\""));
        text.extend(unread);
        text.push_str("},");
        let numbers = text.match_indices(NUMBER).map(|(at, _)| at).collect();
        Self {
            count,
            first: text.into_bytes(),
            numbers,
        }
    }

    fn body(&self) -> u64 {
        self.first.len() as u64 * self.count
    }

    /// What begins at an offset: a user from `skip` on, or the start or the end.
    fn piece(&self, offset: u64) -> (Vec<u8>, usize) {
        let width = self.first.len() as u64;
        match offset.checked_sub(HEAD.len() as u64) {
            None => (HEAD.to_vec(), offset as usize),
            Some(at) if at < self.body() => (self.user(at / width), (at % width) as usize),
            Some(at) => (TAIL.to_vec(), (at - self.body()) as usize),
        }
    }

    fn user(&self, number: u64) -> Vec<u8> {
        let mut user = self.first.clone();
        let digits = format!("{number:08}");
        for at in &self.numbers {
            user[*at..at + digits.len()].copy_from_slice(digits.as_bytes());
        }
        user
    }
}

impl Source for Users {
    fn size(&self) -> u64 {
        (HEAD.len() + TAIL.len()) as u64 + self.body()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        let mut filled = 0;
        while filled < buffer.len() && offset + (filled as u64) < self.size() {
            let (piece, skip) = self.piece(offset + filled as u64);
            let count = (piece.len() - skip).min(buffer.len() - filled);
            buffer[filled..filled + count].copy_from_slice(&piece[skip..skip + count]);
            filled += count;
        }
        Ok(filled)
    }
}

impl World for Users {
    fn kind(&self, _: &str) -> Option<Kind> {
        Some(Kind::File)
    }

    fn list(&self, _: &str) -> Result<Vec<Entry>, WorldError> {
        Ok(Vec::new())
    }

    fn open(&self, _: &str) -> Result<Box<dyn Source>, WorldError> {
        Ok(Box::new(self.clone()))
    }

    fn clock(&self) -> Option<Instant> {
        None
    }
}

fn projection() -> Projection {
    let mut projection = Projection::default();
    let id = projection.require("users");
    let collection = &mut projection.collections[id];
    for (name, shape) in [
        ("id", Shape::Text),
        ("userPrincipalName", Shape::Text),
        ("accountEnabled", Shape::Bool),
    ] {
        collection.require(FieldPlan {
            path: vec![name.to_owned()],
            shape,
            nullable: false,
            absent_is_null: false,
            null_text: None,
        });
    }
    collection.key = Some(0);
    projection
}

/// The peak of a load, in bytes.
fn peak(users: &Users) -> u64 {
    let projection = projection();
    let root = Root {
        path: "users.json".to_owned(),
        name: "users.json".to_owned(),
        ..Root::default()
    };
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let (snapshot, _) = load(users, &[root], &projection, &Options::default());
    let table = &snapshot.tables[projection.find("users").unwrap()];
    // The object at the end has no key and no fields.
    assert_eq!(table.objects.len() as u64, users.count + 1);
    (MEMORY.peak_usage() - before) as u64
}

/// One test, since the allocator counts for the whole program.
#[test]
fn memory_is_for_what_is_read() {
    let count = 200_000;
    let (narrow, wide) = (Users::new(count, 40), Users::new(count, 77));
    let (small, large) = (peak(&narrow), peak(&wide));
    let bytes = narrow.size();
    assert!(small * 100 < bytes * 30, "{small} of {bytes}");
    assert!(large * 100 < small * 105, "{small}, then {large}");
    if std::env::var_os("TENET_LARGE").is_some() {
        two_gigabytes_of_one_line_fit_in_one();
    }
}

/// Takes a minute in a debug build, so it is asked for: `TENET_LARGE=1`.
fn two_gigabytes_of_one_line_fit_in_one() {
    let users = Users::new(1_400_000, 50);
    assert!(users.size() > 2_000_000_000);
    let peak = peak(&users);
    assert!(peak < 1_000_000_000, "{peak}");
}
