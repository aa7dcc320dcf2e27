//! `tenet.toml`: what a pack is called, what it stands on, and what its user sets.
//!
//! A `tenet.toml` without `[pack]` is no pack: it says what its user sets for
//! the packs that are judged in its folder.

mod keys;

use std::collections::BTreeMap;

use serde::Deserialize;
use tenet_hir::ParamValue;
use toml::Spanned;

pub(crate) use keys::unknown_key;

/// A `tenet.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// What the pack is; none in settings alone.
    pub(crate) pack: Option<PackSection>,
    /// In settings alone: the folders of the packs that are judged where the command names none.
    #[serde(default)]
    pub(crate) packs: Vec<String>,
    /// What it stands on, by alias.
    #[serde(default)]
    pub(crate) dependencies: BTreeMap<String, Dependency>,
    /// Parameters that are set, here or in the packs below.
    #[serde(default)]
    pub(crate) params: BTreeMap<String, toml::Value>,
    /// What is known of the snapshots that are judged.
    #[serde(default)]
    pub(crate) snapshot: SnapshotSection,
    /// Files of people's own columns, by path from this one.
    #[serde(default)]
    pub(crate) registers: BTreeMap<String, Spanned<RegisterSection>>,
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
    /// Folders and archives to judge where the command names none: a path, or a [`RootTable`].
    #[serde(default)]
    pub(crate) roots: Vec<Spanned<toml::Value>>,
    /// Collections that the user vouches are complete.
    #[serde(default)]
    pub(crate) complete: Vec<Spanned<String>>,
    /// Whether what the rules of dynamic groups make members stands in for
    /// members that were not exported.
    #[serde(default)]
    pub(crate) computed_members: bool,
}

/// A root of which more is told than its path.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RootTable {
    pub(crate) path: String,
    /// When it was taken: a date of TOML, or a text.
    pub(crate) captured: Option<toml::Value>,
    /// Collections of which all is there; `*` for all that it holds.
    #[serde(default)]
    pub(crate) complete: Vec<String>,
}

/// `[registers."FILE"]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterSection {
    /// The entity that its rows are.
    pub(crate) entity: Spanned<String>,
    /// By the name of the column: the name of the field, or a [`ColumnTable`].
    pub(crate) columns: BTreeMap<String, Spanned<toml::Value>>,
    /// Columns that nobody needs to be told are not read.
    #[serde(default)]
    pub(crate) ignore: Vec<String>,
    /// Whether the file holds all that there is.
    #[serde(default)]
    pub(crate) complete: bool,
    /// What stands between cells.
    pub(crate) separator: Option<Spanned<char>>,
}

/// A column of which more is told than its field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnTable {
    pub(crate) field: String,
    /// What stands between the items of a list.
    pub(crate) split: Option<String>,
    /// How its dates are written: `DD.MM.YYYY`.
    pub(crate) format: Option<String>,
    /// What the texts of its cells stand for.
    #[serde(default)]
    pub(crate) values: BTreeMap<String, String>,
    /// What an empty cell says.
    pub(crate) empty: Option<EmptyCell>,
}

/// What is said of an empty cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EmptyCell {
    /// The field is unknown.
    Unknown,
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
