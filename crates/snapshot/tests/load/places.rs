//! Where things stand.

use tenet_base::Location;
use tenet_snapshot::{Located, Step, locate};

use crate::world::{Loaded, files};

fn find(loaded: &Loaded, path: &str, object: usize, steps: &[Step]) -> Located {
    let table = &loaded.snapshot.tables[loaded.collection(path)];
    let place = table.places[table.objects[object] as usize];
    locate(
        &loaded.world,
        &loaded.roots,
        &loaded.snapshot,
        (place, steps),
    )
    .expect("a place")
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn check(found: &Located, pointer: &str, position: (u64, u64), marked: &str) {
    let (text, range) = found.place.excerpt.clone().expect("an excerpt");
    let range = range.start as usize..range.end as usize;
    assert_eq!(found.pointer, pointer);
    assert_eq!(found.place.position, Some(position));
    assert_eq!(text.get(range), Some(marked), "{text}");
}

#[test]
fn a_part_of_an_object_is_found_again() {
    let text = "{\"@odata.context\":\"x#users\",\"value\":[\n  {\"id\":\"a\"},\n  {\"id\":\"é\",\r\n   \"Tags\": [\"x\", \"y\"] }\n]}";
    let utf16: String = text.to_owned();
    for text in [text, &format!("\u{feff}{utf16}")] {
        let loaded = files(&[("users.json", text)]);
        check(
            &find(&loaded, "users", 1, &[]),
            "/value/1",
            (3, 3),
            "{\"id\":\"é\",",
        );
        let tag = [key("tags"), Step::Item(1)];
        check(
            &find(&loaded, "users", 1, &tag),
            "/value/1/Tags/1",
            (4, 18),
            "\"y\"",
        );
        check(
            &find(&loaded, "users", 0, &[key("upn")]),
            "/value/0",
            (2, 3),
            "{\"id\":\"a\"}",
        );
    }
}

#[test]
fn single_objects_lists_and_lines_have_pointers() {
    let loaded = files(&[
        ("users/a.json", "{\"id\":\"a\"}"),
        ("users/b.json", "[{\"id\":\"b\"}]"),
        ("users.jsonl", "{\"id\":\"c\"}\n{\"id\":\"d\"}\n"),
    ]);
    let id = [key("id")];
    check(&find(&loaded, "users", 0, &id), "/id", (1, 7), "\"a\"");
    check(&find(&loaded, "users", 1, &id), "/0/id", (1, 8), "\"b\"");
    check(&find(&loaded, "users", 3, &id), "/id", (2, 7), "\"d\"");
}

#[test]
fn items_of_an_answered_list_are_objects_of_its_file() {
    let text =
        "{\"@odata.context\":\"x#directoryObjects\",\n\"value\":[{\"id\":\"a\"},\n{\"id\":\"b\"}]}";
    let loaded = files(&[("groups/g/members.json", text)]);
    let second = [key("members"), Step::Item(1)];
    check(
        &find(&loaded, "groups", 0, &second),
        "/value/1",
        (3, 1),
        "{\"id\":\"b\"}",
    );
}

#[test]
fn mistakes_name_line_and_column() {
    let text = "{\"@odata.context\":\"x#users\",\"value\":[\n  {\"id\":\"a\",\"enabled\":\n   12},\n  {\"id\": oops}]}";
    let loaded = files(&[("users.json", text)]);
    let places: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|told| match &told.primary.location {
            Location::Data(place) => (told.code.id, place.position),
            Location::Source(_) | Location::Run => (told.code.id, None),
        })
        .collect();
    assert_eq!(places, [("D0014", Some((3, 4))), ("D0001", Some((4, 10)))]);
    assert_eq!(loaded.objects("users"), "id=a enabled=malformed note=null");
}
