//! Objects that lost their ids, found again in the exports of other tools by type and name.
//!
//! Names are no keys: two dates of one export hold two objects of a name, and a
//! tenant may have several. So one object is taken for another only across
//! tools, and where each of them has one alone of that type and name.

use tenet_base::{HashMap, HashSet, Strings, Symbol};
use tenet_hir::Collection;

use crate::load::naming::{NAMES, Naming, name_column};
use crate::{Layout, Row, Slot, Table};

/// Takes objects without ids for those of the same type and name of other tools; gives
/// each with the row that it is a copy of.
pub(super) fn join(
    table: &mut Table,
    plan: &Collection,
    strings: &Strings,
    naming: &Naming,
) -> Vec<(Row, Row)> {
    let Some(column) = name_column(plan, NAMES) else {
        return Vec::new();
    };
    let layout = |row: Row| -> Option<Layout> {
        let place = table.places.get(row as usize)?;
        naming.layout(place.file)
    };
    let lost = |row: Row| layout(row).is_some_and(|it| it.conventions().leaves_out_ids());
    if !table.objects.iter().any(|row| lost(*row)) {
        return Vec::new();
    }
    let mut named: HashMap<Symbol, Vec<Row>> = HashMap::default();
    for row in &table.objects {
        if let Slot::Text(name) = table.slot(column, *row) {
            named.entry(strings.folded(name)).or_default().push(*row);
        }
    }
    let same_type = |a: Row, b: Row| match (table.type_of(a), table.type_of(b)) {
        (Some(a), Some(b)) => strings.folded(a) == strings.folded(b),
        (_, _) => true,
    };
    let mut joined = Vec::new();
    for row in table.objects.iter().copied().filter(|row| lost(*row)) {
        let Slot::Text(name) = table.slot(column, row) else {
            continue;
        };
        let all = named.get(&strings.folded(name)).into_iter().flatten();
        let all = all.copied().filter(|other| same_type(row, *other));
        let (own, others): (Vec<Row>, Vec<Row>) =
            all.partition(|other| layout(*other) == layout(row));
        if let ([_], [other]) = (own.as_slice(), others.as_slice())
            && (!lost(*other) || *other < row)
        {
            joined.push((*other, row));
        }
    }
    let gone: HashSet<Row> = joined.iter().map(|(_, row)| *row).collect();
    table.objects.retain(|row| !gone.contains(row));
    joined
}
