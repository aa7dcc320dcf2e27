//! Collecting names: every item gets its id before anything is resolved.

use tenet_base::Span;
use tenet_hir as hir;
use tenet_hir::{DefId, EntityId, EnumId, ExprId, PackId, ParamId, RecordId, SetId, Type};
use tenet_syntax::ast;

use crate::context::Context;
use crate::errors::names;
use crate::names::Named;

/// An item with its id and its pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owned<'a, I, T> {
    pub(crate) pack: PackId,
    pub(crate) id: I,
    pub(crate) item: &'a T,
}

/// All items, by kind, in the order of packs, files and positions.
#[derive(Debug, Default)]
pub(crate) struct Items<'a> {
    pub(crate) entities: Vec<Owned<'a, EntityId, ast::Entity>>,
    pub(crate) records: Vec<Owned<'a, RecordId, ast::Record>>,
    pub(crate) enums: Vec<Owned<'a, EnumId, ast::Enum>>,
    pub(crate) aliases: Vec<Owned<'a, usize, ast::Alias>>,
    pub(crate) params: Vec<Owned<'a, ParamId, ast::Param>>,
    pub(crate) sets: Vec<Owned<'a, SetId, ast::Set>>,
    pub(crate) defs: Vec<Owned<'a, DefId, ast::Def>>,
    pub(crate) rules: Vec<Owned<'a, (), ast::Rule>>,
    pub(crate) templates: Vec<Owned<'a, usize, ast::Template>>,
    pub(crate) uses: Vec<Owned<'a, (), ast::Use>>,
    pub(crate) waivers: Vec<Owned<'a, (), ast::Waiver>>,
    pub(crate) tests: Vec<Owned<'a, (), ast::Test>>,
}

/// Gives every item its id and declares its name.
pub(crate) fn collect<'a>(ctx: &mut Context<'a>) -> Items<'a> {
    let mut items = Items::default();
    for (pack, source) in ctx.sources() {
        for file in &source.asts {
            for item in &file.items {
                collect_item(ctx, &mut items, pack, item);
            }
        }
    }
    items
}

fn collect_item<'a>(
    ctx: &mut Context<'a>,
    items: &mut Items<'a>,
    pack: PackId,
    item: &'a ast::Item,
) {
    match item {
        ast::Item::Entity(item) => items.entities.push(entity(ctx, pack, item)),
        ast::Item::Record(item) => items.records.push(record(ctx, pack, item)),
        ast::Item::Enum(item) => items.enums.push(enumeration(ctx, pack, item)),
        ast::Item::Alias(item) => items.aliases.push(alias(ctx, pack, item)),
        ast::Item::Param(item) => items.params.push(param(ctx, pack, item)),
        ast::Item::Set(item) => items.sets.push(set(ctx, pack, item)),
        ast::Item::Def(item) => items.defs.push(def(ctx, pack, item)),
        ast::Item::Rule(item) => items.rules.push(Owned { pack, id: (), item }),
        ast::Item::Template(item) => {
            let id = items.templates.len();
            declare(ctx, pack, &item.name, Named::Template(id));
            items.templates.push(Owned { pack, id, item });
        }
        ast::Item::Use(item) => items.uses.push(Owned { pack, id: (), item }),
        ast::Item::Waiver(item) => items.waivers.push(Owned { pack, id: (), item }),
        ast::Item::Test(item) => items.tests.push(Owned { pack, id: (), item }),
        ast::Item::Broken(item) => {
            if let Some(name) = &item.name {
                ctx.names
                    .declare(pack, &name.text, Named::Broken, name.span);
            }
        }
    }
}

/// Declares a name; one that is taken or belongs to the language is an error.
fn declare(ctx: &mut Context<'_>, pack: PackId, name: &ast::Ident, named: Named) {
    if crate::resolve::is_reserved(&name.text) {
        ctx.report(names::reserved(name));
        return;
    }
    if let Some(first) = ctx.names.declare(pack, &name.text, named, name.span) {
        ctx.report(names::duplicate(name, first));
    }
}

fn entity<'a>(
    ctx: &mut Context<'_>,
    pack: PackId,
    item: &'a ast::Entity,
) -> Owned<'a, EntityId, ast::Entity> {
    let id = ctx.program.entities.push(hir::Entity {
        name: item.name.text.clone(),
        pack,
        span: item.name.span,
        doc: item.doc.clone(),
        base: None,
        collection: None,
        discriminator: None,
        own_fields: Vec::new(),
        fields: Vec::new(),
        key: None,
        label: None,
        targeting: None,
        children: Vec::new(),
        is_log: false,
        log: None,
    });
    declare(ctx, pack, &item.name, Named::Entity(id));
    Owned { pack, id, item }
}

fn record<'a>(
    ctx: &mut Context<'_>,
    pack: PackId,
    item: &'a ast::Record,
) -> Owned<'a, RecordId, ast::Record> {
    let id = ctx.program.records.push(hir::Record {
        name: item.name.text.clone(),
        pack,
        span: item.name.span,
        doc: item.doc.clone(),
        fields: Vec::new(),
        key: None,
    });
    declare(ctx, pack, &item.name, Named::Record(id));
    Owned { pack, id, item }
}

fn enumeration<'a>(
    ctx: &mut Context<'_>,
    pack: PackId,
    item: &'a ast::Enum,
) -> Owned<'a, EnumId, ast::Enum> {
    let id = ctx.program.enums.push(hir::Enum {
        name: item.name.text.clone(),
        declared: Some((pack, item.name.span)),
        doc: item.doc.clone(),
        ordered: item.ordered,
        variants: Vec::new(),
    });
    declare(ctx, pack, &item.name, Named::Enum(id));
    Owned { pack, id, item }
}

fn alias<'a>(
    ctx: &mut Context<'_>,
    pack: PackId,
    item: &'a ast::Alias,
) -> Owned<'a, usize, ast::Alias> {
    let unions = &mut ctx.program.scopes[pack].unions;
    let id = unions.len();
    unions.push(hir::Union {
        name: item.name.text.clone(),
        span: item.name.span,
        members: Vec::new(),
    });
    declare(ctx, pack, &item.name, Named::Union(pack, id));
    Owned { pack, id, item }
}

fn param<'a>(
    ctx: &mut Context<'_>,
    pack: PackId,
    item: &'a ast::Param,
) -> Owned<'a, ParamId, ast::Param> {
    let value = unchecked(ctx, item.value.span);
    let id = ctx.program.params.push(hir::Param {
        name: item.name.text.clone(),
        pack,
        span: item.name.span,
        doc: item.doc.clone(),
        ty: Type::ERROR,
        value,
        overridden: None,
    });
    declare(ctx, pack, &item.name, Named::Param(id));
    Owned { pack, id, item }
}

fn set<'a>(ctx: &mut Context<'_>, pack: PackId, item: &'a ast::Set) -> Owned<'a, SetId, ast::Set> {
    let body = unchecked(ctx, item.value.span);
    let id = ctx.program.sets.push(hir::Set {
        name: item.name.text.clone(),
        pack,
        span: item.name.span,
        doc: item.doc.clone(),
        body,
    });
    declare(ctx, pack, &item.name, Named::Set(id));
    Owned { pack, id, item }
}

fn def<'a>(ctx: &mut Context<'_>, pack: PackId, item: &'a ast::Def) -> Owned<'a, DefId, ast::Def> {
    let body = unchecked(ctx, item.body.span);
    let id = ctx.program.defs.push(hir::Def {
        name: item.name.text.clone(),
        pack,
        span: item.name.span,
        doc: item.doc.clone(),
        params: Vec::new(),
        result: Type::ERROR,
        body,
    });
    declare(ctx, pack, &item.name, Named::Def(id));
    Owned { pack, id, item }
}

/// What stands for a value until it is checked: an error, so that a
/// declaration that leads back to itself says nothing more.
fn unchecked(ctx: &mut Context<'_>, span: Span) -> ExprId {
    ctx.poison(span)
}
