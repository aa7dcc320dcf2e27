//! From the pairs of pest to the tree.

use pest::iterators::Pair;

use super::{
    Comparison, Condition, Expression, Operand, Operator, Quantified, Quotes, Rule, Shift, Span,
    Text, Value, ValueKind,
};

/// The whole of a rule.
pub(super) fn condition(pair: Pair<'_, Rule>) -> Option<Condition> {
    if pair.as_rule() == Rule::direct_reports {
        return Some(Condition::DirectReports(text(&pair.into_inner().next()?)));
    }
    Some(Condition::Expression(disjunction(pair)?))
}

fn disjunction(pair: Pair<'_, Rule>) -> Option<Expression> {
    let parts = pair
        .into_inner()
        .filter(|part| part.as_rule() == Rule::conjunction);
    let parts: Option<Vec<Expression>> = parts.map(conjunction).collect();
    Some(one_or(parts?, Expression::Or))
}

fn conjunction(pair: Pair<'_, Rule>) -> Option<Expression> {
    let parts = pair
        .into_inner()
        .filter(|part| part.as_rule() == Rule::negation);
    let parts: Option<Vec<Expression>> = parts.map(negation).collect();
    Some(one_or(parts?, Expression::And))
}

fn one_or(mut parts: Vec<Expression>, many: impl Fn(Vec<Expression>) -> Expression) -> Expression {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            many(parts)
        }
    }
}

/// Nots before it, the last of them first.
fn negation(pair: Pair<'_, Rule>) -> Option<Expression> {
    let mut parts: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
    let mut expression = primary(parts.pop()?)?;
    while let Some(not) = parts.pop() {
        expression = Expression::Not(Box::new(expression), span(&not));
    }
    Some(expression)
}

fn primary(pair: Pair<'_, Rule>) -> Option<Expression> {
    if pair.as_rule() == Rule::group {
        return disjunction(pair.into_inner().next()?);
    }
    if pair.as_rule() == Rule::comparison {
        return Some(Expression::Comparison(comparison(pair)?));
    }
    let closed = pair.as_rule() == Rule::quantified;
    let all = span(&pair);
    let mut parts = pair.into_inner();
    let operand = operand(&parts.next()?);
    let quantifier = parts.next()?.into_inner().next()?;
    let inner = primary(parts.next()?)?;
    Some(Expression::Quantified(Quantified {
        operand,
        every: quantifier.as_rule() == Rule::all,
        inner: Box::new(inner),
        closed,
        span: all,
    }))
}

fn comparison(pair: Pair<'_, Rule>) -> Option<Comparison> {
    let all = span(&pair);
    let mut parts = pair.into_inner();
    let operand = operand(&parts.next()?);
    let operator = parts.next()?;
    Some(Comparison {
        operand,
        operator: Operator::named(operator.as_str())?,
        operator_span: span(&operator),
        value: value(parts.next()?)?,
        span: all,
    })
}

fn operand(pair: &Pair<'_, Rule>) -> Operand {
    let (entity, name) = match pair.as_str().split_once('.') {
        Some((entity, name)) => (Some(entity.to_owned()), name),
        None => (None, pair.as_str()),
    };
    Operand {
        entity,
        name: name.to_owned(),
        span: span(pair),
    }
}

fn value(pair: Pair<'_, Rule>) -> Option<Value> {
    let span = span(&pair);
    let inner = pair.into_inner().next()?;
    let kind = if inner.as_rule() == Rule::list {
        ValueKind::List(inner.into_inner().map(|item| text(&item)).collect())
    } else if inner.as_rule() == Rule::now {
        ValueKind::Now(shift(inner))
    } else if inner.as_rule() == Rule::bare {
        bare(inner.as_str())
    } else {
        ValueKind::Text(text(&inner))
    };
    Some(Value { kind, span })
}

fn bare(word: &str) -> ValueKind {
    let name = word.strip_prefix('$').unwrap_or(word);
    if name.eq_ignore_ascii_case("null") {
        return ValueKind::Null;
    }
    ValueKind::Bare(word.to_owned())
}

fn shift(pair: Pair<'_, Rule>) -> Option<Shift> {
    let mut parts = pair.into_inner();
    let direction = parts.next()?.into_inner().next()?;
    Some(Shift {
        minus: direction.as_rule() == Rule::minus,
        duration: parts.next()?.as_str().to_owned(),
    })
}

/// What stands between the quotation marks; two single ones mean one (D9).
fn text(pair: &Pair<'_, Rule>) -> Text {
    let written = pair.as_str();
    let escaped = written.contains("`\"") || written.contains("\\\"");
    let (quotes, mark) = match pair.as_rule() == Rule::single {
        true => (Quotes::Single, '\''),
        false if escaped => (Quotes::Escaped, '"'),
        false => (Quotes::Double, '"'),
    };
    let inner = written.strip_prefix(mark).unwrap_or(written);
    let inner = inner.strip_suffix(mark).unwrap_or(inner);
    Text {
        text: inner.replace("''", "'"),
        quotes,
        span: span(pair),
    }
}

fn span(pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    span.start()..span.end()
}
