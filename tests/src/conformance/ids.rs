//! Ids of cases as ids of Graph.
//!
//! Cases write `u1` and `GA`. Graph has GUIDs, and in a list of a policy
//! anything that is no GUID is a word that may mean anybody, so an id of a case
//! stands in the export as the GUID that is made from its letters.

/// What Graph writes where ids stand, and is none.
const WORDS: &[&str] = &[
    "",
    "All",
    "AllTrusted",
    "GuestsOrExternalUsers",
    "MicrosoftAdminPortals",
    "None",
    "Office365",
    "ServicePrincipalsInMyTenant",
];

/// The id that stands in the export for an id of a case: the same for the
/// same text. GUIDs and the words of Graph stay as they are.
pub fn guid(text: &str) -> String {
    if is_guid(text) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return text.to_owned();
    }
    let (high, low) = (
        hash(text, 0xcbf2_9ce4_8422_2325),
        hash(text, 0x8422_2325_cbf2_9ce4),
    );
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

/// Whether a text is spelt as ids of Graph are.
fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .chars()
            .all(|letter| letter == '-' || letter.is_ascii_hexdigit())
}

/// FNV-1a: any hash would do that is the same on every machine.
fn hash(text: &str, start: u64) -> u64 {
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{guid, is_guid};

    #[test]
    fn an_id_of_a_case_has_one_guid_of_its_own() {
        assert_eq!(guid("u1"), guid("u1"));
        assert_ne!(guid("u1"), guid("u2"));
        assert!(is_guid(&guid("u1")), "{}", guid("u1"));
    }

    #[test]
    fn guids_and_words_of_graph_stay() {
        for text in [
            "All",
            "none",
            "00000000-0000-0000-0000-000000000000",
            "62e90394-69f5-4237-9190-012177145e10",
        ] {
            assert_eq!(guid(text), text);
        }
    }
}
