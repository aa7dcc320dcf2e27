//! From the folders of packs to a typed program.

use tenet_base::{Diagnostic, FileId, SourceMap, World, diagnostic};
use tenet_check::SourcePack;
use tenet_hir::{ExprId, PackId, ParamValue, Program};

use crate::bundled::WithBundle;
use crate::manifest::{param_value, written_value};
use crate::packs::{PackFiles, Packs, Stated};
use crate::paths::join;
use crate::settings::{self, ToldRegister, ToldRoot};

/// Which packs to compile, and with which parameters.
#[derive(Debug, Clone, Default)]
pub struct PackRequest {
    /// The folders of the packs.
    pub folders: Vec<String>,
    /// Parameters by name, as the command line gives them; they win over those of manifests.
    pub params: Vec<(String, String)>,
    /// Whether the `tests` folders of these packs are read too.
    pub tests: bool,
    /// The folder of a `tenet.toml` that is no pack, whose settings hold for these packs.
    pub settings: Option<String>,
}

/// A program, or what is left of it, and all that is wrong with it.
#[derive(Debug)]
pub struct Compiled {
    /// The program. With errors among the diagnostics it must not be run.
    pub program: Program,
    /// The pack that was asked for last; expressions of a query see its names.
    pub home: Option<PackId>,
    /// The packs that were asked for, each once, in that order.
    pub asked: Vec<PackId>,
    /// The folder of every pack, as seen from the working folder.
    pub folders: Vec<String>,
    /// The files that spans point into.
    pub sources: SourceMap,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The snapshot roots that the packs name, as seen from the working folder.
    pub roots: Vec<String>,
    /// Collections that the packs vouch are complete.
    pub complete: Vec<String>,
    /// Whether a pack says that what the rules of dynamic groups make members
    /// stands in for members that were not exported.
    pub computed_members: bool,
    /// What the packs tell of roots.
    pub(crate) told: Vec<ToldRoot>,
    /// The registers that the packs map.
    pub(crate) registers: Vec<ToldRegister>,
}

impl Compiled {
    /// Whether a mistake keeps the program from being run.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads, parses and checks packs and all that they stand on.
pub fn compile(world: &dyn World, request: &PackRequest) -> Compiled {
    let world = WithBundle(world);
    let mut packs = Packs::default();
    let mut asked = Vec::new();
    if request.tests {
        packs.tested.extend(request.folders.iter().cloned());
    }
    for folder in &request.folders {
        asked.extend(packs.read(&world, folder));
    }
    let own = request.settings.as_ref();
    let own = own.and_then(|folder| packs.settings(&world, folder));
    let mut diagnostics = std::mem::take(&mut packs.diagnostics);
    let of_packs = asked.iter().filter_map(|at| packs.all.get(*at));
    let stated: Vec<&Stated> = of_packs.map(|pack| &pack.stated).chain(&own).collect();
    let sources = source_packs(&packs, request, &stated, &mut diagnostics);
    let (program, found) = tenet_check::check(&sources);
    diagnostics.extend(found);
    let settings = settings::resolve(&stated, &program, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Compiled {
        asked: pack_ids(&program, &asked),
        folders: packs
            .all
            .iter()
            .map(|pack| pack.stated.folder.clone())
            .collect(),
        home: asked.last().and_then(|at| program.packs.ids().nth(*at)),
        program,
        diagnostics,
        roots: settings.paths(),
        complete: settings.complete,
        computed_members: settings.computed_members,
        told: settings.roots,
        registers: settings.registers,
        sources: packs.sources,
    }
}

/// The ids of packs by their positions, each once.
fn pack_ids(program: &Program, positions: &[usize]) -> Vec<PackId> {
    let mut found: Vec<PackId> = Vec::new();
    for position in positions {
        let id = program.packs.ids().nth(*position);
        found.extend(id.filter(|id| !found.contains(id)));
    }
    found
}

fn source_packs(
    packs: &Packs,
    request: &PackRequest,
    stated: &[&Stated],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SourcePack> {
    let mut sources: Vec<SourcePack> = packs
        .all
        .iter()
        .map(|pack| source_pack(packs, pack, diagnostics))
        .collect();
    // The pack that was asked for sets parameters for all that it stands on, the command line for everybody.
    let overrides = stated.iter().flat_map(|stated| manifest_params(stated));
    let arguments = request
        .params
        .iter()
        .map(|(name, text)| (name.clone(), written_value(text), "--param".to_owned()));
    if let Some(last) = sources.last_mut() {
        last.params.extend(overrides.chain(arguments));
    }
    sources
}

fn source_pack(packs: &Packs, pack: &PackFiles, diagnostics: &mut Vec<Diagnostic>) -> SourcePack {
    let mut asts = Vec::new();
    let mut digest = tenet_snapshot::Digest::new();
    let files: Vec<FileId> = pack.files.iter().chain(&pack.tests).copied().collect();
    for (position, file) in files.iter().enumerate() {
        let source = packs.sources.file(*file);
        // A pack is its rules: with other tests it is the same.
        if position < pack.files.len() {
            digest.add(&source.path, source.text.as_bytes());
        }
        let parsed = tenet_syntax::parse(*file, &source.text);
        diagnostics.extend(parsed.diagnostics);
        asts.push(parsed.file);
    }
    let own = pack.stated.manifest.pack.clone().unwrap_or_default();
    SourcePack {
        name: own.name,
        version: own.version,
        digest: digest.finish(),
        duties: own.duties,
        files,
        asts,
        depends: pack.depends.clone(),
        params: Vec::new(),
    }
}

fn manifest_params(stated: &Stated) -> Vec<(String, ParamValue, String)> {
    let place = join(&stated.folder, "tenet.toml");
    let params = stated.manifest.params.iter();
    params
        .map(|(name, value)| (name.clone(), param_value(value), place.clone()))
        .collect()
}

/// Reads and checks an expression as a query against the program, with the names of the pack asked for last.
pub fn expression(compiled: &mut Compiled, text: &str) -> Result<ExprId, Vec<Diagnostic>> {
    let file = compiled.sources.add("query", text);
    let parsed = tenet_syntax::parse_expression(file, text);
    let Some(home) = compiled
        .home
        .filter(|_| !parsed.diagnostics.iter().any(Diagnostic::is_error))
    else {
        return Err(parsed.diagnostics);
    };
    let (checked, found) =
        tenet_check::check_expression(&mut compiled.program, home, &parsed.expression);
    checked.ok_or(found)
}
