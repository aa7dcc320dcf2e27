//! T08: templates and their uses.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span};
use tenet_syntax::ast;

use super::names::with_nearest;

pub(crate) fn unknown_template(name: &ast::Ident, candidates: &[&str]) -> Diagnostic {
    let message = format!("there is no template `{}`", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_TEMPLATE, name.span, message),
        name,
        candidates,
    )
}

/// Parameters that a use gives nothing for: each with its type.
pub(crate) fn missing_arguments(
    usage: &ast::Use,
    missing: &[(String, String)],
    declared: Span,
) -> Diagnostic {
    let names: Vec<String> = missing
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let message = format!("this use says nothing for {}", names.join(" and "));
    let mend: Vec<String> = missing
        .iter()
        .map(|(name, ty)| format!("`{name}: …` (`{ty}`)"))
        .collect();
    Diagnostic::new(&types::TEMPLATE_ARGUMENTS, usage.template.span, message)
        .also(declared, "the template")
        .help(format!("add {}", mend.join(" and ")))
}

pub(crate) fn argument_twice(name: &ast::Ident, first: Span) -> Diagnostic {
    let message = format!("`{}` is given twice", name.text);
    Diagnostic::new(&types::TEMPLATE_ARGUMENTS, name.span, message)
        .also(first, "first here")
        .help("take one of them out")
}

pub(crate) fn unknown_argument(
    template: &str,
    name: &ast::Ident,
    candidates: &[&str],
) -> Diagnostic {
    let message = format!("the template `{template}` has no parameter `{}`", name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_ARGUMENT, name.span, message);
    let diagnostic = with_nearest(diagnostic, name, candidates);
    if diagnostic.help.is_some() {
        return diagnostic;
    }
    match candidates {
        [] => diagnostic.help("it has no parameters: take this out"),
        [_, ..] => diagnostic.help(format!("it has `{}`", candidates.join("`, `"))),
    }
}

pub(crate) fn computed_argument(span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&types::COMPUTED_ARGUMENT, span, "this argument is computed")
        .also(declared, "declared here")
        .help("give a constant or the name of a `param`")
}

pub(crate) fn argument_is_no_set(span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(
        &types::COMPUTED_ARGUMENT,
        span,
        "this argument is not the name of a set",
    )
    .also(declared, "declared here")
    .help("declare it, `set s = …`, and give its name")
}

pub(crate) fn hole_names_nothing(span: Span, parameters: &[&str]) -> Diagnostic {
    let message = "in this text a hole names a parameter of the template, and nothing else";
    let diagnostic = Diagnostic::new(&types::TEMPLATE_HOLE, span, message);
    match parameters {
        [] => diagnostic.help("the template has no parameters; write the text out"),
        [_, ..] => diagnostic.note(format!("the parameters are `{}`", parameters.join("`, `"))),
    }
}

pub(crate) fn hole_type(span: Span, ty: &str) -> Diagnostic {
    let message = format!("a `{ty}` has no place in an id, a title or a citation");
    Diagnostic::new(&types::TEMPLATE_HOLE, span, message)
        .help("name a parameter that is an enumeration, a `String`, an `Int` or a `Severity`")
}

pub(crate) fn hole_unsettled(argument: Span, hole: Span) -> Diagnostic {
    Diagnostic::new(
        &types::TEMPLATE_HOLE,
        argument,
        "this is part of an id, a title or a citation, and a run may set it anew",
    )
    .also(hole, "it stands here")
    .help("write the constant itself")
}

pub(crate) fn bad_id(id: &str, usage: Span, written: Span) -> Diagnostic {
    Diagnostic::new(
        &types::TEMPLATE_ID,
        usage,
        format!("`{id}` is no id of a rule"),
    )
    .also(written, "written here")
    .note("an id is letters and digits with dashes between them, as in `SVC-C3a.1`; it begins with a capital")
    .help("give other arguments for the holes of the id")
}

pub(crate) fn misplaced_set_of(name: &ast::QualifiedName, span: Span) -> Diagnostic {
    let entity = &name.name.text;
    Diagnostic::new(
        &types::MISPLACED_SET_OF,
        span,
        "only a parameter of a template is a `set of` something",
    )
    .help(format!("write a list: `[{entity}]`"))
    .fix(span, format!("[{entity}]"))
}
