//! What the commands that need rules and snapshots have in common.

use tenet_base::code::run;
use tenet_base::{Diagnostic, Instant, SourceMap, World};
use tenet_engine::{BUNDLED_PACK, Compiled, Home, Loaded, PackRequest, RunRequest, Selection};
use tenet_hir::{ExprId, RuleId};
use tenet_report::{Origins, Style, human};

use crate::arguments::{Arguments, LayoutArgument, PackArguments, RuleArguments, RunArguments};
use crate::output;
use crate::progress::Bar;

/// One run of the command.
pub(crate) struct Session<'a> {
    pub(crate) world: &'a dyn World,
    pub(crate) arguments: &'a Arguments,
}

/// A run that could not be done, and why.
pub(crate) struct Failed {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) sources: SourceMap,
    /// The roots of the snapshot, for places in its files.
    pub(crate) roots: Vec<String>,
    /// How far the run came.
    pub(crate) stage: Stage,
}

/// How far a run came before it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Not as far as the rules.
    Before,
    /// Rules were refused, so that there is no report.
    Refused,
    /// The rules were judged.
    Judged,
}

impl From<Diagnostic> for Failed {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::from(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Failed {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            sources: SourceMap::new(),
            roots: Vec::new(),
            stage: Stage::Before,
        }
    }
}

impl Session<'_> {
    /// The packs that are asked for, compiled; warnings are said.
    pub(crate) fn compile(&self, packs: &PackArguments) -> Result<Compiled, Failed> {
        self.compile_for(packs, false)
    }

    /// The packs that are asked for with their tests, compiled; warnings are said.
    pub(crate) fn compile_tests(&self, packs: &PackArguments) -> Result<Compiled, Failed> {
        self.compile_for(packs, true)
    }

    fn compile_for(&self, packs: &PackArguments, tests: bool) -> Result<Compiled, Failed> {
        let request = PackRequest {
            folders: self.folders(packs),
            settings: self.settings(),
            params: params(packs)?,
            tests,
        };
        let compiled = tenet_engine::compile(self.world, &request);
        if compiled.has_errors() {
            return Err(Failed {
                sources: compiled.sources,
                ..Failed::from(compiled.diagnostics)
            });
        }
        if !self.arguments.quiet {
            let origins = Origins {
                sources: &compiled.sources,
                roots: &[],
            };
            output::diagnostics(self.arguments, origins, &compiled.diagnostics);
        }
        Ok(compiled)
    }

    /// The rules that are asked for.
    pub(crate) fn select(
        compiled: &Compiled,
        wanted: &RuleArguments,
    ) -> Result<Vec<RuleId>, Failed> {
        let selection = Selection {
            rules: wanted.rules.clone(),
            tags: wanted.tags.clone(),
            duties: wanted.duties.clone(),
        };
        tenet_engine::select(&compiled.program, &selection).map_err(Failed::from)
    }

    /// The snapshot, with what these rules read.
    pub(crate) fn load(
        &self,
        compiled: &Compiled,
        rules: &[RuleId],
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<Loaded, Failed> {
        self.load_for(compiled, RunRequest::for_rules(rules), snapshots, run)
    }

    /// The snapshot, with what an expression reads.
    pub(crate) fn load_expression(
        &self,
        compiled: &Compiled,
        expression: ExprId,
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<Loaded, Failed> {
        self.load_for(
            compiled,
            RunRequest::for_expression(expression),
            snapshots,
            run,
        )
    }

    /// The snapshot, with what questions of reach need.
    pub(crate) fn load_reach(
        &self,
        compiled: &Compiled,
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<Loaded, Failed> {
        self.load_for(compiled, RunRequest::for_reach(), snapshots, run)
    }

    /// The snapshot, with everything that the schema declares.
    pub(crate) fn load_schema(
        &self,
        compiled: &Compiled,
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<Loaded, Failed> {
        self.load_for(compiled, RunRequest::for_schema(), snapshots, run)
    }

    fn load_for(
        &self,
        compiled: &Compiled,
        request: RunRequest,
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<Loaded, Failed> {
        let request = Self::over(compiled, request, snapshots, run)?;
        let bar = Bar::new(self.arguments.quiet);
        let loaded = tenet_engine::load(self.world, compiled, &request, &|read, total| {
            bar.set(read, total);
        });
        bar.clear();
        loaded.map_err(|diagnostics| Failed {
            roots: request.roots.clone(),
            ..Failed::from(diagnostics)
        })
    }

    /// A request over the snapshots that are named, or those of `tenet.toml`.
    pub(crate) fn over(
        compiled: &Compiled,
        mut request: RunRequest,
        snapshots: &[String],
        run: &RunArguments,
    ) -> Result<RunRequest, Failed> {
        request.roots = if snapshots.is_empty() {
            compiled.roots.clone()
        } else {
            snapshots.to_vec()
        };
        if request.roots.is_empty() {
            return Err(Failed::from(no_snapshot()));
        }
        request.layouts = LayoutArgument::of_roots(&run.layout, &request.roots)
            .map_err(|name| Failed::from(stranger(name)))?;
        request.computed_members = run.computed_members || compiled.computed_members;
        request.threads = run.threads.unwrap_or_else(Self::threads).max(1);
        Ok(request)
    }

    /// An instant from the command line.
    pub(crate) fn instant(text: Option<&str>) -> Result<Option<Instant>, Failed> {
        let Some(text) = text else { return Ok(None) };
        Instant::parse(text).map(Some).ok_or_else(|| {
            let message = format!("`{text}` is not an instant");
            let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
            Failed::from(diagnostic.help("write `2026-11-22` or `2026-11-22T08:00:00Z`"))
        })
    }

    /// How many threads this machine has room for.
    pub(crate) fn threads() -> usize {
        std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
    }

    /// How many violations of a rule people see in full.
    pub(crate) fn shown(&self) -> usize {
        if self.arguments.verbose {
            usize::MAX
        } else {
            human::SHOWN
        }
    }

    /// How the report for people looks; in a file it has no colours.
    pub(crate) fn style(&self, to_file: bool) -> Style {
        let style = output::stdout_style(self.arguments);
        if to_file {
            Style {
                color: false,
                ..style
            }
        } else {
            style
        }
    }

    /// What the working folder is.
    fn home(&self) -> Home {
        tenet_engine::home(self.world, ".")
    }

    /// The folder of the settings that hold for all packs, if there are any.
    fn settings(&self) -> Option<String> {
        match self.home() {
            Home::Settings(_) => Some(".".to_owned()),
            Home::Nothing | Home::Pack => None,
        }
    }

    fn folders(&self, packs: &PackArguments) -> Vec<String> {
        if !packs.packs.is_empty() {
            return packs.packs.clone();
        }
        match self.home() {
            Home::Pack => vec![".".to_owned()],
            Home::Settings(packs) if !packs.is_empty() => packs,
            Home::Settings(_) | Home::Nothing => vec![BUNDLED_PACK.to_owned()],
        }
    }
}

fn params(packs: &PackArguments) -> Result<Vec<(String, String)>, Failed> {
    let split = |text: &String| {
        let pair = text
            .split_once('=')
            .map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
        pair.ok_or_else(|| {
            let message = format!("`--param {text}` has no `=`");
            Failed::from(
                Diagnostic::run(&run::BAD_ARGUMENT, message).help("write `--param name=value`"),
            )
        })
    };
    packs.params.iter().map(split).collect()
}

pub(super) fn stranger(name: &str) -> Diagnostic {
    let message = format!("`--layout` names `{name}`, which is none of the snapshots");
    Diagnostic::run(&run::BAD_ARGUMENT, message)
        .help("name a snapshot as it is named on the command line or in `tenet.toml`")
}

fn no_snapshot() -> Diagnostic {
    Diagnostic::run(&run::BAD_ARGUMENT, "no snapshot is given")
        .help("name a folder or `.zip` of exports, or `demo`; or write `[snapshot] roots = [\"…\"]` in `tenet.toml`")
}
