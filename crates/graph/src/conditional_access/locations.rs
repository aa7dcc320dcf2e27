//! Where the sign-in comes from, as far as an export tells it (C10).

use tenet_snapshot::{Row, Slot};

use super::policy::Name;
use super::question::{Question, unknown_word, unsaid};
use super::sign_in::SignInCondition;
use crate::Answer;
use crate::cells::{cells, incomplete, is_word};
use crate::words::is_guid;

const NAMED_LOCATIONS: &str = "identity/conditionalAccess/namedLocations";

/// What a policy says of the location.
pub(super) fn considered(question: Question<'_>) -> SignInCondition {
    let lists = &question.asked.locations;
    let answer = lists.admits(|name| fits(question, name));
    let own = question.sign_in.location.as_deref();
    let said = question.told_lists(lists, "the location", own);
    SignInCondition::new("locations", "C10", answer, said)
}

fn fits(question: Question<'_>, name: &Name) -> Answer {
    let word = question.word(name.text);
    let is = |known: &str| word.eq_ignore_ascii_case(known);
    if is("All") {
        return Answer::Yes;
    }
    if !is_guid(word) && !is("AllTrusted") {
        return unknown_word(word, "locations");
    }
    match question.sign_in.location.as_deref() {
        None => unsaid("a location"),
        Some(own) if is("AllTrusted") => is_trusted(question, own),
        Some(own) => Answer::from_bool(is(own)),
    }
}

/// The trusted addresses of multifactor authentication, which are no object.
const TRUSTED_ADDRESSES: &str = "00000000-0000-0000-0000-000000000000";

/// Whether a named location is marked as trusted; countries never are.
fn is_trusted(question: Question<'_>, location: &str) -> Answer {
    if location == TRUSTED_ADDRESSES {
        return Answer::Yes;
    }
    let Some(columns) = &question.graph.columns.locations else {
        return Answer::unknown(incomplete(NAMED_LOCATIONS).key(location));
    };
    let strings = &question.graph.snapshot.strings;
    let cells = cells(question.graph.snapshot, columns.table, NAMED_LOCATIONS);
    let is = |row: &&Row| {
        let id = cells.text(&columns.id, **row);
        matches!(id, Ok(Some(id)) if is_word(strings, id, location))
    };
    let Some(row) = cells.table.objects.iter().find(is) else {
        return Answer::unknown(incomplete(NAMED_LOCATIONS).key(location));
    };
    let kind = cells.text(&columns.kind, *row);
    let is_country = |kind| strings.get(kind).ends_with("countryNamedLocation");
    if matches!(kind, Ok(Some(kind)) if is_country(kind)) {
        return Answer::No;
    }
    match cells.truth(&columns.trusted, *row) {
        Ok(Some(trusted)) => Answer::from_bool(trusted),
        Ok(None) => Answer::unknown(cells.unknown(Slot::Malformed, &columns.trusted)),
        Err(reason) => Answer::unknown(reason),
    }
}
