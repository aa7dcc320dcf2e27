//! Which rules are judged.

use tenet_base::code::run;
use tenet_base::suggest::nearest;
use tenet_base::{Diagnostic, text};
use tenet_hir::{Case, Pattern, Program, Rule, RuleId};

/// Which rules are asked for; an empty list asks for all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Ids, obligations, or patterns with `*`.
    pub rules: Vec<String>,
    /// Tags, one of which a rule must have.
    pub tags: Vec<String>,
    /// Parties, one of which the duty must be.
    pub duties: Vec<String>,
}

/// The rules that are asked for, in their order, or what is wrong with the request.
pub fn select(program: &Program, selection: &Selection) -> Result<Vec<RuleId>, Vec<Diagnostic>> {
    let mut mistakes = Vec::new();
    for pattern in &selection.rules {
        if !program.rules.iter().any(|rule| fits(rule, pattern)) {
            mistakes.push(unknown_rule(program, pattern));
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let chosen = program
        .rules
        .iter_enumerated()
        .filter(|(_, rule)| is_selected(rule, selection));
    let chosen: Vec<RuleId> = chosen.map(|(id, _)| id).collect();
    if chosen.is_empty() {
        Err(vec![nothing_selected()])
    } else {
        Ok(chosen)
    }
}

fn is_selected(rule: &Rule, selection: &Selection) -> bool {
    let any = |wanted: &[String], fits: &dyn Fn(&str) -> bool| {
        wanted.is_empty() || wanted.iter().any(|wanted| fits(wanted))
    };
    any(&selection.rules, &|pattern| fits(rule, pattern))
        && any(&selection.tags, &|tag| {
            rule.tags.iter().any(|own| text::same(own, tag))
        })
        && any(&selection.duties, &|duty| text::same(&rule.duty, duty))
}

/// An id fits itself, an obligation all its rules, a pattern whatever it says.
fn fits(rule: &Rule, pattern: &str) -> bool {
    if pattern.contains('*') {
        return Pattern::like(pattern, Case::Folded)
            .is_ok_and(|pattern| pattern.is_match(&rule.id));
    }
    text::same(&rule.id, pattern) || text::same(rule.obligation(), pattern)
}

fn unknown_rule(program: &Program, pattern: &str) -> Diagnostic {
    let diagnostic = Diagnostic::run(&run::UNKNOWN_RULE, format!("no rule is called `{pattern}`"));
    match nearest(pattern, program.rules.iter().map(|rule| rule.id.as_str())) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`tenet rules` lists them all"),
    }
}

fn nothing_selected() -> Diagnostic {
    Diagnostic::run(&run::NOTHING_SELECTED, "no rule is selected")
        .help("`tenet rules` lists the rules with their tags and duties")
}
