//! The place of a value: the line of the file that the tool wrote, and the pointer into it.

use serde_json::Value;
use tenet_base::Symbol;
use tenet_hir::Shape;
use tenet_snapshot::{Column, Located, Locator, Place, Presence, Row, Slot, Step};
use tenet_testkit::exports::Model;

use super::reading::{Loaded, read};
use super::whole::exports;

/// A value that was read, and the way to it.
struct Read {
    place: Place,
    steps: Vec<Step>,
    /// The value, and the names under which a tool may have written it.
    texts: Vec<String>,
}

#[test]
fn each_value_stands_at_its_place() {
    let model = Model::new(11);
    for (name, export) in exports(&model) {
        let loaded = read(&[&export]);
        let values = values(&loaded);
        assert!(values.len() >= 4, "{name}: {}", values.len());
        let locator = Locator::new(&loaded.world, &loaded.roots, &loaded.snapshot);
        let requests: Vec<_> = values
            .iter()
            .map(|it| (it.place, it.steps.as_slice()))
            .collect();
        for (value, located) in values.iter().zip(locator.locate_all(&requests)) {
            let located = located.unwrap_or_else(|| panic!("{name} {:?}", value.steps));
            check(&loaded, value, &located, &name);
        }
    }
}

fn check(loaded: &Loaded, value: &Read, located: &Located, name: &str) {
    let about = format!(
        "{name} {} {:?} {located:?}",
        value.texts.join(", "),
        value.steps
    );
    let text = decode(&loaded.world.files[&format!("root0/{}", located.place.file)]);
    let (line, column) = located.place.position.expect(&about);
    let line = text.lines().nth(line as usize - 1).expect(&about);
    let rest: String = line.chars().skip(column as usize - 1).collect();
    // The pointer of a record of lines leads on from its line.
    let lines = located.place.file == "records.jsonl";
    let json: Value = serde_json::from_str(if lines { line } else { &text }).expect(&about);
    let found = json.pointer(&located.pointer).expect(&about);
    // A reference may be the object itself.
    let (sign, found) = match found.get("id") {
        Some(id) => ('{', id),
        None => ('"', found),
    };
    let found = found.as_str().expect(&about).to_ascii_lowercase();
    let holds = |own: &String| found.contains(&own.to_ascii_lowercase());
    assert!(value.texts.iter().any(holds), "{about}: {found}");
    assert!(rest.starts_with(sign), "{about}: {rest}");
    let shown = sign == '{'
        || rest
            .to_ascii_lowercase()
            .contains(&found.replace('"', "\\\""));
    assert!(shown, "{about}: {rest}");
}

/// A file as text.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xff, 0xfe, wide @ ..] => {
            let units = wide.chunks(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16")
        }
        bytes => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
    };
    text.trim_start_matches('\u{feff}').to_owned()
}

/// All texts and references that were read from the files of objects themselves.
fn values(loaded: &Loaded) -> Vec<Read> {
    let mut values = Vec::new();
    let collections = loaded.projection.collections.iter_enumerated();
    for (id, collection) in collections {
        let table = &loaded.snapshot.tables[id];
        for row in 0..table.rows() as Row {
            for (column, field) in table.columns.iter().zip(&collection.fields) {
                let steps = field
                    .path
                    .iter()
                    .map(|key| Step::Key(key.clone()))
                    .collect();
                let place = table.places[row as usize];
                let mut way = Way {
                    loaded,
                    place,
                    values: &mut values,
                };
                way.column(column, row, (steps, &field.shape));
            }
        }
    }
    values
}

struct Way<'w> {
    loaded: &'w Loaded,
    place: Place,
    values: &'w mut Vec<Read>,
}

impl Way<'_> {
    fn column(&mut self, column: &Column, row: Row, (steps, shape): (Vec<Step>, &Shape)) {
        // What another copy told stands there.
        if column.presence[row as usize] == Presence::Merged {
            return;
        }
        match (column.slot(row), shape) {
            (Slot::Text(text) | Slot::Ref(text, _), _) => self.add(steps, text),
            (Slot::List(list), Shape::List(item)) => {
                for (at, row) in (list.start..list.end).enumerate() {
                    let mut steps = steps.clone();
                    steps.push(Step::Item(at as u32));
                    self.column(list.items, row, (steps, item));
                }
            }
            (Slot::Record(record), Shape::Record(fields)) => {
                for (column, field) in record.columns.iter().zip(fields) {
                    let keys = field.path.iter().map(|key| Step::Key(key.clone()));
                    let steps = steps.iter().cloned().chain(keys).collect();
                    self.column(column, record.row, (steps, &field.shape));
                }
            }
            (_, _) => {}
        }
    }

    fn add(&mut self, steps: Vec<Step>, text: Symbol) {
        let own = self.loaded.snapshot.strings.get(text).to_owned();
        // An id that the path of the file tells stands nowhere in it.
        if self.loaded.snapshot.files[self.place.file]
            .path
            .contains(&own)
        {
            return;
        }
        let name = self.loaded.name_of(text);
        // A time zone may have been added.
        let bare = own.trim_end_matches('Z').to_owned();
        self.values.push(Read {
            place: self.place,
            steps,
            texts: vec![own, name, bare],
        });
    }
}
