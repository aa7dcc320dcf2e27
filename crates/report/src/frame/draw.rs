//! The only place that knows ariadne.

use ariadne::{CharSet, Color, Config, IndexType, Label, Report, ReportKind, Source};

use super::{Border, Mark, Section};
use crate::style::{Ink, Style};
use crate::text;

/// Rows that ariadne writes above and below the text: the message, the head,
/// an empty line; the tail.
const ABOVE: usize = 3;
const BELOW: usize = 1;

/// The text of a section with its marks, line by line.
pub(super) fn body(section: &Section, border: &Border) -> Vec<String> {
    let Some(text) = &section.text else {
        return Vec::new();
    };
    let drawn = draw(&text::plain_source(text), &section.marks, border.style);
    let count = drawn.lines().count().saturating_sub(ABOVE + BELOW);
    let rows = drawn.lines().skip(ABOVE).take(count);
    let mut rows: Vec<String> = rows
        .map(|row| renumber(row, section.first_line, border))
        .collect();
    if let [mark] = section.marks.as_slice()
        && mark.text.is_empty()
    {
        without_arrow(&mut rows, border.style);
    }
    rows
}

/// What ariadne makes of a text.
fn draw(text: &str, marks: &[Mark], style: Style) -> String {
    let span = |mark: &Mark| text::within(text, mark.range.clone());
    let label = |mark: &Mark| {
        Label::new(span(mark))
            .with_message(text::plain(&mark.text))
            .with_color(color(mark.ink))
    };
    // ariadne begins a new head where a mark ends on a line above the one before.
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.range.end, mark.range.start));
    let report = Report::build(ReportKind::Error, 0..0)
        .with_config(config(style))
        .with_labels(marks.into_iter().map(label))
        .finish();
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and the one source is always found.
    let written = report.write(Source::from(text), &mut bytes);
    written.map_or_else(
        |_| String::new(),
        |()| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

/// Spans are bytes everywhere in Tenet; ariadne would take them for characters.
fn config(style: Style) -> Config {
    let set = if style.unicode {
        CharSet::Unicode
    } else {
        CharSet::Ascii
    };
    Config::new()
        .with_index_type(IndexType::Byte)
        .with_char_set(set)
        .with_color(style.color)
}

/// A row with the number that the line has in its file, and our border.
fn renumber(row: &str, first_line: u64, border: &Border) -> String {
    let Some((before, after)) = row.split_once(is_bar) else {
        return row.trim_end().to_owned();
    };
    let bar = row.get(before.len()..).and_then(|rest| rest.chars().next());
    let number: Option<u64> = digits(before).parse().ok();
    let number = number.map(|number| number.saturating_sub(1).saturating_add(first_line));
    let margin = border.line(number, bar.unwrap_or(border.bar()));
    let after = after.strip_prefix("\x1b[0m").unwrap_or(after);
    format!("{margin}{}", calm(after)).trim_end().to_owned()
}

/// The row without the codes between characters of one colour: ariadne colours
/// each of them alone.
fn calm(row: &str) -> String {
    let mut calm = String::with_capacity(row.len());
    let mut current: Option<&str> = None;
    for part in row.split("\x1b[0m") {
        let (before, coded) = part.split_once("\x1b[").unwrap_or((part, ""));
        let (code, shown) = coded.split_once('m').unwrap_or((coded, ""));
        let goes_on = before.is_empty() && !code.is_empty() && current == Some(code);
        if !goes_on {
            calm.push_str(current.map_or("", |_| "\x1b[0m"));
            calm.push_str(before);
        }
        current = Some(code).filter(|code| !code.is_empty());
        if let Some(code) = current.filter(|_| !goes_on) {
            calm.extend(["\x1b[", code, "m"]);
        }
        calm.push_str(shown);
    }
    calm
}

/// The bars that close ariadne's margin. None of them stands before the margin ends.
fn is_bar(c: char) -> bool {
    matches!(c, '│' | '┆' | '|' | ':' | '*')
}

/// The line number in a margin, without the codes of its colour.
fn digits(margin: &str) -> &str {
    let margin = margin.rsplit_once('m').map_or(margin, |(_, shown)| shown);
    margin.trim()
}

/// A mark without words is underlined and no more.
fn without_arrow(rows: &mut Vec<String>, style: Style) {
    let (join, line) = (style.choose("┬", "|"), style.choose("─", "^"));
    rows.pop();
    let Some(row) = rows.last_mut() else {
        return;
    };
    if let Some((head, tail)) = row.rsplit_once(join)
        && head.contains(style.choose("│", "|"))
    {
        *row = format!("{head}{line}{tail}");
    }
}

const fn color(ink: Ink) -> Color {
    match ink {
        Ink::Plain | Ink::Bold => Color::Primary,
        Ink::Dim => Color::Fixed(246),
        Ink::Alarm | Ink::Red => Color::Red,
        Ink::Yellow => Color::Yellow,
        Ink::Green => Color::Green,
        Ink::Cyan => Color::Cyan,
        Ink::Blue => Color::Blue,
    }
}
