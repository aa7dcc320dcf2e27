//! Sizes of files, first lines, and marks of haste.

use super::tree::{Tree, ends, is_test};

const MAX_LINES: usize = 600;

/// Files that are too long, or do not say what they are.
pub(super) fn files(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in rust(tree) {
        let lines = text.lines().count();
        if lines > MAX_LINES && !is_test(path) && !is_generated(text) {
            complaints.push(format!("{path}: {lines} lines are more than {MAX_LINES}"));
        }
        if !text.starts_with("//!") && !is_generated(text) {
            complaints.push(format!(
                "{path}:1: the first line should say what the file is"
            ));
        }
    }
    complaints
}

/// Exceptions without a reason, and things left for later.
pub(super) fn markers(tree: &Tree) -> Vec<String> {
    // Spelt in two parts, so that this file does not find itself.
    let marks = [
        concat!("#[al", "low("),
        concat!("#![al", "low("),
        concat!("TO", "DO"),
        concat!("XX", "X"),
    ];
    let mut complaints = Vec::new();
    for (path, text) in rust(tree) {
        for (at, line) in text.lines().enumerate() {
            for mark in marks
                .iter()
                .filter(|mark| line.contains(**mark) && !line.contains("\\n"))
            {
                complaints.push(format!("{path}:{}: `{mark}`", at + 1));
            }
        }
    }
    complaints
}

fn rust(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let files = tree
        .files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    files.filter(|(path, _)| ends(path, "rs"))
}

fn is_generated(text: &str) -> bool {
    text.lines().take(3).any(|line| line.contains("@generated"))
}
