//! Conditions of groups and filters: `user.department -eq "Sales"`.

use super::Treatment;
use super::text::Texts;

/// Properties that conditions call otherwise than exports.
const NAMES: [(&str, &str); 9] = [
    ("deviceOSType", "operatingSystem"),
    ("deviceOSVersion", "operatingSystemVersion"),
    ("deviceTrustType", "trustType"),
    ("deviceManufacturer", "manufacturer"),
    ("deviceModel", "model"),
    ("deviceManagementType", "managementType"),
    ("devicePhysicalIds", "physicalIds"),
    ("cpuArchitecture", "processorArchitecture"),
    ("isRooted", "jailBroken"),
];

/// A part of a condition.
enum Part<'t> {
    /// What stands outside of quotes.
    Plain(&'t str),
    /// What stands in quotes, without them; and what it is compared with.
    Quoted(&'t str, &'t str),
}

impl Texts<'_> {
    /// What stands for a condition: what it looks for in personal fields is replaced.
    pub(super) fn condition(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for part in parts(text) {
            match part {
                Part::Plain(plain) => out.push_str(&self.kept(plain)),
                Part::Quoted(inner, property) if self.is_kept(property) => {
                    out.push_str(&self.kept(inner));
                }
                Part::Quoted(inner, _) => out.push_str(&self.personal(inner)),
            }
        }
        out
    }

    /// Takes words apart by those that a condition looks for.
    pub(super) fn seek(&mut self, text: &str) {
        for part in parts(text) {
            if let Part::Quoted(inner, property) = part
                && !self.is_kept(property)
            {
                let words = inner.split(|letter: char| !letter.is_alphanumeric());
                for word in words.filter(|word| !word.is_empty()) {
                    self.words.sought(word);
                }
            }
        }
    }

    /// Whether what exports say of a property is kept.
    fn is_kept(&self, property: &str) -> bool {
        let named = NAMES
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(property));
        let key = named.map_or(property, |(_, key)| *key);
        match self.policy.of(key) {
            Some(Treatment::Kept | Treatment::Listed(_)) => true,
            Some(Treatment::Secret | Treatment::Condition) | None => false,
        }
    }
}

/// The parts of a condition. A quote within quotes has a backtick or a backslash before it.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut property = "";
    while let Some(open) = rest.find(['"', '\'']) {
        let (plain, quoted) = rest.split_at_checked(open + 1).unwrap_or((rest, ""));
        let quote = plain.chars().next_back().unwrap_or('"');
        property = last_property(plain).unwrap_or(property);
        let end = end_of_quoted(quoted, quote);
        let (inner, after) = quoted.split_at_checked(end).unwrap_or((quoted, ""));
        parts.push(Part::Plain(plain));
        parts.push(Part::Quoted(inner, property));
        let close = usize::from(!after.is_empty());
        parts.push(Part::Plain(after.get(..close).unwrap_or("")));
        rest = after.get(close..).unwrap_or("");
    }
    parts.push(Part::Plain(rest));
    parts
}

fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if letter == quote && !escaped {
            return at;
        }
        escaped = matches!(letter, '`' | '\\') && !escaped;
    }
    text.len()
}

/// The property that was named last: `department` of `user.department -eq "`.
fn last_property(text: &str) -> Option<&str> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_');
    let mut words = text.split(|letter| !plain(letter)).rev();
    let found = words.find(|word| word.contains('.'))?;
    found.rsplit('.').next().filter(|name| !name.is_empty())
}
