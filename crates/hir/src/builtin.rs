//! What the language itself brings: functions, records, severities.

use crate::{Ty, Type};

/// A function of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// `count(C)`: an interval.
    Count,
    /// `normalized(s)`: dashes, blanks and brackets ironed out, folded.
    Normalized,
    /// `blank(s)`: nothing but white space.
    Blank,
    /// `length(s)`: characters.
    Length,
    /// `concat(s, …)`.
    Concat,
    /// `join(list, separator)`.
    Join,
    /// `exactly(a, b)`: equal by code point.
    Exactly,
    /// `day(d)`: midnight of the same day.
    Day,
    /// `days(n)`: that many days.
    Days,
    /// `whole_days(d)`.
    WholeDays,
}

impl Builtin {
    /// All functions.
    pub const ALL: [Self; 10] = [
        Self::Count,
        Self::Normalized,
        Self::Blank,
        Self::Length,
        Self::Concat,
        Self::Join,
        Self::Exactly,
        Self::Day,
        Self::Days,
        Self::WholeDays,
    ];

    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Normalized => "normalized",
            Self::Blank => "blank",
            Self::Length => "length",
            Self::Concat => "concat",
            Self::Join => "join",
            Self::Exactly => "exactly",
            Self::Day => "day",
            Self::Days => "days",
            Self::WholeDays => "whole_days",
        }
    }

    /// The types of its arguments. The last one repeats if [`Self::is_variadic`].
    pub fn parameters(self) -> Vec<Type> {
        let string = || Type::of(Ty::String);
        match self {
            Self::Count => vec![Type::list(Type::of(Ty::Any))],
            Self::Normalized | Self::Blank | Self::Length | Self::Concat => vec![string()],
            Self::Join => vec![Type::list(string()), string()],
            Self::Exactly => vec![string(), string()],
            Self::Day => vec![Type::of(Ty::Date)],
            Self::Days => vec![Type::of(Ty::Int)],
            Self::WholeDays => vec![Type::of(Ty::Duration)],
        }
    }

    /// Whether the last argument may stand any number of times.
    pub const fn is_variadic(self) -> bool {
        matches!(self, Self::Concat)
    }

    /// The type of its result.
    pub const fn result(self) -> Type {
        match self {
            Self::Count | Self::Length | Self::WholeDays => Type::of(Ty::Int),
            Self::Normalized | Self::Concat | Self::Join => Type::of(Ty::String),
            Self::Blank | Self::Exactly => Type::BOOL,
            Self::Day => Type::of(Ty::Date),
            Self::Days => Type::of(Ty::Duration),
        }
    }
}

/// A record of the language itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltinRecord {
    /// What an assignment or a condition names: an item of `inclusions of p`.
    Inclusion,
    /// Who did something: `actor(e)`.
    Actor,
}

/// A field of a record of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltinField {
    /// `kind`: what is named, as a text: `group`, `all_users`.
    InclusionKind,
    /// `group`: the group, or null.
    InclusionGroup,
    /// `filtered`: whether an assignment filter narrows it.
    InclusionFiltered,
    /// `user`: the user, or null.
    ActorUser,
    /// `app`: the service principal, or null.
    ActorApp,
}

/// The severity of a rule or a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Never fails a run.
    Info,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Self; 5] = [
        Self::Info,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Critical,
    ];

    /// Its name in rules, reports and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl BuiltinRecord {
    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inclusion => "Inclusion",
            Self::Actor => "Actor",
        }
    }

    /// Its fields.
    pub const fn fields(self) -> &'static [BuiltinField] {
        match self {
            Self::Inclusion => &[
                BuiltinField::InclusionKind,
                BuiltinField::InclusionGroup,
                BuiltinField::InclusionFiltered,
            ],
            Self::Actor => &[BuiltinField::ActorUser, BuiltinField::ActorApp],
        }
    }
}

impl BuiltinField {
    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InclusionKind => "kind",
            Self::InclusionGroup => "group",
            Self::InclusionFiltered => "filtered",
            Self::ActorUser => "user",
            Self::ActorApp => "app",
        }
    }
}
