//! The door to the JSON crate: one value at a time, from text in memory.
//!
//! # Why `serde_json`
//!
//! Three crates that skip with validation were compared on a generated tenant
//! of 75 MB (users, audit events, groups with members; one core, no
//! `target-cpu=native`, the best of five, in GB/s). A fourth, `struson` 0.7,
//! skipped at 0.12 to 0.15 and was not looked at further.
//!
//! | | `sonic-rs` 0.5.10 | `serde_json` 1.0.154 | `jiter` 0.19 |
//! |---|---|---|---|
//! | skip | 1.7 – 2.4 | 1.3 – 1.5 | 0.9 – 1.3 |
//! | read five fields, skip the rest | 1.2 – 1.4 | 0.75 – 1.05 from text | 0.63 – 0.79 |
//! | checks escapes when it skips | no: `"\uZZZZ"` passes | yes | yes |
//! | checks UTF-8 when it skips | yes | no; not needed from text | no |
//! | refuses `[1,]`, `[01]`, `[1.]`, control characters | yes | yes | yes |
//! | tells the end of the text from a mistake | yes | yes | yes |
//! | says where a value ended | no | yes | yes |
//! | 100,000 nested lists | overflows the stack | skips without recursion | refuses |
//!
//! `sonic-rs` is the fastest by a third to two thirds, but a file of 200 kB
//! ends the program, a wrong escape passes, and the offset that windows need
//! is not told. `serde_json` reads text whose UTF-8 was checked once for each
//! window (10 to 20 GB/s) and lacks only a limit on depth, which is added here.

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::error::Category;

/// How deep values may be nested; Graph answers stay below 40.
pub(crate) const DEPTH_LIMIT: usize = 128;

/// Why a value could not be read, and where in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Offset of the byte that shows it.
    pub at: usize,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// The text ends inside the value.
    End,
    /// It is not JSON; in words.
    Syntax(String),
    /// It is nested beyond [`DEPTH_LIMIT`].
    TooDeep,
}

impl Fault {
    /// A mistake at an offset.
    pub(crate) fn syntax(at: usize, words: impl Into<String>) -> Self {
        let kind = FaultKind::Syntax(words.into());
        Self { kind, at }
    }

    /// The text ends too early.
    pub(crate) fn end(text: &str) -> Self {
        let kind = FaultKind::End;
        Self {
            kind,
            at: text.len(),
        }
    }

    /// The same fault in a text that has `before` more bytes in front.
    pub(crate) fn after(mut self, before: usize) -> Self {
        self.at += before;
        self
    }
}

/// Reads the value at the start of `text`, and says how many bytes it took,
/// with the blanks before it.
pub(crate) fn read<'t, S>(text: &'t str, seed: S) -> Result<(S::Value, usize), Fault>
where
    S: DeserializeSeed<'t>,
{
    let mut json = serde_json::Deserializer::from_str(text);
    let value = seed
        .deserialize(&mut json)
        .map_err(|error| fault(text, &error))?;
    let used = json.into_iter::<IgnoredAny>().byte_offset();
    check_depth(text.get(..used).unwrap_or(text))?;
    Ok((value, used))
}

/// Skips the value at the start of `text`, checking it.
pub(crate) fn skip(text: &str) -> Result<usize, Fault> {
    read(text, std::marker::PhantomData::<IgnoredAny>).map(|(_, used)| used)
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let at = offset_of(text, error.line(), error.column());
    match error.classify() {
        Category::Eof => Fault::end(text),
        Category::Syntax | Category::Data | Category::Io => {
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or("not JSON");
            if words.starts_with("recursion limit") {
                let kind = FaultKind::TooDeep;
                return Fault { kind, at };
            }
            Fault::syntax(at, words)
        }
    }
}

/// The offset of a line and column as `serde_json` counts them.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let start = std::iter::once(0)
        .chain(starts)
        .nth(line.saturating_sub(1))
        .unwrap_or(0);
    (start + column.saturating_sub(1)).min(text.len())
}

/// Refuses a well-formed value that is nested too deep.
///
/// Skipping takes no stack, so the check may come after it. Few values hold
/// more brackets than the limit; only those are looked at closely.
fn check_depth(value: &str) -> Result<(), Fault> {
    let opens = |byte: &&u8| matches!(**byte, b'{' | b'[');
    if value.as_bytes().iter().filter(opens).count() <= DEPTH_LIMIT {
        return Ok(());
    }
    match too_deep_at(value.as_bytes()) {
        None => Ok(()),
        Some(at) => Err(Fault {
            kind: FaultKind::TooDeep,
            at,
        }),
    }
}

fn too_deep_at(value: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at = end_of_string(value, at + 1),
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The offset of the quote that ends the string whose content begins at `at`.
fn end_of_string(value: &[u8], mut at: usize) -> usize {
    loop {
        let rest = value.get(at..).unwrap_or(&[]);
        let Some(found) = memchr::memchr2(b'"', b'\\', rest) else {
            return value.len();
        };
        at += found;
        if rest.get(found) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &Result<usize, FaultKind>) {
        let found = skip(text).map_err(|fault| fault.kind);
        assert_eq!(&found, expected, "{text:?}");
    }

    #[test]
    fn a_value_says_where_it_ends() {
        check(r#"{"a":[1,{"b":"}"}]} x"#, &Ok(19));
        check("  null,", &Ok(6));
    }

    #[test]
    fn the_end_of_the_text_is_no_mistake() {
        for text in ["", "[", "{\"a\":", "\"ab", "[tru", "[1"] {
            check(text, &Err(FaultKind::End));
        }
    }

    #[test]
    fn what_is_skipped_is_checked() {
        for text in ["[1,]", "[01]", r#"{"a":"\uZZZZ"}"#, "[\"\u{1}\"]", "{a:1}"] {
            let fault = skip(text).unwrap_err();
            assert!(matches!(fault.kind, FaultKind::Syntax(_)), "{text:?}");
        }
        assert_eq!(skip("[\n1 2]").unwrap_err().at, 4);
    }

    #[test]
    fn depth_has_a_limit_and_takes_no_stack() {
        let nested = |depth| ["[".repeat(depth), "]".repeat(depth)].concat();
        check(&nested(DEPTH_LIMIT), &Ok(2 * DEPTH_LIMIT));
        check(&nested(DEPTH_LIMIT + 1), &Err(FaultKind::TooDeep));
        check(&nested(100_000), &Err(FaultKind::TooDeep));
        let flat = format!("[{}1]", "\"[[\\\"[\",".repeat(200));
        check(&flat, &Ok(flat.len()));
    }
}
