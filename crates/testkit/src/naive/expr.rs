//! Evaluating expressions, all of them, every time.

use std::collections::BTreeMap;

use tenet_hir::{Arithmetic, ExprId, ExprKind, FieldId, Literal, Pattern, TextTest, VarId};

use super::World;
use super::call::of;
use super::choice::{choice, is};
use super::scalar::{arithmetic, both, text, text_test};
use super::value::{List, Outcome, Tri, Value};

/// What the variables stand for.
pub(super) type Scope = BTreeMap<VarId, Outcome>;

impl World<'_> {
    /// The truth of a condition.
    pub(super) fn truth(&self, expr: ExprId, scope: &Scope) -> Tri {
        self.eval(expr, scope).truth()
    }

    /// The value of an expression.
    pub(super) fn eval(&self, expr: ExprId, scope: &Scope) -> Outcome {
        let of_part = |part: &ExprId| self.eval(*part, scope);
        let pair = |left: &ExprId, right: &ExprId| (of_part(left), of_part(right));
        match &self.program.exprs[expr].kind {
            ExprKind::Error => Outcome::unknown("malformed"),
            ExprKind::Literal(literal) => Outcome::Known(constant(literal)),
            ExprKind::Unknown(_) => Outcome::unknown("author"),
            ExprKind::Now => self.capture_time(),
            ExprKind::Var(var) => variable(scope, *var),
            ExprKind::Param(param) => self.eval(self.program.params[*param].value, &Scope::new()),
            ExprKind::All(entity) => list(self.all(*entity)),
            ExprKind::Set(set) => list(
                self.eval(self.program.sets[*set].body, &Scope::new())
                    .list(),
            ),
            ExprKind::Field {
                base,
                field,
                null_safe,
            } => self.field(of_part(base), *field, *null_safe),
            ExprKind::BuiltinField {
                base,
                field,
                null_safe,
            } => self.named_field((of_part(base), *field), *null_safe, expr),
            ExprKind::Def(def, arguments) => self.call(*def, arguments, scope),
            ExprKind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments, scope),
            ExprKind::Not(inner) => of_part(inner).truth().not().outcome(),
            ExprKind::And(all) => Tri::all(all.iter().map(|one| of_part(one).truth())).outcome(),
            ExprKind::Or(all) => Tri::any(all.iter().map(|one| of_part(one).truth())).outcome(),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => choice(of_part(condition).truth(), pair(then, otherwise)),
            ExprKind::Compare(comparison, left, right) => {
                let exact = self.is_exact(*left) || self.is_exact(*right);
                self.compare(*comparison, pair(left, right), exact)
                    .outcome()
            }
            ExprKind::In(item, list) => self.is_in(*item, *list, scope).outcome(),
            ExprKind::InGroup {
                member,
                group,
                directly,
            } => self.in_group(pair(member, group), *directly).outcome(),
            ExprKind::TextTest(test, left, right) => {
                let exact = self.is_exact(*left) || self.is_exact(*right);
                test_texts(*test, pair(left, right), exact)
            }
            ExprKind::Matches(inner, pattern) => matches(of_part(inner), pattern),
            ExprKind::Is(inner, state) => is(of_part(inner), *state).outcome(),
            ExprKind::IsEntity(inner, entity) => self.is_entity(of_part(inner), *entity).outcome(),
            ExprKind::Reaches { policy, object } => self.reaches(pair(policy, object)).outcome(),
            ExprKind::Quantifier {
                kind,
                binding,
                satisfies,
            } => self.quantifier(*kind, (binding, *satisfies), scope),
            ExprKind::Filter(binding) => list(self.filter(binding, scope)),
            ExprKind::Domain(word, operand) => self.domain(expr, *word, of_part(operand)),
            ExprKind::Otherwise(first, second) => otherwise(pair(first, second)),
            ExprKind::Negate(inner) => negative(of_part(inner)),
            ExprKind::Arithmetic(operation, left, right) => {
                arithmetic(*operation, of_part(left), of_part(right))
            }
            ExprKind::Union(left, right) => {
                list(self.union((of_part(left).list(), of_part(right).list())))
            }
            ExprKind::List(items) => list(List {
                items: items
                    .iter()
                    .map(|item| (of_part(item), Tri::True))
                    .collect(),
                ..List::default()
            }),
            ExprKind::Record(_, fields) => {
                let fields = fields.iter().map(|(name, value)| (*name, of_part(value)));
                Outcome::Known(Value::Record(fields.collect()))
            }
        }
    }

    /// Whether an expression reads a field that is compared by code point.
    pub(super) fn is_exact(&self, expr: ExprId) -> bool {
        if let ExprKind::Field { field, .. } = &self.program.exprs[expr].kind {
            return self.program.fields[*field].marks.exact;
        }
        false
    }

    fn field(&self, base: Outcome, field: FieldId, null_safe: bool) -> Outcome {
        match base {
            Outcome::Known(Value::Null) if null_safe => Outcome::Known(Value::Null),
            Outcome::Unknown(why) => Outcome::Unknown(why),
            Outcome::Known(Value::Null) => Outcome::unknown("guard_undetermined"),
            Outcome::Known(Value::Object(object)) => self.object_field(object, field),
            Outcome::Known(Value::Ref(reference)) => match self.resolve(&reference) {
                Ok(object) => self.object_field(object, field),
                Err(why) => Outcome::Unknown(why),
            },
            Outcome::Known(Value::Record(fields)) => {
                let found = fields.into_iter().find(|(name, _)| *name == field);
                found.map_or_else(|| self.not_given(field), |(_, value)| value)
            }
            Outcome::Known(_) => Outcome::unknown("malformed"),
        }
    }

    /// A field that a record of the program leaves out.
    fn not_given(&self, field: FieldId) -> Outcome {
        if self.program.fields[field].ty.nullable {
            return Outcome::Known(Value::Null);
        }
        Outcome::unknown("field_not_exported")
    }

    fn capture_time(&self) -> Outcome {
        self.now.map_or_else(
            || Outcome::unknown("no_capture_time"),
            |now| Outcome::Known(Value::Date(now)),
        )
    }
}

fn list(list: List) -> Outcome {
    Outcome::Known(Value::List(list))
}

fn variable(scope: &Scope, var: VarId) -> Outcome {
    let value = scope.get(&var).cloned();
    value.unwrap_or_else(|| Outcome::unknown("malformed"))
}

fn otherwise((first, second): (Outcome, Outcome)) -> Outcome {
    if matches!(first, Outcome::Known(Value::Null)) {
        return second;
    }
    first
}

fn negative(value: Outcome) -> Outcome {
    let zero = if matches!(value, Outcome::Known(Value::Duration(_))) {
        Value::Duration(tenet_base::Duration::ZERO)
    } else {
        Value::Int(0)
    };
    arithmetic(Arithmetic::Subtract, Outcome::Known(zero), value)
}

fn matches(value: Outcome, pattern: &Pattern) -> Outcome {
    of(text(value).map(|text| pattern.is_match(&text)))
}

fn test_texts(test: TextTest, (whole, part): (Outcome, Outcome), exact: bool) -> Outcome {
    let texts = both(text(whole), text(part));
    of(texts.map(|(whole, part)| text_test(test, (&whole, &part), exact)))
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
        Literal::Enum(id, position) => Value::Enum(*id, *position),
        Literal::Severity(value) => Value::Severity(*value),
    }
}
