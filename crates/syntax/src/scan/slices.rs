//! Where items begin and end.

use super::{Mode, Scanner};
use crate::ast::Ident;

/// The part of a file that holds one item, or what is not one.
pub(crate) struct Slice {
    /// Its first byte, documentation included.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// The item word, or nothing.
    pub(crate) word: String,
    /// The name after it, if one is legible.
    pub(crate) name: Option<Ident>,
    /// Whether it is not worth parsing: its errors are reported.
    pub(crate) broken: bool,
    /// Whether the file ends with it.
    pub(crate) last: bool,
    /// How many `}` it lacks at its end.
    pub(crate) missing_braces: usize,
}

const ITEM_WORDS: [&str; 13] = [
    "entity", "record", "enum", "ordered", "type", "param", "set", "def", "rule", "template",
    "use", "waiver", "test",
];

/// Words that follow an operand: the word before them is a name, not an item word.
const INFIX_WORDS: [&str; 21] = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "reaches",
    "starts",
    "ends",
    "directly",
    "contains",
    "like",
    "matches",
    "otherwise",
    "during",
    "where",
    "satisfies",
    "then",
    "else",
    "message",
    "for",
    "to",
];

impl Scanner<'_> {
    pub(super) fn starts_item(&self, word: &str) -> bool {
        let here =
            self.opens.is_empty() || self.mode == Mode::Unbalanced && self.at == self.line_start;
        here && ITEM_WORDS.contains(&word) && self.names_follow(word.len())
    }

    /// Whether what follows an item word can be the name of an item.
    fn names_follow(&self, length: usize) -> bool {
        let rest = self.rest().get(length..).unwrap_or("");
        let next = rest.trim_start();
        let word = super::letters::word_length(next);
        let word = next.get(..word).unwrap_or("");
        let named = !word.is_empty() && !INFIX_WORDS.contains(&word);
        rest.len() > next.len() && (named || next.starts_with(['"', '\'', '{', '“']))
    }

    pub(super) fn begin_item(&mut self, word: &str) {
        let start = self.docs.map_or(self.at, |(start, _)| start);
        if let Some(open) = self.opens.last().copied() {
            let noticed = self.span(self.at, self.at + word.len());
            self.report_unclosed(open, noticed);
        }
        self.end_slice(start);
        self.opens.clear();
        let name = self.item_name(word);
        self.slices.push(Slice {
            start,
            end: start,
            word: word.to_owned(),
            name,
            broken: false,
            last: false,
            missing_braces: 0,
        });
    }

    fn item_name(&self, word: &str) -> Option<Ident> {
        let mut at = self.at + word.len();
        for _ in 0..2 {
            let rest = self.text.get(at..)?;
            at += rest.len() - rest.trim_start().len();
            let text = self.text.get(at..)?;
            let length = name_length(text);
            let text = text.get(..length).filter(|text| !text.is_empty())?;
            let span = self.span(at, at + length);
            at += length;
            if text != "enum" {
                let text = text.to_owned();
                return Some(Ident { text, span });
            }
        }
        None
    }

    /// Ends the slice that is open; what stands before the first item is a slice of its own.
    pub(super) fn end_slice(&mut self, end: usize) {
        if end == self.text.len()
            && let Some(open) = self.opens.last().copied()
        {
            let noticed = self.span(end, end);
            self.report_unclosed(open, noticed);
        }
        let braces_only = self.opens.iter().all(|open| open.bracket == b'{');
        let missing = self.opens.len();
        if self.slices.is_empty() && end > 0 {
            self.push_nameless();
        }
        let Some(slice) = self.slices.last_mut() else {
            return;
        };
        slice.end = end;
        slice.last = end == self.text.len();
        slice.missing_braces = missing;
        slice.broken |= !braces_only;
    }

    pub(super) fn break_slice(&mut self) {
        if self.slices.is_empty() {
            self.push_nameless();
        }
        if let Some(slice) = self.slices.last_mut() {
            slice.broken = true;
        }
    }

    fn push_nameless(&mut self) {
        self.slices.push(Slice {
            start: 0,
            end: 0,
            word: String::new(),
            name: None,
            broken: false,
            last: false,
            missing_braces: 0,
        });
    }
}

/// The length of a name or of a rule's id.
fn name_length(text: &str) -> usize {
    text.find(|letter: char| {
        !(letter.is_alphanumeric() || "_-.{}".contains(letter)) || letter == '{'
    })
    .unwrap_or(text.len())
}
