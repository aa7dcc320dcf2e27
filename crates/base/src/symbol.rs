//! Strings that repeat, kept once.
//!
//! Loading interns from several threads into an [`Interner`]; when it ends the
//! interner is frozen into [`Strings`], which is read without locks. The
//! number of a symbol depends on which thread came first, so symbols are never
//! ordered or printed: texts are.

use std::fmt;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::id::Id;
use crate::{define_id, text};

define_id! {
    /// A string of a run.
    pub struct Symbol
}

const SHARD_BITS: u32 = 4;
const SHARDS: usize = 1 << SHARD_BITS;

/// Takes strings in, from any thread.
pub struct Interner {
    hasher: DefaultHashBuilder,
    shards: Vec<Mutex<Shard>>,
}

/// The strings of a run, frozen.
pub struct Strings {
    hasher: DefaultHashBuilder,
    shards: Vec<Shard>,
}

#[derive(Default)]
struct Shard {
    table: HashTable<u32>,
    text: String,
    /// Where each string ends in `text`.
    ends: Vec<u32>,
    /// The folded form of each string; filled when the interner is frozen.
    folded: Vec<Symbol>,
}

impl Shard {
    fn get(&self, index: u32) -> &str {
        let end = self.ends.get(index as usize).copied().unwrap_or(0);
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before as usize));
        self.text
            .get(start.copied().unwrap_or(0) as usize..end as usize)
            .unwrap_or("")
    }

    fn find(&self, hash: u64, text: &str) -> Option<u32> {
        self.table
            .find(hash, |index| self.get(*index) == text)
            .copied()
    }

    fn intern(&mut self, hasher: &DefaultHashBuilder, hash: u64, text: &str) -> u32 {
        if let Some(found) = self.find(hash, text) {
            return found;
        }
        let index = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        let (texts, ends) = (&self.text, &self.ends);
        let rehash = |index: &u32| {
            let end = ends.get(*index as usize).copied().unwrap_or(0) as usize;
            let start = index
                .checked_sub(1)
                .and_then(|before| ends.get(before as usize));
            hasher.hash_one(
                texts
                    .get(start.copied().unwrap_or(0) as usize..end)
                    .unwrap_or(""),
            )
        };
        self.table.insert_unique(hash, index, rehash);
        index
    }
}

impl Interner {
    /// An interner without strings.
    pub fn new() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self {
            hasher: DefaultHashBuilder::default(),
            shards,
        }
    }

    /// The symbol of a text; the same text has the same symbol.
    pub fn intern(&self, text: &str) -> Symbol {
        let hash = self.hasher.hash_one(text);
        let number = shard_of(hash);
        let Some(shard) = self.shards.get(number) else {
            return symbol(0, 0);
        };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        symbol(shard.intern(&self.hasher, hash, text), number)
    }

    /// Ends the loading: from here on strings are only read.
    pub fn freeze(self) -> Strings {
        let shards: Vec<Shard> = self
            .shards
            .into_iter()
            .map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let mut strings = Strings {
            hasher: self.hasher,
            shards,
        };
        strings.fold_all();
        strings
    }
}

impl Default for Interner {
    fn default() -> Self {
        Self::new()
    }
}

impl Strings {
    /// The text of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        let (index, number) = parts(symbol);
        self.shards.get(number).map_or("", |shard| shard.get(index))
    }

    /// The symbol of the folded form: equal for two names that differ in case only.
    pub fn folded(&self, symbol: Symbol) -> Symbol {
        let (index, number) = parts(symbol);
        let folded = self
            .shards
            .get(number)
            .and_then(|shard| shard.folded.get(index as usize));
        folded.copied().unwrap_or(symbol)
    }

    /// The symbol of a text, if any export held it.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let hash = self.hasher.hash_one(text);
        let number = shard_of(hash);
        self.shards
            .get(number)?
            .find(hash, text)
            .map(|index| symbol(index, number))
    }

    /// The symbol of the folded form of a text, if any export held it.
    pub fn find_folded(&self, text: &str) -> Option<Symbol> {
        self.find(&text::fold(text))
    }

    fn fold_all(&mut self) {
        for number in 0..self.shards.len() {
            let count = self.shards.get(number).map_or(0, |shard| shard.ends.len());
            let folded = (0..count as u32)
                .map(|index| self.fold_one(index, number))
                .collect();
            if let Some(shard) = self.shards.get_mut(number) {
                shard.folded = folded;
            }
        }
    }

    /// Folded forms are their own fold, so what is added here needs no entry.
    fn fold_one(&mut self, index: u32, number: usize) -> Symbol {
        let here = symbol(index, number);
        let std::borrow::Cow::Owned(folded) = text::fold(self.get(here)) else {
            return here;
        };
        let hash = self.hasher.hash_one(folded.as_str());
        let home = shard_of(hash);
        let hasher = &self.hasher;
        match self.shards.get_mut(home) {
            Some(shard) => symbol(shard.intern(hasher, hash, &folded), home),
            None => here,
        }
    }
}

fn shard_of(hash: u64) -> usize {
    // The table itself uses the lowest and the highest bits.
    (hash >> 24) as usize & (SHARDS - 1)
}

fn symbol(index: u32, shard: usize) -> Symbol {
    Symbol::from_index((index as usize) << SHARD_BITS | shard)
}

fn parts(symbol: Symbol) -> (u32, usize) {
    (
        (symbol.index() >> SHARD_BITS) as u32,
        symbol.index() & (SHARDS - 1),
    )
}

impl fmt::Debug for Interner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interner").finish_non_exhaustive()
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_symbol() {
        let interner = Interner::new();
        let (upper, lower) = (interner.intern("ID-7"), interner.intern("id-7"));
        let again = interner.intern("ID-7");
        let strings = interner.freeze();
        assert_eq!(upper, again);
        assert_ne!(upper, lower);
        assert_eq!(strings.folded(upper), strings.folded(lower));
        assert_eq!((strings.get(upper), strings.get(lower)), ("ID-7", "id-7"));
    }

    #[test]
    fn a_folded_form_that_no_export_held_is_found() {
        let interner = Interner::new();
        let upper = interner.intern("ÄPFEL");
        let strings = interner.freeze();
        assert_eq!(strings.find_folded("Äpfel"), Some(strings.folded(upper)));
        assert_eq!(strings.folded(strings.folded(upper)), strings.folded(upper));
        assert_eq!(strings.find("Birnen"), None);
    }

    #[test]
    fn many_strings_come_back() {
        let interner = Interner::new();
        let symbols: Vec<_> = (0..5000).map(|n| interner.intern(&n.to_string())).collect();
        let strings = interner.freeze();
        for (n, symbol) in symbols.into_iter().enumerate() {
            assert_eq!(strings.get(symbol), n.to_string());
        }
    }
}
