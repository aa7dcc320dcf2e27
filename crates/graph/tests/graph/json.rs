//! A small reader of JSON, so that tenants of tests are written as exports are.

use std::collections::BTreeMap;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(crate) fn object<const N: usize>(fields: [(&str, Json); N]) -> Self {
        let fields = fields.into_iter();
        Self::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(fields) => fields.get(key),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn fields_mut(&mut self) -> &mut BTreeMap<String, Json> {
        match self {
            Self::Object(fields) => fields,
            _ => panic!("an object"),
        }
    }

    pub(crate) fn items_mut(&mut self) -> &mut Vec<Json> {
        match self {
            Self::List(items) => items,
            _ => panic!("a list"),
        }
    }

    /// Sets a field unless it is there.
    pub(crate) fn or_insert(&mut self, key: &str, value: Json) {
        self.fields_mut().entry(key.to_owned()).or_insert(value);
    }
}

/// Reads a text; the test fails if it is not JSON.
pub(crate) fn parse(text: &str) -> Json {
    let mut reader = Reader {
        text: text.as_bytes(),
        at: 0,
    };
    let value = reader.value();
    reader.blank();
    assert_eq!(reader.at, text.len(), "rest of {text}");
    value
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn blank(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn next(&mut self) -> u8 {
        self.blank();
        self.text[self.at]
    }

    fn word(&mut self, word: &str, value: Json) -> Json {
        assert!(self.text[self.at..].starts_with(word.as_bytes()));
        self.at += word.len();
        value
    }

    fn value(&mut self) -> Json {
        match self.next() {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => Json::Text(self.string()),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.int(),
        }
    }

    fn object(&mut self) -> Json {
        let mut fields = BTreeMap::new();
        self.at += 1;
        while self.next() != b'}' {
            let key = self.string();
            assert_eq!(self.next(), b':');
            self.at += 1;
            fields.insert(key, self.value());
            self.comma();
        }
        self.at += 1;
        Json::Object(fields)
    }

    fn list(&mut self) -> Json {
        let mut items = Vec::new();
        self.at += 1;
        while self.next() != b']' {
            items.push(self.value());
            self.comma();
        }
        self.at += 1;
        Json::List(items)
    }

    fn comma(&mut self) {
        if self.next() == b',' {
            self.at += 1;
        }
    }

    fn string(&mut self) -> String {
        let mut found = Vec::new();
        self.at += 1;
        while self.text[self.at] != b'"' {
            if self.text[self.at] == b'\\' {
                self.at += 1;
            }
            found.push(self.text[self.at]);
            self.at += 1;
        }
        self.at += 1;
        String::from_utf8(found).expect("text")
    }

    fn int(&mut self) -> Json {
        let start = self.at;
        while matches!(self.text.get(self.at), Some(b'-' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.text[start..self.at]).expect("digits");
        Json::Int(digits.parse().expect("a whole number"))
    }
}
