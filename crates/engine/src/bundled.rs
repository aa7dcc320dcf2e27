//! The packs that ship inside the program.

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};

/// Paths below this name lead into the bundle; no file of a user can be called so.
const PREFIX: &str = "<bundled>/";

/// The pack that is judged where the user names none.
pub const BUNDLED_PACK: &str = "<bundled>/msmd-sop";

macro_rules! bundle {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../policies/", $path)))),*]
    };
}

static FILES: &[(&str, &str)] = bundle![
    "graph-schema/conditional_access.tenet",
    "graph-schema/directory.tenet",
    "graph-schema/intune_apps.tenet",
    "graph-schema/intune_configurations.tenet",
    "graph-schema/intune_devices.tenet",
    "graph-schema/intune_policies.tenet",
    "graph-schema/logs.tenet",
    "graph-schema/registers.tenet",
    "graph-schema/security.tenet",
    "graph-schema/tenet.toml",
    "msmd-sop/certificates.tenet",
    "msmd-sop/common.tenet",
    "msmd-sop/device_groups.tenet",
    "msmd-sop/service_accounts.tenet",
    "msmd-sop/tenet.toml",
];

/// The files of the bundle, by their path from `policies/`.
pub fn bundled_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The path of a bundled pack.
pub(crate) fn path_of(pack: &str) -> String {
    format!("{PREFIX}{pack}")
}

/// A world in which the bundle lies beside what the host has.
pub(crate) struct WithBundle<'a>(pub(crate) &'a dyn World);

impl World for WithBundle<'_> {
    fn kind(&self, path: &str) -> Option<Kind> {
        let Some(inner) = path.strip_prefix(PREFIX) else {
            return self.0.kind(path);
        };
        if find(inner).is_some() {
            return Some(Kind::File);
        }
        FILES
            .iter()
            .any(|(file, _)| below(file, inner).is_some())
            .then_some(Kind::Folder)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let Some(inner) = folder.strip_prefix(PREFIX) else {
            return self.0.list(folder);
        };
        let entries = FILES.iter().filter_map(|(file, text)| {
            below(file, inner).map(|path| Entry {
                path: path.to_owned(),
                size: text.len() as u64,
            })
        });
        Ok(entries.collect())
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        let Some(inner) = path.strip_prefix(PREFIX) else {
            return self.0.open(path);
        };
        let text = find(inner).ok_or_else(|| WorldError::NotFound(path.to_owned()))?;
        Ok(Box::new(text.as_bytes()))
    }

    fn clock(&self) -> Option<Instant> {
        self.0.clock()
    }
}

fn find(path: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(file, _)| *file == path)
        .map(|(_, text)| *text)
}

fn below<'f>(file: &'f str, folder: &str) -> Option<&'f str> {
    file.strip_prefix(folder)?.strip_prefix('/')
}
