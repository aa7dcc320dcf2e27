//! What needs no action: rules without a case, rules that passed, parameters.

use tenet_eval::{NotApplicable, RuleStatus};

use super::{Scene, title};
use crate::model::{Parameter, Rule};
use crate::page::{Indent, Line, Page};
use crate::style::Ink;
use crate::text;

/// Puts the three lists, those that are empty left out.
pub(super) fn put(page: &mut Page, scene: Scene<'_>) {
    not_applicable(page, scene);
    passed(page, scene);
    parameters(page, &scene.report.parameters);
}

fn not_applicable(page: &mut Page, scene: Scene<'_>) {
    let mut rules = scene.rules(RuleStatus::NotApplicable).peekable();
    if rules.peek().is_none() {
        return;
    }
    title(page, "Not applicable");
    for rule in rules {
        let line = Line::new()
            .text(format!("{}  {}", rule.id, rule.title))
            .ink(Ink::Dim, format!(": {}", why(rule)));
        page.put(Indent::hanging(2, 4), &line);
    }
}

fn why(rule: &Rule) -> String {
    match &rule.not_applicable {
        Some(NotApplicable::When) => "its `when` is false".to_owned(),
        Some(NotApplicable::Empty(variable)) => format!("its `for {variable}` has no member"),
        None => "it has no case".to_owned(),
    }
}

fn passed(page: &mut Page, scene: Scene<'_>) {
    let rules = scene.rules(RuleStatus::Passed);
    let entries = rules.map(|rule| format!("{} ({})", rule.id, text::count(rule.cases, "case")));
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() {
        return;
    }
    title(page, "Passed");
    let tick = page.style.choose("✓", "+");
    let line = Line::new()
        .ink(Ink::Green, tick)
        .text(format!(" {}", entries.join(", ")));
    page.put(Indent::hanging(2, 4), &line);
}

fn parameters(page: &mut Page, parameters: &[Parameter]) {
    if parameters.is_empty() {
        return;
    }
    title(page, "Parameters that were overridden");
    for parameter in parameters {
        let line = Line::new()
            .text(format!("{} = {}", parameter.name, parameter.value))
            .ink(
                Ink::Dim,
                format!("  {} by {}", parameter.pack, parameter.origin),
            );
        page.put(Indent::hanging(2, 4), &line);
    }
}
