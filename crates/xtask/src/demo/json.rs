//! JSON as Graph writes it: keys stay in the order in which they were given.

/// One JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// An object of literal keys and anything that converts into [`Json`].
macro_rules! object {
    ($($key:literal: $value:expr),* $(,)?) => {
        $crate::demo::json::Json::Object(vec![
            $(($key.to_owned(), $crate::demo::json::Json::from($value))),*
        ])
    };
}

impl Json {
    /// The same object with the pairs of another one after its own.
    pub(crate) fn with(self, more: Json) -> Json {
        match (self, more) {
            (Json::Object(mut pairs), Json::Object(others)) => {
                pairs.extend(others);
                Json::Object(pairs)
            }
            (first, _) => first,
        }
    }

    /// Indented by two blanks, with a line feed at the end.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.render(0, &mut out);
        out.push('\n');
        out
    }

    fn render(&self, depth: usize, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(value) => out.push_str(&value.to_string()),
            Json::Text(text) => render_text(text, out),
            Json::List(items) => render_list(items, depth, out),
            Json::Object(pairs) => render_object(pairs, depth, out),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Json::Number(value)
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Json::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>, const N: usize> From<[T; N]> for Json {
    fn from(items: [T; N]) -> Self {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

fn render_list(items: &[Json], depth: usize, out: &mut String) {
    if items.is_empty() {
        out.push_str("[]");
        return;
    }
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        new_line(index, depth + 1, out);
        item.render(depth + 1, out);
    }
    end_line(depth, out);
    out.push(']');
}

fn render_object(pairs: &[(String, Json)], depth: usize, out: &mut String) {
    if pairs.is_empty() {
        out.push_str("{}");
        return;
    }
    out.push('{');
    for (index, (key, value)) in pairs.iter().enumerate() {
        new_line(index, depth + 1, out);
        render_text(key, out);
        out.push_str(": ");
        value.render(depth + 1, out);
    }
    end_line(depth, out);
    out.push('}');
}

fn new_line(index: usize, depth: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
    end_line(depth, out);
}

fn end_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

/// The tenant has no control characters, so two escapes are all it needs.
fn render_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('"');
}
