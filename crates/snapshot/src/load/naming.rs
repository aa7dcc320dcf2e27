//! References by name: tools that lose ids write the names of what an object refers to.

use std::ops::Range;

use tenet_base::{HashMap, HashSet, IndexVec, Strings, Symbol, id::Id as _};
use tenet_hir::{Collection, CollectionId, FieldPlan, Shape};

use super::Outcome;
use super::assemble::Loaded;
use crate::layout::{Layout, Name};
use crate::{Column, DataFileId, Row, Slot, Table, Values, copies};

/// Which files hold objects that refer by name.
#[derive(Default)]
pub(crate) struct Naming {
    /// The keys of each file that hold names.
    keys: Vec<&'static [Name]>,
    /// The layout of each file.
    layouts: Vec<Option<Layout>>,
}

/// The objects of a collection by name.
struct Named {
    /// The key of each; none where several have the name.
    keys: HashMap<Symbol, Option<Symbol>>,
    /// All keys.
    known: HashSet<Symbol>,
}

type Index = HashMap<&'static str, Named>;

impl Naming {
    pub(super) fn of(loaded: &Loaded<'_>, outcomes: &[Outcome]) -> Self {
        let files = loaded.files.found.iter().zip(outcomes);
        let layouts = files.map(|(found, outcome)| {
            let root = loaded.layouts.get(found.file.root as usize);
            let mut sections = outcome.parts().iter().filter_map(|part| part.section);
            let layout = sections.next().map(|section| section.layout);
            layout.or_else(|| root.copied().flatten())
        });
        let layouts: Vec<Option<Layout>> = layouts.collect();
        let names = |layout: &Layout| layout.conventions().names();
        Self {
            keys: layouts
                .iter()
                .map(|it| it.as_ref().map_or(&[][..], names))
                .collect(),
            layouts,
        }
    }

    /// The layout of a file.
    pub(crate) fn layout(&self, file: DataFileId) -> Option<Layout> {
        self.layouts.get(file.index()).copied().flatten()
    }

    /// Whether the objects of a file lost their ids on the way into it.
    pub(crate) fn lost_ids(&self, file: DataFileId) -> bool {
        let layout = self.layout(file);
        layout.is_some_and(|layout| layout.conventions().leaves_out_ids())
    }

    /// Puts keys in the place of names that one object of the collection has.
    pub(super) fn resolve(
        &self,
        loaded: &Loaded<'_>,
        tables: &mut IndexVec<CollectionId, Table>,
        strings: &Strings,
    ) {
        if self.keys.iter().all(|keys| keys.is_empty()) {
            return;
        }
        let projection = loaded.plans.projection;
        let names = self.keys.iter().flat_map(|keys| keys.iter());
        let mut index = Index::default();
        for name in names {
            let Some(id) = projection.find(name.collection) else {
                continue;
            };
            let collection = &projection.collections[id];
            index
                .entry(name.collection)
                .or_insert_with(|| Named::of(collection, &tables[id], (name.field, strings)));
        }
        for (table, collection) in tables.iter_mut().zip(&projection.collections) {
            for row in 0..table.rows() as Row {
                let place = table.places.get(row as usize);
                let keys = place.and_then(|place| self.keys.get(place.file.index()));
                let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
                    continue;
                };
                let rewrite = Rewrite {
                    keys,
                    index: &index,
                    strings,
                };
                rewrite.fields(&mut table.columns, &collection.fields, &(row..row + 1));
            }
        }
    }

    /// Makes objects without a key be found by their names, where one alone has the name.
    pub(super) fn name_keyless(
        &self,
        table: &mut Table,
        collection: &Collection,
        strings: &Strings,
    ) {
        let (Some(name), Some(_)) = (name_column(collection, NAMES), collection.key) else {
            return;
        };
        let mut found: HashMap<Symbol, Option<Row>> = HashMap::default();
        for row in &table.objects {
            let Some(place) = table.places.get(*row as usize) else {
                continue;
            };
            if self.lost_ids(place.file)
                && let Slot::Text(text) = table.slot(name, *row)
            {
                let name = if collection.exact_key {
                    text
                } else {
                    strings.folded(text)
                };
                let first = !found.contains_key(&name);
                found.insert(name, Some(*row).filter(|_| first));
            }
        }
        let alone = found
            .into_iter()
            .filter_map(|(name, row)| Some((name, row?)));
        let new = alone.filter(|(name, _)| !table.by_key.contains_key(name));
        let new: Vec<(Symbol, Row)> = new.collect();
        table.by_key.extend(new);
    }
}

/// Keys of names, the one that most objects have first.
pub(crate) const NAMES: &[&str] = &["displayName", "name"];

/// The column of an object's name.
pub(crate) fn name_column(collection: &Collection, names: &[&str]) -> Option<usize> {
    let is = |field: &FieldPlan, name: &str| match field.path.as_slice() {
        [key] => key.eq_ignore_ascii_case(name) && matches!(field.shape, Shape::Text),
        [..] => false,
    };
    let place = |name: &&str| collection.fields.iter().position(|field| is(field, name));
    names.iter().find_map(place)
}

impl Named {
    fn of(collection: &Collection, table: &Table, (field, strings): (&str, &Strings)) -> Self {
        let mut named = Self {
            keys: HashMap::default(),
            known: HashSet::default(),
        };
        let (Some(key), Some(name)) = (collection.key, name_column(collection, &[field])) else {
            return named;
        };
        let Some(keys) = table.columns.get(key) else {
            return named;
        };
        for row in 0..table.rows() as Row {
            let Some(key) = copies::key_of(keys, row) else {
                continue;
            };
            named.known.insert(strings.folded(key));
            if let Slot::Text(name) = table.slot(name, row) {
                named.add(strings, strings.folded(name), key);
            }
        }
        named
    }

    fn add(&mut self, strings: &Strings, name: Symbol, key: Symbol) {
        let known = self.keys.entry(name).or_insert(Some(key));
        if known.is_some_and(|own| strings.folded(own) != strings.folded(key)) {
            *known = None;
        }
    }
}

/// Rewrites the references of some rows.
struct Rewrite<'r> {
    keys: &'static [Name],
    index: &'r Index,
    strings: &'r Strings,
}

impl Rewrite<'_> {
    fn fields(&self, columns: &mut [Column], fields: &[FieldPlan], rows: &Range<Row>) {
        for (column, field) in columns.iter_mut().zip(fields) {
            let key = field.path.last().map_or("", String::as_str);
            self.column(column, (key, &field.shape), rows);
        }
    }

    fn column(&self, column: &mut Column, (key, shape): (&str, &Shape), rows: &Range<Row>) {
        match (shape, &mut column.values) {
            (Shape::Ref { .. }, Values::Ref { keys, .. }) => self.cells(keys, key, rows),
            (Shape::Record(fields), Values::Record(columns)) => self.fields(columns, fields, rows),
            (Shape::List(item), Values::List { ends, items }) => {
                let before = |row: Row| {
                    let at = row.checked_sub(1).and_then(|at| ends.get(at as usize));
                    at.copied().unwrap_or(0)
                };
                let inside = before(rows.start)..before(rows.end);
                self.column(items, (key, item), &inside);
            }
            (_, _) => {}
        }
    }

    fn cells(&self, cells: &mut [Option<Symbol>], key: &str, rows: &Range<Row>) {
        let named = self
            .keys
            .iter()
            .find(|name| name.key.eq_ignore_ascii_case(key));
        let Some(named) = named.and_then(|name| self.index.get(name.collection)) else {
            return;
        };
        let own = cells.get_mut(rows.start as usize..rows.end as usize);
        for cell in own.into_iter().flatten().flatten() {
            let folded = self.strings.folded(*cell);
            if !named.known.contains(&folded)
                && let Some(Some(key)) = named.keys.get(&folded)
            {
                *cell = *key;
            }
        }
    }
}
