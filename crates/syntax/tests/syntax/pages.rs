//! The examples of the pages of this crate's codes.

use tenet_base::code::syntax;
use tenet_syntax::parse;

use crate::file_of;

#[test]
fn each_page_shows_its_code_and_its_mend() {
    for code in syntax::ALL {
        let path = format!(
            "{}/../../book/src/codes/{}.md",
            env!("CARGO_MANIFEST_DIR"),
            code.id
        );
        let page = crate::read(&path);
        assert!(page.starts_with(&format!("# {}: ", code.id)), "{path}");
        for (tag, expected) in [("fail", vec![code.id]), ("ok", vec![])] {
            let Some((_, rest)) = page.split_once(&format!("```tenet {tag}\n")) else {
                assert_eq!(tag, "ok", "{path}");
                continue;
            };
            let (source, _) = rest.split_once("\n```").unwrap();
            let found = parse(file_of(source), source).diagnostics;
            let ids: Vec<_> = found.iter().map(|found| found.code.id).collect();
            assert_eq!(ids, expected, "{path}: {found:?}");
        }
    }
}
