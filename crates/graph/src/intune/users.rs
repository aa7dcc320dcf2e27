//! Users whom a filtered policy reaches: those with a device that the filter leaves.
//!
//! A filter looks at devices, and a user is reached where one of theirs is.

use tenet_snapshot::{Reason, ReasonCode};

use super::apps::{self, Question};
use super::assignments::AssignedPolicy;
use super::intents::Intent;
use super::{Base, Fitness, Sides, base};
use crate::cells::incomplete;
use crate::graph::Graph;
use crate::joins::MANAGED_DEVICES;
use crate::population::Population;
use crate::subject::SubjectKind;
use crate::truth::Truth;

/// Whom a policy reaches of users, by the filters on their devices.
pub(crate) fn by_devices(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    population: &Population,
    own: &Base,
    left: &Truth,
) -> Truth {
    if population.kind != SubjectKind::User || own.said.is_empty() {
        return left.clone();
    }
    let devices = graph.devices_of(population);
    let left_devices = base(graph, policy, &devices, Sides::User).left;
    let of_devices = Fitness::of(graph, policy, &devices).left(left_devices);
    through(graph, population, &devices, own, left, &of_devices)
}

/// The same for an intent of an app.
pub(crate) fn app_by_devices(
    question: Question<'_, '_>,
    own: &Base,
    intent: Intent,
    left: &Truth,
) -> Truth {
    let Question {
        graph,
        policy,
        population,
        ..
    } = question;
    if population.kind != SubjectKind::User || own.said.is_empty() {
        return left.clone();
    }
    let devices = graph.devices_of(population);
    let matches = super::matches(graph, policy, &devices, Sides::User);
    let assignments = policy.assignments.as_deref().unwrap_or_default();
    let of_devices = Question {
        population: &devices,
        ..question
    };
    let intended = apps::intended(of_devices, assignments, &matches).intents;
    let found = intended.into_iter().find(|(known, _)| *known == intent);
    let truth = found.map(|(_, truth)| truth).unwrap_or_default();
    let truth = Fitness::of(graph, policy, &devices).left(truth);
    through(graph, population, &devices, own, left, &truth)
}

/// From devices to their users.
fn through(
    graph: &Graph<'_>,
    users: &Population,
    devices: &Population,
    own: &Base,
    left: &Truth,
    of_devices: &Truth,
) -> Truth {
    let matched = own.kept.sides.any();
    let mut reached = Truth::of(devices.user.push(&of_devices.yes));
    for (reason, set) in &of_devices.unknown {
        reached.doubt(reason.clone(), devices.user.push(set));
    }
    let owners = devices.user.numbers();
    let text = "a filter decides, and the user has no device that it could be asked about";
    let without = Reason::new(ReasonCode::FilterUnknown, text);
    reached.doubt(without, &users.members - &owners);
    if !is_complete(graph) {
        reached.doubt(incomplete(MANAGED_DEVICES), users.members.clone());
    }
    // Where no filter had a say, it does not matter what devices there are.
    let plain = Truth::of(left.yes.clone());
    plain.or(&matched.and(&reached))
}

fn is_complete(graph: &Graph<'_>) -> bool {
    let managed = graph.columns.managed.as_ref();
    managed.is_some_and(|managed| graph.snapshot.tables[managed.table].is_complete())
}
