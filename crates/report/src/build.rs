//! From what a run gave to a [`Report`].

mod coverage;
mod finding;
mod names;
mod places;
pub(crate) mod summary;
mod undeclared;

use tenet_base::{DataLocation, Diagnostic, diagnostic};
use tenet_eval::{Outcome, RuleOutcome};
use tenet_hir::{Layout, PackId, Program};
use tenet_snapshot::{Evidence, Snapshot};

use crate::model::{PackInfo, Parameter, Report, Rule, SnapshotInfo, Tool};
use names::Names;
use places::Places;

/// What a run gave.
#[derive(Debug)]
pub struct Run<'a> {
    /// What makes the report.
    pub tool: Tool,
    /// The rules and the schema.
    pub program: &'a Program,
    /// Where their fields are found.
    pub layout: &'a Layout,
    /// What was judged.
    pub snapshot: &'a Snapshot,
    /// The earlier snapshot, if there is one.
    pub since: Option<String>,
    /// What judging gave.
    pub outcome: &'a Outcome,
    /// What is to be said about the data.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a part of an object stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The file, the line, the column, and the line's text.
    pub location: DataLocation,
    /// The JSON pointer from the top of the file.
    pub pointer: String,
}

/// For how many findings of each rule the places are looked up.
///
/// Looking a place up means to read the object once more, so it is done only
/// for what is shown. The others still name their file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// For all.
    All,
    /// For the first ones of each rule, the worst first.
    First(usize),
}

impl Depth {
    pub(crate) fn reaches(self, number: usize) -> bool {
        match self {
            Self::All => true,
            Self::First(count) => number < count,
        }
    }
}

/// Everything that building needs to look at.
pub(crate) struct Builder<'a> {
    run: &'a Run<'a>,
    depth: Depth,
    names: Names<'a>,
    places: Places<'a>,
}

impl Report {
    /// The report of a run. `locate` finds the place of a part of an object; it
    /// is asked once for each, and only as far as `depth` reaches.
    pub fn new(run: &Run<'_>, depth: Depth, locate: &dyn Fn(&Evidence) -> Option<Located>) -> Self {
        let builder = Builder {
            run,
            depth,
            names: Names::new(run.program, run.layout, run.snapshot),
            places: Places::new(run.snapshot, locate),
        };
        let rules: Vec<Rule> = run
            .outcome
            .rules
            .iter()
            .map(|outcome| builder.rule(outcome))
            .collect();
        let (packs, parameters) = (packs(run.program), parameters(run.program));
        let mut diagnostics = run.diagnostics.clone();
        diagnostic::sort(&mut diagnostics);
        Self {
            tool: run.tool.clone(),
            snapshot: snapshot_info(run),
            now: run.outcome.now,
            roots: run.snapshot.roots.clone(),
            packs,
            parameters,
            coverage: coverage::collections(run),
            summary: summary::summary(&rules),
            rules,
            diagnostics,
        }
    }
}

impl Builder<'_> {
    fn rule(&self, outcome: &RuleOutcome) -> Rule {
        let rule = &self.run.program.rules[outcome.rule];
        Rule {
            id: rule.id.clone(),
            pack: pack_name(self.run.program, rule.pack),
            obligation: rule.obligation().to_owned(),
            title: rule.title.clone(),
            duty: rule.duty.clone(),
            severity: rule.severity,
            cites: rule.cites.clone(),
            tags: rule.tags.clone(),
            status: outcome.status,
            cases: outcome.cases,
            violated: outcome.violated,
            waived: outcome.waived,
            undetermined: outcome.undetermined,
            not_applicable: outcome.not_applicable.clone(),
            findings: self.findings(outcome),
        }
    }
}

/// The name of a pack.
pub(crate) fn pack_name(program: &Program, pack: PackId) -> String {
    program.packs[pack].name.clone()
}

fn snapshot_info(run: &Run<'_>) -> SnapshotInfo {
    SnapshotInfo {
        tenant: run.snapshot.tenant.clone(),
        captured_at: run.snapshot.captured_at,
        digest: run.snapshot.digest.clone(),
        since: run.since.clone(),
    }
}

fn packs(program: &Program) -> Vec<PackInfo> {
    let info = |pack: &tenet_hir::Pack| PackInfo {
        name: pack.name.clone(),
        version: pack.version.clone(),
        digest: pack.digest.clone(),
    };
    program.packs.iter().map(info).collect()
}

fn parameters(program: &Program) -> Vec<Parameter> {
    let overridden = |param: &tenet_hir::Param| {
        let (value, origin) = param.overridden.clone()?;
        let (pack, name) = (pack_name(program, param.pack), param.name.clone());
        Some(Parameter {
            pack,
            name,
            value,
            origin,
        })
    };
    let mut parameters: Vec<_> = program.params.iter().filter_map(overridden).collect();
    parameters.sort_by(|a, b| (&a.pack, &a.name).cmp(&(&b.pack, &b.name)));
    parameters
}

#[cfg(test)]
mod tests;
