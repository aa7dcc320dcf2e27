//! Guests and external users: clause C6.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode, Row};

use super::policy::Guests;
use super::users::not_exported;
use crate::cells::{Cells, cells, is_word};
use crate::columns::directory::Users;
use crate::graph::Graph;
use crate::{Answer, NodeKind};

/// What tells kinds of guests apart.
struct Person {
    /// Whether the user signs in outside this tenant.
    external: Answer,
    /// Whether the user's type is guest; else it is member.
    guest: Answer,
}

/// Whether a user is a guest or external in any way: the old word for all kinds.
pub(crate) fn any_kind(graph: &Graph<'_>, user: Symbol) -> Answer {
    let person = person(graph, user);
    person.external.or(person.guest)
}

/// Whether a user is of the kinds that a policy names.
pub(crate) fn named(
    graph: &Graph<'_>,
    guests: &Result<Option<Guests>, Reason>,
    user: Symbol,
) -> Answer {
    named_from(graph, guests, user, None)
}

/// The same of a user whose home tenant a sign-in tells.
pub(crate) fn named_from(
    graph: &Graph<'_>,
    guests: &Result<Option<Guests>, Reason>,
    user: Symbol,
    home: Option<&str>,
) -> Answer {
    let guests = match guests {
        Ok(None) => return Answer::No,
        Ok(Some(guests)) => guests,
        // Whatever kinds there may be, a member of this tenant is of none.
        Err(reason) => return any_kind(graph, user).and(Answer::unknown(reason.clone())),
    };
    let kinds = match &guests.kinds {
        Ok(Some(kinds)) => graph.snapshot.strings.get(*kinds),
        Ok(None) => "",
        Err(reason) => return any_kind(graph, user).and(Answer::unknown(reason.clone())),
    };
    let person = person(graph, user);
    let internal = kinds
        .split(',')
        .any(|kind| kind.trim().eq_ignore_ascii_case(INTERNAL_GUEST));
    let internal = Answer::from_bool(internal)
        .and(person.external.clone().not())
        .and(person.guest.clone());
    let external = kinds.split(',').map(|kind| external(kind.trim(), &person));
    let external = external.fold(Answer::No, Answer::or);
    internal.or(external.and(from_named_tenants(graph, guests, home)))
}

const INTERNAL_GUEST: &str = "internalGuest";

/// Whether somebody is of a kind of external user.
fn external(kind: &str, person: &Person) -> Answer {
    let is = |word: &str| kind.eq_ignore_ascii_case(word);
    let external = person.external.clone();
    if is("b2bCollaborationGuest") {
        return external.and(person.guest.clone());
    }
    if is("b2bCollaborationMember") {
        return external.and(person.guest.clone().not());
    }
    // Those who connect directly have no object here, internal guests are not external.
    if is("b2bDirectConnectUser") || is(INTERNAL_GUEST) || is("none") || kind.is_empty() {
        return Answer::No;
    }
    let text = "which external users the other kinds of guests hold is not documented";
    external.and(Answer::unknown(Reason::new(ReasonCode::Undocumented, text)))
}

/// The home tenant of a user is in no export; a sign-in may tell it.
fn from_named_tenants(graph: &Graph<'_>, guests: &Guests, home: Option<&str>) -> Answer {
    match (&guests.enumerated, home, &guests.tenants) {
        (Ok(false), _, _) => Answer::Yes,
        (Ok(true), Some(home), Some(tenants)) => tenants.any(|tenant| {
            let strings = &graph.snapshot.strings;
            Answer::from_bool(is_word(strings, tenant.text, home))
        }),
        (Ok(true), _, _) => {
            let text = "the policy names home tenants of guests, which no export holds";
            Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text))
        }
        (Err(reason), _, _) => Answer::unknown(reason.clone()),
    }
}

fn person(graph: &Graph<'_>, user: Symbol) -> Person {
    let row = graph.directory.row(user, NodeKind::User);
    let (Some(row), Some(users)) = (row, &graph.columns.users) else {
        let unknown = Answer::unknown(not_exported(graph));
        return Person {
            external: unknown.clone(),
            guest: unknown,
        };
    };
    let cells = cells(graph.snapshot, users.table, "users");
    Person {
        external: is_external(graph, users, cells, row),
        guest: is_guest(graph, users, cells, row),
    }
}

/// An invitation, or the mark of one in the name, makes a user external.
fn is_external(graph: &Graph<'_>, users: &Users, cells: Cells<'_>, row: Row) -> Answer {
    let strings = &graph.snapshot.strings;
    let by_name = match cells.text(&users.name, row) {
        Ok(name) => Answer::from_bool(
            name.is_some_and(|name| strings.get(name).to_ascii_uppercase().contains("#EXT#")),
        ),
        Err(reason) => Answer::unknown(reason),
    };
    let by_creation = match cells.text(&users.creation, row) {
        Ok(None) => Answer::No,
        Ok(Some(word)) if is_word(strings, word, "Invitation") => Answer::Yes,
        Ok(Some(word)) if is_word(strings, word, "LocalAccount") => Answer::No,
        Ok(Some(_)) => {
            let text = "whether a user with this `creationType` is external is not documented";
            Answer::unknown(Reason::new(ReasonCode::Undocumented, text).entity("users"))
        }
        Err(reason) => Answer::unknown(reason),
    };
    by_name.or(by_creation)
}

fn is_guest(graph: &Graph<'_>, users: &Users, cells: Cells<'_>, row: Row) -> Answer {
    let strings = &graph.snapshot.strings;
    match cells.text(&users.kind, row) {
        Ok(Some(word)) if is_word(strings, word, "Guest") => Answer::Yes,
        Ok(Some(word)) if is_word(strings, word, "Member") => Answer::No,
        Ok(_) => {
            let text = "a user has no `userType`";
            Answer::unknown(Reason::new(ReasonCode::Undocumented, text).entity("users"))
        }
        Err(reason) => Answer::unknown(reason),
    }
}
