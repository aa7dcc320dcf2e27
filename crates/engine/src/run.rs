//! Loading a snapshot for a selection of rules, and judging it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{Diagnostic, Duration, Instant, World};
use tenet_eval::{Clock, Inputs, Outcome, QueryAnswer, RuleProfile, Settings};
use tenet_graph::findings::Finding;
use tenet_graph::{Columns, Graph, Needs};
use tenet_hir::{ExprId, Layout, Program, Reads, RuleId};
use tenet_report::model::Tool;
use tenet_report::{Depth, Located, Report, Run};
use tenet_snapshot::{Evidence, Locator, Options, Place, Progress, Root, Snapshot};

use crate::compile::Compiled;
use crate::{changes, drift, findings, names, settings, waivers};

/// What to load.
#[derive(Debug, Clone)]
pub struct RunRequest {
    /// Folders and archives; together they make one snapshot.
    pub roots: Vec<String>,
    /// The layout of each of them of which the user says it; without any, all show their own.
    pub layouts: Vec<Option<tenet_snapshot::Layout>>,
    /// How many threads to use.
    pub threads: usize,
    /// Whether it will be asked to what sign-ins Conditional Access policies apply.
    pub sign_ins: bool,
    /// Whether the members that the rule of a dynamic group makes stand in for
    /// those that were not exported.
    pub computed_members: bool,
    /// What will be judged.
    target: Target,
}

#[derive(Debug, Clone)]
enum Target {
    Rules(Vec<RuleId>),
    Expression(ExprId),
    /// Who is reached by what, of everything that the schema says is targeted.
    Reach,
    /// Everything that the schema declares.
    Schema,
    /// What became of the objects of everything that the schema declares.
    Changes,
    /// What became of the objects of collections that the schema does not declare.
    Undeclared(Vec<String>),
}

/// A snapshot, loaded for what will be judged.
#[derive(Debug)]
pub struct Loaded {
    /// The tables.
    pub snapshot: Snapshot,
    /// Where the fields of the schema are found in them.
    pub layout: Layout,
    /// What is wrong with the data.
    pub diagnostics: Vec<Diagnostic>,
    columns: Columns,
    roots: Vec<Root>,
}

/// The outcome of a run.
#[derive(Debug)]
pub struct Judged {
    /// The status of every rule, and the findings.
    pub outcome: Outcome,
    /// The names that the rules look for and that nothing has.
    pub diagnostics: Vec<Diagnostic>,
    /// What is to be said about the waivers of the rules.
    pub waivers: Vec<Diagnostic>,
    /// How judging each rule went; empty unless there was a clock.
    pub profile: Vec<RuleProfile>,
    /// What is wrong with the groups and assignments that the rules read.
    findings: Vec<Finding>,
}

/// How to judge.
#[derive(Clone, Copy, Default)]
pub struct JudgeRequest<'c> {
    /// Stands in for the time of capture.
    pub now: Option<Instant>,
    /// Waivers that end within this time are told.
    pub expiring: Option<Duration>,
    /// How the evaluator goes about it.
    pub settings: Settings,
    /// Tells the time, if it is to be told how long each rule took.
    pub clock: Option<Clock<'c>>,
}

impl std::fmt::Debug for JudgeRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("JudgeRequest");
        shown.field("now", &self.now);
        shown.field("expiring", &self.expiring);
        shown.field("settings", &self.settings);
        shown.finish_non_exhaustive()
    }
}

impl RunRequest {
    /// Loads what these rules read.
    pub fn for_rules(rules: &[RuleId]) -> Self {
        Self {
            roots: Vec::new(),
            layouts: Vec::new(),
            threads: 1,
            sign_ins: false,
            computed_members: false,
            target: Target::Rules(rules.to_vec()),
        }
    }

    /// Loads what an expression reads.
    pub fn for_expression(expression: ExprId) -> Self {
        Self {
            roots: Vec::new(),
            layouts: Vec::new(),
            threads: 1,
            sign_ins: false,
            computed_members: false,
            target: Target::Expression(expression),
        }
    }

    /// Loads what questions of reach need.
    pub fn for_reach() -> Self {
        Self {
            roots: Vec::new(),
            layouts: Vec::new(),
            threads: 1,
            sign_ins: true,
            computed_members: false,
            target: Target::Reach,
        }
    }

    /// Loads everything that the schema declares.
    pub fn for_schema() -> Self {
        Self {
            roots: Vec::new(),
            layouts: Vec::new(),
            threads: 1,
            sign_ins: false,
            computed_members: false,
            target: Target::Schema,
        }
    }

    /// Loads what the comparison of two snapshots needs.
    pub fn for_changes() -> Self {
        Self {
            target: Target::Changes,
            ..Self::for_reach()
        }
    }

    /// The same snapshot, for what became of collections that the schema does not declare.
    pub(crate) fn of_undeclared(&self, paths: &[String]) -> Self {
        Self {
            target: Target::Undeclared(paths.to_vec()),
            sign_ins: false,
            ..self.clone()
        }
    }

    fn reads(&self, program: &Program) -> Reads {
        match &self.target {
            Target::Expression(expression) => Reads::of(program, [*expression]),
            Target::Reach => Reads::of_reach(program),
            Target::Schema => Reads::of_schema(program),
            Target::Undeclared(_) => Reads::default(),
            Target::Changes => {
                let mut reads = Reads::of_changes(program);
                reads.extend(Reads::of_reach(program));
                reads
            }
            Target::Rules(rules) => {
                let mut reads = Reads::default();
                for rule in rules {
                    reads.extend(Reads::of_rule(program, &program.rules[*rule]));
                }
                reads
            }
        }
    }
}

/// Loads a snapshot: the tables that the target reads, and what is wrong with the data.
///
/// `progress` is told how many bytes of how many were read.
pub fn load(
    world: &dyn World,
    compiled: &Compiled,
    request: &RunRequest,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Loaded, Vec<Diagnostic>> {
    let roots = roots_of(compiled, request);
    let told = |so_far: Progress| progress(so_far.read, so_far.total);
    let options = Options {
        threads: request.threads,
        complete: &compiled.complete,
        layouts: &request.layouts,
        progress: Some(&told),
    };
    let Plan {
        layout, columns, ..
    } = plan(compiled, request, &|needs| {
        tenet_graph::dynamic::ask_rules(needs, world, &roots, &options);
    });
    let (snapshot, mut diagnostics) =
        tenet_snapshot::load(world, &roots, &layout.projection, &options);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    let schema = (&compiled.program, &layout);
    diagnostics.extend(drift::unlisted(world, &roots, schema, &snapshot));
    diagnostics.extend(settings::unread(&snapshot.roots, &compiled.registers));
    Ok(Loaded {
        snapshot,
        layout,
        diagnostics,
        columns,
        roots,
    })
}

/// What is loaded for a request, and where it is found.
pub(crate) struct Plan {
    /// The projection, and the way from fields to columns.
    pub(crate) layout: Layout,
    columns: Columns,
    /// Whether groups are read first, for what their rules look at.
    pub(crate) asks: bool,
}

/// What is loaded for a request; `ask` looks up what the rules of groups look at.
pub(crate) fn plan(compiled: &Compiled, request: &RunRequest, ask: &dyn Fn(&mut Needs)) -> Plan {
    let reads = request.reads(&compiled.program);
    let mut layout = Layout::new(&compiled.program, &reads);
    match &request.target {
        Target::Changes => changes::compare_declared(&compiled.program, &mut layout),
        Target::Undeclared(paths) => changes::compare_undeclared(paths, &mut layout),
        Target::Rules(_) | Target::Expression(_) | Target::Reach | Target::Schema => {}
    }
    let mut needs = Needs::of(&compiled.program, &reads, &layout);
    needs.sign_ins = request.sign_ins;
    needs.rules.accept = request.computed_members && needs.membership;
    let asks = needs.rules.computed || needs.rules.accept;
    ask(&mut needs);
    let columns = tenet_graph::require(&needs, &mut layout.projection);
    Plan {
        layout,
        columns,
        asks,
    }
}

/// The roots of a request, with all that is told of them.
pub(crate) fn roots_of(compiled: &Compiled, request: &RunRequest) -> Vec<Root> {
    let roots = request.roots.iter();
    let roots = roots.map(|path| settings::root(path, &compiled.told, &compiled.registers));
    roots.collect()
}

/// Judges rules over a loaded snapshot.
pub fn judge(
    compiled: &Compiled,
    loaded: &Loaded,
    rules: &[RuleId],
    request: &JudgeRequest<'_>,
) -> Judged {
    let graph = loaded.graph();
    let inputs = inputs(compiled, loaded, &graph, request.now);
    let (outcome, profile) = match request.clock {
        Some(clock) => tenet_eval::judge_profiled(&inputs, rules, request.settings, clock),
        None => (
            tenet_eval::judge(&inputs, rules, request.settings),
            Vec::new(),
        ),
    };
    let unmatched = tenet_eval::unmatched(&inputs, rules);
    let diagnostics = unmatched
        .iter()
        .filter_map(|found| names::unmatched(&compiled.program, found));
    Judged {
        diagnostics: diagnostics.collect(),
        waivers: waivers::diagnostics(&compiled.program, &outcome, request.expiring),
        outcome,
        profile,
        findings: graph.findings(),
    }
}

/// Evaluates an expression over a loaded snapshot.
pub fn query(
    compiled: &Compiled,
    loaded: &Loaded,
    expression: ExprId,
    now: Option<Instant>,
) -> QueryAnswer {
    let graph = loaded.graph();
    tenet_eval::query(&inputs(compiled, loaded, &graph, now), expression)
}

pub(crate) fn inputs<'a>(
    compiled: &'a Compiled,
    loaded: &'a Loaded,
    graph: &'a Graph<'a>,
    now: Option<Instant>,
) -> Inputs<'a> {
    Inputs {
        program: &compiled.program,
        layout: &loaded.layout,
        snapshot: &loaded.snapshot,
        graph,
        now: now.or(loaded.snapshot.captured_at),
        params: &[],
    }
}

impl Loaded {
    /// What answers questions about membership and reach, as far as the target asks any.
    pub fn graph(&self) -> Graph<'_> {
        Graph::build(&self.snapshot, self.columns.clone())
    }

    /// How many files were found, and how many objects were read.
    pub fn sizes(&self) -> (usize, usize) {
        let tables = self.snapshot.tables.iter();
        let objects = tables.map(|table| table.objects.len()).sum();
        (self.snapshot.files.iter().count(), objects)
    }

    /// The paths that it was loaded from, as they were asked for.
    pub fn paths(&self) -> Vec<String> {
        self.roots.iter().map(|root| root.path.clone()).collect()
    }

    /// What it was loaded from.
    pub(crate) fn roots(&self) -> &[Root] {
        &self.roots
    }
}

impl Judged {
    /// The report of the run; places are looked up as far as `depth` reaches.
    ///
    /// It is built twice: first to learn which places it shows, so that each
    /// file is read once for all of them.
    pub fn report(
        &self,
        world: &dyn World,
        compiled: &Compiled,
        loaded: &Loaded,
        depth: Depth,
    ) -> Report {
        let findings = findings::diagnostics(world, loaded, &self.findings);
        let run = Run {
            tool: tool(),
            program: &compiled.program,
            layout: &loaded.layout,
            snapshot: &loaded.snapshot,
            since: None,
            outcome: &self.outcome,
            diagnostics: [
                &loaded.diagnostics,
                &findings,
                &self.diagnostics,
                &self.waivers,
            ]
            .map(Vec::as_slice)
            .concat(),
        };
        let asked = RefCell::new(BTreeSet::new());
        Report::new(&run, depth, &|evidence| {
            asked.borrow_mut().insert(evidence.clone());
            None
        });
        let found = located(world, loaded, asked.into_inner());
        Report::new(&run, depth, &|evidence| found.get(evidence).cloned())
    }
}

fn located(
    world: &dyn World,
    loaded: &Loaded,
    asked: BTreeSet<Evidence>,
) -> BTreeMap<Evidence, Located> {
    let tables = &loaded.snapshot.tables;
    let place = |evidence: &Evidence| {
        tables
            .try_get(evidence.object.collection)?
            .places
            .get(evidence.object.row as usize)
            .copied()
    };
    let known: Vec<(Evidence, Place)> = asked
        .into_iter()
        .filter_map(|evidence| place(&evidence).map(|place| (evidence, place)))
        .collect();
    let requests: Vec<_> = known
        .iter()
        .map(|(evidence, place)| (*place, evidence.path.as_slice()))
        .collect();
    let answers = Locator::new(world, &loaded.roots, &loaded.snapshot).locate_all(&requests);
    let pairs = known
        .iter()
        .zip(answers)
        .filter_map(|((evidence, _), answer)| {
            let answer = answer?;
            Some((
                evidence.clone(),
                Located {
                    location: answer.place,
                    pointer: answer.pointer,
                },
            ))
        });
    pairs.collect()
}

fn tool() -> Tool {
    Tool {
        name: "tenet".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
