//! T02: types.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span};

pub(crate) fn mismatch(span: Span, wanted: &str, found: &str) -> Diagnostic {
    let message = format!("`{wanted}` is asked for, and this is `{found}`");
    Diagnostic::new(&types::TYPE_MISMATCH, span, message).label(format!("this is `{found}`"))
}

pub(crate) fn incomparable(span: Span, left: &str, right: &str) -> Diagnostic {
    let bare = left.trim_end_matches('?');
    let message = if bare == right.trim_end_matches('?') {
        format!("values of `{bare}` are not compared")
    } else {
        format!("`{left}` and `{right}` are never equal")
    };
    Diagnostic::new(&types::INCOMPARABLE, span, message)
}

pub(crate) fn unordered(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(
        &types::UNORDERED,
        span,
        format!("values of `{ty}` have no order"),
    )
}

pub(crate) fn arithmetic(span: Span, operator: &str, left: &str, right: &str) -> Diagnostic {
    let message = format!("`{operator}` is not defined for `{left}` and `{right}`");
    Diagnostic::new(&types::ARITHMETIC, span, message)
}

pub(crate) fn negated(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(
        &types::ARITHMETIC,
        span,
        format!("`-` is not defined for `{ty}`"),
    )
}

pub(crate) fn not_a_collection(span: Span, ty: &str) -> Diagnostic {
    let message = format!("`{ty}` is no collection");
    Diagnostic::new(&types::NOT_A_COLLECTION, span, message)
}

pub(crate) fn argument_count(span: Span, name: &str, wanted: usize, found: usize) -> Diagnostic {
    let plural = if wanted == 1 { "argument" } else { "arguments" };
    let message = format!("`{name}` takes {wanted} {plural} and is given {found}");
    Diagnostic::new(&types::ARGUMENT_COUNT, span, message)
}

pub(crate) fn no_targeting(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(
        &types::NO_TARGETING,
        span,
        format!("`{ty}` has no targeting"),
    )
    .help("only what is assigned has: an entity whose declaration says `targeting …`")
}

pub(crate) fn not_targetable(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(
        &types::NOT_TARGETABLE,
        span,
        format!("`{ty}` is never reached"),
    )
    .help("policies reach users, devices and service principals")
}

pub(crate) fn not_a_group(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(&types::NOT_A_GROUP, span, format!("`{ty}` is no group"))
}

pub(crate) fn not_a_member(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(
        &types::NOT_A_GROUP,
        span,
        format!("`{ty}` is never a member of a group"),
    )
    .help("groups hold users, devices, groups and service principals of the directory")
}

pub(crate) fn never_is(span: Span, ty: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(
        &types::NEVER_IS,
        span,
        format!("`{ty}` is never a `{wanted}`"),
    )
}

pub(crate) fn impossible_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(
        &types::IMPOSSIBLE_DATE,
        span,
        format!("there is no date `{text}`"),
    )
    .help("dates are written year, month, day: `2027-03-31`")
}

pub(crate) fn out_of_range(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(
        &types::OUT_OF_RANGE,
        span,
        format!("`{text}` is out of range"),
    )
}

pub(crate) fn part_of_a_second(span: Span, text: &str) -> Diagnostic {
    out_of_range(span, text).help("durations are whole seconds")
}

pub(crate) fn bad_pattern(span: Span, why: &str) -> Diagnostic {
    let message = format!("the regular expression does not compile: {why}");
    Diagnostic::new(&types::BAD_PATTERN, span, message)
}

pub(crate) fn different_types(span: Span, first: &str, other: &str) -> Diagnostic {
    let message = format!("`{first}` and `{other}` have nothing in common");
    Diagnostic::new(&types::DIFFERENT_TYPES, span, message).label(format!("this is `{other}`"))
}

pub(crate) fn missing_pair(span: Span, record: &str, field: &str) -> Diagnostic {
    let message = format!("`{record}` needs the field `{field}`");
    Diagnostic::new(&types::RECORD_FIELDS, span, message).help(format!("add `{field}: …`"))
}

pub(crate) fn repeated_pair(span: Span, first: Span, field: &str) -> Diagnostic {
    let message = format!("the field `{field}` is given twice");
    Diagnostic::new(&types::RECORD_FIELDS, span, message).also(first, "first here")
}

pub(crate) fn no_context(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        &types::NO_CONTEXT,
        span,
        format!("the type of {what} is not known here"),
    )
}

pub(crate) fn log_without_during(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` is a log, and nothing says which time is read");
    Diagnostic::new(&types::LOG_WITHOUT_DURING, span, message)
        .help(format!("write `{name} during last 30 days`"))
}

pub(crate) fn not_a_log(span: Span, ty: &str) -> Diagnostic {
    let message = format!("`during` reads logs, and this is `{ty}`");
    Diagnostic::new(&types::NOT_A_LOG, span, message).label(format!("this is `{ty}`"))
}

pub(crate) fn nobody_told(span: Span, log: &str) -> Diagnostic {
    let message = format!("the log `{log}` does not say who did its events");
    Diagnostic::new(&types::NOT_A_LOG, span, message)
        .help("name a way to the user or the application: `log { user initiatedBy.user.id … }`")
}

pub(crate) fn not_an_event(span: Span, ty: &str) -> Diagnostic {
    let message = format!("`actor` asks who did an event of a log, and this is `{ty}`");
    Diagnostic::new(&types::NOT_A_LOG, span, message).label(format!("this is `{ty}`"))
}

/// `e for x in C` where no function makes something of it.
pub(crate) fn misplaced_generator(span: Span) -> Diagnostic {
    let message = "values are generated only for `list`, `min`, `max` and `sum`";
    Diagnostic::new(&types::MISPLACED_FORM, span, message)
        .help("write `list(e for x in C)`; `count(x in C where P)` counts members")
}

pub(crate) fn generator_wanted(function: &str, span: Span) -> Diagnostic {
    let message = format!("`{function}` does not say which values it is about");
    Diagnostic::new(&types::MISPLACED_FORM, span, message)
        .help(format!("write `{function}(e for x in C where P)`"))
}

pub(crate) fn misplaced_regex(span: Span) -> Diagnostic {
    let message = "a regular expression has no meaning here";
    Diagnostic::new(&types::MISPLACED_FORM, span, message)
        .help("it stands after `matches`, and in `capture(s, /…/)`")
}

/// A format or regular expression that is not written out.
pub(crate) fn form_wanted(span: Span, function: &str, example: &str) -> Diagnostic {
    let message = format!("what `{function}` reads by is written in the rule");
    Diagnostic::new(&types::MISPLACED_FORM, span, message)
        .help(format!("write `{function}(s, {example})`"))
}

pub(crate) fn bad_format(span: Span, why: &str) -> Diagnostic {
    let message = format!("the format cannot be read: {why}");
    Diagnostic::new(&types::BAD_FORMAT, span, message)
        .help("its words are `YYYY`, `MM`, `DD`, `HH`, `mm` and `ss`: `DD/MM/YYYY`")
}

pub(crate) fn no_capture(span: Span) -> Diagnostic {
    let message = "the regular expression captures nothing";
    Diagnostic::new(&types::NO_CAPTURE, span, message)
        .help("put what is wanted in parentheses: `/^(.*)@/`; `matches` only tests")
}

pub(crate) fn no_sum(span: Span, ty: &str) -> Diagnostic {
    let message = format!("values of `{ty}` have no sum");
    Diagnostic::new(&types::ARITHMETIC, span, message).help("numbers and durations are added up")
}

pub(crate) fn not_an_app(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(&types::NO_TARGETING, span, format!("`{ty}` is no app"))
        .help("only the assignments of apps have intents")
}
