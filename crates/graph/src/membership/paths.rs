//! The shortest path from a group to a member, found when it is asked for.

use std::collections::VecDeque;

use tenet_base::{HashMap, Symbol};
use tenet_snapshot::{Evidence, ObjectId, Row, Snapshot};

use super::Membership;
use super::groups::{Life, listed_at};
use crate::columns::directory::Groups as GroupColumns;
use crate::directory::{Directory, Number};
use crate::{Edge, EdgeKind};

/// What a path is looked for in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paths<'g> {
    pub(crate) snapshot: &'g Snapshot,
    pub(crate) columns: &'g GroupColumns,
    pub(crate) directory: &'g Directory,
    pub(crate) membership: &'g Membership,
}

impl Paths<'_> {
    /// The edges from a group down to a member; of the shortest paths the
    /// first by the texts of the keys on it.
    pub(crate) fn find(self, group: Symbol, member: Symbol) -> Option<Vec<Edge>> {
        let start = self.directory.find(group)?;
        let goal = self.directory.find(member)?;
        let from = self.search(start, goal)?;
        let mut edges = Vec::new();
        let mut here = goal;
        while here != start {
            let above = *from.get(&here)?;
            edges.push(self.edge(above, here)?);
            here = above;
        }
        edges.reverse();
        Some(edges)
    }

    /// From which group each object was reached.
    fn search(self, start: Number, goal: Number) -> Option<HashMap<Number, Number>> {
        let mut from = HashMap::from_iter([(start, start)]);
        let mut todo = VecDeque::from([start]);
        while let Some(here) = todo.pop_front() {
            for member in self.members(here) {
                if from.contains_key(&member) {
                    continue;
                }
                from.insert(member, here);
                if member == goal {
                    return Some(from);
                }
                todo.push_back(member);
            }
        }
        None
    }

    /// The members of an object that is a group and counts, by the texts of their keys.
    fn members(self, number: Number) -> Vec<Number> {
        let group = self.membership.groups.of(number);
        let group = group.and_then(|group| self.membership.groups.get(group));
        let Some(group) = group.filter(|group| matches!(group.life, Life::Alive)) else {
            return Vec::new();
        };
        let text = |number: &Number| {
            let object = self.directory.object(*number);
            object.map_or("", |object| self.snapshot.strings.get(object.key))
        };
        let mut members = group.members.clone();
        members.sort_by_key(text);
        members
    }

    fn edge(self, group: Number, member: Number) -> Option<Edge> {
        let from = self.directory.object(group)?;
        let to = self.directory.object(member)?;
        let groups = &self.membership.groups;
        let own = groups.of(group).and_then(|at| groups.get(at));
        let computed = own.is_some_and(|own| own.computed);
        let evidence = from.row.and_then(|row| {
            if computed {
                Some(self.rule_at(row))
            } else {
                listed_at(self.snapshot, self.columns, row, to.key)
            }
        });
        let (kind, clause) = if computed {
            (EdgeKind::Computed, "G10")
        } else {
            (EdgeKind::Member, "G2")
        };
        Some(Edge {
            kind,
            from: from.exported,
            to: Some(to.exported),
            words: "",
            clause,
            evidence,
        })
    }

    /// Where the rule of a group stands.
    fn rule_at(self, row: Row) -> Evidence {
        let collection = self.columns.table;
        let table = &self.snapshot.tables[collection];
        self.columns
            .rule
            .evidence(table, ObjectId { collection, row })
    }
}
