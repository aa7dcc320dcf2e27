//! A bench for rules: packs compiled from memory, tenants judged by the real
//! evaluator and by the naive one, and the two held against each other.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{Diagnostic, Location, SourceMap, World, text};
use tenet_eval::{
    Clock, Finding, FindingStatus, Inputs, LoopProfile, RuleOutcome, RuleProfile, RuleStatus,
    Settings,
};
use tenet_graph::{Columns, Graph, Needs};
use tenet_hir::{Layout, Program, Projection, Reads, RuleId};
use tenet_snapshot::{Options, Root, Snapshot};

use crate::naive::{Case, Naive, Status, Verdict, Verdicts};
use crate::rules::{Rules, bundled};

/// Rules that were compiled, and what they read.
#[derive(Debug)]
pub struct Bench {
    /// The program.
    pub program: Program,
    /// Where its fields are found.
    pub layout: Layout,
    columns: Columns,
    sources: SourceMap,
    /// The rules that are judged.
    pub rules: Vec<RuleId>,
}

/// What both evaluators say of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What the real one says.
    pub outcome: RuleOutcome,
    /// What it says if it plans nothing.
    pub looped: RuleOutcome,
    /// What the naive one says.
    pub verdicts: Verdicts,
}

/// What a case is about: its variables and the folded keys of their values.
pub type Key = Vec<(String, Option<String>)>;

/// A case in the terms that both evaluators share: what it is about, what holds
/// of it and the codes of its reasons.
type Line = (Key, Verdict, BTreeSet<String>);

impl Bench {
    /// The rules that ship.
    pub fn bundled() -> Self {
        let (bench, mistakes) = Self::over_bundle("");
        drop(mistakes);
        bench
    }

    /// Rules over the schema that ships, and the names of those that do not compile.
    pub fn of(rules: &str) -> (Self, Vec<String>) {
        let (mut bench, mistakes) = Self::over_bundle(rules);
        let own = bench.program.packs.ids().last();
        let broken: BTreeSet<String> = mistakes
            .iter()
            .filter_map(|mistake| bench.rule_at(mistake))
            .collect();
        let program = &bench.program;
        bench.rules.retain(|rule| {
            let rule = &program.rules[*rule];
            Some(rule.pack) == own && !broken.contains(&rule.id)
        });
        bench.plan();
        let told = mistakes.iter().map(|mistake| bench.told(mistake));
        let told = told.collect();
        (bench, told)
    }

    fn over_bundle(rules: &str) -> (Self, Vec<Diagnostic>) {
        let checked = Rules::new()
            .pack("graph", &bundled("graph-schema"))
            .pack("sop", &bundled("msmd-sop"))
            .pack("own", &[("own.tenet", rules)])
            .check();
        let mut mistakes = checked.diagnostics;
        mistakes.retain(Diagnostic::is_error);
        let mut bench = Self {
            rules: checked.program.rules.ids().collect(),
            program: checked.program,
            layout: Layout::default(),
            columns: Columns::default(),
            sources: checked.sources,
        };
        bench.plan();
        (bench, mistakes)
    }

    /// Says what is loaded, from the rules that are judged.
    fn plan(&mut self) {
        let mut reads = Reads::default();
        for rule in &self.rules {
            reads.extend(Reads::of_rule(&self.program, &self.program.rules[*rule]));
        }
        (self.layout, self.columns) = plan(&self.program, &reads);
    }

    /// What one rule reads.
    pub fn projection_of(&self, rule: RuleId) -> Projection {
        let reads = Reads::of_rule(&self.program, &self.program.rules[rule]);
        plan(&self.program, &reads).0.projection
    }

    /// The rule that a mistake stands in.
    fn rule_at(&self, mistake: &Diagnostic) -> Option<String> {
        let Location::Source(span) = &mistake.primary.location else {
            return None;
        };
        let rules = self.program.rules.iter();
        let above =
            rules.filter(|rule| rule.span.file == span.file && rule.span.start <= span.start);
        above
            .max_by_key(|rule| rule.span.start)
            .map(|rule| rule.id.clone())
    }

    /// The text of a rule, from its id on.
    pub fn text(&self, rule: &str) -> String {
        let found = self.program.rules.iter().find(|own| own.id == rule);
        let Some(found) = found else {
            return String::new();
        };
        let file = &self.sources.file(found.span.file).text;
        let text = file.get(found.span.start as usize..).unwrap_or("");
        text.split("\nrule ").next().unwrap_or("").to_owned()
    }

    fn told(&self, mistake: &Diagnostic) -> String {
        let place = match &mistake.primary.location {
            Location::Source(span) => self.sources.slice(*span).to_owned(),
            Location::Data(_) | Location::Run => String::new(),
        };
        format!("{} {}: {place}", mistake.code.id, mistake.message)
    }

    /// Loads a folder of a world.
    pub fn load(&self, world: &dyn World, folder: &str) -> Snapshot {
        let root = Root {
            path: folder.to_owned(),
            name: folder.to_owned(),
            ..Root::default()
        };
        let options = Options::default();
        tenet_snapshot::load(world, &[root], &self.layout.projection, &options).0
    }

    /// Judges every rule over a folder of a world, by both evaluators.
    pub fn judge(&self, world: &dyn World, folder: &str) -> BTreeMap<String, Judged> {
        self.judge_if(world, folder, |_, _| true)
    }

    /// Judges every rule over a folder of a world by the real evaluator, and
    /// by the naive one, which takes its time, those of whose outcome it is wanted.
    pub fn judge_if(
        &self,
        world: &dyn World,
        folder: &str,
        wanted: impl Fn(&str, &RuleOutcome) -> bool,
    ) -> BTreeMap<String, Judged> {
        let mut judged = BTreeMap::new();
        self.run(world, folder, |naive, outcome| {
            let id = self.program.rules[outcome.rule].id.clone();
            if wanted(&id, &outcome) {
                let verdicts = naive.judge(outcome.rule);
                let looped = looped(naive, &outcome);
                let outcome = Judged {
                    outcome,
                    looped,
                    verdicts,
                };
                judged.insert(id, outcome);
            }
        });
        judged
    }

    /// Judges every rule over a folder of a world by the real evaluator alone.
    pub fn outcomes(&self, world: &dyn World, folder: &str) -> BTreeMap<RuleId, RuleOutcome> {
        let mut outcomes = BTreeMap::new();
        self.run(world, folder, |_, outcome| {
            outcomes.insert(outcome.rule, outcome);
        });
        outcomes
    }

    /// Judges every rule over what was loaded, on one thread, by a clock: how each went.
    pub fn profile(
        &self,
        snapshot: &Snapshot,
        graph: &Graph<'_>,
        clock: Clock<'_>,
    ) -> Vec<RuleProfile> {
        let inputs = Inputs {
            program: &self.program,
            layout: &self.layout,
            snapshot,
            graph,
            now: snapshot.captured_at,
            params: &[],
        };
        let settings = Settings {
            threads: 1,
            ..Settings::default()
        };
        tenet_eval::judge_profiled(&inputs, &self.rules, settings, clock).1
    }

    /// What the graph knows of what was loaded.
    pub fn graph<'a>(&self, snapshot: &'a Snapshot) -> Graph<'a> {
        Graph::build(snapshot, self.columns.clone())
    }

    /// A loop in the words of the program: its variable and what it goes through.
    pub fn told_loop(&self, one: &LoopProfile) -> String {
        let source = self.sources.slice(self.program.exprs[one.source].span);
        format!("{} in {source}", self.program.vars[one.var].name)
    }

    fn run(&self, world: &dyn World, folder: &str, mut take: impl FnMut(&Naive<'_>, RuleOutcome)) {
        let snapshot = self.load(world, folder);
        let graph = Graph::build(&snapshot, self.columns.clone());
        let naive = Naive {
            program: &self.program,
            layout: &self.layout,
            snapshot: &snapshot,
            graph: &graph,
            now: snapshot.captured_at,
        };
        let outcome = tenet_eval::judge(&inputs(&naive), &self.rules, unlimited());
        for outcome in outcome.rules {
            take(&naive, outcome);
        }
    }

    /// Where the two evaluators differ on a rule, in words.
    pub fn differences(&self, judged: &Judged) -> Vec<String> {
        let (outcome, verdicts) = (&judged.outcome, &judged.verdicts);
        let mut found = Vec::new();
        let mut compare = |what: &str, real: String, naive: String| {
            if real != naive {
                found.push(format!(
                    "{what}: eval says {real}, the semantics say {naive}"
                ));
            }
        };
        if *outcome != judged.looped {
            let (planned, looped) = (format!("{outcome:#?}"), format!("{:#?}", judged.looped));
            compare("plan", planned, looped);
        }
        let real = status(outcome.status);
        compare(
            "status",
            format!("{real:?}"),
            format!("{:?}", verdicts.status),
        );
        let real = (outcome.cases, outcome.violated, outcome.undetermined);
        compare(
            "cases",
            format!("{real:?}"),
            format!("{:?}", counts(&verdicts.cases)),
        );
        let whole = outcome
            .findings
            .iter()
            .filter(|one| one.bindings.is_empty() && one.clause.is_none());
        let real: BTreeSet<String> = whole
            .filter(|_| outcome.cases == 0 || !verdicts.open.is_empty())
            .flat_map(codes)
            .collect();
        compare(
            "open",
            format!("{real:?}"),
            format!("{:?}", reason_codes(&verdicts.open)),
        );
        let (real, naive) = (self.lines_of(outcome), lines(&verdicts.cases));
        for line in &real {
            if !naive.contains(line) {
                compare("case", format!("{line:?}"), "otherwise".to_owned());
            }
        }
        for line in &naive {
            if !real.contains(line) {
                compare("case", "otherwise".to_owned(), format!("{line:?}"));
            }
        }
        let null = verdicts.nulls.iter().map(|expr| {
            let expr = &self.program.exprs[*expr];
            format!(
                "null without an unknown guard: `{}`",
                self.sources.slice(expr.span)
            )
        });
        found.extend(null);
        found
    }

    /// The cases that the real evaluator found violated or undetermined. What
    /// is about a collection has no variables and no clause; the one case of a
    /// rule without a `for` has a clause.
    fn lines_of(&self, outcome: &RuleOutcome) -> Vec<Line> {
        let mut cases: BTreeMap<Vec<_>, Vec<&Finding>> = BTreeMap::new();
        let about_cases = outcome
            .findings
            .iter()
            .filter(|one| !one.bindings.is_empty() || one.clause.is_some());
        for finding in about_cases {
            // Objects that lack a key may share the hash that stands for it.
            let keys = finding.bindings.iter();
            let keys = keys.map(|bound| (bound.key.as_str(), bound.object));
            cases.entry(keys.collect()).or_default().push(finding);
        }
        let mut lines: Vec<Line> = Vec::new();
        for findings in cases.values() {
            let any = |status| findings.iter().any(|one| one.status == status);
            let waived = !any(FindingStatus::Undetermined);
            let key = findings
                .first()
                .map(|one| self.key(one))
                .unwrap_or_default();
            lines.push(if any(FindingStatus::Violated) {
                (key, Verdict::Violated, BTreeSet::new())
            } else if waived {
                (key, Verdict::Waived, BTreeSet::new())
            } else {
                let codes = findings.iter().flat_map(|one| codes(one));
                (key, Verdict::Undetermined, codes.collect())
            });
        }
        lines.sort();
        lines
    }

    fn key(&self, finding: &Finding) -> Key {
        let entities = &self.program.entities;
        let bindings = finding.bindings.iter().map(|bound| {
            let mut kinds = bound.entity.split(" | ");
            // A hash stands for the key of an object that has none.
            let hash = bound.key.len() == 32 && bound.key.bytes().all(|c| c.is_ascii_hexdigit());
            let keyed = bound.object.is_some()
                || bound.entity == "String"
                || kinds.any(|kind| entities.iter().any(|entity| entity.name == kind));
            let keyed = keyed && !hash;
            let key = keyed.then(|| text::fold(&bound.key).into_owned());
            (bound.name.clone(), key)
        });
        bindings.collect()
    }
}

/// Made rules nest loops as deep as chance has it, over tenants that are small.
fn unlimited() -> Settings {
    Settings {
        max_cases: u64::MAX,
        ..Settings::default()
    }
}

/// What the real evaluator says of a rule if it plans nothing.
fn looped(naive: &Naive<'_>, outcome: &RuleOutcome) -> RuleOutcome {
    let settings = Settings {
        plan: false,
        ..unlimited()
    };
    let looped = tenet_eval::judge(&inputs(naive), &[outcome.rule], settings);
    let looped = looped.rules.into_iter().next();
    looped.unwrap_or_else(|| RuleOutcome {
        cases: u64::MAX,
        ..outcome.clone()
    })
}

fn inputs<'a>(naive: &Naive<'a>) -> Inputs<'a> {
    Inputs {
        program: naive.program,
        layout: naive.layout,
        snapshot: naive.snapshot,
        graph: naive.graph,
        now: naive.now,
        params: &[],
    }
}

/// Where what is read is found, and what the graph needs besides.
pub fn plan(program: &Program, reads: &Reads) -> (Layout, Columns) {
    let mut layout = Layout::new(program, reads);
    let needs = Needs::of(program, reads, &layout);
    let columns = tenet_graph::require(&needs, &mut layout.projection);
    (layout, columns)
}

fn status(status: RuleStatus) -> Status {
    match status {
        RuleStatus::Passed => Status::Passed,
        RuleStatus::Failed => Status::Failed,
        RuleStatus::Undetermined => Status::Undetermined,
        RuleStatus::NotApplicable => Status::NotApplicable,
        RuleStatus::Waived => Status::Waived,
    }
}

fn counts(cases: &[Case]) -> (u64, u64, u64) {
    let of = |verdict| cases.iter().filter(|case| case.verdict == verdict).count() as u64;
    let all = cases.len() as u64;
    (all, of(Verdict::Violated), of(Verdict::Undetermined))
}

fn lines(cases: &[Case]) -> Vec<Line> {
    let unsatisfied = cases
        .iter()
        .filter(|case| case.verdict != Verdict::Satisfied);
    let mut lines: Vec<Line> = unsatisfied
        .map(|case| {
            (
                case.bindings.clone(),
                case.verdict,
                reason_codes(&case.reasons),
            )
        })
        .collect();
    lines.sort();
    lines
}

fn codes(finding: &Finding) -> impl Iterator<Item = String> + '_ {
    finding.reasons.iter().map(|reason| reason.code.to_string())
}

fn reason_codes(reasons: &BTreeSet<tenet_snapshot::Reason>) -> BTreeSet<String> {
    reasons
        .iter()
        .map(|reason| reason.code.to_string())
        .collect()
}
