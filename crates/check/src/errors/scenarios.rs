//! T07: scenarios.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span, suggest};
use tenet_syntax::ast;

use super::names::with_nearest;

pub(crate) fn empty(span: Span) -> Diagnostic {
    let message = "the scenario expects nothing, so it can never fail";
    Diagnostic::new(&types::EMPTY_SCENARIO, span, message)
        .help("add `expect ID violated`, or another verdict")
}

pub(crate) fn duplicate(title: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("another scenario of this pack is called \"{title}\"");
    Diagnostic::new(&types::DUPLICATE_SCENARIO, span, message)
        .also(first, "first here")
        .help("say in its title what this one shows")
}

pub(crate) fn same_recording(title: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("\"{title}\" is recorded under the name of another scenario");
    Diagnostic::new(&types::UNNAMED_RECORDING, span, message)
        .also(first, "recorded under the same name")
        .note("the name of a recording has the letters and digits of the title, in lower case")
        .help("tell the titles apart by a word, near their beginning")
}

pub(crate) fn no_recording(title: &str, span: Span) -> Diagnostic {
    let message = format!("\"{title}\" has no letter and no digit to name a recording by");
    Diagnostic::new(&types::UNNAMED_RECORDING, span, message)
        .help("say in words what the scenario shows")
}

pub(crate) fn recorded_twice(span: Span, first: Span) -> Diagnostic {
    let message = "`expect snapshot` stands twice in a scenario, which has one recording";
    Diagnostic::new(&types::CONTRADICTION, span, message)
        .also(first, "first here")
        .help("leave out one of them")
}

pub(crate) fn unknown_rule(id: &ast::Ident, known: &[&str]) -> Diagnostic {
    let message = format!("no rule is called `{}`", id.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_RULE, id.span, message);
    match suggest::nearest(&id.text, known.iter().copied()) {
        Some(_) => with_nearest(diagnostic, id, known),
        None => diagnostic.note("the rules of this pack and of those that it stands on are known"),
    }
}

pub(crate) fn unknown_variable(name: &ast::Ident, rule: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{rule}` has no `for {}`", name.text);
    let diagnostic = Diagnostic::new(&types::BAD_CASE, name.span, message);
    let diagnostic = if known.is_empty() {
        diagnostic.note("it has no `for` at all: it is judged once")
    } else {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        diagnostic.note(format!("its variables are {}", names.join(", ")))
    };
    with_nearest(diagnostic, name, known)
}

pub(crate) fn status_of_case(span: Span, status: &str) -> Diagnostic {
    let message = format!("`{status}` is the status of a rule, not of a case");
    let help = match status {
        "passed" => "a case is `satisfied`",
        _ => "leave out `for { … }`",
    };
    Diagnostic::new(&types::BAD_CASE, span, message).help(help)
}

pub(crate) fn case_key(span: Span, wanted: &str) -> Diagnostic {
    let message = format!("this names no `{wanted}`");
    Diagnostic::new(&types::BAD_CASE, span, message)
        .help("a case is named by keys: texts, numbers, members of enumerations")
}

pub(crate) fn said_of_nothing(span: Span, status: &str) -> Diagnostic {
    let message = format!("what is {status} has no finding that could say something");
    Diagnostic::new(&types::CONTRADICTION, span, message).help("leave out `saying`")
}

pub(crate) fn twice(what: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("{what} is given twice");
    Diagnostic::new(&types::CONTRADICTION, span, message).also(first, "first here")
}

pub(crate) fn missing_and_given(what: &str, span: Span, missing: Span) -> Diagnostic {
    let message = format!("`{what}` is said to be missing, and it is given");
    Diagnostic::new(&types::CONTRADICTION, span, message)
        .also(missing, "missing here")
        .help("leave out one of them")
}

pub(crate) fn same_place(one: &ast::Ident, other: &ast::Ident) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` are read from the same place of an export",
        other.text, one.text
    );
    Diagnostic::new(&types::CONTRADICTION, one.span, message)
        .also(other.span, "given here too")
        .help("give the one that the rule reads")
}

pub(crate) fn absent_is_null(entity: &str, field: &ast::Ident) -> Diagnostic {
    let message = format!(
        "`{entity}.{}` cannot be missing: where it is absent it is null",
        field.text
    );
    Diagnostic::new(&types::CONTRADICTION, field.span, message)
        .help("leave the line out: an object that does not give the field has null there")
}

pub(crate) fn worked_out(owner: &str, field: &ast::Ident) -> Diagnostic {
    let message = format!("`{owner}.{}` is worked out, no export holds it", field.text);
    Diagnostic::new(&types::CONTRADICTION, field.span, message)
        .help("give the `membershipRule`, the `members`, and what the rule looks at")
}

pub(crate) fn not_a_log(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` is no log, so no window says what is there of it");
    Diagnostic::new(&types::BAD_WINDOW, span, message)
        .help("`given complete` says that all objects are given; `missing` takes them away")
}

pub(crate) fn backwards(from: Span, to: Span) -> Diagnostic {
    let message = "the window ends before it begins";
    Diagnostic::new(&types::BAD_WINDOW, from, message).also(to, "its end")
}

pub(crate) fn homeless(name: &str, span: Span, below: &[&str]) -> Diagnostic {
    let message = format!("objects of `{name}` alone stand in no collection");
    let diagnostic = Diagnostic::new(&types::HOMELESS, span, message);
    if below.is_empty() {
        return diagnostic;
    }
    let names: Vec<String> = below.iter().map(|name| format!("`{name}`")).collect();
    diagnostic.help(format!("say which kind it is: {}", names.join(", ")))
}

pub(crate) fn unknown_parameter(name: &ast::Ident, known: &[&str]) -> Diagnostic {
    let message = format!("there is no parameter `{}`", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_PARAMETER, name.span, message),
        name,
        known,
    )
}

pub(crate) fn computed(span: Span) -> Diagnostic {
    Diagnostic::new(
        &types::NOT_CONSTANT,
        span,
        "a value of a scenario is computed",
    )
    .help("what is given is written out: constants, lists, records")
}

pub(crate) fn unknown_item(span: Span) -> Diagnostic {
    Diagnostic::new(
        &types::NOT_CONSTANT,
        span,
        "an item of a list cannot be unknown",
    )
    .help("leave out the list, and all of it is unknown")
}
