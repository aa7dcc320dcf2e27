//! Documentation: `///` belongs to an item, a field, a variant or a template's rule.

use super::Scanner;
use crate::slips;

impl Scanner<'_> {
    pub(super) fn doc_line(&mut self) {
        let start = self.at;
        self.skip_line();
        let first = self.docs.map_or(start, |(first, _)| first);
        self.docs = Some((first, self.at));
    }

    /// Decides about the documentation that waits, now that the next token is seen.
    pub(super) fn settle_docs(&mut self, taken: bool) {
        let Some((start, end)) = self.docs.take() else {
            return;
        };
        if !taken {
            let mark = self.span(start, start + 3);
            self.diagnostics.push(slips::misplaced_doc(mark));
            self.blank(start, end);
        }
    }

    /// Whether the word begins something inside an item that may be documented.
    pub(super) fn takes_docs(&self, word: &str) -> bool {
        let Some(slice) = self.slices.last().filter(|_| self.opens.len() == 1) else {
            return false;
        };
        let rest = self.rest().get(word.len()..).unwrap_or("").trim_start();
        match slice.word.as_str() {
            "entity" => !["label", "targeting", "log"].contains(&word) || rest.starts_with(':'),
            "record" | "enum" | "ordered" => true,
            "template" => word == "rule",
            _ => false,
        }
    }
}
