//! `if`, `otherwise`.

use tenet_hir::{Comparison, ExprId};

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::Value;

impl<'a> Machine<'a> {
    /// Where the condition is unknown: the common value, if both branches agree.
    pub(super) fn choice(
        &mut self,
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
    ) -> Known<Value<'a>> {
        let unknown = match self.truth(condition) {
            Ok(true) => return self.value(then),
            Ok(false) => return self.value(otherwise),
            Err(reasons) => reasons,
        };
        match (self.value(then), self.value(otherwise)) {
            (Ok(first), Ok(second)) => {
                if self.compare_values(Comparison::Equal, (&first, &second), true) == Ok(true) {
                    return Ok(first);
                }
                Err(unknown)
            }
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => Err(unknown.merged(&reasons)),
            (Err(first), Err(second)) => Err(unknown.merged(&first).merged(&second)),
        }
    }

    pub(super) fn otherwise(&mut self, first: ExprId, second: ExprId) -> Known<Value<'a>> {
        let value = self.value(first)?;
        if matches!(value, Value::Null) {
            return self.value(second);
        }
        Ok(value)
    }
}
