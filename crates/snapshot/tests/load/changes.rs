//! Answers of changes: what they say comes after the rest of their root.

use crate::world::files;

const GROUPS: &str = r#"{"@odata.context":"x/$metadata#groups","value":[
 {"id":"g1","name":"one","members":[{"id":"a"}]},{"id":"g2","name":"two"},{"id":"G3","name":"three"}]}"#;

const CHANGES: &str = r#"{"@odata.context":"x/$metadata#groups","value":[
 {"id":"g1","name":"first","members@delta":[{"id":"b"}]},{"id":"g3","@removed":{"reason":"deleted"}},
 {"id":"g4","name":"four"}],"@odata.deltaLink":"x"}"#;

#[test]
fn changes_win_over_the_rest_of_their_root() {
    for changes in ["groups-2.json", "a/groups.json", "z/groups.json"] {
        let loaded = files(&[("groups.json", GROUPS), (changes, CHANGES)]);
        assert_eq!(
            loaded.objects("groups"),
            "id=g1 name=first members=malformed\nid=g2 name=two\nid=g4 name=four",
            "{changes}"
        );
        assert_eq!(loaded.codes(), "D0043", "{changes}");
        let coverage = loaded.coverage("groups");
        assert!(coverage.starts_with("Partial"), "{coverage}");
    }
}

#[test]
fn changes_of_another_root_are_a_contradiction() {
    let loaded = files(&[("groups.json", GROUPS), ("t2:groups.json", CHANGES)]);
    let objects = loaded.objects("groups");
    assert!(objects.contains("id=G3 name=three"), "{objects}");
    assert!(
        objects.contains("id=g1 name=conflict members=conflict"),
        "{objects}"
    );
    assert!(loaded.codes().contains("D0017"));
}

#[test]
fn what_came_back_is_there() {
    let back = r#"{"@odata.context":"x/$metadata#groups","value":[{"id":"g3","name":"again"}],"@odata.deltaLink":"x"}"#;
    let loaded = files(&[
        ("groups.json", GROUPS),
        ("delta/groups-1.json", CHANGES),
        ("later/groups.json", back),
    ]);
    let objects = loaded.objects("groups");
    assert!(
        objects.to_lowercase().contains("id=g3 name=again"),
        "{objects}"
    );
}
