//! Users by id, by group, by role, as guests, or all: clauses C2 to C6.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Reason, ReasonCode};

use super::audience::Audience;
use super::policy::{AccessPolicy, Conditions, Name};
use super::{guests, in_scope, roles};
use crate::cells::{incomplete, is_word};
use crate::graph::Graph;
use crate::truth::Truth;

/// Whom a policy is for, of users.
pub(crate) fn reached(policy: &AccessPolicy, users: &Audience<'_>) -> Truth {
    match &policy.for_users {
        Ok(true) => {}
        Ok(false) => return Truth::default(),
        Err(reason) => return users.unknown(reason.clone()),
    }
    let included = named(&policy.include, users);
    if included.is_never() {
        return included;
    }
    in_scope(included, named(&policy.exclude, users))
}

/// Whom conditions name in any way.
fn named(conditions: &Conditions, users: &Audience<'_>) -> Truth {
    let by_id = conditions.users.meant(users, |name| by_name(name, users));
    let by_group = conditions
        .groups
        .meant(users, |group| users.in_group(group.text));
    let by_role = conditions
        .roles
        .meant(users, |role| roles::held(role.text, users));
    let as_guest = guests::named(&conditions.guests, users);
    by_id.or(&by_group).or(&by_role).or(&as_guest)
}

/// What kind of thing a name in a list of users is.
pub(super) fn target(graph: &Graph<'_>, name: Symbol) -> TargetKind {
    let is = |word| is_word(&graph.snapshot.strings, name, word);
    match () {
        () if is("All") => TargetKind::AllUsers,
        () if is("GuestsOrExternalUsers") => TargetKind::Guests,
        () if is("None") => TargetKind::Other,
        () => TargetKind::User,
    }
}

/// Whom a name in a list of users is, or holds.
pub(super) fn by_name(name: &Name, users: &Audience<'_>) -> Truth {
    let strings = &users.graph.snapshot.strings;
    let is = |word| is_word(strings, name.text, word);
    if is("None") {
        return Truth::default();
    }
    if is("All") {
        return in_directory(users);
    }
    if is("GuestsOrExternalUsers") {
        return users.people().any_kind();
    }
    users.by_id(name.text, "users")
}

/// All users are those of the directory; who signs in from another without an
/// object here is none that an export can show (C6).
fn in_directory(users: &Audience<'_>) -> Truth {
    let mut truth = Truth::of(users.exported());
    truth.doubt(not_exported(users.graph), users.everybody().clone());
    truth
}

/// Why nothing is known about a user without a row.
pub(crate) fn not_exported(graph: &Graph<'_>) -> Reason {
    let table = graph.columns.users.as_ref().map(|users| users.table);
    if table.is_none_or(|table| !graph.directory.is_complete(graph.snapshot, table)) {
        return incomplete("users");
    }
    let text = "a user who is named elsewhere is not among the exported users";
    Reason::new(ReasonCode::DanglingReference, text).entity("users")
}
