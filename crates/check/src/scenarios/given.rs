//! What is given: objects, what is missing, what logs cover.

use std::collections::BTreeMap;

use tenet_base::{Span, text};
use tenet_hir::{
    EntityId, FieldId, Given, GivenObject, GivenValue, Literal, LogWindow, Missing, PackId, Ty,
};
use tenet_syntax::ast;

use super::date;
use crate::context::Context;
use crate::errors::{names, scenarios as errors, types as type_errors};
use crate::expr::Checker;
use crate::resolve;
use crate::schema::field::{field_names, find};

/// Checks what a scenario gives.
pub(super) fn check(ctx: &mut Context<'_>, pack: PackId, world: &ast::World) -> Given {
    let mut builder = Builder {
        pack,
        given: Given {
            complete: world.complete.is_some(),
            captured_at: world.at.as_ref().and_then(|at| date(ctx, at)),
            ..Given::default()
        },
        missing: Vec::new(),
        windows: BTreeMap::new(),
        keys: BTreeMap::new(),
    };
    // What is missing is known before the objects that contradict it are met.
    for entry in &world.entries {
        builder.evidence(ctx, entry);
    }
    for entry in &world.entries {
        if let ast::Given::Object(literal) = entry {
            builder.object(ctx, literal);
        }
    }
    builder.given
}

/// What is given as far as it was checked, and what each entry may contradict.
struct Builder {
    pack: PackId,
    given: Given,
    /// Where each entry of `given.missing` stands.
    missing: Vec<Span>,
    windows: BTreeMap<EntityId, Span>,
    /// Where the object with a key stands, by the entity with the collection.
    keys: BTreeMap<(EntityId, String), Span>,
}

impl Builder {
    fn evidence(&mut self, ctx: &mut Context<'_>, entry: &ast::Given) {
        match entry {
            ast::Given::Object(_) => {}
            ast::Given::Snapshot(folder) => self.given.exports.push(folder.text.clone()),
            ast::Given::Missing { entity, path, span } => {
                self.missing(ctx, entity, path, *span);
            }
            ast::Given::Window {
                entity,
                from,
                to,
                span,
            } => self.window(ctx, entity, (from, to), *span),
        }
    }

    fn missing(
        &mut self,
        ctx: &mut Context<'_>,
        name: &ast::QualifiedName,
        path: &[ast::Ident],
        span: Span,
    ) {
        let Some(entity) = entity(ctx, self.pack, name) else {
            return;
        };
        let Some(path) = field_path(ctx, entity, path) else {
            return;
        };
        let window = ctx.program.table_entity(entity).unwrap_or(entity);
        if let Some(first) = self.windows.get(&window).filter(|_| path.is_empty()) {
            ctx.report(errors::missing_and_given(&name.name.text, *first, span));
        }
        self.missing.push(span);
        self.given.missing.push(Missing { entity, path });
    }

    fn window(
        &mut self,
        ctx: &mut Context<'_>,
        name: &ast::QualifiedName,
        (from, to): (&ast::DateLiteral, &ast::DateLiteral),
        span: Span,
    ) {
        let Some(entity) = entity(ctx, self.pack, name) else {
            return;
        };
        if !ctx.program.entities[entity].is_log {
            ctx.report(errors::not_a_log(&name.name.text, name.span));
            return;
        }
        if let Some(missing) = self.missing_table(ctx, entity) {
            ctx.report(errors::missing_and_given(&name.name.text, span, missing));
        }
        if let Some(first) = self.windows.insert(entity, span) {
            let what = format!("the window of `{}`", name.name.text);
            ctx.report(errors::twice(&what, span, first));
        }
        let (Some(start), Some(end)) = (date(ctx, from), date(ctx, to)) else {
            return;
        };
        if end < start {
            ctx.report(errors::backwards(from.span, to.span));
        }
        self.given.windows.push(LogWindow {
            entity,
            from: start,
            to: end,
        });
    }

    fn object(&mut self, ctx: &mut Context<'_>, literal: &ast::ObjectLiteral) {
        let Some(name) = &literal.ty else { return };
        let Some(entity) = entity(ctx, self.pack, name) else {
            return;
        };
        let declared = &ctx.program.entities[entity];
        let (owner, all) = (declared.name.clone(), declared.fields.clone());
        let Some(table) = ctx.program.table_entity(entity) else {
            let below = ctx.program.tables_of(entity).into_iter();
            let below: Vec<&str> = below
                .map(|below| ctx.program.entities[below].name.as_str())
                .collect();
            let diagnostic = errors::homeless(&owner, name.span, &below);
            ctx.report(diagnostic);
            return;
        };
        let fields = Checker::new(ctx, self.pack).given_fields(&owner, &all, &literal.pairs);
        self.keyed(ctx, (entity, table), literal, &fields);
        self.contradicted(ctx, (entity, table), literal, &fields);
        self.given.objects.push(GivenObject {
            entity,
            fields,
            span: name.span,
        });
    }

    /// Whether the object has a key, and no other has the same.
    fn keyed(
        &mut self,
        ctx: &mut Context<'_>,
        (entity, table): (EntityId, EntityId),
        literal: &ast::ObjectLiteral,
        fields: &[(FieldId, GivenValue)],
    ) {
        let declared = &ctx.program.entities[entity];
        let Some(key) = declared.key else { return };
        let field = &ctx.program.fields[key];
        let at = literal.ty.as_ref().map_or(literal.span, |ty| ty.span);
        let pair = literal
            .pairs
            .iter()
            .find(|pair| pair.name.text == field.name);
        let Some(pair) = pair else {
            let diagnostic = type_errors::missing_pair(at, &declared.name, &field.name);
            return ctx.report(diagnostic);
        };
        let value = fields.iter().find(|(own, _)| *own == key);
        let Some(value) = value.and_then(|(_, value)| key_text(value)) else {
            return;
        };
        let folded = if field.marks.exact {
            value.clone()
        } else {
            text::fold(&value).into_owned()
        };
        if let Some(first) = self.keys.insert((table, folded), at) {
            let what = format!("the `{}` of key \"{value}\"", declared.name);
            ctx.report(errors::twice(&what, pair.value.span, first));
        }
    }

    /// Whether the object, or a field of it, is said to be missing.
    fn contradicted(
        &self,
        ctx: &mut Context<'_>,
        (entity, table): (EntityId, EntityId),
        literal: &ast::ObjectLiteral,
        fields: &[(FieldId, GivenValue)],
    ) {
        let at = literal.ty.as_ref().map_or(literal.span, |ty| ty.span);
        let owner = ctx.program.entities[entity].name.clone();
        if let Some(missing) = self.missing_table(ctx, table) {
            ctx.report(errors::missing_and_given(&owner, at, missing));
            return;
        }
        for (missing, span) in self.given.missing.iter().zip(&self.missing) {
            if ctx.program.is_one_of(entity, missing.entity)
                && let Some(name) = given_at(ctx, entity, fields, &missing.path)
            {
                let what = format!("{owner}.{name}");
                ctx.report(errors::missing_and_given(&what, at, *span));
            }
        }
    }

    /// Where the collection of an entity is said to be missing.
    fn missing_table(&self, ctx: &Context<'_>, table: EntityId) -> Option<Span> {
        let missing = self.given.missing.iter().zip(&self.missing);
        let mut whole = missing.filter(|(missing, _)| missing.path.is_empty());
        whole
            .find(|(missing, _)| ctx.program.tables_of(missing.entity).contains(&table))
            .map(|(_, span)| *span)
    }
}

/// The one entity that a name stands for.
fn entity(ctx: &mut Context<'_>, pack: PackId, name: &ast::QualifiedName) -> Option<EntityId> {
    let found = resolve::entities_of(ctx, pack, name);
    if found.len() > 1 {
        let names: Vec<&str> = found
            .iter()
            .map(|entity| ctx.program.entities[*entity].name.as_str())
            .collect();
        let diagnostic = errors::homeless(&name.name.text, name.span, &names);
        ctx.report(diagnostic);
        return None;
    }
    found.first().copied()
}

/// The fields that a path leads through; reports the first that is none.
fn field_path(
    ctx: &mut Context<'_>,
    entity: EntityId,
    path: &[ast::Ident],
) -> Option<Vec<FieldId>> {
    let declared = &ctx.program.entities[entity];
    let mut owner = declared.name.clone();
    let mut fields = declared.fields.clone();
    let mut found = Vec::new();
    for name in path {
        let Some(field) = find(ctx, &fields, &name.text) else {
            let known = field_names(&ctx.program, &fields);
            let diagnostic = names::unknown_field(&owner, name, &known);
            ctx.report(diagnostic);
            return None;
        };
        if ctx.program.fields[field].absent_is_null {
            ctx.report(errors::absent_is_null(&owner, name));
        }
        if ctx.program.fields[field].computed.is_some() {
            ctx.report(errors::worked_out(&owner, name));
        }
        found.push(field);
        (owner, fields) = inside(ctx, field);
    }
    Some(found)
}

/// What the fields of a record are of, and they; none for what has no fields.
fn inside(ctx: &Context<'_>, field: FieldId) -> (String, Vec<FieldId>) {
    let declared = &ctx.program.fields[field];
    let mut ty = &declared.ty;
    while let Ty::List(item) = &ty.ty {
        ty = item;
    }
    if let Ty::Record(record) = &ty.ty {
        let record = &ctx.program.records[*record];
        return (record.name.clone(), record.fields.clone());
    }
    (declared.name.clone(), Vec::new())
}

/// The name of the field at the end of a path, if a value is given there.
fn given_at(
    ctx: &Context<'_>,
    entity: EntityId,
    fields: &[(FieldId, GivenValue)],
    path: &[FieldId],
) -> Option<String> {
    let (first, rest) = path.split_first()?;
    let own = ctx.program.field_in(entity, *first);
    let (_, value) = fields.iter().find(|(field, _)| *field == own)?;
    is_given(value, rest).then(|| {
        let names = path
            .iter()
            .map(|field| ctx.program.fields[*field].name.as_str());
        names.collect::<Vec<_>>().join(".")
    })
}

fn is_given(value: &GivenValue, path: &[FieldId]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return *value != GivenValue::Unknown;
    };
    match value {
        GivenValue::Record(_, fields) => fields
            .iter()
            .any(|(field, value)| field == first && is_given(value, rest)),
        GivenValue::List(items) => items.iter().any(|item| is_given(item, path)),
        GivenValue::Unknown | GivenValue::Constant(_) | GivenValue::Key(..) => false,
    }
}

/// A key as an export writes it.
fn key_text(value: &GivenValue) -> Option<String> {
    match value {
        GivenValue::Key(key, _) | GivenValue::Constant(Literal::String(key)) => Some(key.clone()),
        GivenValue::Constant(Literal::Int(key)) => Some(key.to_string()),
        GivenValue::Constant(_)
        | GivenValue::Unknown
        | GivenValue::List(_)
        | GivenValue::Record(..) => None,
    }
}
