//! Whole runs in memory, through the facade.

use std::fmt::Write;

use tenet_base::World;
use tenet_engine::{Compiled, JudgeRequest, PackRequest, RunRequest};
use tenet_eval::Settings;
use tenet_report::{Depth, Style};
use tenet_testkit::Memory;

/// Where the rules that ship stand in a world.
pub(super) const PACK: &str = "policies/msmd-sop";

/// The folder of the export.
pub(super) const EXPORT: &str = "tenant";

/// Adds the packs that ship to a world.
pub(super) fn add_policies(world: &mut Memory) {
    for (path, text) in tenet_engine::bundled_files() {
        world.add(format!("policies/{path}"), *text);
    }
}

/// The rules in a world.
pub(super) fn compile(world: &dyn World) -> Compiled {
    compile_pack(world, PACK)
}

/// The rules of a pack in a world.
pub(super) fn compile_pack(world: &dyn World, folder: &str) -> Compiled {
    let folders = vec![folder.to_owned()];
    let params = Vec::new();
    tenet_engine::compile(
        world,
        &PackRequest {
            folders,
            params,
            tests: false,
            settings: None,
        },
    )
}

/// All that a run writes: diagnostics, the JSON report and the one for people.
pub(super) fn run(world: &dyn World, compiled: &Compiled, threads: usize) -> String {
    let settings = Settings {
        threads,
        ..Settings::default()
    };
    run_with(world, compiled, settings)
}

/// The same with other settings.
pub(super) fn run_with(world: &dyn World, compiled: &Compiled, settings: Settings) -> String {
    run_over(world, compiled, settings, EXPORT)
}

/// The same over another root.
pub(super) fn run_over(
    world: &dyn World,
    compiled: &Compiled,
    settings: Settings,
    root: &str,
) -> String {
    let rules: Vec<_> = compiled.program.rules.ids().collect();
    let mut request = RunRequest::for_rules(&rules);
    request.roots.push(root.to_owned());
    request.threads = settings.threads;
    let loaded = match tenet_engine::load(world, compiled, &request, &|_, _| {}) {
        Ok(loaded) => loaded,
        Err(diagnostics) => return format!("{diagnostics:?}"),
    };
    let request = JudgeRequest {
        settings,
        ..JudgeRequest::default()
    };
    let judged = tenet_engine::judge(compiled, &loaded, &rules, &request);
    let report = judged.report(world, compiled, &loaded, Depth::All);
    let mut written = tenet_report::json::render(&report, &compiled.sources);
    let human = tenet_report::human::render(&report, &compiled.sources, Style::PLAIN, 10);
    write!(written, "\n{human}").unwrap();
    written
}
