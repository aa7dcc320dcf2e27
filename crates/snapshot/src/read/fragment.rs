//! Rows that one file gives to a table, while they are read.

use tenet_base::Symbol;

use crate::Column;
use crate::value::OtherKeys;
use crate::versions::ContentDigest;

/// Rows that one file gives to a table.
#[derive(Debug)]
pub(crate) struct Fragment {
    pub columns: Vec<Column>,
    pub types: Vec<Option<Symbol>>,
    pub offsets: Vec<u64>,
    /// Keys of the objects that nothing reads.
    pub others: OtherKeys,
    /// The digest of each row and whether its own rule makes one of its lists, if versions are compared.
    pub digests: Vec<(ContentDigest, bool)>,
}

impl Fragment {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            types: Vec::new(),
            offsets: Vec::new(),
            others: OtherKeys::default(),
            digests: Vec::new(),
        }
    }

    /// Begins a row, which is there once its offset is.
    pub(super) fn begin(&mut self) {
        self.columns.iter_mut().for_each(Column::push_absent);
        self.others.begin();
    }

    /// Takes back a row that was begun.
    pub(super) fn take_back(&mut self) {
        let rows = self.offsets.len();
        let columns = self.columns.iter_mut();
        columns.for_each(|column| column.truncate(rows));
        self.others.take_back();
    }

    /// Keeps the row that was begun.
    pub(super) fn keep(
        &mut self,
        offset: u64,
        kind: Option<Symbol>,
        digest: Option<(ContentDigest, bool)>,
    ) {
        self.digests.extend(digest);
        self.offsets.push(offset);
        self.types.push(kind);
        self.others.keep();
    }
}
