//! T09: what the language has and this version does not.

use tenet_base::code::types;
use tenet_base::{Code, Diagnostic, Span};

fn unsupported(code: &'static Code, span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        code,
        span,
        format!("{what} is not supported by this version"),
    )
}

pub(crate) fn changes(span: Span) -> Diagnostic {
    unsupported(&types::NO_CHANGES, span, "`changes of`")
}

pub(crate) fn ty(name: &str, span: Span) -> Diagnostic {
    unsupported(&types::NO_TYPE, span, &format!("the type `{name}`"))
}

/// A function that this version lacks; the nearest code.
pub(crate) fn function(name: &str, span: Span) -> Diagnostic {
    let code = match name {
        "earlier" => &types::NO_EARLIER,
        _ => &types::NO_FUNCTION,
    };
    unsupported(code, span, &format!("`{name}`"))
}

pub(crate) fn test_part(word: &str, span: Span) -> Diagnostic {
    unsupported(&types::NO_TEST_PART, span, &format!("`{word}`"))
}
