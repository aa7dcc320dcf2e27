//! The schema as pages: what kinds of objects there are, where they stand in
//! exports, and what their fields are.
//!
//! The pages are made from the typed program, hence from what the checker
//! holds, whichever packs are loaded. They own all they say.

mod build;
mod human;
mod json;
mod json_schema;
mod markdown;
mod notes;

use tenet_base::suggest::nearest;
use tenet_hir::{BuiltinRecord, Program};

pub use human::{human, human_list};
pub use json::{json, json_list};
pub use json_schema::json_schema;
pub use markdown::{markdown, markdown_list};

/// A declaration of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Its name.
    pub name: String,
    /// The pack that declares it; none for what the language itself declares.
    pub pack: Option<String>,
    /// Where it is declared, in a pack.
    pub span: Option<tenet_base::Span>,
    /// Its documentation, in Markdown; may be empty.
    pub doc: String,
    /// What it declares.
    pub kind: Kind,
}

/// What a declaration declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A kind of object.
    Entity(Box<Entity>),
    /// A structured field type, with its key and its fields.
    Record(Vec<Field>),
    /// An enumeration.
    Enum(Enum),
    /// A named union, by the names of its entities.
    Union(Vec<String>),
}

/// A kind of object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entity {
    /// The Graph paths of the collections in which its objects stand: its own or
    /// an ancestor's; those below if it is abstract.
    pub collections: Vec<String>,
    /// Whether it has no collection of its own and none above.
    pub is_abstract: bool,
    /// The JSON type that tells its objects apart in a collection.
    pub discriminator: Option<String>,
    /// What it is one of, nearest first.
    pub bases: Vec<String>,
    /// The entities that are declared to be one of it, in order of declaration.
    pub kinds: Vec<String>,
    /// The name of its key.
    pub key: Option<String>,
    /// The name of the field by which messages call its objects.
    pub label: Option<String>,
    /// How it is targeted, as it is written in the schema, and in prose.
    pub targeting: Option<(&'static str, &'static str)>,
    /// Whether it is a log of events.
    pub is_log: bool,
    /// Least permissions, and the Graph paths at and below its collections that
    /// each of them reads.
    pub permissions: Vec<Permission>,
    /// All its fields, inherited ones first.
    pub fields: Vec<Field>,
}

/// A permission of Microsoft Graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// Its name: `User.Read.All`.
    pub name: &'static str,
    /// The Graph paths that ask for it; what is below a path asks for the same
    /// unless another permission names it.
    pub paths: Vec<&'static str>,
}

/// A field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name in rules.
    pub name: String,
    /// Its type, as rules spell it.
    pub ty: String,
    /// Where it stands in the JSON object, with `/`, if not under its name.
    pub path: Option<String>,
    /// `key`, `volatile`, `exact`, `secret`, `computed`, as far as they are written before it.
    pub modifiers: Vec<&'static str>,
    /// Whether an absent key means null.
    pub absent_is_null: bool,
    /// A text that stands for null.
    pub null_text: Option<String>,
    /// For a reference: the field of the other entity that it names, if not its key.
    pub by: Option<String>,
    /// The entity that it is inherited from.
    pub inherited: Option<String>,
    /// Its documentation; may be empty.
    pub doc: String,
}

/// An enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Whether `<` compares its members.
    pub ordered: bool,
    /// Its members and their texts in exports, in order of declaration.
    pub members: Vec<(String, String)>,
}

/// All entities, in order of their names.
pub fn entities(program: &Program) -> Vec<Declaration> {
    let mut found: Vec<Declaration> = program
        .entities
        .ids()
        .map(|id| build::entity(program, id))
        .collect();
    found.sort_by(|one, other| (&one.name, &one.pack).cmp(&(&other.name, &other.pack)));
    found
}

/// Everything that a schema declares, in order of declaration: entities, then
/// records, enumerations and unions; the language's own before those of packs.
pub fn declarations(program: &Program) -> Vec<Declaration> {
    let entities = program.entities.ids().map(|id| build::entity(program, id));
    let own = BuiltinRecord::ALL.map(|record| build::own_record(program, record));
    let records = program.records.ids().map(|id| build::record(program, id));
    let records = own.into_iter().chain(records);
    let enums = program
        .enums
        .ids()
        .map(|id| build::enumeration(program, id));
    let unions = build::unions(program);
    entities.chain(records).chain(enums).chain(unions).collect()
}

/// What is called `name`, whatever the case: several if packs share the name.
/// If nothing is: the name that is nearest to it, if one is near.
pub fn find(program: &Program, name: &str) -> Result<Vec<Declaration>, Option<String>> {
    let mut all = declarations(program);
    let nearest = nearest(name, all.iter().map(|one| one.name.as_str())).map(str::to_owned);
    all.retain(|one| one.name.eq_ignore_ascii_case(name));
    // Names that differ in case only are told apart by who writes them right.
    if all.iter().any(|one| one.name == name) {
        all.retain(|one| one.name == name);
    }
    if all.is_empty() {
        Err(nearest)
    } else {
        Ok(all)
    }
}

impl Declaration {
    /// What it is, in a word.
    pub fn what(&self) -> &'static str {
        match &self.kind {
            Kind::Entity(entity) if entity.is_abstract => "abstract entity",
            Kind::Entity(_) => "entity",
            Kind::Record(_) => "record",
            Kind::Enum(declared) if declared.ordered => "ordered enum",
            Kind::Enum(_) => "enum",
            Kind::Union(_) => "type",
        }
    }

    /// What declares it: `of graph-schema`.
    fn origin(&self) -> String {
        match &self.pack {
            Some(pack) => format!("of {pack}"),
            None => "of the language".to_owned(),
        }
    }

    /// The first sentence of its documentation.
    pub fn summary(&self) -> String {
        let paragraph: Vec<&str> = self
            .doc
            .lines()
            .map(str::trim)
            .take_while(|line| !line.is_empty())
            .collect();
        let paragraph = paragraph.join(" ");
        match paragraph.split_once(". ") {
            Some((first, _)) => format!("{first}."),
            None => paragraph,
        }
    }
}

#[cfg(test)]
mod tests;
