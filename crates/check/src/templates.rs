//! Templates: rules over constants and sets.
//!
//! A template is checked once for itself, with its parameters as variables of
//! their types, so that its mistakes are told once. A use gives it arguments,
//! and its rules are checked again with these in the place of the parameters;
//! what is wrong then that was not before is told with the place of the use.
//! Names in the rules are those of the template's pack, names in the arguments
//! those of the use's, and the rules belong to the pack of the use.

mod arguments;
pub(crate) mod text;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{Diagnostic, Span};
use tenet_hir as hir;
use tenet_hir::{ExprId, PackId, VarId};
use tenet_syntax::ast;

use crate::collect::{Items, Owned};
use crate::context::Context;
use crate::errors::{names, templates as errors};
use crate::expr::Checker;
use crate::lint;
use crate::names::{Lookup, Named};
use crate::resolve::{self, Place};

/// A template of which the parameters have types.
pub(crate) struct Template<'a> {
    pub(crate) item: &'a ast::Template,
    pack: PackId,
    parameters: Vec<VarId>,
    /// What is wrong with it whatever its arguments are.
    told: Vec<Diagnostic>,
}

/// What the parameters of a template stand for while its rules are checked.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The pack whose names the rules use.
    pub(crate) pack: PackId,
    /// The parameters, by name.
    pub(crate) parameters: Vec<(String, VarId)>,
    /// What is given for each; nothing while the template is checked for itself.
    pub(crate) arguments: BTreeMap<VarId, ExprId>,
}

/// A template with its arguments.
pub(crate) struct Expansion<'t, 'a> {
    pub(crate) template: &'t Template<'a>,
    /// The pack of the use, which has the rules.
    pub(crate) pack: PackId,
    pub(crate) scope: Scope,
    pub(crate) instance: hir::Instance,
}

impl Template<'_> {
    fn scope(&self, arguments: BTreeMap<VarId, ExprId>) -> Scope {
        let written = self.item.parameters.iter();
        let names = written.map(|parameter| parameter.name.text.clone());
        Scope {
            pack: self.pack,
            parameters: names.zip(self.parameters.iter().copied()).collect(),
            arguments,
        }
    }

    /// Of what was told from the `since`th diagnostic on, leaves what the use
    /// has made wrong, each once. Lints of the template are not those of its uses.
    pub(crate) fn tell(&self, ctx: &mut Context<'_>, since: usize, usage: Span) {
        let mut told: Vec<Diagnostic> = Vec::new();
        for diagnostic in ctx.take_from(since) {
            let known = self.told.iter().chain(&told);
            let known = known.into_iter().any(|known| is_same(known, &diagnostic));
            if diagnostic.is_error() && !known {
                told.push(diagnostic);
            }
        }
        for diagnostic in told {
            ctx.report(diagnostic.also(usage, "in this use"));
        }
    }
}

/// Whether two diagnostics say the same of the same place.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code
        && one.primary.location == other.primary.location
        && one.message == other.message
}

/// Gives the parameters of all templates their types, and checks the rules of
/// each by `rule`.
pub(crate) fn check<'a>(
    ctx: &mut Context<'_>,
    items: &Items<'a>,
    rule: impl Fn(&mut Context<'_>, &ast::Rule, &Scope),
) -> Vec<Template<'a>> {
    let templates = items.templates.iter();
    templates
        .map(|owned| check_template(ctx, owned, &rule))
        .collect()
}

fn check_template<'a>(
    ctx: &mut Context<'_>,
    owned: &Owned<'a, usize, ast::Template>,
    rule: impl Fn(&mut Context<'_>, &ast::Rule, &Scope),
) -> Template<'a> {
    let item = owned.item;
    let told = ctx.told();
    let written = item.parameters.iter();
    let types: Vec<_> = written
        .map(|parameter| resolve::resolve(ctx, owned.pack, &parameter.ty, Place::Template))
        .collect();
    let first = ctx.program.exprs.next_id();
    let mut checker = Checker::new(ctx, owned.pack);
    let parameters = item.parameters.iter().zip(types);
    let parameters = parameters
        .map(|(parameter, ty)| checker.bind(&parameter.name, ty))
        .collect();
    let mut template = Template {
        item,
        pack: owned.pack,
        parameters,
        told: Vec::new(),
    };
    let scope = template.scope(BTreeMap::new());
    for written in &item.rules {
        rule(ctx, written, &scope);
    }
    same_ids(ctx, item);
    unused_parameters(ctx, &template, (first, told));
    template.told = ctx.take_from(told);
    for diagnostic in &template.told {
        ctx.report(diagnostic.clone());
    }
    template
}

/// Two rules whose ids are written alike have the same id in every use.
fn same_ids(ctx: &mut Context<'_>, item: &ast::Template) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for rule in &item.rules {
        let id = text::written(&rule.id);
        match seen.get(&id) {
            Some(first) => {
                ctx.report(crate::errors::rules::duplicate_rule(
                    rule.id.span,
                    &id,
                    *first,
                ));
            }
            None => {
                seen.insert(id, rule.id.span);
            }
        }
    }
}

/// Parameters that nothing in the rules names; said only of rules without
/// errors, since what has an error may have named them.
fn unused_parameters(
    ctx: &mut Context<'_>,
    template: &Template<'_>,
    (first, told): (ExprId, usize),
) {
    if ctx.has_errors_since(told) {
        return;
    }
    let named = lint::named_since(&ctx.program, first);
    let in_texts: BTreeSet<&str> = template.item.rules.iter().flat_map(text::names).collect();
    let written = template.item.parameters.iter().zip(&template.parameters);
    for (parameter, var) in written {
        let name = &parameter.name;
        if !named.contains(var) && !in_texts.contains(name.text.as_str()) {
            ctx.report(lint::unused_parameter(&name.text, name.span));
        }
    }
}

/// All uses with their arguments, in order; a use of nothing is reported.
pub(crate) fn expand<'t, 'a>(
    ctx: &mut Context<'_>,
    items: &Items<'a>,
    templates: &'t [Template<'a>],
) -> Vec<Expansion<'t, 'a>> {
    let mut used = BTreeSet::new();
    let mut expansions = Vec::with_capacity(items.uses.len());
    for usage in &items.uses {
        let position = find(ctx, usage.pack, &usage.item.template);
        let Some(template) = position.and_then(|position| templates.get(position)) else {
            ctx.lacks_rules = true;
            continue;
        };
        used.extend(position);
        expansions.push(expansion(ctx, usage, template));
    }
    unused(ctx, items, &used);
    expansions
}

fn expansion<'t, 'a>(
    ctx: &mut Context<'_>,
    usage: &Owned<'_, (), ast::Use>,
    template: &'t Template<'a>,
) -> Expansion<'t, 'a> {
    let arguments = arguments::check(ctx, usage, template);
    let written = usage.item.arguments.iter();
    Expansion {
        template,
        pack: usage.pack,
        scope: template.scope(arguments),
        instance: hir::Instance {
            template: template.item.name.text.clone(),
            span: usage.item.template.span,
            written: usage.item.span,
            arguments: written
                .map(|argument| (argument.name.text.clone(), argument.value.span))
                .collect(),
        },
    }
}

/// The position of the template of that name.
fn find(ctx: &mut Context<'_>, pack: PackId, name: &ast::QualifiedName) -> Option<usize> {
    match ctx.names.qualified(pack, name) {
        Lookup::Found(Named::Template(position)) => return Some(position),
        Lookup::Found(Named::Broken) => {}
        Lookup::Found(_) => ctx.report(names::not_a_template(name)),
        Lookup::Missing => {
            let diagnostic = errors::unknown_template(&name.name, &seen(ctx, pack, name));
            ctx.report(diagnostic);
        }
        Lookup::Ambiguous(aliases) => ctx.report(names::ambiguous(&name.name, &aliases)),
        Lookup::NoPack => {
            let alias = name.qualifier.as_ref().unwrap_or(&name.name);
            ctx.report(names::unknown_pack(alias, &ctx.names.aliases(pack)));
        }
    }
    None
}

/// The templates that a name could mean.
fn seen<'c>(ctx: &'c Context<'_>, pack: PackId, name: &ast::QualifiedName) -> Vec<&'c str> {
    let alias = name.qualifier.as_ref();
    let other = alias.and_then(|alias| ctx.names.alias(pack, &alias.text));
    let all: Vec<(&str, Named)> = match other {
        Some(other) => ctx.names.own(other).collect(),
        None => ctx.names.visible(pack).collect(),
    };
    let all = all.into_iter();
    all.filter(|(_, named)| matches!(named, Named::Template(_)))
        .map(|(name, _)| name)
        .collect()
}

/// Templates without a use, unless a use could not be read. A pack that has neither rules nor uses of its own
/// is there for others, and is told nothing.
fn unused(ctx: &mut Context<'_>, items: &Items<'_>, used: &BTreeSet<usize>) {
    if ctx.lacks_rules {
        return;
    }
    let templates = items.templates.iter();
    let unused = templates.filter(|owned| !used.contains(&owned.id));
    for owned in unused {
        let judges = items.rules.iter().any(|rule| rule.pack == owned.pack)
            || items.uses.iter().any(|usage| usage.pack == owned.pack);
        if judges {
            ctx.report(lint::unused_template(&owned.item.name));
        }
    }
}

/// The place of a parameter in its template.
fn declared(template: &Template<'_>, position: usize) -> Span {
    let parameter = template.item.parameters.get(position);
    parameter.map_or(template.item.name.span, |parameter| parameter.span)
}

/// The positions of parameters with their names and variables.
fn parameters<'t>(
    template: &'t Template<'_>,
) -> impl Iterator<Item = (usize, &'t ast::Ident, VarId)> {
    let written = template.item.parameters.iter().zip(&template.parameters);
    let written = written.enumerate();
    written.map(|(position, (parameter, var))| (position, &parameter.name, *var))
}

impl Scope {
    /// The parameter of that name.
    pub(crate) fn parameter(&self, name: &str) -> Option<VarId> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, var)| *var)
    }

    /// Brings the parameters into scope, with what stands for them.
    pub(crate) fn enter(&self, checker: &mut Checker<'_, '_>) {
        for (name, var) in &self.parameters {
            checker.enter(name, *var);
        }
        checker.substitute(&self.arguments);
    }

    /// Whether the rules are checked for a use.
    pub(crate) fn is_use(&self) -> bool {
        !self.arguments.is_empty() || self.parameters.is_empty()
    }
}
