//! The language's specification: Markdown files whose cases are run.

use std::fs;
use std::path::Path;

use tenet_testkit::verdicts::cases;

/// All cases of a folder, each with the file it stands in.
fn run(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("spec")
        .join(folder);
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for case in cases(&fs::read_to_string(&path).unwrap()) {
            count += 1;
            let found = case.judge(1 + count % 3);
            if found != case.expected {
                let title = &case.title;
                wrong.push(format!(
                    "{name}: {title}\nexpected\n{}\nfound\n{found}\n",
                    case.expected
                ));
            }
        }
    }
    assert!(count > 0, "no case in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verdicts() {
    run("verdicts");
}
