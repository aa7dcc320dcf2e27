//! The texts of tables: numbered when they are packed, and taken in again when they are met.

use std::collections::BTreeSet;

use tenet_base::{HashMap, Interner, Strings, Symbol};

use super::stored::Texts;

/// The texts of all tables of a pack, sorted; the first has the number 1.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn new(texts: &BTreeSet<String>) -> Self {
        let numbered = texts.iter().cloned().zip(1..);
        Self {
            numbers: numbered.collect(),
        }
    }

    /// The number of a symbol; 0 for none.
    pub(super) fn number(&self, strings: &Strings, symbol: Option<Symbol>) -> u32 {
        let number = symbol.and_then(|symbol| self.numbers.get(strings.get(symbol)));
        number.copied().unwrap_or(0)
    }
}

/// The texts of a pack, taken in as they are met.
pub(super) struct Words<'w> {
    texts: Vec<&'w str>,
    known: Vec<Option<Symbol>>,
    interner: &'w Interner,
}

impl<'w> Words<'w> {
    pub(super) fn new(texts: &'w Texts, interner: &'w Interner) -> Option<Self> {
        let mut rest = texts.text.as_str();
        let mut all = Vec::new();
        for length in &texts.lengths {
            let (text, after) = rest.split_at_checked(*length as usize)?;
            all.push(text);
            rest = after;
        }
        Some(Self {
            known: vec![None; all.len()],
            texts: all,
            interner,
        })
    }

    /// The symbol with a number, which is not 0.
    pub(super) fn symbol(&mut self, number: u32) -> Option<Symbol> {
        let at = number.checked_sub(1)? as usize;
        let known = self.known.get_mut(at)?;
        if let Some(symbol) = known {
            return Some(*symbol);
        }
        let symbol = self.interner.intern(self.texts.get(at)?);
        *known = Some(symbol);
        Some(symbol)
    }

    /// The symbols with some numbers; 0 is none.
    pub(super) fn symbols(&mut self, numbers: Vec<u32>) -> Option<Vec<Option<Symbol>>> {
        let symbols = numbers.into_iter().map(|number| match number {
            0 => Some(None),
            number => self.symbol(number).map(Some),
        });
        symbols.collect()
    }
}
