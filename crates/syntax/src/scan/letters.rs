//! Letters beyond ASCII: look-alikes in names, and characters that turn the reading direction.

use super::Scanner;
use crate::slips;

/// Letters of other scripts, each after the ASCII letter that it looks like.
const LOOKALIKES: &[(char, &str)] = &[
    ('a', "аɑαａ"),
    ('b', "Ьｂ"),
    ('c', "сϲｃ"),
    ('d', "ԁｄ"),
    ('e', "еｅ"),
    ('g', "ɡｇ"),
    ('h', "һｈ"),
    ('i', "іıｉ"),
    ('j', "јϳｊ"),
    ('k', "кκｋ"),
    ('l', "ӏⅼｌ"),
    ('m', "ｍ"),
    ('n', "ոｎ"),
    ('o', "оοօｏ"),
    ('p', "рρｐ"),
    ('q', "ԛｑ"),
    ('r', "гｒ"),
    ('s', "ѕｓ"),
    ('t', "тτｔ"),
    ('u', "υսｕ"),
    ('v', "νѵｖ"),
    ('w', "ԝｗ"),
    ('x', "хχｘ"),
    ('y', "уγｙ"),
    ('z', "ｚ"),
    ('A', "АΑＡ"),
    ('B', "ВΒＢ"),
    ('C', "СϹＣ"),
    ('D', "Ｄ"),
    ('E', "ЕΕＥ"),
    ('G', "ԌＧ"),
    ('H', "НΗＨ"),
    ('I', "ІΙＩ"),
    ('J', "ЈＪ"),
    ('K', "КΚＫ"),
    ('L', "Ｌ"),
    ('M', "МΜＭ"),
    ('N', "ΝＮ"),
    ('O', "ОΟＯ"),
    ('P', "РΡＰ"),
    ('S', "ЅＳ"),
    ('T', "ТΤＴ"),
    ('U', "Ｕ"),
    ('V', "Ｖ"),
    ('W', "Ｗ"),
    ('X', "ХΧＸ"),
    ('Y', "ҮΥＹ"),
    ('Z', "ΖＺ"),
];

/// The length of the word at the start of a text, letters of any script included.
pub(super) fn word_length(text: &str) -> usize {
    let ascii = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'))
        .unwrap_or(text.len());
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .unwrap_or(text.len())
}

/// A name with its look-alikes spelled in ASCII; other letters stay.
pub(crate) fn to_ascii(name: &str) -> String {
    name.chars()
        .map(|letter| ascii_of(letter).unwrap_or(letter))
        .collect()
}

fn ascii_of(letter: char) -> Option<char> {
    let found = LOOKALIKES.iter().find(|(_, like)| like.contains(letter));
    found.map(|(ascii, _)| *ascii)
}

/// Whether a character changes the order in which text is shown.
fn is_bidirectional(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

impl Scanner<'_> {
    /// A character beyond ASCII where a token begins.
    pub(super) fn beyond_ascii(&mut self) {
        let Some(letter) = self.rest().chars().next() else {
            return;
        };
        let length = letter.len_utf8();
        match letter {
            '“' | '”' | '„' | '‘' | '’' => self.foreign_quotes(letter),
            _ if letter.is_alphanumeric() => self.word(),
            _ if is_bidirectional(letter) => self.at += length,
            _ if letter.is_whitespace() => self.foreign_blank(length),
            _ => self.mark(length),
        }
    }

    fn foreign_blank(&mut self, length: usize) {
        let place = self.span(self.at, self.at + length);
        self.diagnostics.push(slips::foreign_blank(place));
        self.blank(self.at, self.at + length);
        self.at += length;
    }

    /// Refuses the letters of a word that are not ASCII; pest reads it with stand-ins of the same length.
    pub(super) fn lookalikes(&mut self, word: &str) {
        let mut stand_in = String::with_capacity(word.len());
        let mut first = None;
        for letter in word.chars() {
            if letter.is_ascii() {
                stand_in.push(letter);
                continue;
            }
            first = first.or(Some(letter));
            let plain = if letter.is_uppercase() { 'X' } else { 'x' };
            stand_in.push(ascii_of(letter).unwrap_or(plain));
            stand_in.extend(std::iter::repeat_n('_', letter.len_utf8() - 1));
        }
        let Some(letter) = first else { return };
        let end = self.at + word.len();
        let place = self.span(self.at, end);
        let diagnostic = slips::lookalike(place, letter, ascii_of(letter), &to_ascii(word));
        self.diagnostics.push(diagnostic);
        self.edits.push((self.at, end, stand_in));
    }

    /// Refuses bidirectional control characters wherever they stand, comments and texts included.
    pub(super) fn refuse_bidirectional(&mut self) {
        if self.text.is_ascii() {
            return;
        }
        for (at, letter) in self.text.char_indices() {
            if is_bidirectional(letter) {
                let end = at + letter.len_utf8();
                let place = self.span(at, end);
                self.diagnostics.push(slips::bidirectional(place, letter));
                self.blank(at, end);
            }
        }
    }
}
