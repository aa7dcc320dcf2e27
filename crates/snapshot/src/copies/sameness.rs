//! Whether copies of a cell say the same, whatever the order of their lists.

use std::fmt::Write as _;

use tenet_base::{HashMap, HashSet, Strings, Symbol};

use crate::{Column, ListSlot, RecordSlot, Row, Slot};

/// What two copies of a cell come to.
pub(super) enum Choice {
    Same,
    /// The other says more.
    Other,
    Differ,
}

/// Compares cells; with strings at hand references are compared without regard
/// to case, and records in lists in any order.
#[derive(Clone, Copy)]
pub(super) struct Sameness<'s>(Option<&'s Strings>);

/// An item of a list, as it is counted.
#[derive(PartialEq, Eq, Hash)]
enum Form {
    /// A text, or the folded key of a reference.
    Name(Symbol),
    /// Anything else, written out.
    Written(String),
}

/// Whether two cells hold the same, symbol by symbol.
pub(crate) fn same(a: &Column, a_row: Row, b: &Column, b_row: Row) -> bool {
    Sameness(None).slots(a.slot(a_row), b.slot(b_row))
}

impl<'s> Sameness<'s> {
    /// Compares the cells of a snapshot with these strings.
    pub(super) fn of(strings: &'s Strings) -> Self {
        Self(Some(strings))
    }

    /// What the cells of two copies come to.
    pub(super) fn choose(self, column: &Column, source: Row, other: Row) -> Choice {
        let (a, b) = (column.slot(source), column.slot(other));
        if let (Slot::List(a), Slot::List(b)) = (a, b)
            && (a.open || b.open)
        {
            // A list that may be cut off says no more than what it holds.
            return match (a.open, b.open) {
                (true, _) if self.within(a, b) => Choice::Other,
                // Exporters write an empty list for what they asked for elsewhere.
                (_, true) if a.is_empty() && b.is_empty() => Choice::Other,
                (_, true) if self.within(b, a) => Choice::Same,
                (_, _) => Choice::Differ,
            };
        }
        if self.slots(a, b) {
            Choice::Same
        } else {
            Choice::Differ
        }
    }

    fn slots(self, a: Slot<'_>, b: Slot<'_>) -> bool {
        match (a, b) {
            (Slot::Absent, Slot::Absent) | (Slot::Null, Slot::Null) => true,
            (Slot::Bool(a), Slot::Bool(b)) => a == b,
            (Slot::Int(a), Slot::Int(b)) => a == b,
            (Slot::Number(a), Slot::Number(b)) => a.total_cmp(&b).is_eq(),
            (Slot::Text(a), Slot::Text(b)) => a == b,
            (Slot::Date(a), Slot::Date(b)) => a == b,
            (Slot::Duration(a), Slot::Duration(b)) => a == b,
            (Slot::Ref(a, x), Slot::Ref(b, y)) => {
                self.fold(a) == self.fold(b) && (x == y || x.is_none() || y.is_none())
            }
            (Slot::Record(a), Slot::Record(b)) => {
                let fields = 0..a.columns.len();
                fields
                    .into_iter()
                    .all(|at| self.slots(a.slot(at), b.slot(at)))
            }
            (Slot::List(a), Slot::List(b)) => self.lists(a, b),
            (_, _) => false,
        }
    }

    /// In order, or in any: no list of Graph has an order that a copy would keep.
    fn lists(self, a: ListSlot<'_>, b: ListSlot<'_>) -> bool {
        if a.len() != b.len() || a.open != b.open {
            return false;
        }
        a.iter().zip(b.iter()).all(|(a, b)| self.slots(a, b)) || self.shuffled(a, b)
    }

    /// Whether two lists hold the same items, each as often as the other.
    fn shuffled(self, a: ListSlot<'_>, b: ListSlot<'_>) -> bool {
        let mut counts: HashMap<Form, u32> = HashMap::default();
        for item in a.iter() {
            let Some(form) = self.form(item) else {
                return false;
            };
            *counts.entry(form).or_default() += 1;
        }
        b.iter().all(|item| {
            let count = self.form(item).and_then(|form| counts.get_mut(&form));
            let left = count.and_then(|count| count.checked_sub(1).map(|left| *count = left));
            left.is_some()
        })
    }

    /// Whether every item of one list is in the other.
    fn within(self, a: ListSlot<'_>, b: ListSlot<'_>) -> bool {
        let held: HashSet<Option<Form>> = b.iter().map(|item| self.form(item)).collect();
        a.iter()
            .map(|item| self.form(item))
            .all(|form| form.is_some() && held.contains(&form))
    }

    /// An item as it is counted; none for what nobody knows, which is like nothing else.
    fn form(self, item: Slot<'_>) -> Option<Form> {
        match item {
            Slot::Ref(key, _) => Some(Form::Name(self.fold(key))),
            Slot::Text(text) => Some(Form::Name(text)),
            Slot::Absent | Slot::Malformed | Slot::Conflict(_) => None,
            Slot::Null
            | Slot::Bool(_)
            | Slot::Int(_)
            | Slot::Number(_)
            | Slot::Date(_)
            | Slot::Duration(_)
            | Slot::Record(_)
            | Slot::List(_) => {
                let mut text = String::new();
                self.write(item, &mut text)?;
                Some(Form::Written(text))
            }
        }
    }

    /// Writes an item so that the same text means the same item.
    fn write(self, item: Slot<'_>, to: &mut String) -> Option<()> {
        let strings = self.0?;
        match item {
            Slot::Malformed | Slot::Conflict(_) => None,
            Slot::Absent => write!(to, "-").ok(),
            Slot::Null => write!(to, "null").ok(),
            Slot::Bool(value) => write!(to, "{value}").ok(),
            Slot::Int(value) => write!(to, "{value}").ok(),
            Slot::Number(value) => write!(to, "{value:?}").ok(),
            Slot::Date(value) => write!(to, "{value:?}").ok(),
            Slot::Duration(value) => write!(to, "{value:?}").ok(),
            Slot::Text(text) => write!(to, "{:?}", strings.get(text)).ok(),
            Slot::Ref(key, _) => write!(to, "{:?}", strings.get(self.fold(key))).ok(),
            Slot::Record(record) => self.write_record(record, to),
            Slot::List(list) => self.write_list(list, to),
        }
    }

    fn write_record(self, record: RecordSlot<'_>, to: &mut String) -> Option<()> {
        to.push('{');
        for at in 0..record.columns.len() {
            self.write(record.slot(at), to)?;
            to.push(',');
        }
        to.push('}');
        Some(())
    }

    /// A list inside of an item has no order either.
    fn write_list(self, list: ListSlot<'_>, to: &mut String) -> Option<()> {
        let mut items = Vec::with_capacity(list.len());
        for item in list.iter() {
            let mut text = String::new();
            self.write(item, &mut text)?;
            items.push(text);
        }
        items.sort_unstable();
        let open = if list.open { "..." } else { "" };
        write!(to, "[{}{open}]", items.join(",")).ok()
    }

    fn fold(self, symbol: Symbol) -> Symbol {
        self.0.map_or(symbol, |strings| strings.folded(symbol))
    }
}
