//! The words and operators of the language as tables, for the book: what the
//! parser knows, and nothing that is written down twice.

use std::cmp::Reverse;

use crate::build::{Binding, SPELLINGS};
use crate::grammar::Rule;
use crate::words::{Words, words};

const GRAMMAR: &str = include_str!("../../../grammar/tenet.pest");

/// Operators that bind equally tightly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How they are written, in the order of the table.
    pub operators: Vec<&'static str>,
    /// Whether `a op b op c` may be written, and how it is read.
    pub chains: bool,
}

/// The words that are never names, in order.
pub fn reserved_words() -> Vec<&'static str> {
    let rule = GRAMMAR
        .split_once("reserved = _{")
        .and_then(|(_, rest)| rest.split_once('}'));
    let mut words: Vec<&str> = rule.map_or("", |(body, _)| body).split('"').collect();
    // Every other piece stands between quotes.
    words = words.into_iter().skip(1).step_by(2).collect();
    words.sort_unstable();
    words
}

/// The words that mean something in their place and are free as names elsewhere, in order.
pub fn contextual_words() -> Vec<&'static str> {
    let reserved = reserved_words();
    let marks = Rule::all_rules()
        .iter()
        .filter_map(|rule| match words(*rule) {
            Words::Mark(word) => Some(word),
            Words::Node(_) => None,
        });
    let operators = SPELLINGS.iter().flat_map(|spelling| spelling.split(' '));
    let is_word = |word: &&str| {
        word.chars()
            .all(|letter| letter.is_ascii_alphabetic() || letter == '_')
    };
    let mut found: Vec<&str> = marks
        .chain(operators)
        .filter(is_word)
        .filter(|word| !reserved.contains(word) && word.starts_with(char::is_lowercase))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The operators, those that bind most tightly first.
pub fn operators() -> Vec<Level> {
    let mut bindings: Vec<Binding> = SPELLINGS.iter().map(|one| Binding::of(one)).collect();
    bindings.sort_by_key(|binding| Reverse(binding.level));
    let mut levels: Vec<(Binding, Level)> = Vec::new();
    for binding in bindings {
        match levels.last_mut() {
            Some((last, level)) if last.level == binding.level => {
                level.operators.push(binding.spelling);
            }
            Some(_) | None => levels.push((
                binding,
                Level {
                    operators: vec![binding.spelling],
                    chains: binding.chains,
                },
            )),
        }
    }
    levels.into_iter().map(|(_, level)| level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_the_grammar_says() {
        let reserved = reserved_words();
        assert!(reserved.contains(&"otherwise"), "{reserved:?}");
        assert_eq!(reserved.len(), 25, "{reserved:?}");
        let contextual = contextual_words();
        assert!(contextual.contains(&"entity"), "{contextual:?}");
        assert!(!contextual.contains(&"and"));
    }

    #[test]
    fn what_binds_more_tightly_comes_first() {
        let first: Vec<&str> = operators().iter().map(|level| level.operators[0]).collect();
        assert_eq!(
            first,
            [
                "of",
                "*",
                "+",
                "otherwise",
                "during",
                "==",
                "not",
                "and",
                "or"
            ]
        );
    }
}
