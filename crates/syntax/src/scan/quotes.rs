//! Texts: where they end, and quotes that are not the language's.

use super::Scanner;
use crate::slips;

impl Scanner<'_> {
    /// A text in double quotes; one that its line does not close is closed there.
    pub(super) fn text_literal(&mut self) {
        let start = self.at;
        match closing(self.rest(), 1, &['"']) {
            Some((at, length)) => self.mark(at + length),
            None => self.unclosed_text(start),
        }
    }

    fn unclosed_text(&mut self, start: usize) {
        self.skip_line();
        let end = self.at
            - usize::from(
                self.text
                    .get(..self.at)
                    .is_some_and(|before| before.ends_with('\r')),
            );
        let opening = self.span(start, start + 1);
        let noticed = self.span(end, end);
        self.diagnostics
            .push(slips::unclosed_text(noticed, opening));
        if self.at == self.text.len() {
            self.tail = "\"";
        } else {
            // The line's end makes room for the quote that is missing.
            self.edits.push((self.at, self.at + 1, "\"".to_owned()));
        }
        self.settle_docs(false);
        self.line_is_blank = false;
    }

    /// A text in single or typographic quotes: refused, and read as if it had the right ones.
    pub(super) fn foreign_quotes(&mut self, opening: char) {
        let start = self.at;
        let closers: &[char] = match opening {
            '\'' => &['\''],
            '‘' | '’' => &['’', '‘', '\''],
            _ => &['”', '“', '"'],
        };
        let Some((at, length)) = closing(self.rest(), opening.len_utf8(), closers) else {
            self.mark(opening.len_utf8());
            return;
        };
        let inner = self.rest().get(opening.len_utf8()..at).unwrap_or("");
        let end = start + at + length;
        let place = self.span(start, end);
        let replacement = format!("\"{}\"", inner.replace('"', "\\\""));
        self.diagnostics
            .push(slips::foreign_quotes(place, replacement));
        let body = inner.replace('"', "'");
        let padding = " ".repeat(opening.len_utf8() - 1);
        self.edits
            .push((start, end, format!("{padding}\"{body}\"")));
        self.mark(at + length);
    }
}

/// Where one of the closers stands on the line, and its length; escapes are passed over.
fn closing(rest: &str, from: usize, closers: &[char]) -> Option<(usize, usize)> {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip_while(|(at, _)| *at < from) {
        match letter {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if closers.contains(&letter) => return Some((at, letter.len_utf8())),
            _ => {}
        }
    }
    None
}
