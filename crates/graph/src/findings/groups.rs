//! Members that Entra would refuse, and groups nested where that brings nothing.

use tenet_base::Symbol;
use tenet_snapshot::{Evidence, ObjectId, Row};

use super::{Finding, FindingKind};
use crate::NodeKind;
use crate::cells::{Cells, cells, is_word, key_of};
use crate::columns::directory::Groups as Columns;
use crate::directory::Object;
use crate::graph::Graph;
use crate::membership::groups::{Life, listed_at};
use crate::nesting::{Candidate, Container, Edge, GroupKind};

/// What is wrong with what the groups hold.
pub(super) fn findings(graph: &Graph<'_>) -> Vec<Finding> {
    let Some(columns) = &graph.columns.groups else {
        return Vec::new();
    };
    let reader = Reader {
        graph,
        columns,
        cells: cells(graph.snapshot, columns.table, "groups"),
    };
    let mut found = Vec::new();
    for group in graph.membership.groups.iter() {
        if let (Some(row), Life::Alive) = (group.row, &group.life) {
            let members = group.members.iter();
            let members = members.filter_map(|member| graph.directory.object(*member));
            reader.look(row, members, &mut found);
        }
    }
    found
}

#[derive(Clone, Copy)]
struct Reader<'g> {
    graph: &'g Graph<'g>,
    columns: &'g Columns,
    cells: Cells<'g>,
}

impl<'g> Reader<'g> {
    fn look(
        self,
        group: Row,
        members: impl Iterator<Item = &'g Object> + Clone,
        found: &mut Vec<Finding>,
    ) {
        if let Some(container) = self.container(group) {
            let mut refused = members.clone().filter_map(|member| {
                let (clause, why) = self.refused(container, member)?;
                Some((member, clause, why))
            });
            // Where a member stands is looked up once in a group: it may hold many.
            if let Some((first, clause, why)) = refused.next() {
                let kind = FindingKind::RefusedMember {
                    member: first.exported,
                    more: refused.count(),
                    why,
                    clause,
                };
                found.extend(self.finding(group, first, kind));
            }
        }
        let mut nested = members.filter(|member| member.kind == NodeKind::Group);
        if self.is_licensed(group)
            && let Some(first) = nested.next()
        {
            let kind = FindingKind::NestedInLicensed {
                member: first.exported,
                more: nested.count(),
            };
            found.extend(self.finding(group, first, kind));
        }
    }

    fn finding(self, group: Row, member: &Object, kind: FindingKind) -> Option<Finding> {
        let evidence: Evidence = listed_at(self.graph.snapshot, self.columns, group, member.key)?;
        let object = ObjectId {
            collection: self.columns.table,
            row: group,
        };
        Some(Finding {
            kind,
            object,
            evidence,
        })
    }

    fn refused(
        self,
        container: Container,
        member: &Object,
    ) -> Option<(&'static str, &'static str)> {
        let candidate = match member.kind {
            NodeKind::User => Candidate::User,
            NodeKind::Device => Candidate::Device,
            NodeKind::ServicePrincipal => Candidate::ServicePrincipal,
            NodeKind::Group => Candidate::Group(self.kind(member.row?)?),
            NodeKind::Other => return None,
        };
        // A rule makes the members of a dynamic group, and it makes no groups.
        if container.dynamic && !matches!(candidate, Candidate::Group(_)) {
            return None;
        }
        match container.may_hold(candidate) {
            Edge::Refused(clause, why) => Some((clause, why)),
            Edge::Allowed | Edge::Undocumented => None,
        }
    }

    /// A group whose members are put into it in Entra. Those of groups that
    /// are synchronized, or that Exchange keeps, are put in elsewhere.
    fn container(self, group: Row) -> Option<Container> {
        let kind = self.kind(group)?;
        let synced = holds(self.cells.truth(&self.columns.synced, group))?;
        let elsewhere = matches!(
            kind,
            GroupKind::MailEnabledSecurity | GroupKind::Distribution
        );
        if synced || elsewhere {
            return None;
        }
        Some(Container {
            role_assignable: holds(self.cells.truth(&self.columns.roles, group))?,
            dynamic: self.has_type(group, "DynamicMembership")?,
            ..Container::of(kind)
        })
    }

    fn kind(self, group: Row) -> Option<GroupKind> {
        if self.has_type(group, "Unified")? {
            return Some(GroupKind::Microsoft365);
        }
        let security = self.cells.truth(&self.columns.security, group).ok()??;
        let mail = self.cells.truth(&self.columns.mail, group).ok()??;
        match (security, mail) {
            (true, false) => Some(GroupKind::Security),
            (true, true) => Some(GroupKind::MailEnabledSecurity),
            (false, true) => Some(GroupKind::Distribution),
            (false, false) => None,
        }
    }

    fn has_type(self, group: Row, word: &str) -> Option<bool> {
        let types = self.cells.list(&self.columns.types, group).ok()??;
        let strings = &self.graph.snapshot.strings;
        let is = |name: Symbol| is_word(strings, name, word);
        Some(types.iter().filter_map(key_of).any(is))
    }

    fn is_licensed(self, group: Row) -> bool {
        let licences = self.cells.list(&self.columns.licences, group);
        matches!(licences, Ok(Some(licences)) if !licences.is_empty())
    }
}

/// A mark that is null where it does not hold; none if it was not exported.
fn holds<E>(mark: Result<Option<bool>, E>) -> Option<bool> {
    mark.ok().map(|mark| mark == Some(true))
}
