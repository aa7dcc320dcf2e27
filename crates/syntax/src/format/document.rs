//! What is to be printed, with the places where a line may be broken.
//!
//! The algebra is Wadler's: a group is printed on one line if it fits, else all
//! its own lines are broken. Whether a group must be broken since a comment or a
//! new line stands within is known when it is built, so that printing never
//! looks at a document twice.

/// A piece of the output.
#[derive(Debug)]
pub(super) struct Document<'s> {
    pub(super) kind: Kind<'s>,
    /// Whether a line ends within it whatever the width.
    pub(super) forced: bool,
    /// Whether nothing may follow on its last line.
    ends_line: bool,
}

/// The forms of a document.
#[derive(Debug)]
pub(super) enum Kind<'s> {
    /// A text without a new line.
    Text(&'s str),
    /// Blanks that never break; none at the start of a line.
    Blanks(usize),
    /// Blanks that stand only if their group is broken.
    BlanksIfBroken(usize),
    /// A blank, or a new line if its group is broken.
    Line {
        /// Whether an empty line stands before the new one.
        blank: bool,
    },
    /// Nothing, or a new line if its group is broken.
    SoftLine,
    /// A new line.
    Hard {
        /// Whether an empty line stands before the new one.
        blank: bool,
    },
    /// The comma after the last of a list, if its group is broken; before a comment at the end of the line.
    LastComma,
    /// A comment after something on its line.
    Trailing(&'s str),
    /// A comment on a line of its own.
    Own(&'s str),
    /// Its lines begin so many columns further to the right.
    Nest(usize, Box<Document<'s>>),
    /// On one line if it fits.
    Group(Box<Document<'s>>),
    /// One after the other.
    Row(Vec<Document<'s>>),
}

/// How many columns a level is.
const INDENT: usize = 4;

impl<'s> Document<'s> {
    fn leaf(kind: Kind<'s>) -> Self {
        Self {
            kind,
            forced: false,
            ends_line: false,
        }
    }

    fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Row(parts) if parts.is_empty())
    }
}

pub(super) fn nothing<'s>() -> Document<'s> {
    row(Vec::new())
}

pub(super) fn text(text: &str) -> Document<'_> {
    Document::leaf(Kind::Text(text))
}

pub(super) fn space<'s>() -> Document<'s> {
    blanks(1)
}

pub(super) fn line<'s>() -> Document<'s> {
    Document::leaf(Kind::Line { blank: false })
}

pub(super) fn line_after<'s>(blank: bool) -> Document<'s> {
    Document::leaf(Kind::Line { blank })
}

pub(super) fn soft_line<'s>() -> Document<'s> {
    Document::leaf(Kind::SoftLine)
}

pub(super) fn hard<'s>(blank: bool) -> Document<'s> {
    Document {
        kind: Kind::Hard { blank },
        forced: true,
        ends_line: false,
    }
}

pub(super) fn blanks<'s>(count: usize) -> Document<'s> {
    Document::leaf(Kind::Blanks(count))
}

pub(super) fn blanks_if_broken<'s>(count: usize) -> Document<'s> {
    Document::leaf(Kind::BlanksIfBroken(count))
}

pub(super) fn last_comma<'s>() -> Document<'s> {
    Document::leaf(Kind::LastComma)
}

pub(super) fn trailing(comment: &str) -> Document<'_> {
    Document {
        kind: Kind::Trailing(comment),
        forced: false,
        ends_line: true,
    }
}

pub(super) fn own(comment: &str) -> Document<'_> {
    Document {
        kind: Kind::Own(comment),
        forced: true,
        ends_line: true,
    }
}

/// Its lines begin a level further to the right.
pub(super) fn nest(inner: Document<'_>) -> Document<'_> {
    nest_by(INDENT, inner)
}

/// Its lines begin so many columns further to the right.
pub(super) fn nest_by(columns: usize, inner: Document<'_>) -> Document<'_> {
    Document {
        forced: inner.forced,
        ends_line: inner.ends_line,
        kind: Kind::Nest(columns, Box::new(inner)),
    }
}

pub(super) fn group(inner: Document<'_>) -> Document<'_> {
    Document {
        forced: inner.forced,
        ends_line: inner.ends_line,
        kind: Kind::Group(Box::new(inner)),
    }
}

/// One after the other. A comment at the very end breaks nothing, since what it ends is complete.
pub(super) fn row<'s>(parts: impl IntoIterator<Item = Document<'s>>) -> Document<'s> {
    let mut row = Vec::new();
    let (mut forced, mut ends_line) = (false, false);
    for part in parts {
        if part.is_nothing() {
            continue;
        }
        forced |= part.forced || ends_line;
        ends_line = part.ends_line;
        row.push(part);
    }
    Document {
        kind: Kind::Row(row),
        forced,
        ends_line,
    }
}
