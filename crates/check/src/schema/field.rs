//! Fields of entities and records.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir as hir;
use tenet_hir::{FieldId, Owner, PackId, Ty};
use tenet_syntax::ast;

use crate::collect::Items;
use crate::context::Context;
use crate::errors::{names, schema};
use crate::resolve::{self, Place};

/// Declares the own fields of entities.
pub(crate) fn of_entities(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        let declared = declare(ctx, owned.pack, Owner::Entity(owned.id), &owned.item.fields);
        ctx.program.entities[owned.id].own_fields = declared;
    }
}

/// Declares fields, each name once.
pub(crate) fn declare(
    ctx: &mut Context<'_>,
    pack: PackId,
    owner: Owner,
    fields: &[ast::Field],
) -> Vec<FieldId> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut declared = Vec::new();
    for field in fields {
        if let Some(first) = seen.insert(&field.name.text, field.name.span) {
            ctx.report(schema::duplicate_field(&field.name, first));
        } else {
            declared.push(declare_one(ctx, pack, owner, field));
        }
    }
    declared
}

fn declare_one(ctx: &mut Context<'_>, pack: PackId, owner: Owner, field: &ast::Field) -> FieldId {
    let ty = resolve::resolve(ctx, pack, &field.ty, Place::Field);
    let path = field
        .from
        .as_ref()
        .map_or(field.name.text.as_str(), |from| &from.text);
    ctx.program.fields.push(hir::Field {
        name: field.name.text.clone(),
        owner,
        span: field.name.span,
        doc: field.doc.clone(),
        ty,
        by: None,
        path: path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect(),
        null_text: field.null.as_ref().map(|null| null.text.clone()),
        absent_is_null: field.absent_is_null.is_some(),
        marks: marks(field),
        computed: None,
    })
}

fn marks(field: &ast::Field) -> hir::Marks {
    let has = |wanted| {
        field
            .modifiers
            .iter()
            .any(|modifier| modifier.kind == wanted)
    };
    hir::Marks {
        volatile: has(ast::ModifierKind::Volatile),
        exact: has(ast::ModifierKind::Exact),
        secret: has(ast::ModifierKind::Secret),
    }
}

/// The fields that are marked as key.
pub(crate) fn keys(fields: &[ast::Field]) -> impl Iterator<Item = &ast::Field> {
    fields.iter().filter(|field| {
        field
            .modifiers
            .iter()
            .any(|modifier| modifier.kind == ast::ModifierKind::Key)
    })
}

/// The field of that name among these.
pub(crate) fn find(ctx: &Context<'_>, fields: &[FieldId], name: &str) -> Option<FieldId> {
    fields
        .iter()
        .copied()
        .find(|field| ctx.program.fields[*field].name == name)
}

/// Fills the fields by which references refer.
pub(crate) fn refer(ctx: &mut Context<'_>, items: &Items<'_>) {
    for owned in &items.entities {
        let declared = ctx.program.entities[owned.id].own_fields.clone();
        refer_all(ctx, &declared, &owned.item.fields);
    }
    for owned in &items.records {
        let declared = ctx.program.records[owned.id].fields.clone();
        refer_all(ctx, &declared, &owned.item.fields);
    }
}

fn refer_all(ctx: &mut Context<'_>, declared: &[FieldId], fields: &[ast::Field]) {
    for field in fields {
        if let Some(by) = by_of(&field.ty)
            && let Some(id) = find(ctx, declared, &field.name.text)
        {
            let found = referred(ctx, id, by);
            ctx.program.fields[id].by = found;
        }
    }
}

fn by_of(ty: &ast::Type) -> Option<&ast::Ident> {
    match &ty.kind {
        ast::TypeKind::Ref { by, .. } => by.as_ref(),
        ast::TypeKind::List(item) => by_of(item),
        ast::TypeKind::Named(_)
        | ast::TypeKind::Union(_)
        | ast::TypeKind::SetOf(_)
        | ast::TypeKind::Change(_) => None,
    }
}

/// The field of the referred entities; all must have it, the first one's stands for all.
fn referred(ctx: &mut Context<'_>, field: FieldId, by: &ast::Ident) -> Option<FieldId> {
    let ty = ctx.program.fields[field].ty.clone();
    let inner = if let Ty::List(item) = &ty.ty {
        &item.ty
    } else {
        &ty.ty
    };
    let targets = inner.entities().to_vec();
    let found: Vec<Option<FieldId>> = targets
        .iter()
        .map(|target| find(ctx, &ctx.program.entities[*target].fields, &by.text))
        .collect();
    for (target, found) in targets.iter().zip(&found) {
        if found.is_none() {
            let diagnostic = unknown(ctx, *target, by);
            ctx.report(diagnostic);
        }
    }
    found.first().copied().flatten()
}

/// No field of that name in an entity.
pub(crate) fn unknown(
    ctx: &Context<'_>,
    entity: hir::EntityId,
    name: &ast::Ident,
) -> tenet_base::Diagnostic {
    let entity = &ctx.program.entities[entity];
    names::unknown_field(
        &entity.name,
        name,
        &field_names(&ctx.program, &entity.fields),
    )
}

/// The names of fields, in order.
pub(crate) fn field_names<'p>(program: &'p hir::Program, fields: &[FieldId]) -> Vec<&'p str> {
    fields
        .iter()
        .map(|field| program.fields[*field].name.as_str())
        .collect()
}
