//! What `expect snapshot` records is read by insta as its own.
//!
//! The file beside this one is what a recording looks like: a test of the
//! scenarios holds the writer to its very bytes.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test writes the files that insta reads, and fails without them"
)]

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

const RECORDING: &str = include_str!("snapshots/guests__say-a-b-one.snap");
const NAME: &str = "guests__say-a-b-one";
const VERDICTS: &str = "X-1 failed: 1 case\n  user \"u1\" (ada): violated: ada is a guest\n    \
                        `enabled` is not in the export of users\nX-2 passed: 2 cases";

/// A folder that holds nothing but the recording.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{NAME}.snap")), RECORDING).expect("a file");
    folder
}

/// Has insta hold verdicts against the recording in a folder.
fn compare(folder: &Path, verdicts: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(NAME, verdicts));
}

#[test]
fn insta_reads_a_recording() {
    let folder = folder("recording-same");
    compare(&folder, VERDICTS);
    assert!(!folder.join(format!("{NAME}.snap.new")).exists());
}

#[test]
fn insta_sees_what_has_changed() {
    let folder = folder("recording-changed");
    let changed = VERDICTS.replace("1 case", "2 cases");
    let refused = panic::catch_unwind(|| compare(&folder, &changed));
    assert!(refused.is_err(), "insta took other verdicts for the same");
}
