//! ISO 8601 durations of fixed length: `P7D`, `PT8H30M`.

use tenet_base::Duration;

/// Reads a duration; `None` for years and months, which have no fixed length,
/// and for parts of a second.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = text.strip_prefix('P')?;
    let (days, time) = rest.split_once('T').unwrap_or((rest, ""));
    if days.is_empty() && time.is_empty() {
        return None;
    }
    let days = sum(days, &[('W', 7 * 86_400), ('D', 86_400)])?;
    let time = sum(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    let seconds = days.checked_add(time)?;
    Duration::from_seconds(if negative { -seconds } else { seconds })
}

/// The seconds of numbers with units, each unit once and in this order.
fn sum(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0_i64;
    for (unit, seconds) in units {
        let Some((count, rest)) = text.split_once(*unit) else {
            continue;
        };
        if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let part = count.parse::<i64>().ok()?.checked_mul(*seconds)?;
        total = total.checked_add(part)?;
        text = rest;
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_fixed_length_are_read() {
        let seconds = |text| parse(text).map(Duration::seconds);
        assert_eq!(seconds("P7D"), Some(7 * 86_400));
        assert_eq!(seconds("PT8H30M"), Some(30_600));
        assert_eq!(seconds("-P1W"), Some(-7 * 86_400));
        assert_eq!(seconds("PT0S"), Some(0));
        for text in [
            "", "P", "PT", "P1Y", "P1M", "7D", "PT1.5S", "PT5M8H", "P-1D",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
