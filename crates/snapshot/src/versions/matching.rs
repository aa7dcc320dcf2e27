//! Which object of one snapshot is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{World, text::fold};
use tenet_hir::{Canonical, CollectionId};

use super::differ::Differ;
use super::objects::Objects;
use super::{Ambiguous, Change, ChangeKind, CollectionChanges, Node, Side, Unknown, Version, form};
use crate::load::naming::{NAMES, name_column};
use crate::{Layout, Row, Slot, Status, Table, copies};

/// What became of the objects of a collection; none if neither snapshot holds it.
pub(super) fn compare(
    world: &dyn World,
    canonical: &Canonical,
    before: (CollectionId, Side<'_>),
    after: (CollectionId, Side<'_>),
) -> Option<CollectionChanges> {
    let sides = [before, after].map(|(id, side)| Own::of(id, side));
    let [Some(old), Some(new)] = sides else {
        return None;
    };
    let held = [&old, &new].map(|own| (own.status(), own.table.objects.len() as u32));
    let is_there = |(status, objects): (Status, u32)| {
        objects > 0 || matches!(status, Status::Complete | Status::Partial)
    };
    let there = held.map(is_there);
    if there == [false, false] && held.iter().all(|(status, _)| *status == Status::Absent) {
        return None;
    }
    let mut changes = CollectionChanges {
        tables: (before.0, after.0),
        before: held[0],
        after: held[1],
        same: 0,
        changes: Vec::new(),
        ambiguous: Vec::new(),
        unshared: BTreeSet::new(),
    };
    if there == [true, true] {
        let mut matching = Matching {
            canonical,
            objects: [&old, &new].map(|own| Objects::new(world, own.side)),
            old,
            new,
            changes: &mut changes,
        };
        matching.run();
    }
    Some(changes)
}

/// A table of one of the snapshots.
struct Own<'s> {
    id: CollectionId,
    side: Side<'s>,
    table: &'s Table,
    key: Option<usize>,
    exact: bool,
    name: Option<usize>,
    ruled: Option<String>,
}

impl<'s> Own<'s> {
    fn of(id: CollectionId, side: Side<'s>) -> Option<Self> {
        let collection = side.projection.collections.try_get(id)?;
        let ruled = collection.canonical.as_ref()?.ruled.as_ref();
        Some(Self {
            id,
            side,
            table: side.snapshot.tables.try_get(id)?,
            key: collection.key,
            exact: collection.exact_key,
            name: name_column(collection, NAMES),
            ruled: ruled.map(|(list, _)| list.clone()),
        })
    }

    fn status(&self) -> Status {
        let coverage = self.table.coverage.as_ref();
        coverage.map_or(Status::Absent, |coverage| coverage.status)
    }

    /// The key of an object as it is compared; none if it has none.
    fn key(&self, row: Row) -> Option<String> {
        let column = self.table.columns.get(self.key?)?;
        let text = self.side.snapshot.strings.get(copies::key_of(column, row)?);
        let key = if self.exact {
            text.to_owned()
        } else {
            fold(text).into_owned()
        };
        Some(key).filter(|key| !key.is_empty())
    }

    /// The name of an object, folded.
    fn name(&self, row: Row) -> Option<String> {
        match self.table.slot(self.name?, row) {
            Slot::Text(name) => Some(fold(self.side.snapshot.strings.get(name)).into_owned()),
            Slot::Absent
            | Slot::Null
            | Slot::Malformed
            | Slot::Conflict(_)
            | Slot::Bool(_)
            | Slot::Int(_)
            | Slot::Number(_)
            | Slot::Date(_)
            | Slot::Duration(_)
            | Slot::Ref(..)
            | Slot::Record(_)
            | Slot::List(_) => None,
        }
    }

    /// The type of an object, if the export says it.
    fn kind(&self, row: Row) -> Option<String> {
        let kind = self.table.type_of(row)?;
        let text = self.side.snapshot.strings.get(kind).to_owned();
        Some(form::kind(&Node::Text(text)))
    }

    fn signature(&self, row: Row) -> Vec<form::ContentDigest> {
        self.table.versions.signature(row, self.ruled.as_deref())
    }

    /// What wrote the object.
    fn layout(&self, row: Row) -> Option<Layout> {
        let place = self.table.places.get(row as usize)?;
        let file = self.side.snapshot.files.try_get(place.file)?;
        let layouts = &self.side.snapshot.layouts;
        layouts.get(file.root as usize).copied().flatten()
    }
}

/// Rows of the older table, and of the newer.
type Rows = (Vec<Row>, Vec<Row>);

struct Matching<'m, 's> {
    canonical: &'m Canonical,
    objects: [Objects<'s>; 2],
    old: Own<'s>,
    new: Own<'s>,
    changes: &'m mut CollectionChanges,
}

impl Matching<'_, '_> {
    fn run(&mut self) {
        let (mut pairs, old, new) = self.by_key();
        let (old, new) = self.by_name(old, new, &mut pairs);
        let (old, new) = self.renamed(old, new);
        self.modified(&pairs);
        self.alone(&old, &new);
        self.sort();
    }

    /// Pairs of one key, and what has no other.
    fn by_key(&self) -> (Vec<(Row, Row)>, Vec<Row>, Vec<Row>) {
        let keyed = self.new.table.objects.iter();
        let keyed = keyed.filter_map(|row| Some((self.new.key(*row)?, *row)));
        let known: BTreeMap<String, Row> = keyed.collect();
        let (mut pairs, mut old) = (Vec::new(), Vec::new());
        let mut met = BTreeSet::new();
        for row in self.old.table.objects.iter().copied() {
            let key = self.old.key(row);
            match key.and_then(|key| known.get(&key)) {
                Some(other) => {
                    pairs.push((row, *other));
                    met.insert(*other);
                }
                None => old.push(row),
            }
        }
        let new = self.new.table.objects.iter().copied();
        let new = new.filter(|row| !met.contains(row)).collect();
        (pairs, old, new)
    }

    /// Pairs of one type and name where one of them has no key; the rest is given back.
    fn by_name(
        &mut self,
        old: Vec<Row>,
        new: Vec<Row>,
        pairs: &mut Vec<(Row, Row)>,
    ) -> (Vec<Row>, Vec<Row>) {
        let mut groups: BTreeMap<String, Rows> = BTreeMap::new();
        let mut nameless = (Vec::new(), Vec::new());
        for row in old {
            if let Some(name) = self.old.name(row) {
                groups.entry(name).or_default().0.push(row);
            } else {
                nameless.0.push(row);
            }
        }
        for row in new {
            if let Some(name) = self.new.name(row) {
                groups.entry(name).or_default().1.push(row);
            } else {
                nameless.1.push(row);
            }
        }
        let (mut old, mut new) = (Vec::new(), Vec::new());
        let (was, is) = nameless;
        if was.len() > 1 || is.len() > 1 {
            old.extend(was);
            new.extend(is);
        } else {
            // A collection may be one object, such as the settings of a service.
            self.named(was, is, pairs, (&mut old, &mut new));
        }
        for (was, is) in groups.into_values() {
            for (was, is) in self.by_type(was, is) {
                self.named(was, is, pairs, (&mut old, &mut new));
            }
        }
        (old, new)
    }

    /// Objects of one name by their types; one that does not say its type may be of any.
    fn by_type(&self, old: Vec<Row>, new: Vec<Row>) -> Vec<Rows> {
        if let ([was], [is]) = (old.as_slice(), new.as_slice()) {
            let (was, is) = (self.old.kind(*was), self.new.kind(*is));
            if was.is_none() || is.is_none() || was == is {
                return vec![(old, new)];
            }
        }
        let mut groups: BTreeMap<Option<String>, Rows> = BTreeMap::new();
        for row in old {
            groups.entry(self.old.kind(row)).or_default().0.push(row);
        }
        for row in new {
            groups.entry(self.new.kind(row)).or_default().1.push(row);
        }
        groups.into_values().collect()
    }

    /// Objects of one type and name.
    fn named(
        &mut self,
        mut was: Vec<Row>,
        mut is: Vec<Row>,
        pairs: &mut Vec<(Row, Row)>,
        (old, new): (&mut Vec<Row>, &mut Vec<Row>),
    ) {
        let has_key = |own: &Own<'_>, row: &Row| own.key(*row).is_some();
        let keyed = was.iter().all(|row| has_key(&self.old, row))
            && is.iter().all(|row| has_key(&self.new, row));
        if keyed || was.is_empty() || is.is_empty() {
            old.append(&mut was);
            new.append(&mut is);
            return;
        }
        if let ([one], [other]) = (was.as_slice(), is.as_slice()) {
            pairs.push((*one, *other));
            return;
        }
        was.retain(|row| {
            let signature = self.old.signature(*row);
            let same = is
                .iter()
                .position(|it| self.new.signature(*it) == signature);
            self.changes.same += u32::from(same.is_some());
            same.map(|at| is.remove(at)).is_none()
        });
        if was.is_empty() || is.is_empty() {
            old.append(&mut was);
            new.append(&mut is);
        } else {
            self.changes.ambiguous.push(Ambiguous {
                before: was,
                after: is,
            });
        }
    }

    /// Objects without a key that have another name and else the same content.
    fn renamed(&mut self, old: Vec<Row>, new: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
        let keyless = |own: &Own<'_>, rows: &[Row]| -> Vec<Row> {
            let rows = rows.iter().copied();
            rows.filter(|row| own.key(*row).is_none()).collect()
        };
        let (was, is) = (keyless(&self.old, &old), keyless(&self.new, &new));
        if was.is_empty() || is.is_empty() {
            return (old, new);
        }
        let [before, after] = &self.objects;
        let was = before.read(self.old.id, &was);
        let is = after.read(self.new.id, &is);
        let mut contents: BTreeMap<Vec<u8>, Rows> = BTreeMap::new();
        for (row, version) in &was {
            contents
                .entry(self.nameless(version))
                .or_default()
                .0
                .push(*row);
        }
        for (row, version) in &is {
            contents
                .entry(self.nameless(version))
                .or_default()
                .1
                .push(*row);
        }
        let mut gone = (BTreeSet::new(), BTreeSet::new());
        for group in contents.values() {
            let ([one], [other]) = (group.0.as_slice(), group.1.as_slice()) else {
                continue;
            };
            let (Some(before), Some(after)) = (was.get(one), is.get(other)) else {
                continue;
            };
            let nameless = self.old.name(*one).is_none() || self.new.name(*other).is_none();
            if nameless || self.old.kind(*one) != self.new.kind(*other) {
                continue;
            }
            let compared = Differ::new(self.canonical, before, after).run();
            let differences = compared.differences;
            self.changes.changes.push(Change {
                kind: ChangeKind::Renamed,
                before: Some(*one),
                after: Some(*other),
                differences,
                unknown: Vec::new(),
            });
            gone.0.insert(*one);
            gone.1.insert(*other);
        }
        let rest = |rows: Vec<Row>, gone: &BTreeSet<Row>| {
            let rows = rows.into_iter();
            rows.filter(|row| !gone.contains(row)).collect()
        };
        (rest(old, &gone.0), rest(new, &gone.1))
    }

    /// The content of an object without its name.
    fn nameless(&self, version: &Version) -> Vec<u8> {
        let is_name = |key: &str| NAMES.iter().any(|name| name.eq_ignore_ascii_case(key));
        let fields = version.node.fields().iter();
        let rest = fields.filter(|(key, _)| !is_name(key)).cloned().collect();
        form::bytes(self.canonical, Some(0), &Node::Object(rest))
    }

    /// Compares pairs whose digests differ.
    fn modified(&mut self, pairs: &[(Row, Row)]) {
        let differ = |(was, is): &&(Row, Row)| self.old.signature(*was) != self.new.signature(*is);
        let differing: Vec<(Row, Row)> = pairs.iter().filter(differ).copied().collect();
        self.changes.same += (pairs.len() - differing.len()) as u32;
        let [old, new] = &self.objects;
        let before: Vec<Row> = differing.iter().map(|(was, _)| *was).collect();
        let after: Vec<Row> = differing.iter().map(|(_, is)| *is).collect();
        let (before, after) = (
            old.read(self.old.id, &before),
            new.read(self.new.id, &after),
        );
        for (was, is) in differing {
            let change = self.pair((was, before.get(&was)), (is, after.get(&is)));
            match change {
                Some(change) => self.changes.changes.push(change),
                None => self.changes.same += 1,
            }
        }
    }

    /// What differs between two versions; none if nothing does.
    fn pair(
        &mut self,
        (was, before): (Row, Option<&Version>),
        (is, after): (Row, Option<&Version>),
    ) -> Option<Change> {
        let mut change = Change {
            kind: ChangeKind::Modified,
            before: Some(was),
            after: Some(is),
            differences: Vec::new(),
            unknown: Vec::new(),
        };
        for (version, is_newer) in [(before, false), (after, true)] {
            change.unknown.extend(unknown(version, is_newer));
        }
        if let (Some(before), Some(after)) = (before, after) {
            let layouts = [self.old.layout(was), self.new.layout(is)];
            let left_out = layouts.iter().flatten();
            let left_out = left_out.copied().any(Layout::leaves_out_nulls);
            let differ = Differ::new(self.canonical, before, after)
                .without_nulls(left_out)
                .shared_keys(layouts[0] != layouts[1]);
            let mut compared = differ.run();
            let differences = &mut compared.differences;
            differences.retain(|difference| !is_unknown(&change.unknown, difference));
            change.differences = compared.differences;
            self.changes.unshared.extend(compared.unshared);
            let lacking = compared.lacking.into_iter();
            let lacking = lacking.map(|(key, newer)| Unknown::Lacking(key, newer));
            change.unknown.extend(lacking);
        }
        if change.differences.is_empty() {
            change.kind = ChangeKind::Unknown;
        }
        (!change.differences.is_empty() || !change.unknown.is_empty()).then_some(change)
    }

    /// Objects that one snapshot alone has.
    fn alone(&mut self, old: &[Row], new: &[Row]) {
        let (gone, came) = (self.new.status(), self.old.status());
        let kind = |status, certain, possible| match status {
            Status::Complete => certain,
            Status::Partial | Status::Refused | Status::Absent => possible,
        };
        let gone = kind(gone, ChangeKind::Removed, ChangeKind::OnlyBefore);
        let came = kind(came, ChangeKind::Added, ChangeKind::OnlyAfter);
        let change = |kind, before, after| Change {
            kind,
            before,
            after,
            differences: Vec::new(),
            unknown: Vec::new(),
        };
        let old = old.iter().map(|row| change(gone, Some(*row), None));
        let new = new.iter().map(|row| change(came, None, Some(*row)));
        self.changes.changes.extend(old.chain(new));
    }

    /// By name, then by key; those of one name and key stay in the order of their places.
    fn sort(&mut self) {
        let (old, new) = (&self.old, &self.new);
        let names = |change: &Change| match (change.after, change.before) {
            (Some(row), _) => (new.name(row), new.key(row)),
            (None, Some(row)) => (old.name(row), old.key(row)),
            (None, None) => (None, None),
        };
        self.changes.changes.sort_by_cached_key(names);
    }
}

/// What of a version cannot be compared.
fn unknown(version: Option<&Version>, is_newer: bool) -> Vec<Unknown> {
    let Some(version) = version.filter(|version| version.is_whole) else {
        return vec![Unknown::Unread(is_newer)];
    };
    let disagreed = version.disagreed.iter();
    let disagreed = disagreed.map(|key| Unknown::Disagreed(key.clone(), is_newer));
    let open = version.open.iter();
    let open = open.map(|key| Unknown::Cut(key.clone(), is_newer));
    disagreed.chain(open).collect()
}

/// Whether copies disagree on what differs.
fn is_unknown(unknown: &[Unknown], difference: &super::Difference) -> bool {
    let first = difference.path.first();
    unknown.iter().any(|one| match (one, first) {
        (Unknown::Disagreed(key, _), Some(super::Part::Key(own))) => fold(own) == *key,
        (_, _) => false,
    })
}
