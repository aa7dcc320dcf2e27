//! A comparison, and what it says of an object.

use std::cmp::Ordering;

use tenet_base::{Duration, Instant};
use tenet_snapshot::{Reason, ReasonCode};
use tenet_syntax::condition::{Operator, Span};

use super::object::Attribute;
use super::operator::Asked;
use super::property::{Meaning, Property};
use super::quantity::Version;
use super::run::{COMPLIANT, MANAGED, Run, Source, missing};
use crate::Answer;

/// A comparison.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) source: Source,
    /// Whether it is denied.
    pub(super) negative: bool,
    pub(super) check: Check,
    pub(super) meaning: Meaning,
    pub(super) span: Span,
}

/// What it is compared with.
#[derive(Debug)]
pub(super) enum Check {
    Null,
    Bool(bool),
    Text(Asked),
    Date(Operator, When),
    Version(Operator, Version),
}

/// A time.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    At(Instant),
    /// So long after now, or before.
    After(Duration),
    Before(Duration),
}

impl Test {
    pub(super) fn judge(&self, run: Run<'_>) -> Answer {
        if self.meaning == Meaning::Nowhere {
            let text = "no export holds the property that the rule asks for (F7)";
            return Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text));
        }
        let attribute = run.attribute(self.source);
        let found = self.on(&attribute, run);
        if self.meaning == Meaning::Extension && run.object.is_registered() {
            return self.extension(found, run);
        }
        found
    }

    fn on(&self, attribute: &Attribute<'_>, run: Run<'_>) -> Answer {
        let fits = match attribute {
            Attribute::NotCollected | Attribute::Malformed | Attribute::Conflicting => {
                return Answer::unknown(missing(attribute, self.property(run)));
            }
            Attribute::Null => return self.on_null(),
            Attribute::Texts(items) => return self.on_texts(items),
            Attribute::Bool(value) => self.on_bool(*value),
            Attribute::Number(number) => self.on_number(*number),
            Attribute::Text(text) => self.on_text(text),
            Attribute::Date(date) => self.on_date(*date, run),
            Attribute::Plans(_) => Some(Answer::No).filter(|_| false),
        };
        let fits = fits
            .unwrap_or_else(|| Answer::unknown(missing(&Attribute::Malformed, self.property(run))));
        if self.negative { fits.not() } else { fits }
    }

    /// Nothing fits no positive operator, and every negative one (D16, F11, K4).
    fn on_null(&self) -> Answer {
        match &self.check {
            Check::Null => Answer::from_bool(!self.negative),
            Check::Text(asked) if asked.asks_for_nothing() => nothing(),
            Check::Text(_) | Check::Bool(_) | Check::Date(..) | Check::Version(..) => {
                Answer::from_bool(self.negative)
            }
        }
    }

    /// A collection without a quantifier (D21), or whole items of it (K5).
    fn on_texts(&self, items: &[Option<&str>]) -> Answer {
        if items.is_empty() && self.meaning != Meaning::Items {
            return self.on_null();
        }
        let Check::Text(asked) = &self.check else {
            let any_empty = items.iter().any(|item| item.is_none_or(str::is_empty));
            let has_text = matches!(self.check, Check::Null) && !any_empty;
            return if has_text {
                Answer::from_bool(self.negative)
            } else {
                Answer::unknown(collection())
            };
        };
        let fits = |item: Option<&str>| item.is_some_and(|item| asked.fits(item));
        let some = items.iter().copied().any(fits);
        if !self.negative || self.meaning == Meaning::Items {
            return Answer::from_bool(some != self.negative);
        }
        if !some {
            return Answer::Yes;
        }
        if items.iter().copied().all(fits) {
            return Answer::No;
        }
        Answer::unknown(collection())
    }

    fn on_bool(&self, value: bool) -> Option<Answer> {
        match &self.check {
            Check::Bool(wanted) => Some(Answer::from_bool(value == *wanted)),
            Check::Null => Some(Answer::No),
            Check::Text(_) | Check::Date(..) | Check::Version(..) => None,
        }
    }

    fn on_number(&self, number: i64) -> Option<Answer> {
        let (Check::Text(asked), Meaning::Numbers(names)) = (&self.check, self.meaning) else {
            return matches!(self.check, Check::Null).then_some(Answer::No);
        };
        let name = names.iter().find(|(known, _)| *known == number);
        Some(match name {
            Some((_, name)) => Answer::from_bool(asked.fits(name)),
            None => Answer::unknown(unnamed(&number.to_string())),
        })
    }

    fn on_text(&self, text: &str) -> Option<Answer> {
        match &self.check {
            Check::Null if text.is_empty() => Some(nothing()),
            Check::Null => Some(Answer::No),
            Check::Text(asked) => Some(match self.meaning {
                Meaning::Words(words) => by_words(asked, words, text),
                Meaning::Itself
                | Meaning::Numbers(_)
                | Meaning::Version
                | Meaning::Nowhere
                | Meaning::Never
                | Meaning::Items
                | Meaning::Extension => Answer::from_bool(asked.fits(text)),
            }),
            Check::Version(operator, wanted) => Some(by_version(*operator, wanted, text)),
            Check::Bool(_) | Check::Date(..) => None,
        }
    }

    fn on_date(&self, date: Instant, run: Run<'_>) -> Option<Answer> {
        let (operator, when) = match &self.check {
            Check::Null => return Some(Answer::No),
            Check::Date(operator, when) => (*operator, *when),
            Check::Bool(_) | Check::Text(_) | Check::Version(..) => return None,
        };
        let when = match when.at(run.now) {
            Ok(when) => when,
            Err(reason) => return Some(Answer::unknown(reason)),
        };
        Some(match (operator, date.cmp(&when)) {
            (Operator::Eq | Operator::Ne, order) => Answer::from_bool(order == Ordering::Equal),
            // The page calls them greater and less (D14).
            (_, Ordering::Equal) => {
                let text = "whether `-ge` and `-le` hold for the same time is not documented (D14)";
                Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
            }
            (Operator::Ge | Operator::Gt, order) => Answer::from_bool(order == Ordering::Greater),
            (_, order) => Answer::from_bool(order == Ordering::Less),
        })
    }

    /// An extension attribute has a value on devices that are managed,
    /// compliant or hybrid joined; else two texts disagree (K7).
    fn extension(&self, found: Answer, run: Run<'_>) -> Answer {
        let known = run
            .flag(MANAGED)
            .or(run.flag(COMPLIANT))
            .or(run.is_hybrid());
        if known == Answer::Yes || (!self.negative && found == Answer::No) {
            return found;
        }
        if self.negative {
            let text = "two texts disagree on an extension attribute of a device that is neither managed, nor compliant, nor hybrid joined (K7)";
            let open = Answer::unknown(Reason::new(ReasonCode::Undocumented, text));
            return if known == Answer::No {
                open
            } else {
                known.and(open)
            };
        }
        known.and(found)
    }

    pub(super) fn property<'r>(&self, run: Run<'r>) -> Option<&'r Property> {
        match self.source {
            Source::Property(at) => run.property(at),
            Source::Item | Source::PlanId | Source::PlanService | Source::PlanStatus => None,
        }
    }
}

impl When {
    pub(super) fn at(self, now: Option<Instant>) -> Result<Instant, Reason> {
        let no_time = || {
            let text = "no capture time; give `--now`, or `at` in a scenario";
            Reason::new(ReasonCode::NoCaptureTime, text)
        };
        let overflow = || Reason::new(ReasonCode::Overflow, "a time beyond what dates hold");
        match self {
            Self::At(at) => Ok(at),
            Self::After(by) => now
                .ok_or_else(no_time)?
                .checked_add(by)
                .ok_or_else(overflow),
            Self::Before(by) => now
                .ok_or_else(no_time)?
                .checked_sub(by)
                .ok_or_else(overflow),
        }
    }
}

/// Graph's words for what rules call otherwise.
fn by_words(asked: &Asked, words: &[(&str, &str)], text: &str) -> Answer {
    let mut known = words
        .iter()
        .filter(|(graph, _)| graph.eq_ignore_ascii_case(text))
        .peekable();
    if known.peek().is_none() {
        return Answer::unknown(unnamed(text));
    }
    Answer::from_bool(known.any(|(_, word)| asked.fits(word)))
}

fn by_version(operator: Operator, wanted: &Version, text: &str) -> Answer {
    let Some(order) = wanted.order_of(text) else {
        let text = format!("how the version `{text}` compares is not documented (F8)");
        return Answer::unknown(Reason::new(ReasonCode::Undocumented, text));
    };
    Answer::from_bool(match operator {
        Operator::Gt => order == Ordering::Greater,
        Operator::Ge => order != Ordering::Less,
        Operator::Lt => order == Ordering::Less,
        Operator::Le => order != Ordering::Greater,
        Operator::Eq
        | Operator::Ne
        | Operator::StartsWith
        | Operator::NotStartsWith
        | Operator::EndsWith
        | Operator::NotEndsWith
        | Operator::Contains
        | Operator::NotContains
        | Operator::Match
        | Operator::NotMatch
        | Operator::In
        | Operator::NotIn => order == Ordering::Equal,
    })
}

fn nothing() -> Answer {
    let text = "whether an empty text is the same as null is not documented (D16)";
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
}

fn collection() -> Reason {
    let text = "what the operator means for a collection is not documented (D21)";
    Reason::new(ReasonCode::Undocumented, text)
}

fn unnamed(value: &str) -> Reason {
    let text = format!("what filters call the value `{value}` is not documented (F7)");
    Reason::new(ReasonCode::Undocumented, text)
}
