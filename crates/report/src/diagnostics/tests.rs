//! Diagnostics about rules, exports and the run.

use tenet_base::{DataLocation, Diagnostic, FileId, SourceMap, Span, code};

use super::{Origins, concise, counts, json, render};
use crate::fixture;
use crate::style::Style;

const RULES: &str =
    "/// é 🦀\nrule X-1 \"x\" {\n    for u in User\n    require u.nmae == \"🦀\" && u.id\n}\n";

struct Case {
    sources: SourceMap,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

fn span(file: FileId, word: &str) -> Span {
    let start = RULES.find(word).unwrap() as u32;
    Span::new(file, start, start + word.len() as u32)
}

fn case() -> Case {
    let mut sources = SourceMap::new();
    let file = sources.add("policies/übung.tenet", RULES);
    let diagnostics = vec![
        fixture::malformed(),
        Diagnostic::new(&code::syntax::UNEXPECTED, span(file, "&&"), "`&&` is not an operator")
            .fix(span(file, "&&"), "and"),
        Diagnostic::new(&code::types::UNKNOWN_FIELD, span(file, "nmae"), "`User` has no field `nmae`")
            .label("did you mean `name`?")
            .also(span(file, "u in User"), "`u` is a `User`")
            .note("the fields of `User` are `id`, `name` and twenty more that are listed by `tenet schema show User`")
            .fix(span(file, "nmae"), "name"),
        Diagnostic::run(&code::run::NOT_FOUND, "the folder `C:\\exports\\contoso` does not exist")
            .help("name a folder, a `.zip` or `demo`"),
        Diagnostic::data(&code::data::MALFORMED, DataLocation::file(1, "broken.json"), "the file is empty"),
    ];
    Case {
        sources,
        file,
        diagnostics,
    }
}

fn roots() -> Vec<String> {
    vec![
        "exports/contoso/".to_owned(),
        "C:\\exports\\more".to_owned(),
    ]
}

fn check(format: impl Fn(&[Diagnostic], Origins<'_>) -> String) -> String {
    let case = case();
    let roots = roots();
    let origins = Origins {
        sources: &case.sources,
        roots: &roots,
    };
    format(&case.diagnostics, origins)
}

#[test]
fn frames() {
    insta::assert_snapshot!(check(|all, origins| render(all, origins, Style::PLAIN)));
}

#[test]
fn lines() {
    insta::assert_snapshot!(check(concise), @r#"
    error[R0001]: the folder `C:\exports\contoso` does not exist
    policies/übung.tenet:4:15: error[T0104]: `User` has no field `nmae`
    policies/übung.tenet:4:27: error[S0001]: `&&` is not an operator
    exports/contoso/Übersicht/groups 🦀.json:1204:22: warning[D0001]: the file is not well-formed JSON
    C:\exports\more/broken.json: warning[D0001]: the file is empty
    "#);
}

#[test]
fn wire() {
    let all = case();
    let some = &all.diagnostics[2..4];
    insta::assert_snapshot!(json(some, &all.sources));
    assert_eq!(counts(&all.diagnostics), "3 errors, 2 warnings");
    assert_eq!(counts(&[]), "");
}

#[test]
fn the_end_of_a_file_can_be_shown() {
    let case = case();
    let end = RULES.len() as u32;
    let roots = roots();
    let origins = Origins {
        sources: &case.sources,
        roots: &roots,
    };
    for at in [end, end - 1, end + 9] {
        let missing = Diagnostic::new(
            &code::syntax::UNEXPECTED,
            Span::new(case.file, at, at),
            "`}` is missing",
        );
        let shown = render(&[missing], origins, Style::PLAIN);
        assert!(shown.contains("`}` is missing"));
    }
}
