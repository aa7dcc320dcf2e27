//! What stands before the cases of a rule.

use tenet_base::code::lint;
use tenet_hir::{PackId, Severity};
use tenet_syntax::ast;

use crate::context::Context;
use crate::errors::rules as errors;
use crate::templates::{self, Scope};

/// The parties of every pack.
const PARTIES: [&str; 2] = ["customer", "provider"];

/// A text that cannot have holes, or in a template those of its parameters alone.
/// None if its holes are wrong, which is reported.
pub(super) fn fixed(
    ctx: &mut Context<'_>,
    scope: Option<&Scope>,
    text: &ast::Text,
) -> Option<String> {
    if let Some(scope) = scope {
        return templates::text::settle(ctx, scope, text);
    }
    let mut plain = String::new();
    for part in &text.parts {
        match part {
            ast::TextPart::Literal(literal) => plain.push_str(&literal.text),
            ast::TextPart::Hole(hole) => ctx.report(errors::fixed_text(hole.span)),
        }
    }
    Some(plain)
}

/// Whose duty a rule is.
pub(super) fn duty(ctx: &mut Context<'_>, pack: PackId, item: &ast::Rule) -> String {
    let Some(duty) = &item.duty else {
        ctx.report(errors::missing_header(item.id.span, "duty", "customer"));
        return String::new();
    };
    let packs = ctx.packs;
    let declared = packs
        .get(tenet_base::id::Id::index(pack))
        .map(|pack| &pack.duties);
    let parties: Vec<&str> = PARTIES
        .into_iter()
        .chain(declared.into_iter().flatten().map(String::as_str))
        .collect();
    if !parties.contains(&duty.text.as_str()) {
        ctx.report(errors::unknown_duty(duty, &parties));
    }
    duty.text.clone()
}

/// How bad a violation is.
pub(super) fn severity(ctx: &mut Context<'_>, item: &ast::Rule) -> Severity {
    let Some(severity) = &item.severity else {
        ctx.report(errors::missing_header(item.id.span, "severity", "high"));
        return Severity::Info;
    };
    let found = Severity::ALL
        .into_iter()
        .find(|known| known.name() == severity.text);
    if found.is_none() {
        let known: Vec<&str> = Severity::ALL.into_iter().map(Severity::name).collect();
        ctx.report(errors::unknown_severity(severity, &known));
    }
    found.unwrap_or(Severity::Info)
}

/// The lints that a rule allows.
pub(super) fn allowed(ctx: &mut Context<'_>, item: &ast::Rule) -> Vec<String> {
    for code in &item.allow {
        if !lint::ALL.iter().any(|known| known.id == code.text) {
            ctx.report(errors::unknown_lint(code));
        }
    }
    item.allow.iter().map(|code| code.text.clone()).collect()
}
