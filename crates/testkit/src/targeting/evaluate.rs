//! A checked rule on an object.

use tenet_hir::{Case, Pattern};

use super::check::plan_field;
use super::date::Moment;
use super::object::{self, Value};
use super::parse::{Expression, Literal, Operator};
use super::property::{Kind, Property, Words};
use super::{Asked, Language, Truth, compare};
use crate::Json;

/// What a rule answers.
pub(super) fn rule(rule: &Expression, words: Words, asked: &Asked<'_>) -> Truth {
    match rule {
        Expression::Or(left, right) => {
            self::rule(left, words, asked).or(self::rule(right, words, asked))
        }
        Expression::And(left, right) => {
            self::rule(left, words, asked).and(self::rule(right, words, asked))
        }
        Expression::Not(inner) if words.language == Language::DeviceFilter => {
            // Nobody documents that device filters have `-not`.
            let inner = self::rule(inner, words, asked);
            if inner == Truth::Error {
                inner
            } else {
                Truth::Unknown
            }
        }
        Expression::Not(inner) => self::rule(inner, words, asked).not(),
        Expression::DirectReports(manager) => direct_reports(manager.as_deref(), asked),
        Expression::Quantified {
            collection,
            every,
            inner,
        } => match (words.property(collection), inner) {
            (Some(property), Some(inner)) => quantified(&property, *every, inner, asked),
            (_, _) => Truth::Error,
        },
        Expression::Comparison {
            property,
            operator,
            literal,
        } => match words.property(property) {
            Some(property) => Comparison {
                property: &property,
                operator: *operator,
                literal,
                language: words.language,
            }
            .judge(asked),
            None => Truth::Error,
        },
    }
}

/// Clause D25; whether the manager is meant too is open.
fn direct_reports(manager: Option<&str>, asked: &Asked<'_>) -> Truth {
    let (Some(manager), Some(object)) = (manager, asked.object) else {
        return Truth::Unknown;
    };
    let ids = [manager.to_owned()];
    let reports = match object::field(object, "manager") {
        Some(json) if object::is_null(json) => Truth::False,
        Some(json) => object::is_one_of(json, &ids),
        None => Truth::Unknown,
    };
    let is_manager = object::is_one_of(object, &ids);
    reports.or(is_manager.and(Truth::Unknown))
}

fn quantified(property: &Property, every: bool, inner: &Expression, asked: &Asked<'_>) -> Truth {
    if !property.exact {
        return Truth::Unknown;
    }
    if property.kind == Kind::Groups {
        return member_of(inner, asked);
    }
    let items = match object::value(property, asked) {
        Value::List(items) => items,
        Value::Null => Vec::new(),
        Value::Unknown | Value::Text(_) | Value::Either(..) | Value::Truth(_) | Value::Date(_) => {
            return Truth::Unknown;
        }
    };
    let answers = items.iter().map(|item| self::item(inner, item));
    if every {
        answers.fold(Truth::True, Truth::and)
    } else {
        answers.fold(Truth::False, Truth::or)
    }
}

/// Clause D24: direct members of any of the groups.
fn member_of(inner: &Expression, asked: &Asked<'_>) -> Truth {
    let (
        Expression::Comparison {
            property,
            literal: Literal::List(groups),
            ..
        },
        Some(object),
    ) = (inner, asked.object)
    else {
        return Truth::Unknown;
    };
    if property != "group.objectId" {
        return Truth::Unknown;
    }
    groups.iter().fold(Truth::False, |found, group| {
        let (Literal::Text(group) | Literal::Single(group)) = group else {
            return found.or(Truth::Unknown);
        };
        let mut named = asked.groups.iter();
        let members = named.find(|(id, _)| id.eq_ignore_ascii_case(group));
        found.or(members.map_or(Truth::Unknown, |(_, members)| {
            object::is_one_of(object, members)
        }))
    })
}

/// What a condition in the bracket of a quantifier says of an item.
fn item(inner: &Expression, item: &Json) -> Truth {
    match inner {
        Expression::Or(left, right) => self::item(left, item).or(self::item(right, item)),
        Expression::And(left, right) => self::item(left, item).and(self::item(right, item)),
        Expression::Not(inner) => self::item(inner, item).not(),
        Expression::Quantified { .. } | Expression::DirectReports(_) => Truth::Error,
        Expression::Comparison {
            property,
            operator,
            literal,
        } => {
            let value = if property == "_" {
                object::text(item)
            } else {
                match plan_field(property) {
                    Some((field, true)) => {
                        object::field(item, field).map_or(Value::Unknown, object::text)
                    }
                    Some((_, false)) | None => Value::Unknown,
                }
            };
            signed(*operator, |operator| grouped(&value, operator, literal))
        }
    }
}

/// A property, an operator and a value.
struct Comparison<'r> {
    property: &'r Property,
    operator: Operator,
    literal: &'r Literal,
    language: Language,
}

impl Comparison<'_> {
    fn judge(&self, asked: &Asked<'_>) -> Truth {
        if !self.property.exact {
            return Truth::Unknown;
        }
        if self.property.kind == Kind::Unrecognised {
            return Truth::False;
        }
        match self.language {
            Language::Membership => self.membership(asked),
            Language::AssignmentFilter => self.filter(asked),
            Language::DeviceFilter => self.device(asked),
        }
    }

    fn membership(&self, asked: &Asked<'_>) -> Truth {
        let value = object::value(self.property, asked);
        if self.property.kind == Kind::Texts {
            return self.collection(&value);
        }
        // Whether `true` may stand in quotation marks is open (D4).
        if self.property.kind == Kind::Truth && matches!(self.literal, Literal::Text(_)) {
            return Truth::Unknown;
        }
        signed(self.operator, |operator| match &value {
            Value::Truth(own) => (*self.literal == Literal::Truth(*own)).into(),
            Value::Date(own) => self.date(*own, operator, asked),
            Value::Unknown | Value::Null | Value::Text(_) | Value::Either(..) | Value::List(_) => {
                grouped(&value, operator, self.literal)
            }
        })
    }

    /// Clauses D12 and D21.
    fn collection(&self, value: &Value) -> Truth {
        // What other operators mean of a whole collection is open.
        let parted = matches!(
            self.operator,
            Operator::StartsWith
                | Operator::NotStartsWith
                | Operator::EndsWith
                | Operator::NotEndsWith
        );
        // Nor is it known whether a rule is one whose value nobody reads for sure.
        if !parted || is_open(self.operator, self.literal) {
            return Truth::Unknown;
        }
        let items = match value {
            Value::List(items) => items.as_slice(),
            Value::Null => &[],
            Value::Unknown
            | Value::Text(_)
            | Value::Either(..)
            | Value::Truth(_)
            | Value::Date(_) => return Truth::Unknown,
        };
        let matched = |item: &Json, operator| grouped(&object::text(item), operator, self.literal);
        let Some(positive) = self.operator.positive() else {
            let matched = items.iter().map(|item| matched(item, self.operator));
            return matched.fold(Truth::False, Truth::or);
        };
        let any = items.iter().map(|item| matched(item, positive));
        let any = any.fold(Truth::False, Truth::or);
        let all = items.iter().map(|item| matched(item, positive));
        let all = all.fold(Truth::True, Truth::and);
        match (any, all) {
            (Truth::False, _) => Truth::True,
            (_, Truth::True) => Truth::False,
            (_, _) => Truth::Unknown,
        }
    }

    /// Clause D14: whether a moment is later or earlier; equality is open.
    fn date(&self, own: Moment, operator: Operator, asked: &Asked<'_>) -> Truth {
        let moment = match self.literal {
            Literal::Null => return Truth::False,
            Literal::Date(moment) => Some(*moment),
            Literal::Now(duration) => {
                let now = asked.now.and_then(Moment::parse);
                now.and_then(|now| match duration {
                    Some(duration) => now.plus(*duration),
                    None => Some(now),
                })
            }
            Literal::Text(_)
            | Literal::Doubtful
            | Literal::Single(_)
            | Literal::List(_)
            | Literal::Truth(_)
            | Literal::Version(_) => None,
        };
        match moment {
            Some(moment) if moment == own && operator != Operator::Eq => Truth::Unknown,
            Some(moment) => compare::ordered(own.cmp(&moment), operator),
            None => Truth::Unknown,
        }
    }

    /// Clauses F7, F8, F11, F12.
    fn filter(&self, asked: &Asked<'_>) -> Truth {
        // What is compared with has to be a version too (F8).
        let is_version = self.property.kind == Kind::Version;
        if self.property.kind == Kind::Untold || (is_version && !compare::is_version(self.literal))
        {
            return Truth::Unknown;
        }
        let value = object::value(self.property, asked);
        signed(self.operator, |operator| match &value {
            // A word that no page names is something, whatever it means.
            Value::Unknown if *self.literal == Literal::Null && self.is_named(asked) => {
                Truth::False
            }
            Value::Text(own) if self.property.kind == Kind::Version && !self.asks_null_of(own) => {
                compare::version(own, operator, self.literal)
            }
            Value::Unknown
            | Value::Null
            | Value::Text(_)
            | Value::Either(..)
            | Value::Truth(_)
            | Value::Date(_)
            | Value::List(_) => grouped(&value, operator, self.literal),
        })
    }

    /// Whether an empty text is asked whether it is null.
    fn asks_null_of(&self, own: &str) -> bool {
        own.is_empty() && *self.literal == Literal::Null
    }

    /// Whether the object has a word or a number that no page names.
    fn is_named(&self, asked: &Asked<'_>) -> bool {
        let object = asked.object;
        let word = object.and_then(|object| object::field(object, &self.property.field));
        match self.property.kind {
            Kind::Owner | Kind::Join | Kind::Processor => matches!(word, Some(Json::Text(_))),
            Kind::Edition => matches!(word, Some(Json::Word(word)) if word.parse::<u32>().is_ok()),
            Kind::Text
            | Kind::ExtensionAttribute
            | Kind::First
            | Kind::Truth
            | Kind::WrittenTruth
            | Kind::Date
            | Kind::Texts
            | Kind::Plans
            | Kind::Groups
            | Kind::Version
            | Kind::Untold
            | Kind::Unrecognised => false,
        }
    }

    fn device(&self, asked: &Asked<'_>) -> Truth {
        // Nobody documents that device filters have a null.
        if *self.literal == Literal::Null {
            return Truth::Unknown;
        }
        let value = object::value(self.property, asked);
        let answer = signed(self.operator, |operator| match &value {
            // Clause K5: whole items.
            Value::List(items) => items.iter().fold(Truth::False, |found, item| {
                found.or(simple(&object::text(item), Operator::Eq, self.literal))
            }),
            Value::Unknown
            | Value::Null
            | Value::Text(_)
            | Value::Either(..)
            | Value::Truth(_)
            | Value::Date(_) => grouped(&value, operator, self.literal),
        });
        match (self.property.kind, asked.object) {
            (Kind::ExtensionAttribute, Some(object)) => self.extension(answer, object),
            (_, _) => answer,
        }
    }

    /// Clause K7: extension attributes of devices that are neither managed, nor
    /// compliant, nor hybrid joined.
    fn extension(&self, answer: Truth, object: &Json) -> Truth {
        let without = match self.operator.positive() {
            Some(_) => Truth::Unknown,
            None => Truth::False,
        };
        match has_extensions(object) {
            Truth::True => answer,
            Truth::False => without,
            Truth::Error | Truth::Unknown => answer.agreed(without),
        }
    }
}

fn has_extensions(object: &Json) -> Truth {
    let flag = |key| match object::field(object, key) {
        Some(json) if object::is_null(json) => Truth::False,
        Some(json) => object::truth(json).map_or(Truth::Unknown, Truth::from),
        None => Truth::Unknown,
    };
    let hybrid = object::field(object, "trustType").map_or(Value::Unknown, object::text);
    let hybrid = simple(&hybrid, Operator::Eq, &Literal::Text("ServerAD".to_owned()));
    flag("isManaged").or(flag("isCompliant")).or(hybrid)
}

/// An operator by its positive one.
fn signed(operator: Operator, judge: impl FnOnce(Operator) -> Truth) -> Truth {
    match operator.positive() {
        Some(positive) => judge(positive).not(),
        None => judge(operator),
    }
}

/// A text where null may be the empty text (D16).
fn grouped(value: &Value, operator: Operator, literal: &Literal) -> Truth {
    let open = match value {
        Value::Null => asks_for_empty(operator, literal),
        Value::Text(own) => own.is_empty() && *literal == Literal::Null,
        Value::Unknown | Value::Either(..) | Value::Truth(_) | Value::Date(_) | Value::List(_) => {
            false
        }
    };
    if open {
        return Truth::Unknown;
    }
    simple(value, operator, literal)
}

/// Whether the empty text itself is asked for.
fn asks_for_empty(operator: Operator, literal: &Literal) -> bool {
    match literal {
        Literal::Text(text) => operator == Operator::Eq && text.is_empty(),
        Literal::List(items) => {
            let mut items = items.iter();
            items.any(|item| asks_for_empty(Operator::Eq, item))
        }
        Literal::Doubtful
        | Literal::Single(_)
        | Literal::Null
        | Literal::Truth(_)
        | Literal::Version(_)
        | Literal::Date(_)
        | Literal::Now(_) => false,
    }
}

/// A text with a positive operator: null meets nothing but null (D16, F11, K4).
fn simple(value: &Value, operator: Operator, literal: &Literal) -> Truth {
    if is_open(operator, literal) {
        return Truth::Unknown;
    }
    match value {
        Value::Null => (*literal == Literal::Null).into(),
        Value::Text(own) => compare::text(own, operator, literal),
        Value::Either(one, other) => {
            let one = compare::text(one, operator, literal);
            one.agreed(compare::text(other, operator, literal))
        }
        Value::Unknown | Value::Truth(_) | Value::Date(_) | Value::List(_) => Truth::Unknown,
    }
}

/// Whether nobody documents what a value means, so that the rule may be none:
/// quotation marks (D9), expressions of some engines (D13), calendars (D14).
fn is_open(operator: Operator, literal: &Literal) -> bool {
    match literal {
        Literal::Doubtful | Literal::Single(_) => true,
        Literal::List(items) => items.iter().any(|item| is_open(operator, item)),
        Literal::Text(pattern) => {
            operator == Operator::Match && Pattern::regex(pattern, Case::Folded).is_err()
        }
        Literal::Now(Some(duration)) => duration.is_calendar,
        Literal::Null
        | Literal::Truth(_)
        | Literal::Version(_)
        | Literal::Date(_)
        | Literal::Now(None) => false,
    }
}
