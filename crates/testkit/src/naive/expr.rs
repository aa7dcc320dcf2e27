//! Expressions: one line for each kind.

use tenet_hir::{ExprId, ExprKind, Literal};
use tenet_snapshot::{Reason, ReasonCode};

use super::Run;
use super::value::{Collection, Fields, Known, Reasons, Truth, Value, not, unknown};

impl Run<'_> {
    /// The value of an expression. A null where its type says that there is
    /// none is unknown, and a finding of its own unless a guard was unknown.
    pub(super) fn value(&mut self, expr: ExprId) -> Known<Value> {
        let value = self.raw_value(expr)?;
        let promised = !self.naive.program.exprs[expr].ty.nullable;
        let literal = matches!(
            self.naive.program.exprs[expr].kind,
            ExprKind::Literal(Literal::Null)
        );
        if promised && !literal && matches!(value, Value::Null) {
            if self.unknown_guards == 0 {
                self.nulls.insert(expr);
            }
            return unknown(ReasonCode::GuardUndetermined);
        }
        Ok(value)
    }

    fn raw_value(&mut self, expr: ExprId) -> Known<Value> {
        let program = self.naive.program;
        match &program.exprs[expr].kind {
            ExprKind::Error => unknown(ReasonCode::Malformed),
            ExprKind::Literal(literal) => Ok(constant(literal)),
            ExprKind::Unknown(text) => Err(Reasons::from([Reason::new(
                ReasonCode::Author,
                text.clone(),
            )])),
            ExprKind::Now => self.naive.now.map_or_else(
                || unknown(ReasonCode::NoCaptureTime),
                |now| Ok(Value::Date(now)),
            ),
            ExprKind::Var(variable) => self
                .variables
                .get(variable)
                .cloned()
                .unwrap_or_else(|| unknown(ReasonCode::Malformed)),
            ExprKind::Param(param) => self.value(program.params[*param].value),
            ExprKind::All(entity) => Ok(Value::List(self.objects(*entity))),
            ExprKind::Set(set) => self.value(program.sets[*set].body),
            ExprKind::Field {
                base,
                field,
                null_safe,
            } => self.field(*base, *field, *null_safe),
            ExprKind::BuiltinField {
                base,
                field,
                null_safe,
            } => self.builtin_field(expr, *base, (*field, *null_safe)),
            ExprKind::Def(def, arguments) => self.def(*def, arguments),
            ExprKind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments),
            ExprKind::Parse(text, form) => self.parse(*text, form),
            ExprKind::Generate {
                kind,
                value,
                binding,
            } => self.generate(*kind, *value, binding),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => self.choice(*condition, *then, *otherwise),
            ExprKind::Filter(binding) => Ok(Value::List(self.filter(binding))),
            ExprKind::Domain(word, operand) => self.domain(expr, *word, *operand),
            ExprKind::During { events, window } => Ok(Value::List(self.during(*events, *window))),
            ExprKind::Actor(event) => self.actor(*event),
            ExprKind::Otherwise(first, second) => self.otherwise(*first, *second),
            ExprKind::Negate(inner) => self.negate(*inner),
            ExprKind::Arithmetic(operation, left, right) => {
                self.arithmetic(*operation, *left, *right)
            }
            ExprKind::Union(left, right) => Ok(Value::List(self.union(*left, *right))),
            ExprKind::List(items) => Ok(Value::List(self.list(items))),
            ExprKind::Record(record, fields) => {
                let fields = fields
                    .iter()
                    .map(|(field, value)| (*field, self.value(*value)));
                let fields = fields.collect();
                Ok(Value::Record(Fields {
                    record: *record,
                    fields,
                }))
            }
            judged => self.judged(judged).map(Value::Bool),
        }
    }

    /// What is true, false or unknown.
    fn judged(&mut self, kind: &ExprKind) -> Truth {
        match kind {
            ExprKind::Not(inner) => not(self.truth(*inner)),
            ExprKind::And(operands) => self.and(operands),
            ExprKind::Or(operands) => self.or(operands),
            ExprKind::Compare(comparison, left, right) => {
                self.comparison(*comparison, *left, *right)
            }
            ExprKind::In(item, list) => self.is_in(*item, *list),
            ExprKind::InGroup {
                member,
                group,
                directly,
            } => self.in_group(*member, *group, *directly),
            ExprKind::TextTest(test, left, right) => self.text_test(*test, *left, *right),
            ExprKind::Matches(inner, pattern) => {
                let exact = pattern.exact().ok().filter(|_| self.is_exact(*inner));
                let pattern = exact.as_ref().unwrap_or(pattern);
                self.text(*inner).map(|text| pattern.is_match(&text))
            }
            ExprKind::Is(inner, state) => self.is(*inner, *state),
            ExprKind::IsEntity(inner, entity) => self.is_entity(*inner, *entity),
            ExprKind::Reaches { policy, object } => self.reaches(*policy, *object),
            ExprKind::Quantifier {
                kind,
                binding,
                satisfies,
            } => self.quantifier(*kind, binding, *satisfies),
            _ => unknown(ReasonCode::Malformed),
        }
    }

    /// The truth of a condition.
    pub(super) fn truth(&mut self, expr: ExprId) -> Truth {
        match self.value(expr)? {
            Value::Bool(holds) => Ok(holds),
            Value::Null => unknown(ReasonCode::GuardUndetermined),
            _ => unknown(ReasonCode::Malformed),
        }
    }

    /// A collection; one that is unknown as a whole may have any members.
    pub(super) fn collection(&mut self, expr: ExprId) -> Collection {
        let reasons = match self.value(expr) {
            Ok(Value::List(collection)) => return collection,
            Ok(Value::Null) => unknown::<()>(ReasonCode::GuardUndetermined).err(),
            Ok(_) => unknown::<()>(ReasonCode::Malformed).err(),
            Err(reasons) => Some(reasons),
        };
        Collection {
            open: reasons.unwrap_or_default(),
            ..Collection::default()
        }
    }

    /// A text: also the key that a reference stands as.
    pub(super) fn text(&mut self, expr: ExprId) -> Known<String> {
        text_of(self.value(expr)?)
    }
}

/// A text: also the key that a reference stands as.
pub(super) fn text_of(value: Value) -> Known<String> {
    match value {
        Value::Text(text) => Ok(text),
        Value::Reference(reference) => Ok(reference.key),
        Value::Null => unknown(ReasonCode::GuardUndetermined),
        _ => unknown(ReasonCode::Malformed),
    }
}

fn constant(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Int(value) => Value::Int(*value),
        Literal::Number(value) => Value::Number(*value),
        Literal::String(value) => Value::Text(value.clone()),
        Literal::Date(value) => Value::Date(*value),
        Literal::Duration(value) => Value::Duration(*value),
        Literal::Enum(_, position) => Value::Member(*position),
        Literal::Severity(severity) => Value::Severity(*severity),
    }
}
