//! Running the sessions of a page: files are laid out, commands run, output compared.
//!
//! A block with `file=PATH` is a file; a `console` block holds commands after
//! `$ ` and what they print, standard output first; `status=N` says how the last
//! one ends (0 if nothing is said), and `in=PATH` in which folder they run. A
//! line `…` stands for any number of lines.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::markdown::{Block, blocks};

/// What became of a page.
pub(crate) struct Outcome {
    pub(crate) commands: usize,
    pub(crate) failures: Vec<String>,
}

/// Runs every session of a page in a folder of its own.
pub(crate) fn run_page(page: &Path) -> Outcome {
    let text = fs::read_to_string(page).expect("a page");
    let folder = fresh_folder(page);
    let mut outcome = Outcome {
        commands: 0,
        failures: Vec::new(),
    };
    // What each block should hold, by its line.
    let mut blessed = Vec::new();
    for block in blocks(&text) {
        if let Some(path) = block.value("file") {
            write(&folder.join(path), &block.text);
        } else if block.is("console") {
            run_block(page, &folder, &block, &mut outcome, &mut blessed);
        }
    }
    if std::env::var_os("TENET_BLESS").is_some() {
        fs::write(page, bless(&text, blessed)).expect("the page can be written");
    }
    outcome
}

fn run_block(
    page: &Path,
    folder: &Path,
    block: &Block,
    outcome: &mut Outcome,
    blessed: &mut Vec<(usize, usize, String)>,
) {
    let folder = &folder.join(block.value("in").unwrap_or("."));
    let wanted_status = block.value("status").unwrap_or("0");
    let steps = steps(&block.text);
    let place = format!("{}:{}", page.display(), block.line);
    assert!(!steps.is_empty(), "{place}: a session without a command");
    let last = steps.len().saturating_sub(1);
    let mut printed = String::new();
    for (at, (command, wanted)) in steps.iter().enumerate() {
        outcome.commands += 1;
        let (got, status) = run(folder, command);
        printed.extend(["$ ", command, "\n", &got]);
        let place = format!("{place}: `{command}`");
        if !fits(wanted, &got) {
            outcome
                .failures
                .push(format!("{place} prints\n{got}\n-- not\n{wanted}"));
        }
        if at == last && status != wanted_status {
            outcome.failures.push(format!(
                "{place} ends with status {status}, not {wanted_status}"
            ));
        }
    }
    if !block.text.lines().any(|line| line == "…") {
        blessed.push((block.line, block.text.lines().count(), printed));
    }
}

/// The page with the lines of its blocks replaced, last block first.
fn bless(text: &str, blessed: Vec<(usize, usize, String)>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (fence, count, printed) in blessed.into_iter().rev() {
        lines.splice(fence..fence + count, printed.lines().map(str::to_owned));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Commands and what each prints.
fn steps(text: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push((command.to_owned(), String::new()));
        } else if let Some((_, output)) = steps.last_mut() {
            output.push_str(line);
            output.push('\n');
        }
    }
    steps
}

fn run(folder: &Path, command: &str) -> (String, String) {
    let words = words(command);
    let (program, arguments) = words.split_first().expect("a command");
    assert_eq!(program, "tenet", "sessions run `tenet` alone: {command}");
    let output = Command::new(env!("CARGO_BIN_EXE_tenet"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8 on standard output");
    text.push_str(&String::from_utf8(output.stderr).expect("UTF-8 on standard error"));
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if !lines.is_empty() {
        lines.push("");
    }
    let text = lines.join("\n");
    (
        text,
        output
            .status
            .code()
            .map_or_else(|| "none".to_owned(), |code| code.to_string()),
    )
}

/// Words as a shell splits them, with single and double quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ' ') => words.push(String::new()),
            (_, c) => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the output fits, a line `…` standing for any number of lines.
fn fits(wanted: &str, got: &str) -> bool {
    let wanted: Vec<&str> = wanted.lines().map(str::trim_end).collect();
    let got: Vec<&str> = got.lines().collect();
    fits_lines(&wanted, &got)
}

fn fits_lines(wanted: &[&str], got: &[&str]) -> bool {
    match wanted.split_first() {
        None => got.is_empty(),
        Some((&"…", rest)) => (0..=got.len()).any(|skip| fits_lines(rest, &got[skip..])),
        Some((line, rest)) => got.first() == Some(line) && fits_lines(rest, &got[1..]),
    }
}

fn fresh_folder(page: &Path) -> PathBuf {
    let name: String = page
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    fs::create_dir_all(&folder).expect("a fresh folder");
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}
