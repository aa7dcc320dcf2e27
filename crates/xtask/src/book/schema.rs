//! The pages of the bundled schema, one for each of its files.

use std::path::Path;

use tenet_report::schema::{self, Declaration};
use tenet_testkit::Rules;
use tenet_testkit::rules::Checked;

const PACK: &str = "graph-schema";
const FOLDER: &str = "book/src/reference/schema";

/// The pages, by path.
pub(super) fn pages() -> Vec<(String, String)> {
    let checked = checked();
    let mut all = schema::declarations(&checked.program);
    all.sort_by_key(|one| one.span.map(|span| (span.file, span.start)));
    let mut pages = Vec::new();
    for (path, text) in files() {
        let name = path.strip_suffix(".tenet").unwrap_or(path);
        let is_here = |one: &&Declaration| {
            let span = one.span;
            span.is_some_and(|span| checked.sources.file(span.file).path == path)
        };
        let here: Vec<Declaration> = all.iter().filter(is_here).cloned().collect();
        let title = name.replace('_', " ");
        let intro = intro(text);
        let body = schema::markdown(&here);
        let page = format!("# Schema: {title}\n\n{intro}\n{body}");
        pages.push((format!("{FOLDER}/{name}.md"), page));
    }
    pages
}

/// The list of all entities.
pub(super) fn list() -> String {
    schema::markdown_list(&schema::entities(&checked().program))
}

/// The files of the pack and their texts.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = tenet_engine::bundled_files().iter();
    files.filter_map(|(path, text)| {
        let (pack, name) = path.split_once('/')?;
        let rules = Path::new(name).extension() == Some("tenet".as_ref());
        (pack == PACK && rules).then_some((name, *text))
    })
}

/// The bundled schema.
pub(super) fn checked() -> Checked {
    let files: Vec<_> = files().collect();
    Rules::new().pack(PACK, &files).check()
}

/// What the file says of itself: the comment that it begins with.
fn intro(text: &str) -> String {
    let comment = text.lines().map_while(|line| line.strip_prefix("// "));
    comment.flat_map(|line| [line, "\n"]).collect()
}
