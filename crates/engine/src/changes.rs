//! What changed between two snapshots: objects, fields, whom policies reach.

mod describe;
mod events;
mod reached;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tenet_base::code::run;
use tenet_base::{Diagnostic, World, suggest, text};
use tenet_hir::{Canonical, Collection, FieldPlan, Layout, Program, Shape};
use tenet_report::changes::{Changes, Summary};
use tenet_snapshot::versions::{self, CollectionChanges, Side};
use tenet_snapshot::{Locator, Place, Snapshot, Status, Step};

use crate::compile::Compiled;
use crate::run::{Loaded, RunRequest, load};
use describe::{Describe, Found};

/// Two snapshots that are compared.
#[derive(Debug)]
pub struct Compared {
    /// What the schema declares, in the older snapshot and in the newer.
    declared: [Loaded; 2],
    /// What it does not declare, if there is any.
    undeclared: Option<[Loaded; 2]>,
}

impl Compared {
    /// What the schema declares in the newer snapshot.
    pub(crate) fn newer(&self) -> &Loaded {
        let [_, after] = &self.declared;
        after
    }
}

/// Asks for the comparison of the objects of all collections but logs.
pub(crate) fn compare_declared(program: &Program, layout: &mut Layout) {
    for id in layout.projection.collections.ids() {
        if let Some(owner) = layout.owner(id).filter(|owner| !program.is_log(*owner)) {
            let canonical = Canonical::of(program, owner);
            layout.projection.collections[id].canonical = Some(canonical);
        }
    }
}

/// Asks for the comparison of objects of which the schema says nothing.
pub(crate) fn compare_undeclared(paths: &[String], layout: &mut Layout) {
    let plan = |name: &str| FieldPlan {
        path: vec![name.to_owned()],
        shape: Shape::Text,
        nullable: true,
        absent_is_null: true,
        null_text: None,
    };
    for path in paths {
        let id = layout.projection.require(path);
        let collection: &mut Collection = &mut layout.projection.collections[id];
        collection.key = Some(collection.require(plan("id")));
        for name in ["displayName", "name"] {
            collection.require(plan(name));
        }
        collection.canonical = Some(Canonical::undeclared());
    }
}

/// Loads two snapshots to compare them, the older first.
///
/// # Errors
///
/// One of them could not be read.
pub fn load_two(
    world: &dyn World,
    compiled: &Compiled,
    requests: [&RunRequest; 2],
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Compared, Vec<Diagnostic>> {
    let load = |request: &RunRequest| load(world, compiled, request, progress);
    let [before, after] = requests;
    let declared = [load(before)?, load(after)?];
    let paths: BTreeSet<String> = declared.iter().flat_map(undeclared).collect();
    let paths: Vec<String> = paths.into_iter().collect();
    let undeclared = if paths.is_empty() {
        None
    } else {
        let [before, after] = requests.map(|request| request.of_undeclared(&paths));
        Some([load(&before)?, load(&after)?])
    };
    Ok(Compared {
        declared,
        undeclared,
    })
}

/// The collections that a snapshot holds and the schema does not declare; logs are none.
fn undeclared(loaded: &Loaded) -> Vec<String> {
    let projection = &loaded.layout.projection;
    let others = loaded.snapshot.coverage.iter().filter(|(path, coverage)| {
        let is_log = text::fold(path).starts_with("auditlogs/");
        let held = matches!(coverage.status, Status::Complete | Status::Partial);
        held && !is_log && projection.find(path).is_none()
    });
    others.map(|(path, _)| path.clone()).collect()
}

/// What changed in two snapshots, in some collections or in all.
///
/// # Errors
///
/// No collection or entity has one of the names.
pub fn changes(
    world: &dyn World,
    compiled: &Compiled,
    compared: &Compared,
    collections: &[String],
) -> Result<Changes, Vec<Diagnostic>> {
    let wanted = wanted(compiled, compared, collections)?;
    let pairs = std::iter::once(&compared.declared).chain(&compared.undeclared);
    let mut found = Vec::new();
    for (number, pair) in pairs.enumerate() {
        let [before, after] = pair.each_ref().map(side);
        for changes in versions::compare(world, before, after) {
            let path = &before.projection.collections[changes.tables.0].path;
            let is_wanted = |wanted: &BTreeSet<String>| wanted.contains(text::fold(path).as_ref());
            if wanted.as_ref().is_none_or(is_wanted) {
                found.push((path.clone(), number == 0, changes));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(described(world, compiled, compared, &found))
}

type Told = (String, bool, CollectionChanges);

/// The report: it is built twice, first to learn which places it shows, so that each file
/// is read once for all of them.
fn described(
    world: &dyn World,
    compiled: &Compiled,
    compared: &Compared,
    found: &[Told],
) -> Changes {
    let declared = describe::Sides::new(compiled, &compared.declared);
    let undeclared = compared.undeclared.as_ref();
    let undeclared = undeclared.map(|pair| describe::Sides::new(compiled, pair));
    let events = events::of(compiled, &compared.declared);
    let graphs = compared.declared.each_ref().map(Loaded::graph);
    let reached = reached::Reached::new(compiled, &compared.declared, &graphs);
    let asked: RefCell<BTreeSet<Asked>> = RefCell::default();
    let build = |find: &dyn Fn(Asked) -> Option<Found>| {
        let describe = Describe {
            declared: &declared,
            undeclared: undeclared.as_ref(),
            events: &events,
            reached: &reached,
            find,
        };
        describe.changes(found)
    };
    build(&|place| {
        asked.borrow_mut().insert(place);
        None
    });
    let places = located(world, compared, asked.into_inner());
    let mut changes = build(&|place| places.get(&place).cloned());
    changes.summary = summary(&changes);
    changes
}

/// A part of an object of one of the loads: of which, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    /// Whether the schema declares the collection.
    declared: bool,
    /// Whether it is the newer snapshot.
    newer: bool,
    place: Place,
    steps: Vec<Step>,
}

fn located(
    world: &dyn World,
    compared: &Compared,
    asked: BTreeSet<Asked>,
) -> BTreeMap<Asked, Found> {
    let mut found = BTreeMap::new();
    let asked: Vec<Asked> = asked.into_iter().collect();
    for (declared, pair) in [
        (true, Some(&compared.declared)),
        (false, compared.undeclared.as_ref()),
    ] {
        for (newer, loaded) in [false, true].into_iter().zip(pair.into_iter().flatten()) {
            let own = asked.iter();
            let own = own.filter(|one| one.declared == declared && one.newer == newer);
            let own: Vec<&Asked> = own.collect();
            let requests = own.iter().map(|one| (one.place, one.steps.as_slice()));
            let requests: Vec<_> = requests.collect();
            let locator = Locator::new(world, loaded.roots(), &loaded.snapshot);
            for (asked, located) in own.into_iter().zip(locator.locate_all(&requests)) {
                if let Some(located) = located {
                    found.insert(asked.clone(), located);
                }
            }
        }
    }
    found
}

fn side(loaded: &Loaded) -> Side<'_> {
    Side {
        snapshot: &loaded.snapshot,
        roots: loaded.roots(),
        projection: &loaded.layout.projection,
    }
}

/// The folded Graph paths of the collections that are asked for; none if all are.
fn wanted(
    compiled: &Compiled,
    compared: &Compared,
    names: &[String],
) -> Result<Option<BTreeSet<String>>, Vec<Diagnostic>> {
    if names.is_empty() {
        return Ok(None);
    }
    let known = known(compiled, compared);
    let mut wanted = BTreeSet::new();
    let mut wrong = Vec::new();
    for name in names {
        let path = name.trim_matches('/');
        let mut own = known.iter().filter(|(known, _)| text::same(known, path));
        if let Some((_, paths)) = own.next() {
            wanted.extend(paths.iter().map(|path| text::fold(path).into_owned()));
        } else {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            wrong.push(stranger(name, &known));
        }
    }
    if wrong.is_empty() {
        Ok(Some(wanted))
    } else {
        Err(wrong)
    }
}

/// What can be asked for, with the Graph paths that it stands for: entities and paths.
fn known(compiled: &Compiled, compared: &Compared) -> BTreeMap<String, Vec<String>> {
    let program = &compiled.program;
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, entity) in program.entities.iter_enumerated() {
        let tables = program.tables_of(id).into_iter();
        let paths = tables.filter_map(|table| program.entities[table].collection.clone());
        let paths: Vec<String> = paths.collect();
        for path in &paths {
            known
                .entry(path.clone())
                .or_insert_with(|| vec![path.clone()]);
        }
        known.insert(entity.name.clone(), paths);
    }
    let loads = compared.undeclared.iter().flatten();
    for collection in loads.flat_map(|loaded| loaded.layout.projection.collections.iter()) {
        let path = collection.path.clone();
        known.insert(path.clone(), vec![path]);
    }
    known
}

fn stranger(name: &str, known: &[&str]) -> Diagnostic {
    let message = format!("no collection or entity is called `{name}`");
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
    match suggest::nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => {
            diagnostic.help("`tenet schema show` lists entities, and each names its collection")
        }
    }
}

fn summary(changes: &Changes) -> Summary {
    use tenet_report::changes::Change;
    let mut sums = Summary::default();
    for collection in &changes.collections {
        sums.same += collection.same as usize;
        sums.collections_in_one += usize::from(collection.is_in_one());
        for one in &collection.ambiguous {
            sums.ambiguous += one.before.len() + one.after.len();
        }
        for object in &collection.objects {
            let count = match object.change {
                Change::Added => &mut sums.added,
                Change::Removed => &mut sums.removed,
                Change::Modified => &mut sums.modified,
                Change::Renamed => &mut sums.renamed,
                Change::OnlyBefore => &mut sums.only_before,
                Change::OnlyAfter => &mut sums.only_after,
                Change::Unknown => &mut sums.unknown,
            };
            *count += 1;
        }
    }
    sums
}

/// The warnings on the data of a snapshot.
fn warnings(loaded: &Loaded) -> usize {
    loaded.diagnostics.len()
}

/// When a snapshot was taken, as it is printed.
fn captured(snapshot: &Snapshot) -> Option<String> {
    snapshot.captured_at.map(|instant| instant.to_string())
}
