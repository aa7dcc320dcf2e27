//! What is to be said about the data: a few of each code.

use std::collections::BTreeMap;

use tenet_base::Diagnostic;

use super::{FEW, Scene, title};
use crate::diagnostics;
use crate::model::{Collection, Report};
use crate::page::{Indent, Line, Page};
use crate::style::Ink;
use crate::text;

/// How many undeclared keys of a collection are named.
const KEYS: usize = 40;

/// How many more are named in a line each.
const NAMED: usize = 10;

/// Puts the diagnostics, the first few of each code in full.
pub(super) fn put(page: &mut Page, scene: Scene<'_>) {
    let mut codes: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in &scene.report.diagnostics {
        codes
            .entry(diagnostic.code.id)
            .or_default()
            .push(diagnostic);
    }
    if codes.is_empty() {
        return;
    }
    title(page, "About the data");
    for (code, diagnostics) in codes {
        for diagnostic in diagnostics.iter().take(FEW) {
            page.gap();
            diagnostics::put(page, diagnostic, scene.origins);
        }
        for diagnostic in diagnostics.iter().skip(FEW).take(NAMED) {
            let line = diagnostics::concise(&[(*diagnostic).clone()], scene.origins);
            page.put(
                Indent::hanging(0, 2),
                &Line::new().ink(Ink::Dim, line.trim_end()),
            );
        }
        rest(
            page,
            code,
            diagnostics.len().saturating_sub(FEW + NAMED) as u64,
        );
    }
}

/// Lists what a rule cannot read before the schema declares it.
pub(super) fn put_undeclared(page: &mut Page, report: &Report) {
    let collections = report.coverage.iter();
    let some: Vec<&Collection> = collections
        .filter(|collection| !collection.undeclared.is_empty())
        .collect();
    if some.is_empty() {
        return;
    }
    title(page, "Keys that the schema does not declare");
    for collection in some {
        let keys = &collection.undeclared;
        let named: Vec<&str> = keys.iter().take(KEYS).map(String::as_str).collect();
        let more = page.style.choose(", …", ", ...");
        let more = if keys.len() > KEYS { more } else { "" };
        let line = Line::new()
            .text(format!(
                "{}: {}",
                collection.path,
                text::number(keys.len() as u64)
            ))
            .ink(Ink::Dim, format!("  {}{more}", named.join(", ")));
        page.put(Indent::hanging(2, 4), &line);
    }
}

fn rest(page: &mut Page, code: &str, more: u64) {
    if more == 0 {
        return;
    }
    let line = Line::new()
        .text(format!(
            "and {} more {code}, explained by ",
            text::number(more)
        ))
        .ink(Ink::Cyan, format!("tenet explain {code}"));
    page.put(Indent::all(0), &line);
}
