//! Names: variables, parameters, sets, enum members, collections.

use tenet_hir::{BuiltinEnum, ExprId, ExprKind, Literal, Severity, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{names as errors, types as type_errors};
use crate::names::{Lookup, Named};
use crate::resolve;

impl Checker<'_, '_> {
    /// A word in lower case. A variable wins, then the names of the pack, then
    /// the members of the enumeration that the place asks for.
    pub(super) fn name(&mut self, name: &ast::Ident, expected: Option<&Type>) -> ExprId {
        if let Some(var) = self.variable(&name.text) {
            let ty = self.ctx.program.vars[var].ty.clone();
            let argument = self.arguments.get(&var);
            // An argument has the type of its parameter, as the body was written for it.
            let kind = argument.map(|argument| self.ctx.program.exprs[*argument].kind.clone());
            return self.pure(kind.unwrap_or(ExprKind::Var(var)), ty, name.span);
        }
        match self.ctx.names.plain(self.pack, &name.text) {
            Lookup::Found(named) => self.named(name, named),
            Lookup::Ambiguous(aliases) => self.refuse(errors::ambiguous(name, &aliases)),
            Lookup::Missing | Lookup::NoPack => self.bare_member(name, expected),
        }
    }

    /// What a name in lower case stands for, in this pack or another.
    pub(super) fn named(&mut self, name: &ast::Ident, named: Named) -> ExprId {
        match named {
            Named::Param(param) => {
                let ty = self.ctx.program.params[param].ty.clone();
                self.pure(ExprKind::Param(param), ty, name.span)
            }
            Named::Set(set) => {
                let body = self.ctx.program.sets[set].body;
                let ty = self.ty(body);
                self.add(ExprKind::Set(set), ty, name.span)
            }
            Named::Def(_) => self.refuse(errors::not_called(name)),
            Named::Template(_) => self.refuse(errors::bare_template(name)),
            Named::Broken
            | Named::Entity(_)
            | Named::Record(_)
            | Named::Enum(_)
            | Named::Union(..) => self.poison(name.span),
        }
    }

    /// A member of the enumeration that the place asks for.
    fn bare_member(&mut self, name: &ast::Ident, expected: Option<&Type>) -> ExprId {
        match expected.map(|ty| &ty.ty) {
            Some(Ty::Enum(id)) => self.enum_member(*id, name),
            Some(Ty::Severity) => self.severity_member(name),
            Some(Ty::String) => self.unknown_name(name, true),
            Some(_) | None => self.unknown_name(name, false),
        }
    }

    /// `Enum.member`, or a bare member.
    pub(super) fn enum_member(&mut self, id: tenet_hir::EnumId, name: &ast::Ident) -> ExprId {
        let owner = &self.ctx.program.enums[id];
        let position = owner
            .variants
            .iter()
            .position(|member| member.name == name.text);
        if let Some(position) = position {
            let literal = Literal::Enum(id, position as u32);
            return self.constant(literal, Ty::Enum(id), name.span);
        }
        let members = owner.variants.iter().map(|member| member.name.as_str());
        let members: Vec<&str> = members.collect();
        let exported = owner.variants.iter();
        let exported = exported.filter(|member| member.wire == name.text);
        let exported: Vec<&str> = exported.map(|member| member.name.as_str()).collect();
        let mut diagnostic = errors::unknown_member(&owner.name, name, &members);
        if let [member] = exported.as_slice() {
            diagnostic = errors::instead(diagnostic, name, member);
        }
        self.refuse(diagnostic)
    }

    /// `Severity.high`, or `high` alone.
    pub(super) fn severity_member(&mut self, name: &ast::Ident) -> ExprId {
        let found = Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == name.text);
        if let Some(severity) = found {
            return self.constant(Literal::Severity(severity), Ty::Severity, name.span);
        }
        let members: Vec<&str> = Severity::ALL.into_iter().map(Severity::name).collect();
        self.refuse(errors::unknown_member("Severity", name, &members))
    }

    /// A name that nothing has. Where a text is asked for it was probably meant
    /// to be one, and a member of an enumeration would not fit.
    fn unknown_name(&mut self, name: &ast::Ident, beside_text: bool) -> ExprId {
        if self.ctx.names.alias(self.pack, &name.text).is_some() {
            return self.refuse(errors::bare_alias(name));
        }
        if resolve::is_function(&name.text) {
            return self.refuse(errors::not_called(name));
        }
        let variables = self.variables().map(|(name, _)| name);
        let visible = self.ctx.names.visible(self.pack).map(|(name, _)| name);
        let known: Vec<&str> = variables.chain(visible).collect();
        let mut diagnostic = errors::unknown_name(name, &known);
        if beside_text {
            if diagnostic.help.is_none() {
                diagnostic =
                    diagnostic.help(format!("a text stands in quotes: `\"{}\"`", name.text));
            }
        } else if let Some(owner) = self.enum_with(&name.text) {
            diagnostic = diagnostic.help(format!("write `{owner}.{}`", name.text));
        }
        self.refuse(diagnostic)
    }

    /// The enumeration that has a member of that name; those of the packs come
    /// before those of the language.
    fn enum_with(&self, member: &str) -> Option<String> {
        let declared = self.ctx.names.visible(self.pack);
        let declared = declared.filter_map(|(owner, named)| match named {
            Named::Enum(id) => Some((owner, id)),
            Named::Entity(_)
            | Named::Record(_)
            | Named::Union(..)
            | Named::Param(_)
            | Named::Set(_)
            | Named::Def(_)
            | Named::Template(_)
            | Named::Broken => None,
        });
        let own = BuiltinEnum::ALL.map(|own| (own.name(), own.id()));
        let mut all = declared.chain(own);
        let found = all.find(|(_, id)| {
            let mut members = self.ctx.program.enums[*id].variants.iter();
            members.any(|known| known.name == member)
        });
        found.map(|(owner, _)| owner.to_owned())
    }

    /// A name in upper case where a value is asked for: all objects of an
    /// entity or a union; or a field of a variable, which is written alike.
    pub(super) fn type_name(
        &mut self,
        name: &ast::QualifiedName,
        expected: Option<&Type>,
    ) -> ExprId {
        if let Some(Ty::Enum(id)) = expected.map(|ty| &ty.ty)
            && self.is_bare_member(*id, name)
        {
            return self.enum_member(*id, &name.name);
        }
        if let Some(owner) = &name.qualifier
            && self.variable(&owner.text).is_some()
        {
            return self.member(&as_member(owner, name));
        }
        if name.qualifier.is_none() && resolve::is_reserved(&name.name.text) {
            return self.refuse(errors::no_objects(name));
        }
        match resolve::type_name(self.ctx, self.pack, name) {
            Some(Named::Entity(id)) => self.all(id, name),
            Some(Named::Union(..)) => self.all_of_union(name),
            Some(Named::Enum(_)) => self.refuse(errors::bare_enum(name)),
            Some(Named::Record(_)) => self.refuse(errors::no_objects(name)),
            Some(
                Named::Param(_)
                | Named::Set(_)
                | Named::Def(_)
                | Named::Template(_)
                | Named::Broken,
            )
            | None => self.poison(name.span),
        }
    }

    /// Whether a name in upper case is a member of the enumeration that the
    /// place asks for, or was meant to be one.
    fn is_bare_member(&self, id: tenet_hir::EnumId, name: &ast::QualifiedName) -> bool {
        let members = &self.ctx.program.enums[id].variants;
        name.qualifier.is_none()
            && (members.iter().any(|member| member.name == name.name.text)
                || matches!(self.ctx.names.qualified(self.pack, name), Lookup::Missing))
    }

    fn all(&mut self, entity: tenet_hir::EntityId, name: &ast::QualifiedName) -> ExprId {
        if self.ctx.program.has_events(entity) && !self.logs_read.contains(&name.span) {
            return self.refuse(type_errors::log_without_during(&name.name.text, name.span));
        }
        let ty = Type::list(Type::entity(entity));
        self.add(ExprKind::All(entity), ty, name.span)
    }

    fn all_of_union(&mut self, name: &ast::QualifiedName) -> ExprId {
        let members = resolve::entities_of(self.ctx, self.pack, name);
        let mut found: Option<(ExprId, Vec<tenet_hir::EntityId>)> = None;
        for member in members {
            let one = self.all(member, name);
            found = Some(match found {
                None => (one, vec![member]),
                Some((rest, mut entities)) => {
                    entities.push(member);
                    let ty = Type::list(Type::of(Ty::Entity(entities.clone())));
                    (
                        self.add(ExprKind::Union(rest, one), ty, name.span),
                        entities,
                    )
                }
            });
        }
        match found {
            Some((id, _)) => id,
            None => self.poison(name.span),
        }
    }

    /// Whether an expression needs its place to say what it means.
    pub(super) fn needs_context(&self, expr: &ast::Expr) -> bool {
        if let ast::ExprKind::Name(name) = &expr.kind {
            return self.variable(&name.text).is_none()
                && matches!(self.ctx.names.plain(self.pack, &name.text), Lookup::Missing);
        }
        if let ast::ExprKind::TypeName(name) = &expr.kind {
            return name.qualifier.is_none()
                && matches!(self.ctx.names.qualified(self.pack, name), Lookup::Missing);
        }
        if let ast::ExprKind::List(items) = &expr.kind {
            return items.iter().all(|item| self.needs_context(item));
        }
        if let ast::ExprKind::Otherwise { value, .. } = &expr.kind {
            return self.needs_context(value);
        }
        if let ast::ExprKind::If { then, .. } = &expr.kind {
            return self.needs_context(then);
        }
        if let ast::ExprKind::Object(literal) = &expr.kind {
            return literal.ty.is_none();
        }
        matches!(expr.kind, ast::ExprKind::Unknown(_) | ast::ExprKind::Null)
    }
}

/// `x.Name` as the field that it reads, since `x` is a variable.
fn as_member(owner: &ast::Ident, name: &ast::QualifiedName) -> ast::Expr {
    let base = ast::Expr {
        kind: ast::ExprKind::Name(owner.clone()),
        span: owner.span,
    };
    let kind = ast::ExprKind::Member {
        base: Box::new(base),
        name: name.name.clone(),
        null_safe: false,
    };
    ast::Expr {
        kind,
        span: name.span,
    }
}
