//! References: a key, an expanded object, or an `@odata.id`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use tenet_base::Symbol;

use super::{Context, IssueKind};
use crate::{Column, Presence, Values};

/// The JSON type's key.
pub(super) const TYPE: &str = "@odata.type";
const ID: &str = "@odata.id";

/// Reads an expanded object for its key and its type.
pub(super) fn read<'de, A: MapAccess<'de>>(
    column: &mut Column,
    key: &str,
    context: &mut Context<'_>,
    mut map: A,
) -> Result<(), A::Error> {
    let (mut own, mut address, mut kind) = (None, None, None);
    while let Some(part) = map.next_key_seed(PartSeed(key))? {
        match part {
            Part::Key => own = map.next_value_seed(TextSeed(context, Use::Key))?,
            Part::Type => kind = map.next_value_seed(TextSeed(context, Use::Type))?,
            Part::Address => address = map.next_value_seed(TextSeed(context, Use::Address))?,
            Part::Other => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    let found = own.or(address);
    if let Values::Ref { keys, types } = &mut column.values {
        // An expanded object is told from a key alone by an entry here.
        types.resize(keys.len().saturating_sub(1), None);
        types.push(kind);
        if let Some(last) = keys.last_mut() {
            *last = found;
        }
    }
    if found.is_some() {
        column.set_last(Presence::Known);
    } else {
        column.set_last(Presence::Malformed);
        context.note(IssueKind::Shape("a reference"));
    }
    Ok(())
}

/// What a key of an expanded object is read for.
enum Part {
    Key,
    Type,
    Address,
    Other,
}

struct PartSeed<'k>(&'k str);

impl<'de> DeserializeSeed<'de> for PartSeed<'_> {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for PartSeed<'_> {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Part, E> {
        Ok(if key.eq_ignore_ascii_case(self.0) {
            Part::Key
        } else if key.eq_ignore_ascii_case(TYPE) {
            Part::Type
        } else if key.eq_ignore_ascii_case(ID) {
            Part::Address
        } else {
            Part::Other
        })
    }
}

/// What a text is read for.
pub(super) enum Use {
    Key,
    Type,
    /// The last part of a path, without quotes: `…/directoryObjects('u1')`.
    Address,
}

/// Reads a text; anything else is none.
pub(super) struct TextSeed<'a, 'c>(pub &'a mut Context<'c>, pub Use);

impl<'de> DeserializeSeed<'de> for TextSeed<'_, '_> {
    type Value = Option<Symbol>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed<'_, '_> {
    type Value = Option<Symbol>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(match self.1 {
            Use::Key => self.0.interner.intern(text),
            Use::Type => self.0.intern_type(text),
            Use::Address => self.0.interner.intern(last_part(text)),
        }))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        super::skip_items(items).map(|()| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        super::skip_entries(map).map(|()| None)
    }
}

/// The last part of an address, out of its brackets: `u1` of `users/u1` and of `users('u1')`.
fn last_part(address: &str) -> &str {
    let path = address.trim_end_matches('/');
    // A cast may follow the key: `…/u1/Microsoft.DirectoryServices.User`.
    let is_cast = |part: &&str| !part.to_ascii_lowercase().starts_with("microsoft.");
    let last = path.rsplit('/').find(is_cast).unwrap_or(path);
    let inner = last
        .split_once("('")
        .and_then(|(_, rest)| rest.strip_suffix("')"));
    inner.unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::last_part;

    #[test]
    fn an_address_ends_in_the_key() {
        assert_eq!(last_part("https://x/v1.0/directoryObjects/u1"), "u1");
        assert_eq!(last_part("directoryObjects('u1')"), "u1");
        assert_eq!(
            last_part("t/directoryObjects/u1/Microsoft.DirectoryServices.User"),
            "u1"
        );
    }
}
