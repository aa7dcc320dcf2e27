//! Texts for a page: harmless, measured, counted.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// The text on one line and without characters that steer a terminal or turn
/// the direction of reading: names come from the tenant, and whoever names an
/// object must not write the report.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same for a piece of a file: every character is replaced by one of as
/// many bytes, so that ranges stay true. Line ends and tabs stay.
pub(crate) fn plain_source(text: &str) -> String {
    let mut before_line_end = text.chars().skip(1).chain(std::iter::once('\n'));
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let next = before_line_end.next();
        shown.push(match c {
            '\n' | '\t' => c,
            '\r' if next == Some('\n') => c,
            c if !steers(c) => c,
            c if c.len_utf8() == 1 => '?',
            c if c.len_utf8() == 2 => '\u{b7}',
            _ => char::REPLACEMENT_CHARACTER,
        });
    }
    shown
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The beginning of a text that fits a width, with `…` if something is left out.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut kept = prefix(text, columns.saturating_sub(1)).to_owned();
    kept.push('…');
    Cow::Owned(kept)
}

/// The part of a long line that shows a range of its bytes with something
/// around it, and where the range is in that part.
pub(crate) fn window(line: &str, range: Range<usize>, columns: usize) -> (String, Range<usize>) {
    let range = within(line, range);
    if width(line) <= columns {
        return (line.to_owned(), range);
    }
    let before = line.get(..range.start).unwrap_or("");
    let kept = suffix(before, columns / 3);
    let skipped = before.len() - kept.len();
    let lead = if skipped == 0 { "" } else { "…" };
    let rest = line.get(skipped..).unwrap_or("");
    let shown = cut(rest, columns.saturating_sub(width(lead)));
    let offset = |at: usize| (at - skipped + lead.len()).min(lead.len() + shown.len());
    let moved = offset(range.start)..offset(range.end);
    let text = format!("{lead}{shown}");
    let moved = within(&text, moved);
    (text, moved)
}

/// The range with both ends inside the text and between characters.
pub(crate) fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end);
    start..end.max(start)
}

/// A number with its thousands apart.
pub(crate) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: `1 case`, `2,000 cases`.
pub(crate) fn count(value: u64, thing: &str) -> String {
    let plural = if value == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", number(value))
}

/// The first few of a list: `a, b, and 3 more`.
pub(crate) fn few(items: &[String], shown: usize) -> String {
    let rest = items.len().saturating_sub(shown);
    let listed: Vec<&str> = items.iter().take(shown).map(String::as_str).collect();
    let listed = listed.join(", ");
    match rest {
        0 => listed,
        rest => format!("{listed}, and {} more", number(rest as u64)),
    }
}

fn prefix(text: &str, columns: usize) -> &str {
    let fits = |(at, c): (usize, char)| {
        let end = at + c.len_utf8();
        let head = text.get(..end)?;
        (width(head) <= columns).then_some(end)
    };
    let end = text.char_indices().map_while(fits).last();
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

fn suffix(text: &str, columns: usize) -> &str {
    let fits = |(at, _): (usize, char)| {
        let tail = text.get(at..)?;
        (width(tail) <= columns).then_some(at)
    };
    let start = text.char_indices().rev().map_while(fits).last();
    text.get(start.unwrap_or(text.len())..).unwrap_or("")
}

/// Control characters, line separators, and marks that turn the direction.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
