//! Values that comparisons name: what each operator may be given.

use tenet_base::{Duration, Instant};
use tenet_syntax::condition::{Dialect, Operator, Quotes, Shift, Span, Text, Value, ValueKind};

use super::Problem;
use super::compile::open;
use super::names;
use super::node::Node;
use super::operator::{Asked, Refused};
use super::property::{Known, Meaning, Shape};
use super::quantity::{Version, duration};
use super::test::{Check, When};

/// What is compared with; or a part of a rule whose meaning nobody knows.
pub(super) type Read = Result<Result<Check, Node>, Problem>;

/// The value that a positive operator is given for a property.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'v> {
    pub(super) dialect: Dialect,
    pub(super) operator: Operator,
    pub(super) known: Known,
    pub(super) value: &'v Value,
}

impl Wanted<'_> {
    /// What it is compared with.
    pub(super) fn read(self) -> Read {
        match &self.value.kind {
            ValueKind::List(texts) => self.list(texts),
            ValueKind::Null => null(self.dialect, self.operator, &self.value.span),
            ValueKind::Now(shift) => self.now(shift.as_ref()),
            ValueKind::Bare(word) => self.bare(word),
            ValueKind::Text(text) => self.text(text),
        }
    }

    fn list(self, texts: &[Text]) -> Read {
        if texts.is_empty() && self.dialect != Dialect::Membership {
            return self.must_be("a list of at least one text");
        }
        if !self.takes_texts() || self.operator != Operator::In {
            return self.must_be("one value");
        }
        if let Some(odd) = texts.iter().find(|text| text.quotes != Quotes::Double) {
            return Ok(Err(quotes(odd)));
        }
        let texts = texts.iter().map(|text| text.text.as_str());
        Ok(Ok(Check::Text(Asked::list(texts.collect()))))
    }

    fn now(self, shift: Option<&Shift>) -> Read {
        if self.known.shape != Shape::Date {
            return self.must_be(QUOTED);
        }
        let by = shift.map_or(Some(Duration::ZERO), |shift| duration(&shift.duration));
        let Some(by) = by else {
            let message = "a duration by the calendar has no fixed length";
            return Ok(Err(open("D14", &self.value.span, message)));
        };
        let when = if shift.is_some_and(|shift| shift.minus) {
            When::Before(by)
        } else {
            When::After(by)
        };
        Ok(Ok(Check::Date(self.operator, when)))
    }

    fn bare(self, word: &str) -> Read {
        match self.known.shape {
            Shape::Date => match Instant::parse(word) {
                Some(at) => Ok(Ok(Check::Date(self.operator, When::At(at)))),
                None => self.must_be("a date with a time, such as `2026-01-01T00:00:00Z`"),
            },
            Shape::Bool => match names::truth(word) {
                Some(wanted) => Ok(Ok(Check::Bool(wanted))),
                None => self.must_be(TRUTH),
            },
            Shape::Text | Shape::Number | Shape::FirstText | Shape::Texts | Shape::Plans => {
                let is_version = self.known.meaning == Meaning::Version;
                if is_version && word.split('.').all(names::is_number) {
                    return Ok(self.version(word));
                }
                self.must_be(QUOTED)
            }
        }
    }

    fn text(self, text: &Text) -> Read {
        if self.known.shape == Shape::Bool {
            return self.quoted_truth(text);
        }
        if self.known.meaning == Meaning::Version {
            return Ok(self.version(&text.text));
        }
        if self.operator == Operator::In {
            return self.must_be("a list in brackets, such as `[\"a\", \"b\"]`");
        }
        if !self.takes_texts() {
            return self.must_be("a date");
        }
        if text.quotes != Quotes::Double {
            return Ok(Err(quotes(text)));
        }
        if self.operator == Operator::Match {
            return pattern(text);
        }
        let asked = Asked::with(self.operator, &text.text);
        asked.map(|asked| Ok(Check::Text(asked))).ok_or_else(|| {
            let message = format!("`-{}` takes no text", self.operator.name());
            Problem::error(self.clause(), &text.span, message)
        })
    }

    /// Device filters quote `True` and `False`; of rules of groups no page says it.
    fn quoted_truth(self, text: &Text) -> Read {
        match names::truth(&text.text) {
            Some(wanted) if self.dialect == Dialect::DeviceFilter => Ok(Ok(Check::Bool(wanted))),
            Some(_) => {
                let message = "whether `true` may be quoted is not documented";
                Ok(Err(open("D4", &self.value.span, message)))
            }
            None => self.must_be(TRUTH),
        }
    }

    fn version(self, text: &str) -> Result<Check, Node> {
        let version = Version::parse(text).ok_or_else(|| {
            let message = "the value is no version of numbers and dots";
            open("F8", &self.value.span, message)
        })?;
        Ok(Check::Version(self.operator, version))
    }

    fn takes_texts(self) -> bool {
        match self.known.shape {
            Shape::Text | Shape::Number | Shape::FirstText | Shape::Texts => true,
            Shape::Bool | Shape::Date | Shape::Plans => false,
        }
    }

    fn must_be(self, wanted: &str) -> Read {
        let message = format!("the value has to be {wanted}");
        Err(Problem::error(self.clause(), &self.value.span, message))
    }

    fn clause(self) -> &'static str {
        match self.dialect {
            Dialect::Membership => "D30",
            Dialect::AssignmentFilter => "F9",
            Dialect::DeviceFilter => "K6",
        }
    }
}

const QUOTED: &str = "a text in double quotation marks";
const TRUTH: &str = "`true` or `false`";

/// Nothing, as a value.
pub(super) fn null(dialect: Dialect, operator: Operator, span: &Span) -> Read {
    if operator != Operator::Eq {
        let clause = if dialect == Dialect::AssignmentFilter {
            "F6"
        } else {
            "D15"
        };
        let message = "`null` can be compared with `-eq` and `-ne` alone";
        return Err(Problem::error(clause, span, message));
    }
    if dialect == Dialect::DeviceFilter {
        let message = "whether device filters know `null` is not documented";
        return Ok(Err(open("K3", span, message)));
    }
    Ok(Ok(Check::Null))
}

fn pattern(text: &Text) -> Read {
    match Asked::pattern(&text.text) {
        Ok(asked) => Ok(Ok(Check::Text(asked))),
        Err(Refused::Wrong(why)) => {
            let message = format!("the regular expression is wrong: {why}");
            Err(Problem::error("D30", &text.span, message))
        }
        Err(Refused::Open(why)) => {
            let message = format!("the regular expression is not evaluated: {why}");
            Ok(Err(open("D13", &text.span, &message)))
        }
    }
}

fn quotes(text: &Text) -> Node {
    let message = "what the quotation marks mean is told in two ways";
    open("D9", &text.span, message)
}
