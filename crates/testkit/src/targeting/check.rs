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
            closed,
        } if kind(collection, words) == Some(Kind::Groups) => members(inner, *every, *closed),
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

/// Clause D24: one `-any`, one list of up to 50 groups, nothing else.
fn members(inner: &Expression, every: bool, closed: bool) -> Found {
    let Expression::Comparison {
        property,
        operator,
        literal,
    } = inner
    else {
        return Found::Error;
    };
    let is_group = property.eq_ignore_ascii_case("group.objectId");
    let is_list = match literal {
        Literal::List(items) => *operator == Operator::In && items.len() <= 50,
        Literal::Text(_)
        | Literal::Doubtful
        | Literal::Single(_)
        | Literal::Null
        | Literal::Truth(_)
        | Literal::Version(_)
        | Literal::Date(_)
        | Literal::Now(_) => false,
    };
    Found::error_unless(is_group && (!closed || (is_list && !every)))
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
            collection,
            inner,
            closed,
            ..
        } => quantified(collection, inner, *closed, words),
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

fn quantified(collection: &str, inner: &Expression, closed: bool, words: Words) -> Found {
    let property = words.property(collection);
    if property.is_some_and(|property| !property.exact && property.kind != Kind::Groups) {
        return Found::Nothing;
    }
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
    if closed {
        item(inner, inside)
    } else {
        followed(inner, words)
    }
}

/// What follows a quantifier without parentheses: nobody knows what of it is
/// about items, but it cannot be about the other kind or about groups.
fn followed(part: &Expression, words: Words) -> Found {
    match part {
        Expression::Or(left, right) | Expression::And(left, right) => {
            followed(left, words).with(followed(right, words))
        }
        Expression::Not(inner) => followed(inner, words),
        Expression::Quantified {
            collection, inner, ..
        } => Found::error_unless(may_follow(collection, words)).with(followed(inner, words)),
        Expression::Comparison { property, .. } => Found::error_unless(may_follow(property, words)),
        Expression::DirectReports(_) => Found::Error,
    }
}

fn may_follow(property: &str, words: Words) -> bool {
    let property = property.to_ascii_lowercase();
    let (entity, name) = property.split_once('.').unwrap_or(("", &property));
    let others = match words.about {
        About::User => ["device", "app", "group"],
        About::Device | About::ManagedDevice => ["user", "app", "group"],
        About::ManagedApp => ["user", "device", "group"],
    };
    !others.contains(&entity) && name != "memberof"
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
