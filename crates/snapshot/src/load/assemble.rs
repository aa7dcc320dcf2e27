//! What the files gave, put together: tables, lists, copies, coverage.

use std::collections::BTreeMap;

use tenet_base::{Diagnostic, IndexVec, Instant, Interner, Strings, Symbol, World, id::Id as _};
use tenet_hir::CollectionId;

use super::{Outcome, Root, report};
use crate::completeness::{self, Source};
use crate::files::Files;
use crate::plan::Plans;
use crate::read::{Fragment, ListPart, Reading};
use crate::recognise::{Container, FilePath, Manifest};
use crate::walk::{Head, Link};
use crate::{
    Column, Coverage, DataFileId, Place, Presence, Snapshot, Table, Values, build, copies,
    diagnose, digest,
};

/// What is known once all files are read.
pub(super) struct Loaded<'l> {
    pub world: &'l dyn World,
    pub roots: &'l [Root],
    pub files: &'l Files,
    pub paths: &'l [FilePath<'l>],
    pub manifests: &'l [Option<Manifest>],
    pub plans: &'l Plans<'l>,
    /// Collections of which the user says that all is there.
    pub vouched: &'l [String],
}

/// Tables, and in how many files each has objects.
struct Merged {
    tables: IndexVec<CollectionId, Table>,
    files_of: BTreeMap<CollectionId, u32>,
}

/// Puts together what the files gave.
pub(super) fn assemble(
    loaded: &Loaded<'_>,
    mut outcomes: Vec<Outcome>,
    interner: Interner,
    diagnostics: &mut Vec<Diagnostic>,
) -> Snapshot {
    let mut merged = merge(loaded, &mut outcomes, &interner);
    let strings = interner.freeze();
    let mut report = report::Report::new(loaded, diagnostics);
    report.files(&outcomes);
    merge_copies(loaded, &mut merged.tables, &strings, &mut report);
    report.finish();
    let coverage = cover(loaded, &outcomes, &mut merged);
    let (captured_at, tenant) = stamp(loaded, diagnostics);
    Snapshot {
        strings,
        tables: merged.tables,
        files: loaded
            .files
            .found
            .iter()
            .map(|it| it.file.clone())
            .collect(),
        roots: loaded.roots.iter().map(|root| root.name.clone()).collect(),
        captured_at,
        tenant,
        coverage,
        digest: digest_of(loaded, &outcomes),
    }
}

/// Fragments to tables, in the order of files, and lists to rows behind them.
fn merge(loaded: &Loaded<'_>, outcomes: &mut [Outcome], interner: &Interner) -> Merged {
    let mut merged = Merged {
        tables: empty_tables(loaded.plans),
        files_of: BTreeMap::new(),
    };
    let mut lists = Vec::new();
    for (at, outcome) in outcomes.iter_mut().enumerate() {
        let Outcome::Read(reading, _) = outcome else {
            continue;
        };
        for (id, fragment) in std::mem::take(&mut reading.fragments) {
            *merged.files_of.entry(id).or_default() += 1;
            append(&mut merged.tables[id], fragment, DataFileId::from_index(at));
        }
        lists.extend(list_page(loaded, at, reading));
    }
    for page in &lists {
        *merged.files_of.entry(page.part.owner).or_default() += 1;
    }
    add_lists(&mut merged.tables, loaded.plans, lists, interner);
    merged
}

/// Judges completeness: of each table, and of all that some file holds or names.
fn cover(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    merged: &mut Merged,
) -> BTreeMap<String, Coverage> {
    let sources = sources_of(loaded, outcomes);
    let input = completeness::Input {
        projection: loaded.plans.projection,
        sources: &sources,
        manifests: loaded.manifests,
        vouched: loaded.vouched,
        files_of: &merged.files_of,
    };
    let covered = completeness::cover(&input, &merged.tables);
    for (table, coverage) in merged.tables.iter_mut().zip(covered.tables) {
        table.coverage = Some(coverage);
    }
    covered.all
}

fn digest_of(loaded: &Loaded<'_>, outcomes: &[Outcome]) -> String {
    let files = loaded.files.found.iter().zip(outcomes);
    let digests = files.map(|(found, outcome)| {
        let digest = match outcome {
            Outcome::Read(_, digest) => Some(*digest),
            Outcome::Skipped | Outcome::Unopened(_) => None,
        };
        (found.file.root, found.file.path.as_str(), digest)
    });
    digest::of_files(&digests.collect::<Vec<_>>())
}

fn empty_tables(plans: &Plans<'_>) -> IndexVec<CollectionId, Table> {
    let collections = plans.projection.collections.iter();
    collections
        .map(|collection| Table {
            columns: build::columns(&collection.fields),
            ..Table::default()
        })
        .collect()
}

fn append(table: &mut Table, fragment: Fragment, file: DataFileId) {
    build::append_all(&mut table.columns, fragment.columns);
    let mut types = fragment.types;
    table.types.append(&mut types);
    let places = fragment.offsets.into_iter();
    table
        .places
        .extend(places.map(|offset| Place { file, offset }));
}

/// A page of a list, with what orders it among the others.
struct Page {
    /// Root, owner, list, and the file's folder and name: pages of one list share them.
    list: (u32, crate::recognise::List, String, String),
    number: Option<u32>,
    file: DataFileId,
    part: ListPart,
    /// Whether a further page is named.
    next: bool,
    /// Whether the file could not be read to its end.
    cut: bool,
}

fn list_page(loaded: &Loaded<'_>, at: usize, reading: &mut Reading) -> Option<Page> {
    let part = reading.list.take()?;
    let path = loaded.paths.get(at)?;
    let found = loaded.files.found.get(at)?;
    Some(Page {
        list: (
            found.file.root,
            part.list.clone(),
            path.folder(),
            path.name.to_owned(),
        ),
        number: path.page,
        file: DataFileId::from_index(at),
        part,
        next: reading.walked.head.link == Link::Next,
        cut: reading.walked.stop.is_some(),
    })
}

/// Adds a row to the owner's table for each list that was answered by itself.
fn add_lists(
    tables: &mut IndexVec<CollectionId, Table>,
    plans: &Plans<'_>,
    mut pages: Vec<Page>,
    interner: &Interner,
) {
    pages.sort_by(|a, b| (&a.list, a.number, a.file).cmp(&(&b.list, b.number, b.file)));
    let mut pages = pages.into_iter().peekable();
    while let Some(first) = pages.next() {
        let name = first.list.clone();
        let mut further = Vec::new();
        while let Some(page) = pages.next_if(|page| page.list == name) {
            further.push(page);
        }
        let key = interner.intern(&first.part.list.key);
        let owner = first.part.owner;
        let own = plans.projection.collections[owner].key;
        add_list(
            &mut tables[owner],
            own.map(|own| (own, key)),
            first,
            further,
        );
    }
}

fn add_list(table: &mut Table, key: Option<(usize, Symbol)>, first: Page, further: Vec<Page>) {
    let all = || std::iter::once(&first).chain(&further);
    let links = all().filter(|page| page.next).count();
    let numbers: Vec<Option<u32>> = all().map(|page| page.number).collect();
    let open = links != further.len()
        || all().any(|page| page.cut)
        || !completeness::is_sequence(&numbers);
    let (column, file) = (first.part.column, first.file);
    let mut items = first.part.items;
    for page in further {
        items.append(page.part.items);
    }
    for column in &mut table.columns {
        column.push_absent();
    }
    table.types.push(None);
    table.places.push(Place { file, offset: 0 });
    let presence = if open {
        Presence::Open
    } else {
        Presence::Known
    };
    set_list(table.columns.get_mut(column), items, presence);
    if let Some((at, key)) = key
        && let Some(own) = table.columns.get_mut(at)
    {
        set_key(own, key);
    }
}

/// Writes a key as the last row's.
fn set_key(column: &mut Column, key: Symbol) {
    match &mut column.values {
        Values::Text(keys) | Values::Ref { keys, .. } => {
            if let Some(last) = keys.last_mut() {
                *last = Some(key);
            }
            column.set_last(Presence::Known);
        }
        Values::Bool(_)
        | Values::Int(_)
        | Values::Number(_)
        | Values::Date(_)
        | Values::Duration(_)
        | Values::Record(_)
        | Values::List { .. } => {}
    }
}

fn set_list(column: Option<&mut Column>, list: Column, presence: Presence) {
    let Some(column) = column else { return };
    if let Values::List { ends, items } = &mut column.values {
        items.append(list);
        if let Some(last) = ends.last_mut() {
            *last = items.rows() as u32;
        }
    }
    column.set_last(presence);
}

fn merge_copies(
    loaded: &Loaded<'_>,
    tables: &mut IndexVec<CollectionId, Table>,
    strings: &Strings,
    report: &mut report::Report<'_, '_>,
) {
    let collections = loaded.plans.projection.collections.iter();
    for (table, collection) in tables.iter_mut().zip(collections) {
        let outcome = copies::merge(table, collection, strings);
        report.copies(table, &collection.path, &outcome);
    }
}

fn sources_of<'l>(loaded: &Loaded<'l>, outcomes: &'l [Outcome]) -> Vec<Source<'l>> {
    let files = loaded.files.found.iter().zip(loaded.paths).zip(outcomes);
    files
        .filter_map(|((found, path), outcome)| {
            let (container, reading) = match outcome {
                Outcome::Skipped => return None,
                Outcome::Unopened(_) => (
                    Container::of(loaded.plans, path, &Head::default(), None),
                    None,
                ),
                Outcome::Read(reading, _) => (reading.container.clone(), Some(&**reading)),
            };
            Some(Source {
                file: &found.file,
                path,
                container,
                reading,
            })
        })
        .collect()
}

/// When the snapshot was taken and of which tenant, as the manifests say it.
fn stamp(
    loaded: &Loaded<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Instant>, Option<String>) {
    let (mut captured, mut tenant): (Option<Instant>, Option<String>) = (None, None);
    for (root, manifest) in loaded.manifests.iter().enumerate() {
        let Some(manifest) = manifest else { continue };
        let place = || tenet_base::DataLocation::file(root as u32, crate::recognise::MANIFEST);
        match manifest.captured_at() {
            Ok(time) => captured = [captured, time].into_iter().flatten().min(),
            Err(text) => {
                let words = format!("`capturedAt` is `{text}`, which is no date");
                diagnostics.push(diagnose::broken_manifest(place(), &words));
            }
        }
        let own = manifest
            .initial_domain
            .clone()
            .or_else(|| manifest.tenant_id.clone());
        match (&tenant, own) {
            (Some(first), Some(own)) if !tenet_base::text::same(first, &own) => {
                diagnostics.push(diagnose::other_tenant(place(), first, &own));
            }
            (None, own) => tenant = own,
            (Some(_), _) => {}
        }
    }
    (captured, tenant)
}
