//! Guests and external users: clause C6.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode, Row};

use super::audience::Audience;
use super::policy::Guests;
use super::users::not_exported;
use crate::cells::{Cells, cells, is_word};
use crate::columns::directory::Users;
use crate::graph::Graph;
use crate::truth::Truth;
use crate::{Answer, NodeKind};

/// What tells kinds of guests apart.
#[derive(Debug, Clone)]
pub(crate) struct People {
    /// Those who sign in outside this tenant.
    external: Truth,
    /// Those whose type is guest; the others are members.
    guest: Truth,
}

impl People {
    /// Of the users of an audience.
    pub(super) fn of(users: &Audience<'_>) -> Self {
        Self {
            external: users.each(|user| told(users.graph, user, is_external)),
            guest: users.each(|user| told(users.graph, user, is_guest)),
        }
    }

    /// Those who are guests or external in any way: the old word for all kinds.
    pub(super) fn any_kind(&self) -> Truth {
        self.external.clone().or(&self.guest)
    }

    /// Those of a kind of external user.
    fn external(&self, kind: &str) -> Truth {
        let is = |word: &str| kind.eq_ignore_ascii_case(word);
        let external = self.external.clone();
        if is("b2bCollaborationGuest") {
            return external.and(&self.guest);
        }
        if is("b2bCollaborationMember") {
            return external.and_not(&self.guest);
        }
        // Those who connect directly have no object here, internal guests are not external.
        if is("b2bDirectConnectUser") || is(INTERNAL_GUEST) || is("none") || kind.is_empty() {
            return Truth::default();
        }
        let text = "which external users the other kinds of guests hold is not documented";
        doubted(external, &Reason::new(ReasonCode::Undocumented, text))
    }
}

/// Those of the kinds of guests that a policy names.
pub(super) fn named(guests: &Result<Option<Guests>, Reason>, users: &Audience<'_>) -> Truth {
    // Whatever kinds there may be, a member of this tenant is of none.
    let unsaid = |reason: &Reason| doubted(users.people().any_kind(), reason);
    let guests = match guests {
        Ok(None) => return Truth::default(),
        Ok(Some(guests)) => guests,
        Err(reason) => return unsaid(reason),
    };
    let kinds = match &guests.kinds {
        Ok(Some(kinds)) => users.graph.snapshot.strings.get(*kinds),
        Ok(None) => "",
        Err(reason) => return unsaid(reason),
    };
    let people = users.people();
    let kinds = || kinds.split(',').map(str::trim);
    let internal = if kinds().any(|kind| kind.eq_ignore_ascii_case(INTERNAL_GUEST)) {
        people.guest.clone().and_not(&people.external)
    } else {
        Truth::default()
    };
    let external = kinds().fold(Truth::default(), |found, kind| {
        found.or(&people.external(kind))
    });
    let from_there = users.all(from_named_tenants(users.graph, guests, users.home));
    internal.or(&external.and(&from_there))
}

/// Unknown for a reason wherever it is so, or may be.
fn doubted(truth: Truth, reason: &Reason) -> Truth {
    truth.because(reason.clone()).doubted(reason.clone())
}

const INTERNAL_GUEST: &str = "internalGuest";

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

/// What the row of a user says.
fn told(
    graph: &Graph<'_>,
    user: Symbol,
    told: impl Fn(&Graph<'_>, &Users, Cells<'_>, Row) -> Answer,
) -> Answer {
    let row = graph.directory.row(user, NodeKind::User);
    let (Some(row), Some(users)) = (row, &graph.columns.users) else {
        return Answer::unknown(not_exported(graph));
    };
    let cells = cells(graph.snapshot, users.table, "users");
    told(graph, users, cells, row)
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
