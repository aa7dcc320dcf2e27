//! One expression, asked of a snapshot.

use tenet_hir::{ExprId, Reads, Ty, Type};
use tenet_snapshot::Reason;

use crate::bound::Namer;
use crate::judge::{Inputs, with_stack};
use crate::machine::Machine;
use crate::outcome::Bound;
use crate::reasons::Gather;
use crate::truth::Known;
use crate::value::{Collection, Value};

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryAnswer {
    /// The value, or the rows.
    pub result: QueryResult,
    /// Why the value, or whether there are more rows, is unknown: sorted, each
    /// once; empty if nothing is.
    pub reasons: Vec<Reason>,
}

/// A value, or rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryResult {
    /// A value as messages print it.
    Value(String),
    /// Nobody knows the value.
    Unknown,
    /// The members of a collection, in order of their folded keys; duplicates stay.
    Rows(Vec<QueryRow>),
}

/// A member of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRow {
    /// What it is; its name as a variable is empty.
    pub value: Bound,
    /// Why it may be no member: sorted, each once; empty if it is one.
    pub doubt: Vec<Reason>,
}

/// Evaluates an expression.
pub fn query(inputs: &Inputs<'_>, expr: ExprId) -> QueryAnswer {
    let answer = with_stack(|| ask(inputs, expr));
    answer.unwrap_or_else(|| ask(inputs, expr))
}

fn ask(inputs: &Inputs<'_>, expr: ExprId) -> QueryAnswer {
    let mut machine = Machine::new(*inputs, true);
    if machine.is_secret(expr) {
        let result = QueryResult::Value("(secret)".to_owned());
        return QueryAnswer {
            result,
            reasons: Vec::new(),
        };
    }
    let value = machine.value(expr);
    match &value {
        Ok(Value::List(list)) => rows(&mut machine, expr, list),
        Ok(_) | Err(_) => scalar(&mut machine, &value),
    }
}

fn scalar<'a>(machine: &mut Machine<'a>, value: &Known<Value<'a>>) -> QueryAnswer {
    let (result, reasons) = match value {
        Ok(Value::Interval(bounds)) => (
            QueryResult::Value(machine.print(value)),
            bounds.reasons.clone(),
        ),
        Ok(_) => (QueryResult::Value(machine.print(value)), None),
        Err(reasons) => (QueryResult::Unknown, Some(reasons.clone())),
    };
    let reasons = reasons.map_or_else(Vec::new, |reasons| machine.reasons.resolve(&reasons));
    QueryAnswer { result, reasons }
}

fn rows<'a>(machine: &mut Machine<'a>, expr: ExprId, list: &Collection<'a>) -> QueryAnswer {
    let program = machine.inputs.program;
    let namer = Namer::of(Reads::of(program, [expr]));
    let any = Type::of(Ty::Any);
    let ty = if let Ty::List(item) = &program.exprs[expr].ty.ty {
        item.as_ref()
    } else {
        &any
    };
    let mut rows = Vec::with_capacity(list.items.len());
    let mut reasons = Gather::default();
    reasons.add_some(list.open.as_ref());
    for item in &list.items {
        reasons.add_some(item.value.as_ref().err());
        let value = namer.describe(machine, "", (&item.value, ty));
        let doubt = item.doubt.as_ref();
        let doubt = doubt.map_or_else(Vec::new, |doubt| machine.reasons.resolve(doubt));
        rows.push(QueryRow { value, doubt });
    }
    rows.sort_by_cached_key(|row| {
        let key = tenet_base::text::fold(&row.value.key).into_owned();
        (key, row.value.entity.clone())
    });
    let reasons = reasons.finish();
    let reasons = reasons.map_or_else(Vec::new, |reasons| machine.reasons.resolve(&reasons));
    QueryAnswer {
        result: QueryResult::Rows(rows),
        reasons,
    }
}
