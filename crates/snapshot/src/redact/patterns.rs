//! What is told by its form: ids, dates, numbers of telephones.

/// How long an id is, with its dashes.
const ID: usize = 36;

/// The id that a text begins with, as 32 digits in lower case, and its length.
pub(super) fn id(text: &str) -> Option<(String, usize)> {
    let dashed = text.get(..ID).filter(|text| is_dashed(text));
    let bare = || {
        text.get(..32)
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let found = dashed.or_else(bare)?;
    let after = text.get(found.len()..)?.chars().next();
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let digits = found.chars().filter(|letter| *letter != '-');
    let digits: String = digits.map(|letter| letter.to_ascii_lowercase()).collect();
    Some((digits, found.len()))
}

fn is_dashed(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// An id with its dashes.
pub(super) fn dashed(digits: &str) -> String {
    let part = |from, to| digits.get(from..to).unwrap_or("");
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

/// Whether a text is a date, a time of the day, a length of time or a truth: it stays.
pub(super) fn is_plain(text: &str) -> bool {
    is_date(text) || is_length(text) || is_truth(text)
}

fn is_truth(text: &str) -> bool {
    ["true", "false", "null"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

/// `2026-11-22`, `2026-11-22T08:00:00.123Z`, `08:00:00`, `/Date(1)/`.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let dated = matches!(bytes, [_, _, _, _, b'-', _, _, b'-', _, _, ..]);
    let timed = matches!(bytes, [_, _, b':', _, _, b':', _, _, ..]);
    let plain = |byte: &u8| byte.is_ascii_digit() || b"-:.TZ+ ".contains(byte);
    let dotnet = text.strip_prefix("/Date(").is_some_and(|rest| {
        let digits = rest.trim_end_matches(")/");
        !digits.is_empty()
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    });
    dotnet || ((dated || timed) && text.len() <= 35 && bytes.iter().all(plain))
}

/// `PT8H`, `P30D`.
fn is_length(text: &str) -> bool {
    let inner = text.strip_prefix('-').unwrap_or(text).strip_prefix('P');
    inner.is_some_and(|inner| {
        inner.len() <= 30
            && inner.starts_with(|first: char| first == 'T' || first.is_ascii_digit())
            && inner
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"YMWDTHS.".contains(&byte))
    })
}

/// The digits of a text that is the number of a telephone.
pub(super) fn phone(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_digit() || "+-()/. ".contains(letter);
    if !text.chars().all(plain) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let grouped = digits.len() < text.len();
    (grouped && (7..=18).contains(&digits.len())).then_some(digits)
}
