//! Answers: what a case expects, and what was found.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;
use tenet_graph::Answer;
use tenet_snapshot::Reason;

/// An answer as cases write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// `reached`, `true`, the id of a profile.
    Word(String),
    /// Ids or intents, in any order.
    Set(BTreeSet<String>),
}

/// An answer that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The answer.
    pub said: Said,
    /// Why it is unknown, or an error; empty if it is neither.
    pub reasons: Vec<Why>,
}

/// Why an answer is unknown, or an error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Why {
    /// Its code, as reports print it; none for an error.
    pub code: Option<String>,
    /// In words.
    pub text: String,
}

impl Said {
    /// Reads an expected answer; none if it is neither a word nor a list of words.
    pub fn read(json: &Value) -> Option<Self> {
        match json {
            Value::String(word) => Some(Self::Word(word.clone())),
            Value::Bool(truth) => Some(Self::Word(truth.to_string())),
            Value::Array(items) => {
                let words = items.iter().map(|item| item.as_str().map(str::to_owned));
                words.collect::<Option<_>>().map(Self::Set)
            }
            Value::Null | Value::Number(_) | Value::Object(_) => None,
        }
    }

    /// Whether it says that nobody can know.
    pub fn is_unknown(&self) -> bool {
        *self == Self::Word("unknown".to_owned())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Set(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                write!(f, "[{}]", words.join(", "))
            }
        }
    }
}

impl Found {
    /// A plain answer.
    pub fn word(word: impl Into<String>) -> Self {
        Self {
            said: Said::Word(word.into()),
            reasons: Vec::new(),
        }
    }

    /// A set of ids or intents.
    pub fn set(words: impl IntoIterator<Item = String>) -> Self {
        Self {
            said: Said::Set(words.into_iter().collect()),
            reasons: Vec::new(),
        }
    }

    /// Unknown, for these reasons.
    pub fn unknown(reasons: &[Reason]) -> Self {
        let mut reasons: Vec<Why> = reasons.iter().map(Why::of).collect();
        reasons.sort();
        reasons.dedup();
        Self {
            said: Said::Word("unknown".to_owned()),
            reasons,
        }
    }

    /// One of two words, or unknown.
    pub fn of(answer: &Answer, yes: &str, no: &str) -> Self {
        match answer {
            Answer::Yes => Self::word(yes),
            Answer::No => Self::word(no),
            Answer::Unknown(reasons) => Self::unknown(reasons),
        }
    }

    /// The codes of its reasons, each once.
    pub fn codes(&self) -> BTreeSet<&str> {
        let codes = self.reasons.iter();
        codes.filter_map(|why| why.code.as_deref()).collect()
    }
}

impl Why {
    fn of(reason: &Reason) -> Self {
        let place = [&reason.entity, &reason.field];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        let place = if place.is_empty() {
            String::new()
        } else {
            format!(" ({})", place.join("."))
        };
        Self {
            code: Some(reason.code.to_string()),
            text: format!("{}{place}", reason.text),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{code}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}
