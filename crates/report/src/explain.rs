//! The pages of the codes, compiled in from the book.

use include_dir::{Dir, include_dir};
use tenet_base::Code;

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

#[cfg(test)]
mod tests {
    use super::{page, render};
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
}
