//! What the language itself brings: functions, records, severities.

mod doc;

use crate::{BuiltinEnum, EntityId, Generator, Ty, Type};

pub use doc::Doc;

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
    /// `weekdays_between(a, b)`: the time from a to b, less Saturdays and Sundays.
    WeekdaysBetween,
    /// `date(s, "DD/MM/YYYY")`: an instant, or null if the text is not written like this.
    Date,
    /// `capture(s, /…(…)…/)`: what the first group finds, or null.
    Capture,
    /// `json_texts(s)`: all texts in a JSON text, or s itself.
    JsonTexts,
    /// `ip_in(address, ranges)`: whether an address is in one of the ranges.
    IpIn,
    /// `x509(s)`: a certificate, or null if the text is none.
    X509,
    /// `intents(app, x)`: what is to become of an app on x.
    Intents,
}

impl Builtin {
    /// All functions.
    pub const ALL: [Self; 17] = [
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
        Self::WeekdaysBetween,
        Self::Date,
        Self::Capture,
        Self::JsonTexts,
        Self::IpIn,
        Self::X509,
        Self::Intents,
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
            Self::WeekdaysBetween => "weekdays_between",
            Self::Date => "date",
            Self::Capture => "capture",
            Self::JsonTexts => "json_texts",
            Self::IpIn => "ip_in",
            Self::X509 => "x509",
            Self::Intents => "intents",
        }
    }

    /// The types of its arguments. The last one repeats if [`Self::is_variadic`].
    ///
    /// What `date` and `capture` read by is written in the rule: they become
    /// [`ExprKind::Parse`](crate::ExprKind::Parse). What `intents` asks about is
    /// an app and a user or device, whichever entities those are.
    pub fn parameters(self) -> Vec<Type> {
        let string = || Type::of(Ty::String);
        match self {
            Self::Count => vec![Type::list(Type::of(Ty::Any))],
            Self::Normalized
            | Self::Blank
            | Self::Length
            | Self::Concat
            | Self::JsonTexts
            | Self::X509 => vec![string()],
            Self::Join => vec![Type::list(string()), string()],
            Self::Exactly | Self::Date | Self::Capture => vec![string(), string()],
            Self::IpIn => vec![string(), Type::list(string())],
            Self::Day => vec![Type::of(Ty::Date)],
            Self::WeekdaysBetween => vec![Type::of(Ty::Date), Type::of(Ty::Date)],
            Self::Intents => vec![Type::of(Ty::Any), Type::of(Ty::Any)],
            Self::Days => vec![Type::of(Ty::Int)],
            Self::WholeDays => vec![Type::of(Ty::Duration)],
        }
    }

    /// Whether the last argument may stand any number of times.
    pub const fn is_variadic(self) -> bool {
        matches!(self, Self::Concat)
    }

    /// The type of its result.
    pub fn result(self) -> Type {
        match self {
            Self::Count | Self::Length | Self::WholeDays => Type::of(Ty::Int),
            Self::Normalized | Self::Concat | Self::Join => Type::of(Ty::String),
            Self::Capture => Type::of(Ty::String).or_null(),
            Self::JsonTexts => Type::list(Type::of(Ty::String)),
            Self::Blank | Self::Exactly | Self::IpIn => Type::BOOL,
            Self::Day => Type::of(Ty::Date),
            Self::Date => Type::of(Ty::Date).or_null(),
            Self::Days | Self::WeekdaysBetween => Type::of(Ty::Duration),
            Self::X509 => Type::of(Ty::Builtin(BuiltinRecord::Certificate)).or_null(),
            Self::Intents => Type::list(Type::of(Ty::Enum(BuiltinEnum::Intent.id()))),
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
    /// What `x509(s)` reads.
    Certificate,
}

/// A field of a record of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltinField {
    /// `kind`: what is named: `group`, `all_users`.
    InclusionKind,
    /// `group`: the group, or null.
    InclusionGroup,
    /// `intent`: what is to become of an app, or null for what is no app.
    InclusionIntent,
    /// `filtered`: whether an assignment filter narrows it.
    InclusionFiltered,
    /// `user`: the user, or null.
    ActorUser,
    /// `app`: the service principal, or null.
    ActorApp,
    /// `subject`: whom the certificate is for, in the form of RFC 4514.
    CertificateSubject,
    /// `issuer`: who issued it, in the form of RFC 4514.
    CertificateIssuer,
    /// `serial`: its serial number, in hexadecimal digits without leading zeros.
    CertificateSerial,
    /// `notBefore`: from when on it is valid.
    CertificateNotBefore,
    /// `notAfter`: until when it is valid.
    CertificateNotAfter,
    /// `thumbprint`: the SHA-1 of its bytes, in hexadecimal digits.
    CertificateThumbprint,
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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Inclusion, Self::Actor, Self::Certificate];

    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inclusion => "Inclusion",
            Self::Actor => "Actor",
            Self::Certificate => "Certificate",
        }
    }

    /// Its fields.
    pub const fn fields(self) -> &'static [BuiltinField] {
        match self {
            Self::Inclusion => &[
                BuiltinField::InclusionKind,
                BuiltinField::InclusionGroup,
                BuiltinField::InclusionIntent,
                BuiltinField::InclusionFiltered,
            ],
            Self::Actor => &[BuiltinField::ActorUser, BuiltinField::ActorApp],
            Self::Certificate => &[
                BuiltinField::CertificateSubject,
                BuiltinField::CertificateIssuer,
                BuiltinField::CertificateSerial,
                BuiltinField::CertificateNotBefore,
                BuiltinField::CertificateNotAfter,
                BuiltinField::CertificateThumbprint,
            ],
        }
    }
}

impl BuiltinField {
    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InclusionKind => "kind",
            Self::InclusionGroup => "group",
            Self::InclusionIntent => "intent",
            Self::InclusionFiltered => "filtered",
            Self::ActorUser => "user",
            Self::ActorApp => "app",
            Self::CertificateSubject => "subject",
            Self::CertificateIssuer => "issuer",
            Self::CertificateSerial => "serial",
            Self::CertificateNotBefore => "notBefore",
            Self::CertificateNotAfter => "notAfter",
            Self::CertificateThumbprint => "thumbprint",
        }
    }

    /// Its type. A reference leads to the entities that own a collection:
    /// `entities` gives them by its path.
    pub fn ty(self, entities: impl FnOnce(&str) -> Vec<EntityId>) -> Type {
        match self {
            Self::InclusionKind => Type::of(Ty::Enum(BuiltinEnum::TargetKind.id())),
            Self::InclusionGroup => Type::of(Ty::Ref(entities("groups"))).or_null(),
            Self::ActorUser => Type::of(Ty::Ref(entities("users"))).or_null(),
            Self::ActorApp => Type::of(Ty::Ref(entities("servicePrincipals"))).or_null(),
            Self::InclusionIntent => Type::of(Ty::Enum(BuiltinEnum::Intent.id())).or_null(),
            Self::InclusionFiltered => Type::BOOL,
            Self::CertificateSubject
            | Self::CertificateIssuer
            | Self::CertificateSerial
            | Self::CertificateThumbprint => Type::of(Ty::String),
            Self::CertificateNotBefore | Self::CertificateNotAfter => Type::of(Ty::Date),
        }
    }
}

impl Generator {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::List, Self::Min, Self::Max, Self::Sum];

    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Min => "min",
            Self::Max => "max",
            Self::Sum => "sum",
        }
    }
}
