//! What stands for a text.

use super::words::Words;
use super::{Key, Policy, address, patterns};

/// Makes pseudonyms of texts.
pub(super) struct Texts<'p> {
    pub(super) key: &'p Key,
    pub(super) policy: &'p Policy,
    pub(super) words: Words<'p>,
}

/// How deep JSON may stand in texts of JSON.
const DEEPEST: usize = 4;

impl<'p> Texts<'p> {
    pub(super) fn new(key: &'p Key, policy: &'p Policy) -> Self {
        Self {
            key,
            policy,
            words: Words::new(key, &policy.words),
        }
    }

    /// What stands for a text that may be about somebody.
    pub(super) fn personal(&mut self, text: &str) -> String {
        if text.trim().is_empty() || patterns::is_plain(text) {
            return text.to_owned();
        }
        if let Some(made) = self.whole(text) {
            return made;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            rest = match self.id(rest, &mut out) {
                Some(after) => after,
                None => self.word(rest, &mut out),
            };
        }
        out
    }

    /// What stands for a text of Microsoft's own words: ids and mail addresses in it are replaced.
    pub(super) fn kept(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = self.id(rest, &mut out) {
                rest = after;
                continue;
            }
            let inside = |letter: char| !letter.is_whitespace() && !"'\"()<>,;/".contains(letter);
            let end = end_of(rest, inside);
            let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if is_mail(part) {
                out.push_str(&self.personal(part));
                rest = after;
            } else {
                rest = copy_word(rest, &mut out);
            }
        }
        out
    }

    /// What stands for a text that is one address or number of a telephone.
    fn whole(&self, text: &str) -> Option<String> {
        let trimmed = text.trim();
        let made = address::network(self.key, trimmed)
            .or_else(|| address::card(self.key, trimmed))
            .or_else(|| self.phone(trimmed))?;
        Some(text.replace(trimmed, &made))
    }

    fn phone(&self, text: &str) -> Option<String> {
        let digits = patterns::phone(text)?;
        let made = super::numbers::pseudonym(self.key, &digits)?;
        let mut made = made.chars();
        let turn = |letter: char| {
            if letter.is_ascii_digit() {
                made.next().unwrap_or(letter)
            } else {
                letter
            }
        };
        Some(text.chars().map(turn).collect())
    }

    /// Replaces the id that a text begins with; the rest of it.
    fn id<'t>(&self, text: &'t str, out: &mut String) -> Option<&'t str> {
        let (digits, length) = patterns::id(text)?;
        let (own, rest) = text.split_at_checked(length)?;
        let stays = is_public(&digits) || self.policy.ids.contains(&patterns::dashed(&digits));
        if stays {
            out.push_str(own);
            return Some(rest);
        }
        let mut made = self.made_id(&digits);
        if !own.contains('-') {
            made.retain(|letter| letter != '-');
        }
        if own.bytes().any(|byte| byte.is_ascii_uppercase()) {
            made.make_ascii_uppercase();
        }
        out.push_str(&made);
        Some(rest)
    }

    /// The id for an id: one of version 4, as random ones are.
    fn made_id(&self, digits: &str) -> String {
        let number = u128::from_le_bytes(self.key.hash("id", digits));
        let version = (number & !(0xF << 76)) | (4 << 76);
        let variant = (version & !(0x3 << 62)) | (2 << 62);
        patterns::dashed(&format!("{variant:032x}"))
    }

    /// Replaces the word that a text begins with, or copies what stands between words.
    fn word<'t>(&mut self, text: &'t str, out: &mut String) -> &'t str {
        let end = end_of(text, char::is_alphanumeric);
        let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        if !word.is_empty() {
            if let Some((four, length)) = four(text)
                && let Some(made) = address::network(self.key, four)
            {
                out.push_str(&made);
                return text.get(length..).unwrap_or("");
            }
            self.words.push(word, out);
            return rest;
        }
        let end = end_of(text, |letter| !letter.is_alphanumeric());
        let (between, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        out.push_str(between);
        rest
    }

    /// Whether JSON in a text so deep is read as JSON.
    pub(super) const fn reads_inner(depth: usize) -> bool {
        depth < DEEPEST
    }
}

/// How long the start of a text is whose letters are such.
fn end_of(text: &str, such: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !such(letter)).unwrap_or(text.len())
}

/// Copies a word, or a sign between words.
fn copy_word<'t>(text: &'t str, out: &mut String) -> &'t str {
    let end = end_of(text, char::is_alphanumeric);
    let first = text.chars().next().map_or(0, char::len_utf8);
    let (own, rest) = text.split_at_checked(end.max(first)).unwrap_or((text, ""));
    out.push_str(own);
    rest
}

/// An address of version 4 at the start of a text, not part of a longer number.
fn four(text: &str) -> Option<(&str, usize)> {
    let end = end_of(text, |letter| letter.is_ascii_digit() || letter == '.');
    let own = text.get(..end)?.trim_end_matches('.');
    (own.matches('.').count() == 3).then_some((own, own.len()))
}

fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
}

/// Whether an id is one that Microsoft gave to something of its own, or none:
/// those have a row of zeros, or one digit alone.
fn is_public(digits: &str) -> bool {
    let first = digits.chars().next();
    let same = digits.chars().all(|digit| Some(digit) == first);
    let zeros = digits.get(20..).is_some_and(|end| end == "000000000000");
    same || zeros
}
