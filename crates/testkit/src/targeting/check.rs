//! What makes a rule an error before any object is looked at.

use tenet_hir::{Case, Pattern};

use super::About;
use super::parse::{Expression, Literal, Operator};
use super::property::{Kind, Property, TEXT, Words};

/// What is found in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The rule is none.
    Error,
    /// It can be asked.
    Nothing,
}

/// What a bracket after a quantifier is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Texts,
    Plans,
}

/// Looks at a whole rule.
pub(super) fn rule(rule: &Expression, words: Words) -> Found {
    match rule {
        Expression::DirectReports(_) => Found::error_unless(words.about == About::User),
        Expression::Quantified {
            collection,
            every,
            inner,
        } if kind(collection, words) == Some(Kind::Groups) => members(inner.as_deref(), *every),
        Expression::Or(..)
        | Expression::And(..)
        | Expression::Not(_)
        | Expression::Quantified { .. }
        | Expression::Comparison { .. } => part(rule, words),
    }
}

/// Whether a rule is one.
pub(super) fn is_rule(rule: &Expression, words: Words) -> bool {
    self::rule(rule, words) != Found::Error
}

/// Whether a quantifier has no parentheses, so that nobody knows how far it
/// reaches and whether the rule is one (D20).
pub(super) fn is_unparenthesized(rule: &Expression) -> bool {
    match rule {
        Expression::Or(left, right) | Expression::And(left, right) => {
            is_unparenthesized(left) || is_unparenthesized(right)
        }
        Expression::Not(inner) => is_unparenthesized(inner),
        Expression::Quantified { inner, .. } => inner.as_deref().is_none_or(is_unparenthesized),
        Expression::Comparison { .. } | Expression::DirectReports(_) => false,
    }
}

/// Clause D24: one `-any`, one list of up to 50 groups, nothing else.
fn members(inner: Option<&Expression>, every: bool) -> Found {
    let Some(inner) = inner else {
        return Found::Error;
    };
    let Expression::Comparison {
        property,
        operator: Operator::In,
        literal: Literal::List(items),
    } = inner
    else {
        return Found::Error;
    };
    let is_group = property.eq_ignore_ascii_case("group.objectId");
    if every || !is_group || items.len() > 50 {
        return Found::Error;
    }
    Found::Nothing
}

fn kind(collection: &str, words: Words) -> Option<Kind> {
    words.property(collection).map(|property| property.kind)
}

fn part(part: &Expression, words: Words) -> Found {
    match part {
        Expression::Or(left, right) | Expression::And(left, right) => {
            self::part(left, words).with(self::part(right, words))
        }
        Expression::Not(inner) => self::part(inner, words),
        Expression::DirectReports(_) => Found::Error,
        Expression::Quantified {
            collection, inner, ..
        } => quantified(collection, inner.as_deref(), words),
        Expression::Comparison {
            property,
            operator,
            literal,
        } => match words.property(property) {
            Some(property) => compared(&property, *operator, literal),
            None => Found::Error,
        },
    }
}

fn quantified(collection: &str, inner: Option<&Expression>, words: Words) -> Found {
    let inside = match kind(collection, words) {
        Some(Kind::Texts) => Inside::Texts,
        Some(Kind::Plans) => Inside::Plans,
        // A rule about groups is nothing but that, and all else is no collection.
        Some(
            Kind::Groups
            | Kind::Text
            | Kind::ExtensionAttribute
            | Kind::First
            | Kind::Truth
            | Kind::WrittenTruth
            | Kind::Date
            | Kind::Version
            | Kind::Owner
            | Kind::Join
            | Kind::Edition
            | Kind::Processor
            | Kind::Untold
            | Kind::Unrecognised,
        )
        | None => return Found::Error,
    };
    inner.map_or(Found::Error, |inner| item(inner, inside))
}

/// A condition on an item.
fn item(part: &Expression, inside: Inside) -> Found {
    match part {
        Expression::Or(left, right) | Expression::And(left, right) => {
            item(left, inside).with(item(right, inside))
        }
        Expression::Not(inner) => item(inner, inside),
        Expression::Quantified { .. } | Expression::DirectReports(_) => Found::Error,
        Expression::Comparison {
            property,
            operator,
            literal,
        } => {
            let known = match (inside, plan_field(property)) {
                (Inside::Texts, _) => property == "_",
                // Clause D5: of other spellings nothing is known.
                (Inside::Plans, Some((_, false))) => return Found::Nothing,
                (Inside::Plans, field) => field.is_some(),
            };
            if !known || !TEXT.contains(operator) {
                return Found::Error;
            }
            text(*operator, literal)
        }
    }
}

/// The field of a plan that a rule writes, and whether it writes it so.
pub(super) fn plan_field(written: &str) -> Option<(&'static str, bool)> {
    let fields = ["capabilityStatus", "service", "servicePlanId"];
    let found = fields
        .into_iter()
        .find(|field| format!("assignedPlan.{field}").eq_ignore_ascii_case(written))?;
    Some((found, format!("assignedPlan.{found}") == written))
}

fn compared(property: &Property, operator: Operator, literal: &Literal) -> Found {
    // Clause D5: of other spellings nothing is known.
    if !property.exact || property.kind == Kind::Unrecognised {
        return Found::Nothing;
    }
    if !property.operators.contains(&operator) {
        return Found::Error;
    }
    // Clauses D15, F6: only equality takes `null`.
    if *literal == Literal::Null {
        let equality = matches!(operator, Operator::Eq | Operator::Ne);
        return Found::error_unless(equality);
    }
    match property.kind {
        Kind::Truth | Kind::WrittenTruth => Found::error_unless(is_truth(literal)),
        Kind::Date => Found::error_unless(matches!(literal, Literal::Date(_) | Literal::Now(_))),
        Kind::Version if matches!(literal, Literal::Version(_)) => Found::Nothing,
        Kind::Text
        | Kind::ExtensionAttribute
        | Kind::First
        | Kind::Texts
        | Kind::Plans
        | Kind::Groups
        | Kind::Version
        | Kind::Owner
        | Kind::Join
        | Kind::Edition
        | Kind::Processor
        | Kind::Untold
        | Kind::Unrecognised => text(operator, literal),
    }
}

/// `true` or `false`, in quotation marks or not.
fn is_truth(literal: &Literal) -> bool {
    match literal {
        Literal::Truth(_) => true,
        Literal::Text(text) => ["true", "false"].contains(&text.to_lowercase().as_str()),
        Literal::Doubtful
        | Literal::Single(_)
        | Literal::List(_)
        | Literal::Null
        | Literal::Version(_)
        | Literal::Date(_)
        | Literal::Now(_) => false,
    }
}

/// What a comparison of a text takes.
fn text(operator: Operator, literal: &Literal) -> Found {
    let takes_list = matches!(operator, Operator::In | Operator::NotIn);
    match literal {
        Literal::List(_) => Found::error_unless(takes_list),
        Literal::Null => Found::error_unless(matches!(operator, Operator::Eq | Operator::Ne)),
        Literal::Text(pattern) if matches!(operator, Operator::Match | Operator::NotMatch) => {
            regex(pattern)
        }
        Literal::Text(_) | Literal::Doubtful | Literal::Single(_) => {
            Found::error_unless(!takes_list)
        }
        Literal::Truth(_) | Literal::Version(_) | Literal::Date(_) | Literal::Now(_) => {
            Found::Error
        }
    }
}

/// Clause D13: what is wrong in every dialect is an error; what only some
/// engines can do is not.
fn regex(pattern: &str) -> Found {
    let compiles = Pattern::regex(pattern, Case::Folded).is_ok();
    Found::error_unless(compiles || !is_broken(pattern))
}

/// Whether brackets do not meet, a repetition repeats nothing, or an escape
/// escapes nothing.
fn is_broken(pattern: &str) -> bool {
    let mut depth = 0u32;
    let mut within = false;
    let mut nothing = true;
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        if within {
            match c {
                '\\' => within = rest.next().is_some(),
                ']' => within = false,
                _ => {}
            }
            continue;
        }
        let before = nothing;
        nothing = matches!(c, '(' | '|');
        match c {
            '\\' if rest.next().is_none() => return true,
            '*' | '+' | '?' if before => return true,
            '[' => within = true,
            '(' => {
                depth += 1;
                // What follows is a kind of group, not a repetition.
                rest.next_if_eq(&'?');
            }
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
    }
    within || depth > 0
}

impl Found {
    fn error_unless(fine: bool) -> Self {
        if fine { Self::Nothing } else { Self::Error }
    }

    /// The graver of two.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Error, _) | (_, Self::Error) => Self::Error,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
        }
    }
}
