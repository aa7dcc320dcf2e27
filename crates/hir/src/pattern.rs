//! Regular expressions and `like` patterns: linear time.

use std::fmt;

/// A compiled pattern.
#[derive(Clone)]
pub struct Pattern(regex::Regex);

/// How a pattern takes capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Without regard to case, as texts are compared.
    Folded,
    /// By code point, as a field marked `exact` is compared.
    Exact,
}

/// Why a pattern does not compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong, in a line.
    pub message: String,
}

/// A pattern may grow to a megabyte of program; beyond that it is refused.
const SIZE_LIMIT: usize = 1 << 20;

impl Pattern {
    /// Compiles what stands between the slashes of `/…/`. It is not anchored.
    pub fn regex(source: &str, case: Case) -> Result<Self, PatternError> {
        let built = regex::RegexBuilder::new(source)
            .case_insensitive(case == Case::Folded)
            .size_limit(SIZE_LIMIT)
            .build();
        built.map(Self).map_err(|error| PatternError {
            message: last_line(&error.to_string()),
        })
    }

    /// Compiles a `like` pattern: `*` stands for any text, `?` for one
    /// character, all else for itself; anchored.
    pub fn like(pattern: &str, case: Case) -> Result<Self, PatternError> {
        let texts = pattern.split('*').map(|part| {
            let letters: Vec<String> = part.split('?').map(regex::escape).collect();
            letters.join(".")
        });
        let texts: Vec<String> = texts.collect();
        Self::regex(&format!("^(?s:{})$", texts.join(".*")), case)
    }

    /// The same pattern, by code point.
    pub fn exact(&self) -> Result<Self, PatternError> {
        Self::regex(self.0.as_str(), Case::Exact)
    }

    /// The regular expression that it is.
    pub fn source(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it has a group to capture by.
    pub fn has_group(&self) -> bool {
        self.0.captures_len() > 1
    }

    /// What the first group finds; none if the text does not match, or the
    /// match takes a way around the group.
    pub fn capture<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = self.0.captures(text)?;
        found.get(1).map(|group| group.as_str())
    }

    /// Whether the text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Pattern};

    #[test]
    fn like_is_anchored_and_case_does_not_matter() {
        let modern = Pattern::like("Modern*[Test]", Case::Folded).unwrap();
        assert!(modern.is_match("modern workplace [TEST]"));
        assert!(!modern.is_match("a modern [test]"));
        let ring = Pattern::like("ring-?", Case::Folded).unwrap();
        assert!(ring.is_match("Ring-Ä") && !ring.is_match("ring-") && !ring.is_match("ring-10"));
    }

    #[test]
    fn a_pattern_that_does_not_compile_says_why() {
        assert_eq!(
            Pattern::regex("a(b", Case::Folded).unwrap_err().message,
            "unclosed group"
        );
        assert!(Pattern::regex("(?=look)", Case::Folded).is_err());
    }
}
