//! The bundled schema: what its entities say of themselves in the same words each time.

use tenet_hir::Entity;
use tenet_report::permissions;
use tenet_testkit::Bench;

/// What the documentation of an entity says of its source and of the permission to read it.
#[derive(Debug, PartialEq, Eq)]
struct Source<'d> {
    line: &'d str,
    permission: &'d str,
}

#[test]
fn every_collection_says_its_path_and_permission() {
    let program = Bench::bundled().program;
    let mut wrong = Vec::new();
    let mut count = 0;
    for entity in &program.entities {
        if let Some(collection) = &entity.collection {
            count += 1;
            if let Err(why) = check(entity, collection) {
                wrong.push(format!("{}: {why}", entity.name));
            }
        }
    }
    assert!(count > 0, "the schema has no collection");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn everything_is_documented() {
    let program = Bench::bundled().program;
    let user = program.entities.iter().find(|it| it.name == "User");
    let schema = user.map(|user| user.pack);
    let entities = program
        .entities
        .iter()
        .map(|it| (it.pack, &it.name, &it.doc));
    let records = program
        .records
        .iter()
        .map(|it| (it.pack, &it.name, &it.doc));
    let enums = program.enums.iter();
    let enums = enums.filter_map(|it| it.declared.map(|(pack, _)| (pack, &it.name, &it.doc)));
    let bare: Vec<&String> = entities
        .chain(records)
        .chain(enums)
        .filter(|(pack, _, doc)| Some(*pack) == schema && doc.trim().is_empty())
        .map(|(_, name, _)| name)
        .collect();
    assert_eq!(bare, Vec::<&String>::new());
}

fn check(entity: &Entity, collection: &str) -> Result<(), String> {
    let source = Source::of(&entity.doc)?;
    if collection.starts_with("registers/") {
        let line = format!("Register: `{collection}.json`");
        return agree(&source, &line, "none");
    }
    let least = permissions::least(collection);
    let Some(least) = least else {
        return Err(format!("no permission is known for `{collection}`"));
    };
    let permission = format!("`{least}`");
    if source.line.starts_with("Other service: `GET https://") {
        return agree(&source, source.line, &permission);
    }
    let version = ["v1.0", "beta"];
    let lines = version.map(|version| format!("Graph: `GET /{version}/{collection}"));
    let rest = lines
        .iter()
        .find_map(|line| source.line.strip_prefix(line.as_str()));
    match rest {
        Some(rest) if rest == "`" || rest.starts_with("?$expand=") && rest.ends_with('`') => {
            agree(&source, source.line, &permission)
        }
        Some(_) | None => Err(format!("`{}` is not the path `{collection}`", source.line)),
    }
}

fn agree(source: &Source<'_>, line: &str, permission: &str) -> Result<(), String> {
    let wanted = Source { line, permission };
    if *source == wanted {
        return Ok(());
    }
    Err(format!("says {source:?}, not {wanted:?}"))
}

impl<'d> Source<'d> {
    /// The last two lines of a documentation.
    fn of(doc: &'d str) -> Result<Self, String> {
        let mut lines = doc.lines().map(str::trim).rev();
        let permission = lines
            .next()
            .and_then(|line| line.strip_prefix("Least permission: "));
        match (lines.next(), permission) {
            (Some(line), Some(permission)) => Ok(Self { line, permission }),
            (_, _) => Err("does not end in the lines of its source and permission".to_owned()),
        }
    }
}
