//! How tools write JSON: blanks, ends of lines, encodings.

use crate::Json;

/// The hand in which a tool writes JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// By how many blanks parts are set in; none puts all on one line.
    pub indent: usize,
    /// What stands behind a colon.
    pub colon: &'static str,
    /// What ends a line.
    pub newline: &'static str,
    /// Whether it is UTF-16, least byte first.
    pub wide: bool,
    /// Whether a mark says the encoding.
    pub mark: bool,
}

impl Style {
    /// As services answer.
    pub const ANSWER: Self = Self {
        indent: 0,
        colon: "",
        newline: "",
        wide: false,
        mark: false,
    };
    /// As Python writes with an indent of five.
    pub const FIVE: Self = Self {
        indent: 5,
        colon: " ",
        newline: "\n",
        wide: false,
        mark: false,
    };
    /// As PowerShell 7 writes.
    pub const SEVEN: Self = Self {
        indent: 2,
        colon: " ",
        newline: "\n",
        wide: false,
        mark: false,
    };
    /// As Windows PowerShell writes into a file.
    pub const WINDOWS: Self = Self {
        indent: 4,
        colon: "  ",
        newline: "\r\n",
        wide: true,
        mark: true,
    };
    /// As Windows PowerShell writes with `-Encoding utf8`.
    pub const MARKED: Self = Self {
        wide: false,
        ..Self::WINDOWS
    };

    /// The bytes of a file.
    pub fn bytes(self, json: &Json) -> Vec<u8> {
        let mut text = String::new();
        self.write(json, 0, &mut text);
        self.encode(&text)
    }

    /// A text in the encoding.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.mark { "\u{feff}" } else { "" };
        let text = format!("{mark}{text}");
        if self.wide {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.into_bytes()
        }
    }

    fn write(self, json: &Json, depth: usize, out: &mut String) {
        match json {
            Json::Word(word) => out.push_str(word),
            Json::Text(_) => out.push_str(&json.to_string()),
            Json::List(items) => {
                let item = |item: &Json, out: &mut String| self.write(item, depth + 1, out);
                self.parts(items, ('[', ']'), (depth, out), item);
            }
            Json::Object(pairs) => {
                let pair = |(key, value): &(String, Json), out: &mut String| {
                    out.extend(["\"", key, "\":", self.colon]);
                    self.write(value, depth + 1, out);
                };
                self.parts(pairs, ('{', '}'), (depth, out), pair);
            }
        }
    }

    fn parts<T>(
        self,
        parts: &[T],
        (open, close): (char, char),
        (depth, out): (usize, &mut String),
        write: impl Fn(&T, &mut String),
    ) {
        out.push(open);
        for (at, part) in parts.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { "," });
            self.line(depth + 1, out);
            write(part, out);
        }
        if !parts.is_empty() {
            self.line(depth, out);
        }
        out.push(close);
    }

    fn line(self, depth: usize, out: &mut String) {
        out.push_str(self.newline);
        out.extend(std::iter::repeat_n(' ', self.indent * depth));
    }
}
