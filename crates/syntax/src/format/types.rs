//! Types: unions are broken before their bars.

use super::document::{Document, group, line, nest, row, space};
use super::writer::{Writer, on_next_line, pair_of};
use crate::build::Node;
use crate::grammar::Rule;

impl<'s> Writer<'s> {
    /// `ty` and what it is made of.
    pub(super) fn ty(&mut self, pair: Node<'_>) -> Document<'s> {
        match pair.as_rule() {
            Rule::ty => row(pair.into_inner().map(|part| self.ty(part))),
            Rule::list_type => {
                let open = self.token();
                row([open]
                    .into_iter()
                    .chain(pair.into_inner().map(|part| self.ty(part))))
            }
            Rule::reference => self.reference(pair),
            Rule::set_type => self.words(&pair),
            Rule::change_type => self.glued(&pair),
            Rule::union => {
                let members = self.union(pair);
                group(nest(members))
            }
            _ => self.token(),
        }
    }

    /// `ref E by field`
    fn reference(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::k_ref => parts.extend([self.token(), space()]),
                Rule::union => parts.push(self.ty(part)),
                Rule::k_by => {
                    let (word, field) = (self.token(), self.token());
                    parts.push(on_next_line(pair_of(word, field)));
                }
                _ => {}
            }
        }
        row(parts)
    }

    /// `A | B`, not yet in a group.
    pub(super) fn union(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for (at, _) in pair.into_inner().enumerate() {
            if at == 0 {
                parts.push(self.token());
            } else {
                let bar = self.token();
                parts.extend([line(), pair_of(bar, self.token())]);
            }
        }
        row(parts)
    }
}
