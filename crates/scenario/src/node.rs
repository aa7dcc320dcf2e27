//! JSON as it is written: a tree of values and its text.

use std::fmt::{self, Write};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// What is not written, though it is known that it is not.
    Absent,
    Null,
    Bool(bool),
    Int(i64),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(Object),
}

/// A JSON object: its keys in the order in which they were set, each once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Object(Vec<(String, Node)>);

impl Object {
    /// The value at a path; names differ in more than case.
    pub(crate) fn at(&mut self, path: &[String]) -> Option<&mut Node> {
        let (first, rest) = path.split_first()?;
        let own = self
            .0
            .iter_mut()
            .find(|(key, _)| key.eq_ignore_ascii_case(first))?;
        match (&mut own.1, rest) {
            (found, []) => Some(found),
            (Node::Object(inner), rest) => inner.at(rest),
            (_, _) => None,
        }
    }

    /// Sets the value at a path where nothing is yet; what leads there is made.
    /// Inside what is no object nothing can be set, and nothing is.
    pub(crate) fn set(&mut self, path: &[String], value: Node) {
        let Some((first, rest)) = path.split_first() else {
            return;
        };
        let known = self
            .0
            .iter()
            .position(|(key, _)| key.eq_ignore_ascii_case(first));
        let at = known.unwrap_or_else(|| {
            let inner = if rest.is_empty() {
                value.clone()
            } else {
                Node::Object(Self::default())
            };
            self.0.push((first.clone(), inner));
            self.0.len() - 1
        });
        if let Some((_, Node::Object(inner))) = self.0.get_mut(at)
            && !rest.is_empty()
        {
            inner.set(rest, value);
        }
    }

    /// Adds a value under a key that is not there yet.
    pub(crate) fn with(mut self, key: &str, value: Node) -> Self {
        self.0.push((key.to_owned(), value));
        self
    }
}

impl Node {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent | Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            // A whole number keeps its point, or it would be read as an integer.
            Self::Number(value) => write!(f, "{value:?}"),
            Self::Text(text) => quoted(f, text),
            Self::List(items) => {
                f.write_char('[')?;
                for (number, item) in items.iter().enumerate() {
                    f.write_str(if number == 0 { "" } else { "," })?;
                    item.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(object) => object.fmt(f),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('{')?;
        let written = self.0.iter().filter(|(_, value)| *value != Node::Absent);
        for (number, (key, value)) in written.enumerate() {
            f.write_str(if number == 0 { "" } else { "," })?;
            quoted(f, key)?;
            f.write_char(':')?;
            value.fmt(f)?;
        }
        f.write_char('}')
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control))?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::{Node, Object};

    fn path(text: &str) -> Vec<String> {
        text.split('/').map(str::to_owned).collect()
    }

    #[test]
    fn what_is_set_stays() {
        let mut object = Object::default();
        object.set(&path("a/b"), Node::Int(1));
        object.set(&path("A/b"), Node::Int(2));
        object.set(&path("a/c"), Node::text("x\"\n\\"));
        object.set(&path("n"), Node::Null);
        object.set(&path("n/x"), Node::Bool(true));
        object.set(&path("f"), Node::Number(3.0));
        object.set(&path("u"), Node::Absent);
        let text = r#"{"a":{"b":1,"c":"x\"\u000a\\"},"n":null,"f":3.0}"#;
        assert_eq!(Node::Object(object.clone()).to_string(), text);
        assert_eq!(object.at(&path("a/B")), Some(&mut Node::Int(1)));
        assert_eq!(object.at(&path("n/x")), None);
    }
}
