//! T04: the schema.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span};
use tenet_hir::Computed;
use tenet_syntax::ast;

use super::names::with_nearest;

pub(crate) fn no_key(name: &ast::Ident) -> Diagnostic {
    let message = format!("`{}` has a collection and no key", name.text);
    Diagnostic::new(&types::NO_KEY, name.span, message)
        .help("mark the field that tells its objects apart: `key id: String`")
}

pub(crate) fn second_key(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&types::BAD_KEY, span, "there is a key already")
        .also(first, "the key")
        .help("one field is the key")
}

pub(crate) fn bad_key(name: &ast::Ident, ty: &str) -> Diagnostic {
    let message = format!("`{ty}` cannot be a key");
    Diagnostic::new(&types::BAD_KEY, name.span, message)
        .help("a key is a plain value or a reference that is never null")
}

pub(crate) fn bad_base(name: &ast::QualifiedName) -> Diagnostic {
    let message = format!("`{}` is no entity", name.name.text);
    Diagnostic::new(&types::BAD_BASE, name.span, message)
}

pub(crate) fn duplicate_field(name: &ast::Ident, first: Span) -> Diagnostic {
    let message = format!("`{}` is declared twice", name.text);
    Diagnostic::new(&types::DUPLICATE_FIELD, name.span, message).also(first, "first here")
}

pub(crate) fn duplicate_wire(span: Span, wire: &str, first: Span) -> Diagnostic {
    let message = format!("two members are `{wire}` in exports");
    Diagnostic::new(&types::DUPLICATE_FIELD, span, message).also(first, "first here")
}

pub(crate) fn bare_entity(name: &ast::QualifiedName) -> Diagnostic {
    let text = &name.name.text;
    let message = format!("a field refers to `{text}`, it does not hold one");
    Diagnostic::new(&types::BARE_ENTITY, name.span, message)
        .help(format!("write `ref {text}`"))
        .fix(name.span.at_start(), "ref ")
}

pub(crate) fn union_member(name: &ast::QualifiedName) -> Diagnostic {
    let message = format!("`{}` is no entity", name.name.text);
    Diagnostic::new(&types::UNION_MEMBER, name.span, message)
        .help("references and unions are of entities")
}

pub(crate) fn duplicate_collection(
    from: &ast::StringLiteral,
    other: &str,
    first: Span,
) -> Diagnostic {
    let message = format!("`{}` is the collection of `{other}` already", from.text);
    Diagnostic::new(&types::DUPLICATE_COLLECTION, from.span, message)
        .also(first, "declared here")
        .help(format!(
            "declare the entity as one of it: `is {other} when \"…\"`"
        ))
}

pub(crate) fn no_collection(when: &ast::StringLiteral, name: &str) -> Diagnostic {
    let message = format!("`{name}` stands in no collection in which `when` could tell it apart");
    Diagnostic::new(&types::NO_COLLECTION, when.span, message)
        .help("say `from \"…\"`, or which entity with a collection it is")
}

pub(crate) fn not_computed(name: &ast::Ident) -> Diagnostic {
    let message = format!("nothing works out `{}`", name.text);
    let fields = Computed::ALL.map(Computed::name).join("`, `");
    Diagnostic::new(&types::NOT_COMPUTED, name.span, message).help(format!(
        "of the entity with the collection `groups`: `{fields}`, each a list of references"
    ))
}

pub(crate) fn unknown_targeting(name: &ast::Ident, words: &[&str]) -> Diagnostic {
    let message = format!("there is no targeting `{}`", name.text);
    let diagnostic = Diagnostic::new(&types::UNKNOWN_TARGETING, name.span, message)
        .note(format!("there are `{}`", words.join("` and `")));
    with_nearest(diagnostic, name, words)
}

pub(crate) fn log_without_time(span: Span) -> Diagnostic {
    Diagnostic::new(
        &types::BAD_LOG,
        span,
        "the log does not say when its events were",
    )
    .help("name the field: `time activityDateTime`")
}

pub(crate) fn log_time(span: Span, ty: &str) -> Diagnostic {
    let message = format!("the time of an event is `{ty}`");
    Diagnostic::new(&types::BAD_LOG, span, message).help("name a field of type `Date`")
}

pub(crate) fn incompatible(name: &ast::Ident, ty: &str, inherited: &str, at: Span) -> Diagnostic {
    let message = format!(
        "`{}` is `{ty}` here and `{inherited}` in its base",
        name.text
    );
    Diagnostic::new(&types::INCOMPATIBLE_FIELD, name.span, message)
        .also(at, "declared here")
        .help("a field that is declared again must fit the inherited type")
}

/// A kind of event among objects that are none.
pub(crate) fn log_in_part(span: Span, table: &str) -> Diagnostic {
    let message = format!("this stands among objects of `{table}`, which is no log");
    Diagnostic::new(&types::BAD_LOG, span, message).help(format!(
        "a collection is a log as a whole: move the block to `{table}`"
    ))
}

pub(crate) fn log_part_twice(span: Span) -> Diagnostic {
    Diagnostic::new(&types::BAD_LOG, span, "the log says this already")
        .help("an event has one time, one user, one application and one group")
}

pub(crate) fn log_actor(span: Span, ty: &str, collection: &str) -> Diagnostic {
    let message = format!("who did it is a reference into {collection}, and this is `{ty}`");
    Diagnostic::new(&types::BAD_LOG, span, message).label(format!("this is `{ty}`"))
}
