//! Which requests to Microsoft Graph answer with what rules read.
//!
//! What is read, the rules decide; how it is asked for, the documentation of the
//! schema says. Nothing is asked here: a host writes a script of the list.

mod documented;

use std::collections::BTreeSet;

use tenet_graph::Needs;
use tenet_hir::{Collection, EntityId, ExprKind, FieldId, Layout, Program, Reads, RuleId, Shape};
use tenet_report::permissions;

use crate::Compiled;

/// What a snapshot for a selection of rules is taken with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calls {
    /// The packs that the requests were worked out from: name and version, in order of names.
    pub packs: Vec<String>,
    /// Collections of Graph, in order of their paths.
    pub collections: Vec<CollectionCalls>,
    /// What the rules read and Graph does not hold.
    pub elsewhere: Vec<Elsewhere>,
    /// Whether the rules of dynamic groups are worked out: they may look at
    /// fields of users and devices that only the groups name.
    pub dynamic: bool,
}

/// How a collection is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionCalls {
    /// Its Graph path, which is its name in the manifest.
    pub path: String,
    /// The least permission; none if the schema names none.
    pub permission: Option<String>,
    /// The request for all of it, and then those for more of the objects of one kind.
    pub requests: Vec<Request>,
    /// The fields to select by name; empty if Graph answers with all that is read.
    pub selected: Vec<String>,
    /// For a log: the field with the time of an event, its keys joined by `/`.
    pub time: Option<String>,
    /// What is asked of each object.
    pub parts: Vec<PartCalls>,
    /// Fields that rules read and that none of these requests answers with.
    pub beyond: Vec<String>,
}

/// A request for a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `v1.0` or `beta`.
    pub version: String,
    /// The Graph path.
    pub path: String,
    /// The relations to expand.
    pub expand: Vec<String>,
}

/// A request on each object of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCalls {
    /// `v1.0` or `beta`.
    pub version: String,
    /// What follows the id of the object: `members`, `authentication/requirements`.
    pub path: String,
    /// Whether it is a list of objects, with pages; else it is one object, a part of its owner.
    pub is_list: bool,
    /// The least permission; none if nothing names one.
    pub permission: Option<String>,
}

/// A collection that Graph does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its path in a snapshot.
    pub path: String,
    /// What the schema says of where it comes from; none if it says nothing.
    pub source: Option<String>,
}

/// The requests for what rules read.
pub fn calls(compiled: &Compiled, rules: &[RuleId]) -> Calls {
    let program = &compiled.program;
    let mut reads = Reads::default();
    for rule in rules {
        reads.extend(Reads::of_rule(program, &program.rules[*rule]));
    }
    let mut layout = Layout::new(program, &reads);
    let needs = Needs::of(program, &reads, &layout);
    tenet_graph::require(&needs, &mut layout.projection);
    let mut calls = Calls {
        packs: packs(program),
        dynamic: reads.computed,
        ..Calls::default()
    };
    for collection in &layout.projection.collections {
        calls.add(program, collection);
    }
    calls.collections.sort_by(|a, b| a.path.cmp(&b.path));
    calls.elsewhere.sort_by(|a, b| a.path.cmp(&b.path));
    calls
}

fn packs(program: &Program) -> Vec<String> {
    let packs = program.packs.iter();
    let mut named: Vec<String> = packs
        .map(|pack| format!("{} {}", pack.name, pack.version))
        .collect();
    named.sort();
    named
}

impl Calls {
    fn add(&mut self, program: &Program, collection: &Collection) {
        let owner = owner(program, &collection.path);
        let doc = owner.map_or("", |owner| program.entities[owner].doc.as_str());
        let known = permissions::least(&collection.path);
        let request = documented::graph(doc).or_else(|| {
            // A pack of its own may say nothing of where its objects come from.
            let plain = || Request::plain(&collection.path);
            known
                .filter(|_| documented::elsewhere(doc).is_none())
                .map(|_| plain())
        });
        let Some(request) = request else {
            self.elsewhere.push(Elsewhere {
                path: collection.path.clone(),
                source: documented::elsewhere(doc).map(|text| text.trim().to_owned()),
            });
            return;
        };
        let asked = Asked::new(program, collection, owner);
        self.collections.push(CollectionCalls {
            path: collection.path.clone(),
            permission: documented::permission(doc).or(known).map(str::to_owned),
            selected: asked.selected(),
            time: asked.time(),
            parts: asked.parts(),
            beyond: asked.beyond(&request),
            requests: asked.requests(request),
        });
    }
}

impl Request {
    fn plain(path: &str) -> Self {
        Self {
            version: "v1.0".to_owned(),
            path: path.to_owned(),
            expand: Vec::new(),
        }
    }
}

/// A collection with the fields that are read of it.
struct Asked<'a> {
    program: &'a Program,
    collection: &'a Collection,
    owner: Option<EntityId>,
    /// The declared fields among them, of the owner and of all its kinds.
    fields: BTreeSet<FieldId>,
}

impl<'a> Asked<'a> {
    fn new(program: &'a Program, collection: &'a Collection, owner: Option<EntityId>) -> Self {
        let kinds = owner
            .map(|owner| program.descendants(owner))
            .unwrap_or_default();
        let fields = kinds
            .iter()
            .flat_map(|kind| program.entities[*kind].fields.iter().copied())
            .filter(|field| {
                let path = &program.fields[*field].path;
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                collection.column(&path).is_some()
            });
        Self {
            fields: fields.collect(),
            program,
            collection,
            owner,
        }
    }

    /// One field that Graph gives by name only means that all have to be named.
    fn selected(&self) -> Vec<String> {
        let declared = |field: &FieldId| &self.program.fields[*field];
        let mut docs = self.fields.iter().map(|field| declared(field).doc.as_str());
        if !docs.any(documented::must_be_selected) {
            return Vec::new();
        }
        let apart: BTreeSet<&str> = self
            .fields
            .iter()
            .map(declared)
            .filter(|field| is_apart(&field.doc))
            .filter_map(|field| field.path.first().map(String::as_str))
            .collect();
        let tops = self.collection.fields.iter();
        let mut names = vec!["id".to_owned()];
        for name in tops.filter_map(|field| field.path.first()) {
            let is_new = !names.iter().any(|own| own.eq_ignore_ascii_case(name));
            if is_new && !name.contains('@') && !apart.contains(name.as_str()) {
                names.push(name.clone());
            }
        }
        names
    }

    fn time(&self) -> Option<String> {
        let logs = self.program.logs_of(self.owner?);
        let time = logs.iter().find_map(|log| log.time)?;
        let ExprKind::Field { field, .. } = &self.program.exprs[time].kind else {
            return None;
        };
        Some(self.program.fields[*field].path.join("/"))
    }

    fn parts(&self) -> Vec<PartCalls> {
        let mut parts: Vec<PartCalls> = Vec::new();
        for field in &self.fields {
            let declared = &self.program.fields[*field];
            let Some(found) = documented::of_object(&declared.doc) else {
                continue;
            };
            let path = format!("{}/{{id}}/{}", found.owner, found.rest);
            let own = self
                .owner
                .map(|owner| self.program.entities[owner].doc.as_str());
            let permission = documented::permission_of_field(&declared.doc)
                .or_else(|| permissions::least(&path))
                .or_else(|| documented::permission(own?));
            let part = PartCalls {
                version: found.version,
                is_list: declared.path.join("/") == found.rest && self.is_list(&declared.path),
                path: found.rest,
                permission: permission.map(str::to_owned),
            };
            if found.owner.eq_ignore_ascii_case(&self.collection.path) && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.sort_by(|a, b| a.path.cmp(&b.path));
        parts
    }

    fn is_list(&self, path: &[String]) -> bool {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let column = self.collection.column(&path);
        let plan = column.and_then(|column| self.collection.fields.get(column));
        plan.is_some_and(|plan| matches!(plan.shape, Shape::List(_)))
    }

    /// The request for all, with no more expanded than is read; and those for
    /// the objects of one kind that expand what the request for all cannot.
    fn requests(&self, all: Request) -> Vec<Request> {
        let is_read = |name: &String| {
            let mut tops = self
                .collection
                .fields
                .iter()
                .filter_map(|field| field.path.first());
            tops.any(|top| top.eq_ignore_ascii_case(name))
        };
        let expands = |request: Request| Request {
            expand: request.expand.into_iter().filter(is_read).collect(),
            ..request
        };
        let mut requests = vec![expands(all)];
        let kinds = self
            .owner
            .map(|owner| self.program.descendants(owner))
            .unwrap_or_default();
        for kind in kinds.iter().filter(|kind| Some(**kind) != self.owner) {
            let named = documented::requests(&self.program.entities[*kind].doc).map(expands);
            requests.extend(named.filter(|request| !request.expand.is_empty()));
        }
        requests
    }

    /// Relations that are read and that the request for all does not expand.
    fn beyond(&self, all: &Request) -> Vec<String> {
        let kinds = self.requests(all.clone());
        let expanded: Vec<&String> = kinds.iter().flat_map(|request| &request.expand).collect();
        let declared = self.fields.iter().map(|field| &self.program.fields[*field]);
        let relations = declared.filter(|field| documented::must_be_expanded(&field.doc));
        let names: BTreeSet<String> = relations
            .filter_map(|field| field.path.first())
            .filter(|name| !expanded.contains(name))
            .cloned()
            .collect();
        names.into_iter().collect()
    }
}

/// Whether a field is no property of the object, which cannot be selected.
fn is_apart(doc: &str) -> bool {
    documented::must_be_expanded(doc) || documented::of_object(doc).is_some()
}

/// The entity whose collection has a Graph path.
fn owner(program: &Program, path: &str) -> Option<EntityId> {
    let mut entities = program.entities.iter_enumerated();
    let has = |own: &str| own.eq_ignore_ascii_case(path);
    entities
        .find(|(_, entity)| entity.collection.as_deref().is_some_and(has))
        .map(|(id, _)| id)
}
