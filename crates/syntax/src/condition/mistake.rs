//! What is wrong with a rule that cannot be read, in words.

use pest::error::{Error, ErrorVariant, InputLocation};

use tenet_base::suggest;

use super::{Cause, ConditionError, MOST_CHARACTERS, MOST_NESTED, Operator, Rule, Span};

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
            cause: Cause::Length,
        });
    }
    let gives_up = |message: String, span: Span| {
        Err(ConditionError {
            message,
            span,
            help: None,
            cause: Cause::Reader,
        })
    };
    if let Some(at) = too_deep(text) {
        let message = format!("parentheses are nested more than {MOST_NESTED} deep");
        return gives_up(message, at..at + 1);
    }
    // One without parentheses takes all that follows, so that each is nested in the last.
    if quantifiers(text) > MOST_NESTED {
        let message = format!("the rule has more than {MOST_NESTED} quantifiers");
        return gives_up(message, 0..text.len());
    }
    Ok(())
}

/// How many words of a text are quantifiers, or may be.
fn quantifiers(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is = |word: &&str| word.eq_ignore_ascii_case("any") || word.eq_ignore_ascii_case("all");
    words.filter(is).count()
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
    if let Some(mistake) = bracket(text, at) {
        return mistake;
    }
    let mut cause = Cause::Language;
    let (message, help) = if text.trim().is_empty() {
        ("the rule is empty".to_owned(), None)
    } else if let Some((slip, right)) = SLIPS.iter().find(|(slip, _)| rest.starts_with(slip)) {
        let message = format!("`{slip}` is no operator");
        (message, Some(format!("write `{right}`")))
    } else if rest.starts_with(['"', '\'']) {
        let help = "end it with a double quotation mark".to_owned();
        ("a text is not closed".to_owned(), Some(help))
    } else if rest.starts_with(CURLY) {
        let help = "write the straight `\"`".to_owned();
        (format!("`{}` is no quotation mark", word(rest)), Some(help))
    } else if rest.is_empty() {
        ("the rule ends too early".to_owned(), expected(error))
    } else if begins_with_reports(text) {
        cause = Cause::Reports;
        let message = "`Direct Reports for` stands beside something else".to_owned();
        let help = "write it alone: `Direct Reports for \"id of the manager\"`";
        (message, Some(help.to_owned()))
    } else if waits_for(error, Rule::operator) {
        operator(word(rest))
    } else {
        let message = format!("`{}` cannot stand here", visible(word(rest)));
        (message, expected(error))
    };
    ConditionError {
        message,
        span: at..at + word(rest).len(),
        help,
        cause,
    }
}

/// Quotation marks of word processors.
const CURLY: [char; 3] = ['\u{201c}', '\u{201d}', '\u{201e}'];

/// A bracket that is not closed, if the rest of the rule has none for it, or one
/// that closes nothing, if it is what cannot be read.
fn bracket(text: &str, at: usize) -> Option<ConditionError> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote = None;
    for (place, found) in text.char_indices() {
        match (quote, found) {
            (Some(mark), found) if mark == found => quote = None,
            (None, '"' | '\'') => quote = Some(found),
            (None, '(' | '[') => open.push((place, found)),
            (None, ')' | ']') if open.pop().is_none() && place == at => {
                let help = "remove it, or open the bracket that it closes";
                return Some(at_bracket(place, format!("`{found}` closes nothing"), help));
            }
            (Some(_) | None, _) => {}
        }
    }
    let (place, found) = *open.last()?;
    // A quote that is missing swallows brackets, and is the mistake then.
    let is_it = at == place || at >= text.trim_end().len();
    if quote.is_some() || !is_it {
        return None;
    }
    let closing = if found == '(' { ')' } else { ']' };
    let help = format!("write `{closing}` where the part ends");
    Some(at_bracket(place, format!("`{found}` is not closed"), &help))
}

fn at_bracket(place: usize, message: String, help: &str) -> ConditionError {
    ConditionError {
        message,
        span: place..place + 1,
        help: Some(help.to_owned()),
        cause: Cause::Language,
    }
}

fn begins_with_reports(text: &str) -> bool {
    let mut words = text.split_whitespace();
    ["direct", "reports", "for"].iter().all(|wanted| {
        words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case(wanted))
    })
}

fn waits_for(error: &Error<Rule>, rule: Rule) -> bool {
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.contains(&rule),
        ErrorVariant::CustomError { .. } => false,
    }
}

/// A word where an operator should stand, and the operator that it was meant to be.
fn operator(written: &str) -> (String, Option<String>) {
    let name = written.trim_start_matches(['-', '\u{2013}']);
    if name.eq_ignore_ascii_case("not") {
        let help = "write `-ne`, or put `-not` before the comparison";
        return ("`-not` does not compare".to_owned(), Some(help.to_owned()));
    }
    let near = suggest::nearest(name, Operator::ALL.map(Operator::name));
    let help = near.map_or_else(
        || "an operator such as `-eq` stands after a property".to_owned(),
        |near| format!("did you mean `-{near}`?"),
    );
    (format!("`{}` is no operator", visible(written)), Some(help))
}

/// The text with what nobody sees written out, so that no message turns around.
fn visible(text: &str) -> String {
    let letters = text.chars().map(|c| {
        if c.is_alphanumeric() || c.is_ascii_graphic() || c == '\u{2013}' {
            c.to_string()
        } else {
            c.escape_unicode().to_string()
        }
    });
    letters.collect()
}

/// A tree that does not fit the grammar.
pub(super) fn unreadable(text: &str) -> ConditionError {
    ConditionError {
        message: "the rule cannot be read".to_owned(),
        span: 0..text.len(),
        help: None,
        cause: Cause::Reader,
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
