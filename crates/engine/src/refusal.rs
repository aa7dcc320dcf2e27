//! Rules that were not judged, since their loops would turn too often.

use tenet_base::{Diagnostic, code};
use tenet_eval::Refusal;
use tenet_hir::{Binding, ExprId, ExprKind, Program, Rule, Step, VarId};

use crate::compile::Compiled;
use crate::run::Judged;

impl Judged {
    /// What kept rules from being judged: a mistake for each.
    pub fn refusals(&self, compiled: &Compiled) -> Vec<Diagnostic> {
        let refused = self.outcome.refused.iter();
        refused
            .map(|refusal| too_many_turns(compiled, refusal))
            .collect()
    }
}

fn too_many_turns(compiled: &Compiled, refusal: &Refusal) -> Diagnostic {
    let program = &compiled.program;
    let rule = &program.rules[refusal.rule];
    let loops = refusal.loops.iter();
    let loops: Vec<String> = loops
        .map(|(var, turns)| format!("`{}` ({turns})", program.vars[*var].name))
        .collect();
    let message = format!(
        "the loops of `{}` would turn {} times, more than {}",
        rule.id, refusal.turns, refusal.limit
    );
    let diagnostic = Diagnostic::new(&code::run::TOO_MANY_TURNS, rule.span, message)
        .label(loops.join(" × "))
        .help("join the loops by an equality, or allow more with `--max-cases`");
    let mut diagnostic = in_use(diagnostic, rule);
    for (var, turns) in &refusal.loops {
        if let Some(source) = source_of(program, rule, *var) {
            let members = format!("{turns} members are looked at");
            diagnostic = diagnostic.also(program.exprs[source].span, members);
        }
    }
    diagnostic
}

/// Says which use of a template gives the rule that a diagnostic is about.
pub(crate) fn in_use(diagnostic: Diagnostic, rule: &Rule) -> Diagnostic {
    match &rule.instance {
        Some(instance) => diagnostic.also(instance.span, "in this use"),
        None => diagnostic,
    }
}

/// What a variable of a rule ranges over; none if it belongs to a definition.
fn source_of(program: &Program, rule: &Rule, var: VarId) -> Option<ExprId> {
    let steps = rule.steps.iter().filter_map(|step| match step {
        Step::For(binding) => Some(binding),
        Step::Let(..) => None,
    });
    if let Some(binding) = steps.into_iter().find(|binding| binding.var == var) {
        return Some(binding.source);
    }
    let mut todo = rule.roots();
    while let Some(expr) = todo.pop() {
        if let Some(binding) = binding_of(program, expr)
            && binding.var == var
        {
            return Some(binding.source);
        }
        todo.extend(program.parts(expr));
    }
    None
}

fn binding_of(program: &Program, expr: ExprId) -> Option<&Binding> {
    if let ExprKind::Quantifier { binding, .. }
    | ExprKind::Generate { binding, .. }
    | ExprKind::Filter(binding) = &program.exprs[expr].kind
    {
        return Some(binding);
    }
    None
}
