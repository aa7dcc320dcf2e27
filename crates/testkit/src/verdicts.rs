//! Specifications of verdicts, written in Markdown.
//!
//! A file is prose with fenced blocks. What stands before the first `##`
//! heading belongs to every case of the file; each `##` heading begins a case.
//!
//! - `tenet` blocks are put together into the source of the case.
//! - `json COLLECTION` holds the objects of a collection, with commas between
//!   them, all that there are; `json COLLECTION partial` says that there are
//!   more. `json file=PATH` is a file of the export as it stands.
//! - `now` holds an instant.
//! - `verdicts` holds what must come out: for each rule its id, status and
//!   number of cases, then one indented line for each finding: the keys of its
//!   variables, the clause (from 1) if the rule has several, the status, and the
//!   codes of the reasons. A finding about a collection as a whole has `*` for keys.

use tenet_base::Instant;
use tenet_eval::{Finding, FindingStatus, NotApplicable, RuleOutcome, RuleStatus, Settings};
use tenet_hir::Program;

use crate::scene::{EXPORT, Scene};

/// A case of a specification.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its heading.
    pub title: String,
    /// Its rules and export.
    pub scene: Scene,
    /// What must come out.
    pub expected: String,
}

/// The cases of a file.
pub fn cases(markdown: &str) -> Vec<Case> {
    let mut common = Scene::default();
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title: title.to_owned(),
                scene: common.clone(),
                expected: String::new(),
            });
        } else if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let body = body.join("\n");
            match cases.last_mut() {
                Some(case) if info == "verdicts" => case.expected = body,
                Some(case) => add_block(&mut case.scene, info, &body),
                None => add_block(&mut common, info, &body),
            }
        }
    }
    cases
}

impl Case {
    /// What comes out, in the words of a `verdicts` block; the codes of the
    /// mistakes if the source has any.
    pub fn judge(&self, threads: usize) -> String {
        let program = match self.scene.check() {
            Ok(program) => program,
            Err(diagnostics) => {
                let mistakes = diagnostics
                    .iter()
                    .map(|one| format!("{}: {}", one.code.id, one.message));
                return mistakes.collect::<Vec<_>>().join("\n");
            }
        };
        let outcome = self.scene.judge(&program, Settings { threads });
        let rules = outcome.rules.iter().map(|rule| shown(&program, rule));
        rules.collect::<Vec<_>>().join("\n")
    }
}

fn add_block(scene: &mut Scene, info: &str, body: &str) {
    let words: Vec<&str> = info.split_whitespace().collect();
    match words.as_slice() {
        ["tenet"] => {
            scene.source.push_str(body);
            scene.source.push('\n');
        }
        ["json", target, rest @ ..] => match target.strip_prefix("file=") {
            Some(path) => scene.world.add(format!("{EXPORT}/{path}"), body),
            None => scene.add_collection(target, body, rest == ["partial"]),
        },
        ["now"] => scene.now = Instant::parse(body.trim()),
        _ => {}
    }
}

fn shown(program: &Program, outcome: &RuleOutcome) -> String {
    let rule = &program.rules[outcome.rule];
    let status = match outcome.status {
        RuleStatus::Passed => "passed",
        RuleStatus::Failed => "failed",
        RuleStatus::Undetermined => "undetermined",
        RuleStatus::NotApplicable => "not applicable",
    };
    let detail = match &outcome.not_applicable {
        Some(NotApplicable::When) => "when".to_owned(),
        Some(NotApplicable::Empty(name)) => format!("no {name}"),
        None => outcome.cases.to_string(),
    };
    let findings = outcome.findings.iter();
    let lines = findings.map(|finding| format!("\n  {}", line(finding, rule.clauses.len())));
    let lines: String = lines.collect();
    format!("{} {status}: {detail}{lines}", rule.id)
}

fn line(finding: &Finding, clauses: usize) -> String {
    let keys: Vec<&str> = finding
        .bindings
        .iter()
        .map(|bound| bound.key.as_str())
        .collect();
    let mut words = vec![if keys.is_empty() {
        "*".to_owned()
    } else {
        keys.join(" ")
    }];
    if let Some(clause) = finding.clause.filter(|_| clauses > 1) {
        words.push(format!("[{}]", clause + 1));
    }
    words.push(match finding.status {
        FindingStatus::Violated => "violated".to_owned(),
        FindingStatus::Undetermined => "undetermined:".to_owned(),
    });
    let codes = finding.reasons.iter().map(|reason| reason.code.to_string());
    let mut codes: Vec<String> = codes.collect();
    codes.dedup();
    words.extend((!codes.is_empty()).then(|| codes.join(", ")));
    words.join(" ")
}
