//! W: waivers.

use tenet_base::code::waiver;
use tenet_base::{Diagnostic, Span, suggest};
use tenet_syntax::ast;

pub(crate) fn unknown_rule(id: &ast::Ident, known: &[&str]) -> Diagnostic {
    let message = format!("there is no rule `{}` to waive", id.text);
    let diagnostic = Diagnostic::new(&waiver::UNKNOWN_WAIVED_RULE, id.span, message);
    match suggest::nearest(&id.text, known.iter().copied()) {
        Some(near) => diagnostic
            .label(format!("did you mean `{near}`?"))
            .help(format!("write `{near}`"))
            .fix(id.span, near),
        None => diagnostic
            .help("a waiver is for a rule of its pack, or of a pack that its pack stands on"),
    }
}

pub(crate) fn ambiguous_rule(id: &ast::Ident, packs: &[&str]) -> Diagnostic {
    let message = format!("more than one pack has a rule `{}`", id.text);
    Diagnostic::new(&waiver::AMBIGUOUS_WAIVED_RULE, id.span, message)
        .note(format!("they are `{}`", packs.join("`, `")))
        .help("put the waiver into a pack that stands on one of them alone")
}

pub(crate) fn blank(span: Span, what: &str) -> Diagnostic {
    let message = format!("the waiver does not say {what}");
    Diagnostic::new(&waiver::INCOMPLETE_WAIVER, span, message)
        .help("who reads the report wants to know it")
}

pub(crate) fn waives_all(id: &ast::Ident) -> Diagnostic {
    let message = format!(
        "this waiver accepts every violation of `{}`, also those to come",
        id.text
    );
    Diagnostic::new(&waiver::WAIVES_ALL, id.span, message)
        .help("say which cases it is for: `where …`")
}
