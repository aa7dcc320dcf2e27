//! `normalized(s)`: one form for the spellings of a name that differ in
//! dashes, blanks and brackets.

use tenet_base::text;
use unicode_normalization::UnicodeNormalization;

/// Compatibility forms composed, `[X]` as `-X`, dashes as `-`, blanks collapsed
/// and removed around `-`, case folded.
pub(crate) fn normalized(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut blank = false;
    for c in name.nfkc().filter_map(ironed) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && c != '-' && !plain.is_empty() && !plain.ends_with('-') {
            plain.push(' ');
        }
        blank = false;
        plain.push(c);
    }
    text::fold(&plain).into_owned()
}

/// A character as it counts; none for a closing bracket, since `[X]` is `-X`.
fn ironed(c: char) -> Option<char> {
    match c {
        '[' | '\u{2013}' | '\u{2014}' => Some('-'),
        ']' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn spellings_of_a_name_are_one() {
        for spelling in [
            "Modern Workplace Devices [Test]",
            "Modern Workplace Devices - Test",
            "Modern Workplace Devices-Test",
            "modern workplace devices-test",
            "Modern  Workplace Devices \u{2013} Test",
            "Modern Workplace Devices\u{2014}Test",
            " Modern Workplace\u{a0}Devices -Test ",
            "\u{ff2d}odern Workplace Devices\t- Test",
        ] {
            assert_eq!(
                normalized(spelling),
                "modern workplace devices-test",
                "{spelling:?}"
            );
        }
    }

    #[test]
    fn names_that_differ_stay_apart() {
        for (name, other) in [
            ("Devices Test", "Devices-Test"),
            ("DevicesTest", "Devices Test"),
            ("Devices-Test", "Devices-Tests"),
        ] {
            assert_ne!(normalized(name), normalized(other));
        }
        assert_eq!(normalized("  "), "");
        assert_eq!(normalized("- a"), "-a");
    }
}
