//! A compiled rule: conditions together, and what they say.

use tenet_snapshot::Reason;
use tenet_syntax::condition::Span;

use super::Step;
use super::items::Items;
use super::reports::Reports;
use super::run::{Run, Source, shown};
use super::test::Test;
use crate::Answer;

/// A compiled rule, or a part of it.
#[derive(Debug)]
pub(super) enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Test(Box<Test>),
    Items(Items),
    /// Direct members of any of these groups (D24).
    MemberOf(Vec<String>, Span),
    /// Those whose manager this is (D25).
    Reports(Reports),
    /// Nothing fits.
    Never,
    /// No source says what it means.
    Open(Box<Opened>),
}

/// A part of a rule whose meaning no source tells.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) reason: Reason,
    pub(super) span: Span,
}

impl Node {
    /// What it says.
    pub(super) fn judge(&self, run: Run<'_>) -> Answer {
        match self {
            Self::And(parts) => all(parts, |part| part.judge(run)),
            Self::Or(parts) => any(parts, |part| part.judge(run)),
            Self::Not(inner) => inner.judge(run).not(),
            Self::Test(test) => test.judge(run),
            Self::Items(items) => items.judge(run),
            Self::MemberOf(groups, _) => any(groups, |group| run.object.in_group_directly(group)),
            Self::Reports(reports) => reports.judge(run),
            Self::Never => Answer::No,
            Self::Open(opened) => Answer::unknown(opened.reason.clone()),
        }
    }

    /// Its comparisons, for a proof.
    pub(super) fn trace(&self, run: Run<'_>, text: &str, steps: &mut Vec<Step>) {
        let (span, has) = match self {
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.trace(run, text, steps);
                }
                return;
            }
            Self::Not(inner) => return inner.trace(run, text, steps),
            Self::Never => return,
            Self::Test(one) => (&one.span, shown(&run.attribute(one.source))),
            Self::Items(items) => (
                &items.span,
                shown(&run.attribute(Source::Property(items.property))),
            ),
            Self::MemberOf(_, span) => (span, "direct groups".to_owned()),
            Self::Reports(reports) => (
                &reports.span,
                shown(&run.attribute(Source::Property(reports.managers))),
            ),
            Self::Open(opened) => (&opened.span, String::new()),
        };
        steps.push(Step {
            text: text.get(span.clone()).unwrap_or_default().to_owned(),
            value: has,
            answer: self.judge(run),
        });
    }
}

/// All of them; what is known to be no settles it.
pub(super) fn all<T>(parts: &[T], judge: impl Fn(&T) -> Answer) -> Answer {
    let mut found = Answer::Yes;
    for part in parts {
        found = found.and(judge(part));
        if found == Answer::No {
            return found;
        }
    }
    found
}

pub(super) fn any<T>(parts: &[T], judge: impl Fn(&T) -> Answer) -> Answer {
    let mut found = Answer::No;
    for part in parts {
        found = found.or(judge(part));
        if found == Answer::Yes {
            return found;
        }
    }
    found
}
