//! Texts of an export that their enumeration does not list, as warnings of the run.
//!
//! Such a text is loaded and equals no member, so `x not in [one, two]` is true
//! of it. That is what the rule says, and seldom what its author knew: the
//! service has a value that the schema has not heard of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tenet_base::code::data;
use tenet_base::{DataLocation, Diagnostic, Strings, Symbol, World, text};
use tenet_hir::{CollectionId, EnumId, FieldId, Layout, Program, Ty, Type};
use tenet_snapshot::{Column, Locator, Presence, Root, Row, Snapshot, Step, Values};

/// Warns of every text that an enumeration does not list, once for each
/// collection, field and text, at the first place where it stands.
pub(crate) fn unlisted(
    world: &dyn World,
    roots: &[Root],
    (program, layout): (&Program, &Layout),
    snapshot: &Snapshot,
) -> Vec<Diagnostic> {
    let mut search = Search {
        program,
        layout,
        strings: &snapshot.strings,
        found: BTreeMap::new(),
    };
    for id in snapshot.tables.ids() {
        search.table(id, &snapshot.tables[id].columns);
    }
    let found: Vec<(Name<'_>, Drift)> = search.found.into_iter().collect();
    let places: Vec<_> = found
        .iter()
        .filter_map(|(name, drift)| {
            let places = &snapshot.tables.try_get(name.collection)?.places;
            let place = places.get(drift.row as usize).copied()?;
            Some((place, drift.path.as_slice()))
        })
        .collect();
    let located = Locator::new(world, roots, snapshot).locate_all(&places);
    let told = found.iter().zip(located).map(|((name, drift), located)| {
        let place = located.map_or_else(|| DataLocation::file(0, ""), |located| located.place);
        let path = &layout.projection.collections[name.collection].path;
        warning(
            place,
            name,
            (path, &program.enums[drift.listed].name),
            drift,
        )
    });
    told.collect()
}

fn warning(
    place: DataLocation,
    name: &Name<'_>,
    (path, listed): (&str, &str),
    drift: &Drift,
) -> Diagnostic {
    let values = if drift.count == 1 { "value" } else { "values" };
    let message = format!(
        "`{}`, which `{listed}` does not list, is {} {values} of `{path}: {}`",
        name.text, drift.count, name.field
    );
    Diagnostic::data(&data::UNLISTED_TEXT, place, message)
        .note("it equals no member of the enumeration")
}

/// What is told once.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a> {
    collection: CollectionId,
    field: &'a str,
    text: &'a str,
}

/// How often a text stands there, and where first.
#[derive(Debug)]
struct Drift {
    listed: EnumId,
    count: u64,
    row: Row,
    path: Vec<Step>,
}

/// A step from the rows of a table to those of a column in it.
#[derive(Clone, Copy)]
enum Hop<'a> {
    /// To the value of a field.
    Field(&'a [String]),
    /// To the items of lists, which end there.
    Items(&'a [Row]),
}

/// A search through the columns of all tables.
struct Search<'a> {
    program: &'a Program,
    layout: &'a Layout,
    strings: &'a Strings,
    found: BTreeMap<Name<'a>, Drift>,
}

impl<'a> Search<'a> {
    /// Looks at the columns of a table, each once, whatever entity it is read for.
    fn table(&mut self, id: CollectionId, columns: &'a [Column]) {
        let Some(owner) = self.layout.owner(id) else {
            return;
        };
        let mut seen = BTreeSet::new();
        for entity in self.program.descendants(owner) {
            for field in &self.program.entities[entity].fields {
                let at = self.layout.column(id, *field);
                let column = at.and_then(|at| columns.get(at));
                if let Some((at, column)) = at.zip(column)
                    && seen.insert(at)
                {
                    self.field(id, *field, column, &[]);
                }
            }
        }
    }

    fn field(&mut self, id: CollectionId, field: FieldId, column: &'a Column, way: &[Hop<'a>]) {
        let field = &self.program.fields[field];
        if field.marks.secret {
            return;
        }
        let way = [way, &[Hop::Field(&field.path)]].concat();
        self.column(id, (&field.name, &field.ty), column, &way);
    }

    fn column(
        &mut self,
        id: CollectionId,
        (name, ty): (&'a str, &'a Type),
        column: &'a Column,
        way: &[Hop<'a>],
    ) {
        match (&ty.ty, &column.values) {
            (Ty::Enum(listed), Values::Text(texts)) => {
                let strange = self.strange(*listed, column, texts);
                let mut strange: Vec<(Symbol, (u64, Row))> = strange.into_iter().collect();
                strange.sort_unstable_by_key(|(_, (_, row))| *row);
                for (symbol, (count, row)) in strange {
                    let name = Name {
                        collection: id,
                        field: name,
                        text: self.strings.get(symbol),
                    };
                    let (row, path) = place(row, way);
                    let listed = *listed;
                    let drift = self.found.entry(name).or_insert(Drift {
                        listed,
                        count: 0,
                        row,
                        path,
                    });
                    drift.count += count;
                }
            }
            (Ty::List(item), Values::List { ends, items }) => {
                let way = [way, &[Hop::Items(ends)]].concat();
                self.column(id, (name, item), items, &way);
            }
            (Ty::Record(record), Values::Record(columns)) => {
                for field in &self.program.records[*record].fields {
                    let at = self.layout.record_column(*field);
                    if let Some(column) = at.and_then(|at| columns.get(at)) {
                        self.field(id, *field, column, way);
                    }
                }
            }
            (_, _) => {}
        }
    }

    /// The texts of a column that are not listed: how often each stands there, and in which row first.
    fn strange(
        &self,
        listed: EnumId,
        column: &Column,
        texts: &[Option<Symbol>],
    ) -> HashMap<Symbol, (u64, Row)> {
        let mut counts: HashMap<Symbol, (u64, Row)> = HashMap::new();
        for (row, (symbol, presence)) in (0..).zip(texts.iter().zip(&column.presence)) {
            if let Some(symbol) = symbol
                && matches!(presence, Presence::Known | Presence::Merged)
            {
                counts.entry(*symbol).or_insert((0, row)).0 += 1;
            }
        }
        let variants = &self.program.enums[listed].variants;
        counts.retain(|symbol, _| {
            let text = self.strings.get(*symbol);
            !variants.iter().any(|it| text::same(&it.wire, text))
        });
        counts
    }
}

/// The row of the table and the way from its object to a row of a column in it.
fn place(mut row: Row, way: &[Hop<'_>]) -> (Row, Vec<Step>) {
    let mut path = Vec::new();
    for hop in way.iter().rev() {
        match hop {
            Hop::Field(keys) => path.extend(keys.iter().rev().cloned().map(Step::Key)),
            Hop::Items(ends) => {
                let owner = ends.partition_point(|end| *end <= row);
                let before = owner.checked_sub(1).and_then(|before| ends.get(before));
                path.push(Step::Item(row - before.copied().unwrap_or(0)));
                row = owner as Row;
            }
        }
    }
    path.reverse();
    (row, path)
}
