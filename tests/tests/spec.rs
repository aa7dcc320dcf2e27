//! The language's specification: Markdown files whose cases are run.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its files from disk, and fails without them"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tenet_base::code::{lint, types, waiver};
use tenet_eval::Settings;
use tenet_testkit::{pages, scenarios, spec, verdicts};

/// What can stand in a case about names, types and nulls; the first word of a
/// block names one.
const JUDGES: [spec::Judge; 1] = [spec::DIAGNOSTICS];

#[test]
fn verdicts() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages_of("tests/spec/verdicts") {
        for case in verdicts::cases(&read(&path)) {
            count += 1;
            for plan in [true, false] {
                let threads = 1 + count % 3;
                let settings = Settings {
                    threads,
                    plan,
                    ..Settings::default()
                };
                let found = case.judge(settings);
                if found != case.expected {
                    let (name, title) = (name(&path), &case.title);
                    wrong.push(format!(
                        "{name}: {title} (planned: {plan})\nexpected\n{}\nfound\n{found}\n",
                        case.expected
                    ));
                }
            }
        }
    }
    assert!(count > 0, "no case was found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn diagnostics() {
    let mut failures = Vec::new();
    let mut count = 0;
    for path in pages_of("tests/spec/types") {
        let (cases, broken) = spec::cases(&name(&path), &read(&path));
        failures.extend(broken);
        for case in cases {
            println!("{}:{} {}", case.file, case.line, case.name);
            count += 1;
            failures.extend(case.run(&JUDGES));
        }
    }
    let report: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(count > 0, "no case was found");
    assert!(
        report.is_empty(),
        "of {count} cases:\n{}",
        report.join("\n")
    );
}

#[test]
fn scenarios_in_words() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages_of("tests/spec/scenarios") {
        for case in scenarios::cases(&read(&path)) {
            count += 1;
            let found = case.run(1 + count % 3);
            if found != case.expected {
                let (name, line, title) = (name(&path), case.line, &case.title);
                let expected = &case.expected;
                wrong.push(format!(
                    "{name}:{line} {title}\nexpected\n{expected}\nfound\n{found}"
                ));
            }
        }
    }
    assert!(count > 0, "no case was found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_of_codes() {
    let mut failures = Vec::new();
    // The later ones are said of runs.
    let of_waivers = waiver::ALL.iter().take_while(|code| code.id <= "W0004");
    for code in types::ALL.iter().chain(lint::ALL).chain(of_waivers) {
        let path = root().join(format!("book/src/codes/{}.md", code.id));
        let page = fs::read_to_string(&path).unwrap_or_default();
        if let Err(why) = pages::check_page(code.id, &page) {
            failures.push(format!("{}: {why}", name(&path)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder, in order.
fn pages_of(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
