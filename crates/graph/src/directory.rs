//! The objects of the directory: rows of tables, and keys that only others name.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use tenet_base::{HashMap, Symbol};
use tenet_hir::CollectionId;
use tenet_snapshot::{Row, Slot, Snapshot};

use crate::columns::route::Route;
use crate::{Columns, Node, NodeKind};

/// The number of an object among those of the directory; it never leaves this crate.
pub(crate) type Number = u32;

/// The objects of the directory.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    numbers: HashMap<Symbol, Number>,
    objects: Vec<Object>,
    /// The objects of each kind, in the order of [`NodeKind`].
    kinds: [RoaringBitmap; 5],
    /// Those that have a row.
    exported: RoaringBitmap,
    /// Tables with an object whose id was not exported, so that it may be any.
    nameless: BTreeSet<CollectionId>,
}

/// An object of the directory.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    /// The folded symbol of its id.
    pub(crate) key: Symbol,
    /// Its id as it was first met.
    pub(crate) exported: Symbol,
    /// What it is, as far as the export says it.
    pub(crate) kind: NodeKind,
    /// The row that stands for it.
    pub(crate) row: Option<Row>,
    /// Whether the export says what it is.
    pub(crate) typed: bool,
}

impl Directory {
    /// The objects of the tables that hold such; members are added by whoever reads them.
    pub(crate) fn new(snapshot: &Snapshot, columns: &Columns) -> Self {
        let mut directory = Self::default();
        let tables = [
            columns
                .groups
                .as_ref()
                .map(|c| (c.table, &c.id, NodeKind::Group)),
            columns
                .users
                .as_ref()
                .map(|c| (c.table, &c.id, NodeKind::User)),
            columns
                .devices
                .as_ref()
                .map(|c| (c.table, &c.id, NodeKind::Device)),
            columns
                .principals
                .as_ref()
                .map(|c| (c.table, &c.id, NodeKind::ServicePrincipal)),
        ];
        for (table, id, kind) in tables.into_iter().flatten() {
            directory.add_rows(snapshot, table, id, kind);
        }
        directory
    }

    /// Says that no object will be added any more.
    pub(crate) fn freeze(&mut self) {
        for (number, object) in self.objects.iter().enumerate() {
            if let Some(set) = self.kinds.get_mut(object.kind as usize) {
                set.insert(number as Number);
            }
            if object.row.is_some() {
                self.exported.insert(number as Number);
            }
        }
    }

    /// The number of an object, by its folded key.
    pub(crate) fn find(&self, key: Symbol) -> Option<Number> {
        self.numbers.get(&key).copied()
    }

    /// An object.
    pub(crate) fn object(&self, number: Number) -> Option<&Object> {
        self.objects.get(number as usize)
    }

    /// How many objects there are.
    pub(crate) fn len(&self) -> usize {
        self.objects.len()
    }

    /// The objects of a kind.
    pub(crate) fn of_kind(&self, kind: NodeKind) -> Option<&RoaringBitmap> {
        self.kinds.get(kind as usize)
    }

    /// The objects that have a row.
    pub(crate) fn exported(&self) -> &RoaringBitmap {
        &self.exported
    }

    /// Whether every object of a table was exported, and can be told from others.
    pub(crate) fn is_complete(&self, snapshot: &Snapshot, table: CollectionId) -> bool {
        snapshot.tables[table].is_complete() && !self.nameless.contains(&table)
    }

    /// The row of an object, if it is of a kind and was exported.
    pub(crate) fn row(&self, key: Symbol, kind: NodeKind) -> Option<Row> {
        let object = self.object(self.find(key)?)?;
        object.row.filter(|_| object.kind == kind)
    }

    /// The objects of a set, sorted by the text of their keys.
    pub(crate) fn nodes(&self, snapshot: &Snapshot, set: &RoaringBitmap) -> Vec<Node> {
        let mut nodes: Vec<Node> = set
            .iter()
            .filter_map(|number| self.object(number))
            .map(|object| Node {
                key: object.key,
                kind: object.kind,
            })
            .collect();
        nodes.sort_by_key(|node| snapshot.strings.get(node.key));
        nodes
    }

    /// The object that a member list names, added if it is new.
    pub(crate) fn name(&mut self, snapshot: &Snapshot, id: Symbol, said: Option<Symbol>) -> Number {
        let kind = said.map(|said| kind_of(snapshot.strings.get(said)));
        let key = snapshot.strings.folded(id);
        let Some(number) = self.find(key) else {
            return self.add(Object {
                key,
                exported: id,
                kind: kind.unwrap_or(NodeKind::Other),
                row: None,
                typed: kind.is_some(),
            });
        };
        if let (Some(kind), Some(object)) = (kind, self.objects.get_mut(number as usize)) {
            object.learn(kind);
        }
        number
    }

    fn add_rows(
        &mut self,
        snapshot: &Snapshot,
        table_id: CollectionId,
        route: &Route,
        kind: NodeKind,
    ) {
        let table = &snapshot.tables[table_id];
        for row in &table.objects {
            let (Slot::Text(id) | Slot::Ref(id, _)) = route.of_row(table, *row) else {
                self.nameless.insert(table_id);
                continue;
            };
            let key = snapshot.strings.folded(id);
            if self.find(key).is_none() {
                self.add(Object {
                    key,
                    exported: id,
                    kind,
                    row: Some(*row),
                    typed: true,
                });
            }
        }
    }

    fn add(&mut self, object: Object) -> Number {
        let number = self.objects.len() as Number;
        self.numbers.insert(object.key, number);
        self.objects.push(object);
        number
    }
}

impl Object {
    /// A row says best what an object is; among names the first that says it,
    /// unless another contradicts.
    fn learn(&mut self, kind: NodeKind) {
        if self.row.is_some() || self.kind == kind {
            self.typed = true;
        } else if self.typed {
            self.kind = NodeKind::Other;
            self.typed = false;
        } else {
            self.kind = kind;
            self.typed = true;
        }
    }
}

fn kind_of(said: &str) -> NodeKind {
    match said.trim_start_matches('#').to_ascii_lowercase().as_str() {
        "microsoft.graph.user" => NodeKind::User,
        "microsoft.graph.device" => NodeKind::Device,
        "microsoft.graph.group" => NodeKind::Group,
        "microsoft.graph.serviceprincipal" => NodeKind::ServicePrincipal,
        _ => NodeKind::Other,
    }
}
