//! Instants and durations, exact to the 100 nanoseconds that Graph writes.

use std::fmt;

const TICKS_PER_SECOND: i64 = 10_000_000;
const NANOS_PER_TICK: i128 = 100;
const TICKS_PER_MICRO: i64 = 10;

/// A moment in UTC, in ticks of 100 ns from 1970; from the year -9999 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(i64);

/// A length of time in ticks of 100 ns; may be negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Duration(i64);

impl Instant {
    /// Reads a day (`2026-11-22`, midnight) or an RFC 3339 time with an offset.
    ///
    /// `None` if the text is neither, or names a day that the calendar does
    /// not have.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 10 {
            let day: jiff::civil::Date = text.parse().ok()?;
            return Self::from_jiff(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp());
        }
        Self::from_jiff(text.parse().ok()?)
    }

    /// The instant that many milliseconds after 1970.
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        Self::from_jiff(jiff::Timestamp::from_millisecond(millis).ok()?)
    }

    /// The instant that many nanoseconds after 1970.
    pub fn from_unix_nanos(nanos: i128) -> Option<Self> {
        Self::from_jiff(jiff::Timestamp::from_nanosecond(nanos).ok()?)
    }

    /// The instant that many ticks of 100 ns after 1970; `None` beyond the calendar.
    pub fn from_ticks(ticks: i64) -> Option<Self> {
        let instant = Self(ticks);
        instant.to_jiff().map(|_| instant)
    }

    /// Ticks of 100 ns since 1970.
    pub fn ticks(self) -> i64 {
        self.0
    }

    fn from_jiff(timestamp: jiff::Timestamp) -> Option<Self> {
        i64::try_from(timestamp.as_nanosecond().div_euclid(NANOS_PER_TICK))
            .ok()
            .map(Self)
    }

    fn to_jiff(self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_nanosecond(i128::from(self.0) * NANOS_PER_TICK).ok()
    }

    /// Later by a duration; `None` beyond the calendar.
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let sum = Self(self.0.checked_add(duration.0)?);
        sum.to_jiff().map(|_| sum)
    }

    /// Earlier by a duration; `None` beyond the calendar.
    pub fn checked_sub(self, duration: Duration) -> Option<Self> {
        self.checked_add(Duration(duration.0.checked_neg()?))
    }

    /// The time from `earlier` to this instant.
    pub fn since(self, earlier: Self) -> Option<Duration> {
        self.0.checked_sub(earlier.0).map(Duration)
    }

    /// The time from `earlier` to this instant, less Saturdays and Sundays in
    /// UTC; negative if `earlier` is later.
    pub fn weekdays_since(self, earlier: Self) -> Option<Duration> {
        let weekdays = self.weekdays().checked_sub(earlier.weekdays())?;
        Some(Duration(weekdays))
    }

    /// The ticks of weekdays between a Monday before 1970 and this instant.
    fn weekdays(self) -> i64 {
        const DAY: i64 = 86_400 * TICKS_PER_SECOND;
        // 1 January 1970 was a Thursday.
        let (day, time) = (self.0.div_euclid(DAY) + 3, self.0.rem_euclid(DAY));
        let (weeks, weekday) = (day.div_euclid(7), day.rem_euclid(7));
        let today = if weekday < 5 { time } else { 0 };
        (weeks * 5 + weekday.min(5)) * DAY + today
    }

    /// Midnight of the same day.
    #[must_use]
    pub fn day(self) -> Self {
        Self(self.0.div_euclid(86_400 * TICKS_PER_SECOND) * 86_400 * TICKS_PER_SECOND)
    }
}

/// A midnight as its day, any other instant in RFC 3339.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(timestamp) = self.to_jiff() else {
            return write!(f, "{} ticks", self.0);
        };
        let text = timestamp.to_string();
        f.write_str(text.strip_suffix("T00:00:00Z").unwrap_or(&text))
    }
}

impl Duration {
    /// No time.
    pub const ZERO: Self = Self(0);

    /// That many seconds; `None` beyond 29,000 years.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        seconds.checked_mul(TICKS_PER_SECOND).map(Self)
    }

    /// That many ticks of 100 ns.
    pub fn from_ticks(ticks: i64) -> Self {
        Self(ticks)
    }

    /// The length in ticks of 100 ns.
    pub fn ticks(self) -> i64 {
        self.0
    }

    /// The length in whole microseconds.
    pub fn micros(self) -> i64 {
        self.0 / TICKS_PER_MICRO
    }

    /// Whole seconds, the rest left out.
    pub fn seconds(self) -> i64 {
        self.0 / TICKS_PER_SECOND
    }

    /// Whole days, the rest left out.
    pub fn whole_days(self) -> i64 {
        self.seconds() / 86_400
    }

    /// The sum, `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// A multiple, `None` on overflow.
    pub fn checked_mul(self, factor: i64) -> Option<Self> {
        self.0.checked_mul(factor).map(Self)
    }
}

/// In the largest unit that divides it: `60 days`, `90 minutes`, `1 hour`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds();
        let units = [("day", 86_400), ("hour", 3_600), ("minute", 60)];
        let (unit, size) = units
            .into_iter()
            .find(|(_, size)| seconds % size == 0)
            .unwrap_or(("second", 1));
        let count = seconds / size;
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_and_written() {
        for text in [
            "2026-11-22",
            "2026-11-22T08:00:00Z",
            "2026-11-22T08:00:00.1234567Z",
            "0001-01-01",
        ] {
            assert_eq!(Instant::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Instant::parse("2026-11-22T10:00:00+02:00"),
            Instant::parse("2026-11-22T08:00:00Z")
        );
    }

    #[test]
    fn days_that_the_calendar_lacks_are_refused() {
        for text in [
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-11-22T25:00:00Z",
            "yesterday",
            "",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn durations_print_their_largest_unit() {
        let print = |seconds| Duration::from_seconds(seconds).unwrap().to_string();
        assert_eq!(print(86_400 * 60), "60 days");
        assert_eq!(print(3_600), "1 hour");
        assert_eq!(print(5_400), "90 minutes");
        assert_eq!(print(0), "0 days");
    }

    #[test]
    fn weekends_do_not_count() {
        let between = |from, to| {
            let (from, to) = (Instant::parse(from).unwrap(), Instant::parse(to).unwrap());
            to.weekdays_since(from).unwrap().to_string()
        };
        // 20 November 2026 is a Friday.
        assert_eq!(between("2026-11-20", "2026-11-23"), "1 day");
        assert_eq!(
            between("2026-11-20T18:00:00Z", "2026-11-23T06:00:00Z"),
            "12 hours"
        );
        assert_eq!(between("2026-11-21", "2026-11-22T23:00:00Z"), "0 days");
        assert_eq!(between("2026-11-16", "2026-11-23"), "5 days");
        assert_eq!(between("2026-11-23", "2026-11-16"), "-5 days");
        assert_eq!(between("1969-12-26", "1970-01-02"), "5 days");
        assert_eq!(between("0001-01-01", "9999-12-30"), "2608613 days");
    }

    #[test]
    fn arithmetic_ends_at_the_calendar() {
        let last = Instant::parse("9999-12-30T00:00:00Z").unwrap();
        assert_eq!(
            last.checked_add(Duration::from_seconds(86_400 * 400).unwrap()),
            None
        );
    }
}
