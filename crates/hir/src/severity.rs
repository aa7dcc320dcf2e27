//! How severe an expression may be at worst, told from the program alone.

use crate::{ExprId, ExprKind, Literal, Program, Rule, Severity, Step, VarId};

impl Program {
    /// The most severe that an expression of a rule can give.
    ///
    /// Severities that it names are looked for through `if`, `otherwise`, `let`,
    /// parameters and definitions. One that is read from data may be any, and
    /// `unknown("…")` adds none to those that its siblings name.
    pub fn worst_severity(&self, rule: &Rule, expr: ExprId) -> Severity {
        let mut worst = Severity::Info;
        let mut todo = vec![expr];
        while let Some(expr) = todo.pop() {
            match &self.exprs[expr].kind {
                ExprKind::Literal(Literal::Severity(severity)) => worst = worst.max(*severity),
                ExprKind::If {
                    then, otherwise, ..
                } => todo.extend([*then, *otherwise]),
                ExprKind::Otherwise(first, second) => todo.extend([*first, *second]),
                // What a parameter of a definition stands for is among the arguments.
                ExprKind::Def(def, arguments) => {
                    todo.push(self.defs[*def].body);
                    todo.extend(arguments.iter().filter(|one| self.is_severity(**one)));
                }
                // The least or the greatest of them is one of them.
                ExprKind::Generate { value, .. } => todo.push(*value),
                ExprKind::Param(param) => todo.push(self.params[*param].value),
                ExprKind::Var(var) => match value_of(rule, *var) {
                    Some(value) => todo.push(value),
                    None if self.is_parameter(*var) => {}
                    None => return Severity::Critical,
                },
                ExprKind::Unknown(_) | ExprKind::Error => {}
                ExprKind::Literal(_)
                | ExprKind::Now
                | ExprKind::All(_)
                | ExprKind::Set(_)
                | ExprKind::Field { .. }
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
                | ExprKind::Filter(_)
                | ExprKind::Domain(..)
                | ExprKind::During { .. }
                | ExprKind::Actor(_)
                | ExprKind::Negate(_)
                | ExprKind::Arithmetic(..)
                | ExprKind::Union(..)
                | ExprKind::List(_)
                | ExprKind::Record(..) => return Severity::Critical,
            }
        }
        worst
    }

    fn is_severity(&self, expr: ExprId) -> bool {
        self.exprs[expr].ty.ty == crate::Ty::Severity
    }

    fn is_parameter(&self, var: VarId) -> bool {
        self.defs.iter().any(|def| def.params.contains(&var))
    }
}

/// What a `let` of the rule gives the variable.
fn value_of(rule: &Rule, var: VarId) -> Option<ExprId> {
    rule.steps.iter().find_map(|step| match step {
        Step::Let(own, value) if *own == var => Some(*value),
        Step::Let(..) | Step::For(_) => None,
    })
}
