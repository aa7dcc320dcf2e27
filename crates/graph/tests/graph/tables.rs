//! Tables by hand: what a loader makes of a collection.

use tenet_base::{Instant, Interner, Symbol};
use tenet_hir::{Collection, FieldPlan, Shape};
use tenet_snapshot::{Column, Conflict, Coverage, Merge, Presence, Row, Status, Table, Values};

use crate::json::Json;

/// A table of objects, whose list under `$open` are cut off; of `"$conflict"`
/// copies say different things.
pub(crate) fn table(
    strings: &Interner,
    collection: &Collection,
    rows: &[Json],
    complete: bool,
) -> Table {
    let cells: Vec<Option<&Json>> = rows.iter().map(Some).collect();
    let place = tenet_snapshot::Place {
        file: tenet_base::id::Id::from_index(0),
        offset: 0,
    };
    let said = |row: &Json| Some(strings.intern(row.get("@odata.type")?.as_text()?));
    Table {
        objects: (0..rows.len() as Row).collect(),
        by_key: tenet_base::HashMap::default(),
        columns: columns(strings, &collection.fields, &cells),
        types: rows.iter().map(said).collect(),
        places: vec![place; rows.len()],
        coverage: Some(coverage(complete)),
        ..Table::default()
    }
}

fn coverage(complete: bool) -> Coverage {
    if complete {
        return Coverage {
            status: Status::Complete,
            gaps: Vec::new(),
            ..Coverage::absent()
        };
    }
    Coverage::absent()
}

fn columns(strings: &Interner, plans: &[FieldPlan], objects: &[Option<&Json>]) -> Vec<Column> {
    let columns = plans.iter().map(|plan| {
        let cells: Vec<Option<&Json>> = objects.iter().map(|object| find(*object, plan)).collect();
        column(strings, &plan.shape, plan.nullable, &cells)
    });
    columns.collect()
}

fn find<'j>(object: Option<&'j Json>, plan: &FieldPlan) -> Option<&'j Json> {
    let start = object?;
    plan.path
        .iter()
        .try_fold(start, |value, key| value.get(key))
}

fn column(strings: &Interner, shape: &Shape, nullable: bool, cells: &[Option<&Json>]) -> Column {
    let presence: Vec<Presence> = cells
        .iter()
        .map(|cell| presence(shape, nullable, *cell))
        .collect();
    let merged = (0u32..).zip(&presence);
    let merged = merged.filter(|(_, presence)| **presence == Presence::Merged);
    let conflict = |row| {
        Merge::Conflict(Conflict {
            first: row,
            second: row,
        })
    };
    Column {
        merged: merged.map(|(row, _)| (row, conflict(row))).collect(),
        presence,
        values: values(strings, shape, cells),
    }
}

fn presence(shape: &Shape, nullable: bool, cell: Option<&Json>) -> Presence {
    let Some(value) = cell else {
        return Presence::Absent;
    };
    match (shape, value) {
        (_, Json::Text(text)) if text == "$conflict" => Presence::Merged,
        (Shape::List(_), Json::Null) if !nullable => Presence::Known,
        (_, Json::Null) if nullable => Presence::Null,
        (Shape::List(_), Json::Object(_)) if value.get("$open").is_some() => Presence::Open,
        (Shape::List(_), Json::List(_))
        | (Shape::Bool, Json::Bool(_))
        | (Shape::Int, Json::Int(_))
        | (Shape::Text | Shape::Date, Json::Text(_))
        | (Shape::Ref { .. }, Json::Text(_) | Json::Object(_))
        | (Shape::Record(_), Json::Object(_)) => Presence::Known,
        _ => Presence::Malformed,
    }
}

fn values(strings: &Interner, shape: &Shape, cells: &[Option<&Json>]) -> Values {
    let text = |cell: Option<&Json>| Some(strings.intern(cell?.as_text()?));
    match shape {
        Shape::Bool => Values::Bool(
            cells
                .iter()
                .map(|cell| *cell == Some(&Json::Bool(true)))
                .collect(),
        ),
        Shape::Int => Values::Int(cells.iter().map(|cell| int(*cell)).collect()),
        Shape::Text => Values::Text(cells.iter().copied().map(text).collect()),
        Shape::Ref { key } => references(strings, key, cells),
        Shape::Record(plans) => Values::Record(columns(strings, plans, cells)),
        Shape::List(item) => list(strings, item, cells),
        Shape::Date => Values::Date(cells.iter().copied().map(date).collect()),
        Shape::Number | Shape::Duration => panic!("the graph reads none"),
    }
}

fn date(cell: Option<&Json>) -> Option<Instant> {
    Instant::parse(cell?.as_text()?)
}

fn int(cell: Option<&Json>) -> i64 {
    match cell {
        Some(Json::Int(value)) => *value,
        _ => 0,
    }
}

fn references(strings: &Interner, key: &str, cells: &[Option<&Json>]) -> Values {
    let key_of = |cell: Option<&Json>| -> Option<Symbol> {
        let value = cell?;
        Some(strings.intern(value.get(key).unwrap_or(value).as_text()?))
    };
    let type_of = |cell: Option<&Json>| -> Option<Symbol> {
        Some(strings.intern(cell?.get("@odata.type")?.as_text()?))
    };
    Values::Ref {
        keys: cells.iter().copied().map(key_of).collect(),
        types: cells.iter().copied().map(type_of).collect(),
    }
}

fn list(strings: &Interner, item: &Shape, cells: &[Option<&Json>]) -> Values {
    let mut items = Vec::new();
    let mut ends = Vec::new();
    for cell in cells {
        if let Some(value) = cell {
            let value = value.get("$open").unwrap_or(value);
            items.extend(value.items().iter().map(Some));
        }
        ends.push(items.len() as u32);
    }
    Values::List {
        ends,
        items: Box::new(column(strings, item, false, &items)),
    }
}
