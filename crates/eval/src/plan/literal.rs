//! Taking a condition apart into what must hold and what must not.

use std::rc::Rc;

use tenet_hir::{ExprId, ExprKind, Literal as Constant, Program};

use crate::machine::Machine;
use crate::truth::{Known, Truth, not};
use crate::value::Value;

/// How many calls of definitions a condition is looked through.
const CALLS: usize = 16;

/// An expression, and the calls in whose bodies it stands, outermost first.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub(super) expr: ExprId,
    pub(super) calls: Rc<[ExprId]>,
}

/// A part of a condition: an expression that must hold, or must not.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    pub(super) operand: Operand,
    pub(super) wanted: bool,
}

/// The parts of a condition that must be true, or false if not `wanted`: it is
/// so exactly if all of them are, in three values and with the same reasons.
pub(super) fn split(program: &Program, expr: ExprId, wanted: bool) -> Vec<Literal> {
    let mut splitter = Splitter {
        program,
        calls: CALLS,
        found: Vec::new(),
    };
    let calls: Rc<[ExprId]> = Rc::new([]);
    splitter.split(&Operand { expr, calls }, wanted);
    splitter.found
}

/// The alternatives of a part, if it is a disjunction: it holds exactly if one does.
pub(super) fn alternatives(program: &Program, literal: &Literal) -> Vec<Vec<Literal>> {
    let parts = match (&program.exprs[literal.operand.expr].kind, literal.wanted) {
        (ExprKind::Or(parts), true) | (ExprKind::And(parts), false) => parts.as_slice(),
        (_, _) => &[],
    };
    let parts = parts.iter().map(|part| {
        let mut splitter = Splitter {
            program,
            calls: CALLS,
            found: Vec::new(),
        };
        splitter.split(&literal.operand.with(*part), literal.wanted);
        splitter.found
    });
    parts.collect()
}

struct Splitter<'p> {
    program: &'p Program,
    calls: usize,
    found: Vec<Literal>,
}

impl Splitter<'_> {
    fn split(&mut self, operand: &Operand, wanted: bool) {
        match (&self.program.exprs[operand.expr].kind, wanted) {
            (ExprKind::And(parts), true) | (ExprKind::Or(parts), false) => {
                for part in parts {
                    self.split(&operand.with(*part), wanted);
                }
            }
            (ExprKind::Not(inner), _) => self.split(&operand.with(*inner), !wanted),
            (
                ExprKind::If {
                    condition,
                    then,
                    otherwise,
                },
                _,
            ) if self.is_constant(*otherwise, !wanted) => {
                self.split(&operand.with(*condition), true);
                self.split(&operand.with(*then), wanted);
            }
            // What a definition says of one object is remembered; a definition
            // of several is where joins hide.
            (ExprKind::Def(def, arguments), _) if arguments.len() > 1 && self.calls > 0 => {
                self.calls -= 1;
                let body = self.program.defs[*def].body;
                self.split(&operand.inside(body), wanted);
            }
            (_, _) => self.found.push(Literal {
                operand: operand.clone(),
                wanted,
            }),
        }
    }

    fn is_constant(&self, expr: ExprId, wanted: bool) -> bool {
        matches!(&self.program.exprs[expr].kind,
            ExprKind::Literal(Constant::Bool(value)) if *value == wanted)
    }
}

impl Operand {
    /// A part of the expression.
    pub(super) fn with(&self, expr: ExprId) -> Self {
        let calls = Rc::clone(&self.calls);
        Self { expr, calls }
    }

    /// The body of the definition that the expression calls.
    fn inside(&self, body: ExprId) -> Self {
        let calls = self.calls.iter().copied().chain([self.expr]);
        Self {
            expr: body,
            calls: calls.collect(),
        }
    }
}

impl Literal {
    /// Whether it holds.
    pub(super) fn truth(&self, machine: &mut Machine<'_>) -> Truth {
        machine.enter(&self.operand);
        let truth = machine.truth(self.operand.expr);
        if self.wanted { truth } else { not(truth) }
    }
}

impl<'a> Machine<'a> {
    /// The value of an expression in the bodies of definitions.
    pub(super) fn operand(&mut self, operand: &Operand) -> Known<Value<'a>> {
        self.enter(operand);
        self.value(operand.expr)
    }

    /// Binds the parameters of the definitions that an expression stands in.
    pub(super) fn enter(&mut self, operand: &Operand) {
        let program = self.inputs.program;
        for call in operand.calls.iter() {
            if let ExprKind::Def(def, arguments) = &program.exprs[*call].kind {
                self.mark_parameters(*def, arguments);
                let values: Vec<_> = arguments.iter().map(|one| self.value(*one)).collect();
                for (param, value) in program.defs[*def].params.iter().zip(values) {
                    self.bind(*param, value);
                }
            }
        }
    }
}
