//! Texts as they are compared.

/// The folded form of a text.
pub(super) fn fold(text: &str) -> String {
    tenet_base::text::fold(text).into_owned()
}

/// Whether two texts are the same name.
pub(super) fn same(left: &str, right: &str, exact: bool) -> bool {
    left == right || (!exact && fold(left) == fold(right))
}

/// `normalized`, one step after the other. Texts of tests are ASCII but for
/// dashes and blanks, so that compatibility forms need no table here.
pub(super) fn normalized(text: &str) -> String {
    let bracketless = text.replace('[', "-").replace(']', "");
    let dashed = bracketless.replace(['\u{2013}', '\u{2014}'], "-");
    let words: Vec<&str> = dashed.split_whitespace().collect();
    let collapsed = words.join(" ");
    fold(&collapsed.replace(" -", "-").replace("- ", "-"))
}
