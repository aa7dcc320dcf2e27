//! Objects of a snapshot, read again as a whole: the files of those that are asked for, once each.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{World, id::Id as _, text::fold};
use tenet_hir::{Canonical, Collection, CollectionId};

use super::form;
use super::{Node, Side};
use crate::files::Files;
use crate::json::{self, Fault};
use crate::layout::{Item, Layout, Recast};
use crate::recognise::FilePath;
use crate::walk::{self, Spot, Visitor};
use crate::window::Window;
use crate::{DataFileId, Place, Presence, Row, Slot, Step, Table};

/// A version of an object: all that its rows hold of it, put together.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// The object.
    pub(crate) node: Node,
    /// The row that each key is taken from, by folded key, if it is not the first.
    pub(crate) origin: BTreeMap<String, Row>,
    /// The row that keys come from of which nothing else is said.
    pub(crate) row: Row,
    /// Folded keys of lists that may go on elsewhere.
    pub(crate) open: BTreeSet<String>,
    /// Folded keys that copies have with different values.
    pub(crate) disagreed: BTreeSet<String>,
    /// Whether every row could be read again.
    pub(crate) is_whole: bool,
}

impl Version {
    /// The row that a part comes from, by the first step to it.
    pub(super) fn row_of(&self, first: Option<&Step>) -> Row {
        let origin = match first {
            Some(Step::Key(key)) => self.origin.get(fold(key).as_ref()),
            Some(Step::Item(_)) | None => None,
        };
        origin.copied().unwrap_or(self.row)
    }
}

/// Reads objects of a snapshot again.
pub(crate) struct Objects<'w> {
    world: &'w dyn World,
    files: Files,
    side: Side<'w>,
}

/// What is looked for in a file.
#[derive(Default)]
struct Wanted {
    /// Offsets of objects.
    offsets: BTreeSet<u64>,
    /// Whether every object is an item of a list.
    items: bool,
}

/// What was found in the files.
#[derive(Default)]
struct Read {
    objects: BTreeMap<Place, Node>,
    items: BTreeMap<DataFileId, Vec<Node>>,
}

impl<'w> Objects<'w> {
    pub(crate) fn new(world: &'w dyn World, side: Side<'w>) -> Self {
        Self {
            world,
            files: Files::again(world, side.roots, &side.snapshot.files),
            side,
        }
    }

    /// The objects of a collection in these rows.
    pub(crate) fn read(&self, id: CollectionId, objects: &[Row]) -> BTreeMap<Row, Version> {
        let Some(table) = self.side.snapshot.tables.try_get(id) else {
            return BTreeMap::new();
        };
        let mut wanted: BTreeMap<DataFileId, Wanted> = BTreeMap::new();
        for row in objects.iter().flat_map(|row| table.versions.rows(*row)) {
            for (place, is_list) in places(table, row) {
                let own = wanted.entry(place.file).or_default();
                if is_list {
                    own.items = true;
                } else {
                    own.offsets.insert(place.offset);
                }
            }
        }
        let mut read = Read::default();
        for (file, wanted) in wanted {
            self.file(file, &wanted, &mut read);
        }
        let canonical = self.side.projection.collections[id].canonical.as_ref();
        let versions = objects.iter().filter_map(|row| {
            let version = self.version(canonical?, (id, table), *row, &read)?;
            Some((*row, version))
        });
        versions.collect()
    }

    fn file(&self, file: DataFileId, wanted: &Wanted, read: &mut Read) {
        let at = file.index();
        let found = self.files.found.get(at);
        let layout =
            found.and_then(|found| self.side.snapshot.layouts.get(found.file.root as usize));
        let path = found.map(|found| FilePath::parse(&found.file.path));
        let mut search = Search {
            layout: layout.copied().flatten(),
            stem: path.as_ref().map_or("", FilePath::stem),
            wanted,
            file,
            read,
        };
        let (lines, size) = (self.files.is_lines(at), self.files.size(at));
        let walked = self.files.read(self.world, at, |source| {
            let mut window = Window::new(source, None).sized(size);
            walk::walk(&mut window, &mut search, lines);
        });
        // What cannot be read again is missing among what was read; an empty list is not.
        if walked.is_ok() && wanted.items {
            read.items.entry(file).or_default();
        }
    }

    /// An object of its rows.
    fn version(
        &self,
        canonical: &Canonical,
        (id, table): (CollectionId, &Table),
        object: Row,
        read: &Read,
    ) -> Option<Version> {
        let mut version = Version {
            node: Node::Object(Vec::new()),
            origin: BTreeMap::new(),
            row: object,
            open: BTreeSet::new(),
            disagreed: BTreeSet::new(),
            is_whole: true,
        };
        for row in table.versions.rows(object) {
            let own = if let Some(list) = table.versions.lists.get(&row) {
                if self.is_open(id, table, (list, row)) {
                    version.open.insert(fold(list).into_owned());
                }
                list_of(table, (list, row), read)
            } else {
                let place = table.places.get(row as usize);
                place.and_then(|place| read.objects.get(place).cloned())
            };
            match own {
                Some(own) => version.take(canonical, row, own),
                None => version.is_whole = false,
            }
        }
        if version.node.fields().is_empty() {
            return None;
        }
        version.add_empty_lists(&self.side.projection.collections[id], table);
        Some(version)
    }

    fn is_open(&self, id: CollectionId, table: &Table, (list, row): (&str, Row)) -> bool {
        let column = self.side.projection.collections[id].column(&[list]);
        let column = column.and_then(|column| table.columns.get(column));
        let presence = column.and_then(|column| column.presence.get(row as usize));
        presence == Some(&Presence::Open)
    }
}

/// A list that was answered by itself, as an object with nothing else.
fn list_of(table: &Table, (list, row): (&str, Row), read: &Read) -> Option<Node> {
    let mut items = Vec::new();
    for (place, _) in places(table, row) {
        items.extend(read.items.get(&place.file)?.iter().cloned());
    }
    Some(Node::Object(vec![(list.to_owned(), Node::List(items))]))
}

/// Where the parts of a row stand, and whether they are lists.
fn places(table: &Table, row: Row) -> Vec<(Place, bool)> {
    let Some(place) = table.places.get(row as usize).copied() else {
        return Vec::new();
    };
    let Some(list) = table.versions.lists.get(&row) else {
        return vec![(place, false)];
    };
    let mut spread = table.spread.iter();
    let own = spread.find(|((file, name), _)| *file == place.file && name == list);
    let files = own.map(|(_, files)| files.iter().map(|(_, file)| *file).collect());
    let files: Vec<DataFileId> = files.unwrap_or_else(|| vec![place.file]);
    let place = |file| (Place { file, offset: 0 }, true);
    files.into_iter().map(place).collect()
}

impl Version {
    /// Adds lists that are known to be empty though the object has no such key: some tools leave them out.
    fn add_empty_lists(&mut self, collection: &Collection, table: &Table) {
        for (column, field) in collection.fields.iter().enumerate() {
            let [key] = field.path.as_slice() else {
                continue;
            };
            let slot = table.slot(column, self.row);
            let is_empty = matches!(slot, Slot::List(list) if list.is_empty() && !list.open);
            if let Node::Object(fields) = &mut self.node
                && is_empty
                && !fields.iter().any(|(own, _)| own.eq_ignore_ascii_case(key))
            {
                fields.push((key.clone(), Node::List(Vec::new())));
            }
        }
    }

    /// Puts what a row holds to what others did that are believed before it.
    fn take(&mut self, canonical: &Canonical, row: Row, own: Node) {
        let Node::Object(fields) = own else { return };
        let Node::Object(known) = &mut self.node else {
            return;
        };
        let is_first = known.is_empty();
        if is_first {
            self.row = row;
        }
        for (key, value) in fields {
            let folded = fold(&key).into_owned();
            if let Some((list, _)) = folded.split_once("@odata.nextlink") {
                self.open.insert(list.to_owned());
            }
            let form = canonical.key(0, &folded);
            match known.iter_mut().find(|(own, _)| fold(own) == folded) {
                None => {
                    if !is_first {
                        self.origin.insert(folded, row);
                    }
                    known.push((key, value));
                }
                Some((_, own)) => {
                    if !agree(canonical, form, own, value) && !folded.contains('@') {
                        self.disagreed.insert(folded);
                    }
                }
            }
        }
    }
}

/// Whether copies agree on a value, which then has what either has.
fn agree(canonical: &Canonical, form: Option<usize>, own: &mut Node, other: Node) -> bool {
    if form::bytes(canonical, form, own) == form::bytes(canonical, form, &other) {
        return true;
    }
    match (own, other) {
        (own @ Node::Null, other) => {
            *own = other;
            true
        }
        (_, Node::Null) => true,
        (Node::Object(known), Node::Object(fields)) => {
            let mut all = true;
            for (key, value) in fields {
                let folded = fold(&key).into_owned();
                let form = form.and_then(|form| canonical.key(form, &folded));
                match known.iter_mut().find(|(own, _)| fold(own) == folded) {
                    None => known.push((key, value)),
                    Some((_, own)) => all &= agree(canonical, form, own, value),
                }
            }
            all
        }
        (_, _) => false,
    }
}

/// Walks a file for the objects that are asked for.
struct Search<'r> {
    layout: Option<Layout>,
    /// The name of the file, without its extension.
    stem: &'r str,
    wanted: &'r Wanted,
    file: DataFileId,
    read: &'r mut Read,
}

impl Visitor for Search<'_> {
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault> {
        let used = json::skip(text)?;
        if self.wanted.offsets.contains(&spot.offset) {
            let object = self.as_read(text, spot)?;
            let place = Place {
                file: self.file,
                offset: spot.offset,
            };
            self.read.objects.insert(place, object);
        }
        if self.wanted.items {
            let item = node(text)?;
            self.read.items.entry(self.file).or_default().push(item);
        }
        Ok(used)
    }
}

impl Search<'_> {
    /// The object of the tenant that one of the file stands for.
    fn as_read(&self, text: &str, spot: Spot<'_>) -> Result<Node, Fault> {
        let layout = spot.section.map(|section| section.layout).or(self.layout);
        let recasts = |layout: &Layout| layout.conventions().recasts(spot.section.is_some());
        if let Some(layout) = layout.filter(recasts) {
            let item = Item::read(text)?;
            if let Recast::Object(_, made) = layout.conventions().recast(&item, self.stem) {
                return node(&made.render(text));
            }
        }
        node(text)
    }
}

/// The value at the start of a text.
pub(crate) fn node(text: &str) -> Result<Node, Fault> {
    json::read(text, std::marker::PhantomData::<Node>).map(|(node, _)| node)
}
