//! Running expressions: one file for each family.
//!
//! [`Machine::value`] only dispatches. Whatever an expression is, its value is
//! known or unknown with reasons; there is no third way out.

mod actor;
mod arithmetic;
mod call;
mod choice;
mod collection;
mod compare;
mod computed;
mod constant;
mod distinct;
mod domain;
pub(crate) mod during;
mod entity;
mod exactness;
mod field;
mod generator;
mod group;
mod lookup;
mod membership;
mod normalize;
mod parse;
mod quantifier;
mod state;
mod text;
pub(crate) mod timeline;

pub(crate) use compare::number;
pub(crate) use normalize::normalized;

use std::rc::Rc;

use tenet_hir::{ExprId, ExprKind, Literal};

use crate::machine::Machine;
use crate::truth::{Any, Known, Truth, not};
use crate::value::{Collection, Value};
use crate::why;

impl<'a> Machine<'a> {
    /// The value of an expression. Null where the checker promises that there
    /// is none can only have come past a guard that is unknown: it is unknown too.
    pub(crate) fn value(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let value = self.evaluate(expr)?;
        if matches!(value, Value::Null) && self.is_promised(expr) {
            return self.unknown(why::guard_undetermined());
        }
        Ok(value)
    }

    /// Whether the checker lets nobody ask whether a value is null.
    fn is_promised(&self, expr: ExprId) -> bool {
        let expr = &self.inputs.program.exprs[expr];
        !expr.ty.nullable && !matches!(expr.kind, ExprKind::Literal(Literal::Null))
    }

    fn evaluate(&mut self, expr: ExprId) -> Known<Value<'a>> {
        match &self.inputs.program.exprs[expr].kind {
            ExprKind::Error => self.misfit(),
            ExprKind::Literal(literal) => self.literal(expr, literal),
            ExprKind::Unknown(text) => self.unknown(why::author(text)),
            ExprKind::Now => self.now(),
            ExprKind::Var(var) => self.read_var(*var),
            ExprKind::Param(param) => self.param(*param),
            ExprKind::All(entity) => Ok(Value::List(self.all(*entity))),
            ExprKind::Set(set) => Ok(Value::List(self.set(*set))),
            ExprKind::Field {
                base,
                field,
                null_safe,
            } => self.field(*base, *field, *null_safe),
            ExprKind::BuiltinField {
                base,
                field,
                null_safe,
            } => self.builtin_field(expr, (*base, *field), *null_safe),
            ExprKind::Def(def, arguments) => {
                self.once(expr, |machine| machine.call(*def, arguments))
            }
            ExprKind::Builtin(builtin, arguments) => {
                self.once(expr, |machine| machine.builtin(*builtin, arguments))
            }
            ExprKind::Parse(text, form) => self.parse(expr, *text, form),
            ExprKind::Generate { .. } => self.once(expr, |machine| machine.generate(expr)),
            ExprKind::Not(inner) => not(self.truth(*inner)).map(Value::Bool),
            ExprKind::And(operands) => self.every(operands).map(Value::Bool),
            ExprKind::Or(operands) => self.some(operands).map(Value::Bool),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => self.choice(*condition, *then, *otherwise),
            ExprKind::Compare(comparison, left, right) => {
                self.compare(*comparison, *left, *right).map(Value::Bool)
            }
            ExprKind::In(item, list) => self.is_in(*item, *list).map(Value::Bool),
            ExprKind::InGroup {
                member,
                group,
                directly,
            } => self.in_group((*member, *group), *directly).map(Value::Bool),
            ExprKind::TextTest(test, left, right) => {
                self.text_test(*test, *left, *right).map(Value::Bool)
            }
            ExprKind::Matches(inner, pattern) => {
                self.matches(expr, (*inner, pattern)).map(Value::Bool)
            }
            ExprKind::Is(inner, state) => self.is(*inner, *state).map(Value::Bool),
            ExprKind::IsEntity(inner, entity) => self.is_entity(*inner, *entity).map(Value::Bool),
            ExprKind::Reaches { policy, object } => self.reaches(*policy, *object).map(Value::Bool),
            ExprKind::Quantifier {
                kind,
                binding,
                satisfies,
            } => self.once(expr, |machine| {
                let found = machine.quantifier(*kind, binding, *satisfies);
                found.map(Value::Bool)
            }),
            ExprKind::Filter(_)
            | ExprKind::Domain(..)
            | ExprKind::During { .. }
            | ExprKind::Union(..) => self.once(expr, |machine| machine.put_together(expr)),
            ExprKind::Actor(event) => self.actor(*event),
            ExprKind::Otherwise(first, second) => self.otherwise(*first, *second),
            ExprKind::Negate(inner) => self.negate(*inner),
            ExprKind::Arithmetic(operation, left, right) => {
                self.arithmetic(*operation, *left, *right)
            }
            ExprKind::List(items) => Ok(Value::List(self.list(items))),
            ExprKind::Record(record, fields) => Ok(self.make_record(*record, fields)),
        }
    }

    /// A collection that is put together from others, or by the graph.
    fn put_together(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let kind = &self.inputs.program.exprs[expr].kind;
        if let ExprKind::Domain(word, operand) = kind {
            return self.domain(expr, *word, *operand);
        }
        let list = if let ExprKind::Filter(binding) = kind {
            self.filter(binding)
        } else if let ExprKind::During { events, window } = kind {
            self.during(*events, *window)
        } else if let ExprKind::Union(left, right) = kind {
            self.union(*left, *right)
        } else {
            return self.misfit();
        };
        Ok(Value::List(list))
    }

    /// The truth of a condition.
    pub(crate) fn truth(&mut self, expr: ExprId) -> Truth {
        let value = self.value(expr)?;
        if let Value::Bool(holds) = value {
            return Ok(holds);
        }
        self.present(value)?;
        self.misfit()
    }

    /// A collection. One that is unknown as a whole is open, with the same reasons.
    pub(crate) fn collection(&mut self, expr: ExprId) -> Rc<Collection<'a>> {
        let list = self.value(expr).and_then(|value| self.as_list(value));
        list.unwrap_or_else(|reasons| Rc::new(Collection::unknown(reasons)))
    }

    fn as_list(&mut self, value: Value<'a>) -> Known<Rc<Collection<'a>>> {
        if let Value::List(list) = value {
            return Ok(list);
        }
        self.present(value)?;
        self.misfit()
    }

    /// `a and b and …`.
    fn every(&mut self, operands: &[ExprId]) -> Truth {
        not(self.any(operands, false))
    }

    /// `a or b or …`.
    fn some(&mut self, operands: &[ExprId]) -> Truth {
        self.any(operands, true)
    }

    /// Whether any operand is `wanted`. While a clause is explained, only
    /// operands that decide leave evidence.
    fn any(&mut self, operands: &[ExprId], wanted: bool) -> Truth {
        let mut any = Any::default();
        for operand in operands {
            let found = self.quietly(|machine| machine.truth(*operand));
            let is_wanted = found.map(|holds| holds == wanted);
            if any.decides(&is_wanted) {
                self.explain(*operand);
                return Ok(true);
            }
        }
        for operand in operands {
            self.explain(*operand);
        }
        any.finish()
    }
}
