//! A second, naive interpreter of the condition languages of Microsoft 365:
//! dynamic membership rules, assignment filters and device filters.
//!
//! It is the oracle that the real one is held against: written from the
//! specification alone, with its own tables, and kept simple.

mod check;
mod compare;
mod date;
mod evaluate;
mod generate;
mod object;
mod parse;
mod property;
mod token;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::Json;

pub use generate::{Pairs, objects, rules};

/// The language that a rule is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Rules of dynamic groups.
    Membership,
    /// Assignment filters of Intune.
    AssignmentFilter,
    /// Device filters of Conditional Access.
    DeviceFilter,
}

/// What a rule is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A user of the directory.
    User,
    /// A device of the directory.
    Device,
    /// A device that Intune manages.
    ManagedDevice,
    /// An app that Intune manages.
    ManagedApp,
}

/// The answer of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// The object is meant.
    True,
    /// The object is not meant.
    False,
    /// The rule is none.
    Error,
    /// Data or documentation is missing.
    Unknown,
}

/// Where the rule is asked, beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The object as Graph gives it: an absent key was not collected, `null`
    /// was and is empty. None for a device that is not registered.
    pub object: Option<&'a Json>,
    /// The ids of the direct members of each group that was collected.
    pub groups: &'a BTreeMap<String, Vec<String>>,
    /// The time of asking, as in RFC 3339.
    pub now: Option<&'a str>,
}

/// What a rule answers about an object.
pub fn judge(language: Language, about: About, rule: &str, asked: &Asked<'_>) -> Truth {
    // Clauses D1, F1, K1.
    if rule.chars().count() > 3072 {
        return Truth::Error;
    }
    let words = property::Words { language, about };
    let Some(tokens) = token::tokens(rule) else {
        return Truth::Error;
    };
    let Some(rule) = parse::rule(&tokens, language) else {
        return Truth::Error;
    };
    if check::is_unparenthesized(&rule) {
        return Truth::Unknown;
    }
    match check::rule(&rule, words) {
        check::Found::Error
            if words
                .other()
                .is_some_and(|other| check::is_rule(&rule, other)) =>
        {
            Truth::False
        }
        check::Found::Error => Truth::Error,
        // Only Conditional Access meets devices that are not registered.
        check::Found::Nothing if asked.object.is_none() && language != Language::DeviceFilter => {
            Truth::Unknown
        }
        check::Found::Nothing => evaluate::rule(&rule, words, asked),
    }
}

impl Truth {
    /// Both hold (V2).
    fn and(self, other: Self) -> Self {
        if self == Self::False || other == Self::False {
            return Self::False;
        }
        if self == Self::True && other == Self::True {
            return Self::True;
        }
        Self::Unknown
    }

    /// The opposite; what is not known stays so.
    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Error | Self::Unknown => self,
        }
    }

    /// One of both holds.
    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// What two readings agree on.
    fn agreed(self, other: Self) -> Self {
        if self == other { self } else { Self::Unknown }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
