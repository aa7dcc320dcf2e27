//! Rules in memory: packs of texts, parsed and checked.

use tenet_base::{Diagnostic, Location, SourceMap, diagnostic};
use tenet_check::SourcePack;
use tenet_hir::{ParamValue, Program};

/// Packs of rules in memory.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// All files.
    pub sources: SourceMap,
    /// The packs; those that others stand on come first.
    pub packs: Vec<SourcePack>,
    /// What the parser said.
    diagnostics: Vec<Diagnostic>,
}

/// The files of a pack that ships: their paths and texts.
pub fn bundled(pack: &str) -> Vec<(&'static str, &'static str)> {
    let files = tenet_engine::bundled_files().iter().copied();
    let own = files.filter(|(path, _)| path.split('/').next() == Some(pack));
    own.filter(|(path, _)| !path.ends_with("tenet.toml"))
        .collect()
}

/// What a check gave.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The files.
    pub sources: SourceMap,
    /// The program.
    pub program: Program,
    /// What the parser and the checker said, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Rules {
    /// No pack.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more pack, of these files, that stands on all packs before it with
    /// their names open.
    #[must_use]
    pub fn pack(mut self, name: &str, files: &[(&str, &str)]) -> Self {
        let depends = self.packs.iter().enumerate();
        let depends = depends.map(|(position, pack)| (pack.name.clone(), position, true));
        let mut pack = SourcePack {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            digest: String::new(),
            duties: Vec::new(),
            files: Vec::new(),
            asts: Vec::new(),
            depends: depends.collect(),
            params: Vec::new(),
        };
        for (path, text) in files {
            let file = self.sources.add(*path, *text);
            let parsed = tenet_syntax::parse(file, text);
            self.diagnostics.extend(parsed.diagnostics);
            pack.files.push(file);
            pack.asts.push(parsed.file);
        }
        self.packs.push(pack);
        self
    }

    /// Sets a parameter of the last pack, as the command line would.
    #[must_use]
    pub fn param(mut self, name: &str, value: &str) -> Self {
        if let Some(pack) = self.packs.last_mut() {
            let value = ParamValue::Raw(value.to_owned());
            pack.params
                .push((name.to_owned(), value, "--param".to_owned()));
        }
        self
    }

    /// Checks all packs.
    pub fn check(self) -> Checked {
        let (program, found) = tenet_check::check(&self.packs);
        let mut diagnostics = self.diagnostics;
        diagnostics.extend(found);
        diagnostic::sort(&mut diagnostics);
        Checked {
            sources: self.sources,
            program,
            diagnostics,
        }
    }
}

impl Checked {
    /// The codes, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.id)
            .collect()
    }

    /// The text that a diagnostic underlines.
    pub fn underlined(&self, diagnostic: &Diagnostic) -> &str {
        match &diagnostic.primary.location {
            Location::Source(span) => self.sources.slice(*span),
            Location::Data(_) | Location::Run => "",
        }
    }

    /// Each diagnostic as its code, the underlined text in quotes, and its message.
    pub fn lines(&self) -> Vec<String> {
        let line = |diagnostic: &Diagnostic| {
            let underlined = self.underlined(diagnostic).replace('\n', " ");
            format!(
                "{} \"{underlined}\" {}",
                diagnostic.code.id, diagnostic.message
            )
        };
        self.diagnostics.iter().map(line).collect()
    }
}
