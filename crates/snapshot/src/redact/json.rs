//! JSON text taken apart into tokens, as far as it is well-formed and beyond.

use std::borrow::Cow;

/// A token at the start of a text, and its length.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Blanks.
    Blank(usize),
    /// `{`, `}`, `[`, `]`, `:` or `,`.
    Sign(char),
    /// A text with its quotes.
    Text(usize),
    /// A text whose end is not there.
    Open,
    /// A number, `true`, `false` or `null`.
    Plain(usize),
    /// What is no JSON.
    Other(usize),
}

/// The token that a text begins with; none at its end.
pub(super) fn token(text: &str) -> Option<Token> {
    let first = text.chars().next()?;
    Some(match first {
        '{' | '}' | '[' | ']' | ':' | ',' => Token::Sign(first),
        '"' => closed(text).map_or(Token::Open, Token::Text),
        first if first.is_ascii_whitespace() => {
            Token::Blank(run(text, |byte| byte.is_ascii_whitespace()))
        }
        first if first == '-' || first.is_ascii_digit() => {
            let number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
            Token::Plain(run(text, number))
        }
        first if first.is_ascii_alphabetic() => {
            let length = run(text, |byte| byte.is_ascii_alphanumeric());
            match text.get(..length) {
                Some("true" | "false" | "null") => Token::Plain(length),
                Some(_) | None => Token::Other(length),
            }
        }
        other => Token::Other(other.len_utf8()),
    })
}

/// What a text says that stands with its quotes in JSON; none if it is no text of JSON.
pub(super) fn said(quoted: &str) -> Option<Cow<'_, str>> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        let sound = !inner.bytes().any(|byte| byte < 0x20);
        return sound.then_some(Cow::Borrowed(inner));
    }
    serde_json::from_str(quoted).ok().map(Cow::Owned)
}

/// A text with its quotes, as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether a text is JSON with texts in it: a list, an object, a text.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"'])
        && crate::json::skip(text)
            .is_ok_and(|used| text.get(used..).is_some_and(|rest| rest.trim().is_empty()))
}

/// The length of a text with its quotes.
fn closed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

fn run(text: &str, such: impl Fn(u8) -> bool) -> usize {
    text.bytes()
        .position(|byte| !such(byte))
        .unwrap_or(text.len())
}
