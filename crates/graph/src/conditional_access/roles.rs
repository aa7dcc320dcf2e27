//! Directory roles that are held actively and for the whole tenant: clause C5.

use tenet_base::{HashMap, Symbol};
use tenet_snapshot::{Evidence, ObjectId, Reason, Row, Snapshot};

use super::audience::Audience;
use crate::cells::{Cells, cells, incomplete};
use crate::columns::directory::RoleAssignments;
use crate::graph::Graph;
use crate::truth::Truth;
use crate::words;
use crate::{Answer, Columns};

pub(crate) const ROLE_ASSIGNMENTS: &str = "roleManagement/directory/roleAssignments";

/// Who holds which role.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// The assignments of each role, by its folded key.
    of_role: HashMap<Symbol, Vec<Holder>>,
    /// Those whose role the export does not say.
    of_any: Vec<Holder>,
    /// Why there may be further assignments.
    open: Option<Reason>,
}

/// An assignment of a role.
#[derive(Debug)]
pub(crate) struct Holder {
    /// Who holds it, as exported.
    pub(crate) principal: Result<Symbol, Reason>,
    /// Whether it counts: active at the scope of the tenant.
    pub(crate) counts: Answer,
    row: Row,
}

impl Roles {
    /// The assignments of a snapshot.
    pub(crate) fn new(snapshot: &Snapshot, columns: &Columns) -> Self {
        let mut roles = Self::default();
        let Some(columns) = &columns.roles else {
            roles.open = Some(incomplete(ROLE_ASSIGNMENTS));
            return roles;
        };
        let cells = cells(snapshot, columns.table, ROLE_ASSIGNMENTS);
        if !cells.table.is_complete() {
            roles.open = Some(cells.incomplete());
        }
        for row in &cells.table.objects {
            roles.add(snapshot, columns, cells, *row);
        }
        roles
    }

    fn add(&mut self, snapshot: &Snapshot, columns: &RoleAssignments, cells: Cells<'_>, row: Row) {
        let mut holder = holder(snapshot, columns, cells, row);
        match cells.text(&columns.role, row) {
            Ok(Some(role)) => {
                let role = snapshot.strings.folded(role);
                self.of_role.entry(role).or_default().push(holder);
            }
            Ok(None) => {}
            Err(reason) => {
                holder.counts = holder.counts.and(Answer::unknown(reason));
                self.of_any.push(holder);
            }
        }
    }

    /// The assignments that are, or may be, of a role.
    pub(crate) fn holders(&self, role: Symbol) -> impl Iterator<Item = &Holder> {
        let named = self.of_role.get(&role).into_iter().flatten();
        named.chain(&self.of_any)
    }
}

/// Who holds a role, themselves or through a group.
pub(super) fn held(role: Symbol, users: &Audience<'_>) -> Truth {
    let graph = users.graph;
    let key = graph.snapshot.strings.folded(role);
    let open = graph.roles.open.clone().into_iter();
    let mut found = Truth::default();
    for reason in open.chain(unknown_word(graph, role)) {
        found.doubt(reason, users.everybody().clone());
    }
    for holder in graph.roles.holders(key) {
        found = found.or(&by_holder(holder, users));
    }
    found
}

/// Why a text in a list of roles may mean any; none if it is the id of a role.
pub(crate) fn unknown_word(graph: &Graph<'_>, role: Symbol) -> Option<Reason> {
    let key = graph.snapshot.strings.folded(role);
    if graph.roles.of_role.contains_key(&key) {
        return None;
    }
    words::unless_unknown(graph, role, "roles")
}

/// Whom an assignment gives a role.
pub(super) fn by_holder(holder: &Holder, users: &Audience<'_>) -> Truth {
    let graph = users.graph;
    let counts = users.all(holder.counts.clone());
    let principal = match &holder.principal {
        Ok(principal) => *principal,
        Err(reason) => return counts.and(&users.unknown(reason.clone())),
    };
    let itself = Truth::of(users.named(principal));
    if graph.may_be_group(principal) {
        return counts.and(&itself.or(&users.in_group(principal)));
    }
    counts.and(&itself)
}

impl Holder {
    /// Where the export says it.
    pub(crate) fn evidence(&self, graph: &Graph<'_>) -> Option<Evidence> {
        let columns = graph.columns.roles.as_ref()?;
        let table = &graph.snapshot.tables[columns.table];
        let object = ObjectId {
            collection: columns.table,
            row: self.row,
        };
        Some(columns.principal.evidence(table, object))
    }
}

fn holder(snapshot: &Snapshot, columns: &RoleAssignments, cells: Cells<'_>, row: Row) -> Holder {
    let missing = || cells.unknown(tenet_snapshot::Slot::Malformed, &columns.principal);
    let principal = cells.text(&columns.principal, row);
    let counts = match cells.text(&columns.scope, row) {
        Ok(scope) => {
            Answer::from_bool(scope.is_some_and(|scope| snapshot.strings.get(scope) == "/"))
        }
        Err(reason) => Answer::unknown(reason),
    };
    Holder {
        principal: principal.and_then(|principal| principal.ok_or_else(missing)),
        counts,
        row,
    }
}
