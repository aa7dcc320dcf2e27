//! What a table keeps so that versions of its objects can be compared.

use std::collections::{BTreeMap, BTreeSet};

use super::form::ContentDigest;
use crate::Row;

/// What a table keeps of its rows for the comparison of versions; empty unless it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// The digest of each row.
    pub(crate) digests: Vec<ContentDigest>,
    /// Rows of objects whose own rule makes one of their lists.
    pub(crate) ruled: BTreeSet<Row>,
    /// Rows that are a list of an object, answered by itself, and the name of the list.
    pub(crate) lists: BTreeMap<Row, String>,
    /// By the row that stands for an object of which there are several: all of them, what
    /// is believed first before the rest.
    pub(crate) copies: BTreeMap<Row, Vec<Row>>,
}

impl Held {
    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// The rows of an object, what is believed first before the rest.
    pub(crate) fn rows(&self, object: Row) -> Vec<Row> {
        let known = self.copies.get(&object);
        known.cloned().unwrap_or_else(|| vec![object])
    }

    /// What stands for all of an object: equal ones do not differ.
    pub(crate) fn signature(&self, object: Row, ruled_list: Option<&str>) -> Vec<ContentDigest> {
        let rows = self.rows(object);
        let ruled = rows.iter().any(|row| self.ruled.contains(row));
        let counts = |row: &Row| {
            let list = self.lists.get(row);
            !ruled
                || !list
                    .is_some_and(|list| ruled_list.is_some_and(|it| it.eq_ignore_ascii_case(list)))
        };
        let rows = rows.iter().filter(|row| counts(row));
        let digests = rows.filter_map(|row| self.digests.get(*row as usize).copied());
        let mut digests: Vec<ContentDigest> = digests.collect();
        digests.sort_unstable();
        digests.dedup();
        digests
    }
}
