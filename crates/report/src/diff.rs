//! The differences of two texts, as a unified diff.

use similar::{ChangeTag, TextDiff};

use crate::Style;
use crate::style::Ink;

/// How many lines stand around a difference.
const CONTEXT: usize = 3;

/// The lines by which the text of a file becomes another, with `---` and `+++` before them; empty if there are none.
pub fn unified(path: &str, old: &str, new: &str, style: Style) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT);
    let mut page = String::new();
    for hunk in unified.iter_hunks() {
        if page.is_empty() {
            for mark in ["---", "+++"] {
                page.push_str(&style.paint(Ink::Bold, &format!("{mark} {path}")));
                page.push('\n');
            }
        }
        page.push_str(&style.paint(Ink::Cyan, &hunk.header().to_string()));
        page.push('\n');
        for change in hunk.iter_changes() {
            let (mark, ink) = match change.tag() {
                ChangeTag::Equal => (' ', Ink::Plain),
                ChangeTag::Delete => ('-', Ink::Red),
                ChangeTag::Insert => ('+', Ink::Green),
            };
            let line = format!("{mark}{}", change.value().trim_end_matches(['\r', '\n']));
            page.push_str(&style.paint(ink, &line));
            page.push('\n');
            if change.missing_newline() {
                page.push_str("\\ No newline at end of file\n");
            }
        }
    }
    page
}

/// The lines by which a text becomes another, each with `-`, `+` or a blank before it; all of both texts.
pub fn plain(old: &str, new: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(old, new);
    let lines = diff.iter_all_changes().map(|change| {
        let mark = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        format!("{mark}{}", change.value().trim_end_matches(['\r', '\n']))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::unified;
    use crate::Style;

    #[test]
    fn lines_that_differ_stand_among_those_that_do_not() {
        let found = unified("a.tenet", "a\nb\nc", "a\nB\nc\n", Style::PLAIN);
        let wanted = "--- a.tenet\n+++ a.tenet\n@@ -1,3 +1,3 @@\n a\n-b\n-c\n\\ No newline at end of file\n+B\n+c\n";
        assert_eq!(found, wanted);
        assert_eq!(unified("a.tenet", "a\n", "a\n", Style::PLAIN), "");
    }
}
