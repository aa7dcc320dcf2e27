//! Dates, times and durations, by hand.

/// A moment: days of the calendar, and nanoseconds of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    day: i64,
    nanosecond: i64,
}

/// A duration of ISO 8601, with its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Duration {
    /// Whether it has years or months, whose length depends on the calendar.
    pub(super) is_calendar: bool,
    days: i64,
    seconds: i64,
    later: bool,
}

const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400;

impl Moment {
    /// Reads a date with its time and its distance from Greenwich.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let (date, time) = text.split_once('T')?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        if !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day) {
            return None;
        }
        let (clock, distance) = zone(time)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        if hour > 23 || minute > 59 || second > 59 || !is_digits(fraction) {
            return None;
        }
        let fraction: String = fraction
            .chars()
            .chain("000000000".chars())
            .take(9)
            .collect();
        let seconds = (hour * 60 + minute) * 60 + second - distance;
        Some(Self {
            day: count(year, month, day) + seconds.div_euclid(DAY),
            nanosecond: seconds.rem_euclid(DAY) * SECOND + fraction.parse::<i64>().ok()?,
        })
    }

    /// The moment so much later or earlier; none for what the calendar decides.
    pub(super) fn plus(self, duration: Duration) -> Option<Self> {
        if duration.is_calendar {
            return None;
        }
        let sign = if duration.later { 1 } else { -1 };
        let seconds = self.nanosecond / SECOND + duration.seconds * sign;
        Some(Self {
            day: self.day + duration.days * sign + seconds.div_euclid(DAY),
            nanosecond: seconds.rem_euclid(DAY) * SECOND + self.nanosecond % SECOND,
        })
    }
}

impl Duration {
    /// Reads `P1Y2M3W4DT5H6M7S`, whatever its case.
    pub(super) fn parse(text: &str, later: bool) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let text = text.strip_prefix('P')?;
        let (date, time) = match text.split_once('T') {
            Some((date, time)) if !time.is_empty() => (date, time),
            Some(_) => return None,
            None => (text, ""),
        };
        if text.is_empty() {
            return None;
        }
        let [years, months, weeks, days] = units(date, ['Y', 'M', 'W', 'D'])?;
        let [hours, minutes, seconds] = units(time, ['H', 'M', 'S'])?;
        Some(Self {
            is_calendar: years + months > 0,
            days: weeks * 7 + days,
            seconds: (hours * 60 + minutes) * 60 + seconds,
            later,
        })
    }
}

/// The numbers before units that stand in this order, each at most once.
fn units<const N: usize>(mut text: &str, units: [char; N]) -> Option<[i64; N]> {
    let mut numbers = [0; N];
    for (unit, number) in units.iter().zip(numbers.iter_mut()) {
        let Some((digits, rest)) = text.split_once(*unit) else {
            continue;
        };
        if !is_digits(digits) || digits.len() > 6 {
            return None;
        }
        *number = digits.parse().ok()?;
        text = rest;
    }
    text.is_empty().then_some(numbers)
}

/// A time of day without its zone, and how many seconds it is east of Greenwich.
fn zone(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, zone) = time.split_at_checked(at)?;
    let [hours, minutes] = numbers(zone.get(1..)?, ':', [2, 2])?;
    if hours > 23 || minutes > 59 {
        return None;
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    Some((clock, sign * (hours * 60 + minutes) * 60))
}

/// Numbers of fixed lengths with a mark between them.
fn numbers<const N: usize>(text: &str, mark: char, lengths: [usize; N]) -> Option<[i64; N]> {
    let parts: Vec<&str> = text.split(mark).collect();
    let mut numbers = [0; N];
    if parts.len() != N {
        return None;
    }
    for ((part, length), number) in parts.iter().zip(lengths).zip(numbers.iter_mut()) {
        if part.len() != length || !is_digits(part) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many days a month has.
const fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of a date, one more each day.
fn count(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leap = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i64 = (1..month).map(|month| length(year, month)).sum();
    year * 365 + leap + months + day
}
