//! An explanation as a tree.

use super::{Certain, Computed, Explained, Filter, Looked, Path, Verdict};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::text;

/// The explanation for people.
pub fn human(explained: &Explained, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, explained);
    for looked in &explained.looked {
        look(&mut page, looked, style);
    }
    for condition in &explained.conditions {
        let mark = mark(&condition.verdict, style);
        let line = mark
            .text(format!(" {}", condition.about))
            .ink(Ink::Dim, format!(" ({})", brief(&condition.clause)));
        page.put(Indent::hanging(2, 4), &line);
        reasons(&mut page, &condition.verdict, 4);
    }
    for (intent, verdict) in &explained.intents {
        let line = mark(verdict, style).text(format!(" intent {intent}"));
        page.put(Indent::hanging(2, 4), &line);
    }
    for note in &explained.notes {
        page.put(Indent::hanging(2, 4), &Line::new().ink(Ink::Dim, note));
    }
    page.finish()
}

fn head(page: &mut Page, explained: &Explained) {
    let (verb, ink) = match &explained.verdict {
        Verdict::Yes => ("reaches", Ink::Red),
        Verdict::No => ("does not reach", Ink::Green),
        Verdict::Unknown(_) => ("may reach", Ink::Yellow),
    };
    let line = Line::new()
        .text(&explained.policy.name)
        .text(" ")
        .ink(ink, verb)
        .text(" ")
        .text(&explained.object.name);
    page.put(Indent::hanging(0, 2), &line);
    let clause = &explained.clause;
    let line = Line::new()
        .text(format!("{}: ", explained.outcome))
        .text(&clause.text)
        .ink(Ink::Dim, format!(" ({})", brief(clause)));
    page.put(Indent::hanging(2, 4), &line);
    reasons(page, &explained.verdict, 2);
    page.gap();
}

fn look(page: &mut Page, looked: &Looked, style: Style) {
    let verb = if looked.excludes {
        "excludes"
    } else {
        "includes"
    };
    let name = looked.name.as_deref().unwrap_or(&looked.what);
    let mut line = mark(&held(looked), style).text(format!(" {verb} {name}"));
    if let Some(missing) = &looked.missing {
        line = line.ink(Ink::Yellow, format!(", a group that {missing}"));
    }
    if let Some(intent) = &looked.intent {
        line = line.text(format!(", {intent}"));
    }
    if let Some(set) = &looked.policy_set {
        line = line.text(format!(", by the policy set {set}"));
    }
    if let Some(place) = &looked.place {
        line = line.ink(Ink::Dim, format!("  {place}"));
    }
    page.put(Indent::hanging(2, 4), &line);
    for path in &looked.paths {
        way(page, path, style);
    }
    for (side, verdict) in [("user", &looked.user), ("device", &looked.device)] {
        if let Verdict::Unknown(_) = verdict {
            let line = Line::new().ink(Ink::Dim, format!("whether it holds the {side} is unknown"));
            page.put(Indent::hanging(4, 6), &line);
            reasons(page, verdict, 6);
        }
    }
    for rule in &looked.computed {
        computed(page, rule, style);
    }
    if let Some(filter) = &looked.filter {
        filtered(page, filter, style);
    }
}

/// A rule that stands beside members that were not exported, or in for them.
fn computed(page: &mut Page, rule: &Computed, style: Style) {
    let what = match &rule.verdict {
        Verdict::Yes => "makes it a member",
        Verdict::No => "does not make it a member",
        Verdict::Unknown(_) => "may make it a member",
    };
    let line = mark(&rule.verdict, style)
        .text(format!(" the rule of `{}` {what}", rule.group))
        .ink(Ink::Dim, " (computed from the rule, G10)");
    page.put(Indent::hanging(4, 6), &line);
    written(page, &rule.rule);
    compared(page, &rule.steps, &rule.about, style);
    reasons(page, &rule.verdict, 6);
}

/// More columns of a rule than these nobody reads.
const LONGEST: usize = 400;

fn written(page: &mut Page, rule: &str) {
    if !rule.is_empty() {
        let rule = text::cut(rule, LONGEST);
        page.put(Indent::hanging(6, 8), &Line::new().ink(Ink::Dim, rule));
    }
}

/// Each comparison, and what the object has.
fn compared(page: &mut Page, steps: &[(String, String, Verdict)], about: &str, style: Style) {
    for (text, value, verdict) in steps {
        let line = mark(verdict, style).text(format!(" {text}"));
        let line = if value.is_empty() {
            line
        } else {
            line.text(format!(": the {about} has {value}"))
        };
        page.put(Indent::hanging(6, 8), &line);
    }
}

/// Either side.
fn held(looked: &Looked) -> Verdict {
    match (&looked.user, &looked.device) {
        (Verdict::Yes, _) | (_, Verdict::Yes) => Verdict::Yes,
        (Verdict::Unknown(reasons), _) | (_, Verdict::Unknown(reasons)) => {
            Verdict::Unknown(reasons.clone())
        }
        (Verdict::No, Verdict::No) => Verdict::No,
    }
}

fn way(page: &mut Page, path: &Path, style: Style) {
    let arrow = style.choose("→", "->");
    let dash = style.choose("─", "-");
    let mut line = Line::new().text(&path.from);
    for step in &path.steps {
        line = line
            .ink(Ink::Dim, format!(" {dash}{}{arrow} ", step.edge))
            .text(&step.to);
    }
    line = line.ink(Ink::Dim, format!(" ({})", brief(&path.clause)));
    page.put(Indent::hanging(4, 6), &line);
    for step in path.steps.iter().skip(1) {
        if let Some(place) = &step.place {
            let line = Line::new().ink(Ink::Dim, format!("{} {}  {place}", step.edge, step.to));
            page.put(Indent::hanging(6, 8), &line);
        }
    }
}

fn filtered(page: &mut Page, filter: &Filter, style: Style) {
    let verb = if filter.excludes { "but not" } else { "only" };
    let line = mark(&filter.verdict, style).text(format!(
        " {verb} devices that the filter `{}` fits",
        filter.name
    ));
    page.put(Indent::hanging(4, 6), &line);
    if let Some(rule) = &filter.rule {
        written(page, rule);
    }
    compared(page, &filter.steps, "device", style);
    reasons(page, &filter.verdict, 6);
}

fn reasons(page: &mut Page, verdict: &Verdict, indent: usize) {
    for (code, text) in verdict.reasons() {
        let line = Line::new()
            .ink(Ink::Yellow, "?")
            .text(format!(" {text}"))
            .ink(Ink::Dim, format!(" ({code})"));
        page.put(Indent::hanging(indent, indent + 2), &line);
    }
}

fn mark(verdict: &Verdict, style: Style) -> Line {
    match verdict {
        Verdict::Yes => Line::new().ink(Ink::Green, style.choose("✓", "+")),
        Verdict::No => Line::new().ink(Ink::Dim, style.choose("·", "-")),
        Verdict::Unknown(_) => Line::new().ink(Ink::Yellow, "?"),
    }
}

fn brief(clause: &Certain) -> String {
    format!("{}, {}", clause.clause, clause.certainty)
}
