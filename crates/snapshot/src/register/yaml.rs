//! The door to the YAML crate: a list of mappings as rows, with their places.
//!
//! `saphyr-parser` tells what stands in a text piece by piece, with lines and
//! columns, and builds no tree. Whether a plain text is a number or a date is
//! said by the field that it is read for, as in CSV; aliases are refused.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::cell::json_text;
use super::rows::{Cell, Row, Rows, Slip, Value};
use crate::json;

/// How deep the values of a row may be nested.
const DEEPEST: usize = 32;

/// Reads the rows of a YAML file.
pub(super) fn rows(source: &str) -> Result<Rows, Slip> {
    let mut reader = Reader {
        source,
        starts: line_starts(source),
        parser: Parser::new_from_str(source),
    };
    let mut rows = Rows::default();
    let (first, spot) = reader.content()?;
    if !matches!(first, Event::SequenceStart(..)) {
        return Err(no_list(spot));
    }
    loop {
        match reader.content()? {
            (Event::SequenceEnd, _) => break,
            (Event::MappingStart(..), spot) => reader.row(spot, &mut rows)?,
            (event, spot) => {
                reader.value(&event, &spot, 0)?;
                rows.slips.push(Slip::row(
                    spot.clone(),
                    "a row is no mapping of columns; nothing of it is known",
                    "write `column: value` for each column of a row",
                ));
                let cells = Vec::new();
                rows.all.push(Row { spot, cells });
            }
        }
    }
    match reader.content()? {
        (Event::StreamEnd, _) => Ok(rows),
        (_, spot) => Err(Slip::file(
            spot,
            "something stands behind its list",
            "write one list, in one document",
        )),
    }
}

struct Reader<'s> {
    source: &'s str,
    starts: Vec<usize>,
    parser: Parser<'s, StrInput<'s>>,
}

impl<'s> Reader<'s> {
    /// The next event that says something, and its place.
    fn content(&mut self) -> Result<(Event<'s>, Range<usize>), Slip> {
        loop {
            let (event, span) = match self.parser.next_event() {
                Some(Ok(found)) => found,
                Some(Err(error)) => return Err(self.mistake(&error)),
                None => return Ok((Event::StreamEnd, self.source.len()..self.source.len())),
            };
            match event {
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
                Event::Alias(_)
                | Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd
                | Event::StreamEnd => return Ok((event, self.spot(span))),
            }
        }
    }

    /// A row, up to its end.
    fn row(&mut self, spot: Range<usize>, rows: &mut Rows) -> Result<(), Slip> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut twice = Vec::new();
        loop {
            let (event, place) = self.content()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let name = text_of(&event).ok_or_else(|| no_key(place.clone()))?;
            let (event, value_spot) = self.content()?;
            let value = self.value(&event, &value_spot, 0)?;
            if !rows.columns.iter().any(|head| head.name == name) {
                rows.head(&name, place.clone());
            }
            let Some(column) = rows.column(&name) else {
                continue;
            };
            if cells.iter().any(|cell| cell.column == column) {
                let what =
                    format!("the column `{name}` stands twice in a row; it is unknown there");
                rows.slips.push(Slip::row(place, what, "write it once"));
                twice.push(column);
            }
            cells.push(Cell {
                column,
                spot: value_spot,
                value,
            });
        }
        cells.retain(|cell| !twice.contains(&cell.column));
        rows.all.push(Row { spot, cells });
        Ok(())
    }

    /// What stands in a cell.
    fn value(
        &mut self,
        event: &Event<'_>,
        spot: &Range<usize>,
        depth: usize,
    ) -> Result<Value, Slip> {
        if depth > DEEPEST {
            return Err(Slip::file(
                spot.clone(),
                "it is nested too deeply",
                "write rows of columns",
            ));
        }
        match event {
            Event::Scalar(..) => Ok(Value::Text(scalar(event).unwrap_or_default())),
            Event::SequenceStart(..) => self.list(depth),
            Event::MappingStart(..) => self.mapping(depth),
            Event::Alias(_) => Err(Slip::file(
                spot.clone(),
                "an alias stands in it, and aliases are not read",
                "write the value itself",
            )),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => Err(no_list(spot.clone())),
        }
    }

    /// A list: of texts, or of anything.
    fn list(&mut self, depth: usize) -> Result<Value, Slip> {
        let (mut texts, mut parts, mut plain) = (Vec::new(), Vec::new(), true);
        loop {
            let (event, spot) = self.content()?;
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            plain &= matches!(event, Event::Scalar(..));
            texts.push(scalar(&event));
            parts.push(self.json(&event, &spot, depth)?);
        }
        Ok(if plain {
            Value::List(texts)
        } else {
            Value::Json(format!("[{}]", parts.join(",")))
        })
    }

    fn mapping(&mut self, depth: usize) -> Result<Value, Slip> {
        let mut parts = Vec::new();
        loop {
            let (event, spot) = self.content()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(Value::Json(format!("{{{}}}", parts.join(","))));
            }
            let name = text_of(&event).ok_or_else(|| no_key(spot))?;
            let (event, spot) = self.content()?;
            let value = self.json(&event, &spot, depth)?;
            parts.push(format!("{}:{value}", json_text(&name)));
        }
    }

    /// A value within a value, as JSON. No field says what it is, so YAML's own rules do.
    fn json(
        &mut self,
        event: &Event<'_>,
        spot: &Range<usize>,
        depth: usize,
    ) -> Result<String, Slip> {
        if let Event::Scalar(text, style, ..) = event {
            return Ok(match scalar(event) {
                None => "null".to_owned(),
                Some(_) if *style == ScalarStyle::Plain && is_json(text) => text.to_string(),
                Some(text) => json_text(&text),
            });
        }
        Ok(match self.value(event, spot, depth + 1)? {
            Value::Text(text) => json_text(&text),
            Value::List(texts) => {
                let text = |text: &Option<String>| {
                    text.as_deref().map_or_else(|| "null".to_owned(), json_text)
                };
                let parts: Vec<String> = texts.iter().map(text).collect();
                format!("[{}]", parts.join(","))
            }
            Value::Json(json) => json,
        })
    }

    fn spot(&self, span: Span) -> Range<usize> {
        let start = self.offset(&span.start);
        start..self.offset(&span.end).max(start)
    }

    /// The byte of a line and a column.
    fn offset(&self, marker: &Marker) -> usize {
        let start = self.starts.get(marker.line().saturating_sub(1)).copied();
        let start = start.unwrap_or(self.source.len());
        let line = self.source.get(start..).unwrap_or("");
        let mut chars = line.char_indices();
        start + chars.nth(marker.col()).map_or(line.len(), |(at, _)| at)
    }

    fn mistake(&self, error: &ScanError) -> Slip {
        let at = self.offset(error.marker());
        let what = format!("it is no YAML: {}", error.info());
        Slip::file(at..at + 1, what, "mend the file")
    }
}

/// The text of a scalar; none if it is null.
fn scalar(event: &Event<'_>) -> Option<String> {
    let Event::Scalar(text, style, ..) = event else {
        return None;
    };
    let null = matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
    (*style != ScalarStyle::Plain || !null).then(|| text.to_string())
}

/// The text of a key.
fn text_of(event: &Event<'_>) -> Option<String> {
    let Event::Scalar(text, ..) = event else {
        return None;
    };
    (text.as_ref() != "<<").then(|| text.to_string())
}

/// Whether a plain text is a number, `true` or `false` of JSON.
fn is_json(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    matches!(text, "true" | "false") || (begins && json::skip(text) == Ok(text.len()))
}

fn line_starts(source: &str) -> Vec<usize> {
    let breaks = source.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

fn no_list(spot: Range<usize>) -> Slip {
    Slip::file(
        spot,
        "it is no list of rows",
        "write a list with a mapping for each row, `[]` if there is none",
    )
}

fn no_key(spot: Range<usize>) -> Slip {
    Slip::file(
        spot,
        "the name of a column is no text",
        "write `column: value` for each column of a row",
    )
}
