//! Versions and durations as rules write them.

use std::cmp::Ordering;

use tenet_base::Duration;

/// A version: whole numbers with dots between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(Vec<u64>);

impl Version {
    /// None if it is anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u64>> = text.split('.').map(part).collect();
        parts.map(Self)
    }

    /// How the version of a text compares with this one; none if it is none, or
    /// has not as many parts (F8).
    pub(super) fn order_of(&self, text: &str) -> Option<Ordering> {
        if text.split('.').count() != self.0.len() {
            return None;
        }
        let mut order = Ordering::Equal;
        for (found, own) in text.split('.').zip(&self.0) {
            order = order.then(part(found)?.cmp(own));
        }
        Some(order)
    }
}

/// A part of a version. Numbers are read with a sign, which no version has.
fn part(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// A duration of ISO 8601 in weeks, days, hours, minutes and seconds; none for
/// others, whose length depends on the calendar.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let text = text.to_ascii_lowercase();
    let rest = text.strip_prefix('p')?;
    let (days, time) = rest.split_once('t').unwrap_or((rest, ""));
    let seconds = units(days, &[('w', 604_800), ('d', 86_400)])?;
    let more = units(time, &[('h', 3_600), ('m', 60), ('s', 1)])?;
    if days.is_empty() && time.is_empty() {
        return None;
    }
    Duration::from_seconds(seconds.checked_add(more)?)
}

fn units(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0i64;
    let mut number = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let (_, length) = units.iter().find(|(unit, _)| *unit == c)?;
        let count: i64 = number.parse().ok()?;
        total = total.checked_add(count.checked_mul(*length)?)?;
        number.clear();
    }
    number.is_empty().then_some(total)
}
