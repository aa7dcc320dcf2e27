//! Names of files. Tools name folders by what is in them, and files by what they
//! export: folders stay but for ids and addresses in them, and of the name of a
//! file what says which collection it holds.

use tenet_base::text::fold;

use super::text::Texts;
use crate::recognise::MANIFEST;

/// What stands for the path of a file.
pub(super) fn pseudonym(texts: &mut Texts<'_>, path: &str) -> String {
    let (folder, file) = match path.rfind('/') {
        Some(at) => path.split_at_checked(at + 1).unwrap_or(("", path)),
        None => ("", path),
    };
    if file.eq_ignore_ascii_case(MANIFEST) {
        return [&texts.kept(folder), file].concat();
    }
    let (stem, ending) = match file.rfind('.') {
        Some(at) => file.split_at_checked(at).unwrap_or((file, "")),
        None => (file, ""),
    };
    let folder = texts.kept(folder);
    if texts.policy.names.contains(fold(stem).as_ref()) {
        return [&folder, stem, ending].concat();
    }
    let mut out = folder;
    let mut rest = stem;
    while !rest.is_empty() {
        let alphanumeric = rest.starts_with(char::is_alphanumeric);
        let end = rest
            .find(|letter: char| letter.is_alphanumeric() != alphanumeric)
            .unwrap_or(rest.len());
        if let Some((_, length)) = super::patterns::id(rest) {
            let (own, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            out.push_str(&texts.kept(own));
            rest = after;
            continue;
        }
        let (own, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if texts.policy.names.contains(fold(own).as_ref()) {
            out.push_str(own);
        } else {
            out.push_str(&texts.personal(own));
        }
        rest = after;
    }
    out.push_str(ending);
    out
}
