//! The registry of codes: every diagnostic has one, with a page of the book.
//!
//! The letter is the stage: S syntax, T names and types, D data, L lint,
//! R the run itself, W waiver. A number is never used again. Each code has
//! its page `book/src/codes/CODE.md`, whose example runs as a test.

pub mod data;
pub mod lint;
pub mod run;
pub mod syntax;
pub mod types;
pub mod waiver;

/// How bad a diagnostic is unless the run says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Probably not what was meant.
    Warning,
    /// Nothing is judged with it.
    Error,
}

/// A registered code.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// `T0104`.
    pub id: &'static str,
    /// `unknown-field`.
    pub name: &'static str,
    /// One line for lists.
    pub summary: &'static str,
    /// How bad by default.
    pub level: Level,
    /// The version that brought it.
    pub since: &'static str,
}

impl Code {
    /// An entry of the registry.
    const fn new(
        id: &'static str,
        name: &'static str,
        level: Level,
        summary: &'static str,
    ) -> Self {
        Self {
            id,
            name,
            summary,
            level,
            since: "0.1.0",
        }
    }
}

/// Declares codes as constants and lists them all.
macro_rules! codes {
    ($($name:ident = $id:literal $slug:literal $level:ident $summary:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "` ", $slug, ": ", $summary, ".")]
            pub static $name: $crate::code::Code =
                $crate::code::Code::new($id, $slug, $crate::code::Level::$level, $summary);
        )*
        /// All codes of this stage, by number.
        pub static ALL: &[&$crate::code::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;

/// Every code, by letter and number.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let stages = [
        data::ALL,
        lint::ALL,
        run::ALL,
        syntax::ALL,
        types::ALL,
        waiver::ALL,
    ];
    stages.into_iter().flatten().copied()
}

/// The code that is called `id` or by its name, whatever the case; zeros may be
/// left out: `t104` is `T0104`.
pub fn find(id: &str) -> Option<&'static Code> {
    let full = full(id);
    let wanted = full.as_deref().unwrap_or(id);
    all().find(|code| code.id.eq_ignore_ascii_case(wanted) || code.name.eq_ignore_ascii_case(id))
}

/// A letter and a number with all its digits.
fn full(id: &str) -> Option<String> {
    let (letter, number) = id.split_at_checked(1)?;
    let number: u16 = number.parse().ok()?;
    Some(format!("{letter}{number:04}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_written() {
        let found = |id| find(id).map(|code| code.id);
        assert_eq!(found("T0104"), Some("T0104"));
        assert_eq!(found("t104"), Some("T0104"));
        assert_eq!(found("Unknown-Field"), Some("T0104"));
        assert_eq!(found("T9"), None);
        assert_eq!(found("104"), None);
        assert_eq!(found(""), None);
        assert_eq!(found("ä104"), None);
    }

    #[test]
    fn ids_and_names_are_unique_and_in_order() {
        let ids: Vec<_> = all().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        let mut names: Vec<_> = all().map(|code| code.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
