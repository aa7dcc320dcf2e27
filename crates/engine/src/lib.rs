//! The facade of Tenet: load packs, check them, load a snapshot, judge.
//!
//! In: a [`World`](tenet_base::World) and the paths of packs and snapshots.
//! Out: a [`Compiled`] program with its diagnostics, a [`Loaded`] snapshot, and
//! the [`Judged`] rules. Each stage gives what it has and its diagnostics, and
//! a host decides what to print and how to exit.
//!
//! Nothing here reads a file but through the world, and nothing is printed.

mod bundled;
pub mod calls;
pub mod changes;
pub mod compile;
mod drift;
mod findings;
pub mod format;
pub mod inspect;
mod manifest;
mod names;
pub mod pack;
mod packs;
mod paths;
pub mod reach;
mod recordings;
pub mod redact;
mod refusal;
mod request;
pub mod run;
pub mod scenarios;
pub mod select;
mod settings;
pub mod validate;
mod waivers;

pub use bundled::{BUNDLED_PACK, bundled_files};
pub use calls::{Calls, calls};
pub use changes::{Compared, changes, load_two};
pub use compile::{Compiled, PackRequest, compile, expression};
pub use format::{Formatted, format, format_text};
pub use inspect::inspect;
pub use pack::pack;
pub use packs::{Home, home};
pub use reach::{explain, nobody, reached, reaching};
pub use recordings::{recorded_verdicts, unreferenced};
pub use redact::{Redaction, other_contents, other_verdicts, redact};
pub use request::{rings, row};
pub use run::{JudgeRequest, Judged, Loaded, RunRequest, judge, load, query};
pub use scenarios::{TestRequest, test};
pub use select::{Selection, select};
pub use tenet_snapshot::Layout as ExportLayout;
