//! Types as they are written, turned into what they mean.

use tenet_base::Span;
use tenet_hir::{Builtin, BuiltinEnum, BuiltinRecord, EntityId, Generator, PackId, Ty, Type};
use tenet_syntax::ast;

use crate::context::Context;
use crate::errors::{names, schema, templates, unsupported};
use crate::names::{Lookup, Named};
use crate::types;

/// Where a type stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a field, which holds no objects but references to them.
    Field,
    /// In a parameter or a result.
    Value,
    /// In a parameter of a template, which may be a set.
    Template,
}

/// The types that have a word of their own.
const PLAIN: [(&str, Ty); 7] = [
    ("Bool", Ty::Bool),
    ("Int", Ty::Int),
    ("Number", Ty::Number),
    ("String", Ty::String),
    ("Date", Ty::Date),
    ("Duration", Ty::Duration),
    ("Severity", Ty::Severity),
];

/// Types of the language that this version lacks.
const LATER: [&str; 2] = ["Period", "Change"];

/// `actor(e)`, whose argument is an event of any log.
pub(crate) const ACTOR: &str = "actor";

/// Functions of the language that this version lacks.
pub(crate) const LATER_FUNCTIONS: [&str; 2] = ["earlier", "touches"];

/// The type of the language that has that name.
fn plain(name: &str) -> Option<Ty> {
    let word = PLAIN.iter().find(|(word, _)| *word == name);
    let record = || {
        BuiltinRecord::ALL
            .into_iter()
            .find(|own| own.name() == name)
    };
    word.map(|(_, ty)| ty.clone())
        .or_else(|| record().map(Ty::Builtin))
        .or_else(|| BuiltinEnum::named(name).map(|own| Ty::Enum(own.id())))
}

/// The names of the types of the language.
fn plain_names() -> impl Iterator<Item = &'static str> {
    let words = PLAIN.iter().map(|(word, _)| *word);
    words
        .chain(BuiltinRecord::ALL.map(BuiltinRecord::name))
        .chain(BuiltinEnum::ALL.map(BuiltinEnum::name))
}

/// Whether a name belongs to the language.
pub(crate) fn is_reserved(name: &str) -> bool {
    plain(name).is_some() || LATER.contains(&name) || is_function(name)
}

/// Whether a name is that of a function of the language.
pub(crate) fn is_function(name: &str) -> bool {
    Builtin::ALL.iter().any(|function| function.name() == name)
        || Generator::ALL
            .iter()
            .any(|function| function.name() == name)
        || name == ACTOR
        || LATER_FUNCTIONS.contains(&name)
}

/// What a written type means.
pub(crate) fn resolve(
    ctx: &mut Context<'_>,
    pack: PackId,
    written: &ast::Type,
    place: Place,
) -> Type {
    let ty = match &written.kind {
        ast::TypeKind::Named(name) => named(ctx, pack, name, place),
        ast::TypeKind::Union(members) => union(ctx, pack, members, place),
        ast::TypeKind::List(item) => Ty::List(Box::new(resolve(ctx, pack, item, place))),
        ast::TypeKind::Ref { targets, .. } => Ty::Ref(entities(ctx, pack, targets)),
        ast::TypeKind::SetOf(name) => set_of(ctx, pack, name, (written.span, place)),
        ast::TypeKind::Change(_) => {
            ctx.report(unsupported::ty("Change", written.span));
            Ty::Error
        }
    };
    let empty_ref = matches!(&ty, Ty::Ref(of) | Ty::Entity(of) if of.is_empty());
    let ty = if empty_ref { Ty::Error } else { ty };
    Type {
        ty,
        nullable: written.nullable,
    }
}

/// The entities that names stand for, unions spread out; mistakes are reported.
pub(crate) fn entities(
    ctx: &mut Context<'_>,
    pack: PackId,
    members: &[ast::QualifiedName],
) -> Vec<EntityId> {
    let found: Vec<EntityId> = members
        .iter()
        .flat_map(|member| entities_of(ctx, pack, member))
        .collect();
    types::sorted(found)
}

/// The entities that a name stands for: one, or those of a union.
pub(crate) fn entities_of(
    ctx: &mut Context<'_>,
    pack: PackId,
    name: &ast::QualifiedName,
) -> Vec<EntityId> {
    match type_name(ctx, pack, name) {
        Some(Named::Entity(id)) => vec![id],
        Some(Named::Union(pack, position)) => union_members(ctx, pack, position),
        Some(
            Named::Record(_)
            | Named::Enum(_)
            | Named::Param(_)
            | Named::Set(_)
            | Named::Def(_)
            | Named::Template(_),
        ) => {
            ctx.report(schema::union_member(name));
            Vec::new()
        }
        Some(Named::Broken) | None => Vec::new(),
    }
}

fn union_members(ctx: &Context<'_>, pack: PackId, position: usize) -> Vec<EntityId> {
    let union = ctx.program.scopes[pack].unions.get(position);
    union.map(|union| union.members.clone()).unwrap_or_default()
}

/// What a name of a type stands for; reports it if nothing.
pub(crate) fn type_name(
    ctx: &mut Context<'_>,
    pack: PackId,
    name: &ast::QualifiedName,
) -> Option<Named> {
    match ctx.names.qualified(pack, name) {
        Lookup::Found(named) => Some(named),
        Lookup::Missing => {
            let diagnostic = if is_reserved(&name.name.text) && name.qualifier.is_none() {
                names::not_an_entity(name)
            } else {
                names::unknown_type(name, &type_names(ctx, pack, name.qualifier.as_ref()))
            };
            ctx.report(diagnostic);
            None
        }
        Lookup::Ambiguous(aliases) => {
            ctx.report(names::ambiguous(&name.name, &aliases));
            None
        }
        Lookup::NoPack => {
            if let Some(alias) = &name.qualifier {
                ctx.report(names::unknown_pack(alias, &ctx.names.aliases(pack)));
            }
            None
        }
    }
}

fn type_names<'c>(ctx: &'c Context<'_>, pack: PackId, alias: Option<&ast::Ident>) -> Vec<&'c str> {
    let other = alias.and_then(|alias| ctx.names.alias(pack, &alias.text));
    let own = other.is_none();
    let plain = plain_names()
        .filter(move |_| own)
        .map(|name| -> &str { name });
    let names: Vec<(&str, Named)> = match other {
        Some(other) => ctx.names.own(other).collect(),
        None => ctx.names.visible(pack).collect(),
    };
    let names = names.into_iter().filter(|(_, named)| match named {
        Named::Entity(_) | Named::Record(_) | Named::Enum(_) | Named::Union(..) => true,
        Named::Param(_) | Named::Set(_) | Named::Def(_) | Named::Template(_) | Named::Broken => {
            false
        }
    });
    plain.chain(names.map(|(name, _)| name)).collect()
}

fn named(ctx: &mut Context<'_>, pack: PackId, name: &ast::QualifiedName, place: Place) -> Ty {
    if name.qualifier.is_none() {
        let word = name.name.text.as_str();
        if let Some(ty) = plain(word) {
            return ty;
        }
        if LATER.contains(&word) {
            ctx.report(unsupported::ty(word, name.span));
            return Ty::Error;
        }
    }
    match type_name(ctx, pack, name) {
        Some(Named::Entity(id)) => bare(ctx, name, place, vec![id]),
        Some(Named::Union(of, position)) => {
            let members = union_members(ctx, of, position);
            bare(ctx, name, place, members)
        }
        Some(Named::Record(id)) => Ty::Record(id),
        Some(Named::Enum(id)) => Ty::Enum(id),
        Some(Named::Param(_) | Named::Set(_) | Named::Def(_) | Named::Template(_)) => {
            ctx.report(names::not_a_type(name));
            Ty::Error
        }
        Some(Named::Broken) | None => Ty::Error,
    }
}

/// Entities without `ref`, which a field cannot hold.
fn bare(
    ctx: &mut Context<'_>,
    name: &ast::QualifiedName,
    place: Place,
    entities: Vec<EntityId>,
) -> Ty {
    if place != Place::Field {
        return Ty::Entity(entities);
    }
    ctx.report(schema::bare_entity(name));
    Ty::Error
}

/// `set of E`, which the parameters of templates alone can be.
fn set_of(
    ctx: &mut Context<'_>,
    pack: PackId,
    name: &ast::QualifiedName,
    (span, place): (Span, Place),
) -> Ty {
    if place != Place::Template {
        ctx.report(templates::misplaced_set_of(name, span));
        return Ty::Error;
    }
    let entities = entities_of(ctx, pack, name);
    if entities.is_empty() {
        return Ty::Error;
    }
    Ty::List(Box::new(Type::of(Ty::Entity(entities))))
}

fn union(ctx: &mut Context<'_>, pack: PackId, members: &[ast::QualifiedName], place: Place) -> Ty {
    let found = entities(ctx, pack, members);
    if place != Place::Field {
        return Ty::Entity(found);
    }
    if let Some(first) = members.first() {
        ctx.report(schema::bare_entity(first));
    }
    Ty::Error
}
