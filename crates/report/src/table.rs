//! Tables: columns under each other, the widest cut first.

use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::text;

/// How narrow a column may get.
const NARROW: usize = 12;
const GAP: usize = 2;

/// Rows of cells.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The heads of the columns; empty for none.
    pub(crate) heads: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Columns whose cells stand to the right.
    pub(crate) right: Vec<usize>,
    /// Whether the last column goes on in the next row instead of being cut.
    pub(crate) wrap: bool,
}

/// A cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    ink: Ink,
    text: String,
}

impl Cell {
    pub(crate) fn new(text: impl AsRef<str>) -> Self {
        Self::ink(Ink::Plain, text)
    }

    pub(crate) fn ink(ink: Ink, text: impl AsRef<str>) -> Self {
        let text = text::plain(text.as_ref()).into_owned();
        Self { ink, text }
    }
}

impl Table {
    /// The table in so many columns of a terminal, row by row.
    pub(crate) fn rows(&self, style: Style, room: usize) -> Vec<String> {
        let widths = self.widths(room);
        let heads = self.heads.iter().map(|head| Cell::ink(Ink::Dim, head));
        let heads: Vec<Cell> = heads.collect();
        let heads = (!heads.is_empty()).then_some(&heads);
        let rows = heads.into_iter().chain(&self.rows);
        rows.flat_map(|row| self.lines(row, &widths, style))
            .collect()
    }

    fn lines(&self, row: &[Cell], widths: &[usize], style: Style) -> Vec<String> {
        let full = widths.len() == row.len();
        let ends = row.split_last().zip(widths.last());
        let Some(((last, before), width)) = ends.filter(|_| self.wrap && full) else {
            return vec![self.row(row, widths, style)];
        };
        let blank = Cell::new("");
        let parts = wrapped(&last.text, *width);
        let parts = parts.iter().enumerate().map(|(number, part)| {
            let part = Cell::ink(last.ink, part);
            let before = before.iter();
            let before = before.map(|cell| if number == 0 { cell } else { &blank });
            let cells: Vec<Cell> = before.cloned().chain([part]).collect();
            self.row(&cells, widths, style)
        });
        parts.collect()
    }

    fn row(&self, row: &[Cell], widths: &[usize], style: Style) -> String {
        let mut shown = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            if column > 0 {
                shown.push_str(&" ".repeat(GAP));
            }
            let text = text::cut(&cell.text, *width);
            let fill = " ".repeat(width - text::width(&text).min(*width));
            let text = style.paint(cell.ink, &text);
            if self.right.contains(&column) {
                shown.extend([fill, text]);
            } else {
                shown.extend([text, fill]);
            }
        }
        shown.trim_end().to_owned()
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = columns.max(self.heads.len());
        let mut widths: Vec<usize> = (0..columns).map(|it| self.natural(it)).collect();
        let gaps = GAP * columns.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let widest = widths.iter_mut().filter(|it| **it > NARROW).max();
            let Some(widest) = widest else { break };
            *widest -= 1;
        }
        widths
    }

    fn natural(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let cells = cells.map(|cell| text::width(&cell.text));
        let head = self.heads.get(column).map(|head| text::width(head));
        cells.chain(head).max().unwrap_or(0)
    }
}

/// A text in rows of so many columns.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut page = Page::new(Style {
        width,
        ..Style::PLAIN
    });
    page.put(Indent::all(0), &Line::new().text(text));
    let text = page.finish();
    if text.is_empty() {
        // A row whose last cell is empty is a row.
        return vec![text];
    }
    text.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table};
    use crate::style::Style;

    #[test]
    fn a_row_whose_last_cell_is_empty_is_a_row() {
        let table = Table {
            heads: vec!["name".to_owned(), String::new()],
            rows: vec![vec![Cell::new("id"), Cell::new("")]],
            wrap: true,
            ..Table::default()
        };
        assert_eq!(table.rows(Style::PLAIN, 40), ["name", "id"]);
    }
}
