//! The texts in a JSON text, wherever they stand in it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// All texts in a JSON list, object or text, in order; the names of fields are none.
///
/// `None` if it is no JSON, nested beyond 128 levels, or a number, `true`,
/// `false` or `null`: such a text says nothing but itself. Takes time in
/// proportion to the text.
pub fn json_texts(text: &str) -> Option<Vec<String>> {
    let found: Texts = serde_json::from_str(text).ok()?;
    (!found.plain).then_some(found.texts)
}

/// What was found in a value.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    /// Whether the value itself is a number, a truth or null.
    plain: bool,
}

impl Texts {
    const PLAIN: Self = Self {
        texts: Vec::new(),
        plain: true,
    };
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Gatherer)
    }
}

struct Gatherer;

impl<'de> Visitor<'de> for Gatherer {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts {
            texts: vec![text.to_owned()],
            plain: false,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Texts, A::Error> {
        let mut found = Texts::default();
        while let Some(item) = items.next_element::<Texts>()? {
            found.texts.extend(item.texts);
        }
        Ok(found)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Texts, A::Error> {
        let mut found = Texts::default();
        while let Some((_, value)) = fields.next_entry::<String, Texts>()? {
            found.texts.extend(value.texts);
        }
        Ok(found)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Texts, E> {
        Ok(Texts::PLAIN)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Texts, E> {
        Ok(Texts::PLAIN)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Texts, E> {
        Ok(Texts::PLAIN)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Texts, E> {
        Ok(Texts::PLAIN)
    }

    fn visit_unit<E: Error>(self) -> Result<Texts, E> {
        Ok(Texts::PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::json_texts;

    #[test]
    fn texts_are_found_wherever_they_stand() {
        let text = r#"[{"name": "a", "more": ["b", {"c": "d"}], "n": 1, "t": true}, null, "é"]"#;
        assert_eq!(json_texts(text).unwrap(), ["a", "b", "d", "é"]);
        assert_eq!(json_texts(r#""True""#).unwrap(), ["True"]);
        assert!(json_texts(" [1, {}] ").unwrap().is_empty());
    }

    #[test]
    fn what_is_no_json_says_itself() {
        for text in [
            "",
            "a",
            "12",
            "true",
            "null",
            "[\"a\"",
            "[\"a\"] b",
            "{a: 1}",
            "\"\\ud800\"",
        ] {
            assert_eq!(json_texts(text), None, "{text}");
        }
    }

    #[test]
    fn depth_has_a_limit() {
        let nested = |depth| format!("{}\"a\"{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(json_texts(&nested(100)).unwrap(), ["a"]);
        assert_eq!(json_texts(&nested(100_000)), None);
    }
}
