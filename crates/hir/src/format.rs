//! Formats of dates: how a text that people wrote is read as an instant.

use std::fmt::{self, Write as _};

use tenet_base::Instant;

/// A format that was read: `DD/MM/YYYY`, `YYYY-MM-DD HH:mm`.
///
/// Years have four digits and everything else two; times are in UTC, midnight
/// where the format has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Digits(Unit),
    Letter(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// The words of a format, and what each stands for.
const WORDS: [(&str, Unit); 6] = [
    ("YYYY", Unit::Year),
    ("MM", Unit::Month),
    ("DD", Unit::Day),
    ("HH", Unit::Hour),
    ("mm", Unit::Minute),
    ("ss", Unit::Second),
];

impl DateFormat {
    /// Reads a format; what is wrong with it, if anything.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
            let (part, length) = match word {
                Some((word, unit)) => (Part::Digits(*unit), word.len()),
                None => (Part::Letter(plain(letter)?), letter.len_utf8()),
            };
            parts.push(part);
            rest = rest.get(length..).unwrap_or_default();
        }
        let format = Self { parts };
        format.check().map(|()| format)
    }

    /// The instant that a text says; none if it is not written like this, or
    /// names what the calendar lacks.
    pub fn read(&self, text: &str) -> Option<Instant> {
        let mut numbers = [None; WORDS.len()];
        let mut rest = text;
        for part in &self.parts {
            match part {
                Part::Letter(letter) => rest = rest.strip_prefix(*letter)?,
                Part::Digits(unit) => {
                    let (digits, after) = rest.split_at_checked(unit.width())?;
                    let number = digits.bytes().all(|byte| byte.is_ascii_digit());
                    let slot = numbers.get_mut(*unit as usize)?;
                    *slot = Some(number.then(|| digits.parse::<u32>().ok()).flatten()?);
                    rest = after;
                }
            }
        }
        if !rest.is_empty() {
            return None;
        }
        instant(numbers)
    }

    /// A day is written in full, and a time of day from its hours on.
    fn check(&self) -> Result<(), String> {
        let count = |unit| {
            let parts = self.parts.iter();
            parts.filter(|part| **part == Part::Digits(unit)).count()
        };
        for (word, unit) in WORDS {
            match (count(unit), unit) {
                (0, Unit::Year | Unit::Month | Unit::Day) => {
                    return Err(format!("`{word}` is missing"));
                }
                (0 | 1, _) => {}
                (_, _) => return Err(format!("`{word}` stands twice")),
            }
        }
        if count(Unit::Minute) > count(Unit::Hour) || count(Unit::Second) > count(Unit::Minute) {
            return Err("a time begins with `HH`, then `mm`, then `ss`".to_owned());
        }
        Ok(())
    }
}

/// The format as it is written.
impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Letter(letter) => f.write_char(*letter)?,
                Part::Digits(unit) => {
                    let word = WORDS.iter().find(|(_, own)| own == unit);
                    f.write_str(word.map_or("", |(word, _)| word))?;
                }
            }
        }
        Ok(())
    }
}

impl Unit {
    const fn width(self) -> usize {
        match self {
            Self::Year => 4,
            Self::Month | Self::Day | Self::Hour | Self::Minute | Self::Second => 2,
        }
    }
}

/// A letter that stands for itself. Other letters would be words that were misspelt.
fn plain(letter: char) -> Result<char, String> {
    if letter.is_alphanumeric() && !matches!(letter, 'T' | 'Z') {
        return Err(format!("`{letter}` belongs to no word of a format"));
    }
    Ok(letter)
}

/// The instant of a year, month, day, hour, minute and second.
fn instant(numbers: [Option<u32>; WORDS.len()]) -> Option<Instant> {
    let [year, month, day, hour, minute, second] = numbers.map(Option::unwrap_or_default);
    // A leap second is no instant of its own, and 24:00 is midnight of another day.
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut text = String::new();
    write!(
        text,
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    )
    .ok()?;
    Instant::parse(&text)
}

#[cfg(test)]
mod tests {
    use super::DateFormat;

    fn read(format: &str, text: &str) -> String {
        let found = DateFormat::parse(format).unwrap().read(text);
        found.map_or_else(|| "null".to_owned(), |instant| instant.to_string())
    }

    #[test]
    fn the_same_digits_are_other_days_in_other_formats() {
        assert_eq!(read("DD/MM/YYYY", "03/04/2026"), "2026-04-03");
        assert_eq!(read("MM/DD/YYYY", "03/04/2026"), "2026-03-04");
        assert_eq!(
            read("YYYY-MM-DDTHH:mm:ssZ", "2026-04-03T08:09:10Z"),
            "2026-04-03T08:09:10Z"
        );
        assert_eq!(
            read("DD.MM.YYYY HH:mm", "03.04.2026 08:09"),
            "2026-04-03T08:09:00Z"
        );
    }

    #[test]
    fn what_is_written_otherwise_is_null() {
        for text in [
            "3/4/2026",
            "03/04/26",
            "31/02/2026",
            "03-04-2026",
            " 03/04/2026",
            "03/04/2026 ",
            "",
            "+3/04/2026",
            "０３/04/2026",
            "aa/bb/cccc",
            "00/01/2026",
            "03/04/2026T00:00",
        ] {
            assert_eq!(read("DD/MM/YYYY", text), "null", "{text}");
        }
        assert_eq!(read("YYYY-MM-DD HH:mm:ss", "2026-04-03 23:59:60"), "null");
        assert_eq!(read("YYYY-MM-DD HH:mm", "2026-04-03 24:00"), "null");
    }

    #[test]
    fn a_format_says_a_whole_day() {
        for (format, why) in [
            ("MM/YYYY", "`DD` is missing"),
            ("dd/MM/YYYY", "`d` belongs to no word of a format"),
            ("DD/MM/YYYY DD", "`DD` stands twice"),
            ("DD/MMM/YYYY", "`M` belongs to no word of a format"),
            (
                "DD/MM/YYYY mm",
                "a time begins with `HH`, then `mm`, then `ss`",
            ),
            ("", "`YYYY` is missing"),
        ] {
            assert_eq!(DateFormat::parse(format).unwrap_err(), why, "{format}");
        }
    }
}
