//! What all stages share: the program so far, the names, the diagnostics.

use tenet_base::{Diagnostic, FileId, Span, diagnostic};
use tenet_hir as hir;
use tenet_hir::{ExprId, PackId, Program, Type};

use crate::SourcePack;
use crate::names::Names;

/// The state of a check.
pub(crate) struct Context<'a> {
    pub(crate) packs: &'a [SourcePack],
    pub(crate) program: Program,
    pub(crate) names: Names,
    /// Whether rules are missing that a template should have given: what names
    /// none may mean one of them.
    pub(crate) lacks_rules: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    /// The state before anything was checked.
    pub(crate) fn new(packs: &'a [SourcePack]) -> Self {
        let mut program = Program::default();
        for pack in packs {
            program.packs.push(hir::Pack {
                name: pack.name.clone(),
                version: pack.version.clone(),
                digest: pack.digest.clone(),
            });
        }
        let ids: Vec<PackId> = program.packs.ids().collect();
        for pack in packs {
            let depends = pack.depends.iter().filter_map(|(alias, position, open)| {
                let pack = ids.get(*position).copied()?;
                Some(hir::Dependency {
                    alias: alias.clone(),
                    pack,
                    open: *open,
                })
            });
            program.scopes.push(hir::PackScope {
                depends: depends.collect(),
                unions: Vec::new(),
            });
        }
        let names = Names::of_program(&program);
        Self {
            packs,
            program,
            names,
            lacks_rules: false,
            diagnostics: Vec::new(),
        }
    }

    /// The state after a program was checked, to check an expression against it.
    pub(crate) fn resume(program: Program, names: Names) -> Self {
        Self {
            packs: &[],
            program,
            names,
            lacks_rules: false,
            diagnostics: Vec::new(),
        }
    }

    /// Packs with their ids.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (PackId, &'a SourcePack)> + use<'a> {
        self.program
            .packs
            .ids()
            .zip(self.packs)
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Notes a diagnostic.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// How many diagnostics there are.
    pub(crate) fn told(&self) -> usize {
        self.diagnostics.len()
    }

    /// Takes back the diagnostics from the `told`th on.
    pub(crate) fn take_from(&mut self, told: usize) -> Vec<Diagnostic> {
        let at = told.min(self.diagnostics.len());
        self.diagnostics.split_off(at)
    }

    /// Whether anything so far stops a run.
    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Whether anything from the `told`th diagnostic on stops a run.
    pub(crate) fn has_errors_since(&self, told: usize) -> bool {
        let since = self.diagnostics.iter().skip(told);
        since.into_iter().any(Diagnostic::is_error)
    }

    /// The program and the diagnostics in order.
    pub(crate) fn finish(mut self) -> (Program, Vec<Diagnostic>) {
        diagnostic::sort(&mut self.diagnostics);
        (self.program, self.diagnostics)
    }

    /// Adds an expression.
    pub(crate) fn add(&mut self, kind: hir::ExprKind, ty: Type, span: Span) -> ExprId {
        self.program.exprs.push(hir::Expr { kind, ty, span })
    }

    /// Adds an expression that stands for a mistake.
    pub(crate) fn poison(&mut self, span: Span) -> ExprId {
        self.add(hir::ExprKind::Error, Type::ERROR, span)
    }

    /// Adds a variable.
    pub(crate) fn variable(&mut self, name: &str, ty: Type, span: Span) -> hir::VarId {
        self.program.vars.push(hir::Variable {
            name: name.to_owned(),
            ty,
            span,
        })
    }
}

/// The smallest span of a file, where nothing better is known.
pub(crate) fn nowhere(file: FileId) -> Span {
    Span::new(file, 0, 0)
}
