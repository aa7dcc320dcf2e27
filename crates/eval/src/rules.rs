//! Judging one rule.

use tenet_base::{HashMap, text};
use tenet_hir::{
    Clause, ClauseKind, ExprId, ExprKind, Program, Rule, RuleId, Severity, Step, Text, TextPart,
    VarId,
};

use crate::bound::Namer;
use crate::cases::{self, Guard, Walk};
use crate::fingerprint::Fingerprint;
use crate::judge::Settings;
use crate::machine::Machine;
use crate::outcome::{
    Bound, Finding, FindingStatus, NotApplicable, Refusal, RuleOutcome, RuleStatus, Waiving,
};
use crate::plan::Nest;
use crate::reasons::{Gather, Reasons};
use crate::trace::Trace;
use crate::truth::{Truth, not};
use crate::value::Value;
use crate::waivers;

/// Judges a rule, unless its loops would turn too often.
pub(crate) fn judge(
    machine: &mut Machine<'_>,
    id: RuleId,
    settings: Settings,
) -> Result<RuleOutcome, Refusal> {
    let rule = &machine.inputs.program.rules[id];
    let mut tally = Tally::new(machine, id, rule);
    let measured = tally.judge(machine, settings.max_cases);
    machine.forget(rule);
    let refused = |nest: Nest| Refusal {
        rule: id,
        turns: nest.turns,
        limit: settings.max_cases,
        loops: nest.loops,
    };
    measured.map_err(refused)?;
    Ok(tally.finish())
}

/// What is counted and found while a rule is judged.
struct Tally<'a> {
    rule: &'a Rule,
    pack: &'a str,
    namer: Namer,
    outcome: RuleOutcome,
    /// How many cases are cases for certain.
    certain: u64,
    /// Why it is unknown of the others whether they are.
    doubts: Gather,
    /// Findings about cases, with what they are sorted by.
    found: Vec<(Vec<String>, Finding)>,
}

/// A clause that does not hold, for the case that the machine is at.
struct Breach<'c> {
    clause: &'c Clause,
    position: usize,
    reasons: Option<Reasons>,
}

impl<'a> Tally<'a> {
    fn new(machine: &mut Machine<'a>, id: RuleId, rule: &'a Rule) -> Self {
        machine.lets = lets(rule);
        Self {
            rule,
            pack: &machine.inputs.program.packs[rule.pack].name,
            namer: Namer::new(machine, rule),
            outcome: RuleOutcome {
                rule: id,
                status: RuleStatus::Passed,
                cases: 0,
                violated: 0,
                waived: 0,
                undetermined: 0,
                waivers: waivers::outcomes(rule, machine.inputs.now),
                findings: Vec::new(),
                not_applicable: None,
            },
            certain: 0,
            doubts: Gather::default(),
            found: Vec::new(),
        }
    }

    /// The loops of the rule, if they would turn more often than `limit`.
    fn judge(&mut self, machine: &mut Machine<'a>, limit: u64) -> Result<(), Nest> {
        let rule = self.rule;
        if let Some(when) = rule.when {
            machine.measure_condition(when, limit)?;
        }
        match rule.when.map_or(Ok(true), |when| machine.truth(when)) {
            Ok(true) => {
                machine.measure(rule, limit)?;
                self.judge_cases(machine);
            }
            Ok(false) => self.not_applicable(NotApplicable::When),
            Err(reasons) => self.when_unknown(machine, &reasons),
        }
        Ok(())
    }

    fn judge_cases(&mut self, machine: &mut Machine<'a>) {
        let rule = self.rule;
        let walk = cases::walk(machine, rule, &mut |machine, guard| {
            self.judge_case(machine, guard);
        });
        self.found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let findings = std::mem::take(&mut self.found);
        self.outcome
            .findings
            .extend(findings.into_iter().map(|(_, finding)| finding));
        self.conclude(machine, walk);
    }

    fn judge_case(&mut self, machine: &mut Machine<'a>, guard: &Guard) {
        self.outcome.cases += 1;
        match guard {
            None => {
                self.certain += 1;
                self.judge_certain(machine);
            }
            Some(guard) => {
                self.doubts.add(guard);
                self.judge_doubtful(machine, guard);
            }
        }
    }

    fn judge_certain(&mut self, machine: &mut Machine<'a>) {
        let mut breaches = Vec::new();
        for (position, clause) in self.rule.clauses.iter().enumerate() {
            let reasons = match holds(machine, clause) {
                Ok(true) => continue,
                Ok(false) => None,
                Err(reasons) => Some(reasons),
            };
            breaches.push(Breach {
                clause,
                position,
                reasons,
            });
        }
        let violated = breaches.iter().any(|breach| breach.reasons.is_none());
        let undetermined = breaches.iter().any(|breach| breach.reasons.is_some());
        let waiving = self.waiving(machine, (violated, undetermined));
        let waived = violated && waiving.as_ref().is_some_and(|waiving| waiving.applies);
        for breach in &breaches {
            self.report(machine, breach, waiving.as_ref());
        }
        self.outcome.violated += u64::from(violated && !waived);
        self.outcome.waived += u64::from(waived);
        // What is accepted does not hide what is unknown.
        self.outcome.undetermined += u64::from(undetermined && (!violated || waived));
    }

    /// What the rule's waivers make of the case that the machine is at.
    fn waiving(
        &mut self,
        machine: &mut Machine<'a>,
        (violated, undetermined): (bool, bool),
    ) -> Option<Waiving> {
        let outcomes = &mut self.outcome.waivers;
        if violated {
            return waivers::of_violated(machine, self.rule, outcomes);
        }
        let asks = undetermined && !outcomes.is_empty();
        asks.then(|| waivers::of_undetermined(machine, self.rule, outcomes))
            .flatten()
    }

    /// A case that may be none is never violated: satisfied if every clause is.
    fn judge_doubtful(&mut self, machine: &mut Machine<'a>, guard: &Reasons) {
        let mut reasons = Gather::default();
        let mut satisfied = true;
        for clause in &self.rule.clauses {
            let holds = holds(machine, clause);
            satisfied &= holds == Ok(true);
            reasons.add_some(holds.err().as_ref());
        }
        if satisfied {
            return;
        }
        reasons.add(guard);
        self.outcome.undetermined += 1;
        let waiver = self.waiving(machine, (false, true));
        let bindings = self.bindings(machine);
        let message = format!("unknown whether this is a case: {}", labels(&bindings));
        let finding = Finding {
            fingerprint: self.fingerprint(&bindings, None),
            severity: self.rule.severity,
            bindings,
            waiver,
            ..undetermined(machine, message, reasons.finish().as_ref())
        };
        self.keep(finding);
    }

    fn report(
        &mut self,
        machine: &mut Machine<'a>,
        breach: &Breach<'_>,
        waiving: Option<&Waiving>,
    ) {
        let bindings = self.bindings(machine);
        let clause = breach.clause;
        let (severity, doubt) = self.severity(machine, clause);
        let message = machine.fill(&clause.message);
        let common = Finding {
            clause: Some(breach.position as u32),
            severity,
            fix: clause.fix.as_ref().map(|fix| machine.fill(fix)),
            fingerprint: self.fingerprint(&bindings, Some(breach.position)),
            bindings,
            waiver: waiving.cloned(),
            ..undetermined(machine, String::new(), breach.reasons.as_ref())
        };
        if breach.reasons.is_some() {
            // Whatever accepts the violation of another clause may accept this one.
            let waiver = common.waiver.map(|waiving| Waiving {
                applies: false,
                ..waiving
            });
            return self.keep(Finding {
                message: format!("unknown whether: {message}"),
                waiver,
                ..common
            });
        }
        let Trace { evidence, proof } = machine.trace(clause.condition);
        let waived = waiving.is_some_and(|waiving| waiving.applies);
        self.keep(Finding {
            status: if waived {
                FindingStatus::Waived
            } else {
                FindingStatus::Violated
            },
            message,
            reasons: doubt.map_or_else(Vec::new, |doubt| machine.reasons.resolve(&doubt)),
            evidence,
            proof,
            ..common
        });
    }

    fn keep(&mut self, finding: Finding) {
        let mut order: Vec<String> = Vec::new();
        for bound in &finding.bindings {
            order.push(text::fold(&bound.key).into_owned());
            // Keys that differ in case alone stand apart if that counts.
            order.push(if bound.exact {
                bound.key.clone()
            } else {
                String::new()
            });
            order.push(bound.entity.clone());
        }
        order.push(format!("{:06}", finding.clause.unwrap_or(0)));
        self.found.push((order, finding));
    }

    /// What the collections of the rule leave open, and the status.
    fn conclude(&mut self, machine: &mut Machine<'a>, walk: Walk) {
        let is_open = !walk.open.is_empty();
        for (position, reasons) in walk.open {
            if let Some(reasons) = reasons.finish() {
                self.open_collection(machine, position, &reasons);
            }
        }
        let empty = walk.reached.iter().find(|(_, reached)| !**reached);
        self.outcome.status = match (&self.outcome, empty) {
            (outcome, _) if outcome.violated > 0 => RuleStatus::Failed,
            (outcome, _) if outcome.undetermined > 0 || is_open => RuleStatus::Undetermined,
            (outcome, Some((position, _))) if outcome.cases == 0 => {
                let name = variable(machine.inputs.program, self.rule, *position);
                return self.not_applicable(NotApplicable::Empty(name));
            }
            (_, _) if self.certain == 0 => {
                self.no_certain_case(machine);
                RuleStatus::Undetermined
            }
            (outcome, _) if outcome.waived > 0 => RuleStatus::Waived,
            (_, _) => RuleStatus::Passed,
        };
    }

    /// All that may be cases are satisfied, but there may be none: with more
    /// data the rule could turn out not to be applicable.
    fn no_certain_case(&mut self, machine: &Machine<'a>) {
        if let Some(reasons) = std::mem::take(&mut self.doubts).finish() {
            let message = "unknown whether there is any case".to_owned();
            self.about_the_whole(machine, message, ("any", &reasons));
        }
    }

    fn open_collection(&mut self, machine: &Machine<'a>, position: usize, reasons: &Reasons) {
        let program = machine.inputs.program;
        let source = match self.rule.steps.get(position) {
            Some(Step::For(binding)) => source_name(program, binding.source),
            Some(Step::Let(..)) | None => None,
        };
        let name = variable(program, self.rule, position);
        let message = source.map_or_else(
            || format!("unknown whether there are more cases of `{name}`"),
            |source| {
                format!("unknown whether there are more cases: not all of {source} may be here")
            },
        );
        self.about_the_whole(machine, message, (&name, reasons));
    }

    fn when_unknown(&mut self, machine: &Machine<'a>, reasons: &Reasons) {
        self.outcome.status = RuleStatus::Undetermined;
        let message = "unknown whether the rule applies".to_owned();
        self.about_the_whole(machine, message, ("when", reasons));
    }

    fn about_the_whole(
        &mut self,
        machine: &Machine<'a>,
        message: String,
        (name, reasons): (&str, &Reasons),
    ) {
        let fingerprint = self.fingerprint_of_rule().part("whole").part(name);
        let finding = Finding {
            severity: self.rule.severity,
            fingerprint: fingerprint.finish(),
            ..undetermined(machine, message, Some(reasons))
        };
        self.outcome.findings.push(finding);
    }

    fn not_applicable(&mut self, why: NotApplicable) {
        self.outcome.status = RuleStatus::NotApplicable;
        self.outcome.not_applicable = Some(why);
    }

    /// The severity of a clause, and why it is not known. What is not known is
    /// taken for the worst that it can be, and for no less than the rule says.
    fn severity(&self, machine: &mut Machine<'a>, clause: &Clause) -> (Severity, Option<Reasons>) {
        let Some(expr) = clause.severity else {
            return (self.rule.severity, None);
        };
        let doubt = match machine.value(expr) {
            Ok(Value::Severity(severity)) => return (severity, None),
            Ok(_) => machine.misfit::<()>().err(),
            Err(reasons) => Some(reasons),
        };
        let worst = machine.inputs.program.worst_severity(self.rule, expr);
        (worst.max(self.rule.severity), doubt)
    }

    fn bindings(&self, machine: &mut Machine<'a>) -> Vec<Bound> {
        let variables = self.rule.steps.iter().filter_map(|step| match step {
            Step::For(binding) => Some(binding.var),
            Step::Let(..) => None,
        });
        variables
            .map(|var| self.namer.bound(machine, var))
            .collect()
    }

    /// Over pack, rule, variables and folded keys, and the clause by its
    /// message as written and its place among those with the same message.
    fn fingerprint(&self, bindings: &[Bound], clause: Option<usize>) -> String {
        let mut hash = self.fingerprint_of_rule();
        for bound in bindings {
            hash = hash.part(&bound.name).part(&bound.compared());
        }
        let Some(position) = clause else {
            return hash.part("guard").finish();
        };
        let messages: Vec<String> = self
            .rule
            .clauses
            .iter()
            .map(|one| written(&one.message))
            .collect();
        let own = messages.get(position).map_or("", String::as_str);
        let before = messages.iter().take(position).filter(|one| *one == own);
        hash.part(own).part(&before.count().to_string()).finish()
    }

    fn fingerprint_of_rule(&self) -> Fingerprint {
        Fingerprint::new().part(self.pack).part(&self.rule.id)
    }

    fn finish(self) -> RuleOutcome {
        self.outcome
    }
}

/// Whether a clause is satisfied.
fn holds(machine: &mut Machine<'_>, clause: &Clause) -> Truth {
    let truth = machine.truth(clause.condition);
    match clause.kind {
        ClauseKind::Require => truth,
        ClauseKind::Forbid => not(truth),
    }
}

/// A finding without bindings that says what is not known.
fn undetermined(machine: &Machine<'_>, message: String, reasons: Option<&Reasons>) -> Finding {
    Finding {
        status: FindingStatus::Undetermined,
        bindings: Vec::new(),
        clause: None,
        severity: Severity::Info,
        message,
        fix: None,
        reasons: reasons.map_or_else(Vec::new, |reasons| machine.reasons.resolve(reasons)),
        evidence: Vec::new(),
        proof: None,
        waiver: None,
        fingerprint: String::new(),
    }
}

/// The `let` variables of a rule.
fn lets(rule: &Rule) -> HashMap<VarId, ExprId> {
    let lets = rule.steps.iter().filter_map(|step| match step {
        Step::Let(var, value) => Some((*var, *value)),
        Step::For(_) => None,
    });
    lets.collect()
}

fn labels(bindings: &[Bound]) -> String {
    let labels: Vec<&str> = bindings.iter().map(|bound| bound.label.as_str()).collect();
    labels.join(", ")
}

fn variable(program: &Program, rule: &Rule, position: usize) -> String {
    match rule.steps.get(position) {
        Some(Step::For(binding)) => program.vars[binding.var].name.clone(),
        Some(Step::Let(..)) | None => String::new(),
    }
}

/// What a collection is called, if it has a name.
fn source_name(program: &Program, source: ExprId) -> Option<String> {
    if let ExprKind::All(entity) = &program.exprs[source].kind {
        return Some(format!("`{}`", program.entities[*entity].name));
    }
    if let ExprKind::Set(set) = &program.exprs[source].kind {
        return Some(format!("`{}`", program.sets[*set].name));
    }
    None
}

/// A message as its author wrote it, its holes left empty.
fn written(message: &Text) -> String {
    let parts = message.parts.iter().map(|part| match part {
        TextPart::Literal(text) => text.as_str(),
        TextPart::Hole(_) => "{}",
    });
    parts.collect()
}
