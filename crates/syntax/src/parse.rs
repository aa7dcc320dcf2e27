//! The two ways in: a file, and a single expression.

use std::borrow::Cow;

use pest::Parser;
use tenet_base::{Diagnostic, FileId, Span, diagnostic};

use crate::ast::{Broken, Expr, ExprKind, File, Item};
use crate::build::Builder;
use crate::failure::{Origin, diagnose};
use crate::grammar::{Rule, TenetParser};
use crate::scan::{Scan, Slice, scan};
use crate::{Parsed, ParsedExpression};

/// Reads a file.
///
/// Every item is read by itself: what is wrong in one leaves the others as
/// they are. An item that could not be read stands in the tree as
/// [`Item::Broken`]; one whose slips are understood stands there whole.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let Scan {
        text: mended,
        slices,
        mut diagnostics,
    } = scan(file, text);
    // A correct file is parsed in one go, and never cut in the wrong place.
    let whole = diagnostics
        .is_empty()
        .then(|| parse_slice(file, text, 0, &mended));
    let items = if let Some(Ok((items, found))) = whole {
        diagnostics.extend(found);
        items
    } else {
        let mut items = Vec::new();
        for slice in slices {
            let part = slice_text(&mended, &slice);
            match parse_slice(file, text, slice.start, &part) {
                Ok((parsed, found)) if !slice.broken => {
                    items.extend(parsed);
                    diagnostics.extend(found);
                }
                Err(found) if !slice.broken => {
                    diagnostics.push(*found);
                    items.push(broken(file, slice));
                }
                Ok(_) | Err(_) => items.push(broken(file, slice)),
            }
        }
        items
    };
    diagnostic::sort(&mut diagnostics);
    let span = Span::new(file, 0, text.len() as u32);
    Parsed {
        file: File { items, span },
        diagnostics,
    }
}

/// The items of a part of a file and their slips, or why pest could not read it.
fn parse_slice(
    file: FileId,
    text: &str,
    base: usize,
    part: &str,
) -> Result<(Vec<Item>, Vec<Diagnostic>), Box<Diagnostic>> {
    let origin = Origin {
        file,
        base,
        text: part,
    };
    match TenetParser::parse(Rule::slice, part) {
        Ok(pairs) => {
            let mut builder = Builder::new(origin, text);
            let items = builder.slice(pairs);
            Ok((items, builder.diagnostics))
        }
        Err(error) => Err(Box::new(diagnose(text, origin, &error))),
    }
}

/// The text of a slice with the braces that it lacks.
fn slice_text<'t>(text: &'t str, slice: &Slice) -> Cow<'t, str> {
    // What closes a cut text stands beyond the end of the file.
    let end = if slice.last { text.len() } else { slice.end };
    let part = text.get(slice.start..end).unwrap_or("");
    match slice.missing_braces {
        0 => Cow::Borrowed(part),
        missing => Cow::Owned(format!("{part}\n{}", "}".repeat(missing))),
    }
}

fn broken(file: FileId, slice: Slice) -> Item {
    Item::Broken(Broken {
        word: slice.word,
        name: slice.name,
        span: Span::new(file, slice.start as u32, slice.end as u32),
    })
}

/// Reads a single expression or comprehension, for queries.
pub fn parse_expression(file: FileId, text: &str) -> ParsedExpression {
    let Scan {
        text: mended,
        slices,
        mut diagnostics,
    } = scan(file, text);
    let mut expression = Expr {
        kind: ExprKind::Error,
        span: Span::new(file, 0, text.len() as u32),
    };
    let origin = Origin {
        file,
        base: 0,
        text: &mended,
    };
    if !slices
        .iter()
        .any(|slice| slice.broken || slice.missing_braces > 0)
    {
        match TenetParser::parse(Rule::query, &mended) {
            Ok(pairs) => {
                let mut builder = Builder::new(origin, text);
                expression = builder.query(pairs);
                diagnostics.append(&mut builder.diagnostics);
            }
            Err(error) => diagnostics.push(diagnose(text, origin, &error)),
        }
    }
    diagnostic::sort(&mut diagnostics);
    ParsedExpression {
        expression,
        diagnostics,
    }
}
