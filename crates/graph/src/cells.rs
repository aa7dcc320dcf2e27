//! Cells as the clauses read them: a value, null, or the reason why it is unknown.

use tenet_base::{Instant, Strings, Symbol};
use tenet_snapshot::{ListSlot, Reason, ReasonCode, Row, Slot, Snapshot, Table};

use crate::columns::route::Route;
use crate::condition::Attribute;

/// The Graph path of a collection, for reasons, and its table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub(crate) path: &'a str,
    pub(crate) table: &'a Table,
}

impl<'a> Cells<'a> {
    /// A text or a key, if it is not null.
    pub(crate) fn text(self, route: &Route, row: Row) -> Result<Option<Symbol>, Reason> {
        self.text_of(route.of_row(self.table, row), route)
    }

    /// A text or a key in a slot that `route` led to, if it is not null.
    pub(crate) fn text_of(self, slot: Slot<'_>, route: &Route) -> Result<Option<Symbol>, Reason> {
        if matches!(slot, Slot::Null) {
            return Ok(None);
        }
        key_of(slot)
            .map(Some)
            .ok_or_else(|| self.unknown(slot, route))
    }

    /// Whether there is a value that is not null, of any shape.
    pub(crate) fn present(self, route: &Route, row: Row) -> Result<bool, Reason> {
        let slot = route.of_row(self.table, row);
        if matches!(slot, Slot::Absent | Slot::Malformed | Slot::Conflict(_)) {
            return Err(self.unknown(slot, route));
        }
        Ok(!matches!(slot, Slot::Null))
    }

    /// True or false, if it is not null.
    pub(crate) fn truth(self, route: &Route, row: Row) -> Result<Option<bool>, Reason> {
        let slot = route.of_row(self.table, row);
        if let Slot::Bool(value) = slot {
            return Ok(Some(value));
        }
        self.null_or_unknown(slot, route)
    }

    /// A whole number, if it is not null.
    pub(crate) fn number(self, route: &Route, row: Row) -> Result<Option<i64>, Reason> {
        let slot = route.of_row(self.table, row);
        if let Slot::Int(value) = slot {
            return Ok(Some(value));
        }
        self.null_or_unknown(slot, route)
    }

    /// A date, if it is not null.
    pub(crate) fn date(self, route: &Route, row: Row) -> Result<Option<Instant>, Reason> {
        let slot = route.of_row(self.table, row);
        if let Slot::Date(value) = slot {
            return Ok(Some(value));
        }
        self.null_or_unknown(slot, route)
    }

    /// A list; none if it is null, which is empty.
    pub(crate) fn list(self, route: &Route, row: Row) -> Result<Option<ListSlot<'a>>, Reason> {
        let slot = route.of_row(self.table, row);
        if let Slot::List(value) = slot {
            return Ok(Some(value));
        }
        self.null_or_unknown(slot, route)
    }

    fn null_or_unknown<T>(self, slot: Slot<'_>, route: &Route) -> Result<Option<T>, Reason> {
        if matches!(slot, Slot::Null) {
            return Ok(None);
        }
        Err(self.unknown(slot, route))
    }

    /// Why a cell is unknown whose slot is not what the clause reads.
    pub(crate) fn unknown(self, slot: Slot<'_>, route: &Route) -> Reason {
        let name = route.name();
        let (code, text) = if matches!(slot, Slot::Absent) {
            (ReasonCode::PropertyNotCollected, "was not exported")
        } else if matches!(slot, Slot::Conflict(_)) {
            (ReasonCode::ConflictingCopies, "differs between copies")
        } else {
            (
                ReasonCode::Malformed,
                "is not of the shape that Graph gives it",
            )
        };
        Reason::new(code, format!("`{name}` of `{}` {text}", self.path))
            .entity(self.path)
            .field(name)
    }

    /// Why nothing is sure about objects that the collection does not hold.
    pub(crate) fn incomplete(self) -> Reason {
        incomplete(self.path)
    }
}

/// The text or key in a slot.
pub(crate) fn key_of(slot: Slot<'_>) -> Option<Symbol> {
    if let Slot::Text(key) | Slot::Ref(key, _) = slot {
        return Some(key);
    }
    None
}

/// A slot as the rules of Microsoft 365 are asked about it.
pub(crate) fn attribute<'s>(snapshot: &'s Snapshot, slot: Slot<'s>) -> Attribute<'s> {
    let text = |symbol| snapshot.strings.get(symbol);
    match slot {
        Slot::Null => Attribute::Null,
        Slot::Conflict(_) => Attribute::Conflicting,
        Slot::Bool(value) => Attribute::Bool(value),
        Slot::Int(value) => Attribute::Number(value),
        Slot::Text(symbol) | Slot::Ref(symbol, _) => Attribute::Text(text(symbol)),
        Slot::Date(date) => Attribute::Date(date),
        Slot::List(list) if !list.open => {
            let items: Option<Vec<_>> = list.iter().map(|item| item_text(snapshot, item)).collect();
            items.map_or(Attribute::Malformed, Attribute::Texts)
        }
        Slot::Absent | Slot::List(_) => Attribute::NotCollected,
        Slot::Malformed | Slot::Number(_) | Slot::Duration(_) | Slot::Record(_) => {
            Attribute::Malformed
        }
    }
}

/// An item of a list of texts: null is one, what is no text is none.
#[expect(
    clippy::option_option,
    reason = "an item that is null is not the same as one that is no text"
)]
fn item_text<'s>(snapshot: &'s Snapshot, item: Slot<'s>) -> Option<Option<&'s str>> {
    if matches!(item, Slot::Null) {
        return Some(None);
    }
    key_of(item).map(|key| Some(snapshot.strings.get(key)))
}

/// Why nothing is sure about objects that a collection does not hold.
pub(crate) fn incomplete(path: &str) -> Reason {
    let text = format!("not all of `{path}` was exported");
    Reason::new(ReasonCode::CollectionIncomplete, text).entity(path)
}

/// The columns of a snapshot as cells.
pub(crate) fn cells<'a>(
    snapshot: &'a Snapshot,
    id: tenet_hir::CollectionId,
    path: &'a str,
) -> Cells<'a> {
    let table = &snapshot.tables[id];
    Cells { path, table }
}

/// Whether a text stands for no object: empty, or the id of zeros.
pub(crate) fn is_nothing(strings: &Strings, key: Symbol) -> bool {
    let text = strings.get(key);
    text.bytes().all(|byte| byte == b'0' || byte == b'-')
}

/// Whether a text is a word, whatever its case.
pub(crate) fn is_word(strings: &Strings, text: Symbol, word: &str) -> bool {
    tenet_base::text::same(strings.get(text), word)
}
