//! Checking an expression: one walk that gives its typed form.

mod binding;
mod call;
mod compare;
mod domain;
mod during;
mod generator;
pub(crate) mod literal;
mod logic;
mod member;
mod membership;
mod name;
mod number;
mod object;
mod otherwise;
mod parse;
mod quantifier;
mod require;
mod state;
mod text_test;

use std::collections::BTreeMap;

use tenet_base::{Diagnostic, Span};
use tenet_hir::{ExprId, ExprKind, PackId, Ty, Type, VarId};
use tenet_syntax::ast;

use crate::context::Context;
use crate::errors::{names, types as type_errors};
use crate::facts::Facts;
use crate::narrow;
use crate::resolve;

/// Checks the expressions of one declaration.
pub(crate) struct Checker<'c, 'a> {
    pub(crate) ctx: &'c mut Context<'a>,
    pub(crate) pack: PackId,
    /// The variables in scope, innermost last.
    variables: Vec<(String, VarId)>,
    facts: Facts,
    /// The codes of lints that say nothing here.
    allowed: Vec<String>,
    /// What stands for a variable that is a parameter of a template.
    arguments: BTreeMap<VarId, ExprId>,
    /// Where a log may be named, since a `during` stands behind it.
    logs_read: Vec<Span>,
}

/// Where the scope stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    variables: usize,
    facts: usize,
}

impl<'c, 'a> Checker<'c, 'a> {
    /// A checker with nothing in scope but the names of a pack.
    pub(crate) fn new(ctx: &'c mut Context<'a>, pack: PackId) -> Self {
        Self {
            ctx,
            pack,
            variables: Vec::new(),
            facts: Facts::default(),
            allowed: Vec::new(),
            arguments: BTreeMap::new(),
            logs_read: Vec::new(),
        }
    }

    /// Lets expressions stand for variables: the arguments of a template.
    pub(crate) fn substitute(&mut self, arguments: &BTreeMap<VarId, ExprId>) {
        self.arguments.clone_from(arguments);
    }

    /// Silences lints.
    pub(crate) fn allow(&mut self, code: &str) {
        self.allowed.push(code.to_owned());
    }

    /// Checks an expression; `expected` is the type that its place asks for, as
    /// a hint to what bare members, empty lists and the like mean.
    pub(crate) fn expression(&mut self, expr: &ast::Expr, expected: Option<&Type>) -> ExprId {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Error => self.poison(span),
            ast::ExprKind::Bool(_)
            | ast::ExprKind::Null
            | ast::ExprKind::Now
            | ast::ExprKind::Int(_)
            | ast::ExprKind::Decimal(_)
            | ast::ExprKind::String(_)
            | ast::ExprKind::Date(_)
            | ast::ExprKind::Duration { .. }
            | ast::ExprKind::Regex(_)
            | ast::ExprKind::Unknown(_) => self.literal(expr, expected),
            ast::ExprKind::Name(name) => self.name(name, expected),
            ast::ExprKind::TypeName(name) => self.type_name(name, expected),
            ast::ExprKind::List(items) => self.list(items, span, expected),
            ast::ExprKind::Object(literal) => self.object(literal, expected),
            ast::ExprKind::Member { .. } => self.member(expr),
            ast::ExprKind::Call { name, arguments } => self.call(name, arguments, span),
            ast::ExprKind::Domain { word, operand } => self.domain(*word, operand, span),
            ast::ExprKind::Negate(operand) => self.negate(operand, span, expected),
            ast::ExprKind::Arithmetic { .. } => self.arithmetic(expr),
            ast::ExprKind::Otherwise { value, default } => {
                self.otherwise(value, default, span, expected)
            }
            ast::ExprKind::During { source, window } => self.during(source, window, span),
            ast::ExprKind::Compare { .. } => self.compare(expr),
            ast::ExprKind::In { .. } => self.membership(expr),
            ast::ExprKind::Is { .. } => self.is(expr),
            ast::ExprKind::Reaches { policy, target } => self.reaches(policy, target, span),
            ast::ExprKind::TextTest { subject, test } => self.text_test(subject, test, span),
            ast::ExprKind::Not(operand) => self.not(operand, span),
            ast::ExprKind::And(parts) => self.chain(parts, true, span),
            ast::ExprKind::Or(parts) => self.chain(parts, false, span),
            ast::ExprKind::If { .. } => self.if_then(expr, expected),
            ast::ExprKind::Quantifier { .. } => self.quantifier(expr),
            ast::ExprKind::Comprehension(binding) => self.comprehension(binding, span),
            ast::ExprKind::Generator { .. } => self.refuse(type_errors::misplaced_generator(span)),
        }
    }

    /// Checks a condition: `Bool`, never null.
    pub(crate) fn condition(&mut self, expr: &ast::Expr) -> ExprId {
        let id = self.expression(expr, Some(&Type::BOOL));
        self.operand(id, expr, &Type::BOOL)
    }

    /// Adds an expression that may be named again, with the type that it has here.
    pub(crate) fn pure(&mut self, kind: ExprKind, ty: Type, span: Span) -> ExprId {
        let id = self.add(kind, ty, span);
        if !self.facts.is_empty()
            && let Some(form) = narrow::form(&self.ctx.program, id)
        {
            let declared = self.ctx.program.exprs[id].ty.clone();
            let ty = self.facts.narrow(&self.ctx.program, &form, declared);
            self.ctx.program.exprs[id].ty = ty;
        }
        id
    }

    /// Adds an expression.
    pub(crate) fn add(&mut self, kind: ExprKind, ty: Type, span: Span) -> ExprId {
        self.ctx.add(kind, ty, span)
    }

    /// What stands for a mistake that was reported.
    pub(crate) fn poison(&mut self, span: Span) -> ExprId {
        self.ctx.poison(span)
    }

    /// Reports a mistake and gives what stands for it.
    pub(crate) fn refuse(&mut self, diagnostic: Diagnostic) -> ExprId {
        let span = match diagnostic.primary.location {
            tenet_base::Location::Source(span) => Some(span),
            tenet_base::Location::Data(_) | tenet_base::Location::Run => None,
        };
        self.report(diagnostic);
        let span =
            span.unwrap_or_else(|| crate::context::nowhere(tenet_base::id::Id::from_index(0)));
        self.poison(span)
    }

    /// Reports a mistake, or a lint unless it is allowed here.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if diagnostic.is_error() || !self.allowed.iter().any(|code| code == diagnostic.code.id) {
            self.ctx.report(diagnostic);
        }
    }

    /// The type of an expression.
    pub(crate) fn ty(&self, id: ExprId) -> Type {
        self.ctx.program.exprs[id].ty.clone()
    }

    /// A type as it is written.
    pub(crate) fn describe(&self, ty: &Type) -> String {
        crate::types::describe(&self.ctx.program, ty)
    }

    /// Where the scope stands.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            variables: self.variables.len(),
            facts: self.facts.mark(),
        }
    }

    /// Leaves a scope.
    pub(crate) fn release(&mut self, mark: Mark) {
        self.variables.truncate(mark.variables);
        self.facts.release(mark.facts);
    }

    /// From here on the condition has this truth.
    pub(crate) fn assume(&mut self, condition: ExprId, truth: bool) {
        self.facts
            .assume(narrow::proven(&self.ctx.program, condition, truth));
    }

    /// The variable of that name.
    pub(crate) fn variable(&self, name: &str) -> Option<VarId> {
        self.variables
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, var)| *var)
    }

    /// The variables in scope.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&str, VarId)> {
        self.variables
            .iter()
            .map(|(name, var)| (name.as_str(), *var))
    }

    /// Binds a variable; a name that is taken is an error.
    pub(crate) fn bind(&mut self, name: &ast::Ident, ty: Type) -> VarId {
        if resolve::is_reserved(&name.text) {
            self.report(names::reserved(name));
        }
        if let Some(other) = self.variable(&name.text) {
            let first = self.ctx.program.vars[other].span;
            self.report(names::shadowed(name, first));
        }
        self.bind_silently(&name.text, ty, name.span)
    }

    /// Binds a variable under a name that was looked at already.
    pub(crate) fn bind_silently(&mut self, name: &str, ty: Type, span: Span) -> VarId {
        let var = self.ctx.variable(name, ty, span);
        self.variables.push((name.to_owned(), var));
        var
    }

    /// Brings a variable into scope that was bound elsewhere.
    pub(crate) fn enter(&mut self, name: &str, var: VarId) {
        self.variables.push((name.to_owned(), var));
    }

    /// `not` in the middle of a test.
    fn negate_if(&mut self, negated: bool, found: ExprId, span: Span) -> ExprId {
        if negated && !matches!(self.ctx.program.exprs[found].ty.ty, Ty::Error) {
            return self.add(ExprKind::Not(found), Type::BOOL, span);
        }
        found
    }
}
