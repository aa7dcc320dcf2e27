//! The specification as Markdown: a heading is a case, prose says why, blocks
//! are what goes in and what must come out.
//!
//! `tenet` blocks are files of one pack; a `tenet prelude` block before the
//! first case is a file of every case. What must come out stands in blocks
//! whose first word names a [`Judge`]; `expect` is the one for diagnostics, and
//! a caller brings others.

use crate::markdown::{Fenced, Section, sections};
use crate::{Rules, rules::Checked};

/// A case of the specification.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file, as a message names it.
    pub file: String,
    /// The line of its heading.
    pub line: usize,
    /// Its heading.
    pub name: String,
    /// The `tenet` blocks, the prelude first.
    pub rules: Vec<Fenced>,
    /// All other blocks, in order.
    pub blocks: Vec<Fenced>,
}

/// A failure, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `tests/spec/nulls.md:40`.
    pub place: String,
    /// The heading of the case.
    pub case: String,
    /// What is wrong.
    pub why: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}\n  {}", self.place, self.case, self.why)
    }
}

/// Judges blocks of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Judge {
    /// The first word of such blocks.
    pub word: &'static str,
    /// What is wrong with a block of a case, if anything.
    pub judge: fn(&Case, &Fenced) -> Result<(), String>,
}

/// Judges `expect` blocks: `ok`, or a line for each diagnostic.
pub const DIAGNOSTICS: Judge = Judge {
    word: "expect",
    judge: expect,
};

/// The cases of a page, and what is wrong with the page itself.
pub fn cases(file: &str, page: &str) -> (Vec<Case>, Vec<Failure>) {
    let mut prelude: Vec<Fenced> = Vec::new();
    let mut cases = Vec::new();
    let mut failures = Vec::new();
    for section in sections(page) {
        let is_prelude = |block: &Fenced| block.info == "tenet prelude";
        prelude.extend(
            section
                .blocks
                .iter()
                .filter(|block| is_prelude(block))
                .cloned(),
        );
        let blocks: Vec<Fenced> = section
            .blocks
            .iter()
            .filter(|block| !is_prelude(block))
            .cloned()
            .collect();
        if blocks.is_empty() {
            continue;
        }
        if !section.has_prose {
            failures.push(failure(file, &section, "the case does not say why"));
        }
        cases.push(case(file, &section, &prelude, blocks));
    }
    (cases, failures)
}

fn case(file: &str, section: &Section, prelude: &[Fenced], blocks: Vec<Fenced>) -> Case {
    let (rules, blocks): (Vec<Fenced>, Vec<Fenced>) =
        blocks.into_iter().partition(|block| block.info == "tenet");
    Case {
        file: file.to_owned(),
        line: section.line,
        name: section.heading.clone(),
        rules: prelude.iter().cloned().chain(rules).collect(),
        blocks,
    }
}

fn failure(file: &str, section: &Section, why: &str) -> Failure {
    Failure {
        place: format!("{file}:{}", section.line),
        case: section.heading.clone(),
        why: why.to_owned(),
    }
}

impl Case {
    /// The rules of the case, checked.
    pub fn check(&self) -> Checked {
        let names: Vec<String> = self
            .rules
            .iter()
            .map(|block| format!("{}:{}", self.file, block.line))
            .collect();
        let files: Vec<(&str, &str)> = names
            .iter()
            .zip(&self.rules)
            .map(|(name, block)| (name.as_str(), block.text.as_str()))
            .collect();
        Rules::new().pack("spec", &files).check()
    }

    /// Runs the case: every block that says what must come out is judged.
    pub fn run(&self, judges: &[Judge]) -> Vec<Failure> {
        let mut failures = Vec::new();
        let mut any = false;
        for block in &self.blocks {
            let word = block.info.split([' ', ',']).next().unwrap_or_default();
            let Some(judge) = judges.iter().find(|judge| judge.word == word) else {
                continue;
            };
            any = true;
            if let Err(why) = (judge.judge)(self, block) {
                failures.push(self.failure(block.line, why));
            }
        }
        if !any {
            failures.push(self.failure(self.line, "nothing says what must come out".to_owned()));
        }
        failures
    }

    fn failure(&self, line: usize, why: String) -> Failure {
        Failure {
            place: format!("{}:{line}", self.file),
            case: self.name.clone(),
            why,
        }
    }
}

/// Each line of the block is a diagnostic: its code, the underlined text in
/// quotes, and a part of the message; the latter two may be left out.
fn expect(case: &Case, block: &Fenced) -> Result<(), String> {
    let checked = case.check();
    let found = checked.lines();
    let wanted: Vec<&str> = block
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let wanted = if wanted == ["ok"] { Vec::new() } else { wanted };
    let fits = wanted.len() == found.len()
        && wanted
            .iter()
            .zip(&checked.diagnostics)
            .all(|(wanted, diagnostic)| {
                line_fits(
                    wanted,
                    diagnostic.code.id,
                    checked.underlined(diagnostic),
                    &diagnostic.message,
                )
            });
    if fits {
        return Ok(());
    }
    let found = if found.is_empty() {
        "ok".to_owned()
    } else {
        found.join("\n    ")
    };
    Err(format!(
        "expected\n    {}\n  found\n    {found}",
        block.text.trim_end().replace('\n', "\n    ")
    ))
}

fn line_fits(wanted: &str, code: &str, underlined: &str, message: &str) -> bool {
    let Some(rest) = wanted.trim().strip_prefix(code) else {
        return false;
    };
    let rest = rest.trim();
    let Some(quoted) = rest.strip_prefix('"') else {
        return message.contains(rest);
    };
    // The underlined text may hold quotes itself, the message holds none.
    let Some((text, words)) = quoted.rsplit_once('"') else {
        return false;
    };
    text == underlined.replace('\n', " ") && message.contains(words.trim())
}
