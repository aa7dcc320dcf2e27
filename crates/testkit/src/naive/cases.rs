//! The cases of a rule, and what is said of them.

use std::collections::{BTreeMap, BTreeSet};

use tenet_eval::{FindingStatus, RuleStatus};
use tenet_hir::{Clause, ClauseKind, Rule, RuleId, Step};

use super::expr::Scope;
use super::text::fold;
use super::value::{Outcome, Tri, Value, Why};
use super::{Line, Verdict, World};

/// A case: what the variables stand for, and whether it is one.
#[derive(Debug, Clone)]
struct Case {
    scope: Scope,
    keys: Vec<String>,
    member: Tri,
}

/// Judges a rule: semantics 16 to 22.
pub(super) fn judge(world: &World<'_>, id: RuleId) -> Verdict {
    let rule = &world.program.rules[id];
    let when = rule
        .when
        .map_or(Tri::True, |when| world.truth(when, &Scope::new()));
    let mut verdict = Verdict {
        status: RuleStatus::NotApplicable,
        counts: (0, 0, 0),
        lines: BTreeSet::new(),
    };
    match when {
        Tri::False => verdict,
        Tri::Unknown(codes) => {
            verdict.status = RuleStatus::Undetermined;
            verdict.lines.insert(whole(codes));
            verdict
        }
        Tri::True => judge_cases(world, rule),
    }
}

fn judge_cases(world: &World<'_>, rule: &Rule) -> Verdict {
    let (cases, open) = cases(world, rule);
    let (mut violated, mut undetermined) = (0, 0);
    let mut lines = BTreeSet::new();
    for case in &cases {
        let found = judge_case(world, rule, case);
        let is = |status| found.iter().any(|line: &Line| line.status == status);
        if is(FindingStatus::Violated) {
            violated += 1;
        } else if is(FindingStatus::Undetermined) {
            undetermined += 1;
        }
        lines.extend(found);
    }
    let is_open = !open.is_empty();
    lines.extend(open.into_values().map(whole));
    let status = if violated > 0 {
        RuleStatus::Failed
    } else if undetermined > 0 || is_open {
        RuleStatus::Undetermined
    } else if cases.is_empty() {
        RuleStatus::NotApplicable
    } else {
        RuleStatus::Passed
    };
    let counts = (cases.len() as u64, violated, undetermined);
    Verdict {
        status,
        counts,
        lines,
    }
}

/// All combinations of the variables, and why there may be more, by step.
fn cases(world: &World<'_>, rule: &Rule) -> (Vec<Case>, BTreeMap<usize, Why>) {
    let mut open: BTreeMap<usize, Why> = BTreeMap::new();
    let mut cases = vec![Case {
        scope: Scope::new(),
        keys: Vec::new(),
        member: Tri::True,
    }];
    for (position, step) in rule.steps.iter().enumerate() {
        let outer = std::mem::take(&mut cases);
        for mut case in outer {
            match step {
                Step::Let(var, value) => {
                    let value = world.eval(*value, &case.scope);
                    case.scope.insert(*var, value);
                    cases.push(case);
                }
                Step::For(binding) => {
                    let list = world.eval(binding.source, &case.scope).list();
                    if !list.open.is_empty() {
                        open.entry(position).or_default().extend(list.open);
                    }
                    for (value, member) in list.items {
                        let mut inner = case.clone();
                        inner.keys.push(key(world, &value));
                        inner.scope.insert(binding.var, value);
                        let condition = binding.condition.map(|one| world.truth(one, &inner.scope));
                        let member = [Some(case.member.clone()), Some(member), condition];
                        inner.member = Tri::all(member.into_iter().flatten());
                        if inner.member != Tri::False {
                            cases.push(inner);
                        }
                    }
                }
            }
        }
    }
    (cases, open)
}

fn judge_case(world: &World<'_>, rule: &Rule, case: &Case) -> Vec<Line> {
    let clauses = rule.clauses.iter().map(|clause| holds(world, clause, case));
    let clauses: Vec<Tri> = clauses.collect();
    if let Tri::Unknown(codes) = &case.member {
        return doubtful(case, codes, &clauses);
    }
    let mut lines = Vec::new();
    for (position, truth) in clauses.into_iter().enumerate() {
        let (status, codes) = match truth {
            Tri::True => continue,
            Tri::False => (FindingStatus::Violated, Why::new()),
            Tri::Unknown(codes) => (FindingStatus::Undetermined, codes),
        };
        lines.push(Line {
            keys: case.keys.clone(),
            clause: Some(position as u32),
            status,
            codes,
        });
    }
    lines
}

/// W4: satisfied if every clause is, else undetermined.
fn doubtful(case: &Case, codes: &Why, clauses: &[Tri]) -> Vec<Line> {
    if clauses.iter().all(|clause| *clause == Tri::True) {
        return Vec::new();
    }
    let mut codes = codes.clone();
    for clause in clauses {
        if let Tri::Unknown(more) = clause {
            codes.extend(more.iter().cloned());
        }
    }
    vec![Line {
        keys: case.keys.clone(),
        clause: None,
        status: FindingStatus::Undetermined,
        codes,
    }]
}

fn holds(world: &World<'_>, clause: &Clause, case: &Case) -> Tri {
    let truth = world.truth(clause.condition, &case.scope);
    match clause.kind {
        ClauseKind::Require => truth,
        ClauseKind::Forbid => truth.not(),
    }
}

fn key(world: &World<'_>, value: &Outcome) -> String {
    match value {
        Outcome::Known(Value::Object(object)) => world.folded_key(*object),
        Outcome::Known(Value::Ref(reference)) => world
            .resolve(reference)
            .map_or_else(|_| fold(&reference.key), |object| world.folded_key(object)),
        Outcome::Known(Value::Text(text)) => fold(text),
        Outcome::Known(_) | Outcome::Unknown(_) => "?".to_owned(),
    }
}

fn whole(codes: Why) -> Line {
    Line {
        keys: Vec::new(),
        clause: None,
        status: FindingStatus::Undetermined,
        codes,
    }
}
