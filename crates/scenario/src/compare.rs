//! Verdicts held against what was expected of them.

use tenet_base::text;
use tenet_eval::{
    Bound, Finding, FindingStatus, Inputs, Inspection, Outcome, RuleOutcome, RuleStatus, inspect,
    list_cases,
};
use tenet_hir::{CaseKey, ExpectationKind, ExpectedStatus, Program, RuleId, Scenario, VarId};

use crate::outcome::{Case, Found, Unmet};
use crate::recorded::{self, Recording};
use crate::verdicts;

/// The file that holds what was recorded of a scenario.
type Recorded<'r> = &'r dyn Fn(&Scenario) -> Option<String>;

/// The expectations of a scenario that are not met.
pub(crate) fn unmet(
    inputs: &Inputs<'_>,
    scenario: &Scenario,
    (outcome, recorded): (&Outcome, Recorded<'_>),
) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    for (position, expectation) in scenario.expectations.iter().enumerate() {
        let found = match &expectation.kind {
            ExpectationKind::Snapshot => {
                let verdicts = verdicts::render(inputs.program, outcome);
                match recorded::compare(recorded(scenario).as_deref(), &verdicts) {
                    Recording::Same => None,
                    other @ (Recording::Missing | Recording::Different(_)) => {
                        Some((Found::Recorded(other, verdicts), Vec::new()))
                    }
                }
            }
            ExpectationKind::Verdict {
                rule,
                status,
                case,
                saying,
            } => outcome
                .rules
                .iter()
                .find(|it| it.rule == *rule)
                .and_then(|outcome| {
                    let wanted = Wanted {
                        inputs,
                        outcome,
                        status: *status,
                        saying: saying.as_deref(),
                    };
                    match case {
                        None => wanted.of_rule(),
                        Some(keys) => wanted.of_case(keys),
                    }
                }),
        };
        unmet.extend(found.map(|(found, inspected)| Unmet {
            expectation: position,
            found,
            inspected,
        }));
    }
    unmet
}

/// What came instead, and what the conditions were.
type Instead = Option<(Found, Vec<Inspection>)>;

/// What is wanted of a rule, and what came.
struct Wanted<'w> {
    inputs: &'w Inputs<'w>,
    outcome: &'w RuleOutcome,
    status: ExpectedStatus,
    saying: Option<&'w str>,
}

impl Wanted<'_> {
    fn rule(&self) -> RuleId {
        self.outcome.rule
    }

    fn of_rule(&self) -> Instead {
        if status_of(self.outcome) != self.status {
            return Some((Found::Rule(self.outcome.clone()), self.conditions_of_rule()));
        }
        let findings: Vec<&Finding> = self.outcome.findings.iter().collect();
        self.silent(&findings).map(|found| (found, Vec::new()))
    }

    fn of_case(&self, keys: &[CaseKey]) -> Instead {
        let program = self.inputs.program;
        let mut all = self.cases();
        let is_wanted = |case: &Case| {
            keys.iter()
                .all(|key| case.bindings.iter().any(|own| fits(program, key, own)))
        };
        let mut wanted: Vec<Case> = all.iter().filter(|case| is_wanted(case)).cloned().collect();
        let inspected = || {
            inspect(self.inputs, self.rule(), &|var, bound| {
                let mut own = keys.iter().filter(|key| key.variable == var);
                own.all(|key| fits(program, key, bound))
            })
        };
        match (wanted.pop(), wanted.is_empty()) {
            (None, _) => {
                let why = self.outcome.not_applicable.clone();
                all.truncate(LISTED);
                Some((Found::NoCase(self.rule(), all, why), inspected()))
            }
            (Some(one), false) => {
                wanted.push(one);
                Some((Found::Cases(self.rule(), wanted), Vec::new()))
            }
            (Some(one), true) if one.status != self.status => Some((Found::Case(one), inspected())),
            (Some(one), true) => {
                let findings: Vec<&Finding> = one.findings.iter().collect();
                self.silent(&findings).map(|found| (found, inspected()))
            }
        }
    }

    /// All cases of the rule, with what was found of each.
    fn cases(&self) -> Vec<Case> {
        let cases = list_cases(self.inputs, self.rule()).into_iter();
        let case = |bindings: Vec<Bound>| {
            let own = self.outcome.findings.iter();
            let own = own.filter(|finding| finding.bindings == bindings);
            let findings: Vec<Finding> = own.cloned().collect();
            Case {
                rule: self.rule(),
                status: status_of_case(&findings),
                bindings,
                findings,
            }
        };
        cases.map(case).collect()
    }

    /// What findings say, if none says what was expected.
    fn silent(&self, findings: &[&Finding]) -> Option<Found> {
        let saying = self.saying?;
        let wanted = finding_status(self.status)?;
        let mut all: Vec<String> = Vec::new();
        for finding in findings.iter().filter(|it| it.status == wanted) {
            let reasons = finding.reasons.iter().map(|reason| &reason.text);
            all.extend(std::iter::once(&finding.message).chain(reasons).cloned());
        }
        all.dedup();
        let saying = text::fold(saying);
        let said = |words: &String| text::fold(words).contains(saying.as_ref());
        let none = !all.iter().any(said);
        none.then(|| Found::Otherwise(self.rule(), all))
    }

    /// The conditions of the first cases that came out otherwise, or of all of them.
    fn conditions_of_rule(&self) -> Vec<Inspection> {
        let bad: Vec<&Bound> = self
            .outcome
            .findings
            .iter()
            .flat_map(|it| &it.bindings)
            .collect();
        let mut found = inspect(self.inputs, self.rule(), &|_: VarId, bound| {
            bad.is_empty() || bad.contains(&bound)
        });
        found.truncate(INSPECTED);
        found
    }
}

/// How many cases are listed where none fits.
const LISTED: usize = 20;

/// Of how many cases the conditions are shown where a rule as a whole came out otherwise.
const INSPECTED: usize = 3;

/// Whether a variable stands for what the key says.
fn fits(program: &Program, key: &CaseKey, bound: &Bound) -> bool {
    if program.vars[key.variable].name != bound.name {
        return false;
    }
    let own = if key.by_name {
        &bound.label
    } else {
        &bound.key
    };
    if key.exact {
        return *own == key.key;
    }
    text::same(own, &key.key)
}

fn status_of(outcome: &RuleOutcome) -> ExpectedStatus {
    match outcome.status {
        RuleStatus::Failed => ExpectedStatus::Violated,
        RuleStatus::Passed => ExpectedStatus::Satisfied,
        RuleStatus::Undetermined => ExpectedStatus::Undetermined,
        RuleStatus::NotApplicable => ExpectedStatus::NotApplicable,
        RuleStatus::Waived => ExpectedStatus::Waived,
    }
}

fn status_of_case(findings: &[Finding]) -> ExpectedStatus {
    let any = |status| findings.iter().any(|finding| finding.status == status);
    if any(FindingStatus::Violated) {
        ExpectedStatus::Violated
    } else if any(FindingStatus::Undetermined) {
        ExpectedStatus::Undetermined
    } else if any(FindingStatus::Waived) {
        ExpectedStatus::Waived
    } else {
        ExpectedStatus::Satisfied
    }
}

fn finding_status(status: ExpectedStatus) -> Option<FindingStatus> {
    match status {
        ExpectedStatus::Violated => Some(FindingStatus::Violated),
        ExpectedStatus::Undetermined => Some(FindingStatus::Undetermined),
        ExpectedStatus::Waived => Some(FindingStatus::Waived),
        ExpectedStatus::Satisfied | ExpectedStatus::NotApplicable => None,
    }
}
