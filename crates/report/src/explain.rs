//! The pages of the codes, compiled in from the book, and of functions.

use include_dir::{Dir, include_dir};
use tenet_base::Code;
use tenet_hir::{Builtin, Doc, Domain, Generator};

use crate::markdown;
use crate::page::Page;
use crate::style::Style;

/// The pages as the book has them. Whoever registers a code rebuilds this
/// crate, and with it the pages that are there.
static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../book/src/codes");

/// The page of a code as it is written, in Markdown.
pub fn page(code: &Code) -> Option<&'static str> {
    PAGES.get_file(format!("{}.md", code.id))?.contents_utf8()
}

/// The page of a code for a terminal; its summary if the book has no page.
pub fn render(code: &Code, style: Style) -> String {
    let mut page = Page::new(style);
    let summary = || format!("# {}: {}\n\n{}", code.id, code.name, code.summary);
    let text = self::page(code).map_or_else(summary, str::to_owned);
    markdown::put(&mut page, &text);
    page.finish()
}

/// What is said about the function, generator or word of the domain of that name.
pub fn function(name: &str) -> Option<Doc> {
    let functions = Builtin::ALL.map(|one| (one.name(), one.doc())).into_iter();
    let generators = Generator::ALL.map(|one| (one.name(), one.doc()));
    let mut all = functions.chain(generators);
    let found = all.find(|(own, _)| *own == name).map(|(_, doc)| doc);
    let words = || Domain::ALL.into_iter().map(Domain::doc);
    let is_called = |doc: &Doc| doc.usage.split(' ').next() == Some(name);
    found.or_else(|| words().find(is_called))
}

/// The page of a function for a terminal.
pub fn render_function(doc: Doc, style: Style) -> String {
    let mut page = Page::new(style);
    let text = format!(
        "# {}\n\n{}\n\n```\n{}\n```\n",
        doc.usage, doc.text, doc.example
    );
    markdown::put(&mut page, &text);
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::{function, page, render};
    use crate::style::Style;

    #[test]
    fn a_page_for_a_terminal() {
        let shown = render(&tenet_base::code::run::NOT_FOUND, Style::PLAIN);
        assert!(shown.starts_with("R0001"), "{shown}");
        assert!(!shown.contains("```"), "{shown}");
        assert!(shown.lines().count() > 3, "{shown}");
        assert!(
            page(&tenet_base::code::run::NOT_FOUND).is_some_and(|text| text.contains("# R0001"))
        );
    }

    #[test]
    fn functions_and_words_are_found_by_their_names() {
        let usage = |name| function(name).map(|doc| doc.usage);
        assert_eq!(usage("count"), Some("count(collection)"));
        assert_eq!(usage("members"), Some("members of group"));
        assert_eq!(usage("nothing"), None);
    }
}
