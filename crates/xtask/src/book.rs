//! What is generated in the book: tables inside pages that are written by hand,
//! and the pages of the schema.
//!
//! In a page by hand a table stands between `<!-- generated: NAME -->` and
//! `<!-- end -->`; all else is left as it is. The tables come from where the
//! checker has them: the grammar, the table of operators, the functions and
//! records of the language, the registry of codes, the bundled schema.

mod schema;
mod tables;

use std::fs;
use std::iter;
use std::path::Path;

use crate::tidy::tree::Tree;

const BEGIN: &str = "<!-- generated: ";
const END: &str = "<!-- end -->";

/// Writes all that is generated; what became of it.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let tree = Tree::read(root).map_err(|error| format!("the tree cannot be read: {error}"))?;
    let mut written = 0;
    for (path, text) in pages(&tree) {
        if tree.files.get(&path) == Some(&text) {
            continue;
        }
        let file = root.join(&path);
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&file, text))
            .map_err(|error| format!("{path}: {error}"))?;
        written += 1;
    }
    Ok(format!("book: {written} pages written"))
}

/// All pages with something generated, as they should be, by path.
pub(crate) fn pages(tree: &Tree) -> Vec<(String, String)> {
    let by_hand = tree.files.iter();
    let by_hand =
        by_hand.filter(|(path, text)| path.starts_with("book/src/") && text.contains(BEGIN));
    let filled = by_hand.map(|(path, text)| (path.clone(), filled(text)));
    filled.chain(schema::pages()).collect()
}

/// A page with its tables put in. A name that no table has leaves a complaint in
/// the page, so that the page is never up to date.
fn filled(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->").unwrap_or((after, ""));
        let (_, after) = after.split_once(END).unwrap_or((after, after));
        let table = tables::table(name).unwrap_or_else(|| format!("no table is called `{name}`\n"));
        for part in [before, BEGIN, name, " -->\n\n", &table, "\n", END] {
            out.push_str(part);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A table in Markdown.
fn markdown(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let head = format!(
        "| {} |\n|{}\n",
        heads.join(" | "),
        " --- |".repeat(heads.len())
    );
    let rows = rows.into_iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    });
    iter::once(head).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::{filled, markdown};

    #[test]
    fn a_table_is_put_in_and_the_rest_is_left() {
        let page = "Before.\n\n<!-- generated: severities -->\nold\n<!-- end -->\n\nAfter.\n";
        let once = filled(page);
        assert!(
            once.starts_with("Before.\n\n<!-- generated: severities -->\n\n| "),
            "{once}"
        );
        assert!(once.ends_with("\n<!-- end -->\n\nAfter.\n"), "{once}");
        assert!(!once.contains("old"));
        assert_eq!(filled(&once), once);
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_it() {
        let table = markdown(&["a"], [vec!["x | y".to_owned()]]);
        assert_eq!(table, "| a |\n| --- |\n| x \\| y |\n");
    }
}
