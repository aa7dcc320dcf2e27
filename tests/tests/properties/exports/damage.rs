//! Damaged exports: nothing panics, nothing takes long or much memory, and no object goes without a word.
//!
//! One file is damaged at a time. All rows of the other files must still be there. The
//! file must give as many rows as before, or something must be told of it: a diagnostic
//! on the file, a gap of a collection that it shows, less of a collection than before, a collection that was not
//! listed before, or a note that counts files or objects and counts more than before.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use tenet_base::{Diagnostic, Location};
use tenet_snapshot::{DataFileId, Slot, Status};
use tenet_testkit::exports::{Model, Style};
use tenet_testkit::{Export, Json, Random};

use super::super::super::MEMORY;
use super::super::scale::seeds;
use super::reading::{Loaded, read};
use super::whole::exports;

/// So many damaged exports of each layout.
const DAMAGES: u64 = 500;
/// So long may one take.
const LONGEST: Duration = Duration::from_secs(2);
/// So many bytes may the whole program hold meanwhile, the other properties with it.
const LARGEST: usize = 512 << 20;

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is tested")]
fn no_object_goes_without_a_word() {
    let model = Model::new(21);
    for (name, export) in exports(&model) {
        let before = Account::of(&read(&[&export]));
        let mut told = 0;
        for seed in seeds(DAMAGES) {
            let mut random = Random::new(seed);
            let (path, damaged) = damage(&mut random, &export);
            MEMORY.reset_peak_usage();
            let start = Instant::now();
            let loaded = read(&[&damaged]);
            let took = start.elapsed();
            assert!(took < LONGEST, "{name} {seed} {path}: {took:?}");
            let held = MEMORY.peak_usage();
            assert!(held < LARGEST, "{name} {seed} {path}: {held} bytes");
            let after = Account::of(&loaded);
            let lost = before.lost(&after, &path);
            let text = changed(&export.files[&path], &damaged.files[&path]);
            assert_eq!(
                lost, None,
                "{name} {seed} {path}\n{text}\n{:?}",
                loaded.diagnostics
            );
            told += usize::from(after.rows != before.rows);
        }
        // Damage that nothing comes of would show nothing.
        assert!(told >= 50, "{name}: {told}");
    }
}

/// What is other in a damaged file.
fn changed(before: &[u8], after: &[u8]) -> String {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let part = |bytes: &[u8]| {
        let bytes = bytes.get(same.saturating_sub(60)..(same + 60).min(bytes.len()));
        String::from_utf8_lossy(bytes.unwrap_or(&[])).replace('\0', "")
    };
    format!("{}\n-- was --\n{}", part(after), part(before))
}

/// What came of the files of an export.
#[derive(Default)]
struct Account {
    /// How many rows each gave, be it of collections that are read or not.
    rows: BTreeMap<String, usize>,
    /// The objects by collection, and key or name.
    objects: BTreeSet<String>,
    /// How much of each collection is there.
    covered: BTreeMap<String, Status>,
    /// Collections that no rule reads, which are listed with their objects.
    elsewhere: BTreeSet<String>,
    /// Files that something is told of.
    told: Vec<String>,
    /// How many files and objects notes count, by code.
    counted: BTreeMap<&'static str, u64>,
}

impl Account {
    fn of(loaded: &Loaded) -> Self {
        let mut account = Self::default();
        let snapshot = &loaded.snapshot;
        let path = |file: DataFileId| snapshot.files[file].path.clone();
        for place in snapshot.tables.iter().flat_map(|table| &table.places) {
            *account.rows.entry(path(place.file)).or_default() += 1;
        }
        for (id, collection) in loaded.projection.collections.iter_enumerated() {
            let table = &snapshot.tables[id];
            let name = |row: &u32| {
                let slots = (0..2).map(|column| table.slot(column, *row));
                let text = |slot: Slot<'_>| {
                    let Slot::Text(text) = slot else { return None };
                    Some(snapshot.strings.get(text))
                };
                let mut texts = slots.filter_map(text);
                texts.next().unwrap_or("").to_ascii_lowercase()
            };
            let names = table
                .objects
                .iter()
                .map(|row| format!("{} {}", collection.path, name(row)));
            account.objects.extend(names);
        }
        let covered = snapshot.coverage.iter();
        account.covered = covered
            .map(|(path, it)| (path.clone(), it.status))
            .collect();
        let other = snapshot
            .coverage
            .iter()
            .filter(|(path, it)| it.objects > 0 && loaded.projection.find(path).is_none());
        account.elsewhere = other.map(|(path, _)| path.clone()).collect();
        let gaps = snapshot.coverage.values().flat_map(|it| &it.gaps);
        let places = gaps.filter_map(|gap| gap.place.as_ref());
        account.told.extend(places.map(|place| place.file.clone()));
        for diagnostic in &loaded.diagnostics {
            account.told.extend(files_of(diagnostic));
            let count = diagnostic
                .message
                .split(' ')
                .find_map(|word| word.parse::<u64>().ok());
            *account.counted.entry(diagnostic.code.id).or_default() += count.unwrap_or(1);
        }
        account
    }

    /// What got lost by damage to a file.
    fn lost(&self, after: &Self, damaged: &str) -> Option<String> {
        for (path, count) in &self.rows {
            let kept = after.rows.get(path).copied().unwrap_or(0);
            let told = path == damaged && after.tells(self, path);
            if kept < *count && !told {
                return Some(format!("{path}: {kept} of {count} rows"));
            }
        }
        None
    }

    /// Whether something is told of a file that was not told before.
    fn tells(&self, before: &Self, path: &str) -> bool {
        let counts = |told: &[String]| told.iter().filter(|it| *it == path).count();
        let more = |(code, count): (&&'static str, &u64)| {
            *count > before.counted.get(code).copied().unwrap_or(0)
        };
        counts(&self.told) > counts(&before.told)
            || self.counted.iter().any(more)
            || before.objects.is_subset(&self.objects)
            || self
                .elsewhere
                .iter()
                .any(|path| !before.elsewhere.contains(path))
            || before.covered.iter().any(|(path, status)| {
                let own = self.covered.get(path).copied();
                rank(own.unwrap_or(Status::Absent)) > rank(*status)
            })
    }
}

/// How little is there.
fn rank(status: Status) -> u8 {
    match status {
        Status::Complete => 0,
        Status::Partial => 1,
        Status::Refused | Status::Absent => 2,
    }
}

fn files_of(diagnostic: &Diagnostic) -> impl Iterator<Item = String> + '_ {
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    labels.filter_map(|label| match &label.location {
        Location::Data(place) => Some(place.file.clone()),
        Location::Source(_) | Location::Run => None,
    })
}

/// Damages one file.
fn damage(random: &mut Random, export: &Export) -> (String, Export) {
    let mut damaged = export.clone();
    let paths: Vec<String> = export.files.keys().cloned().collect();
    let path = random.pick(&paths).expect("a file").clone();
    let bytes = damaged.files.get_mut(&path).expect("its bytes");
    match random.below(3) {
        0 => cut(random.below(bytes.len()), &path, bytes),
        1 => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        _ => swap(random, bytes),
    }
    (path, damaged)
}

/// Cuts a file off. One with an object a line is cut within a line: of whole lines nobody
/// can tell how many there were.
fn cut(mut at: usize, path: &str, bytes: &mut Vec<u8>) {
    let lines = path.rsplit('.').next() == Some("jsonl");
    while at > 0 && lines && matches!(bytes[at - 1], b'\n' | b'\r' | b'}') {
        at -= 1;
    }
    bytes.truncate(at);
}

/// Puts a value of another type in the place of one.
fn swap(random: &mut Random, bytes: &mut Vec<u8>) {
    let style = if bytes.starts_with(&[0xff, 0xfe]) {
        Style::WINDOWS
    } else if bytes.starts_with(&[0xef]) {
        Style::MARKED
    } else {
        Style::ANSWER
    };
    let text = super::places::decode(bytes);
    let mut lines: Vec<String> = match Json::parse(&text) {
        Some(_) => vec![text],
        None => text.lines().map(str::to_owned).collect(),
    };
    let at = random.below(lines.len());
    let Some(mut json) = lines.get(at).and_then(|line| Json::parse(line)) else {
        return;
    };
    let number = random.below(count(&json));
    let other = random.number();
    replace(&mut json, &mut number.clone(), &|own| {
        other_than(own, other)
    });
    lines[at] = if style == Style::ANSWER {
        json.to_string()
    } else {
        String::from_utf8(
            Style {
                wide: false,
                mark: false,
                ..style
            }
            .bytes(&json),
        )
        .expect("UTF-8")
    };
    *bytes = style.encode(&lines.join("\n"));
}

/// A value of another type. An empty list, or PowerShell's `null`, in the place of a full
/// list says that there is nothing, which nobody can tell from the truth.
fn other_than(own: &Json, number: u64) -> &'static str {
    const OTHERS: [&str; 8] = [
        "true",
        "-1",
        "1e400",
        "\"\"",
        "[[{\"a\":null}]]",
        "{}",
        "null",
        "[]",
    ];
    let many = match own {
        Json::Word(_) | Json::Text(_) | Json::Object(_) => OTHERS.len(),
        Json::List(_) => OTHERS.len() - 2,
    };
    OTHERS
        .get(number as usize % many)
        .copied()
        .unwrap_or("null")
}

fn count(json: &Json) -> usize {
    1 + match json {
        Json::Word(_) | Json::Text(_) => 0,
        Json::List(items) => items.iter().map(count).sum(),
        Json::Object(pairs) => pairs.iter().map(|(_, value)| count(value)).sum(),
    }
}

fn replace(json: &mut Json, number: &mut usize, other: &dyn Fn(&Json) -> &'static str) {
    if *number == 0 {
        *json = Json::Word(other(json).to_owned());
    }
    *number = number.wrapping_sub(1);
    match json {
        Json::Word(_) | Json::Text(_) => {}
        Json::List(items) => items.iter_mut().for_each(|it| replace(it, number, other)),
        Json::Object(pairs) => {
            for (_, value) in pairs {
                replace(value, number, other);
            }
        }
    }
}
