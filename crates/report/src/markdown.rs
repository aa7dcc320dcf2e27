//! Markdown, lightly: enough for the pages of codes and the documentation of
//! rules, read on a terminal.

use crate::page::{Indent, Line, Page};
use crate::style::Ink;

/// A text in a cell of a Markdown table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('\n', " ")
}

/// Puts a text written in Markdown: headings, lists, code, paragraphs.
pub(crate) fn put(page: &mut Page, text: &str) {
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if fence || in_code || begins_block(line) {
            flow(page, &mut paragraph);
        }
        if fence {
            page.gap();
            in_code = !in_code;
        } else if in_code {
            page.put(Indent::all(4), &Line::new().ink(Ink::Cyan, kept(line)));
        } else if let Some(heading) = line.strip_prefix('#') {
            put_heading(page, heading);
        } else if line.trim().is_empty() {
            flow(page, &mut paragraph);
            page.gap();
        } else {
            paragraph.push(line.trim());
        }
    }
    flow(page, &mut paragraph);
}

/// Code keeps its spaces and is never wrapped.
fn kept(line: &str) -> String {
    line.replace(' ', "\u{a0}")
}

fn put_heading(page: &mut Page, heading: &str) {
    page.gap();
    let heading = heading.trim_start_matches('#').trim();
    page.put(Indent::all(0), &Line::new().ink(Ink::Bold, heading));
    page.gap();
}

fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with("- ") || line.starts_with("| ")
}

/// Lines of a paragraph flow together.
fn flow(page: &mut Page, paragraph: &mut Vec<&str>) {
    if paragraph.is_empty() {
        return;
    }
    let text = paragraph.join(" ");
    paragraph.clear();
    let indent = if text.starts_with("- ") {
        Indent::hanging(2, 4)
    } else {
        Indent::all(0)
    };
    page.put(indent, &inline(&text));
}

/// Words between backticks are in another ink; without colours the backticks stay.
fn inline(text: &str) -> Line {
    let mut line = Line::new();
    for (number, part) in text.split('`').enumerate() {
        line = match number % 2 {
            0 => line.text(part),
            _ => line.ink(Ink::Cyan, format!("`{part}`")),
        };
    }
    line
}
