//! Scenarios: a snapshot in words, and the verdicts that it must have.

use tenet_base::{Instant, Span, define_id};

use crate::{EntityId, ExprId, FieldId, Literal, PackId, ParamId, RecordId, RuleId, VarId};

define_id! {
    /// A scenario.
    pub struct ScenarioId
}

/// `test "title" { … }`.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows; no other of its pack has the same.
    pub title: String,
    /// The pack that it is a test of.
    pub pack: PackId,
    /// Where its title stands.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// What `now` is, if the scenario says it.
    pub now: Option<Instant>,
    /// Parameters that have another value here: constants, as in the declaration.
    pub params: Vec<(ParamId, ExprId)>,
    /// The snapshot.
    pub given: Given,
    /// What must come out; never empty.
    pub expectations: Vec<Expectation>,
}

impl Scenario {
    /// Its title as the name of a file: letters and digits in lower case, and
    /// one `-` for whatever stands between them. Empty where the title has neither.
    ///
    /// It never holds `_`, so that what is put before it with `__` is told
    /// apart from it, and is cut where a file system would refuse it. Of the
    /// scenarios of a pack with [`ExpectationKind::Snapshot`] no two have the
    /// same, and none has an empty one.
    pub fn plain_title(&self) -> String {
        plain(&self.title)
    }
}

/// The snapshot of a scenario.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// When it was captured, if that is not when `now` is.
    pub captured_at: Option<Instant>,
    /// Whether what is not given does not exist; else it was not exported.
    pub complete: bool,
    /// Its objects, in order; no two of a collection have the same key.
    pub objects: Vec<GivenObject>,
    /// What was not exported though the rest says otherwise.
    pub missing: Vec<Missing>,
    /// What logs cover.
    pub windows: Vec<LogWindow>,
    /// Exports from disk, as paths from the folder of the pack.
    pub exports: Vec<String>,
}

/// An object of a scenario.
#[derive(Debug, Clone)]
pub struct GivenObject {
    /// Its entity, which stands in a collection.
    pub entity: EntityId,
    /// The fields that are given, each once, as the entity names them; the key is one of them.
    pub fields: Vec<(FieldId, GivenValue)>,
    /// Where its type stands.
    pub span: Span,
}

/// A value of a field as a scenario gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenValue {
    /// `unknown("…")`: the field was not exported.
    Unknown,
    /// A constant.
    Constant(Literal),
    /// The key of another object, and its entity where the scenario names it.
    Key(String, Option<EntityId>),
    /// A list.
    List(Vec<Self>),
    /// A record and the fields of it that are given, each once.
    Record(RecordId, Vec<(FieldId, Self)>),
}

/// `missing User`, `missing User.assignedPlans`.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The entity; also of what is declared to be one of it.
    pub entity: EntityId,
    /// The way to the field, through records; empty for the whole collection.
    pub path: Vec<FieldId>,
}

/// `window DirectoryAudit A to B`.
#[derive(Debug, Clone, Copy)]
pub struct LogWindow {
    /// The log.
    pub entity: EntityId,
    /// From when on it is there.
    pub from: Instant,
    /// Until when; not before `from`.
    pub to: Instant,
}

/// What must come out.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// What it is.
    pub kind: ExpectationKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expectation is about.
#[derive(Debug, Clone)]
pub enum ExpectationKind {
    /// All verdicts, as they were recorded.
    Snapshot,
    /// One verdict.
    Verdict {
        /// The rule.
        rule: RuleId,
        /// Its status, or that of the case.
        status: ExpectedStatus,
        /// The case, by keys of its variables; none for the rule as a whole.
        case: Option<Vec<CaseKey>>,
        /// A text that the finding must contain.
        saying: Option<String>,
    },
}

/// A status that can be expected. Of a rule, `Violated` is a rule that failed
/// and `Satisfied` one that passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpectedStatus {
    /// `violated`.
    Violated,
    /// `satisfied`, `passed`.
    Satisfied,
    /// `undetermined`.
    Undetermined,
    /// `waived`.
    Waived,
    /// `not applicable`; of a rule alone.
    NotApplicable,
}

/// What a variable of a case must stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseKey {
    /// The variable, of a `for` of the rule.
    pub variable: VarId,
    /// The key as findings print it.
    pub key: String,
    /// Whether case matters.
    pub exact: bool,
    /// Whether it is what the value is called, since its record declares no key.
    pub by_name: bool,
}

impl ExpectedStatus {
    /// As a scenario writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violated => "violated",
            Self::Satisfied => "satisfied",
            Self::Undetermined => "undetermined",
            Self::Waived => "waived",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// How long a title may be as a name, in bytes: file systems take 255, and the
/// name of the scenario's file and the endings stand there too.
const LONGEST: usize = 150;

fn plain(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars() {
        if name.len() >= LONGEST {
            break;
        }
        if letter.is_alphanumeric() {
            name.extend(letter.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(
            plain("SVC-M1a: two \u{2014} blanks & a dash "),
            "svc-m1a-two-blanks-a-dash"
        );
        assert_eq!(plain("a__b"), "a-b");
        assert_eq!(plain("?! \u{2014}"), "");
        assert!(plain(&"\u{e4}".repeat(500)).len() <= LONGEST + 4);
    }
}
