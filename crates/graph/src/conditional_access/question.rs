//! A policy that is asked about a sign-in.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::POLICIES;
use super::conditions::{Asked, Listed};
use super::policy::{AccessPolicy, Name, Names};
use super::sign_in::SignIn;
use crate::Answer;
use crate::graph::Graph;

/// A policy that is asked about a sign-in.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) graph: &'q Graph<'q>,
    pub(super) policy: &'q AccessPolicy,
    pub(super) asked: &'q Asked,
    pub(super) sign_in: &'q SignIn,
}

impl<'q> Question<'q> {
    /// The text of a symbol.
    pub(super) fn word(self, text: Symbol) -> &'q str {
        self.graph.snapshot.strings.get(text)
    }

    /// The words of a list, as they are told: `windows`, `iOS`.
    pub(super) fn told(self, names: &Names) -> String {
        let words = names.items.iter().map(|name| self.word(name.text));
        let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
        let unknown = "what is not known";
        match (words.is_empty(), names.gap.is_some()) {
            (true, false) => "nothing".to_owned(),
            (true, true) => unknown.to_owned(),
            (false, false) => words.join(", "),
            (false, true) => format!("{} and {unknown}", words.join(", ")),
        }
    }

    /// What a condition asks for and what the sign-in is.
    pub(super) fn told_lists(self, lists: &Listed, what: &str, own: Option<&str>) -> String {
        let (include, exclude) = (self.told(&lists.include), self.told(&lists.exclude));
        format!(
            "includes {include}, excludes {exclude}; {what} is {}",
            said(own)
        )
    }
}

impl Listed {
    /// Whether a condition lets the policy apply; one that lists nothing asks
    /// for nothing, and an exclusion wins (C4).
    pub(super) fn admits(&self, fits: impl Fn(&Name) -> Answer) -> Answer {
        let excluded = self.exclude.any(&fits);
        if !self.include.is_empty() {
            return self.include.any(&fits).and(excluded.not());
        }
        if self.exclude.is_empty() {
            return Answer::Yes;
        }
        let text = "what a condition means that excludes and includes nothing is not documented";
        excluded.not().and(undocumented(text))
    }
}

impl Names {
    /// Whether a list without exclusions lets the policy apply; an empty one asks for nothing.
    pub(super) fn admits(&self, fits: impl Fn(&Name) -> Answer) -> Answer {
        if self.is_empty() {
            return Answer::Yes;
        }
        self.any(fits)
    }
}

/// What is said of a sign-in, as it is told.
pub(super) fn said(own: Option<&str>) -> String {
    own.map_or_else(|| "not said".to_owned(), |own| format!("`{own}`"))
}

/// Nobody can know, for what is asked about the sign-in is not said.
pub(super) fn unsaid(what: &str) -> Answer {
    let text = format!("the policy asks for {what}, which is not said of the sign-in");
    Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text))
}

/// No source says what the tenant does.
pub(super) fn undocumented(text: impl Into<String>) -> Answer {
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
}

/// Nobody knows what a word in a policy means.
pub(super) fn unknown_word(word: &str, list: &str) -> Answer {
    Answer::unknown(unknown_word_reason(word, list))
}

/// Why nobody knows what a word in a policy means.
pub(super) fn unknown_word_reason(word: &str, list: &str) -> Reason {
    let text =
        format!("a policy names `{word}` among its {list}, and nobody knows what that means");
    Reason::new(ReasonCode::TargetKindUnsupported, text).entity(POLICIES)
}
