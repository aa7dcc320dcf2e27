//! Running the scenarios of packs.

use tenet_base::code::run;
use tenet_base::id::Id;
use tenet_base::{Diagnostic, World, text};
use tenet_hir::{Case, ExpectationKind, PackId, Pattern, Program, Scenario, ScenarioId};
use tenet_report::scenarios::Results;
use tenet_scenario::Job;

use crate::bundled::WithBundle;
use crate::compile::Compiled;
use crate::paths::join;
use crate::recordings;

/// Which scenarios are run.
#[derive(Debug, Clone, Default)]
pub struct TestRequest {
    /// Text that the title, or the id of a rule that is expected, must contain;
    /// with `*` a pattern for the whole of it. None for all scenarios.
    pub filter: Option<String>,
    /// How many threads to use.
    pub threads: usize,
}

/// Runs the scenarios of the packs that were asked for.
///
/// The program must be without errors. There is nothing to run where no
/// scenario fits the filter, or the packs have none: that is an error.
pub fn test(
    world: &dyn World,
    compiled: &Compiled,
    request: &TestRequest,
) -> Result<Results, Vec<Diagnostic>> {
    let scenarios = select(compiled, request.filter.as_deref())?;
    let world = WithBundle(world);
    let job = Job {
        world: &world,
        program: &compiled.program,
        export_path: &|pack: PackId, path: &str| {
            let folder = compiled.folders.get(pack.index());
            join(folder.map_or(".", String::as_str), path)
        },
        recorded: &|scenario: &Scenario| recordings::read(&world, compiled, scenario),
        threads: request.threads,
    };
    let outcomes = tenet_scenario::run(&job, &scenarios);
    let results = tenet_scenario::report(&compiled.program, &compiled.sources, &outcomes);
    Ok(Results {
        recordings: recordings::results(compiled, &outcomes),
        ..results
    })
}

fn select(compiled: &Compiled, filter: Option<&str>) -> Result<Vec<ScenarioId>, Vec<Diagnostic>> {
    let program = &compiled.program;
    let all = program.scenarios.iter_enumerated();
    let own = all.filter(|(_, scenario)| compiled.asked.contains(&scenario.pack));
    let own: Vec<(ScenarioId, &Scenario)> = own.collect();
    if own.is_empty() {
        return Err(vec![no_scenario(compiled)]);
    }
    let Some(filter) = filter else {
        return Ok(own.into_iter().map(|(id, _)| id).collect());
    };
    let fitting = own.iter();
    let fitting = fitting.filter(|(_, scenario)| fits(program, scenario, filter));
    let fitting: Vec<ScenarioId> = fitting.map(|(id, _)| *id).collect();
    if fitting.is_empty() {
        return Err(vec![no_fitting(filter, own.len())]);
    }
    Ok(fitting)
}

fn fits(program: &Program, scenario: &Scenario, filter: &str) -> bool {
    let fits = |own: &str| {
        if filter.contains('*') {
            return Pattern::like(filter, Case::Folded).is_ok_and(|pattern| pattern.is_match(own));
        }
        text::fold(own).contains(text::fold(filter).as_ref())
    };
    let mut expected = scenario.expectations.iter();
    fits(&scenario.title)
        || expected.any(|expectation| match &expectation.kind {
            ExpectationKind::Verdict { rule, .. } => fits(&program.rules[*rule].id),
            ExpectationKind::Snapshot => false,
        })
}

fn no_scenario(compiled: &Compiled) -> Diagnostic {
    let packs = compiled.asked.iter();
    let names: Vec<String> = packs
        .map(|pack| format!("`{}`", compiled.program.packs[*pack].name))
        .collect();
    let plural = if names.len() == 1 { "has" } else { "have" };
    let message = format!("{} {plural} no scenario", names.join(", "));
    Diagnostic::run(&run::NO_SCENARIO, message).help(
        "write one in the folder `tests` of the pack; the pack inside the program comes without its own",
    )
}

fn no_fitting(filter: &str, all: usize) -> Diagnostic {
    let message = format!("none of {all} scenarios fits `{filter}`");
    Diagnostic::run(&run::NO_SCENARIO, message)
        .help("a filter is a part of a title or of the id of a rule, or a pattern with `*`")
}
