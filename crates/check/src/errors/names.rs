//! T01: names.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span, suggest};
use tenet_syntax::ast;

/// Adds the nearest name and the mend, if one is near enough.
pub(crate) fn with_nearest(
    diagnostic: Diagnostic,
    at: &ast::Ident,
    candidates: &[&str],
) -> Diagnostic {
    match suggest::nearest(&at.text, candidates.iter().copied()) {
        Some(near) => diagnostic
            .label(format!("did you mean `{near}`?"))
            .help(format!("write `{near}`"))
            .fix(at.span, near),
        None => diagnostic,
    }
}

/// Says which name stands for what was written: its name in exports.
pub(crate) fn instead(diagnostic: Diagnostic, at: &ast::Ident, name: &str) -> Diagnostic {
    diagnostic
        .label(format!("called `{name}` here"))
        .help(format!("exports say `{}`; rules say `{name}`", at.text))
        .fix(at.span, name)
}

pub(crate) fn unknown_name(name: &ast::Ident, candidates: &[&str]) -> Diagnostic {
    let message = format!("nothing is called `{}` here", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_NAME, name.span, message),
        name,
        candidates,
    )
}

pub(crate) fn unknown_type(name: &ast::QualifiedName, candidates: &[&str]) -> Diagnostic {
    let message = format!("there is no entity, record or enum `{}`", name.name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_TYPE, name.name.span, message);
    with_nearest(diagnostic, &name.name, candidates)
}

pub(crate) fn unknown_function(name: &ast::Ident, candidates: &[&str]) -> Diagnostic {
    let message = format!("there is no definition or function `{}`", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_FUNCTION, name.span, message),
        name,
        candidates,
    )
}

pub(crate) fn unknown_field(owner: &str, name: &ast::Ident, candidates: &[&str]) -> Diagnostic {
    let message = format!("`{owner}` has no field `{}`", name.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_FIELD, name.span, message),
        name,
        candidates,
    )
}

/// A field that only some of the kinds have which the value may be.
pub(crate) fn field_of_kind(owner: &str, name: &ast::Ident, value: &str, kind: &str) -> Diagnostic {
    let message = format!("`{owner}` has no field `{}`", name.text);
    Diagnostic::new(&types::UNKNOWN_FIELD, name.span, message)
        .note(format!("`{kind}` has it"))
        .help(format!("ask first: `{value} is {kind} and …`"))
}

/// A field of something that has none.
pub(crate) fn no_fields(ty: &str, name: &ast::Ident) -> Diagnostic {
    let message = format!("`{}` is read of a `{ty}`, which has no fields", name.text);
    Diagnostic::new(&types::UNKNOWN_FIELD, name.span, message)
}

/// A field of a list.
pub(crate) fn field_of_list(ty: &str, name: &ast::Ident) -> Diagnostic {
    no_fields(ty, name).help("bind its members first: `some x in … where x.…`")
}

pub(crate) fn duplicate(name: &ast::Ident, first: Span) -> Diagnostic {
    let message = format!("`{}` is declared twice in this pack", name.text);
    Diagnostic::new(&types::DUPLICATE_NAME, name.span, message)
        .also(first, "first here")
        .help("give one of them another name")
}

pub(crate) fn reserved(name: &ast::Ident) -> Diagnostic {
    let message = format!("`{}` is a name of the language", name.text);
    Diagnostic::new(&types::RESERVED_NAME, name.span, message).help("choose another name")
}

pub(crate) fn unknown_member(owner: &str, name: &ast::Ident, members: &[&str]) -> Diagnostic {
    let message = format!("`{owner}` has no member `{}`", name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_MEMBER, name.span, message)
        .note(format!("its members are {}", quoted_list(members)));
    with_nearest(diagnostic, name, members)
}

/// Names in backticks with commas between them; a long list is cut.
fn quoted_list(names: &[&str]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = names.len().saturating_sub(SHOWN);
    let rest = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{rest}", shown.join(", "))
}

pub(crate) fn ambiguous(name: &ast::Ident, aliases: &[String]) -> Diagnostic {
    let message = format!("`{}` is declared by more than one open pack", name.text);
    let choices: Vec<String> = aliases
        .iter()
        .map(|alias| format!("`{alias}.{}`", name.text))
        .collect();
    Diagnostic::new(&types::AMBIGUOUS_NAME, name.span, message)
        .help(format!("write {}", choices.join(" or ")))
}

pub(crate) fn unknown_pack(alias: &ast::Ident, candidates: &[&str]) -> Diagnostic {
    let message = format!("no dependency of this pack is called `{}`", alias.text);
    with_nearest(
        Diagnostic::new(&types::UNKNOWN_PACK, alias.span, message),
        alias,
        candidates,
    )
}

/// Declarations that lead back to the first; each with its place.
pub(crate) fn recursion(path: &[(String, Span)]) -> Option<Diagnostic> {
    let (first, span) = path.first()?;
    let names: Vec<String> = path
        .iter()
        .chain(path.first())
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let message = format!("`{first}` leads back to itself: {}", names.join(" → "));
    let diagnostic = Diagnostic::new(&types::RECURSION, *span, message)
        .help("take one of them out: nothing in a rule may be defined by itself");
    Some(
        path.iter()
            .skip(1)
            .fold(diagnostic, |diagnostic, (_, span)| {
                diagnostic.also(*span, "")
            }),
    )
}

pub(crate) fn shadowed(name: &ast::Ident, first: Span) -> Diagnostic {
    let message = format!("`{}` is a variable already", name.text);
    Diagnostic::new(&types::SHADOWED, name.span, message)
        .also(first, "bound here")
        .help("give this one another name")
}

fn wrong_kind(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&types::WRONG_KIND, span, message)
}

pub(crate) fn not_a_type(name: &ast::QualifiedName) -> Diagnostic {
    wrong_kind(name.span, format!("`{}` is no type", name.name.text))
}

pub(crate) fn not_an_entity(name: &ast::QualifiedName) -> Diagnostic {
    wrong_kind(name.span, format!("`{}` is no entity", name.name.text))
}

pub(crate) fn no_objects(name: &ast::QualifiedName) -> Diagnostic {
    let text = &name.name.text;
    wrong_kind(
        name.span,
        format!("`{text}` is a type without objects of its own"),
    )
    .help("range over an entity, a set or a field that holds a list")
}

pub(crate) fn bare_enum(name: &ast::QualifiedName) -> Diagnostic {
    let text = &name.name.text;
    wrong_kind(
        name.span,
        format!("`{text}` is an enumeration, not a value"),
    )
    .help(format!("name a member: `{text}.…`"))
}

pub(crate) fn not_called(name: &ast::Ident) -> Diagnostic {
    let text = &name.text;
    wrong_kind(name.span, format!("`{text}` is called with arguments"))
        .help(format!("write `{text}(…)`"))
}

pub(crate) fn called(name: &ast::Ident) -> Diagnostic {
    let text = &name.text;
    wrong_kind(name.span, format!("`{text}` takes no arguments"))
        .help(format!("write `{text}` alone"))
}

pub(crate) fn bare_template(name: &ast::Ident) -> Diagnostic {
    let text = &name.text;
    wrong_kind(name.span, format!("`{text}` is a template")).help(format!(
        "its rules are had with `use {text}(…)`, an item of its own"
    ))
}

pub(crate) fn not_a_template(name: &ast::QualifiedName) -> Diagnostic {
    wrong_kind(name.span, format!("`{}` is no template", name.name.text))
}

pub(crate) fn bare_alias(name: &ast::Ident) -> Diagnostic {
    let text = &name.text;
    wrong_kind(name.span, format!("`{text}` is the alias of a pack"))
        .help(format!("name something in it: `{text}.…`"))
}

pub(crate) fn entity_literal(name: &str, span: Span) -> Diagnostic {
    wrong_kind(
        span,
        format!("an object of `{name}` cannot be made in a rule"),
    )
    .help("objects are given in tests; a rule may make records")
}
