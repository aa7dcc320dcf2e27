//! The conditions of a policy that say whom it is for, as they were exported.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Evidence, ObjectId, Reason, Slot, Snapshot, Step};

use super::audience::Audience;
use super::conditions::Asked;
use super::{roles, workload};
use crate::Inclusion;
use crate::cells::{Cells, cells, is_word, key_of};
use crate::columns::policies::{AccessPolicies, UserConditions};
use crate::columns::route::Route;
use crate::graph::Graph;
use crate::truth::Truth;
use crate::words;

/// A policy and whom it names.
#[derive(Debug)]
pub(crate) struct AccessPolicy {
    /// Its id as exported.
    pub(crate) id: Option<Symbol>,
    /// Whether it is for users at all.
    pub(crate) for_users: Result<bool, Reason>,
    pub(crate) include: Conditions,
    pub(crate) exclude: Conditions,
    /// Whether it is for service principals at all.
    pub(crate) for_principals: Result<bool, Reason>,
    pub(crate) include_principals: Names,
    pub(crate) exclude_principals: Names,
    /// Whether a filter picks the service principals.
    pub(crate) principal_filter: Result<bool, Reason>,
    /// What it asks of a sign-in; none if no sign-in is asked about.
    pub(crate) asked: Option<Box<Asked>>,
}

/// The users that a policy includes, or excludes.
#[derive(Debug)]
pub(crate) struct Conditions {
    pub(crate) users: Names,
    pub(crate) groups: Names,
    pub(crate) roles: Names,
    pub(crate) guests: Result<Option<Guests>, Reason>,
    /// Where the guests stand.
    pub(crate) guests_at: Evidence,
}

/// Kinds of guests that a policy names.
#[derive(Debug)]
pub(crate) struct Guests {
    /// The kinds, separated by commas.
    pub(crate) kinds: Result<Option<Symbol>, Reason>,
    /// Whether only the guests of some tenants are meant.
    pub(crate) enumerated: Result<bool, Reason>,
    /// These tenants; none if they were not read.
    pub(crate) tenants: Option<Names>,
}

/// A list of keys and words.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) items: Vec<Name>,
    /// Why there may be further ones.
    pub(crate) gap: Option<Reason>,
}

/// A key or a word of a list.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) text: Symbol,
    pub(crate) evidence: Evidence,
}

impl AccessPolicy {
    /// Reads a policy.
    pub(crate) fn read(snapshot: &Snapshot, columns: &AccessPolicies, object: ObjectId) -> Self {
        let reader = Reader {
            snapshot,
            cells: cells(snapshot, object.collection, &columns.path),
            object,
        };
        let row = object.row;
        let (for_users, for_principals) = reader.audience(columns);
        Self {
            id: reader.cells.text(&columns.id, row).ok().flatten(),
            for_users,
            include: reader.conditions(&columns.include),
            exclude: reader.conditions(&columns.exclude),
            for_principals,
            include_principals: reader.names(&columns.include_principals),
            exclude_principals: reader.names(&columns.exclude_principals),
            principal_filter: reader.cells.present(&columns.principal_filter, row),
            asked: columns
                .sign_in
                .as_ref()
                .map(|columns| Box::new(Asked::read(reader, columns))),
        }
    }

    /// What it includes, or excludes.
    pub(crate) fn listed(
        &self,
        graph: &Graph<'_>,
        excluded: bool,
    ) -> Result<Vec<Inclusion>, Reason> {
        let (conditions, principals) = if excluded {
            (&self.exclude, &self.exclude_principals)
        } else {
            (&self.include, &self.include_principals)
        };
        let mut listed = Vec::new();
        if self.for_users.clone()? {
            conditions.list(graph, &mut listed)?;
        }
        if self.for_principals.clone()? {
            principals.list(TargetKind::ServicePrincipal, &mut listed, |principal| {
                let all = is_word(&graph.snapshot.strings, principal, workload::ALL);
                let unknown = words::unless_unknown(graph, principal, "service principals");
                unknown.filter(|_| !all)
            })?;
        }
        Ok(listed)
    }
}

impl Conditions {
    fn list(&self, graph: &Graph<'_>, listed: &mut Vec<Inclusion>) -> Result<(), Reason> {
        let strings = &graph.snapshot.strings;
        self.users.complete()?;
        for user in &self.users.items {
            let is = |word| is_word(strings, user.text, word);
            let (kind, key) = match () {
                () if is("None") => continue,
                () if is("All") => (TargetKind::AllUsers, None),
                () if is("GuestsOrExternalUsers") => (TargetKind::Guests, None),
                () => (TargetKind::User, Some(user.text)),
            };
            if kind == TargetKind::User {
                words::unless_unknown(graph, user.text, "users").map_or(Ok(()), Err)?;
            }
            listed.push(inclusion(kind, key, &user.evidence));
        }
        self.groups.list(TargetKind::Group, listed, |group| {
            words::unless_unknown(graph, group, "groups")
        })?;
        self.roles.list(TargetKind::Role, listed, |role| {
            roles::unknown_word(graph, role)
        })?;
        if self.guests.as_ref().map_err(Clone::clone)?.is_some() {
            listed.push(inclusion(TargetKind::Guests, None, &self.guests_at));
        }
        Ok(())
    }
}

impl Names {
    /// Who of an audience is meant by one of them; unknown if by none and there may be others.
    pub(super) fn meant(
        &self,
        audience: &Audience<'_>,
        mut meant: impl FnMut(&Name) -> Truth,
    ) -> Truth {
        let gap = self.gap.clone();
        let mut found = gap.map_or_else(Truth::default, |gap| audience.unknown(gap));
        for item in &self.items {
            found = found.or(&meant(item));
        }
        found
    }

    /// Whether one of them satisfies; unknown if none does and there may be others.
    pub(crate) fn any(&self, mut satisfies: impl FnMut(&Name) -> crate::Answer) -> crate::Answer {
        let mut found = self
            .gap
            .clone()
            .map_or(crate::Answer::No, crate::Answer::unknown);
        for item in &self.items {
            found = found.or(satisfies(item));
        }
        found
    }

    /// Whether it is known to name nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.gap.is_none()
    }

    fn complete(&self) -> Result<(), Reason> {
        self.gap.clone().map_or(Ok(()), Err)
    }

    /// Lists its keys; a word that nobody knows may mean any.
    fn list(
        &self,
        kind: TargetKind,
        listed: &mut Vec<Inclusion>,
        unknown: impl Fn(Symbol) -> Option<Reason>,
    ) -> Result<(), Reason> {
        self.complete()?;
        for item in &self.items {
            if let Some(reason) = unknown(item.text) {
                return Err(reason);
            }
            listed.push(inclusion(kind, Some(item.text), &item.evidence));
        }
        Ok(())
    }
}

fn inclusion(kind: TargetKind, key: Option<Symbol>, evidence: &Evidence) -> Inclusion {
    Inclusion {
        kind,
        key,
        filtered: Some(false),
        filter: None,
        policy_set: None,
        intent: Ok(None),
        evidence: evidence.clone(),
    }
}

#[derive(Clone, Copy)]
pub(super) struct Reader<'g> {
    snapshot: &'g Snapshot,
    cells: Cells<'g>,
    object: ObjectId,
}

impl<'g> Reader<'g> {
    /// What it reads.
    pub(super) fn parts(self) -> (&'g Snapshot, Cells<'g>, ObjectId) {
        (self.snapshot, self.cells, self.object)
    }

    /// Whether the policy is for users, and whether for service principals.
    ///
    /// One that is for neither does not exist: what it is for was lost on the way.
    fn audience(self, columns: &AccessPolicies) -> (Result<bool, Reason>, Result<bool, Reason>) {
        let row = self.object.row;
        let users = self.cells.present(&columns.users, row);
        let clients = self.cells.present(&columns.clients, row);
        let lost = |route| Err(self.cells.unknown(Slot::Malformed, route));
        let is_for_none = |own: &Result<bool, Reason>| matches!(own, Ok(false));
        let is_for_some = |own: &Result<bool, Reason>| matches!(own, Ok(true));
        let doubt = |own: &_, other: &_| is_for_none(own) && !is_for_some(other);
        match (doubt(&users, &clients), doubt(&clients, &users)) {
            (false, false) => (users, clients),
            (true, false) => (lost(&columns.users), clients),
            (false, true) => (users, lost(&columns.clients)),
            (true, true) => (lost(&columns.users), lost(&columns.clients)),
        }
    }

    fn conditions(self, columns: &UserConditions) -> Conditions {
        Conditions {
            users: self.names(&columns.users),
            groups: self.names(&columns.groups),
            roles: self.names(&columns.roles),
            guests: self.guests(columns),
            guests_at: columns.guests.evidence(self.cells.table, self.object),
        }
    }

    pub(super) fn names(self, route: &Route) -> Names {
        let mut names = Names {
            items: Vec::new(),
            gap: None,
        };
        let list = match self.cells.list(route, self.object.row) {
            Ok(Some(list)) => list,
            Ok(None) => return names,
            Err(reason) => {
                names.gap = Some(reason);
                return names;
            }
        };
        if list.open {
            names.gap = Some(self.cells.unknown(Slot::Absent, route));
        }
        for (at, slot) in (0u32..).zip(list.iter()) {
            let Some(text) = key_of(slot) else {
                names.gap = Some(self.cells.unknown(Slot::Malformed, route));
                continue;
            };
            let mut evidence = route.evidence(self.cells.table, self.object);
            evidence.path.push(Step::Item(at));
            names.items.push(Name { text, evidence });
        }
        names
    }

    fn guests(self, columns: &UserConditions) -> Result<Option<Guests>, Reason> {
        let row = self.object.row;
        if !self.cells.present(&columns.guests, row)? {
            return Ok(None);
        }
        Ok(Some(Guests {
            kinds: self.cells.text(&columns.guest_types, row),
            enumerated: self.enumerated(columns),
            tenants: columns
                .tenant_members
                .as_ref()
                .map(|route| self.names(route)),
        }))
    }

    fn enumerated(self, columns: &UserConditions) -> Result<bool, Reason> {
        let row = self.object.row;
        if !self.cells.present(&columns.tenants, row)? {
            return Ok(false);
        }
        let kind = self.cells.text(&columns.tenants_kind, row)?;
        let strings = &self.snapshot.strings;
        Ok(!kind.is_some_and(|kind| is_word(strings, kind, "all")))
    }
}
