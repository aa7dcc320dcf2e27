//! What each operator asks of a text.

use tenet_base::text::fold;
use tenet_hir::{Case, Pattern};
use tenet_syntax::condition::Operator;

use super::folded;

/// A positive operator with what it compares to, folded.
#[derive(Debug)]
pub(super) enum Asked {
    Eq(String),
    StartsWith(String),
    EndsWith(String),
    Contains(String),
    In(Vec<String>),
    Match(Pattern),
}

/// Why a pattern is refused.
pub(super) enum Refused {
    /// It is wrong in every dialect.
    Wrong(String),
    /// Dialects differ (D13).
    Open(String),
}

/// What is wrong in every dialect of regular expressions.
const WRONG: &[&str] = &[
    "repetition operator missing expression",
    "unclosed group",
    "unopened group",
    "unclosed character class",
    "invalid character class range",
    "invalid repetition count range",
    "incomplete escape sequence",
];

impl Asked {
    /// What a positive operator asks with a text; none for one that takes no text.
    pub(super) fn with(operator: Operator, text: &str) -> Option<Self> {
        let text = fold(text).into_owned();
        match operator {
            Operator::Eq => Some(Self::Eq(text)),
            Operator::StartsWith => Some(Self::StartsWith(text)),
            Operator::EndsWith => Some(Self::EndsWith(text)),
            Operator::Contains => Some(Self::Contains(text)),
            Operator::Ne
            | Operator::NotStartsWith
            | Operator::NotEndsWith
            | Operator::NotContains
            | Operator::Match
            | Operator::NotMatch
            | Operator::In
            | Operator::NotIn
            | Operator::Ge
            | Operator::Gt
            | Operator::Le
            | Operator::Lt => None,
        }
    }

    /// What a pattern asks; it is not anchored.
    pub(super) fn pattern(source: &str) -> Result<Self, Refused> {
        Pattern::regex(source, Case::Folded)
            .map(Self::Match)
            .map_err(|error| {
                let wrong = WRONG.iter().any(|known| error.message.contains(known));
                if wrong {
                    Refused::Wrong(error.message)
                } else {
                    Refused::Open(error.message)
                }
            })
    }

    /// What a list asks.
    pub(super) fn list(texts: Vec<&str>) -> Self {
        Self::In(
            texts
                .into_iter()
                .map(|text| fold(text).into_owned())
                .collect(),
        )
    }

    /// Whether a text fits.
    pub(super) fn fits(&self, text: &str) -> bool {
        match self {
            Self::Eq(wanted) => folded::is(text, wanted),
            Self::StartsWith(wanted) => folded::starts(text, wanted),
            Self::EndsWith(wanted) => folded::ends(text, wanted),
            Self::Contains(wanted) => folded::contains(text, wanted),
            Self::In(wanted) => wanted.iter().any(|one| folded::is(text, one)),
            Self::Match(pattern) => pattern.is_match(text),
        }
    }

    /// Whether the empty text is asked for: whether it is the same as null is open.
    pub(super) fn asks_for_nothing(&self) -> bool {
        match self {
            Self::Eq(wanted) => wanted.is_empty(),
            Self::In(wanted) => wanted.iter().any(String::is_empty),
            Self::StartsWith(_) | Self::EndsWith(_) | Self::Contains(_) | Self::Match(_) => false,
        }
    }
}
