//! How a page looks: its width, its characters, its colours.

use tenet_base::Severity as Level;
use tenet_eval::RuleStatus;
use tenet_hir::Severity;

/// What the place that the page is shown at can show. The caller says so;
/// nothing here asks a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are shown.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
    /// Whether lines and arrows are drawn in characters beyond ASCII.
    pub unicode: bool,
}

impl Style {
    /// For a file or a pipe: no colours, 80 columns.
    pub const PLAIN: Self = Self {
        color: false,
        width: 80,
        unicode: true,
    };

    /// The better of two drawings.
    pub(crate) fn choose(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// The text in an ink.
    pub(crate) fn paint(self, ink: Ink, text: &str) -> String {
        match ink.code() {
            Some(code) if self.color && !text.is_empty() => format!("\x1b[{code}m{text}\x1b[0m"),
            Some(_) | None => text.to_owned(),
        }
    }
}

/// The inks of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// As the text around it.
    Plain,
    /// What a section is about.
    Bold,
    /// What may be passed over.
    Dim,
    /// What is worst.
    Alarm,
    /// What is wrong.
    Red,
    /// What is doubtful.
    Yellow,
    /// What is well.
    Green,
    /// What is to be written or run.
    Cyan,
    /// What is mild.
    Blue,
}

impl Ink {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Bold => Some("1"),
            Self::Dim => Some("2"),
            Self::Alarm => Some("1;31"),
            Self::Red => Some("31"),
            Self::Yellow => Some("33"),
            Self::Green => Some("32"),
            Self::Cyan => Some("36"),
            Self::Blue => Some("34"),
        }
    }

    /// The ink of a severity.
    pub(crate) const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Alarm,
            Severity::High => Self::Red,
            Severity::Medium => Self::Yellow,
            Severity::Low => Self::Blue,
            Severity::Info => Self::Dim,
        }
    }

    /// The ink of a status.
    pub(crate) const fn of_status(status: RuleStatus) -> Self {
        match status {
            RuleStatus::Failed => Self::Red,
            RuleStatus::Undetermined => Self::Yellow,
            RuleStatus::Passed => Self::Green,
            RuleStatus::NotApplicable => Self::Dim,
            RuleStatus::Waived => Self::Blue,
        }
    }

    /// The ink of a diagnostic.
    pub(crate) const fn of_level(level: Level) -> Self {
        match level {
            Level::Error => Self::Red,
            Level::Warning => Self::Yellow,
            Level::Note => Self::Blue,
        }
    }
}
