//! A snapshot without what is personal: names, addresses and ids as pseudonyms.
//!
//! In: the roots of a snapshot, a key, and what may be kept. Out: the same
//! files, text by text. Numbers, truths, dates, blanks and line breaks stay
//! where they are; texts become pseudonyms that depend on the key alone, so
//! that equal texts stay equal, in one snapshot and in the next.
//!
//! A text is taken apart into words, and each word has its pseudonym: what
//! begins, ends or holds the same words still does. Ids and network addresses
//! are taken as a whole. A word that a rule names stays as it is, since a rule
//! that looks for a name must find it.
//!
//! What is not known to be harmless is replaced. Nothing here decides what is:
//! that is the [`Policy`], made from the schema and the rules.

mod address;
mod condition;
mod control;
mod files;
mod json;
mod layouts;
mod numbers;
mod paths;
mod patterns;
mod rewrite;
mod text;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::text::fold;

pub use files::{Redacted, Sink, redact};

/// What may be kept, and what must not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// By the folded key of a JSON object: what is done with its texts.
    /// Texts of other keys are personal.
    pub fields: BTreeMap<String, Treatment>,
    /// Folded keys whose numbers stay, however long: those that are declared as numbers.
    pub numbers: BTreeSet<String>,
    /// Folded words that stay, wherever they stand: those that rules name.
    pub words: BTreeSet<String>,
    /// Ids that stay, in lower case: those that rules name.
    pub ids: BTreeSet<String>,
    /// Folded names of files and of their parts that say what a file holds.
    pub names: BTreeSet<String>,
}

/// What is done with the texts of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Treatment {
    /// They are words of Microsoft's own: only ids and addresses in them are replaced.
    Kept,
    /// One of these folded texts is kept, any other is personal.
    Listed(BTreeSet<String>),
    /// They are secrets, and nothing of them is kept.
    Secret,
    /// They are conditions in Microsoft's language: what stands in quotes is replaced.
    Condition,
}

/// What stands in the place of a secret.
pub const SECRET: &str = "(secret)";

/// A key for pseudonyms. Whoever has it can tell which text a pseudonym is of, by trying.
#[derive(Clone)]
pub struct Key([u8; 32]);

/// Fewer bytes could be tried one after the other.
pub const SHORTEST_KEY: usize = 16;

impl Key {
    /// The key of some bytes; none if there are too few.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= SHORTEST_KEY).then(|| {
            Self(blake3::derive_key(
                "tenet snapshot redact 1: pseudonyms",
                bytes,
            ))
        })
    }

    /// Sixteen bytes for a text of a kind.
    fn hash(&self, kind: &str, text: &str) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&(kind.len() as u64).to_le_bytes());
        hasher.update(kind.as_bytes());
        hasher.update(text.as_bytes());
        let mut short = [0; 16];
        hasher.finalize_xof().fill(&mut short);
        short
    }

    /// A number for a text of a kind.
    fn number(&self, kind: &str, text: &str) -> u64 {
        u128::from_le_bytes(self.hash(kind, text)) as u64
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Policy {
    /// What is done with the texts of a key; none if they are personal.
    fn of(&self, key: &str) -> Option<&Treatment> {
        self.fields.get(fold(key).as_ref())
    }
}

#[cfg(test)]
mod tests;
