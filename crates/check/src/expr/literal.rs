//! Literals: whether the calendar has the date, and the number fits.

use tenet_base::{Duration, Instant, Span};
use tenet_hir::{ExprId, ExprKind, Literal, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::types as errors;

impl Checker<'_, '_> {
    pub(super) fn literal(&mut self, expr: &ast::Expr, expected: Option<&Type>) -> ExprId {
        let span = expr.span;
        if let ast::ExprKind::Unknown(reason) = &expr.kind {
            let ty = expected.map_or(Type::of(Ty::Any), |ty| ty.clone().present());
            return self.add(ExprKind::Unknown(reason.text.clone()), ty, span);
        }
        if let ast::ExprKind::Regex(_) = &expr.kind {
            return self.refuse(errors::misplaced_regex(span));
        }
        if matches!(expr.kind, ast::ExprKind::Now) {
            return self.add(ExprKind::Now, Type::of(Ty::Date), span);
        }
        match constant(expr) {
            Ok((literal, ty)) => self.add(ExprKind::Literal(literal), ty, span),
            Err(problem) => self.refuse(problem.diagnostic(span)),
        }
    }
}

/// What is wrong with a literal, and how it was written.
#[derive(Debug)]
pub(crate) enum Problem {
    Date(String),
    Range(String),
    PartOfASecond(String),
}

impl Problem {
    pub(crate) fn diagnostic(&self, span: Span) -> tenet_base::Diagnostic {
        match self {
            Self::Date(text) => errors::impossible_date(span, text),
            Self::Range(text) => errors::out_of_range(span, text),
            Self::PartOfASecond(text) => errors::part_of_a_second(span, text),
        }
    }
}

/// The value and the type of a constant; `null` for what is none.
fn constant(expr: &ast::Expr) -> Result<(Literal, Type), Problem> {
    if let ast::ExprKind::Bool(value) = &expr.kind {
        return Ok((Literal::Bool(*value), Type::BOOL));
    }
    if let ast::ExprKind::Int(digits) = &expr.kind {
        return Ok((Literal::Int(int(digits)?), Type::of(Ty::Int)));
    }
    if let ast::ExprKind::Decimal(digits) = &expr.kind {
        return Ok((Literal::Number(number(digits)?), Type::of(Ty::Number)));
    }
    if let ast::ExprKind::String(text) = &expr.kind {
        return Ok((Literal::String(text.clone()), Type::of(Ty::String)));
    }
    if let ast::ExprKind::Date(text) = &expr.kind {
        return Ok((Literal::Date(date(text)?), Type::of(Ty::Date)));
    }
    if let ast::ExprKind::Duration { count, unit } = &expr.kind {
        return Ok((
            Literal::Duration(duration(count, *unit)?),
            Type::of(Ty::Duration),
        ));
    }
    Ok((Literal::Null, Type::of(Ty::Any).or_null()))
}

/// A whole number.
pub(crate) fn int(digits: &str) -> Result<i64, Problem> {
    digits
        .parse()
        .map_err(|_| Problem::Range(digits.to_owned()))
}

/// A number with a fraction.
pub(crate) fn number(digits: &str) -> Result<f64, Problem> {
    let value: Option<f64> = digits.parse().ok();
    value
        .filter(|value| value.is_finite())
        .ok_or_else(|| Problem::Range(digits.to_owned()))
}

/// A day, or a time in UTC with or without seconds.
pub(crate) fn date(text: &str) -> Result<Instant, Problem> {
    let without_seconds = text.strip_suffix('Z').filter(|time| time.len() == 16);
    let full = without_seconds.map(|time| format!("{time}:00Z"));
    Instant::parse(full.as_deref().unwrap_or(text)).ok_or_else(|| Problem::Date(text.to_owned()))
}

/// A length of time, exactly: `1.5 hours` is 90 minutes.
pub(crate) fn duration(count: &str, unit: ast::DurationUnit) -> Result<Duration, Problem> {
    let size: i128 = match unit {
        ast::DurationUnit::Weeks => 604_800,
        ast::DurationUnit::Days => 86_400,
        ast::DurationUnit::Hours => 3_600,
        ast::DurationUnit::Minutes => 60,
        ast::DurationUnit::Seconds => 1,
    };
    let range = || Problem::Range(count.to_owned());
    let (whole, fraction) = count.split_once('.').unwrap_or((count, ""));
    let places = u32::try_from(fraction.len())
        .ok()
        .filter(|places| *places <= 9);
    let scale = 10_i128.pow(places.ok_or_else(range)?);
    let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| range())?;
    let seconds = digits.checked_mul(size).ok_or_else(range)?;
    if seconds % scale != 0 {
        return Err(Problem::PartOfASecond(count.to_owned()));
    }
    let seconds = i64::try_from(seconds / scale)
        .ok()
        .and_then(Duration::from_seconds);
    seconds.ok_or_else(range)
}
