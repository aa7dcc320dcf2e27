//! The operators: how they are spelled, how tightly they bind, and how other languages spell them.

use crate::ast::{ArithmeticOperator, CompareOperator};

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Compare(CompareOperator),
    In {
        negated: bool,
        directly: bool,
    },
    Is {
        negated: bool,
    },
    Reaches,
    StartsWith,
    EndsWith,
    Contains,
    Like,
    Matches,
    /// `during a to b`.
    During,
    /// `during last d`.
    DuringLast,
    To,
    Otherwise,
    /// `members of g`.
    Of,
    Arithmetic(ArithmeticOperator),
}

/// All spellings of the language, in the order in which pages list them; `not`
/// stands before its operand and is read elsewhere.
pub(crate) const SPELLINGS: [&str; 28] = [
    "of",
    "*",
    "+",
    "-",
    "otherwise",
    "during",
    "during last",
    "to",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "not in",
    "directly in",
    "is",
    "is not",
    "reaches",
    "starts with",
    "ends with",
    "contains",
    "like",
    "matches",
    "not",
    "and",
    "or",
];

/// How an operator binds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binding {
    pub(crate) spelling: &'static str,
    /// How tightly; looser ones are less.
    pub(crate) level: Level,
    /// Whether it takes its like as its left operand.
    pub(crate) chains: bool,
}

impl Binding {
    /// How an operator of [`SPELLINGS`] binds.
    pub(crate) fn of(spelling: &'static str) -> Self {
        let level = if spelling == "not" {
            Level::Not
        } else {
            Operator::read(spelling).level()
        };
        Self {
            spelling,
            level,
            chains: !matches!(level, Level::Comparison | Level::During | Level::Domain),
        }
    }
}

/// Why a spelling is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// It is spelled so.
    Spelling(&'static str),
    /// It is said otherwise.
    Help(&'static str),
}

/// How tightly an operator binds; looser ones are less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Or,
    And,
    Not,
    Comparison,
    During,
    Otherwise,
    Sum,
    Product,
    Domain,
    Operand,
}

impl Level {
    /// The level of the operands of an operator of this level that does not take its like.
    pub(super) fn tighter(self) -> Self {
        match self {
            Self::Or => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Comparison,
            Self::Comparison => Self::During,
            Self::During => Self::Otherwise,
            Self::Otherwise => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product => Self::Domain,
            Self::Domain | Self::Operand => Self::Operand,
        }
    }
}

impl Operator {
    pub(super) fn level(self) -> Level {
        match self {
            Self::Or => Level::Or,
            Self::And => Level::And,
            Self::Compare(_)
            | Self::In { .. }
            | Self::Is { .. }
            | Self::Reaches
            | Self::StartsWith
            | Self::EndsWith
            | Self::Contains
            | Self::Like
            | Self::Matches => Level::Comparison,
            Self::During | Self::DuringLast | Self::To => Level::During,
            Self::Otherwise => Level::Otherwise,
            Self::Of => Level::Domain,
            Self::Arithmetic(ArithmeticOperator::Add | ArithmeticOperator::Subtract) => Level::Sum,
            Self::Arithmetic(ArithmeticOperator::Multiply) => Level::Product,
        }
    }

    /// Reads an operator as it is written.
    pub(super) fn read(written: &str) -> Self {
        native(written).unwrap_or_else(|| foreign(written).0)
    }

    /// Why the spelling is refused, if it is.
    pub(super) fn slip(written: &str) -> Option<Slip> {
        match native(written) {
            Some(_) => None,
            None => Some(foreign(written).1),
        }
    }
}

/// The language's own spellings.
fn native(written: &str) -> Option<Operator> {
    use {ArithmeticOperator as A, CompareOperator as C};
    let (first, last) = if written.len() < 6 {
        (written, None)
    } else {
        // A comment may stand between the words, right behind the first.
        let ends_word = |letter: char| letter.is_ascii_whitespace() || letter == '/';
        let mut words = written.split(ends_word).filter(|word| !word.is_empty());
        (words.next().unwrap_or(""), words.next_back())
    };
    Some(match (first, last) {
        ("and", None) => Operator::And,
        ("or", None) => Operator::Or,
        ("==", None) => Operator::Compare(C::Equal),
        ("!=", None) => Operator::Compare(C::NotEqual),
        ("<", None) => Operator::Compare(C::Less),
        ("<=", None) => Operator::Compare(C::LessOrEqual),
        (">", None) => Operator::Compare(C::Greater),
        (">=", None) => Operator::Compare(C::GreaterOrEqual),
        ("in", None) => membership(false, false),
        ("not", Some("in")) => membership(true, false),
        ("directly", Some("in")) => membership(false, true),
        ("is", last) => Operator::Is {
            negated: last == Some("not"),
        },
        ("reaches", None) => Operator::Reaches,
        ("starts", Some("with")) => Operator::StartsWith,
        ("ends", Some("with")) => Operator::EndsWith,
        ("contains", None) => Operator::Contains,
        ("like", None) => Operator::Like,
        ("matches", None) => Operator::Matches,
        ("during", Some("last")) => Operator::DuringLast,
        ("during", None) => Operator::During,
        ("to", None) => Operator::To,
        ("otherwise", None) => Operator::Otherwise,
        ("of", None) => Operator::Of,
        ("+", None) => Operator::Arithmetic(A::Add),
        ("-", None) => Operator::Arithmetic(A::Subtract),
        ("*", None) => Operator::Arithmetic(A::Multiply),
        _ => return None,
    })
}

fn membership(negated: bool, directly: bool) -> Operator {
    Operator::In { negated, directly }
}

/// The spellings of other languages: what is meant, and how it is said here.
fn foreign(written: &str) -> (Operator, Slip) {
    use CompareOperator as C;
    let spelled = |operator, right| (operator, Slip::Spelling(right));
    let lower = written.to_ascii_lowercase();
    match lower.as_str() {
        "&&" | "-and" => spelled(Operator::And, "and"),
        "||" | "-or" => spelled(Operator::Or, "or"),
        "??" => spelled(Operator::Otherwise, "otherwise"),
        "!==" | "<>" | "-ne" | "-ine" => spelled(Operator::Compare(C::NotEqual), "!="),
        "=<" | "-le" | "-ile" => spelled(Operator::Compare(C::LessOrEqual), "<="),
        "=>" | "-ge" | "-ige" => spelled(Operator::Compare(C::GreaterOrEqual), ">="),
        "-lt" | "-ilt" => spelled(Operator::Compare(C::Less), "<"),
        "-gt" | "-igt" => spelled(Operator::Compare(C::Greater), ">"),
        "=~" | "-match" | "-imatch" => spelled(Operator::Matches, "matches"),
        "-like" | "-ilike" => spelled(Operator::Like, "like"),
        "-in" | "-iin" => spelled(membership(false, false), "in"),
        "-notin" | "-inotin" => spelled(membership(true, false), "not in"),
        "-contains" | "-icontains" => (Operator::Contains, CONTAINS),
        "-notcontains" | "-inotcontains" => (Operator::Contains, NOT_CONTAINS),
        "-notlike" | "-inotlike" => (Operator::Like, Slip::Help("write `not a like \"…\"`")),
        "!~" | "-notmatch" | "-inotmatch" => {
            (Operator::Matches, Slip::Help("write `not a matches /…/`"))
        }
        "/" => (
            product(),
            Slip::Help("there is no division: multiply the other side"),
        ),
        "%" => (product(), Slip::Help("there is no remainder")),
        // `=`, `===`, `-eq`, `-ieq`.
        _ => spelled(Operator::Compare(C::Equal), "=="),
    }
}

const CONTAINS: Slip = Slip::Help("for a list write `x in list`, for a text `text contains x`");
const NOT_CONTAINS: Slip =
    Slip::Help("for a list write `x not in list`, for a text `not text contains x`");

fn product() -> Operator {
    Operator::Arithmetic(ArithmeticOperator::Multiply)
}

#[cfg(test)]
mod tests {
    use super::{Operator, SPELLINGS};

    #[test]
    fn every_listed_spelling_is_the_language_s_own() {
        for spelling in SPELLINGS.iter().filter(|one| **one != "not") {
            assert!(Operator::slip(spelling).is_none(), "{spelling}");
        }
    }
}
