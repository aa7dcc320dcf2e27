//! The groups as they were exported: members, gaps, and whether they live.

use tenet_snapshot::{Evidence, ListSlot, ObjectId, Reason, ReasonCode, Row, Slot, Snapshot, Step};

use roaring::RoaringBitmap;
use tenet_base::Symbol;

use crate::NodeKind;
use crate::cells::{Cells, cells, incomplete, is_word, key_of};
use crate::columns::directory::Groups as GroupColumns;
use crate::directory::{Directory, Number};
use crate::dynamic::accepted::Filled;
use crate::dynamic::is_dynamic;

/// Beyond this many, reasons are put together: they are read by people.
const MANY: usize = 8;

/// The groups of a snapshot.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    list: Vec<Group>,
    /// The group that each object of the directory is.
    of_number: Vec<Option<u32>>,
    /// Whether every group was exported.
    pub(crate) complete: bool,
    /// Whether some member list holds a service principal.
    pub(crate) list_principals: bool,
}

/// A group, or an object that may be one.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its number in the directory.
    pub(crate) number: Number,
    /// Its row; none for what only a member list names.
    pub(crate) row: Option<Row>,
    /// Whether it counts.
    pub(crate) life: Life,
    /// Its direct members, sorted.
    pub(crate) members: Vec<Number>,
    /// Whom it may hold beside them.
    pub(crate) maybe: Maybe,
    /// Why there may be further members.
    pub(crate) gap: Gap,
    /// Whether its rule made the members: none were exported.
    pub(crate) computed: bool,
}

/// Why a group may hold objects that nothing names; none if it may not.
pub(crate) type Gap = Option<Reason>;

/// Objects that a group may hold, sorted, and why that is not known.
#[derive(Debug, Default)]
pub(crate) struct Maybe {
    pub(crate) members: Vec<Number>,
    pub(crate) reasons: Vec<Reason>,
}

/// Whether a group counts (G12).
#[derive(Debug)]
pub(crate) enum Life {
    /// It does.
    Alive,
    /// It was deleted and can be restored.
    Deleted,
    /// The export does not say.
    Unsaid(Reason),
}

impl Groups {
    /// Reads the groups; their members are added to the directory.
    pub(crate) fn read(
        snapshot: &Snapshot,
        columns: &GroupColumns,
        directory: &mut Directory,
    ) -> Self {
        let cells = cells(snapshot, columns.table, "groups");
        let mut groups = Self {
            complete: directory.is_complete(snapshot, columns.table),
            ..Self::default()
        };
        for row in &cells.table.objects {
            let Ok(Some(id)) = cells.text(&columns.id, *row) else {
                continue;
            };
            let key = snapshot.strings.folded(id);
            if directory.row(key, NodeKind::Group) == Some(*row) {
                let number = directory.name(snapshot, id, None);
                let group = read_group(snapshot, columns, directory, *row);
                groups.list.push(Group { number, ..group });
            }
        }
        groups.add_unexported(directory);
        groups.index(directory);
        groups
    }

    /// The group with a key.
    pub(crate) fn find(&self, directory: &Directory, key: Symbol) -> Option<u32> {
        let at = self.of(directory.find(key)?)?;
        // What only a member list names is not known to be a group.
        self.get(at)?.row.map(|_| at)
    }

    /// The group that an object is.
    pub(crate) fn of(&self, number: Number) -> Option<u32> {
        self.of_number.get(number as usize).copied().flatten()
    }

    /// A group.
    pub(crate) fn get(&self, group: u32) -> Option<&Group> {
        self.list.get(group as usize)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Group> {
        self.list.iter()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Why some of these may hold more than is known.
    pub(crate) fn gaps(&self, groups: &[u32]) -> Vec<Reason> {
        let found = groups
            .iter()
            .filter_map(|group| self.get(*group)?.gap.clone());
        fewer(found.collect())
    }

    /// Why groups beside these may hold more than is known.
    pub(crate) fn gaps_outside(&self, groups: &RoaringBitmap) -> Vec<Reason> {
        let numbered = (0u32..).zip(&self.list);
        let found = numbered
            .filter(|(at, _)| !groups.contains(*at))
            .filter_map(|(_, group)| group.gap.clone());
        fewer(found.collect())
    }

    /// Why it is not known that these count.
    pub(crate) fn unsaid(&self, groups: &RoaringBitmap) -> Vec<Reason> {
        let found = groups
            .iter()
            .filter_map(|group| self.get(group))
            .flat_map(Group::doubts);
        super::sorted(found.collect())
    }

    /// Why it is not known in which groups an object is.
    pub(crate) fn maybe(&self, member: Number) -> impl Iterator<Item = Reason> {
        let groups = self.list.iter();
        let holding = groups.filter(move |group| group.maybe.members.contains(&member));
        holding.flat_map(|group| group.maybe.reasons.iter().cloned())
    }

    /// Fills a group whose members were not exported.
    pub(crate) fn fill(&mut self, at: u32, filled: Filled) {
        if let Some(group) = self.list.get_mut(at as usize) {
            group.members = filled.members;
            group.maybe = filled.maybe;
            group.gap = filled.gap;
            group.computed = filled.computed;
        }
    }

    /// A member that was not exported and may be a group may hold anything,
    /// unless all groups were exported (O6).
    fn add_unexported(&mut self, directory: &Directory) {
        if self.complete {
            return;
        }
        for number in 0..directory.len() as Number {
            let Some(object) = directory.object(number) else {
                continue;
            };
            let may_be_group = object.kind == NodeKind::Group || !object.typed;
            if object.row.is_none() && may_be_group {
                self.list.push(Group {
                    number,
                    row: None,
                    life: Life::Alive,
                    members: Vec::new(),
                    maybe: Maybe::default(),
                    gap: Some(incomplete("groups")),
                    computed: false,
                });
            }
        }
    }

    fn index(&mut self, directory: &Directory) {
        self.of_number = vec![None; directory.len()];
        let is_principal = |number: &Number| {
            let object = directory.object(*number);
            object.is_some_and(|object| object.kind == NodeKind::ServicePrincipal)
        };
        for (at, group) in (0u32..).zip(&self.list) {
            if let Some(slot) = self.of_number.get_mut(group.number as usize) {
                *slot = Some(at);
            }
            self.list_principals |= group.members.iter().any(is_principal);
        }
    }
}

impl Group {
    /// Why it is not known of objects that are named whether it holds them.
    fn doubts(&self) -> impl Iterator<Item = Reason> {
        let life = match &self.life {
            Life::Unsaid(reason) => Some(reason.clone()),
            Life::Alive | Life::Deleted => None,
        };
        life.into_iter().chain(self.maybe.reasons.iter().cloned())
    }
}

/// Where a group's list names a member.
pub(crate) fn listed_at(
    snapshot: &Snapshot,
    columns: &GroupColumns,
    group: Row,
    member: Symbol,
) -> Option<Evidence> {
    let cells = cells(snapshot, columns.table, "groups");
    let list = cells.list(&columns.members, group).ok()??;
    let same = |slot| key_of(slot).is_some_and(|key| snapshot.strings.folded(key) == member);
    let at = list.iter().position(same)?;
    let object = ObjectId {
        collection: columns.table,
        row: group,
    };
    let mut evidence = columns.members.evidence(cells.table, object);
    evidence.path.push(Step::Item(at as u32));
    Some(evidence)
}

fn read_group(
    snapshot: &Snapshot,
    columns: &GroupColumns,
    directory: &mut Directory,
    row: Row,
) -> Group {
    let cells = cells(snapshot, columns.table, "groups");
    let mut group = Group {
        number: 0,
        row: Some(row),
        life: life(columns, cells, row),
        members: Vec::new(),
        maybe: Maybe::default(),
        gap: None,
        computed: false,
    };
    match cells.list(&columns.members, row) {
        Ok(list) => read_members(snapshot, directory, list, &mut group),
        Err(reason) => group.gap = Some(no_members(snapshot, columns, cells, row, &reason)),
    }
    if group.members.is_empty() && group.gap.is_none() {
        group.gap = hidden(snapshot, columns, cells, row);
    }
    if matches!(group.life, Life::Deleted) {
        // Whatever it holds does not count.
        group.gap = None;
    }
    group.gap = group
        .gap
        .map(|reason| keyed(snapshot, columns, cells, row, reason));
    group
}

/// Graph lists deleted groups apart, and they are none of the tenant: one that
/// stands among the groups without a date was not deleted.
fn life(columns: &GroupColumns, cells: Cells<'_>, row: Row) -> Life {
    if matches!(columns.deleted.of_row(cells.table, row), Slot::Absent) {
        return Life::Alive;
    }
    match cells.text(&columns.deleted, row) {
        Ok(None) => Life::Alive,
        Ok(Some(_)) => Life::Deleted,
        Err(reason) => Life::Unsaid(reason),
    }
}

fn read_members(
    snapshot: &Snapshot,
    directory: &mut Directory,
    list: Option<ListSlot<'_>>,
    group: &mut Group,
) {
    let Some(list) = list else {
        return;
    };
    for slot in list.iter() {
        let said = if let Slot::Ref(_, said) = slot {
            said
        } else {
            None
        };
        match key_of(slot) {
            Some(key) => group.members.push(directory.name(snapshot, key, said)),
            None => group.gap = Some(unknown("a member of a group has no id")),
        }
    }
    if list.open {
        group.gap = Some(unknown("the list of members may not be all of it"));
    }
    group.members.sort_unstable();
    group.members.dedup();
}

/// Why there are no members: a rule makes those of a dynamic group (G10).
fn no_members(
    snapshot: &Snapshot,
    columns: &GroupColumns,
    cells: Cells<'_>,
    row: Row,
    reason: &Reason,
) -> Reason {
    if is_dynamic(snapshot, columns, cells, row).unwrap_or(false) {
        let text = "the members of a dynamic group were not exported";
        let code = ReasonCode::NotEvaluated("G10");
        return Reason::new(code, text).entity("groups").field("members");
    }
    if reason.code == ReasonCode::PropertyNotCollected {
        return unknown("the members of a group were not exported");
    }
    reason.clone()
}

/// An empty list of a group with hidden membership says nothing (G14).
fn hidden(
    snapshot: &Snapshot,
    columns: &GroupColumns,
    cells: Cells<'_>,
    row: Row,
) -> Option<Reason> {
    match cells.text(&columns.visibility, row) {
        Ok(Some(word)) if is_word(&snapshot.strings, word, "HiddenMembership") => Some(unknown(
            "the membership of a group is hidden, and no member of it was exported",
        )),
        Ok(_) => None,
        Err(reason) => Some(reason),
    }
}

fn keyed(
    snapshot: &Snapshot,
    columns: &GroupColumns,
    cells: Cells<'_>,
    row: Row,
    reason: Reason,
) -> Reason {
    match cells.text(&columns.id, row) {
        Ok(Some(id)) => reason.key(snapshot.strings.get(id)),
        Ok(None) | Err(_) => reason,
    }
}

fn unknown(text: &str) -> Reason {
    let reason = Reason::new(ReasonCode::MembersUnknown, text);
    reason.entity("groups").field("members")
}

/// Reasons about single groups, put together where there are many.
fn fewer(mut reasons: Vec<Reason>) -> Vec<Reason> {
    if reasons.len() > MANY {
        for reason in &mut reasons {
            reason.key = None;
        }
    }
    super::sorted(reasons)
}
