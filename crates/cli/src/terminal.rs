//! What the standard streams are: terminals with colour and width, or pipes.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The width of reports that do not go to a terminal.
const PIPE_WIDTH: usize = 100;

impl Color {
    /// Whether what goes to standard output is coloured.
    pub(crate) fn stdout(self) -> bool {
        self.wanted(std::io::stdout().is_terminal())
    }

    /// Whether what goes to standard error is coloured.
    pub(crate) fn stderr(self) -> bool {
        self.wanted(std::io::stderr().is_terminal())
    }

    fn wanted(self, terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => terminal && !no_color(),
        }
    }
}

/// The width for reports on standard output.
pub(crate) fn width() -> usize {
    let terminal = console::Term::stdout();
    terminal.size_checked().map_or(PIPE_WIDTH, |(_, columns)| {
        usize::from(columns).clamp(60, 140)
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "cli is where the environment is read"
)]
fn no_color() -> bool {
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}
