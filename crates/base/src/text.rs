//! Comparing text as Graph, Entra and Intune do: without regard to case.

use std::borrow::Cow;

/// The text with every character folded to its simple case folding.
///
/// Two texts are the same name if their folded forms are equal. Nothing is
/// normalised and no locale is asked, so the form is the same everywhere; it
/// serves as hash key, join key and fingerprint.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold_char).collect())
}

/// Whether two texts differ in case at most.
pub fn same(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}

/// The simple case folding of a character, which is one character.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    unicode_case_mapping::case_folded(c)
        .and_then(|folded| char::from_u32(folded.get()))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_simple_and_leaves_the_rest() {
        assert_eq!(fold("MsAdmin@Contoso"), "msadmin@contoso");
        assert_eq!(fold("ÉCOLE Σς"), "école σσ");
        assert!(!same("straße", "STRASSE"));
        assert!(matches!(fold("plain"), Cow::Borrowed(_)));
    }
}
