//! Texts against texts that were folded before. Nothing is copied: a filter is
//! asked of every device, and a device of every filter.

use tenet_base::text::fold_char;

/// Whether a text is a folded one, case aside.
pub(super) fn is(text: &str, folded: &str) -> bool {
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(folded);
    }
    text.chars().map(fold_char).eq(folded.chars())
}

/// Whether a text begins with a folded one.
pub(super) fn starts(text: &str, folded: &str) -> bool {
    let mut letters = text.chars().map(fold_char);
    folded.chars().all(|wanted| letters.next() == Some(wanted))
}

/// Whether a text ends with a folded one.
pub(super) fn ends(text: &str, folded: &str) -> bool {
    let mut letters = text.chars().rev().map(fold_char);
    folded
        .chars()
        .rev()
        .all(|wanted| letters.next() == Some(wanted))
}

/// Whether a folded text stands somewhere in a text.
pub(super) fn contains(text: &str, folded: &str) -> bool {
    let Some(first) = folded.chars().next() else {
        return true;
    };
    text.char_indices()
        .filter(|(_, letter)| fold_char(*letter) == first)
        .any(|(at, _)| starts(text.get(at..).unwrap_or(""), folded))
}

#[cfg(test)]
mod tests {
    use tenet_base::text::fold;

    use super::{contains, ends, is, starts};

    const TEXTS: [&str; 12] = [
        "",
        "a",
        "A",
        "aa",
        "Sales",
        "SALES EU",
        "É",
        "école É",
        "\u{212a}",
        "k",
        "Σς",
        "ß",
    ];

    #[test]
    fn what_is_not_copied_is_found_as_in_a_copy() {
        for text in TEXTS {
            let copy = fold(text);
            for wanted in TEXTS.map(|wanted| fold(wanted).into_owned()) {
                let wanted = wanted.as_str();
                assert_eq!(is(text, wanted), copy == wanted, "{text} {wanted}");
                assert_eq!(
                    starts(text, wanted),
                    copy.starts_with(wanted),
                    "{text} {wanted}"
                );
                assert_eq!(
                    ends(text, wanted),
                    copy.ends_with(wanted),
                    "{text} {wanted}"
                );
                assert_eq!(
                    contains(text, wanted),
                    copy.contains(wanted),
                    "{text} {wanted}"
                );
            }
        }
    }
}
