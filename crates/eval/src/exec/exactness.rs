//! Which texts are compared by code point: those of fields that are marked
//! `exact`, under whatever name they go.

use tenet_base::id::Id;
use tenet_hir::{Binding, DefId, ExprId, ExprKind, VarId};

use crate::machine::Machine;

impl Machine<'_> {
    /// Whether the texts that an expression gives are compared by code point.
    pub(crate) fn is_exact(&mut self, expr: ExprId) -> bool {
        let program = self.inputs.program;
        match &program.exprs[expr].kind {
            ExprKind::Field { field, .. } => program.fields[*field].marks.exact,
            ExprKind::Var(var) => self.is_exact_variable(*var),
            ExprKind::Set(set) => self.is_exact(program.sets[*set].body),
            ExprKind::Filter(binding) => self.is_exact(binding.source),
            ExprKind::During { events, .. } => self.is_exact(*events),
            ExprKind::Otherwise(one, other)
            | ExprKind::Union(one, other)
            | ExprKind::If {
                then: one,
                otherwise: other,
                ..
            } => self.is_exact(*one) || self.is_exact(*other),
            ExprKind::List(items) => items.iter().any(|item| self.is_exact(*item)),
            ExprKind::Generate { value, binding, .. } => {
                self.mark_binding(binding);
                self.is_exact(*value)
            }
            ExprKind::Def(def, arguments) => {
                self.mark_parameters(*def, arguments);
                self.is_exact(program.defs[*def].body)
            }
            // What is made of a text is another text; and what is no text has no capitals.
            ExprKind::Error
            | ExprKind::Literal(_)
            | ExprKind::Unknown(_)
            | ExprKind::Now
            | ExprKind::Param(_)
            | ExprKind::All(_)
            | ExprKind::BuiltinField { .. }
            | ExprKind::Builtin(..)
            | ExprKind::Parse(..)
            | ExprKind::Not(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Compare(..)
            | ExprKind::In(..)
            | ExprKind::InGroup { .. }
            | ExprKind::TextTest(..)
            | ExprKind::Matches(..)
            | ExprKind::Is(..)
            | ExprKind::IsEntity(..)
            | ExprKind::Reaches { .. }
            | ExprKind::Quantifier { .. }
            | ExprKind::Domain(..)
            | ExprKind::Actor(_)
            | ExprKind::Negate(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Record(..) => false,
        }
    }

    /// Notes whether what a binding ranges over is exact, before it is ranged over.
    pub(crate) fn mark_binding(&mut self, binding: &Binding) {
        let exact = self.is_exact(binding.source);
        self.mark(binding.var, exact);
    }

    /// Notes which parameters of a definition stand for exact texts in a call.
    pub(crate) fn mark_parameters(&mut self, def: DefId, arguments: &[ExprId]) {
        let marks: Vec<bool> = arguments.iter().map(|one| self.is_exact(*one)).collect();
        let program = self.inputs.program;
        for (param, exact) in program.defs[def].params.iter().zip(marks) {
            self.mark(*param, exact);
        }
    }

    /// Whether the texts that a variable stands for are compared by code point.
    pub(crate) fn is_exact_variable(&mut self, var: VarId) -> bool {
        match self.lets.get(&var).copied() {
            Some(value) => self.is_exact(value),
            None => self.exact.get(var.index()).copied().unwrap_or(false),
        }
    }

    fn mark(&mut self, var: VarId, exact: bool) {
        if let Some(mark) = self.exact.get_mut(var.index()) {
            *mark = exact;
        }
    }
}
