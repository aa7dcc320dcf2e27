//! Recorded verdicts: what `expect snapshot` is held against.
//!
//! A recording is a file beside the pack in the format of insta, so that its
//! tools read it too: a header between lines of `---`, and the verdicts.
//! Recordings are compared as insta compares them: whatever the line ends, and
//! without regard to blank lines at the end.

use tenet_hir::Scenario;

/// The folder of a pack that holds its recordings.
pub const FOLDER: &str = "snapshots";

/// What the name of a recording ends in.
pub const ENDING: &str = ".snap";

/// What the name of a recording ends in that nobody has accepted yet.
pub const NEW_ENDING: &str = ".snap.new";

/// What the verdicts of a scenario are beside what was recorded of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recording {
    /// The same.
    Same,
    /// Nothing was recorded.
    Missing,
    /// Something else was recorded: this.
    Different(String),
}

/// The path of a scenario's recording in its folder, without the ending: that
/// of the file that holds the scenario, as the pack has it and without
/// `tests`, and its title in plain letters.
///
/// No two scenarios of a pack share one: the checker refuses titles that are
/// the same in plain letters.
pub fn name(file: &str, scenario: &Scenario) -> String {
    let file = file.strip_prefix("tests/").unwrap_or(file);
    let stem = file.strip_suffix(".tenet").unwrap_or(file);
    format!("{stem}__{}", scenario.plain_title())
}

/// A recording as a file; `source` is the path of the scenario's file in its pack.
pub fn write(source: &str, scenario: &Scenario, verdicts: &str) -> String {
    write_titled(source, &scenario.title, verdicts)
}

fn write_titled(source: &str, title: &str, verdicts: &str) -> String {
    let (source, title) = (quoted(source), quoted(title));
    let verdicts = verdicts.trim_end();
    format!("---\nsource: {source}\nexpression: {title}\n---\n{verdicts}\n")
}

/// The verdicts of a file; of one without a header all of it.
pub fn read(file: &str) -> String {
    let text = file.replace("\r\n", "\n");
    let body = text.strip_prefix("---\n").and_then(|rest| {
        let (_, body) = rest.split_once("\n---\n")?;
        Some(body)
    });
    body.unwrap_or(&text).trim_end().to_owned()
}

/// Verdicts beside the file that recorded them, if there is one.
pub fn compare(file: Option<&str>, verdicts: &str) -> Recording {
    match file.map(read) {
        None => Recording::Missing,
        Some(recorded) if recorded == verdicts.trim_end() => Recording::Same,
        Some(recorded) => Recording::Different(recorded),
    }
}

/// A text as YAML writes it in double quotes.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(body: &str) -> String {
        format!("---\nsource: \"a\"\nexpression: \"b\"\n---\n{body}")
    }

    #[test]
    fn what_is_recorded_is_read_again() {
        assert_eq!(read(&file("X-1 passed: 1 case\n")), "X-1 passed: 1 case");
        assert_eq!(read(&file("a\r\n---\r\nb\r\n\r\n")), "a\n---\nb");
        assert_eq!(read("no header\n"), "no header");
    }

    #[test]
    fn blank_lines_at_the_end_are_no_difference() {
        let same = compare(Some(&file("a\n\n")), "a\n");
        assert_eq!(same, Recording::Same);
        assert_eq!(compare(None, "a"), Recording::Missing);
        let other = compare(Some(&file("b\n")), "a\n");
        assert_eq!(other, Recording::Different("b".to_owned()));
    }

    /// The file that a test of the reports has insta read.
    #[test]
    fn a_recording_is_what_insta_reads() {
        let known = include_str!("../../report/tests/snapshots/guests__say-a-b-one.snap");
        let known = known.replace("\r\n", "\n");
        let title = "say \"a\\b\": one";
        assert_eq!(
            write_titled("tests/guests.tenet", title, &read(&known)),
            known
        );
    }
}
