//! Specifications of what scenarios say, written in Markdown.
//!
//! A file is prose with fenced blocks. What stands before the first `##`
//! heading belongs to every case of the file; each `##` heading begins a case.
//!
//! - `tenet` blocks are put together into `rules.tenet`, the one file of the
//!   pack `spec`; the schema of Graph is open to it.
//! - `file PATH` is another file of the pack, for exports that scenarios name.
//! - `results` holds what the run says to people, or what is wrong with the
//!   rules: the code and the message.

use tenet_base::Diagnostic;
use tenet_engine::{PackRequest, TestRequest, compile, test};
use tenet_report::{Style, scenarios};

use crate::Memory;
use crate::markdown::{Fenced, Section, sections};

/// A case of a specification.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its heading.
    pub title: String,
    /// The line of its heading.
    pub line: usize,
    /// The pack.
    world: Memory,
    /// What must come out.
    pub expected: String,
}

const MANIFEST: &str = r#"
[pack]
name = "spec"
[dependencies]
graph = { bundled = "graph-schema", open = true }
"#;

/// The cases of a file.
pub fn cases(markdown: &str) -> Vec<Case> {
    let sections = sections(markdown);
    let is_case = |section: &Section| section.blocks.iter().any(|it| it.info == "results");
    let common: Vec<&Fenced> = sections
        .iter()
        .filter(|section| !is_case(section))
        .flat_map(|section| &section.blocks)
        .collect();
    let cases = sections.iter().filter(|section| is_case(section));
    cases.map(|section| case(section, &common)).collect()
}

fn case(section: &Section, common: &[&Fenced]) -> Case {
    let mut world = Memory::default();
    let mut source = String::new();
    let mut expected = String::new();
    for block in common.iter().copied().chain(&section.blocks) {
        let words: Vec<&str> = block.info.split_whitespace().collect();
        match words.as_slice() {
            ["tenet"] => source.push_str(&block.text),
            ["file", path] => world.add(format!("spec/{path}"), block.text.as_str()),
            ["results"] => expected.clone_from(&block.text),
            _ => {}
        }
    }
    world.add("spec/tenet.toml", MANIFEST);
    world.add("spec/rules.tenet", source);
    Case {
        title: section.heading.clone(),
        line: section.line,
        world,
        expected,
    }
}

impl Case {
    /// What running the scenarios says.
    pub fn run(&self, threads: usize) -> String {
        let request = PackRequest {
            folders: vec!["spec".to_owned()],
            params: Vec::new(),
            tests: true,
            settings: None,
        };
        let compiled = compile(&self.world, &request);
        if compiled.has_errors() {
            return mistakes(&compiled.diagnostics);
        }
        let request = TestRequest {
            filter: None,
            threads,
        };
        let style = Style {
            width: 120,
            ..Style::PLAIN
        };
        match test(&self.world, &compiled, &request) {
            Ok(results) => scenarios::human(&results, style, true),
            Err(diagnostics) => mistakes(&diagnostics),
        }
    }
}

fn mistakes(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|it| it.is_error());
    let lines = errors.map(|it| format!("{}: {}", it.code.id, it.message));
    let mut text = lines.collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}
