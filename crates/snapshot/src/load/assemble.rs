//! What the files gave, put together: tables, lists, copies, coverage.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{
    DataLocation, Diagnostic, IndexVec, Instant, Interner, Strings, World, id::Id as _,
};
use tenet_hir::CollectionId;

use super::changes::Changes;
use super::joins::Joins;
use super::naming::Naming;
use super::{
    Outcome, Root, absence, doubts, lists, report, stale, strays, tenants, unassigned, unexported,
};
use crate::completeness::{self, Source};
use crate::files::Files;
use crate::layout::{Layout, Role, Told};
use crate::plan::Plans;
use crate::read::{Fragment, Reading};
use crate::recognise::{Container, FilePath, Manifest, Signs};
use crate::walk::Head;
use crate::{Coverage, DataFileId, Place, Row, Snapshot, Table, build, copies, diagnose, digest};

/// What is known once all files are read.
pub(super) struct Loaded<'l> {
    pub world: &'l dyn World,
    pub roots: &'l [Root],
    pub files: &'l Files,
    pub paths: &'l [FilePath<'l>],
    pub layouts: &'l [Option<Layout>],
    pub roles: &'l [Role],
    pub manifests: &'l [Option<Manifest>],
    pub plans: &'l Plans<'l>,
    /// Collections of which the user says that all is there.
    pub vouched: &'l [String],
}

impl Loaded<'_> {
    /// What a file is of, as far as its path tells.
    pub(super) fn container_by_path(&self, at: usize) -> Container {
        let (Some(path), Some(role)) = (self.paths.get(at), self.roles.get(at)) else {
            return Container::default();
        };
        let signs = Signs {
            manifest: None,
            head: &Head::default(),
            role,
            path,
        };
        Container::of(self.plans, signs)
    }
}

/// Tables, and in how many files each has objects.
struct Merged {
    tables: IndexVec<CollectionId, Table>,
    files_of: BTreeMap<CollectionId, u32>,
    joins: Joins,
    naming: Naming,
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
    unassigned::settle(loaded, &outcomes, &mut merged.tables, &strings);
    merged.naming = Naming::of(loaded, &outcomes);
    merged.naming.resolve(loaded, &mut merged.tables, &strings);
    let elsewhere = merge_copies(loaded, &outcomes, &mut merged, &strings, &mut report);
    doubts::open(loaded, &outcomes, &mut merged.tables, &strings);
    let mut coverage = cover(loaded, &outcomes, &mut merged);
    strays::leave_out(&mut merged.tables, elsewhere, &mut coverage, &mut report);
    unexported::tell(&merged.tables, &strings, &mut report);
    stale::tell(loaded, &outcomes, (&merged.tables, &strings), &mut report);
    report.finish();
    let (captured_at, tenant) = stamp(loaded, diagnostics);
    tenants::tell(loaded, &outcomes, (&merged.tables, &strings), diagnostics);
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
        layouts: told_layouts(loaded, &outcomes),
    }
}

/// Fragments to tables, in the order of files, and lists to rows behind them.
fn merge(loaded: &Loaded<'_>, outcomes: &mut [Outcome], interner: &Interner) -> Merged {
    let mut merged = Merged {
        tables: empty_tables(loaded.plans),
        files_of: BTreeMap::new(),
        joins: Joins::default(),
        naming: Naming::default(),
    };
    let mut pages = Vec::new();
    for (at, outcome) in outcomes.iter_mut().enumerate() {
        let Outcome::Read(contents, _) = outcome else {
            continue;
        };
        let mut held = BTreeSet::new();
        for reading in &mut contents.parts {
            if !merged.joins.note(loaded, at, reading) {
                continue;
            }
            for (id, fragment) in std::mem::take(&mut reading.fragments) {
                held.insert(id);
                append(&mut merged.tables[id], fragment, DataFileId::from_index(at));
            }
            pages.extend(lists::page(loaded, at, reading));
        }
        for id in held {
            *merged.files_of.entry(id).or_default() += 1;
        }
    }
    for page in &pages {
        *merged.files_of.entry(page.owner()).or_default() += 1;
    }
    lists::add(&mut merged.tables, loaded.plans, pages, interner);
    merged
}

/// Judges completeness: of each table, and of all that some file holds or names.
fn cover(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    merged: &mut Merged,
) -> BTreeMap<String, Coverage> {
    let sources = sources_of(loaded, outcomes);
    let told = told_of(loaded, outcomes);
    let input = completeness::Input {
        projection: loaded.plans.projection,
        sources: &sources,
        told: &told,
        manifests: loaded.manifests,
        vouched: loaded.vouched,
        roots: loaded.roots,
        lost: &loaded.files.lost,
        files_of: &merged.files_of,
    };
    let covered = completeness::cover(&input, &merged.tables);
    for (table, coverage) in merged.tables.iter_mut().zip(covered.tables) {
        table.coverage = Some(coverage);
    }
    covered.all
}

/// What files say of collections beside their objects, each with its place.
fn told_of<'l>(loaded: &Loaded<'l>, outcomes: &'l [Outcome]) -> Vec<(DataLocation, &'l Told)> {
    let files = loaded.files.found.iter().zip(outcomes);
    let told = files.filter_map(|(found, outcome)| match outcome {
        Outcome::Read(contents, _) if !contents.told.is_empty() => {
            let place = DataLocation::file(found.file.root, found.file.path.clone());
            Some((place, &contents.told))
        }
        Outcome::Read(_, _) | Outcome::Skipped | Outcome::Unopened(_) => None,
    });
    told.collect()
}

/// The layout of each root: answers of Graph are told by what was read of them.
fn told_layouts(loaded: &Loaded<'_>, outcomes: &[Outcome]) -> Vec<Option<Layout>> {
    let mut layouts = loaded.layouts.to_vec();
    for (found, outcome) in loaded.files.found.iter().zip(outcomes) {
        let answers =
            |reading: &Reading| reading.section.is_none() && reading.walked.head.context.is_some();
        if let Some(slot @ None) = layouts.get_mut(found.file.root as usize)
            && outcome.parts().iter().any(answers)
        {
            *slot = Some(Layout::Graph);
        }
    }
    layouts
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
    table.others.extend(fragment.others.into_names());
    for (row, (digest, ruled)) in (table.places.len() as Row..).zip(fragment.digests) {
        table.versions.digests.push(digest);
        if ruled {
            table.versions.ruled.insert(row);
        }
    }
    let mut types = fragment.types;
    table.types.append(&mut types);
    let places = fragment.offsets.into_iter();
    table
        .places
        .extend(places.map(|offset| Place { file, offset }));
}

/// Puts copies together; gives for each table the objects that stand elsewhere alone.
fn merge_copies(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    merged: &mut Merged,
    strings: &Strings,
    report: &mut report::Report<'_, '_>,
) -> Vec<Vec<Row>> {
    let projection = loaded.plans.projection;
    let changes = Changes::of(loaded, outcomes, strings);
    let mut elsewhere = Vec::new();
    for (id, table) in projection.collections.ids().zip(merged.tables.iter_mut()) {
        let collection = &projection.collections[id];
        let own = |file: DataFileId| strays::is_own(outcomes, file, id);
        let told = copies::Told {
            id,
            own: &own,
            changes: &changes,
            naming: &merged.naming,
            joins: &merged.joins,
        };
        let outcome = copies::merge(table, collection, strings, told);
        merged.naming.name_keyless(table, collection, strings);
        let selected = absence::Selected::of(loaded.manifests, &collection.path);
        absence::to_null(table, collection, &selected);
        report.copies(table, collection, &outcome);
        let has_own = strays::has_own(outcomes, id);
        elsewhere.push(if has_own {
            outcome.elsewhere
        } else {
            Vec::new()
        });
    }
    elsewhere
}

fn sources_of<'l>(loaded: &Loaded<'l>, outcomes: &'l [Outcome]) -> Vec<Source<'l>> {
    let mut sources = Vec::new();
    let files = loaded.files.found.iter().zip(loaded.paths);
    for (at, ((found, path), outcome)) in (0..).zip(files.zip(outcomes)) {
        let (file, own) = (&found.file, outcome.parts());
        let layout = loaded.layouts.get(file.root as usize).copied().flatten();
        let first_page = layout.and_then(|layout| layout.conventions().first_page());
        match outcome {
            Outcome::Skipped => {}
            Outcome::Unopened(_) => sources.push(Source {
                file,
                path,
                container: loaded.container_by_path(at),
                reading: None,
                objects: 0,
                first_page,
            }),
            Outcome::Read(_, _) => sources.extend(own.iter().flat_map(|reading| {
                let of_whole = Source {
                    file,
                    path,
                    container: reading.container.clone(),
                    reading: Some(reading),
                    objects: reading.own_objects(),
                    first_page,
                };
                let of_each = reading.counts.iter().map(move |(graph, objects)| Source {
                    file,
                    path,
                    container: Container::of_part(loaded.plans, graph),
                    reading: Some(reading),
                    objects: *objects,
                    first_page,
                });
                std::iter::once(of_whole).chain(of_each)
            })),
        }
    }
    sources
}

/// When the snapshot was taken and of which tenant, as the manifests say it.
fn stamp(
    loaded: &Loaded<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Instant>, Option<String>) {
    let (mut captured, mut tenant): (Option<Instant>, Option<String>) = (None, None);
    for (root, manifest) in loaded.manifests.iter().enumerate() {
        let told = loaded
            .roots
            .get(root)
            .and_then(|root| root.told.captured_at);
        let Some(manifest) = manifest else {
            captured = [captured, told].into_iter().flatten().min();
            continue;
        };
        let place = || DataLocation::file(root as u32, manifest.path());
        match manifest.captured_at() {
            Ok(time) => {
                if let (Some(time), Some(told)) = (time, told.filter(|told| Some(*told) != time)) {
                    let (own, told) = (time.to_string(), told.to_string());
                    diagnostics.push(diagnose::other_capture_time(place(), &own, &told));
                }
                captured = [captured, time.or(told)].into_iter().flatten().min();
            }
            Err(text) => {
                let words = format!("`capturedAt` is `{text}`, which is no date");
                diagnostics.push(diagnose::broken_manifest(place(), &words));
            }
        }
        let own = manifest
            .initial_domain
            .clone()
            .or_else(|| manifest.tenant_id.clone());
        tenant = tenant.or(own);
    }
    (captured, tenant)
}
