//! JSON as a tree, for making exports and for taking parts of them away.

use std::fmt;

/// A JSON value. Numbers and texts are kept as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`, `true`, `false` or a number, as it is written.
    Word(String),
    /// A text, as it is written between its quotes.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object, its keys in order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Self::Word("null".to_owned())
    }

    /// `true` or `false`.
    pub fn truth(value: bool) -> Self {
        Self::Word(value.to_string())
    }

    /// A whole number.
    pub fn number(value: usize) -> Self {
        Self::Word(value.to_string())
    }

    /// A text without quotes, backslashes and control characters.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    /// A list of texts.
    pub fn texts<T: AsRef<str>>(values: &[T]) -> Self {
        Self::List(
            values
                .iter()
                .map(|value| Self::text(value.as_ref()))
                .collect(),
        )
    }

    /// An object.
    pub fn object<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        let pairs = pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        Self::Object(pairs.collect())
    }

    /// The same object with a pair after its own; what is no object stays as it is.
    #[must_use]
    pub fn with(mut self, key: &str, value: Self) -> Self {
        if let Self::Object(pairs) = &mut self {
            pairs.push((key.to_owned(), value));
        }
        self
    }

    /// What stands under a key, whatever its case.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(pairs) => pairs
                .iter()
                .find(|(own, _)| own.eq_ignore_ascii_case(key))
                .map(|(_, value)| value),
            Self::Word(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// Reads a file; none if it is not JSON as tests write it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim_start();
        let value = value(&mut rest)?;
        rest.trim().is_empty().then_some(value)
    }

    /// Takes away what stands at a path of keys, in every item of every list on
    /// the way, and says how many times it did.
    pub fn remove(&mut self, path: &[String]) -> usize {
        match self {
            Self::Word(_) | Self::Text(_) => 0,
            Self::List(items) => items.iter_mut().map(|item| item.remove(path)).sum(),
            Self::Object(pairs) => remove_from(pairs, path),
        }
    }
}

fn remove_from(pairs: &mut Vec<(String, Json)>, path: &[String]) -> usize {
    let Some((key, rest)) = path.split_first() else {
        return 0;
    };
    if rest.is_empty() {
        let before = pairs.len();
        pairs.retain(|(own, _)| !own.eq_ignore_ascii_case(key));
        return before - pairs.len();
    }
    let found = pairs
        .iter_mut()
        .filter(|(own, _)| own.eq_ignore_ascii_case(key));
    found.map(|(_, value)| value.remove(rest)).sum()
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(pairs) => {
                f.write_str("{")?;
                for (at, (key, value)) in pairs.iter().enumerate() {
                    write!(f, "{}\"{key}\":{value}", if at == 0 { "" } else { "," })?;
                }
                f.write_str("}")
            }
        }
    }
}

fn value(rest: &mut &str) -> Option<Json> {
    match rest.chars().next()? {
        '"' => quoted(rest).map(Json::Text),
        '[' => sequence(rest, ']', value).map(Json::List),
        '{' => sequence(rest, '}', pair).map(Json::Object),
        _ => word(rest),
    }
}

fn pair(rest: &mut &str) -> Option<(String, Json)> {
    let key = quoted(rest)?;
    *rest = rest.trim_start().strip_prefix(':')?.trim_start();
    Some((key, value(rest)?))
}

/// Items between a bracket, which stands first, and the one that closes it.
fn sequence<T>(
    rest: &mut &str,
    close: char,
    item: impl Fn(&mut &str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut items = Vec::new();
    *rest = rest.get(1..)?.trim_start();
    if let Some(after) = rest.strip_prefix(close) {
        *rest = after;
        return Some(items);
    }
    loop {
        items.push(item(rest)?);
        *rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(close) {
            *rest = after;
            return Some(items);
        }
        *rest = rest.strip_prefix(',')?.trim_start();
    }
}

fn quoted(rest: &mut &str) -> Option<String> {
    let inner = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        if c == '"' && !escaped {
            *rest = inner.get(at + 1..)?;
            return inner.get(..at).map(str::to_owned);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn word(rest: &mut &str) -> Option<Json> {
    let end = rest.find([',', ']', '}', ' ', '\r', '\n', '\t']);
    let end = end.unwrap_or(rest.len());
    let word = rest.get(..end).filter(|word| !word.is_empty())?;
    *rest = rest.get(end..)?;
    Some(Json::Word(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"{"a":[1,-2.5e3,null],"b":{"c\"":"x\\"},"d":[],"e":{}}"#;
        let json = Json::parse(&text.replace(',', " ,\n ")).unwrap();
        assert_eq!(json.to_string(), text);
        assert_eq!(Json::parse("{\"a\":1} x"), None);
    }

    #[test]
    fn a_key_is_taken_away_in_every_item() {
        let mut json = Json::parse(r#"[{"a":[{"b":1,"c":2},{"B":3}]},{"a":{"b":4}}]"#).unwrap();
        assert_eq!(json.remove(&["a".to_owned(), "b".to_owned()]), 3);
        assert_eq!(json.to_string(), r#"[{"a":[{"c":2},{}]},{"a":{}}]"#);
    }
}
