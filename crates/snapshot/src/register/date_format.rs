//! A format of dates in the manifest of a packed snapshot: as people write it.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tenet_hir::DateFormat;

#[expect(clippy::ref_option, reason = "serde asks for it")]
pub(super) fn serialize<S: Serializer>(
    format: &Option<DateFormat>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = format.as_ref().map(DateFormat::to_string);
    text.serialize(serializer)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(
    deserializer: D,
) -> Result<Option<DateFormat>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let format = text.map(|text| DateFormat::parse(&text));
    format.transpose().map_err(D::Error::custom)
}
