//! What a person is told about their rules and their data.
//!
//! A diagnostic is data: nothing here formats for a terminal. The message says
//! what is wrong in the user's terms, in lower case without a full stop; only
//! `help` says what to do.

use crate::{Code, Level, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not what was meant; the run goes on.
    Warning,
    /// The rules do not compile, or the data cannot be read.
    Error,
}

/// Where a label points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A range of a rule file.
    Source(Span),
    /// A place in an export.
    Data(DataLocation),
    /// The run as a whole: an argument, a setting.
    Run,
}

/// A place in an export, complete in itself, since exports are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataLocation {
    /// Which of the snapshot's roots, from 0.
    pub root: u32,
    /// The file's path from that root, with `/`.
    pub file: String,
    /// Line and column from 1, the column in characters; `None` for the file as a whole.
    pub position: Option<(u64, u64)>,
    /// The text of that line, cut to a width that a terminal shows, and the
    /// range of its bytes that is meant.
    pub excerpt: Option<(String, std::ops::Range<u32>)>,
}

impl DataLocation {
    /// A file as a whole.
    pub fn file(root: u32, file: impl Into<String>) -> Self {
        Self {
            root,
            file: file.into(),
            position: None,
            excerpt: None,
        }
    }
}

/// A place and what to say beside it; under five words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// The words; may be empty.
    pub text: String,
}

/// A change of the source that mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One mistake, warning or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which of the registered codes.
    pub code: &'static Code,
    /// How bad; the code's own level unless the run raised or lowered it.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that matter.
    pub secondary: Vec<Label>,
    /// Facts that help to understand.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// The mend, where it can be computed.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic about a range of a rule file.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Location::Source(span), message)
    }

    /// A diagnostic about an export.
    pub fn data(code: &'static Code, place: DataLocation, message: impl Into<String>) -> Self {
        Self::at(code, Location::Data(place), message)
    }

    /// A diagnostic about the run as a whole.
    pub fn run(code: &'static Code, message: impl Into<String>) -> Self {
        Self::at(code, Location::Run, message)
    }

    fn at(code: &'static Code, location: Location, message: impl Into<String>) -> Self {
        let severity = match code.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        };
        let primary = Label {
            location,
            text: String::new(),
        };
        let message = message.into();
        Self {
            code,
            severity,
            message,
            primary,
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Words beside the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place in the rules that matters.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            location: Location::Source(span),
            text: text.into(),
        });
        self
    }

    /// Another place in the exports that matters.
    #[must_use]
    pub fn also_data(mut self, place: DataLocation, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            location: Location::Data(place),
            text: text.into(),
        });
        self
    }

    /// A fact that helps to understand.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The mend.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// Whether this one stops the run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by file and position, errors of the run first, and drops repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        (
            order(&diagnostic.primary.location),
            diagnostic.code.id,
            diagnostic.message.clone(),
        )
    });
    diagnostics.dedup();
}

fn order(location: &Location) -> (u8, u64, String, u64, u64) {
    match location {
        Location::Run => (0, 0, String::new(), 0, 0),
        Location::Source(span) => {
            let file = crate::id::Id::index(span.file) as u64;
            (
                1,
                file,
                String::new(),
                u64::from(span.start),
                u64::from(span.end),
            )
        }
        Location::Data(place) => {
            let (line, column) = place.position.unwrap_or((0, 0));
            (2, u64::from(place.root), place.file.clone(), line, column)
        }
    }
}
