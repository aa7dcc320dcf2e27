//! The tables of some projections into a packed snapshot.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tenet_base::{Diagnostic, Strings, Symbol, id::Id as _};
use tenet_hir::Projection;

use super::given::Given;
use super::manifest::{self, TablesEntry};
use super::stored::{self, Texts};
use super::words::Vocabulary;
use super::write::Writer;
use super::{Held, columns, key, told};
use crate::{Digest, Layout, Options, Root, Snapshot, Table};

/// A load that is packed.
struct Loaded {
    key: String,
    snapshot: Snapshot,
    diagnostics: Vec<Diagnostic>,
}

/// Loads the projections from the pack, and adds what came of it.
pub(super) fn add(
    packed: &Held,
    projections: &[Projection],
    threads: usize,
) -> Result<Vec<u8>, String> {
    let loads = load(packed, projections, threads);
    let mut texts = BTreeSet::new();
    for load in &loads {
        texts_of(&load.snapshot, &mut texts);
    }
    let vocabulary = Vocabulary::new(&texts);
    let mut members: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut entries: Vec<TablesEntry> = Vec::new();
    for load in &loads {
        // What cannot be kept is read from the files.
        if let Some(member) = pack_load(load, &vocabulary, &mut members) {
            let key = load.key.clone();
            entries.push(TablesEntry { key, member });
        }
    }
    members.insert(stored::TEXTS.to_owned(), bytes(&joined(&texts))?);
    let mut writer = Writer::again(packed.bytes().to_vec())?;
    for (name, bytes) in &members {
        writer.add(name, bytes)?;
    }
    let list = serde_json::to_vec_pretty(&entries).map_err(|error| error.to_string())?;
    writer.add(manifest::TABLES, &list)?;
    writer.finish()
}

fn load(packed: &Held, projections: &[Projection], threads: usize) -> Vec<Loaded> {
    let root = Root {
        path: Held::PATH.to_owned(),
        ..Root::default()
    };
    let roots = [root];
    let options = Options {
        threads,
        ..Options::default()
    };
    let given = Given::again(packed, &roots);
    let mut loads: Vec<Loaded> = Vec::new();
    for projection in projections {
        let key = key::of(&given, &options, projection);
        if loads.iter().any(|load| load.key == key) {
            continue;
        }
        let (snapshot, diagnostics) = crate::load(packed, &roots, projection, &options);
        loads.push(Loaded {
            key,
            snapshot,
            diagnostics,
        });
    }
    loads
}

fn texts_of(snapshot: &Snapshot, texts: &mut BTreeSet<String>) {
    let strings = &snapshot.strings;
    for table in &snapshot.tables {
        for column in &table.columns {
            columns::texts(column, strings, texts);
        }
        let types = table.types.iter().flatten();
        for symbol in types.chain(table.by_key.keys()) {
            let text = strings.get(*symbol);
            if !texts.contains(text) {
                texts.insert(text.to_owned());
            }
        }
    }
}

fn joined(texts: &BTreeSet<String>) -> Texts {
    Texts {
        text: texts.iter().map(String::as_str).collect(),
        lengths: texts.iter().map(|text| text.len() as u32).collect(),
    }
}

/// Puts a load into members; gives the name of the one that leads to the others.
fn pack_load(
    load: &Loaded,
    vocabulary: &Vocabulary,
    members: &mut BTreeMap<String, Vec<u8>>,
) -> Option<String> {
    let snapshot = &load.snapshot;
    let said = (&snapshot.strings, vocabulary);
    let mut own = BTreeMap::new();
    let tables = snapshot.tables.iter();
    let tables = tables.map(|table| pack_table(table, said, &mut own));
    let tables = tables.collect::<Option<_>>()?;
    let coverage = snapshot
        .coverage
        .iter()
        .map(|(path, coverage)| Some((path.clone(), told::pack_coverage(coverage)?)));
    let layouts = snapshot.layouts.iter();
    let stored = stored::Load {
        tables,
        captured_at: snapshot.captured_at.map(tenet_base::Instant::ticks),
        tenant: snapshot.tenant.clone(),
        coverage: coverage.collect::<Option<_>>()?,
        layouts: layouts
            .map(|layout| layout.map(Layout::flag).map(str::to_owned))
            .collect(),
        digest: snapshot.digest.clone(),
        diagnostics: load
            .diagnostics
            .iter()
            .map(told::pack_diagnostic)
            .collect::<Option<_>>()?,
    };
    let name = keep(&stored, &mut own).ok()?;
    members.append(&mut own);
    Some(name)
}

fn pack_table(
    table: &Table,
    (strings, vocabulary): (&Strings, &Vocabulary),
    members: &mut BTreeMap<String, Vec<u8>>,
) -> Option<stored::Table> {
    let said = (strings, vocabulary);
    let number = |symbol: Option<Symbol>| vocabulary.number(strings, symbol);
    let by_key = table.by_key.iter();
    let by_key = by_key.map(|(symbol, row)| (number(Some(*symbol)), *row));
    let mut by_key: Vec<(u32, u32)> = by_key.collect();
    by_key.sort_unstable();
    let columns = table.columns.iter().map(|column| {
        let mut flats = Vec::new();
        columns::flatten(column, said, &mut flats);
        keep(&flats, members).ok()
    });
    let coverage = match &table.coverage {
        None => None,
        Some(coverage) => Some(told::pack_coverage(coverage)?),
    };
    let files = table.places.iter().map(|place| place.file.index() as u32);
    Some(stored::Table {
        objects: table.objects.clone(),
        by_key,
        types: table.types.iter().map(|kind| number(*kind)).collect(),
        files: files.collect(),
        offsets: table.places.iter().map(|place| place.offset).collect(),
        coverage,
        others: table.others.iter().cloned().collect(),
        spread: spread(table),
        columns: columns.collect::<Option<_>>()?,
    })
}

/// Keeps a value in a member that is named by its digest, so that equal ones are kept once.
fn keep<T: Serialize>(
    value: &T,
    members: &mut BTreeMap<String, Vec<u8>>,
) -> Result<String, String> {
    let bytes = bytes(value)?;
    let mut digest = Digest::new();
    digest.add("member", &bytes);
    let digest = digest.finish();
    let short = digest.trim_start_matches("blake3:").get(..32).unwrap_or("");
    let name = format!("tables/{short}");
    members.entry(name.clone()).or_insert(bytes);
    Ok(name)
}

fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(value).map_err(|error| error.to_string())
}

/// The lists whose items stand in several files.
fn spread(table: &Table) -> Vec<stored::Spread> {
    let lists = table.spread.iter().map(|((file, name), files)| {
        let files = files
            .iter()
            .map(|(first, file)| (*first, file.index() as u32));
        (file.index() as u32, name.clone(), files.collect())
    });
    lists.collect()
}
