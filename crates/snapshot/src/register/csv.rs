//! The door to the CSV crate: rows of cells, with their places.
//!
//! `csv-core` is the parser below the `csv` crate; it reads a cell at a time,
//! and so tells where each begins, which `csv` does not. It reads anything as
//! something, so cells whose quotes do not close are looked for here.

use std::ops::Range;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::Register;
use super::rows::{Cell, Row, Rows, Slip, Value};

/// What spreadsheets write between cells.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A cell: its place and its text.
type Cut = (Range<usize>, String);

/// A line of cells.
struct Line {
    cells: Vec<Cut>,
}

/// Reads the rows of a CSV file.
pub(super) fn rows(source: &str, register: &Register) -> Result<Rows, Slip> {
    let (start, told) = separator_line(source);
    let separator = register.separator.or(told);
    let separator = separator.unwrap_or_else(|| fitting(source, start, register));
    let mut cells = Cells::new(source, start, separator);
    let Some(header) = cells.line()? else {
        return Err(Slip::file(
            0..0,
            "it has no line of column names",
            "write the names of the columns in the first line",
        ));
    };
    let mut rows = Rows::default();
    let heads: Vec<String> = names(&header, &mut rows);
    while let Some(line) = cells.line()? {
        row(line, &heads, &mut rows);
    }
    Ok(rows)
}

/// The names of a header, and each once among the columns.
fn names(header: &Line, rows: &mut Rows) -> Vec<String> {
    let mut names = Vec::new();
    for (spot, name) in &header.cells {
        let name = name.trim();
        if !name.is_empty() {
            rows.head(name, spot.clone());
        }
        names.push(name.to_owned());
    }
    names
}

/// A row; if it has more cells than there are columns, nobody knows which is which.
fn row(line: Line, heads: &[String], rows: &mut Rows) {
    let spot = line.cells.first().map_or(0..0, |(spot, _)| spot.clone());
    let beyond = line.cells.get(heads.len()..).unwrap_or(&[]);
    let shifted = beyond.iter().find(|(_, text)| !text.trim().is_empty());
    if let Some((place, _)) = shifted {
        let what = format!(
            "a row has {} cells, and there are {} columns; nothing of it is known",
            line.cells.len(),
            heads.len()
        );
        let help = "put cells that hold the separator in quotes";
        rows.slips.push(Slip::row(place.clone(), what, help));
        let cells = Vec::new();
        return rows.all.push(Row { spot, cells });
    }
    if line.cells.len() < heads.len() {
        let what = format!(
            "a row has {} of {} cells; what it lacks is unknown",
            line.cells.len(),
            heads.len()
        );
        let help = "write a separator for each empty cell";
        rows.slips.push(Slip::row(spot.clone(), what, help));
    }
    let cells = line.cells.into_iter().zip(heads);
    let known = cells.filter_map(|((spot, text), name)| {
        Some(Cell {
            column: rows.column(name)?,
            spot,
            value: Value::Text(text),
        })
    });
    let cells = known.collect();
    rows.all.push(Row { spot, cells });
}

/// Excel's first line `sep=;`: where the next begins, and the separator.
fn separator_line(source: &str) -> (usize, Option<char>) {
    let line = source.split_inclusive('\n').next().unwrap_or("");
    let line_end = line.trim_end_matches(['\r', '\n']);
    let told = line_end.trim_matches('"').strip_prefix("sep=");
    match told.and_then(|rest| rest.chars().next()) {
        Some(separator) => (line.len(), Some(separator)),
        None => (0, None),
    }
}

/// The separator by which the first line has most of the columns that are named.
fn fitting(source: &str, start: usize, register: &Register) -> char {
    let fits = |separator: char| {
        let header = Cells::new(source, start, separator).line();
        let cells = header.ok().flatten().map_or(Vec::new(), |line| line.cells);
        let named = |(_, text): &&Cut| {
            let mut own = register.columns.iter();
            own.any(|column| column.name == text.trim())
        };
        (cells.iter().filter(named).count(), cells.len())
    };
    let mut best = (',', fits(','));
    for separator in SEPARATORS {
        let found = fits(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}

/// The cells of a text, line by line.
struct Cells<'s> {
    source: &'s str,
    at: usize,
    separator: char,
    reader: Reader,
    room: Vec<u8>,
}

impl<'s> Cells<'s> {
    fn new(source: &'s str, at: usize, separator: char) -> Self {
        let byte = u8::try_from(separator).unwrap_or(b',');
        Self {
            source,
            at,
            separator,
            reader: ReaderBuilder::new().delimiter(byte).build(),
            room: vec![0; 256],
        }
    }

    /// The next line that has anything.
    fn line(&mut self) -> Result<Option<Line>, Slip> {
        let rest = self.source.get(self.at..).unwrap_or("");
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let mut cells = Vec::new();
        while let Some((cell, last)) = self.cell()? {
            cells.push(cell);
            if last {
                break;
            }
        }
        Ok((!cells.is_empty()).then_some(Line { cells }))
    }

    /// The next cell, and whether it ends the line.
    fn cell(&mut self) -> Result<Option<(Cut, bool)>, Slip> {
        let start = self.at;
        let mut text = Vec::new();
        loop {
            let input = self.source.as_bytes().get(self.at..).unwrap_or(&[]);
            let (result, read, written) = self.reader.read_field(input, &mut self.room);
            self.at += read;
            text.extend_from_slice(self.room.get(..written).unwrap_or(&[]));
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(None),
                ReadFieldResult::Field { record_end } => {
                    let spot = self.spot(start)?;
                    let text = String::from_utf8_lossy(&text).into_owned();
                    return Ok(Some(((spot, text), record_end)));
                }
            }
        }
    }

    /// The place of the cell that was read, without what ends it; its quotes close.
    fn spot(&self, start: usize) -> Result<Range<usize>, Slip> {
        let raw = self.source.get(start..self.at).unwrap_or("");
        let own = raw.trim_end_matches(['\r', '\n']);
        let own = own.strip_suffix(self.separator).unwrap_or(own);
        let spot = start..start + own.len();
        let Some(inner) = own.strip_prefix('"') else {
            return Ok(spot);
        };
        let inner = inner.trim_end_matches([' ', '\t']);
        let closed = inner.strip_suffix('"');
        if closed.is_some_and(|inner| !inner.replace("\"\"", "").contains('"')) {
            return Ok(spot);
        }
        Err(Slip::file(
            start..start + 1,
            "the quotes of a cell do not close, or more stands behind them",
            "write a quote within quotes twice, and close the cell",
        ))
    }
}
