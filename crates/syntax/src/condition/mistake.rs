//! What is wrong with a rule that cannot be read, in words.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::{ConditionError, MOST_CHARACTERS, MOST_NESTED, Rule};

/// Operators of other languages, and how they are spelt here.
const SLIPS: &[(&str, &str)] = &[
    ("==", "-eq"),
    ("!=", "-ne"),
    ("<>", "-ne"),
    ("=", "-eq"),
    ("&&", "-and"),
    ("&", "-and"),
    ("||", "-or"),
    ("|", "-or"),
    ("!", "-not"),
    (">=", "-ge"),
    ("<=", "-le"),
    ("-like", "-match"),
    ("like", "-match"),
];

/// Refuses what is too long or too deep before pest sees it.
pub(super) fn refuse_size(text: &str) -> Result<(), ConditionError> {
    let characters = text.chars().count();
    if characters > MOST_CHARACTERS {
        let first = text.char_indices().nth(MOST_CHARACTERS);
        let start = first.map_or(text.len(), |(at, _)| at);
        return Err(ConditionError {
            message: format!(
                "the rule has {characters} characters, and {MOST_CHARACTERS} are allowed"
            ),
            span: start..text.len(),
            help: None,
            gives_up: false,
        });
    }
    match too_deep(text) {
        Some(at) => Err(ConditionError {
            message: format!("parentheses are nested more than {MOST_NESTED} deep"),
            span: at..at + 1,
            help: None,
            gives_up: true,
        }),
        None => Ok(()),
    }
}

/// The first parenthesis that is too deep; those in texts are counted too,
/// since where a text ends is not yet known.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_NESTED {
            return Some(at);
        }
    }
    None
}

/// What pest found, in words of the language.
pub(super) fn explain(text: &str, error: &Error<Rule>) -> ConditionError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at.min(text.len()),
    };
    let rest = text.get(at..).unwrap_or_default();
    let (message, help) = if text.trim().is_empty() {
        ("the rule is empty".to_owned(), None)
    } else if let Some((slip, right)) = SLIPS.iter().find(|(slip, _)| rest.starts_with(slip)) {
        (
            format!("`{slip}` is no operator"),
            Some(format!("write `{right}`")),
        )
    } else if rest.starts_with(['"', '\'']) {
        (
            "a text is not closed".to_owned(),
            Some("end it with a double quotation mark".to_owned()),
        )
    } else if rest.is_empty() {
        ("the rule ends too early".to_owned(), expected(error))
    } else {
        (
            format!("`{}` cannot stand here", word(rest)),
            expected(error),
        )
    };
    ConditionError {
        message,
        span: at..at + word(rest).len(),
        help,
        gives_up: false,
    }
}

/// A tree that does not fit the grammar.
pub(super) fn unreadable(text: &str) -> ConditionError {
    ConditionError {
        message: "the rule cannot be read".to_owned(),
        span: 0..text.len(),
        help: None,
        gives_up: true,
    }
}

/// What begins a text, up to a blank.
fn word(rest: &str) -> &str {
    let end = rest
        .char_indices()
        .find(|(at, c)| *at > 0 && (c.is_whitespace() || "()[],\"".contains(*c)));
    rest.get(..end.map_or(rest.len(), |(at, _)| at))
        .unwrap_or(rest)
}

fn expected(error: &Error<Rule>) -> Option<String> {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return None;
    };
    let mut words: Vec<&str> = positives.iter().filter_map(|one| named(*one)).collect();
    words.dedup();
    if words.is_empty() {
        return None;
    }
    Some(format!("expected {}", words.join(" or ")))
}

/// What the rules of the grammar are to a reader; most never show.
fn named(wanted: Rule) -> Option<&'static str> {
    let names = [
        (Rule::operand, "a property such as `user.department`"),
        (Rule::operator, "an operator such as `-eq`"),
        (Rule::value, "a value such as `\"Sales\"`"),
        (Rule::text, "a text in double quotation marks"),
        (Rule::list, "a list such as `[\"a\", \"b\"]`"),
        (Rule::EOI, "the end of the rule"),
        (Rule::and, "`-and`"),
        (Rule::or, "`-or`"),
        (Rule::group, "a condition in parentheses"),
        (Rule::duration, "a duration such as `p1d`"),
    ];
    let found = names.iter().find(|(known, _)| *known == wanted);
    found.map(|(_, name)| *name)
}
