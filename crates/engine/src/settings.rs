//! What `tenet.toml` files say of snapshots: roots, when they were taken, what
//! is complete in them, and which of their files are registers.

mod registers;

use tenet_base::code::run;
use tenet_base::{Diagnostic, Instant, Span, suggest, text};
use tenet_hir::Program;
use tenet_snapshot::{Register, Root, Told};
use toml::Spanned;

use serde::Deserialize as _;

use crate::manifest::RootTable;
use crate::packs::{Stated, wrong};
use crate::paths::join;

/// What all `tenet.toml` files of a run say.
#[derive(Debug, Default)]
pub(crate) struct SnapshotSettings {
    pub(crate) roots: Vec<ToldRoot>,
    pub(crate) registers: Vec<ToldRegister>,
    /// Collections that are complete, whatever root they stand in.
    pub(crate) complete: Vec<String>,
    pub(crate) computed_members: bool,
}

/// What is told of a root.
#[derive(Debug, Clone, Default)]
pub(crate) struct ToldRoot {
    /// Its path, as seen from the working folder.
    pub(crate) path: String,
    pub(crate) captured_at: Option<Instant>,
    pub(crate) complete: Vec<String>,
}

/// A register, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct ToldRegister {
    /// Its path, as seen from the working folder.
    pub(crate) path: String,
    pub(crate) register: Register,
    /// Whether it holds all that there is.
    pub(crate) complete: bool,
    /// Where it is told of.
    pub(crate) span: Span,
}

/// Reads what `tenet.toml` files say of snapshots.
pub(crate) fn resolve(
    stated: &[&Stated],
    program: &Program,
    diagnostics: &mut Vec<Diagnostic>,
) -> SnapshotSettings {
    let mut settings = SnapshotSettings::default();
    // With mistakes in the rules, an entity may be missing that is declared.
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    for stated in stated {
        let section = &stated.manifest.snapshot;
        settings.computed_members |= section.computed_members;
        for root in &section.roots {
            match told_root(stated, root) {
                Ok(root) => settings.roots.push(root),
                Err(mistake) => diagnostics.push(*mistake),
            }
        }
        let complete = section.complete.iter();
        settings
            .complete
            .extend(complete.map(|path| path.get_ref().clone()));
        if sound {
            diagnostics.extend(unknown_collections(stated, program));
            let found = registers::resolve(stated, program, diagnostics);
            settings.registers.extend(found);
        }
    }
    settings
}

impl SnapshotSettings {
    /// What is judged where the command names nothing: the roots, and registers outside of them.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.roots.iter().map(|root| root.path.clone()).collect();
        for register in &self.registers {
            if !paths
                .iter()
                .any(|root| below(root, &register.path).is_some())
            {
                paths.push(register.path.clone());
            }
        }
        paths
    }
}

/// A root with all that is told of it.
pub(crate) fn root(path: &str, roots: &[ToldRoot], registers: &[ToldRegister]) -> Root {
    let own = join("", path);
    let mut told = Told::default();
    for root in roots.iter().filter(|root| root.path == own) {
        told.captured_at = told.captured_at.or(root.captured_at);
        told.complete.extend(root.complete.iter().cloned());
    }
    for one in registers {
        let Some(file) = below(&own, &one.path) else {
            continue;
        };
        let mut register = one.register.clone();
        file.clone_into(&mut register.file);
        if one.complete {
            told.complete.push(register.collection.clone());
        }
        told.registers.push(register);
    }
    Root {
        path: path.to_owned(),
        name: path.to_owned(),
        told,
    }
}

/// The registers that a run over these roots does not read.
pub(crate) fn unread(paths: &[String], registers: &[ToldRegister]) -> Vec<Diagnostic> {
    let roots: Vec<String> = paths.iter().map(|path| join("", path)).collect();
    let left = registers.iter().filter(|register| {
        let mut roots = roots.iter();
        !roots.any(|root| below(root, &register.path).is_some())
    });
    left.map(|register| {
        let message = format!("the register `{}` is not read", register.path);
        Diagnostic::new(&run::UNREAD_REGISTER, register.span, message)
            .note("the command names what is read, and not this file")
            .help(format!("name `{}` too", register.path))
    })
    .collect()
}

/// The path from a root of a file in it; the name of a file that is the root.
fn below<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    if root == path {
        return path.rsplit('/').next();
    }
    if root == "." {
        return (!path.starts_with(['/']) && !path.starts_with("../")).then_some(path);
    }
    path.strip_prefix(root)?.strip_prefix('/')
}

fn told_root(stated: &Stated, root: &Spanned<toml::Value>) -> Result<ToldRoot, Box<Diagnostic>> {
    let mistake = |words: &str| wrong(stated.file, root.span(), words);
    let table = match root.get_ref() {
        toml::Value::String(path) => {
            return Ok(ToldRoot {
                path: join(&stated.folder, path),
                ..ToldRoot::default()
            });
        }
        toml::Value::Table(table) => RootTable::deserialize(toml::Value::Table(table.clone()))
            .map_err(|error| Box::new(mistake(error.message())))?,
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_)
        | toml::Value::Array(_) => {
            let told = mistake("a root is a path, or a table with a `path`");
            return Err(told
                .help("write `\"exports\"` or `{ path = \"exports\" }`")
                .into());
        }
    };
    let captured_at = table.captured.as_ref().map(|value| {
        instant(value).ok_or_else(|| {
            Box::new(
                mistake("`captured` is no moment")
                    .help("write `2026-11-22` or `2026-11-22T08:00:00Z`, with the offset from UTC"),
            )
        })
    });
    Ok(ToldRoot {
        path: join(&stated.folder, &table.path),
        captured_at: captured_at.transpose()?,
        complete: table.complete,
    })
}

fn instant(value: &toml::Value) -> Option<Instant> {
    match value {
        toml::Value::Datetime(date) => Instant::parse(&date.to_string()),
        toml::Value::String(text) => Instant::parse(text),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Array(_)
        | toml::Value::Table(_) => None,
    }
}

/// Collections that are said to be complete and that no entity is declared from.
fn unknown_collections(stated: &Stated, program: &Program) -> Vec<Diagnostic> {
    let known: Vec<&str> = program
        .entities
        .iter()
        .filter_map(|entity| entity.collection.as_deref())
        .collect();
    let section = &stated.manifest.snapshot;
    let everywhere = section
        .complete
        .iter()
        .map(|path| (path.get_ref().clone(), path.span()));
    let of_roots = section.roots.iter().flat_map(|root| {
        let told = told_root(stated, root).map(|told| told.complete);
        let paths = told.unwrap_or_default();
        paths.into_iter().map(|path| (path, root.span()))
    });
    let unknown = everywhere.chain(of_roots).filter(|(path, _)| {
        let own = path.trim_matches('/');
        own != "*" && !known.iter().any(|known| text::same(known, own))
    });
    let told = unknown.map(|(path, range)| {
        let span = Span::new(stated.file, range.start as u32, range.end as u32);
        let message = format!("no entity is declared from the collection `{path}`");
        let told = Diagnostic::new(&run::UNKNOWN_COLLECTION, span, message);
        match suggest::nearest(&path, known.iter().copied()) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None => told.help("write the path that the schema gives the collection"),
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_register_is_below_its_root() {
        assert_eq!(below("a.csv", "a.csv"), Some("a.csv"));
        assert_eq!(below("in/a.csv", "in/a.csv"), Some("a.csv"));
        assert_eq!(below("in", "in/more/a.csv"), Some("more/a.csv"));
        assert_eq!(below("in", "inner/a.csv"), None);
        assert_eq!(below(".", "in/a.csv"), Some("in/a.csv"));
        assert_eq!(below(".", "../a.csv"), None);
    }
}
