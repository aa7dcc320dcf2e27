//! Tests: a scenario and the verdicts that it must have.

use tenet_base::Span;

use super::{DateLiteral, Expr, Ident, ObjectLiteral, Pair, QualifiedName, StringLiteral};

/// `test "title" { … }`.
#[derive(Debug, Clone)]
pub struct Test {
    /// The `///` lines above it.
    pub doc: String,
    /// What it shows.
    pub title: StringLiteral,
    /// Its parts, in order.
    pub parts: Vec<TestPart>,
    /// The item.
    pub span: Span,
}

/// A part of a test.
#[derive(Debug, Clone)]
pub enum TestPart {
    /// `at DATE`: what `now` is.
    At(DateLiteral),
    /// `with param = value`.
    With {
        /// The parameter.
        name: Ident,
        /// Its value in this test.
        value: Expr,
        /// The part.
        span: Span,
    },
    /// `given { … }`: the snapshot.
    Given(World),
    /// `before { … }`: the earlier snapshot.
    Before(World),
    /// `expect …`.
    Expect(Expect),
}

/// `given at DATE complete { … }`.
#[derive(Debug, Clone)]
pub struct World {
    /// When it was captured.
    pub at: Option<DateLiteral>,
    /// The word `complete`, if it is there: what is not given does not exist.
    pub complete: Option<Span>,
    /// What is given, in order.
    pub entries: Vec<Given>,
    /// The part.
    pub span: Span,
}

/// An entry of `given` or `before`.
#[derive(Debug, Clone)]
pub enum Given {
    /// An object of the snapshot; its type is always named.
    Object(ObjectLiteral),
    /// `snapshot "folder"`: an export from disk.
    Snapshot(StringLiteral),
    /// `missing User.assignedPlans`: evidence taken away.
    Missing {
        /// The entity.
        entity: QualifiedName,
        /// The field; the whole collection if empty.
        path: Vec<Ident>,
        /// The entry.
        span: Span,
    },
    /// `window DirectoryAudit A to B`: what the log covers.
    Window {
        /// The log.
        entity: QualifiedName,
        /// Its first day.
        from: DateLiteral,
        /// Its last day.
        to: DateLiteral,
        /// The entry.
        span: Span,
    },
}

/// What must come out.
#[derive(Debug, Clone)]
pub enum Expect {
    /// `expect snapshot`: the whole verdict list as recorded.
    Snapshot(Span),
    /// `expect ID status for { … } saying "text"`.
    Verdict {
        /// The id of the rule.
        rule: Ident,
        /// The verdict.
        status: Status,
        /// The case by the keys of its variables; the rule as a whole without it.
        case: Option<Vec<Pair>>,
        /// A text that the finding must contain.
        saying: Option<StringLiteral>,
        /// The part.
        span: Span,
    },
}

/// A verdict as a test names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// `violated`.
    Violated,
    /// `satisfied`.
    Satisfied,
    /// `undetermined`.
    Undetermined,
    /// `not applicable`.
    NotApplicable,
    /// `passed`.
    Passed,
    /// `waived`.
    Waived,
}
