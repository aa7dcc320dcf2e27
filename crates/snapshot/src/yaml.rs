//! Documents of YAML, laid out as JSON with a value on each line.
//!
//! Tools that write YAML write the same objects as in JSON, so they are read the
//! same way; for each line of the JSON it is kept where in the document it comes
//! from. Plain texts are what YAML's core schema takes them for. Aliases are
//! followed by no tool's reader and refused, so a document cannot grow.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::json;
use crate::register::Converted;

/// How deep values may be nested.
const DEEPEST: usize = 128;
/// A document is read as a whole; what is larger is none that a tool wrote for one object.
pub(crate) const LARGEST: u64 = 64 << 20;

/// Lays out a document as JSON; or says in words what keeps it from being read.
pub(crate) fn convert(source: String) -> Result<Converted, String> {
    let mut reader = Reader {
        starts: line_starts(&source),
        source: &source,
        parser: Parser::new_from_str(&source),
        json: String::new(),
        spots: Vec::new(),
    };
    let (first, spot) = reader.next()?;
    if !matches!(first, Event::StreamEnd) {
        reader.value(&first, ("", "", &spot), 0)?;
        let (event, spot) = reader.next()?;
        if !matches!(event, Event::StreamEnd) {
            return Err(reader.words("a second document stands in it", spot.start));
        }
    }
    let (json, spots) = (reader.json, reader.spots);
    Ok(Converted::new(json, source, spots))
}

/// Whether a file is YAML by its name.
pub(crate) fn is_yaml(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
}

struct Reader<'s> {
    source: &'s str,
    starts: Vec<usize>,
    parser: Parser<'s, StrInput<'s>>,
    json: String,
    spots: Vec<Range<usize>>,
}

/// What stands before a value on its line, and where the value stands.
type At<'a> = (&'a str, &'a str, &'a Range<usize>);

impl<'s> Reader<'s> {
    /// The next event that says something, and its place.
    fn next(&mut self) -> Result<(Event<'s>, Range<usize>), String> {
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

    fn value(&mut self, event: &Event<'s>, at: At<'_>, depth: usize) -> Result<(), String> {
        let (comma, key, spot) = at;
        if depth > DEEPEST {
            return Err(self.words("it is nested too deeply", spot.start));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let json = scalar(text, *style);
                self.line(&[comma, key, &json], spot);
                Ok(())
            }
            Event::SequenceStart(..) => {
                self.line(&[comma, key, "["], spot);
                self.items(depth)
            }
            Event::MappingStart(..) => {
                self.line(&[comma, key, "{"], spot);
                self.entries(depth)
            }
            Event::Alias(_) => Err(self.words("an alias stands in it", spot.start)),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => Err(self.words("a value is missing", spot.start)),
        }
    }

    fn items(&mut self, depth: usize) -> Result<(), String> {
        let mut comma = "";
        loop {
            let (event, spot) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                self.line(&["]"], &spot);
                return Ok(());
            }
            self.value(&event, (comma, "", &spot), depth + 1)?;
            comma = ",";
        }
    }

    fn entries(&mut self, depth: usize) -> Result<(), String> {
        let mut comma = "";
        loop {
            let (event, spot) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.line(&["}"], &spot);
                return Ok(());
            }
            let Event::Scalar(text, ..) = &event else {
                return Err(self.words("a key is no text", spot.start));
            };
            let key = format!("{}:", quoted(text));
            let (event, spot) = self.next()?;
            self.value(&event, (comma, &key, &spot), depth + 1)?;
            comma = ",";
        }
    }

    fn line(&mut self, parts: &[&str], spot: &Range<usize>) {
        for part in parts {
            self.json.push_str(part);
        }
        self.json.push('\n');
        self.spots.push(spot.clone());
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

    fn mistake(&self, error: &ScanError) -> String {
        let words = format!("it is no YAML: {}", error.info());
        self.words(&words, self.offset(error.marker()))
    }

    fn words(&self, what: &str, offset: usize) -> String {
        let line = self.starts.partition_point(|start| *start <= offset);
        format!("{what}, in line {line}")
    }
}

/// A scalar as JSON.
fn scalar(text: &str, style: ScalarStyle) -> String {
    let plain = style == ScalarStyle::Plain;
    match text {
        "" | "~" | "null" | "Null" | "NULL" if plain => "null".to_owned(),
        "true" | "True" | "TRUE" if plain => "true".to_owned(),
        "false" | "False" | "FALSE" if plain => "false".to_owned(),
        number if plain && is_number(number) => number.to_owned(),
        text => quoted(text),
    }
}

fn is_number(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    begins && json::skip(text) == Ok(text.len())
}

fn quoted(text: &str) -> String {
    // A text can always be written.
    serde_json::to_string(text).unwrap_or_else(|_| "null".to_owned())
}

fn line_starts(source: &str) -> Vec<usize> {
    let breaks = source.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(yaml: &str) -> Result<String, String> {
        convert(yaml.to_owned()).map(|converted| converted.json.replace('\n', ""))
    }

    #[test]
    fn a_document_is_laid_out_as_json() {
        let yaml = "a: 1\n'b': [x, \"2\", ~]\nc:\n- d: true\n  e: 0001-01-01T00:00:00Z\n- {}\nf: |\n  two\n  lines\n";
        assert_eq!(
            json(yaml).unwrap(),
            r#"{"a":1,"b":["x","2",null],"c":[{"d":true,"e":"0001-01-01T00:00:00Z"},{}],"f":"two\nlines\n"}"#
        );
        assert_eq!(json("").unwrap(), "");
    }

    #[test]
    fn what_is_no_document_is_told_with_its_line() {
        assert!(json("a: &x 1\nb: *x\n").unwrap_err().ends_with("in line 2"));
        assert!(
            json("a: 1\n---\nb: 2\n")
                .unwrap_err()
                .contains("second document")
        );
        assert!(json("a: [1\n").unwrap_err().starts_with("it is no YAML"));
        assert!(json(&"[".repeat(1000)).is_err());
    }
}
