//! `list(e for x in C where P)`, `min(…)`, `max(…)`, `sum(…)`.

use std::cmp::Ordering;
use std::rc::Rc;

use tenet_base::Duration;
use tenet_hir::{Binding, ExprId, ExprKind, Generator, Ty};

use super::collection::either;
use super::compare::number;
use super::distinct::{self, Rank};
use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};
use crate::truth::Known;
use crate::value::{Collection, Item, Value};
use crate::why;

/// `e for x in C where P`.
#[derive(Clone, Copy)]
struct Source<'e> {
    /// e.
    value: ExprId,
    /// x, C and P.
    binding: &'e Binding,
}

/// The values for the members that pass or may pass.
struct Generated<'a> {
    /// Each with the member that it was computed for.
    values: Vec<(Known<Value<'a>>, Item<'a>)>,
    /// Why there may be more.
    open: Option<Reasons>,
}

impl<'a> Machine<'a> {
    pub(super) fn generate(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let ExprKind::Generate {
            kind,
            value,
            binding,
        } = &self.inputs.program.exprs[expr].kind
        else {
            return self.misfit();
        };
        let source = Source {
            value: *value,
            binding,
        };
        let generated = self.generated(source);
        // One member alone is the least or the greatest, and it leaves its cell; else all count.
        if matches!(kind, Generator::List | Generator::Sum) {
            let members = generated.values.iter();
            self.note_members(members.map(|(_, member)| member));
        }
        match kind {
            Generator::List => Ok(Value::List(Rc::new(self.distinct(source.value, generated)))),
            Generator::Min => self.extreme(source, generated, Ordering::Less),
            Generator::Max => self.extreme(source, generated, Ordering::Greater),
            Generator::Sum => self.sum(source.value, generated),
        }
    }

    fn generated(&mut self, source: Source<'_>) -> Generated<'a> {
        let members = self.filter(source.binding);
        let mut values = Vec::with_capacity(members.items.len());
        for member in &members.items {
            self.bind(source.binding.var, member.value.clone());
            let value = self.quietly(|machine| machine.value(source.value));
            values.push((self.settled(value), member.clone()));
        }
        Generated {
            values,
            open: members.open.clone(),
        }
    }

    /// A number between bounds is not known.
    fn settled(&mut self, value: Known<Value<'a>>) -> Known<Value<'a>> {
        let value = value?;
        let Value::Interval(bounds) = &value else {
            return Ok(value);
        };
        match bounds.reasons.clone() {
            Some(reasons) => Err(reasons),
            None => self.misfit(),
        }
    }

    /// Each value once, sorted. A value that is unknown may be one of the
    /// others, so it is no definite member.
    fn distinct(&mut self, expr: ExprId, generated: Generated<'a>) -> Collection<'a> {
        let exact = self.is_exact(expr);
        let fractions = matches!(self.inputs.program.exprs[expr].ty.ty, Ty::Number);
        let mut ranked: Vec<(Rank, Item<'a>)> = Vec::new();
        let mut unknown = Vec::new();
        for (value, member) in generated.values {
            match value {
                Ok(value) => {
                    let rank = self.rank(&value, distinct::Mode { exact, fractions });
                    let doubt = member.doubt;
                    ranked.push((
                        rank,
                        Item {
                            value: Ok(value),
                            doubt,
                        },
                    ));
                }
                Err(reasons) => {
                    let doubt = member
                        .doubt
                        .map_or(reasons.clone(), |one| one.merged(&reasons));
                    unknown.push(Item {
                        value: Err(reasons),
                        doubt: Some(doubt),
                    });
                }
            }
        }
        let mut items = merged(ranked);
        items.extend(unknown);
        Collection {
            items,
            open: generated.open,
            elsewhere: false,
        }
    }

    /// The least or the greatest value.
    fn extreme(
        &mut self,
        source: Source<'_>,
        generated: Generated<'a>,
        wanted: Ordering,
    ) -> Known<Value<'a>> {
        let values = self.all_known(source.value, generated)?;
        let mut best: Option<(Value<'a>, Item<'a>)> = None;
        for (value, member) in values {
            let better = match &best {
                None => true,
                Some((known, _)) => self.order((&value, known))? == wanted,
            };
            if better {
                best = Some((value, member));
            }
        }
        let Some((value, member)) = best else {
            return Ok(Value::Null);
        };
        if self.trace.is_some() {
            self.bind(source.binding.var, member.value);
            return self.value(source.value);
        }
        Ok(value)
    }

    fn sum(&mut self, expr: ExprId, generated: Generated<'a>) -> Known<Value<'a>> {
        let values = self.all_known(expr, generated)?;
        let values: Vec<Value<'a>> = values.into_iter().map(|(value, _)| value).collect();
        let total = match self.inputs.program.exprs[expr].ty.ty {
            Ty::Number => fractions(&values),
            Ty::Duration => durations(&values),
            Ty::Error
            | Ty::Any
            | Ty::Bool
            | Ty::Int
            | Ty::String
            | Ty::Date
            | Ty::Period
            | Ty::Enum(_)
            | Ty::Severity
            | Ty::Record(_)
            | Ty::Builtin(_)
            | Ty::Entity(_)
            | Ty::Ref(_)
            | Ty::List(_) => whole(&values),
        };
        total.map_or_else(|| self.unknown(why::overflow()), Ok)
    }

    /// All values, or the reasons of everything that is unknown about them.
    fn all_known(
        &mut self,
        expr: ExprId,
        generated: Generated<'a>,
    ) -> Known<Vec<(Value<'a>, Item<'a>)>> {
        let mut unknown = Gather::default();
        let mut known = Vec::with_capacity(generated.values.len());
        for (value, member) in generated.values {
            unknown.add_some(member.doubt.as_ref());
            match value.and_then(|value| self.comparable(expr, value)) {
                Ok(value) => known.push((value, member)),
                Err(reasons) => unknown.add(&reasons),
            }
        }
        unknown.add_some(generated.open.as_ref());
        unknown.finish().map_or(Ok(known), Err)
    }

    /// Null where a guard was unknown has no order, and neither has a text that no member has.
    fn comparable(&mut self, expr: ExprId, value: Value<'a>) -> Known<Value<'a>> {
        let value = self.present(value)?;
        if let Value::Text(text) = &value
            && let Ty::Enum(id) = self.inputs.program.exprs[expr].ty.ty
        {
            let name = &self.inputs.program.enums[id].name;
            return self.unknown(why::no_member(text.as_str(self.strings()), name));
        }
        if matches!(value, Value::Text(_)) {
            return self.misfit();
        }
        Ok(value)
    }
}

/// What is in a list several times is in it once, as a member if it is one any time.
fn merged(mut ranked: Vec<(Rank, Item<'_>)>) -> Vec<Item<'_>> {
    ranked.sort_by(|left, right| left.0.cmp(&right.0));
    let mut kept: Vec<(Rank, Item<'_>)> = Vec::with_capacity(ranked.len());
    for (rank, item) in ranked {
        match kept.last_mut().filter(|(last, _)| last.same(&rank)) {
            Some((_, last)) => last.doubt = either(last.doubt.take(), item.doubt),
            None => kept.push((rank, item)),
        }
    }
    kept.into_iter().map(|(_, item)| item).collect()
}

/// Whole numbers together: beyond what one holds only if the total is.
fn whole<'a>(values: &[Value<'a>]) -> Option<Value<'a>> {
    let mut total: i128 = 0;
    for value in values {
        let Value::Int(number) = value else {
            return None;
        };
        total = total.checked_add(i128::from(*number))?;
    }
    i64::try_from(total).ok().map(Value::Int)
}

/// Fractions together, from the least on: the order of the members makes no difference.
fn fractions<'a>(values: &[Value<'a>]) -> Option<Value<'a>> {
    let mut numbers = values.iter().map(number).collect::<Option<Vec<f64>>>()?;
    numbers.sort_by(f64::total_cmp);
    let total: f64 = numbers.iter().sum();
    total.is_finite().then_some(Value::Number(total + 0.0))
}

fn durations<'a>(values: &[Value<'a>]) -> Option<Value<'a>> {
    let mut lengths = Vec::with_capacity(values.len());
    for value in values {
        let Value::Duration(length) = value else {
            return None;
        };
        lengths.push(*length);
    }
    lengths.sort_unstable();
    let total = lengths
        .into_iter()
        .try_fold(Duration::ZERO, Duration::checked_add);
    total.map(Value::Duration)
}
