//! Pages of the schema as JSON.

use serde::Serialize;

use super::{Declaration, Entity, Enum, Field, Kind, Permission};
use crate::json::pretty;

/// The list of entities: name, pack, collections, one line about each.
pub fn json_list(entities: &[Declaration]) -> String {
    let wire = |one: &Declaration| {
        let (collections, is_abstract) = match &one.kind {
            Kind::Entity(entity) => (entity.collections.clone(), entity.is_abstract),
            Kind::Record(_) | Kind::Enum(_) | Kind::Union(_) => (Vec::new(), false),
        };
        WireEntry {
            name: one.name.clone(),
            pack: one.pack.clone(),
            is_abstract,
            collections,
            summary: one.summary(),
        }
    };
    pretty(&entities.iter().map(wire).collect::<Vec<_>>())
}

/// The pages of declarations as a list.
pub fn json(declarations: &[Declaration]) -> String {
    let wire = declarations.iter().map(WireDeclaration::new);
    pretty(&wire.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct WireEntry {
    name: String,
    pack: Option<String>,
    #[serde(rename = "abstract")]
    is_abstract: bool,
    collections: Vec<String>,
    summary: String,
}

#[derive(Serialize)]
struct WireDeclaration<'a> {
    name: &'a str,
    pack: Option<&'a str>,
    kind: &'static str,
    doc: &'a str,
    #[serde(flatten)]
    body: WireKind<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WireKind<'a> {
    Entity(WireEntity<'a>),
    Record {
        fields: Vec<WireField<'a>>,
    },
    Enum {
        ordered: bool,
        members: Vec<WireMember<'a>>,
    },
    Union {
        entities: &'a [String],
    },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireEntity<'a> {
    #[serde(rename = "abstract")]
    is_abstract: bool,
    collections: &'a [String],
    discriminator: Option<&'a str>,
    permissions: Vec<WirePermission<'a>>,
    key: Option<&'a str>,
    label: Option<&'a str>,
    bases: &'a [String],
    kinds: &'a [String],
    targeting: Option<&'static str>,
    log: bool,
    fields: Vec<WireField<'a>>,
}

#[derive(Serialize)]
struct WirePermission<'a> {
    name: &'static str,
    paths: &'a [&'static str],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireField<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: &'a str,
    path: &'a str,
    modifiers: &'a [&'static str],
    absent_is_null: bool,
    null_text: Option<&'a str>,
    by: Option<&'a str>,
    inherited_from: Option<&'a str>,
    doc: &'a str,
}

#[derive(Serialize)]
struct WireMember<'a> {
    name: &'a str,
    wire: &'a str,
}

impl<'a> WireDeclaration<'a> {
    fn new(one: &'a Declaration) -> Self {
        Self {
            name: &one.name,
            pack: one.pack.as_deref(),
            kind: one.kind.word(),
            doc: &one.doc,
            body: match &one.kind {
                Kind::Entity(entity) => WireKind::Entity(WireEntity::new(entity)),
                Kind::Record(fields) => WireKind::Record {
                    fields: wire_fields(fields),
                },
                Kind::Enum(declared) => WireKind::new_enum(declared),
                Kind::Union(entities) => WireKind::Union { entities },
            },
        }
    }
}

impl Kind {
    const fn word(&self) -> &'static str {
        match self {
            Self::Entity(_) => "entity",
            Self::Record(_) => "record",
            Self::Enum(_) => "enum",
            Self::Union(_) => "type",
        }
    }
}

impl<'a> WireKind<'a> {
    fn new_enum(declared: &'a Enum) -> Self {
        let members = declared.members.iter();
        Self::Enum {
            ordered: declared.ordered,
            members: members
                .map(|(name, wire)| WireMember { name, wire })
                .collect(),
        }
    }
}

impl<'a> WireEntity<'a> {
    fn new(entity: &'a Entity) -> Self {
        let permissions = entity.permissions.iter();
        Self {
            is_abstract: entity.is_abstract,
            collections: &entity.collections,
            discriminator: entity.discriminator.as_deref(),
            permissions: permissions.map(WirePermission::new).collect(),
            key: entity.key.as_deref(),
            label: entity.label.as_deref(),
            bases: &entity.bases,
            kinds: &entity.kinds,
            targeting: entity.targeting.map(|(word, _)| word),
            log: entity.is_log,
            fields: wire_fields(&entity.fields),
        }
    }
}

impl<'a> WirePermission<'a> {
    fn new(permission: &'a Permission) -> Self {
        Self {
            name: permission.name,
            paths: &permission.paths,
        }
    }
}

fn wire_fields(fields: &[Field]) -> Vec<WireField<'_>> {
    fields.iter().map(WireField::new).collect()
}

impl<'a> WireField<'a> {
    fn new(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            ty: &field.ty,
            path: field.path.as_deref().unwrap_or(&field.name),
            modifiers: &field.modifiers,
            absent_is_null: field.absent_is_null,
            null_text: field.null_text.as_deref(),
            by: field.by.as_deref(),
            inherited_from: field.inherited.as_deref(),
            doc: &field.doc,
        }
    }
}
