//! Pages made by hand.

use super::{Declaration, Entity, Enum, Field, Kind, human, human_list, markdown};
use crate::style::Style;

fn declaration(name: &str, doc: &str, kind: Kind) -> Declaration {
    Declaration {
        name: name.to_owned(),
        pack: Some("doors".to_owned()),
        span: None,
        doc: doc.to_owned(),
        kind,
    }
}

fn door() -> Declaration {
    let plain = |name: &str, ty: &str| Field {
        name: name.to_owned(),
        ty: ty.to_owned(),
        ..Field::default()
    };
    let fields = vec![
        Field {
            modifiers: vec!["key", "exact"],
            ..plain("id", "String")
        },
        Field {
            by: Some("number".to_owned()),
            path: Some("place/house".to_owned()),
            null_text: Some("none".to_owned()),
            absent_is_null: true,
            doc: "Where it\nstands.".to_owned(),
            ..plain("house", "ref House?")
        },
        Field {
            inherited: Some("Part".to_owned()),
            ..plain("note", "Text | Sign")
        },
    ];
    let entity = Entity {
        collections: vec!["users".to_owned()],
        bases: vec!["Part".to_owned()],
        key: Some("id".to_owned()),
        is_log: true,
        fields,
        ..Entity::default()
    };
    let doc = "A door. It has\na number.\n\nMore about doors.";
    declaration("Door", doc, Kind::Entity(Box::new(entity)))
}

#[test]
fn an_entity_for_people() {
    insta::assert_snapshot!(human(&[door()], Style::PLAIN), @r#"
    Door  entity of doors

    A door. It has a number.

    More about doors.

    collection  users
    key         id
    is a        Part
    log         of events: never complete for all time

    field  type         about
    id     String       key, exact
    house  ref House?   by `number`, in exports `place/house`, `"none"` is null,
                        absent is null. Where it stands.
    note   Text | Sign  of `Part`
    "#);
}

#[test]
fn an_entity_in_markdown() {
    insta::assert_snapshot!(markdown(&[door()]), @r#"
    ## `Door`

    A door. It has
    a number.

    More about doors.

    - An entity of doors
    - Collection: `users`
    - Key: `id`
    - Is a `Part`
    - A log of events, never complete for all time

    | field | type | about |
    | --- | --- | --- |
    | `id` | `String` | key, exact |
    | `house` | `ref House?` | by `number`, in exports `place/house`, `"none"` is null, absent is null. Where it stands. |
    | `note` | `Text \| Sign` | of `Part` |
    "#);
}

#[test]
fn a_list_for_people() {
    let part = Entity {
        is_abstract: true,
        ..Entity::default()
    };
    let part = declaration("Part", "", Kind::Entity(Box::new(part)));
    insta::assert_snapshot!(human_list(&[door(), part], Style::PLAIN), @r#"
    entity  collection  about
    Door    users       A door.
    Part    abstract

    2 entities; `tenet schema show NAME` shows one with its fields
    "#);
}

#[test]
fn an_enumeration_for_people() {
    let colour = Enum {
        ordered: true,
        members: vec![
            ("green".to_owned(), "#0f0".to_owned()),
            ("red".to_owned(), "red".to_owned()),
        ],
    };
    let colour = declaration("Colour", "", Kind::Enum(colour));
    insta::assert_snapshot!(human(&[colour], Style::PLAIN), @r#"
    Colour  ordered enum of doors

    member  in exports
    green   #0f0
    red
    "#);
}
