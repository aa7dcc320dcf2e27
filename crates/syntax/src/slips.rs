//! The diagnostics of this crate, one function each.

use tenet_base::code::{syntax as code, waiver};
use tenet_base::{Diagnostic, Span};

/// S0002.
pub(crate) fn too_deep(place: Span) -> Diagnostic {
    let message = format!("this is nested more than {} deep", crate::MAX_DEPTH);
    Diagnostic::new(&code::NESTING, place, message)
        .help("name a part with `let`, `def` or `set` and use the name")
}

/// S0003.
pub(crate) fn unclosed(noticed: Span, opening: Span, bracket: char) -> Diagnostic {
    let closing = match bracket {
        '{' => '}',
        '(' => ')',
        _ => ']',
    };
    Diagnostic::new(
        &code::UNCLOSED,
        noticed,
        format!("`{bracket}` is not closed"),
    )
    .label(format!("`{closing}` is missing"))
    .also(opening, "opened here")
}

/// S0004.
pub(crate) fn unmatched(place: Span, bracket: char) -> Diagnostic {
    Diagnostic::new(
        &code::UNMATCHED,
        place,
        format!("`{bracket}` closes nothing"),
    )
    .fix(place, "")
}

/// S0005.
pub(crate) fn unclosed_text(noticed: Span, opening: Span) -> Diagnostic {
    Diagnostic::new(
        &code::UNCLOSED_TEXT,
        noticed,
        "the text is not closed on its line",
    )
    .label("`\"` is missing")
    .also(opening, "opened here")
    .help("a text ends on the line on which it begins; `\\n` writes a line break")
}

/// S0006.
pub(crate) fn mixed(operator: Span, group: Span, grouped: String) -> Diagnostic {
    Diagnostic::new(
        &code::MIXED_AND_OR,
        operator,
        "`and` and `or` are mixed without parentheses",
    )
    .also(group, "this binds first")
    .help("put parentheses around what belongs together")
    .fix(group, grouped)
}

/// S0007.
pub(crate) fn chained(operator: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        &code::CHAINED_COMPARISON,
        operator,
        "the result of a comparison cannot be compared again",
    )
    .also(first, "the first comparison")
    .help("write two comparisons with `and` between them")
}

/// S0008.
pub(crate) fn needs_parentheses(place: Span, what: &str) -> Diagnostic {
    let message = format!("`{what}` takes all that follows, so it needs parentheses here");
    Diagnostic::new(&code::NEEDS_PARENTHESES, place, message)
}

/// S0009, with the right spelling.
pub(crate) fn foreign_operator(place: Span, written: &str, right: &str) -> Diagnostic {
    Diagnostic::new(
        &code::FOREIGN_OPERATOR,
        place,
        format!("`{written}` is not an operator"),
    )
    .help(format!("write `{right}`"))
    .fix(place, right)
}

/// S0009, where a word does not mend it.
pub(crate) fn no_such_operator(place: Span, written: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        &code::FOREIGN_OPERATOR,
        place,
        format!("`{written}` is not an operator"),
    )
    .help(help)
}

/// S0010.
pub(crate) fn foreign_quotes(place: Span, right: String) -> Diagnostic {
    Diagnostic::new(
        &code::FOREIGN_QUOTES,
        place,
        "a text stands in double quotes",
    )
    .fix(place, right)
}

/// S0011.
pub(crate) fn null_test(place: Span, right: &str) -> Diagnostic {
    Diagnostic::new(&code::NULL_TEST, place, "`null` is not tested this way")
        .help(format!("write `{}`", right.trim_end()))
        .fix(place, right)
}

/// S0012.
pub(crate) fn foreign_comment(mark: Span, written: &str) -> Diagnostic {
    let found = Diagnostic::new(
        &code::FOREIGN_COMMENT,
        mark,
        format!("`{written}` does not begin a comment"),
    );
    let found = found.help("write `//` before each line of a comment");
    if written == "#" {
        found.fix(mark, "//")
    } else {
        found
    }
}

/// S0013.
pub(crate) fn misplaced_where(word: Span) -> Diagnostic {
    Diagnostic::new(&code::MISPLACED_WHERE, word, "this `where` belongs to no binding")
        .help("put it after its `for x in C`, or test the condition in the clause; in a `let`, put `(x in C where P)` in parentheses")
}

/// S0027.
pub(crate) fn field_condition(condition: Span) -> Diagnostic {
    Diagnostic::new(&code::FIELD_CONDITION, condition, "a field has no condition")
        .help("declare the field of the kind of object that has it: `entity Kind is Base when \"…\" { … }`; or make it `?`")
}

/// S0014.
pub(crate) fn misplaced_regex(place: Span) -> Diagnostic {
    Diagnostic::new(
        &code::MISPLACED_REGEX,
        place,
        "a regular expression stands only after `matches` or in `capture`",
    )
    .help("test a text with `matches /…/`, or put the text in double quotes")
}

/// S0014, the other way round: a text after `matches` or something else after `like`.
pub(crate) fn wrong_pattern(place: Span, operator: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(
        &code::MISPLACED_REGEX,
        place,
        format!("`{operator}` takes {wanted}"),
    )
}

/// S0015.
pub(crate) fn misplaced_doc(mark: Span) -> Diagnostic {
    Diagnostic::new(&code::MISPLACED_DOC, mark, "this `///` documents nothing")
        .help("`///` stands before an item, a field or a variant; a comment is `//`")
        .fix(mark, "//")
}

/// S0016.
pub(crate) fn missing_message(word: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        &code::MISSING_MESSAGE,
        word,
        format!("this `{what}` has no message"),
    )
    .help("add `message \"…\"`: what to say of a violation")
}

/// W0003.
pub(crate) fn incomplete_waiver(id: Span, what: &str, mend: &str) -> Diagnostic {
    let message = format!("the waiver does not say {what}");
    Diagnostic::new(&waiver::INCOMPLETE_WAIVER, id, message).help(format!("add `{mend}`"))
}

/// S0017.
pub(crate) fn no_clause(id: Span) -> Diagnostic {
    Diagnostic::new(
        &code::NO_CLAUSE,
        id,
        "the rule has no `require` and no `forbid`",
    )
    .help("a rule demands something: add `require P message \"…\"`")
}

/// S0018, where letters are glued to a number.
pub(crate) fn malformed_number(place: Span, number: &str, rest: &str, unit: bool) -> Diagnostic {
    let found = Diagnostic::new(
        &code::MALFORMED_NUMBER,
        place,
        format!("`{rest}` is glued to the number"),
    );
    if unit {
        return found
            .help("put a blank before the unit")
            .fix(place, format!("{number} {rest}"));
    }
    found
}

/// S0018, for a number that begins with zero.
pub(crate) fn leading_zero(place: Span, right: &str) -> Diagnostic {
    Diagnostic::new(
        &code::MALFORMED_NUMBER,
        place,
        "a number does not begin with 0",
    )
    .fix(place, right)
}

/// S0019.
pub(crate) fn uneven_unit(place: Span, unit: &str) -> Diagnostic {
    Diagnostic::new(
        &code::UNEVEN_UNIT,
        place,
        format!("`{unit}` is no unit, since its length varies"),
    )
    .help("say it in weeks, days, hours, minutes or seconds")
}

/// S0020.
pub(crate) fn bidirectional(place: Span, letter: char) -> Diagnostic {
    let number = u32::from(letter);
    let message =
        format!("the invisible character U+{number:04X} changes the order in which text is shown");
    Diagnostic::new(&code::BIDIRECTIONAL, place, message).fix(place, "")
}

/// S0021.
pub(crate) fn lookalike(place: Span, letter: char, like: Option<char>, right: &str) -> Diagnostic {
    let number = u32::from(letter);
    let message = format!("names are ASCII: `{letter}` is U+{number:04X}");
    let found = Diagnostic::new(&code::LOOKALIKE, place, message);
    match like {
        Some(like) => found
            .label(format!("it looks like `{like}`"))
            .fix(place, right),
        None => found,
    }
}

/// S0022.
pub(crate) fn repeated(place: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        &code::MISPLACED_PART,
        place,
        format!("`{word}` is given twice"),
    )
}

/// S0022.
pub(crate) fn out_of_order(place: Span, word: &str, before: &str) -> Diagnostic {
    Diagnostic::new(
        &code::MISPLACED_PART,
        place,
        format!("`{word}` stands before {before}"),
    )
}

/// S0023.
pub(crate) fn bad_escape(place: Span, written: &str) -> Diagnostic {
    Diagnostic::new(
        &code::BAD_ESCAPE,
        place,
        format!("`{written}` is not an escape"),
    )
    .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{41}`; a backslash is `\\\\`")
}

/// S0024.
pub(crate) fn malformed_binding(place: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&code::MALFORMED_BINDING, place, message)
}

/// S0025.
pub(crate) fn stray_brace(place: Span, brace: char) -> Diagnostic {
    Diagnostic::new(
        &code::STRAY_BRACE,
        place,
        format!("this `{brace}` belongs to no hole"),
    )
    .help(format!(
        "a brace that is meant as such is written twice: `{brace}{brace}`"
    ))
    .fix(place, format!("{brace}{brace}"))
}

/// S0026.
pub(crate) fn foreign_blank(place: Span) -> Diagnostic {
    Diagnostic::new(&code::FOREIGN_BLANK, place, "this blank is not a plain one").fix(place, " ")
}

/// S0001.
pub(crate) fn unexpected(place: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&code::UNEXPECTED, place, message)
}
