//! Rules: every case, every clause.

use tenet_base::text;
use tenet_hir::{Binding, Clause, ClauseKind, Rule, Step, Waiver};

use super::value::{Known, Reasons, Truth, Value, all, not};
use super::{Case, Run, Status, Verdict, Verdicts};

/// What going through the cases gave so far.
#[derive(Default)]
struct Found {
    cases: Vec<Case>,
    open: Reasons,
    /// Why it is unknown of some cases whether they are any.
    doubts: Reasons,
}

impl Run<'_> {
    pub(super) fn judge(&mut self, rule: &Rule) -> Verdicts {
        let applies = rule.when.map_or(Ok(true), |when| self.truth(when));
        let mut found = Found::default();
        let status = match applies {
            Err(reasons) => {
                found.open = reasons;
                Status::Undetermined
            }
            Ok(false) => Status::NotApplicable,
            Ok(true) => {
                self.cases(rule, 0, &Ok(true), &mut found);
                let status = status(&found);
                if only_possible(&found) {
                    found.open = std::mem::take(&mut found.doubts);
                }
                status
            }
        };
        found.cases.sort();
        Verdicts {
            status,
            cases: found.cases,
            open: found.open,
            nulls: std::mem::take(&mut self.nulls),
        }
    }

    /// The cases from a step on; `is_case` says whether what is bound so far makes one.
    fn cases(&mut self, rule: &Rule, at: usize, is_case: &Truth, found: &mut Found) {
        match rule.steps.get(at) {
            None => {
                let case = self.case(rule, is_case);
                found
                    .doubts
                    .extend(is_case.clone().err().into_iter().flatten());
                found.cases.push(case);
            }
            Some(Step::Let(variable, expr)) => {
                let value = self.value(*expr);
                self.variables.insert(*variable, value);
                self.origins.insert(*variable, *expr);
                self.cases(rule, at + 1, is_case, found);
            }
            Some(Step::For(binding)) => self.members(rule, at, (binding, is_case), found),
        }
    }

    fn members(
        &mut self,
        rule: &Rule,
        at: usize,
        (binding, is_case): (&Binding, &Truth),
        found: &mut Found,
    ) {
        let source = self.collection(binding.source);
        self.origins.insert(binding.var, binding.source);
        found.open.extend(source.open);
        for member in source.members {
            self.variables.insert(binding.var, member.value.clone());
            let guard = all([is_case.clone(), member.belongs()]);
            let condition = self.guarded(&guard, |run| {
                binding.condition.map_or(Ok(true), |c| run.truth(c))
            });
            let is_case = all([guard, condition]);
            if is_case != Ok(false) {
                self.guarded(&is_case, |run| run.cases(rule, at + 1, &is_case, found));
            }
        }
    }

    fn case(&mut self, rule: &Rule, is_case: &Truth) -> Case {
        let clauses: Vec<Truth> = rule
            .clauses
            .iter()
            .map(|clause| self.clause(clause))
            .collect();
        let holds = all(clauses.iter().cloned());
        let (verdict, reasons) = match (holds, is_case) {
            (Ok(true), _) => (Verdict::Satisfied, Reasons::new()),
            (Ok(false), Ok(_)) if !self.waived(rule) => (Verdict::Violated, Reasons::new()),
            (Ok(false), Ok(_)) => {
                let unknown = clauses.into_iter().filter_map(Truth::err).flatten();
                let reasons: Reasons = unknown.collect();
                let verdict = if reasons.is_empty() {
                    Verdict::Waived
                } else {
                    Verdict::Undetermined
                };
                (verdict, reasons)
            }
            (Err(reasons), Ok(_)) => (Verdict::Undetermined, reasons),
            (Ok(false) | Err(_), Err(guard)) => {
                let unknown = clauses.into_iter().filter_map(Truth::err).flatten();
                let reasons = unknown.chain(guard.iter().cloned()).collect();
                (Verdict::Undetermined, reasons)
            }
        };
        Case {
            bindings: self.bindings(rule),
            certain: is_case.is_ok(),
            verdict,
            reasons,
        }
    }

    /// Whether a waiver that holds accepts the case.
    fn waived(&mut self, rule: &Rule) -> bool {
        let now = self.naive.now;
        let holds = |waiver: &&Waiver| now.is_some_and(|now| now < waiver.end);
        let mut waivers = rule.waivers.iter().filter(holds);
        waivers.any(|waiver| match waiver.condition {
            Some(condition) => self.truth(condition) == Ok(true),
            None => true,
        })
    }

    fn clause(&mut self, clause: &Clause) -> Truth {
        let holds = self.truth(clause.condition);
        match clause.kind {
            ClauseKind::Require => holds,
            ClauseKind::Forbid => not(holds),
        }
    }

    fn bindings(&self, rule: &Rule) -> Vec<(String, Option<String>)> {
        let bindings = rule.steps.iter().filter_map(|step| match step {
            Step::For(binding) => Some(binding.var),
            Step::Let(..) => None,
        });
        bindings
            .map(|variable| {
                let name = self.naive.program.vars[variable].name.clone();
                (name, self.key(self.variables.get(&variable)))
            })
            .collect()
    }

    fn key(&self, value: Option<&Known<Value>>) -> Option<String> {
        match value {
            Some(Ok(Value::Object(object))) => self.key_text(*object).ok(),
            Some(Ok(Value::Reference(reference))) => Some(text::fold(&reference.key).into_owned()),
            Some(Ok(Value::Text(written))) => Some(text::fold(written).into_owned()),
            Some(_) | None => None,
        }
    }

    /// Evaluates what is read only where a guard is not false.
    pub(super) fn guarded<T>(&mut self, guard: &Truth, evaluate: impl FnOnce(&mut Self) -> T) -> T {
        let unknown = u32::from(guard.is_err());
        self.unknown_guards += unknown;
        let value = evaluate(self);
        self.unknown_guards -= unknown;
        value
    }
}

fn status(found: &Found) -> Status {
    let any = |verdict| found.cases.iter().any(|case| case.verdict == verdict);
    if any(Verdict::Violated) {
        Status::Failed
    } else if any(Verdict::Undetermined) || !found.open.is_empty() {
        Status::Undetermined
    } else if found.cases.is_empty() {
        Status::NotApplicable
    } else if only_possible(found) {
        Status::Undetermined
    } else if any(Verdict::Waived) {
        Status::Waived
    } else {
        Status::Passed
    }
}

/// Whether all that may be cases are satisfied, and none is a case for certain:
/// with more data the rule could turn out not to be applicable.
fn only_possible(found: &Found) -> bool {
    let possible = |case: &Case| !case.certain && case.verdict == Verdict::Satisfied;
    found.open.is_empty() && !found.cases.is_empty() && found.cases.iter().all(possible)
}
