//! What the language itself brings, in words: for the book, and for who asks
//! about a name.

use crate::{Builtin, BuiltinField, BuiltinRecord, Domain, Generator, State};

/// What is said about a function or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc {
    /// How it is written, with names for its arguments.
    pub usage: &'static str,
    /// What it gives, in a sentence.
    pub text: &'static str,
    /// An expression over the bundled schema that uses it.
    pub example: &'static str,
}

impl Builtin {
    /// What the function does.
    #[expect(
        clippy::too_many_lines,
        reason = "a table: one entry for each function"
    )]
    pub const fn doc(self) -> Doc {
        match self {
            Self::Count => Doc {
                usage: "count(collection)",
                text: "How many members: a number, or an interval where some are only possible or may be missing.",
                example: "count(u in User where u.accountEnabled) > 0",
            },
            Self::Normalized => Doc {
                usage: "normalized(text)",
                text: "The text with compatible letters made one, long dashes short, `[X]` as `-X`, blanks collapsed and none around dashes, without case.",
                example: r#"normalized("Devices [Test]") == normalized("devices – Test")"#,
            },
            Self::Blank => Doc {
                usage: "blank(text)",
                text: "Whether there is nothing in it but white space.",
                example: "some g in Group where blank(g.displayName)",
            },
            Self::Length => Doc {
                usage: "length(text)",
                text: "How many characters it has.",
                example: r#"length("Test") == 4"#,
            },
            Self::Concat => Doc {
                usage: "concat(text, …)",
                text: "One text after the other.",
                example: r#"concat("MsAdmin", "@", "contoso.com")"#,
            },
            Self::Join => Doc {
                usage: "join(texts, separator)",
                text: "The texts of a list, in its order, with the separator between them.",
                example: r#"join(["Test", "First"], ", ") == "Test, First""#,
            },
            Self::Exactly => Doc {
                usage: "exactly(text, other)",
                text: "Whether two texts are the same, capital for capital.",
                example: r#"exactly("id", "ID")"#,
            },
            Self::Day => Doc {
                usage: "day(date)",
                text: "Midnight, UTC, of the same day.",
                example: "day(2026-11-22T08:15Z) == 2026-11-22",
            },
            Self::Days => Doc {
                usage: "days(number)",
                text: "That many days, for a number that is no constant.",
                example: "days(7) == 1 week",
            },
            Self::WholeDays => Doc {
                usage: "whole_days(duration)",
                text: "How many days are full in it.",
                example: "whole_days(50 hours) == 2",
            },
            Self::WeekdaysBetween => Doc {
                usage: "weekdays_between(from, to)",
                text: "The time from one to the other, UTC, without Saturdays and Sundays.",
                example: "weekdays_between(2026-11-20, 2026-11-23) == 1 day",
            },
            Self::Date => Doc {
                usage: r#"date(text, "DD/MM/YYYY")"#,
                text: "The instant that is written in this form, or null if the text is not; the form is checked with the rule.",
                example: r#"date("22/11/2026", "DD/MM/YYYY") otherwise now == 2026-11-22"#,
            },
            Self::Capture => Doc {
                usage: "capture(text, /…(…)…/)",
                text: "What the first group of the regular expression finds, or null.",
                example: r#"capture("CN=contoso", /^CN=(.+)$/) otherwise "" == "contoso""#,
            },
            Self::JsonTexts => Doc {
                usage: "json_texts(text)",
                text: "All texts in a text that is JSON; of any other text itself alone.",
                example: r#""b" in json_texts("[\"a\", \"b\"]")"#,
            },
            Self::IpIn => Doc {
                usage: "ip_in(address, ranges)",
                text: "Whether an IP address is in one of the ranges; unknown for what is none.",
                example: r#"ip_in("192.0.2.7", ["192.0.2.0/24"])"#,
            },
            Self::X509 => Doc {
                usage: "x509(text)",
                text: "The certificate that the text holds, in Base64 or PEM, or null if it holds none.",
                example: r#"x509("no certificate") is not present"#,
            },
            Self::Intents => Doc {
                usage: "intents(app, object)",
                text: "What the assignments that reach a user or device want done with an app; empty if none reaches it.",
                example: "some a in MobileApp where some u in User where required in intents(a, u)",
            },
        }
    }
}

impl Generator {
    /// What becomes of the values.
    pub const fn doc(self) -> Doc {
        match self {
            Self::List => Doc {
                usage: "list(e for x in C where P)",
                text: "The values, each once, sorted.",
                example: "list(u.userPrincipalName for u in User where u.accountEnabled) is empty",
            },
            Self::Min => Doc {
                usage: "min(e for x in C where P)",
                text: "The least of them, or null if there is none.",
                example: "min(d.lastSyncDateTime for d in ManagedDevice) is present",
            },
            Self::Max => Doc {
                usage: "max(e for x in C where P)",
                text: "The greatest of them, or null if there is none.",
                example: "max(d.lastSyncDateTime for d in ManagedDevice) is present",
            },
            Self::Sum => Doc {
                usage: "sum(e for x in C where P)",
                text: "All of them together; 0 if there is none.",
                example: "sum(length(g.displayName) for g in Group) > 0",
            },
        }
    }
}

impl Domain {
    /// All words, in the order in which pages list them.
    pub const ALL: [Self; 5] = [
        Self::Members,
        Self::Groups,
        Self::Targets,
        Self::Inclusions,
        Self::Exclusions,
    ];

    /// What the word gives.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Members => Doc {
                usage: "members of group",
                text: "All that is in a group, directly or through nested groups; told apart with `is`.",
                example: "some g in Group where members of g is empty",
            },
            Self::Groups => Doc {
                usage: "groups of member",
                text: "The groups that a user, device, group or service principal is in, directly or not.",
                example: "some u in User where groups of u is empty",
            },
            Self::Targets => Doc {
                usage: "targets of policy",
                text: "The users and devices that a policy, app or profile reaches.",
                example: "some p in ConditionalAccessPolicy where targets of p is empty",
            },
            Self::Inclusions => Doc {
                usage: "inclusions of policy",
                text: "What its assignments or conditions name, before anything is resolved: a list of `Inclusion`.",
                example: "some p in ConditionalAccessPolicy where inclusions of p is empty",
            },
            Self::Exclusions => Doc {
                usage: "exclusions of policy",
                text: "What they leave out, in the same form.",
                example: "some p in ConditionalAccessPolicy where some e in exclusions of p where e.group is present",
            },
        }
    }
}

impl State {
    /// All states, in the order in which pages list them.
    pub const ALL: [Self; 3] = [Self::Present, Self::Known, Self::Empty];

    /// What `is` asks with it.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Present => Doc {
                usage: "value is present",
                text: "Whether there is a value; false for null, unknown for what is unknown.",
                example: "some u in User where u.userType is present",
            },
            Self::Known => Doc {
                usage: "value is known",
                text: "Whether the exports tell it; never unknown itself. Of a collection: exported and complete, with no member in doubt.",
                example: "User is known",
            },
            Self::Empty => Doc {
                usage: "collection is empty",
                text: "Whether it has no member: `count(collection) == 0`.",
                example: "Group is empty",
            },
        }
    }
}

impl BuiltinRecord {
    /// What holds such records.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Inclusion => {
                "What an assignment or a condition names: an item of `inclusions of p` and `exclusions of p`."
            }
            Self::Actor => "Who did something: what `actor(e)` gives for an event of a log.",
            Self::Certificate => "A certificate: what `x509(text)` reads.",
        }
    }
}

impl BuiltinField {
    /// What it holds.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::InclusionKind => "What is named.",
            Self::InclusionGroup => "The group, or null.",
            Self::InclusionIntent => "What is to become of an app, or null for what is no app.",
            Self::InclusionFiltered => "Whether an assignment filter narrows it.",
            Self::ActorUser => "The user, or null.",
            Self::ActorApp => "The service principal, or null.",
            Self::CertificateSubject => "Whom it is for, in the form of RFC 4514.",
            Self::CertificateIssuer => "Who issued it, in the form of RFC 4514.",
            Self::CertificateSerial => {
                "Its serial number, in hexadecimal digits without leading zeros."
            }
            Self::CertificateNotBefore => "From when on it is valid.",
            Self::CertificateNotAfter => "Until when it is valid.",
            Self::CertificateThumbprint => "The SHA-1 of its bytes, in hexadecimal digits.",
        }
    }
}
