//! Pages of the schema from the typed program.

use tenet_hir::{
    BuiltinRecord, EntityId, EnumId, FieldId, Owner, Program, RecordId, Targeting, describe,
};

use super::{Declaration, Entity, Enum, Field, Kind, Permission};
use crate::build::pack_name;
use crate::permissions;

/// The page of an entity.
pub(super) fn entity(program: &Program, id: EntityId) -> Declaration {
    let declared = &program.entities[id];
    let name_of = |entity: &EntityId| program.entities[*entity].name.clone();
    let name_of_field = |field: FieldId| program.fields[field].name.clone();
    let collections = collections(program, id);
    let page = Entity {
        permissions: permissions(&collections),
        collections,
        is_abstract: program.table_entity(id).is_none(),
        discriminator: declared.discriminator.clone(),
        bases: bases(program, id).iter().map(name_of).collect(),
        kinds: declared.children.iter().map(name_of).collect(),
        key: declared.key.map(name_of_field),
        label: declared.label.map(name_of_field),
        targeting: declared.targeting.map(Targeting::words),
        is_log: declared.is_log,
        fields: declared
            .fields
            .iter()
            .map(|field| self::field(program, *field, Owner::Entity(id), declared.key))
            .collect(),
    };
    Declaration {
        name: declared.name.clone(),
        pack: Some(pack_name(program, declared.pack)),
        span: Some(declared.span),
        doc: declared.doc.clone(),
        kind: Kind::Entity(Box::new(page)),
    }
}

/// The page of a record.
pub(super) fn record(program: &Program, id: RecordId) -> Declaration {
    let declared = &program.records[id];
    let fields = declared.fields.iter();
    let fields = fields.map(|field| self::field(program, *field, Owner::Record(id), declared.key));
    Declaration {
        name: declared.name.clone(),
        pack: Some(pack_name(program, declared.pack)),
        span: Some(declared.span),
        doc: declared.doc.clone(),
        kind: Kind::Record(fields.collect()),
    }
}

/// The page of a record that the language itself declares.
pub(super) fn own_record(program: &Program, record: BuiltinRecord) -> Declaration {
    let owners = |path: &str| {
        let entities = program.entities.iter_enumerated();
        let owners = entities.filter(|(_, entity)| entity.collection.as_deref() == Some(path));
        owners.map(|(id, _)| id).collect()
    };
    let fields = record.fields().iter().map(|field| Field {
        name: field.name().to_owned(),
        ty: describe(program, &field.ty(owners)),
        doc: field.doc().to_owned(),
        ..Field::default()
    });
    Declaration {
        name: record.name().to_owned(),
        pack: None,
        span: None,
        doc: record.doc().to_owned(),
        kind: Kind::Record(fields.collect()),
    }
}

/// The page of an enumeration, of a pack or of the language.
pub(super) fn enumeration(program: &Program, id: EnumId) -> Declaration {
    let declared = &program.enums[id];
    let members = declared.variants.iter();
    let members = members.map(|member| (member.name.clone(), member.wire.clone()));
    Declaration {
        name: declared.name.clone(),
        pack: declared.declared.map(|(pack, _)| pack_name(program, pack)),
        span: declared.declared.map(|(_, span)| span),
        doc: declared.doc.clone(),
        kind: Kind::Enum(Enum {
            ordered: declared.ordered,
            members: members.collect(),
        }),
    }
}

/// The pages of named unions, pack by pack.
pub(super) fn unions(program: &Program) -> Vec<Declaration> {
    let scopes = program.scopes.iter_enumerated();
    let unions = scopes.flat_map(|(pack, scope)| scope.unions.iter().map(move |one| (pack, one)));
    let page = |(pack, union): (_, &tenet_hir::Union)| {
        let members = union.members.iter();
        let members = members.map(|id| program.entities[*id].name.clone());
        Declaration {
            name: union.name.clone(),
            pack: Some(pack_name(program, pack)),
            span: Some(union.span),
            doc: String::new(),
            kind: Kind::Union(members.collect()),
        }
    };
    unions.map(page).collect()
}

fn collections(program: &Program, id: EntityId) -> Vec<String> {
    let tables = program.tables_of(id).into_iter();
    let mut paths: Vec<String> = tables
        .filter_map(|table| program.entities[table].collection.clone())
        .collect();
    paths.sort_unstable();
    paths
}

/// A path below a collection is named if it asks for another permission.
fn permissions(collections: &[String]) -> Vec<Permission> {
    let mut found: Vec<Permission> = Vec::new();
    for collection in collections {
        let own = permissions::least(collection);
        for (path, name) in permissions::below(collection) {
            if own == Some(name) && !path.eq_ignore_ascii_case(collection) {
                continue;
            }
            match found.iter_mut().find(|permission| permission.name == name) {
                Some(permission) => permission.paths.push(path),
                None => found.push(Permission {
                    name,
                    paths: vec![path],
                }),
            }
        }
    }
    found
}

fn bases(program: &Program, id: EntityId) -> Vec<EntityId> {
    std::iter::successors(program.entities[id].base, |base| {
        program.entities[*base].base
    })
    .collect()
}

fn field(program: &Program, id: FieldId, of: Owner, key: Option<FieldId>) -> Field {
    let declared = &program.fields[id];
    let path = declared.path.join("/");
    let inherited = match declared.owner {
        Owner::Entity(owner) if declared.owner != of => Some(program.entities[owner].name.clone()),
        Owner::Entity(_) | Owner::Record(_) => None,
    };
    Field {
        ty: describe(program, &declared.ty),
        path: (path != declared.name).then_some(path),
        modifiers: modifiers(declared, key == Some(id)),
        absent_is_null: declared.absent_is_null,
        null_text: declared.null_text.clone(),
        by: declared.by.map(|by| program.fields[by].name.clone()),
        inherited,
        doc: declared.doc.clone(),
        name: declared.name.clone(),
    }
}

fn modifiers(field: &tenet_hir::Field, is_key: bool) -> Vec<&'static str> {
    let marks = field.marks;
    let modifiers = [
        (is_key, "key"),
        (field.computed.is_some(), "computed"),
        (marks.volatile, "volatile"),
        (marks.exact, "exact"),
        (marks.secret, "secret"),
    ];
    let written = modifiers.into_iter().filter(|(is_written, _)| *is_written);
    written.map(|(_, word)| word).collect()
}
