//! Rules and an export in memory, and what judging them gives.

use tenet_base::{Diagnostic, Instant, Level, SourceMap};
use tenet_check::SourcePack;
use tenet_eval::{Inputs, Outcome, Settings};
use tenet_graph::{Graph, Needs, require};
use tenet_hir::{Layout, Program, Reads, RuleId};
use tenet_snapshot::{Options, Root, load};

use crate::memory::Memory;

/// Where the export of a scene stands in its world.
pub const EXPORT: &str = "export";

/// A pack of one file, an export and the time.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// The text of the pack's file.
    pub source: String,
    /// The files of the export, below [`EXPORT`].
    pub world: Memory,
    /// What `now` is.
    pub now: Option<Instant>,
}

impl Scene {
    /// Adds a collection as Graph answers for it: its objects as JSON, with
    /// commas between them. A partial one names a further page.
    pub fn add_collection(&mut self, path: &str, objects: &str, partial: bool) {
        let graph = "https://graph.microsoft.com/v1.0";
        let next = if partial {
            format!(r#""@odata.nextLink":"{graph}/{path}?$skiptoken=2","#)
        } else {
            String::new()
        };
        let answer =
            format!(r#"{{"@odata.context":"{graph}/$metadata#{path}",{next}"value":[{objects}]}}"#);
        self.world.add(format!("{EXPORT}/{path}.json"), answer);
    }

    /// The typed program, or what is wrong with the source.
    pub fn check(&self) -> Result<Program, Vec<Diagnostic>> {
        let mut map = SourceMap::new();
        let file = map.add("scene.tenet", self.source.as_str());
        let parsed = tenet_syntax::parse(file, &self.source);
        let pack = SourcePack {
            name: "scene".to_owned(),
            version: "1.0.0".to_owned(),
            digest: String::new(),
            duties: Vec::new(),
            files: vec![file],
            asts: vec![parsed.file],
            depends: Vec::new(),
            params: Vec::new(),
        };
        let (program, mut diagnostics) = tenet_check::check(&[pack]);
        diagnostics.extend(parsed.diagnostics);
        diagnostics.retain(|one| one.code.level == Level::Error);
        if diagnostics.is_empty() {
            return Ok(program);
        }
        tenet_base::diagnostic::sort(&mut diagnostics);
        Err(diagnostics)
    }

    /// Loads the export as the rules need it, and gives everything to `run`.
    pub fn run<T>(&self, program: &Program, run: impl FnOnce(&Inputs<'_>) -> T) -> T {
        let mut reads = Reads::default();
        for rule in &program.rules {
            reads.extend(Reads::of_rule(program, rule));
        }
        let mut layout = Layout::new(program, &reads);
        let mut needs = Needs::of(program, &reads, &layout);
        let root = Root {
            path: EXPORT.to_owned(),
            name: EXPORT.to_owned(),
            ..Root::default()
        };
        let options = Options::default();
        let roots = std::slice::from_ref(&root);
        tenet_graph::dynamic::ask_rules(&mut needs, &self.world, roots, &options);
        let columns = require(&needs, &mut layout.projection);
        let (snapshot, _) = load(&self.world, &[root], &layout.projection, &options);
        let graph = Graph::build(&snapshot, columns);
        run(&Inputs {
            program,
            layout: &layout,
            snapshot: &snapshot,
            graph: &graph,
            now: self.now,
            params: &[],
        })
    }

    /// Judges all rules.
    pub fn judge(&self, program: &Program, settings: Settings) -> Outcome {
        let rules: Vec<RuleId> = program.rules.ids().collect();
        self.run(program, |inputs| {
            tenet_eval::judge(inputs, &rules, settings)
        })
    }
}
