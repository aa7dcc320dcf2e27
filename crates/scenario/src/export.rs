//! A scenario as an export: one file of objects for each collection, and a
//! manifest that says what is there of it.
//!
//! Only what the rules read is written; the loader would skip the rest. Files
//! are bare lists, which say nothing about the rest of their collection, so
//! that the manifest alone says what is complete.

mod fill;
mod object;

use std::collections::BTreeMap;

use tenet_base::{Instant, text};
use tenet_hir::{Collection, EntityId, GivenObject, LogWindow, Program, Projection, Scenario};

use crate::node::{Node, Object};
use fill::Fill;

/// The manifest's name.
const MANIFEST: &str = "tenet-snapshot.json";

/// From when to when a log is there of which nothing is said.
const ALL_TIME: [&str; 2] = ["0001-01-01", "9999-01-01"];

/// The files of a scenario by their paths, for what a projection reads: the
/// nth collection of it stands in `given-<n>-objects.json`, if it is there.
pub fn files(
    program: &Program,
    projection: &Projection,
    scenario: &Scenario,
) -> BTreeMap<String, String> {
    let exporter = Exporter { program, scenario };
    let mut files = BTreeMap::new();
    let mut told = Object::default();
    for (number, collection) in projection.collections.iter().enumerate() {
        let Some(objects) = exporter.objects(collection) else {
            continue;
        };
        let name = format!("given-{number}-objects.json");
        let entry = exporter.entry(collection, &name);
        told = told.with(&collection.path, Node::Object(entry));
        files.insert(name, Node::List(objects).to_string());
    }
    let mut manifest = Object::default().with("collections", Node::Object(told));
    if let Some(at) = scenario.given.captured_at.or(scenario.now) {
        manifest = manifest.with("capturedAt", Node::text(at.to_string()));
    }
    files.insert(MANIFEST.to_owned(), Node::Object(manifest).to_string());
    files
}

/// Writes one scenario.
struct Exporter<'a> {
    program: &'a Program,
    scenario: &'a Scenario,
}

impl Exporter<'_> {
    /// The objects of a collection; none if it is not exported at all.
    fn objects(&self, collection: &Collection) -> Option<Vec<Node>> {
        let given = &self.scenario.given;
        let whole = given.missing.iter().filter(|it| it.path.is_empty());
        let taken_away = whole
            .flat_map(|missing| self.program.tables_of(missing.entity))
            .any(|table| self.stands_in(table, collection));
        let own = given.objects.iter().filter(|object| {
            let table = self.program.table_entity(object.entity);
            table.is_some_and(|table| self.stands_in(table, collection))
        });
        let objects: Vec<Node> = own.map(|object| self.object(object, collection)).collect();
        let is_there = given.complete || !objects.is_empty() || self.window(collection).is_some();
        (is_there && !taken_away).then_some(objects)
    }

    fn object(&self, given: &GivenObject, collection: &Collection) -> Node {
        let mut object = object::write(self.program, given);
        if self.fills() {
            let fill = Fill {
                program: self.program,
                taken_away: self.taken_away(given.entity),
            };
            let fields = &self.program.entities[given.entity].fields;
            fill.object(&mut object, &collection.fields, (fields, &[]));
        }
        Node::Object(object)
    }

    /// Whether what an object does not give is null or empty. Beside an export
    /// an object says what it gives and no more: the export may hold the rest.
    fn fills(&self) -> bool {
        self.scenario.given.complete && self.scenario.given.exports.is_empty()
    }

    /// The JSON paths that `missing` takes away from objects of an entity, folded.
    fn taken_away(&self, entity: EntityId) -> Vec<Vec<String>> {
        let own = self.scenario.given.missing.iter().filter(|missing| {
            !missing.path.is_empty() && self.program.is_one_of(entity, missing.entity)
        });
        let path = |missing: &tenet_hir::Missing| {
            let fields = missing.path.iter().enumerate();
            let fields = fields.map(|(step, field)| match step {
                0 => self.program.field_in(entity, *field),
                _ => *field,
            });
            fields
                .flat_map(|field| &self.program.fields[field].path)
                .map(|key| text::fold(key).into_owned())
                .collect()
        };
        own.map(path).collect()
    }

    /// What the manifest says about a collection.
    fn entry(&self, collection: &Collection, file: &str) -> Object {
        let files = Node::List(vec![Node::text(file)]);
        let entry = Object::default().with("files", files);
        match self.window(collection) {
            Some([from, to]) => {
                let window = Object::default()
                    .with("from", Node::Text(from))
                    .with("to", Node::Text(to));
                entry
                    .with("complete", Node::Bool(true))
                    .with("window", Node::Object(window))
            }
            None if self.scenario.given.complete => entry.with("complete", Node::Bool(true)),
            None => entry,
        }
    }

    /// From when to when a log is there.
    fn window(&self, collection: &Collection) -> Option<[String; 2]> {
        let windows = &self.scenario.given.windows;
        let said = windows.iter().find(|window| {
            let table = self.program.table_entity(window.entity);
            table.is_some_and(|table| self.stands_in(table, collection))
        });
        let instant = |instant: Instant| instant.to_string();
        let said = said.map(|LogWindow { from, to, .. }| [instant(*from), instant(*to)]);
        said.or_else(|| {
            let logs = self.program.entities.iter_enumerated();
            let is_log = logs
                .filter(|(_, entity)| entity.is_log)
                .any(|(log, _)| self.stands_in(log, collection));
            let is_whole = is_log && self.scenario.given.complete;
            is_whole.then(|| ALL_TIME.map(str::to_owned))
        })
    }

    fn stands_in(&self, table: EntityId, collection: &Collection) -> bool {
        let path = self.program.entities[table].collection.as_deref();
        path.is_some_and(|path| path.eq_ignore_ascii_case(&collection.path))
    }
}
