//! Users by id, by group, by role, as guests, or all: clauses C2 to C6.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Reason, ReasonCode};

use super::policy::{AccessPolicy, Conditions, Name};
use super::{guests, in_scope, roles};
use crate::cells::{incomplete, is_word};
use crate::graph::Graph;
use crate::words;
use crate::{Answer, NodeKind};

/// Whether a policy is for a user, by folded key.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &AccessPolicy, user: Symbol) -> Answer {
    reaches_from(graph, policy, user, None)
}

/// The same of a user whose home tenant a sign-in tells.
pub(crate) fn reaches_from(
    graph: &Graph<'_>,
    policy: &AccessPolicy,
    user: Symbol,
    home: Option<&str>,
) -> Answer {
    match &policy.for_users {
        Ok(true) => {}
        Ok(false) => return Answer::No,
        Err(reason) => return Answer::unknown(reason.clone()),
    }
    match named_from(graph, &policy.include, user, home) {
        Answer::No => Answer::No,
        included @ (Answer::Yes | Answer::Unknown(_)) => {
            in_scope(included, named_from(graph, &policy.exclude, user, home))
        }
    }
}

/// Whether conditions name a user in any way.
fn named_from(
    graph: &Graph<'_>,
    conditions: &Conditions,
    user: Symbol,
    home: Option<&str>,
) -> Answer {
    let by_id = conditions.users.any(|name| by_name(graph, name, user));
    let by_group = conditions
        .groups
        .any(|group| graph.in_assigned(user, group.text));
    let by_role = conditions
        .roles
        .any(|role| roles::holds(graph, user, role.text));
    let as_guest = guests::named_from(graph, &conditions.guests, user, home);
    by_id.or(by_group).or(by_role).or(as_guest)
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

/// Whether a name in a list of users is, or holds, a user.
pub(super) fn by_name(graph: &Graph<'_>, name: &Name, user: Symbol) -> Answer {
    let strings = &graph.snapshot.strings;
    let is = |word| is_word(strings, name.text, word);
    if is("None") {
        return Answer::No;
    }
    if is("All") {
        return in_directory(graph, user);
    }
    if is("GuestsOrExternalUsers") {
        return guests::any_kind(graph, user);
    }
    words::by_id(graph, name.text, user, "users")
}

/// All users are those of the directory; who signs in from another without an
/// object here is none that an export can show (C6).
fn in_directory(graph: &Graph<'_>, user: Symbol) -> Answer {
    if graph.directory.row(user, NodeKind::User).is_some() {
        return Answer::Yes;
    }
    Answer::unknown(not_exported(graph))
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
