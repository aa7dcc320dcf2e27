//! The conditions that Microsoft 365 itself knows: rules of dynamic groups,
//! filters of assignments, and device filters of Conditional Access.
//!
//! In: the text of a rule and an object that tells its properties. Out: true,
//! false, error, or unknown with reasons (V1). The three languages share an
//! engine; where they differ, the tables of their properties do.

mod compile;
mod folded;
mod items;
mod names;
mod node;
mod object;
mod operator;
mod over;
mod property;
mod quantity;
mod reports;
mod run;
mod tables;
mod test;
mod values;

use tenet_base::Instant;
use tenet_snapshot::{Reason, ReasonCode};
use tenet_syntax::condition::{Dialect, Span};

use crate::Answer;
use node::Node;
pub use object::{Attribute, Object, Plan};
pub(crate) use over::{Alike, Many};
pub use property::{Property, Shape};
use run::Run;

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Users of the directory.
    User,
    /// Devices of the directory.
    Device,
    /// Devices of Intune.
    ManagedDevice,
    /// Apps that Intune protects.
    ManagedApp,
}

/// A rule, compiled once.
#[derive(Debug)]
pub struct Rule {
    node: Result<Node, Problem>,
    properties: Vec<Property>,
    text: String,
}

/// What a rule says of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It fits.
    True,
    /// It does not.
    False,
    /// The rule is wrong.
    Error(Problem),
    /// Nobody can know; at least one reason.
    Unknown(Vec<Reason>),
}

/// Why a rule gives no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The clause of the targeting semantics.
    pub clause: &'static str,
    /// What is wrong, without a full stop.
    pub message: String,
    /// Where in the text, in bytes.
    pub span: Span,
    /// How to mend it.
    pub help: Option<String>,
    /// Whether the rule may be right, and no source says what it means.
    pub is_open: bool,
}

/// One comparison, for a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The comparison as it is written.
    pub text: String,
    /// What the object has: a text, or in words that it has none.
    pub value: String,
    /// What came of it.
    pub answer: Answer,
}

impl Rule {
    /// Compiles a rule; one that is wrong says so whenever it is asked.
    pub fn compile(dialect: Dialect, subject: Subject, text: &str) -> Self {
        let mut properties = Vec::new();
        let node = compile::compile(dialect, subject, text, &mut properties);
        Self {
            node,
            properties,
            text: text.to_owned(),
        }
    }

    /// Why it gives no answer, if that is so.
    pub fn problem(&self) -> Option<&Problem> {
        self.node.as_ref().err()
    }

    /// The properties of Graph that it reads.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says of an object; `now` is what `system.now` means.
    pub fn evaluate(&self, object: &dyn Object, now: Option<Instant>) -> Verdict {
        match &self.node {
            Ok(node) => Verdict::from(node.judge(self.run(object, now))),
            Err(problem) if problem.is_open => Verdict::Unknown(vec![problem.reason()]),
            Err(problem) => Verdict::Error(problem.clone()),
        }
    }

    /// What each comparison looked at, in the order of the text.
    pub fn trace(&self, object: &dyn Object, now: Option<Instant>) -> Vec<Step> {
        let mut steps = Vec::new();
        if let Ok(node) = &self.node {
            node.trace(self.run(object, now), &self.text, &mut steps);
        }
        steps
    }

    fn run<'r>(&'r self, object: &'r dyn Object, now: Option<Instant>) -> Run<'r> {
        Run {
            properties: &self.properties,
            object,
            now,
            item: None,
        }
    }
}

impl From<Answer> for Verdict {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::True,
            Answer::No => Self::False,
            Answer::Unknown(reasons) => Self::Unknown(reasons),
        }
    }
}

impl Problem {
    /// The rule is wrong.
    pub(crate) fn error(clause: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self {
            clause,
            message: message.into(),
            span: span.clone(),
            help: None,
            is_open: false,
        }
    }

    /// No source says what the rule means.
    pub(crate) fn open(clause: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self {
            is_open: true,
            ..Self::error(clause, span, message)
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Why an answer is unknown because of it.
    pub(crate) fn reason(&self) -> Reason {
        Reason::new(
            ReasonCode::Undocumented,
            format!("{} ({})", self.message, self.clause),
        )
    }
}
