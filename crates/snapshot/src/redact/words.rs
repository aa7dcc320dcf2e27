//! Pseudonyms of words.
//!
//! A pseudonym begins with a letter and goes on with letters and digits without
//! vowels, so that it is seen to be one, and holds none of the words that stay.
//! Ten places make collisions unlikely: one in ten million among ten thousand words.

use std::collections::{BTreeSet, HashMap};

use tenet_base::text::fold;

use super::{Key, numbers};

const LETTERS: &[u8] = b"bcdfghjkmnpqrstvwxz";
const PLACES: &[u8] = b"0123456789bcdfghjkmnpqrstvwxz";
const LENGTH: usize = 10;

/// A shorter word of a rule inside of another word is chance.
const SHORTEST_PIECE: usize = 4;
/// What a condition looks for is often the beginning of a name, and short.
const SHORTEST_SOUGHT: usize = 2;
/// A shorter word may come about in a pseudonym.
const SHORTEST_CHANCE: usize = 3;

/// Words that say nothing of anybody: the ends of domains, the mark of a guest, kinds of objects.
const COMMON: [&str; 18] = [
    "user",
    "group",
    "device",
    "serviceprincipal",
    "role",
    "application",
    "policy",
    "extendedauditeventcategory",
    "com",
    "net",
    "org",
    "onmicrosoft",
    "microsoft",
    "windows",
    "ext",
    "http",
    "https",
    "www",
];

/// How many codes are tried; a rule that names so many short words is no rule.
const TURNS: u32 = 64;

/// More words than are remembered are worked out again.
const REMEMBERED: usize = 1 << 20;

/// Pseudonyms of words.
pub(super) struct Words<'p> {
    key: &'p Key,
    kept: &'p BTreeSet<String>,
    /// Folded pieces by which words are taken apart: words that rules name, and
    /// words that conditions of the snapshot look for.
    pieces: BTreeSet<String>,
    longest: usize,
    known: HashMap<String, String>,
}

impl<'p> Words<'p> {
    pub(super) fn new(key: &'p Key, kept: &'p BTreeSet<String>) -> Self {
        let mut words = Self {
            key,
            kept,
            pieces: BTreeSet::new(),
            longest: 0,
            known: HashMap::new(),
        };
        for word in kept {
            words.piece(word, SHORTEST_PIECE);
        }
        words
    }

    /// Takes words apart by one that a condition looks for.
    pub(super) fn sought(&mut self, word: &str) {
        self.piece(word, SHORTEST_SOUGHT);
    }

    fn piece(&mut self, word: &str, shortest: usize) {
        let folded = fold(word).into_owned();
        let length = folded.chars().count();
        let digits = folded.bytes().all(|byte| byte.is_ascii_digit());
        if length >= shortest && !digits {
            self.longest = self.longest.max(length);
            self.pieces.insert(folded);
        }
    }

    /// Adds what stands for a word.
    pub(super) fn push(&mut self, word: &str, out: &mut String) {
        if let Some(known) = self.known.get(word) {
            return out.push_str(known);
        }
        let made = self.make(word);
        out.push_str(&made);
        if self.known.len() < REMEMBERED {
            self.known.insert(word.to_owned(), made);
        }
    }

    fn make(&self, word: &str) -> String {
        if self.keeps(word) {
            return word.to_owned();
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return numbers::pseudonym(self.key, word).unwrap_or_else(|| self.code(word));
        }
        let mut made = String::new();
        let mut rest = word;
        while let Some((before, piece, after)) = self.split(rest) {
            self.push_plain(before, &mut made);
            self.push_plain(piece, &mut made);
            rest = after;
        }
        self.push_plain(rest, &mut made);
        made
    }

    fn keeps(&self, word: &str) -> bool {
        let folded = fold(word);
        self.kept.contains(folded.as_ref()) || COMMON.contains(&folded.as_ref())
    }

    fn push_plain(&self, word: &str, out: &mut String) {
        if word.is_empty() || self.keeps(word) {
            out.push_str(word);
        } else {
            out.push_str(&self.code(word));
        }
    }

    /// The first of the pieces in a word, the longest that begins there.
    fn split<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str, &'w str)> {
        let starts = word.char_indices().map(|(at, _)| at);
        for start in starts {
            let rest = word.get(start..)?;
            let mut ends: Vec<usize> = rest
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8())
                .take(self.longest)
                .collect();
            while let Some(end) = ends.pop() {
                let piece = rest.get(..end)?;
                if self.pieces.contains(fold(piece).as_ref()) {
                    return Some((word.get(..start)?, piece, rest.get(end..)?));
                }
            }
        }
        None
    }

    /// The pseudonym of a word, with capitals as the word has them.
    fn code(&self, word: &str) -> String {
        let folded = fold(word);
        let mut turn = 0_u32;
        loop {
            let kind = format!("word {turn}");
            let code = spell(self.key.hash(&kind, &folded));
            // A word that stays must not come about by chance.
            let mut kept = self.kept.iter();
            let chance =
                kept.any(|word| word.len() >= SHORTEST_CHANCE && code.contains(word.as_str()));
            if !chance || turn >= TURNS {
                return capitals(&code, word);
            }
            turn += 1;
        }
    }
}

/// Letters and digits for a hash.
fn spell(hash: [u8; 16]) -> String {
    let mut number = u128::from_le_bytes(hash);
    let mut code = String::with_capacity(LENGTH);
    for place in 0..LENGTH {
        let from = if place == 0 { LETTERS } else { PLACES };
        let count = from.len() as u128;
        let letter = from.get((number % count) as usize).copied();
        code.push(char::from(letter.unwrap_or(b'x')));
        number /= count;
    }
    code
}

/// A code in the capitals of a word: all, the first, or none.
fn capitals(code: &str, word: &str) -> String {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let others = letters.clone().next().is_some() && letters.all(char::is_uppercase);
    match (first, others) {
        (true, true) => code.to_ascii_uppercase(),
        (true, false) => {
            let mut code = code.to_owned();
            if let Some(first) = code.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            code
        }
        (false, _) => code.to_owned(),
    }
}
