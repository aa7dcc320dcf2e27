//! What is told about the files that were read.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{DataLocation, Diagnostic, id::Id as _};
use tenet_hir::{Collection, CollectionId};

use super::Outcome;
use super::assemble::Loaded;
use crate::copies;
use crate::files::{Format, Found};
use crate::layout::Role;
use crate::object::Step;
use crate::position::{self, Target};
use crate::read::{Contents, IssueKey, Places, Reading};
use crate::value::IssueKind;
use crate::walk::Form;
use crate::window::StopKind;
use crate::{Place, Row, Table, diagnose};

/// A diagnostic that waits for its places.
type Make = Box<dyn FnOnce(Vec<DataLocation>) -> Diagnostic>;

/// Collects what is told, and finds the places of all of it at once.
pub(super) struct Report<'r, 'l> {
    loaded: &'r Loaded<'l>,
    diagnostics: &'r mut Vec<Diagnostic>,
    targets: BTreeMap<usize, Vec<(Target, usize, usize)>>,
    makes: Vec<(Make, usize)>,
}

/// Issues of one kind in all files.
#[derive(Default)]
struct Gathered {
    count: u64,
    first: Option<(usize, Target)>,
}

impl<'r, 'l> Report<'r, 'l> {
    pub(super) fn new(loaded: &'r Loaded<'l>, diagnostics: &'r mut Vec<Diagnostic>) -> Self {
        Self {
            loaded,
            diagnostics,
            targets: BTreeMap::new(),
            makes: Vec::new(),
        }
    }

    /// What is read.
    pub(super) fn projection(&self) -> &'l tenet_hir::Projection {
        self.loaded.plans.projection
    }

    /// All that is told about files.
    pub(super) fn files(&mut self, outcomes: &[Outcome]) {
        let mut issues: BTreeMap<IssueKey, Gathered> = BTreeMap::new();
        let (mut not_objects, mut left) = (Gathered::default(), Gathered::default());
        let mut unknown: BTreeMap<&str, u64> = BTreeMap::new();
        for (at, outcome) in outcomes.iter().enumerate() {
            match outcome {
                Outcome::Skipped => {}
                // What is wrong with a register was told when it was laid out.
                Outcome::Unopened(_) if self.loaded.files.register(at).is_some() => {}
                Outcome::Unopened(why) => {
                    let found = self.loaded.files.found.get(at);
                    let told = match found.and_then(Found::refused) {
                        Some(why) => diagnose::refused_member(self.file(at), why),
                        None => diagnose::unreadable_file(self.file(at), why),
                    };
                    self.diagnostics.push(told);
                }
                Outcome::Read(contents, _) => {
                    self.answers(at, contents);
                    for reading in &contents.parts {
                        self.file_read(at, reading);
                        for (key, places) in &reading.issues {
                            issues.entry(key.clone()).or_default().add(at, places);
                        }
                        not_objects.add(at, &reading.not_objects);
                        left.add(at, &reading.left);
                        for (kind, count) in &reading.unknown {
                            *unknown.entry(kind).or_default() += count;
                        }
                    }
                }
            }
        }
        self.issues(issues);
        if let Gathered {
            count,
            first: Some(first),
        } = not_objects
        {
            let make = move |places| diagnose::not_an_object(one(places), count);
            self.later(vec![first], Box::new(make));
        }
        if let Gathered {
            count,
            first: Some(first),
        } = left
        {
            let names = diagnose::names_of_kinds(&unknown);
            let make = move |places| diagnose::unknown_kinds(one(places), count, names);
            self.later(vec![first], Box::new(make));
        }
        self.kinds(outcomes);
        self.asides(outcomes);
        self.roots(outcomes);
        self.manifests(outcomes);
    }

    /// Collections that were answered by the words of a file whose answers it lacks.
    fn answers(&mut self, at: usize, contents: &Contents) {
        let held = |path: &str| {
            let mut parts = contents.parts.iter();
            parts.any(|part| {
                let own = part.container.path.as_deref();
                own.is_some_and(|own| own.eq_ignore_ascii_case(path))
            })
        };
        let told: BTreeSet<&str> = contents.told.complete.iter().copied().collect();
        for path in told.into_iter().filter(|path| !held(path)) {
            let place = self.file(at);
            self.diagnostics.push(diagnose::lost_answer(place, path));
        }
    }

    fn file_read(&mut self, at: usize, reading: &Reading) {
        if let Some(stop) = &reading.walked.stop {
            let kind = stop.kind.clone();
            if matches!(kind, StopKind::Unreadable(_)) {
                self.diagnostics
                    .push(diagnose::stopped(&kind, self.file(at)));
            } else {
                let make = move |places| diagnose::stopped(&kind, one(places));
                self.later(vec![(at, Target::offset(stop.offset))], Box::new(make));
            }
        }
        let for_objects = matches!(
            self.loaded.roles.get(at),
            Some(Role::Objects(_) | Role::Item(_))
        );
        let walked = &reading.walked;
        let holds_nothing = walked.form == Form::Array && walked.objects == 0;
        if for_objects && holds_nothing && walked.stop.is_none() {
            self.diagnostics.push(diagnose::empty_file(self.file(at)));
        }
        let beside = reading.container.list.as_ref();
        let beside = beside.is_some_and(|list| list.file().is_some());
        if reading.container.owner_unknown
            && (beside || reading.walked.form == Form::Collection)
            && let Some(path) = self.loaded.paths.get(at)
        {
            let place = self.file(at);
            self.diagnostics
                .push(diagnose::unknown_owner(place, path.name));
        }
    }

    fn issues(&mut self, issues: BTreeMap<IssueKey, Gathered>) {
        for (key, gathered) in issues {
            let Some(first) = gathered.first else {
                continue;
            };
            let count = gathered.count;
            let field = self.field(&key);
            let make: Make = match key.kind {
                IssueKind::Shape(shape) => {
                    Box::new(move |places| diagnose::wrong_shape(one(places), &field, shape, count))
                }
                IssueKind::Placeholder => {
                    Box::new(move |places| diagnose::placeholder(one(places), &field, count))
                }
                IssueKind::Shortened => {
                    Box::new(move |places| diagnose::shortened(one(places), &field, count))
                }
                IssueKind::KeyTwice => {
                    Box::new(move |places| diagnose::key_twice(one(places), &field, count))
                }
                IssueKind::KeyDiffers => {
                    Box::new(move |places| diagnose::key_differs(one(places), &field, count))
                }
            };
            self.later(vec![first], make);
        }
    }

    fn field(&self, key: &IssueKey) -> String {
        let path = |id: CollectionId| self.loaded.plans.projection.collections[id].path.as_str();
        match key.collection.map(path) {
            Some(path) => format!("{path}: {}", key.field),
            None => key.field.clone(),
        }
    }

    /// Notes on files that gave no objects, one for each kind and root.
    fn kinds(&mut self, outcomes: &[Outcome]) {
        let mut notes: BTreeMap<(u32, bool), (u64, usize)> = BTreeMap::new();
        for (at, outcome) in outcomes.iter().enumerate() {
            let parts = || outcome.parts().iter();
            let refused = parts().any(|it| it.walked.form == Form::Refused);
            let whole = parts().all(|it| it.walked.stop.is_none());
            let known = parts().any(is_recognised) || parts().next().is_none();
            if whole && (refused || !known) {
                let note = notes
                    .entry((self.file(at).root, refused))
                    .or_insert((0, at));
                note.0 += 1;
            }
        }
        for ((_, refused), (count, at)) in notes {
            let place = self.file(at);
            self.diagnostics.push(if refused {
                diagnose::saved_errors(place, count)
            } else {
                diagnose::no_answers(place, count)
            });
        }
    }

    /// Notes on files that a layout says to be something else, one for each reason and root.
    fn asides(&mut self, outcomes: &[Outcome]) {
        let mut notes: BTreeMap<(u32, &str), (u64, usize)> = BTreeMap::new();
        for (at, (role, outcome)) in self.loaded.roles.iter().zip(outcomes).enumerate() {
            if let (Role::Aside(why), Outcome::Read(_, _)) = (role, outcome) {
                let note = notes.entry((self.file(at).root, why)).or_insert((0, at));
                note.0 += 1;
            }
        }
        for ((_, why), (count, at)) in notes {
            let told = diagnose::no_state(self.file(at), why, count);
            self.diagnostics.push(told);
        }
    }

    /// Roots that held nothing, and files that were left out.
    fn roots(&mut self, outcomes: &[Outcome]) {
        for (number, root) in self.loaded.roots.iter().enumerate() {
            let files = self.loaded.files.found.iter().zip(outcomes);
            let own: Vec<_> = files
                .filter(|(found, _)| found.file.root as usize == number)
                .collect();
            let unknown = own
                .iter()
                .filter(|(it, _)| it.format == Format::Unknown)
                .count();
            let read = own.iter().any(|(_, outcome)| gave_something(outcome));
            if !read && !self.is_error_already(&root.name) {
                let why = match own.len() - unknown {
                    0 if own.is_empty() => "is empty",
                    0 => "holds no JSON file",
                    _ => "holds no file that could be read as an export",
                };
                self.diagnostics
                    .push(diagnose::nothing_to_read(&root.name, why));
            }
            self.layout(number, &root.name);
            if unknown > 0 {
                self.diagnostics
                    .push(diagnose::unknown_files(&root.name, unknown as u64));
            }
        }
    }

    /// What a root looks like that no known tool wrote, or of which a tool wrote several.
    fn layout(&mut self, number: usize, name: &str) {
        let files = self.loaded.files;
        if let Some(layout) = self.loaded.layouts.get(number).copied().flatten() {
            let own = files.found.iter();
            let own = own.filter(|found| found.file.root as usize == number);
            let paths: Vec<&str> = own.map(|found| found.file.path.as_str()).collect();
            let exports = layout.exports(&paths);
            if !exports.is_empty() {
                let told = diagnose::several_exports(name, layout.name(), &exports);
                self.diagnostics.push(told);
            }
            return;
        }
        let nearest = super::layouts::nearest(self.loaded.world, files, number as u32);
        if let Some((layout, folders)) = nearest {
            let tool = (layout.name(), layout.flag());
            let told = diagnose::unknown_layout(name, tool, &folders);
            self.diagnostics.push(told);
        }
    }

    fn is_error_already(&self, name: &str) -> bool {
        let quoted = format!("`{name}`");
        let of =
            |diagnostic: &Diagnostic| diagnostic.is_error() && diagnostic.message.contains(&quoted);
        self.diagnostics.iter().any(of)
    }

    fn manifests(&mut self, outcomes: &[Outcome]) {
        let files = self.loaded.files.found.iter().zip(outcomes);
        let held: BTreeSet<(u32, &str)> = files
            .map(|(found, _)| (found.file.root, found.file.path.as_str()))
            .collect();
        for (root, manifest) in self.loaded.manifests.iter().enumerate() {
            let Some(manifest) = manifest else { continue };
            for unknown in &manifest.unknown {
                let place = DataLocation::file(root as u32, manifest.path());
                let about = (unknown.collection.as_deref(), unknown.meant.as_deref());
                let told = diagnose::unknown_manifest_key(place, &unknown.key, about);
                self.diagnostics.push(told);
            }
            for (path, entry) in &manifest.collections {
                if let Err(why) = entry.window() {
                    let place = DataLocation::file(root as u32, manifest.path());
                    let words = format!("the window of `{path}` {why}");
                    self.diagnostics
                        .push(diagnose::broken_manifest(place, &words));
                }
                for file in &entry.files {
                    if held.contains(&(root as u32, manifest.path_from_root(file).as_str())) {
                        continue;
                    }
                    let place = DataLocation::file(root as u32, manifest.path());
                    let told = diagnose::contradicted_manifest(place, path, file);
                    self.diagnostics.push(told);
                }
            }
        }
    }

    /// What putting copies together gave.
    pub(super) fn copies(
        &mut self,
        table: &Table,
        collection: &Collection,
        outcome: &copies::Outcome,
    ) {
        let target = |row: Row| target(table, row);
        let path = collection.path.clone();
        if let Some(first) = outcome.removed.first().and_then(|row| target(*row)) {
            let (count, path) = (outcome.removed.len() as u64, path.clone());
            let make = move |places| diagnose::removed(one(places), &path, count);
            self.later(vec![first], Box::new(make));
        }
        let disagreed = outcome.disagreed.iter();
        let fields = disagreed.filter_map(|at| collection.fields.get(*at));
        let fields: Vec<String> = fields.map(|field| field.path.join("/")).collect();
        if let Some(first) = outcome.keyless.first().and_then(|row| target(*row)) {
            let (count, path) = (outcome.keyless.len() as u64, path.clone());
            let make = move |places| diagnose::no_key(one(places), &path, count);
            self.later(vec![first], Box::new(make));
        }
        if let Some(pair) = outcome.conflicts.first()
            && let (Some(first), Some(second)) = (target(pair.first), target(pair.second))
        {
            let count = outcome.conflicts.len() as u64;
            let make = move |mut places: Vec<DataLocation>| {
                let second = places.pop();
                let told = diagnose::conflicting_copies(one(places), (&path, &fields), count);
                match second {
                    Some(second) => told.also_data(second, "another"),
                    None => told,
                }
            };
            self.later(vec![first, second], Box::new(make));
        }
    }

    /// Objects that a complete collection lacks and others name.
    pub(super) fn strays(&mut self, table: &Table, path: &str, rows: &[Row]) {
        let Some(first) = rows.first().and_then(|row| target(table, *row)) else {
            return;
        };
        let (path, count) = (path.to_owned(), rows.len() as u64);
        let make = move |places| diagnose::strays(one(places), &path, count);
        self.later(vec![first], Box::new(make));
    }

    /// Objects that others refer to and that the export does not hold.
    pub(super) fn unexported(
        &mut self,
        path: &'static str,
        count: u64,
        (table, row, steps): (&Table, Row, Vec<Step>),
    ) {
        let Some(place) = table.places.get(row as usize) else {
            return;
        };
        let first = (place.file.index(), Target::part(place.offset, steps));
        let make = move |places| diagnose::unexported(one(places), path, count);
        self.later(vec![first], Box::new(make));
    }

    /// A name table that gives groups other ids than they have.
    pub(super) fn stale_names(&mut self, file: usize, count: u64) {
        let told = diagnose::stale_names(self.file(file), count);
        self.diagnostics.push(told);
    }

    fn later(&mut self, places: Vec<(usize, Target)>, make: Make) {
        let number = self.makes.len();
        self.makes.push((make, places.len()));
        for (order, (file, target)) in places.into_iter().enumerate() {
            let targets = self.targets.entry(file).or_default();
            targets.push((target, number, order));
        }
    }

    /// Finds the places, each file read once, and tells all.
    pub(super) fn finish(self) {
        let mut found: BTreeMap<(usize, usize), DataLocation> = BTreeMap::new();
        for (file, targets) in &self.targets {
            let wanted: Vec<&Target> = targets.iter().map(|(target, _, _)| target).collect();
            let places = position::find(self.loaded.world, self.loaded.files, *file, &wanted);
            for (place, (_, number, order)) in places.into_iter().zip(targets) {
                found.insert((*number, *order), place);
            }
        }
        for (number, (make, count)) in self.makes.into_iter().enumerate() {
            let places = (0..count).filter_map(|order| found.remove(&(number, order)));
            self.diagnostics.push(make(places.collect()));
        }
    }

    fn file(&self, at: usize) -> DataLocation {
        let found = self.loaded.files.found.get(at);
        found.map_or_else(
            || DataLocation::file(0, ""),
            |found| DataLocation::file(found.file.root, found.file.path.clone()),
        )
    }
}

impl Gathered {
    fn add(&mut self, file: usize, places: &Places) {
        self.count += places.count;
        if self.first.is_none()
            && let Some((offset, steps)) = places.first.first()
        {
            self.first = Some((file, Target::part(*offset, steps.clone())));
        }
    }
}

/// Where a row stands.
fn target(table: &Table, row: Row) -> Option<(usize, Target)> {
    let place: Place = table.places.get(row as usize).copied()?;
    Some((place.file.index(), Target::offset(place.offset)))
}

/// The only place of a diagnostic.
fn one(places: Vec<DataLocation>) -> DataLocation {
    let first = places.into_iter().next();
    first.unwrap_or_else(|| DataLocation::file(0, ""))
}

/// Whether a file is known for something of a tenant.
fn is_recognised(reading: &Reading) -> bool {
    match reading.walked.form {
        Form::Other => false,
        Form::Refused => true,
        Form::Collection | Form::Single | Form::Array | Form::Stream => {
            reading.container.path.is_some()
                || reading.container.aside
                || reading.section.is_some()
                || reading.gave_objects
                || reading.typed
        }
    }
}

fn gave_something(outcome: &Outcome) -> bool {
    let parts = outcome.parts().iter();
    parts
        .filter(|reading| is_recognised(reading))
        .any(|reading| reading.walked.stop.is_none() || reading.walked.objects > 0)
}
