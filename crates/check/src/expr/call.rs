//! Calls of definitions and of functions of the language.

use tenet_base::Span;
use tenet_hir::{Builtin, DefId, ExprId, ExprKind, Generator, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{names as errors, types as type_errors, unsupported};
use crate::names::{Lookup, Named};
use crate::resolve::{ACTOR, LATER_FUNCTIONS};
use crate::spell::qualified;

impl Checker<'_, '_> {
    pub(super) fn call(
        &mut self,
        name: &ast::QualifiedName,
        arguments: &[ast::Expr],
        span: Span,
    ) -> ExprId {
        if name.qualifier.is_none() {
            let word = name.name.text.as_str();
            if let Some(kind) = Generator::ALL
                .into_iter()
                .find(|known| known.name() == word)
            {
                return self.generate(kind, arguments, span);
            }
            if let Some(function) = Builtin::ALL.into_iter().find(|known| known.name() == word) {
                return self.call_builtin(function, arguments, span);
            }
            if word == ACTOR {
                return self.actor(arguments, span);
            }
            if LATER_FUNCTIONS.contains(&word) {
                return self.refuse(unsupported::function(word, name.span));
            }
        }
        match self.ctx.names.qualified(self.pack, name) {
            Lookup::Found(named) => self.call_named(name, named, arguments, span),
            Lookup::Missing => self.unknown_function(name, arguments),
            Lookup::Ambiguous(aliases) => self.refuse(errors::ambiguous(&name.name, &aliases)),
            Lookup::NoPack => {
                let alias = name.qualifier.as_ref().unwrap_or(&name.name);
                let known = self.ctx.names.aliases(self.pack);
                let diagnostic = errors::unknown_pack(alias, &known);
                self.refuse(diagnostic)
            }
        }
    }

    fn call_named(
        &mut self,
        name: &ast::QualifiedName,
        named: Named,
        arguments: &[ast::Expr],
        span: Span,
    ) -> ExprId {
        match named {
            Named::Def(def) => self.call_def(def, name, arguments, span),
            Named::Param(_) | Named::Set(_) => self.refuse(errors::called(&name.name)),
            Named::Template(_) => self.refuse(errors::bare_template(&name.name)),
            Named::Broken
            | Named::Entity(_)
            | Named::Record(_)
            | Named::Enum(_)
            | Named::Union(..) => self.poison(span),
        }
    }

    fn call_def(
        &mut self,
        def: DefId,
        name: &ast::QualifiedName,
        arguments: &[ast::Expr],
        span: Span,
    ) -> ExprId {
        let declared = &self.ctx.program.defs[def];
        let result = declared.result.clone();
        let params = declared
            .params
            .iter()
            .map(|var| self.ctx.program.vars[*var].ty.clone());
        let wanted: Vec<Type> = params.collect();
        if wanted.len() != arguments.len() {
            let text = qualified(name);
            let count = type_errors::argument_count(span, &text, wanted.len(), arguments.len());
            self.report(count);
            self.look_through(arguments);
            return self.add(ExprKind::Error, result, span);
        }
        let given = self.arguments(arguments, &wanted);
        self.pure(ExprKind::Def(def, given), result, span)
    }

    fn call_builtin(&mut self, function: Builtin, arguments: &[ast::Expr], span: Span) -> ExprId {
        let wanted = function.parameters();
        let fits = if function.is_variadic() {
            arguments.len() >= wanted.len()
        } else {
            arguments.len() == wanted.len()
        };
        if !fits {
            let name = function.name();
            let count = type_errors::argument_count(span, name, wanted.len(), arguments.len());
            self.report(count);
            self.look_through(arguments);
            return self.add(ExprKind::Error, function.result(), span);
        }
        match (function, arguments) {
            (Builtin::Date, [text, format]) => self.date(text, format, span),
            (Builtin::Capture, [text, regex]) => self.capture(text, regex, span),
            (Builtin::Intents, [app, object]) => self.intents(app, object, span),
            (_, _) => {
                let given = self.arguments(arguments, &wanted);
                self.pure(ExprKind::Builtin(function, given), function.result(), span)
            }
        }
    }

    /// Arguments by the types of the parameters, of which the last may repeat.
    fn arguments(&mut self, arguments: &[ast::Expr], wanted: &[Type]) -> Vec<ExprId> {
        let mut given = Vec::with_capacity(arguments.len());
        let repeated = wanted.last().into_iter().cycle();
        for (argument, wanted) in arguments.iter().zip(wanted.iter().chain(repeated)) {
            let id = self.expression(argument, Some(wanted));
            given.push(self.operand(id, argument, wanted));
        }
        given
    }

    fn unknown_function(&mut self, name: &ast::QualifiedName, arguments: &[ast::Expr]) -> ExprId {
        let alias = name.qualifier.as_ref();
        let other = alias.and_then(|alias| self.ctx.names.alias(self.pack, &alias.text));
        let names: Vec<(&str, Named)> = match other {
            Some(other) => self.ctx.names.own(other).collect(),
            None => self.ctx.names.visible(self.pack).collect(),
        };
        let defs = names
            .into_iter()
            .filter(|(_, named)| matches!(named, Named::Def(_)));
        let mut known: Vec<&str> = defs.map(|(name, _)| name).collect();
        if other.is_none() {
            known.extend(Builtin::ALL.map(|function| -> &str { function.name() }));
            known.extend(Generator::ALL.map(|function| -> &str { function.name() }));
        }
        let diagnostic = errors::unknown_function(&name.name, &known);
        let found = self.refuse(diagnostic);
        self.look_through(arguments);
        found
    }

    /// Checks what has no place, for the mistakes in it.
    pub(super) fn look_through(&mut self, arguments: &[ast::Expr]) {
        for argument in arguments {
            // A generator means something only where its function takes it.
            let generator = matches!(argument.kind, ast::ExprKind::Generator { .. });
            if !generator && !self.needs_context(argument) {
                self.expression(argument, None);
            }
        }
    }
}
