//! A progress bar on the terminal, once loading has taken half a second.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that shows itself only where somebody looks, and only if it takes long.
pub(crate) struct Bar {
    bar: Option<Mutex<ProgressBar>>,
    since: Clock,
}

/// Loading that ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

struct Clock(std::time::Instant);

impl Bar {
    /// A bar that waits to be shown; none where standard error is no terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        let bar = wanted.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            Mutex::new(bar.with_style(style()))
        });
        Self {
            bar,
            since: Clock::start(),
        }
    }

    /// So many bytes of so many were read.
    pub(crate) fn set(&self, read: u64, total: u64) {
        let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock) else {
            return;
        };
        if bar.is_hidden() && self.since.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(total);
        bar.set_position(read);
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock) {
            bar.finish_and_clear();
        }
    }
}

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long somebody has waited decides no verdict"
    )]
    fn start() -> Self {
        Self(std::time::Instant::now())
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

fn style() -> ProgressStyle {
    let template = "reading {bytes:>10} of {total_bytes} {wide_bar} {bytes_per_sec}";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
