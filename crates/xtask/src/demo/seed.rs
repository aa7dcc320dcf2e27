//! Everything that looks random: ids, serial numbers, dates, choices. All of it is a hash of a label.

/// Seconds from 1970 to midnight of the day of capture, 2026-11-22.
const CAPTURE_DAY: i64 = 20_779 * SECONDS_OF_DAY;
const SECONDS_OF_DAY: i64 = 86_400;

/// When the tenant was captured.
pub(crate) const CAPTURED_AT: &str = "2026-11-22T08:00:00Z";

/// A number that depends on the label alone: FNV-1a, then the finish of `SplitMix64`.
pub(crate) fn hash(label: &str) -> u64 {
    let folded = label.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (folded ^ (folded >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number below `bound` that depends on the label alone.
pub(crate) fn below(label: &str, bound: u64) -> i64 {
    i64::try_from(hash(label) % bound.max(1)).unwrap_or(0)
}

/// One of the words, by the label.
pub(crate) fn pick<'w>(label: &str, words: &[&'w str]) -> &'w str {
    let index = usize::try_from(below(label, words.len() as u64)).unwrap_or(0);
    words.get(index).copied().unwrap_or("")
}

/// A GUID of version 4 in shape, the same for the same kind and name.
pub(crate) fn guid(kind: &str, name: &str) -> String {
    let high = hash(&format!("{kind}/{name}/high")) & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = hash(&format!("{kind}/{name}/low")) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// A run of decimal digits.
pub(crate) fn digits(label: &str, count: usize) -> String {
    format!("{:020}", hash(label))
        .chars()
        .rev()
        .take(count)
        .collect()
}

/// A run of capital letters and digits, as in serial numbers and paging tokens.
pub(crate) fn token(label: &str, count: usize) -> String {
    (0..count)
        .map(|place| pick(&format!("{label}/{place}"), ALPHABET))
        .collect()
}

const ALPHABET: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "B", "C", "D", "F", "G", "H", "J", "K", "L",
    "M", "N", "P", "Q", "R", "S", "T", "V", "W", "X", "Y", "Z",
];

/// An instant that many days before the day of capture, at an office hour picked by the label.
pub(crate) fn days_before(days: i64, label: &str) -> String {
    let second = 6 * 3_600 + below(label, 12 * 3_600);
    instant(CAPTURE_DAY - days * SECONDS_OF_DAY + second)
}

fn instant(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(SECONDS_OF_DAY));
    let rest = seconds.rem_euclid(SECONDS_OF_DAY);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The day of the calendar, from the days since 1970. Years are counted from March,
/// so that the leap day is the last one.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{days_before, guid};

    #[test]
    fn days_count_back_from_the_day_of_capture() {
        assert!(days_before(0, "x").starts_with("2026-11-22T"));
        assert!(days_before(22, "x").starts_with("2026-10-31T"));
        assert!(days_before(998, "x").starts_with("2024-02-28T"));
        assert!(days_before(997, "x").starts_with("2024-02-29T"));
    }

    #[test]
    fn guids_have_the_shape_of_version_4() {
        for name in 0..500 {
            let id = guid("shape", &name.to_string());
            assert_eq!(id.len(), 36);
            assert_eq!(id.as_bytes()[14], b'4');
            assert!(b"89ab".contains(&id.as_bytes()[19]));
        }
    }
}
