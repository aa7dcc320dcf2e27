//! Literals, parameters, `now`, variables.

use tenet_hir::{ExprId, Literal, ParamId, VarId};

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{Text, Value};
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn literal(&mut self, expr: ExprId, literal: &'a Literal) -> Known<Value<'a>> {
        match literal {
            Literal::Null => Ok(Value::Null),
            Literal::Bool(value) => Ok(Value::Bool(*value)),
            Literal::Int(value) => Ok(Value::Int(*value)),
            Literal::Number(value) => Ok(Value::Number(*value)),
            Literal::String(text) => self.literal_text(expr, text),
            Literal::Date(value) => Ok(Value::Date(*value)),
            Literal::Duration(value) => Ok(Value::Duration(*value)),
            Literal::Enum(id, position) => Ok(Value::Enum(*id, *position)),
            Literal::Severity(severity) => Ok(Value::Severity(*severity)),
        }
    }

    /// Looked up among the strings of the export once.
    fn literal_text(&mut self, expr: ExprId, text: &str) -> Known<Value<'a>> {
        if let Some(known) = self.memory.constants.get(&expr) {
            return known.clone();
        }
        let made = Ok(Value::Text(Text::made(self.strings(), text.to_owned())));
        self.memory.constants.insert(expr, made.clone());
        made
    }

    pub(super) fn param(&mut self, param: ParamId) -> Known<Value<'a>> {
        let body = self.inputs.param(param);
        if let Some(known) = self.memory.constants.get(&body) {
            return known.clone();
        }
        let value = self.value(body);
        self.memory.constants.insert(body, value.clone());
        value
    }

    pub(super) fn now(&mut self) -> Known<Value<'a>> {
        match self.inputs.now {
            Some(now) => Ok(Value::Date(now)),
            None => self.unknown(why::no_capture_time()),
        }
    }

    /// A variable; while a clause is explained, a `let` is read through, so
    /// that what it looked at counts as evidence.
    pub(super) fn read_var(&mut self, var: VarId) -> Known<Value<'a>> {
        match self.lets.get(&var) {
            Some(value) if self.trace.is_some() => self.value(*value),
            Some(_) | None => self.var(var),
        }
    }
}
