//! Results as `JUnit` XML, for servers that show the results of tests.

use std::fmt::{self, Write};

use super::{Failure, Results, ScenarioResult};

/// The results as `JUnit` XML: a suite for each pack, a test case for each scenario.
pub fn render(results: &Results) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _written = write(&mut text, results);
    text
}

fn write(text: &mut String, results: &Results) -> fmt::Result {
    let (all, failed) = (results.scenarios.len(), results.failed());
    writeln!(text, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        text,
        r#"<testsuites name="tenet" tests="{all}" failures="{failed}">"#
    )?;
    let mut rest = results.scenarios.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|it| it.pack == first.pack).count();
        let (suite, after) = rest.split_at(count);
        write_suite(text, &first.pack, suite)?;
        rest = after;
    }
    writeln!(text, "</testsuites>")
}

fn write_suite(text: &mut String, pack: &str, suite: &[ScenarioResult]) -> fmt::Result {
    let failed = suite.iter().filter(|it| !it.failures.is_empty()).count();
    let (pack, all) = (Escaped(pack), suite.len());
    writeln!(
        text,
        r#"  <testsuite name="{pack}" tests="{all}" failures="{failed}">"#
    )?;
    for scenario in suite {
        write_case(text, scenario)?;
    }
    writeln!(text, "  </testsuite>")
}

fn write_case(text: &mut String, scenario: &ScenarioResult) -> fmt::Result {
    let (title, file) = (Escaped(&scenario.title), Escaped(&scenario.place.file));
    let line = scenario.place.line;
    write!(
        text,
        r#"    <testcase name="{title}" classname="{file}" file="{file}" line="{line}""#
    )?;
    if scenario.failures.is_empty() {
        return writeln!(text, "/>");
    }
    writeln!(text, ">")?;
    for failure in &scenario.failures {
        write_failure(text, failure)?;
    }
    writeln!(text, "    </testcase>")
}

fn write_failure(text: &mut String, failure: &Failure) -> fmt::Result {
    let message = format!("expected {}, got {}", failure.expected, failure.got);
    write!(text, r#"      <failure message="{}">"#, Escaped(&message))?;
    write!(text, "{}", Escaped(&failure.place.to_string()))?;
    for note in &failure.notes {
        write!(text, "\n{}", Escaped(note))?;
    }
    for part in failure.cases.iter().flat_map(|case| &case.parts) {
        write!(
            text,
            "\n{} = {}",
            Escaped(&part.source),
            Escaped(&part.value)
        )?;
    }
    writeln!(text, "</failure>")
}

/// A text inside of XML; what XML cannot hold is replaced.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' => f.write_char(' ')?,
                control if control.is_control() => f.write_char(char::REPLACEMENT_CHARACTER)?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}
