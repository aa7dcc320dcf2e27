//! Who is one of all users: clause I2.

use roaring::RoaringBitmap;
use tenet_snapshot::{ListSlot, Reason, ReasonCode, Row, Slot};

use crate::cells::{Cells, cells, is_word};
use crate::columns::directory::Users;
use crate::conditional_access::users::not_exported;
use crate::graph::Graph;
use crate::membership::unless_known;
use crate::population::link::Link;
use crate::truth::Truth;
use crate::{Answer, NodeKind};

/// The service plan of Intune.
pub(crate) const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
/// The service that Intune's plans, and some others, belong to.
const SERVICE: &str = "SCO";

/// Who of those behind a link has a licence for Intune.
pub(crate) fn licensed(graph: &Graph<'_>, users: &Link) -> Truth {
    let numbers = users.numbers();
    let mut truth = if numbers.len() < FEW {
        users.pull_truth(&judged(graph, &numbers))
    } else {
        let all = graph.licensed.get_or_init(|| {
            let everybody = graph.directory.of_kind(NodeKind::User);
            judged(graph, &everybody.cloned().unwrap_or_default())
        });
        let mut truth = users.pull_truth(all);
        let others = numbers
            - graph
                .directory
                .of_kind(NodeKind::User)
                .cloned()
                .unwrap_or_default();
        truth = truth.or(&users.pull_truth(&judged(graph, &others)));
        truth
    };
    for (reason, members) in &users.unknown {
        truth.doubt(reason.clone(), members.clone());
    }
    truth
}

/// Fewer than these are looked at one by one; for more, all users are, once.
const FEW: u64 = 64;

fn judged(graph: &Graph<'_>, numbers: &RoaringBitmap) -> Truth {
    let mut truth = Truth::default();
    for number in numbers {
        truth.set(number, is_licensed(graph, number));
    }
    truth
}

/// Whether a user has a licence for Intune.
fn is_licensed(graph: &Graph<'_>, user: u32) -> Answer {
    let object = graph.directory.object(user);
    let row = object.filter(|object| object.kind == NodeKind::User);
    let row = row.and_then(|object| object.row);
    let (Some(row), Some(users)) = (row, &graph.columns.users) else {
        return Answer::unknown(not_exported(graph));
    };
    let cells = cells(graph.snapshot, users.table, "users");
    let plans = match cells.list(&users.plans, row) {
        Ok(plans) => plans,
        Err(reason) => return Answer::unknown(reason),
    };
    let licensed = plans.map_or(Answer::No, |plans| has_plan(graph, users, cells, plans));
    match licensed {
        Answer::No => Answer::No,
        Answer::Yes | Answer::Unknown(_) => licensed.and(is_enabled(users, cells, row)),
    }
}

/// No source says whether a disabled user still counts (O3).
fn is_enabled(users: &Users, cells: Cells<'_>, row: Row) -> Answer {
    match cells.truth(&users.enabled, row) {
        Ok(Some(true)) => Answer::Yes,
        Ok(_) => {
            let text = "whether a disabled user is one of all users is not documented";
            Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
        }
        Err(reason) => Answer::unknown(reason),
    }
}

fn has_plan(graph: &Graph<'_>, users: &Users, cells: Cells<'_>, plans: ListSlot<'_>) -> Answer {
    let mut found = if plans.open {
        unless_known(vec![cells.unknown(Slot::Absent, &users.plans)])
    } else {
        Answer::No
    };
    for plan in plans.iter() {
        found = found.or(is_intune(graph, users, cells, plan));
    }
    found
}

fn is_intune(graph: &Graph<'_>, users: &Users, cells: Cells<'_>, plan: Slot<'_>) -> Answer {
    let Slot::Record(record) = plan else {
        return Answer::unknown(cells.unknown(plan, &users.plans));
    };
    let is = |route: &crate::columns::route::Route, words: &[&str]| match cells
        .text_of(route.of_record(record), route)
    {
        Ok(text) => Answer::from_bool(text.is_some_and(|text| {
            let strings = &graph.snapshot.strings;
            words.iter().any(|word| is_word(strings, text, word))
        })),
        Err(reason) => Answer::unknown(reason),
    };
    let active = is(&users.plan.status, &["Enabled", "Warning"]);
    let text =
        "a plan of the service that Intune belongs to is not known to be a licence for Intune";
    let other = is(&users.plan.service, &[SERVICE]);
    let other = other.and(Answer::unknown(Reason::new(ReasonCode::Undocumented, text)));
    active.and(is(&users.plan.id, &[INTUNE]).or(other))
}
