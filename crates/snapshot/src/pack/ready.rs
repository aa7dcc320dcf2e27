//! Tables of a packed snapshot in the place of a load.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use tenet_base::{Diagnostic, IndexVec, Instant, Interner, id::Id as _};
use tenet_hir::{Collection, Projection};

use super::given::Pack;
use super::stored::{self, Flat, Texts};
use super::words::Words;
use super::{columns, key, told};
use crate::files::Files;
use crate::versions::Held;
use crate::{Coverage, DataFileId, Layout, Options, Place, Snapshot, Table};

/// A member with tables unpacks to no more than so many times the size of the pack.
const RATIO: u64 = 64;
/// In a small pack it may unpack to this size.
const SMALL: u64 = 16 << 20;

/// What a load would give, if it was packed: of this snapshot alone, for this projection.
///
/// Tables that are not as they must be are as good as none: the files are read.
pub(crate) fn ready(
    files: &Files,
    projection: &Projection,
    options: &Options<'_>,
) -> Option<(Snapshot, Vec<Diagnostic>)> {
    let pack = files.given.alone()?;
    // Tables do not keep what versions are compared by.
    if projection
        .collections
        .iter()
        .any(|it| it.canonical.is_some())
    {
        return None;
    }
    let tables = pack.tables();
    let key = key::of(&files.given, options, projection);
    let entry = tables.iter().find(|tables| tables.key == key)?;
    let load: stored::Load = member(pack, &entry.member)?;
    let texts: Texts = member(pack, stored::TEXTS)?;
    let interner = Interner::new();
    let mut raising = Raising {
        pack,
        files: files.found.len(),
        words: Words::new(&texts, &interner)?,
    };
    let (tables, told) = raising.load(load, projection)?;
    drop(raising);
    let snapshot = Snapshot {
        strings: interner.freeze(),
        tables,
        files: files.found.iter().map(|it| it.file.clone()).collect(),
        roots: files.given.roots.iter().map(|it| it.name.clone()).collect(),
        captured_at: told.captured_at,
        tenant: told.tenant,
        coverage: told.coverage,
        layouts: told.layouts,
        digest: told.digest,
    };
    Some((snapshot, told.diagnostics))
}

/// What is told of a load beside its tables.
struct Beside {
    captured_at: Option<Instant>,
    tenant: Option<String>,
    coverage: BTreeMap<String, Coverage>,
    layouts: Vec<Option<Layout>>,
    digest: String,
    diagnostics: Vec<Diagnostic>,
}

/// Tables on their way from bytes.
struct Raising<'r> {
    pack: &'r Pack,
    /// How many files there are.
    files: usize,
    words: Words<'r>,
}

impl Raising<'_> {
    fn load(
        &mut self,
        load: stored::Load,
        projection: &Projection,
    ) -> Option<(IndexVec<tenet_hir::CollectionId, Table>, Beside)> {
        if load.tables.len() != projection.collections.iter().count() {
            return None;
        }
        let pairs = load.tables.into_iter().zip(projection.collections.iter());
        let tables = pairs.map(|(table, collection)| self.table(table, collection));
        let tables = tables.collect::<Option<Vec<Table>>>()?;
        let coverage = load.coverage.into_iter();
        let coverage = coverage.map(|(path, stored)| Some((path, told::coverage(stored)?)));
        let layouts = load.layouts.into_iter().map(|flag| match flag {
            None => Some(None),
            Some(flag) => Layout::of_flag(&flag).map(Some),
        });
        let captured_at = match load.captured_at {
            None => None,
            Some(ticks) => Some(Instant::from_ticks(ticks)?),
        };
        let diagnostics = load.diagnostics.into_iter().map(told::diagnostic);
        let beside = Beside {
            captured_at,
            tenant: load.tenant,
            coverage: coverage.collect::<Option<_>>()?,
            layouts: layouts.collect::<Option<_>>()?,
            digest: load.digest,
            diagnostics: diagnostics.collect::<Option<_>>()?,
        };
        Some((tables.into_iter().collect(), beside))
    }

    fn table(&mut self, stored: stored::Table, collection: &Collection) -> Option<Table> {
        let rows = stored.files.len();
        let is_row = |row: &u32| (*row as usize) < rows;
        let sound = stored.offsets.len() == rows
            && stored.types.len() == rows
            && stored.columns.len() == collection.fields.len()
            && stored.objects.iter().all(is_row)
            && stored.by_key.iter().all(|(_, row)| is_row(row))
            && stored
                .files
                .iter()
                .all(|file| (*file as usize) < self.files);
        if !sound {
            return None;
        }
        let places = stored.files.iter().zip(&stored.offsets);
        let places = places.map(|(file, offset)| Place {
            file: DataFileId::from_index(*file as usize),
            offset: *offset,
        });
        let named = stored.columns.iter().zip(&collection.fields);
        let columns = named.map(|(name, field)| {
            let flats: Vec<Flat> = member(self.pack, name)?;
            let mut flats = flats.into_iter();
            let column = columns::raise(&field.shape, rows, &mut flats, &mut self.words)?;
            flats.next().is_none().then_some(column)
        });
        let columns = columns.collect::<Option<Vec<_>>>()?;
        let by_key = stored.by_key.into_iter();
        let by_key = by_key.map(|(number, row)| Some((self.words.symbol(number)?, row)));
        let by_key = by_key.collect::<Option<_>>()?;
        let coverage = match stored.coverage {
            None => None,
            Some(coverage) => Some(told::coverage(coverage)?),
        };
        let spread = stored.spread.into_iter().map(|(file, name, files)| {
            let items = files.into_iter();
            let files = items.map(|(first, file)| Some((first, self.file(file)?)));
            Some(((self.file(file)?, name), files.collect::<Option<Vec<_>>>()?))
        });
        let spread = spread.collect::<Option<_>>();
        Some(Table {
            objects: stored.objects,
            by_key,
            columns,
            types: self.words.symbols(stored.types)?,
            places: places.collect(),
            coverage,
            others: stored.others.into_iter().collect(),
            spread: spread?,
            versions: Held::default(),
        })
    }

    /// A file, if there is one of that number.
    fn file(&self, number: u32) -> Option<DataFileId> {
        let known = (number as usize) < self.files;
        known.then_some(DataFileId::from_index(number as usize))
    }
}

fn member<T: DeserializeOwned>(pack: &Pack, name: &str) -> Option<T> {
    let largest = pack.size.saturating_mul(RATIO).max(SMALL);
    let bytes = pack.member(name, largest).ok()?;
    postcard::from_bytes(&bytes).ok()
}
