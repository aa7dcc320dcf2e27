//! T03: nulls.

use tenet_base::code::types;
use tenet_base::{Diagnostic, Span};
use tenet_syntax::ast;

use crate::spell::{quoted, spell};

/// A field read of what may be null.
pub(crate) fn read(base: &ast::Expr, field: &ast::Ident) -> Diagnostic {
    let message = format!("{} may be null", quoted(base));
    let diagnostic = Diagnostic::new(&types::NULL_READ, base.span, message).label("may be null");
    match spell(base) {
        Some(text) => diagnostic.help(format!(
            "ask first: `{text} is present and …`; or write `{text}?.{}`, which is null with it",
            field.text
        )),
        None => diagnostic.help(format!("write `?.{}`, which is null with it", field.text)),
    }
}

/// An operand that may be null where that has no meaning.
pub(crate) fn operand(expr: &ast::Expr, default: &str) -> Diagnostic {
    let message = format!("{} may be null", quoted(expr));
    let diagnostic = Diagnostic::new(&types::NULL_OPERAND, expr.span, message).label("may be null");
    diagnostic.help(guard(expr, default))
}

/// A value that may be null where its place forbids it.
pub(crate) fn result(expr: &ast::Expr, wanted: &str, default: &str) -> Diagnostic {
    let message = format!("{} may be null, and `{wanted}` is asked for", quoted(expr));
    Diagnostic::new(&types::NULL_RESULT, expr.span, message)
        .label("may be null")
        .help(format!(
            "{}; or declare the type `{wanted}?`",
            guard(expr, default)
        ))
}

/// A value of `min`, `max` or `sum` that may be null: whether it counts is for the author to say.
pub(crate) fn generated(value: &ast::Expr, function: &str) -> Diagnostic {
    let message = format!(
        "{} may be null, and `{function}` needs a value",
        quoted(value)
    );
    let diagnostic =
        Diagnostic::new(&types::NULL_OPERAND, value.span, message).label("may be null");
    let text = spell(value).unwrap_or_else(|| "…".to_owned());
    diagnostic.help(format!(
        "leave out what has none: `… where {text} is present`"
    ))
}

fn guard(expr: &ast::Expr, default: &str) -> String {
    match spell(expr) {
        Some(text) => format!(
            "ask first: `{text} is present and …`; or give a default: `{text} otherwise {default}`"
        ),
        None => format!("give a default: `(…) otherwise {default}`"),
    }
}

pub(crate) fn two(span: Span, left: &ast::Expr, right: &ast::Expr) -> Diagnostic {
    let message = format!("both {} and {} may be null", quoted(left), quoted(right));
    both(span, message, left, right)
}

/// A value that may be null, looked for among items that may be null.
pub(crate) fn two_in(span: Span, item: &ast::Expr, list: &ast::Expr) -> Diagnostic {
    let list_text = spell(list).map_or_else(|| "this list".to_owned(), |text| format!("`{text}`"));
    let message = format!(
        "both {} and the items of {list_text} may be null",
        quoted(item)
    );
    both(span, message, item, item)
}

fn both(span: Span, message: String, left: &ast::Expr, right: &ast::Expr) -> Diagnostic {
    let diagnostic = Diagnostic::new(&types::TWO_NULLS, span, message)
        .note("two things that are not there must not count as equal");
    match spell(left).or_else(|| spell(right)) {
        Some(text) => diagnostic.help(format!("ask first: `{text} is present and …`")),
        None => diagnostic.help("ask first whether one of them `is present`"),
    }
}

pub(crate) fn compared(span: Span, other: &ast::Expr, equal: bool) -> Diagnostic {
    let test = if equal {
        "is not present"
    } else {
        "is present"
    };
    let diagnostic = Diagnostic::new(
        &types::NULL_COMPARED,
        span,
        "nothing is compared with `null`",
    );
    match spell(other) {
        Some(path) => diagnostic
            .help(format!("write `{path} {test}`"))
            .fix(span, format!("{path} {test}")),
        None => diagnostic.help(format!("write `… {test}`")),
    }
}
