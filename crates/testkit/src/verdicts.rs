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
//!   variables, the clause (from 1) if the rule has several, the status, for a
//!   violation the severity if it is not the rule's, and the codes of the
//!   reasons; `(waiver? CODES)` where a waiver may apply. A finding about a collection as a whole has `*` for keys.
//! - `evidence` is the same, and each violation also shows what decided:
//!   after `@` the row of the object in its table and the way to the part of it.

use tenet_base::Instant;
use tenet_eval::{
    Finding, FindingStatus, Inputs, NotApplicable, RuleOutcome, RuleStatus, Settings,
};
use tenet_hir::{Rule, RuleId};
use tenet_snapshot::{Evidence, Step};

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
    /// Whether that names the evidence too.
    pub with_evidence: bool,
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
                with_evidence: false,
            });
        } else if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let body = body.join("\n");
            match cases.last_mut() {
                Some(case) if matches!(info, "verdicts" | "evidence") => {
                    case.with_evidence = info == "evidence";
                    case.expected = body;
                }
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
    pub fn judge(&self, settings: Settings) -> String {
        let program = match self.scene.check() {
            Ok(program) => program,
            Err(diagnostics) => {
                let mistakes = diagnostics
                    .iter()
                    .map(|one| format!("{}: {}", one.code.id, one.message));
                return mistakes.collect::<Vec<_>>().join("\n");
            }
        };
        let rules: Vec<RuleId> = program.rules.ids().collect();
        self.scene.run(&program, |inputs| {
            let outcome = tenet_eval::judge(inputs, &rules, settings);
            let rules = outcome.rules.iter().map(|rule| self.shown(inputs, rule));
            rules.collect::<Vec<_>>().join("\n")
        })
    }

    fn shown(&self, inputs: &Inputs<'_>, outcome: &RuleOutcome) -> String {
        let rule = &inputs.program.rules[outcome.rule];
        let status = match outcome.status {
            RuleStatus::Passed => "passed",
            RuleStatus::Failed => "failed",
            RuleStatus::Undetermined => "undetermined",
            RuleStatus::NotApplicable => "not applicable",
            RuleStatus::Waived => "waived",
        };
        let detail = match &outcome.not_applicable {
            Some(NotApplicable::When) => "when".to_owned(),
            Some(NotApplicable::Empty(name)) => format!("no {name}"),
            None => outcome.cases.to_string(),
        };
        let lines = outcome.findings.iter().map(|finding| {
            let mut words = line(finding, rule);
            if self.with_evidence {
                words.extend(finding.evidence.iter().map(way));
            }
            format!("\n  {}", words.join(" "))
        });
        let lines: String = lines.collect();
        format!("{} {status}: {detail}{lines}", rule.id)
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

fn line(finding: &Finding, rule: &Rule) -> Vec<String> {
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
    if let Some(clause) = finding.clause.filter(|_| rule.clauses.len() > 1) {
        words.push(format!("[{}]", clause + 1));
    }
    words.push(match finding.status {
        FindingStatus::Violated => "violated".to_owned(),
        FindingStatus::Undetermined => "undetermined:".to_owned(),
        FindingStatus::Waived => "waived".to_owned(),
    });
    if finding.status != FindingStatus::Undetermined && finding.severity != rule.severity {
        words.push(finding.severity.name().to_owned());
    }
    let codes = finding.reasons.iter().map(|reason| reason.code.to_string());
    let mut codes: Vec<String> = codes.collect();
    codes.dedup();
    words.extend((!codes.is_empty()).then(|| codes.join(", ")));
    if let Some(waiving) = finding.waiver.as_ref().filter(|waiving| !waiving.applies) {
        let codes = waiving.reasons.iter().map(|reason| reason.code.to_string());
        let mut codes: Vec<String> = codes.collect();
        codes.dedup();
        words.push(format!("(waiver? {})", codes.join(", ")).replace(" )", ")"));
    }
    words
}

/// The row of an object, and the way to a part of it: `@2/tags/0`.
fn way(evidence: &Evidence) -> String {
    let steps = evidence.path.iter().map(|step| match step {
        Step::Key(key) => format!("/{key}"),
        Step::Item(at) => format!("/{at}"),
    });
    let steps: String = steps.collect();
    format!("@{}{steps}", evidence.object.row)
}
