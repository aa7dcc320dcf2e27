//! T05 and T06: rules and parameters.

use tenet_base::code::{lint, types};
use tenet_base::{Diagnostic, Span, suggest};
use tenet_syntax::ast;

use super::names::with_nearest;

pub(crate) fn unknown_duty(name: &ast::Ident, parties: &[&str]) -> Diagnostic {
    let message = format!("there is no party `{}`", name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_DUTY, name.span, message).note(format!(
        "the parties are `{}`; a pack declares others in its `tenet.toml`",
        parties.join("`, `")
    ));
    with_nearest(diagnostic, name, parties)
}

pub(crate) fn unknown_severity(name: &ast::Ident, severities: &[&str]) -> Diagnostic {
    let message = format!("there is no severity `{}`", name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_SEVERITY, name.span, message)
        .note(format!("there are `{}`", severities.join("`, `")));
    with_nearest(diagnostic, name, severities)
}

pub(crate) fn missing_header(span: Span, word: &str, example: &str) -> Diagnostic {
    let message = format!("the rule has no `{word}`");
    Diagnostic::new(&types::MISSING_HEADER, span, message).help(format!("add `{word} {example}`"))
}

pub(crate) fn duplicate_rule(span: Span, id: &str, first: Span) -> Diagnostic {
    let message = format!("there are two rules `{id}`");
    Diagnostic::new(&types::DUPLICATE_RULE, span, message)
        .also(first, "the first")
        .help("people cite rules by their ids: give this one its own")
}

/// A rule that a use gives and that is there already.
pub(crate) fn duplicate_expansion(
    usage: Span,
    id: &str,
    (first, written): (Span, Span),
) -> Diagnostic {
    let message = format!("this use gives a rule `{id}`, which is there already");
    Diagnostic::new(&types::DUPLICATE_RULE, usage, message)
        .also(first, "the first")
        .also(written, "its id")
        .help("people cite rules by their ids: give the use other arguments")
}

pub(crate) fn fixed_text(span: Span) -> Diagnostic {
    Diagnostic::new(&types::FIXED_TEXT, span, "this text cannot have holes")
        .help("ids, titles and citations are fixed; write `{{` for a brace")
}

pub(crate) fn unknown_lint(name: &ast::Ident) -> Diagnostic {
    let codes: Vec<&str> = lint::ALL.iter().map(|code| code.id).collect();
    let message = format!("there is no lint `{}`", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_LINT, name.span, message),
        name,
        &codes,
    )
}

pub(crate) fn unknown_parameter(name: &str, origin: &str, candidates: &[&str]) -> Diagnostic {
    let message = format!("there is no parameter `{name}` ({origin})");
    let diagnostic = Diagnostic::run(&types::UNKNOWN_PARAMETER, message);
    match suggest::nearest(name, candidates.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

pub(crate) fn ambiguous_parameter(name: &str, origin: &str) -> Diagnostic {
    let message = format!("more than one open pack has a parameter `{name}` ({origin})");
    Diagnostic::run(&types::AMBIGUOUS_NAME, message).help("write it with the alias of its pack")
}

pub(crate) fn bad_override(name: &str, origin: &str, why: &str, declared: Span) -> Diagnostic {
    let message = format!("the value of `{name}` ({origin}) does not fit: {why}");
    Diagnostic::run(&types::BAD_OVERRIDE, message).also(declared, "declared here")
}

pub(crate) fn not_constant(span: Span) -> Diagnostic {
    Diagnostic::new(
        &types::NOT_CONSTANT,
        span,
        "the value of a parameter is computed",
    )
    .help("a parameter is a constant, a list or a record of such; use a `def` or a `set`")
}
