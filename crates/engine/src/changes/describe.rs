//! Changes as the report tells them.

use std::collections::{BTreeMap, BTreeSet};

use tenet_hir::{CollectionId, Program};
use tenet_report::changes::{
    Ambiguous, Change, Changes, Collection, Event, Field, Held, Kind, Object, Place, Reach,
    Reaching, Side, Summary, Value,
};
use tenet_snapshot::versions::{self, ChangeKind, Difference, DifferenceKind, Part, Unknown};
use tenet_snapshot::{Layout, Located, ObjectId, Row, Slot, Snapshot, Status, Step};

use super::events::{Events, activity};
use super::reached::Reached;
use super::{Asked, Told, captured, warnings};
use crate::compile::Compiled;
use crate::reach::names::Names;
use crate::run::Loaded;

/// Where a part was found.
pub(super) type Found = Located;

/// Both loads of one kind, and what their objects are called.
pub(super) struct Sides<'a> {
    program: &'a Program,
    loaded: [&'a Loaded; 2],
    names: [Names<'a>; 2],
}

impl<'a> Sides<'a> {
    pub(super) fn new(compiled: &'a Compiled, pair: &'a [Loaded; 2]) -> Self {
        Self {
            program: &compiled.program,
            loaded: pair.each_ref(),
            names: pair.each_ref().map(|loaded| Names::new(compiled, loaded)),
        }
    }

    fn loaded(&self, newer: bool) -> &'a Loaded {
        let [before, after] = self.loaded;
        if newer { after } else { before }
    }

    fn names(&self, newer: bool) -> Names<'a> {
        let [before, after] = self.names;
        if newer { after } else { before }
    }
}

/// What turns changes into words.
pub(super) struct Describe<'a> {
    pub(super) declared: &'a Sides<'a>,
    pub(super) undeclared: Option<&'a Sides<'a>>,
    pub(super) events: &'a Events,
    pub(super) reached: &'a Reached<'a>,
    pub(super) find: &'a dyn Fn(Asked) -> Option<Found>,
}

/// The collections whose objects decide whom policies reach that do not change themselves.
const DECIDING: [&str; 6] = [
    "users",
    "groups",
    "devices",
    "serviceprincipals",
    "devicemanagement/manageddevices",
    "devicemanagement/assignmentfilters",
];

impl Describe<'_> {
    pub(super) fn changes(&self, found: &[Told]) -> Changes {
        let [before, after] = self.declared.loaded;
        let collections = found.iter().map(|(path, declared, changes)| {
            let sides = if *declared {
                self.declared
            } else {
                self.undeclared.unwrap_or(self.declared)
            };
            let told = Telling {
                describe: self,
                sides,
                declared: *declared,
            };
            told.collection(path, changes)
        });
        let collections: Vec<Collection> = collections.collect();
        Changes {
            before: side(before),
            after: side(after),
            doubts: doubts(&before.snapshot, &after.snapshot),
            summary: Summary::default(),
            reached_otherwise: self.reached_otherwise(&collections),
            collections,
            reach_unknown: self.reached.unknown(),
        }
    }

    /// Policies that are as before and reach others, since users, devices or groups changed.
    fn reached_otherwise(&self, collections: &[Collection]) -> Vec<Reaching> {
        let decides = |one: &Collection| {
            let path = tenet_base::text::fold(&one.path);
            !one.objects.is_empty() && DECIDING.contains(&path.as_ref())
        };
        if !collections.iter().any(decides) {
            return Vec::new();
        }
        let changed = collections.iter().flat_map(|one| &one.objects);
        let changed: BTreeSet<(&str, &str)> = changed
            .filter_map(|one| Some((one.entity.as_str(), one.key.as_deref()?)))
            .collect();
        let shared = self.reached.shared().into_iter();
        let others = shared.filter_map(|[was, is]| {
            let policy = self.reached.policy(is);
            if changed.contains(&(policy.entity.as_str(), policy.key.as_str())) {
                return None;
            }
            let reach = self.reached.of([Some(was), Some(is)]);
            let told = !reach.gained.is_empty() || !reach.lost.is_empty();
            told.then_some(Reaching { policy, reach })
        });
        let mut others: Vec<Reaching> = others.collect();
        others.sort_by(|a, b| {
            let key = |one: &Reaching| (one.policy.name.clone(), one.policy.key.clone());
            key(a).cmp(&key(b))
        });
        others
    }
}

/// The changes of one of the loads.
struct Telling<'t> {
    describe: &'t Describe<'t>,
    sides: &'t Sides<'t>,
    declared: bool,
}

impl Telling<'_> {
    fn collection(&self, path: &str, changes: &versions::CollectionChanges) -> Collection {
        let tables = changes.tables;
        let objects = changes.changes.iter();
        let mut not_compared: Vec<String> = changes.unshared.iter().cloned().collect();
        not_compared.sort_unstable();
        Collection {
            path: path.to_owned(),
            before: self.held(false, tables.0, changes.before),
            after: self.held(true, tables.1, changes.after),
            declared: self.declared,
            same: changes.same,
            objects: objects.map(|one| self.object(tables, one)).collect(),
            ambiguous: changes
                .ambiguous
                .iter()
                .map(|one| self.ambiguous(tables, one))
                .collect(),
            not_compared,
        }
    }

    fn held(&self, newer: bool, table: CollectionId, (status, objects): (Status, u32)) -> Held {
        let table = self.sides.loaded(newer).snapshot.tables.try_get(table);
        let coverage = table.and_then(|table| table.coverage.as_ref());
        let gaps = coverage.iter().flat_map(|coverage| &coverage.gaps);
        let mut gaps: Vec<String> = gaps.map(|gap| gap.text.clone()).collect();
        gaps.dedup();
        Held {
            state: match status {
                Status::Complete => "complete",
                Status::Partial => "partial",
                Status::Refused => "refused",
                Status::Absent => "absent",
            },
            objects,
            gaps,
        }
    }

    fn object(
        &self,
        (before, after): (CollectionId, CollectionId),
        change: &versions::Change,
    ) -> Object {
        let object = |collection| move |row| ObjectId { collection, row };
        let old = change.before.map(object(before));
        let new = change.after.map(object(after));
        let names =
            |newer: bool, object: Option<ObjectId>| object.map(|object| self.named(newer, object));
        let (was, is) = (names(false, old), names(true, new));
        let (entity, key, name) = is.or_else(|| was.clone()).unwrap_or_default();
        let was = was.filter(|_| change.kind == ChangeKind::Renamed);
        let fields = change.differences.iter();
        Object {
            change: kind(change.kind),
            events: self.events(&key),
            entity,
            name,
            key: Some(key).filter(|key| !key.is_empty()),
            was: was.map(|(_, _, name)| name),
            before: old.and_then(|old| self.place(false, old, &[])),
            after: new.and_then(|new| self.place(true, new, &[])),
            fields: fields.map(|one| self.field((before, after), one)).collect(),
            unknown: change.unknown.iter().map(unknown).collect(),
            reach: self.reach(change.kind, [old, new]),
        }
    }

    /// Entity, key and name of an object.
    fn named(&self, newer: bool, object: ObjectId) -> (String, String, String) {
        let loaded = self.sides.loaded(newer);
        if self.declared {
            let named = self.sides.names(newer).named(object);
            let name = Some(named.name).filter(|name| !name.is_empty());
            let name = name.or_else(|| cell(loaded, object, NAMES));
            return (named.entity, named.key, name.unwrap_or_default());
        }
        let key = cell(loaded, object, &["id"]).unwrap_or_default();
        let name = cell(loaded, object, NAMES);
        (String::new(), key.clone(), name.unwrap_or(key))
    }

    fn place(&self, newer: bool, object: ObjectId, steps: &[Step]) -> Option<Place> {
        let loaded = self.sides.loaded(newer);
        let table = loaded.snapshot.tables.try_get(object.collection)?;
        let place = table.places.get(object.row as usize).copied()?;
        let found = (self.describe.find)(Asked {
            declared: self.declared,
            newer,
            place,
            steps: steps.to_vec(),
        })?;
        let roots = &loaded.snapshot.roots;
        let position = found.place.position;
        Some(Place {
            root: roots
                .get(found.place.root as usize)
                .cloned()
                .unwrap_or_default(),
            file: found.place.file,
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            pointer: found.pointer,
        })
    }

    fn field(
        &self,
        (before, after): (CollectionId, CollectionId),
        difference: &Difference,
    ) -> Field {
        let at = |newer: bool, collection, found: &Option<versions::Found>| {
            let found = found.as_ref()?;
            let row: Row = found.row;
            self.place(newer, ObjectId { collection, row }, &found.steps)
        };
        let value = |found: &Option<versions::Found>| {
            found.as_ref().map(|found| Value(found.value.clone()))
        };
        let mut names = BTreeMap::new();
        for (newer, found) in [(false, &difference.before), (true, &difference.after)] {
            let Some(value) = value(found) else { continue };
            let id = value.id();
            names.extend(id.and_then(|id| Some((id.to_owned(), self.called(newer, id)?))));
        }
        for part in &difference.path {
            let Part::Item(item) = part else { continue };
            for id in item.split([' ', ',']).filter(|id| !id.is_empty()) {
                let name = self.called(true, id).or_else(|| self.called(false, id));
                names.extend(name.map(|name| (id.to_owned(), name)));
            }
        }
        Field {
            field: difference.field(),
            kind: match difference.kind {
                DifferenceKind::Value => Kind::Value,
                DifferenceKind::Item => Kind::Item,
                DifferenceKind::Order => Kind::Order,
            },
            before: value(&difference.before),
            after: value(&difference.after),
            names,
            before_at: at(false, before, &difference.before),
            after_at: at(true, after, &difference.after),
        }
    }

    /// What the object with an id is called.
    fn called(&self, newer: bool, id: &str) -> Option<String> {
        let sides = self.describe.declared;
        let loaded = sides.loaded(newer);
        let folded = tenet_base::text::fold(id);
        let symbol = loaded.snapshot.strings.find_folded(folded.as_ref())?;
        let name = sides.names(newer).exported(symbol)?;
        (!tenet_base::text::same(&name, id)).then_some(name)
    }

    fn events(&self, key: &str) -> Vec<Event> {
        let folded = tenet_base::text::fold(key);
        let events = self.describe.events.of.get(folded.as_ref());
        let events = events.filter(|_| self.declared && !key.is_empty());
        let sides = self.describe.declared;
        let (loaded, names) = (sides.loaded(true), sides.names(true));
        let events = events.into_iter().flatten().map(|event| Event {
            at: event.at.map(|at| at.to_string()),
            actor: event.user.or(event.app).map(|who| names.name_of(who)),
            activity: activity(sides.program, loaded, event.object),
            place: self.place(true, event.object, &[]),
        });
        events.collect()
    }

    /// Whom a policy reaches otherwise; none if it is no policy.
    fn reach(&self, kind: ChangeKind, policies: [Option<ObjectId>; 2]) -> Option<Reach> {
        let [old, new] = policies;
        let reached = self.describe.reached;
        let is_policy = self.declared && reached.is_targeted(new.or(old)?);
        let reach = match kind {
            ChangeKind::Added
            | ChangeKind::Removed
            | ChangeKind::Modified
            | ChangeKind::Renamed
            | ChangeKind::Unknown => is_policy.then(|| reached.of(policies)),
            // The other snapshot may hold the policy without saying so.
            ChangeKind::OnlyBefore | ChangeKind::OnlyAfter => None,
        };
        reach.filter(|reach| !reach.is_empty())
    }

    fn ambiguous(
        &self,
        (before, after): (CollectionId, CollectionId),
        one: &versions::Ambiguous,
    ) -> Ambiguous {
        let places = |newer, collection, rows: &[Row]| {
            let rows = rows.iter();
            let places = rows.filter_map(|row| {
                let row = *row;
                self.place(newer, ObjectId { collection, row }, &[])
            });
            places.collect()
        };
        let first = |newer, collection, rows: &[Row]| {
            let row = *rows.first()?;
            Some(self.named(newer, ObjectId { collection, row }))
        };
        let named = first(true, after, &one.after);
        let named = named.or_else(|| first(false, before, &one.before));
        Ambiguous {
            name: named.map(|(_, _, name)| name).unwrap_or_default(),
            before: places(false, before, &one.before),
            after: places(true, after, &one.after),
        }
    }
}

/// What objects are called whose entity says nothing else.
const NAMES: &[&str] = &["displayName", "name"];

/// The text of the first of some fields that an object has.
fn cell(loaded: &Loaded, object: ObjectId, fields: &[&str]) -> Option<String> {
    let projection = &loaded.layout.projection;
    let collection = projection.collections.try_get(object.collection)?;
    let table = loaded.snapshot.tables.try_get(object.collection)?;
    let mut texts = fields.iter().filter_map(|field| {
        let column = collection.column(&[field])?;
        if let Slot::Text(text) = table.slot(column, object.row) {
            return Some(loaded.snapshot.strings.get(text).to_owned());
        }
        None
    });
    texts.next()
}

fn side(loaded: &Loaded) -> Side {
    let snapshot = &loaded.snapshot;
    let layouts = snapshot.layouts.iter().flatten();
    let mut layouts: Vec<String> = layouts.map(|it| Layout::name(*it).to_owned()).collect();
    layouts.dedup();
    Side {
        roots: snapshot.roots.clone(),
        tenant: snapshot.tenant.clone(),
        captured_at: captured(snapshot),
        layouts,
        digest: snapshot.digest.clone(),
        warnings: warnings(loaded),
    }
}

/// Why two snapshots may be no two states of one tenant in their order.
fn doubts(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let tenants = before.tenant.as_ref().zip(after.tenant.as_ref());
    let strangers = tenants.filter(|(old, new)| !tenet_base::text::same(old, new));
    let strangers = strangers.map(|(old, new)| {
        format!("OLD is of the tenant {old} and NEW of {new}: most of what differs is no change")
    });
    let times = before.captured_at.zip(after.captured_at);
    let turned = times.filter(|(old, new)| old > new).map(|(old, new)| {
        format!("OLD was captured at {old}, after NEW at {new}: what came is told as gone")
    });
    strangers.into_iter().chain(turned).collect()
}

fn kind(kind: ChangeKind) -> Change {
    match kind {
        ChangeKind::Added => Change::Added,
        ChangeKind::Removed => Change::Removed,
        ChangeKind::Modified => Change::Modified,
        ChangeKind::Renamed => Change::Renamed,
        ChangeKind::OnlyAfter => Change::OnlyAfter,
        ChangeKind::OnlyBefore => Change::OnlyBefore,
        ChangeKind::Unknown => Change::Unknown,
    }
}

fn unknown(unknown: &Unknown) -> String {
    let word = |newer: &bool| if *newer { "NEW" } else { "OLD" };
    match unknown {
        Unknown::Disagreed(key, newer) => {
            format!(
                "{key}: the copies of the object in {} disagree",
                word(newer)
            )
        }
        Unknown::Lacking(key, newer) => format!("{} does not have {key}", word(newer)),
        Unknown::Cut(key, newer) => format!("{key}: {} does not hold all of the list", word(newer)),
        Unknown::Unread(newer) => format!("the object in {} could not be read again", word(newer)),
    }
}
