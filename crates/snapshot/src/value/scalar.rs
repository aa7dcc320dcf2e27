//! Truth values, numbers, texts, dates, durations.

use tenet_base::Instant;

use super::{CellSeed, IssueKind, duration, list};
use crate::plan::ShapePlan;
use crate::{Presence, Values};

/// The day that Intune and .NET write for none, with more or fewer zeros behind it.
const NO_DATE: &str = "0001-01-01T00:00:00";

/// A value without parts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scalar<'t> {
    Bool(bool),
    Int(i64),
    Number(f64),
    /// A whole number beyond what is counted with.
    Huge,
    Text(&'t str),
}

impl CellSeed<'_, '_> {
    /// Writes a scalar; where a list is expected it is the only item.
    pub(super) fn scalar(mut self, value: Scalar<'_>) {
        if self.is_remnant(value) {
            return self.malformed();
        }
        if let (Scalar::Text(text), Some(word)) = (value, self.context.placeholder)
            && text.contains(word)
        {
            self.column.set_last(Presence::Malformed);
            return self.context.note(IssueKind::Placeholder);
        }
        if let ShapePlan::List(item) = &self.plan.shape {
            return list::single(self.column, item, self.context, |seed| seed.scalar(value));
        }
        if let Scalar::Text(text) = value
            && self.stands_for_null(text)
        {
            self.column.set_last(Presence::Null);
            return;
        }
        match self.store(value) {
            Some(()) => self.column.set_last(Presence::Known),
            None => self.malformed(),
        }
    }

    fn stands_for_null(&self, text: &str) -> bool {
        let no_date = self.plan.nullable
            && matches!(self.plan.shape, ShapePlan::Date)
            && text.starts_with(NO_DATE);
        let sentinel = self.plan.null_text;
        no_date || sentinel.is_some_and(|sentinel| tenet_base::text::same(sentinel, text))
    }

    /// Whether a text is what PowerShell leaves of a value that lies too deep for `-Depth`.
    ///
    /// Of a list it leaves the items with blanks between them, and of an empty one nothing.
    fn is_remnant(&self, value: Scalar<'_>) -> bool {
        let Scalar::Text(text) = value else {
            return false;
        };
        match self.plan.shape {
            ShapePlan::List(_) => {
                text.is_empty() || text.contains(char::is_whitespace) || is_written_out(text)
            }
            ShapePlan::Ref(key) => {
                let no_key = key.eq_ignore_ascii_case("id") && !self.context.by_name;
                no_key && text.contains(char::is_whitespace) || is_written_out(text)
            }
            ShapePlan::Text => is_type_name(text),
            ShapePlan::Bool
            | ShapePlan::Int
            | ShapePlan::Number
            | ShapePlan::Date
            | ShapePlan::Duration
            | ShapePlan::Record(_) => false,
        }
    }

    /// Puts the value in the last row, if it is of the column's shape.
    fn store(&mut self, value: Scalar<'_>) -> Option<()> {
        match &mut self.column.values {
            Values::Bool(values) => set(values, value.truth()?),
            Values::Int(values) => set(values, value.whole()?),
            Values::Number(values) => set(values, value.number()?),
            Values::Text(values) => set(values, Some(self.context.interner.intern(value.text()?))),
            Values::Date(values) => set(values, Some(date(value.text()?)?)),
            Values::Duration(values) => set(values, duration::parse(value.text()?)?),
            Values::Ref { keys, .. } => {
                set(keys, Some(self.context.interner.intern(value.text()?)))
            }
            Values::Record(_) | Values::List { .. } => None,
        }
    }
}

/// An object as `PowerShell` writes it into a text, or the name of its type.
fn is_written_out(text: &str) -> bool {
    text.starts_with("@{") || is_type_name(text)
}

fn is_type_name(text: &str) -> bool {
    const NAMES: [&str; 3] = [
        "System.Object[]",
        "System.Collections.Hashtable",
        "System.Management.Automation.PSCustomObject",
    ];
    NAMES.contains(&text) || text.starts_with("Microsoft.Graph.PowerShell.Models.")
}

impl<'t> Scalar<'t> {
    fn truth(self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(value),
            Self::Int(_) | Self::Number(_) | Self::Huge | Self::Text(_) => None,
        }
    }

    fn whole(self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(value),
            Self::Number(value) => whole(value),
            Self::Bool(_) | Self::Huge | Self::Text(_) => None,
        }
    }

    fn number(self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "JSON numbers are read as f64")]
            Self::Int(value) => Some(value as f64),
            Self::Number(value) => Some(value),
            Self::Bool(_) | Self::Huge | Self::Text(_) => None,
        }
    }

    fn text(self) -> Option<&'t str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(_) | Self::Int(_) | Self::Number(_) | Self::Huge => None,
        }
    }
}

/// A number written with a point that is whole all the same: `3.0`.
fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

/// An ISO date, or milliseconds as PowerShell 5 writes them: `/Date(1769788627239)/`.
pub(crate) fn date(text: &str) -> Option<Instant> {
    let millis = text
        .strip_prefix("/Date(")
        .and_then(|rest| rest.strip_suffix(")/"));
    match millis {
        Some(millis) => Instant::from_unix_millis(millis.parse().ok()?),
        None => Instant::parse(text),
    }
}

fn set<T>(values: &mut [T], value: T) -> Option<()> {
    *values.last_mut()? = value;
    Some(())
}
