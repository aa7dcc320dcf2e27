//! `tenet.toml`: what a pack is called, what it stands on, and what its user sets.

use std::collections::BTreeMap;

use serde::Deserialize;
use tenet_hir::ParamValue;

/// A `tenet.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// What the pack is.
    pub(crate) pack: PackSection,
    /// What it stands on, by alias.
    #[serde(default)]
    pub(crate) dependencies: BTreeMap<String, Dependency>,
    /// Parameters that are set, here or in the packs below.
    #[serde(default)]
    pub(crate) params: BTreeMap<String, toml::Value>,
    /// What is known of the snapshots that are judged.
    #[serde(default)]
    pub(crate) snapshot: SnapshotSection,
}

/// `[pack]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackSection {
    pub(crate) name: String,
    #[serde(default = "first_version")]
    pub(crate) version: String,
    /// Parties besides `customer` and `provider`.
    #[serde(default)]
    pub(crate) duties: Vec<String>,
}

/// A pack that another stands on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dependency {
    /// Its folder, from this pack's.
    pub(crate) path: Option<String>,
    /// Its name, if it ships inside the program.
    pub(crate) bundled: Option<String>,
    /// Whether its names are used without the alias.
    #[serde(default)]
    pub(crate) open: bool,
}

/// `[snapshot]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnapshotSection {
    /// Folders and archives to judge where the command names none.
    #[serde(default)]
    pub(crate) roots: Vec<String>,
    /// Collections that the user vouches are complete.
    #[serde(default)]
    pub(crate) complete: Vec<String>,
    /// Whether what the rules of dynamic groups make members stands in for
    /// members that were not exported.
    #[serde(default)]
    pub(crate) computed_members: bool,
}

/// A mistake in a manifest, with the bytes that it stands in.
pub(crate) struct ManifestError {
    pub(crate) message: String,
    pub(crate) range: Option<std::ops::Range<usize>>,
}

impl Manifest {
    /// Reads a manifest.
    pub(crate) fn parse(text: &str) -> Result<Self, ManifestError> {
        toml::from_str(text).map_err(|error| ManifestError {
            message: error.message().to_owned(),
            range: error.span(),
        })
    }
}

/// A value that was given on the command line. What stands in brackets may be
/// meant as a list or a record, in the notation of `tenet.toml`.
pub(crate) fn written_value(text: &str) -> ParamValue {
    if !text.trim_start().starts_with(['[', '{']) {
        return ParamValue::Raw(text.to_owned());
    }
    let value = toml::de::ValueDeserializer::parse(text).and_then(toml::Value::deserialize);
    ParamValue::Bracketed {
        text: text.to_owned(),
        value: match value {
            Ok(value) => Ok(Box::new(param_value(&value))),
            Err(error) => Err(error.message().to_owned()),
        },
    }
}

/// A parameter's value as the manifest gives it.
pub(crate) fn param_value(value: &toml::Value) -> ParamValue {
    match value {
        toml::Value::String(text) => ParamValue::Text(text.clone()),
        toml::Value::Integer(number) => ParamValue::Int(*number),
        toml::Value::Float(number) => ParamValue::Number(*number),
        toml::Value::Boolean(value) => ParamValue::Bool(*value),
        toml::Value::Datetime(date) => ParamValue::Text(date.to_string()),
        toml::Value::Array(items) => ParamValue::List(items.iter().map(param_value).collect()),
        toml::Value::Table(table) => {
            let pairs = table
                .iter()
                .map(|(name, value)| (name.clone(), param_value(value)));
            ParamValue::Table(pairs.collect())
        }
    }
}

fn first_version() -> String {
    "0.0.0".to_owned()
}
