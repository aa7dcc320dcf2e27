//! Users whom a filtered policy reaches: those with a device that the filter leaves.
//!
//! A filter looks at devices, and a user is reached where one of theirs is.

use tenet_snapshot::{Reason, ReasonCode};

use super::apps::{self, Question};
use super::assignments::AssignedPolicy;
use super::intents::Intent;
use super::{Fitness, Sides, base};
use crate::cells::incomplete;
use crate::graph::Graph;
use crate::joins::MANAGED_DEVICES;
use crate::population::{NOBODY, Population};
use crate::populations::Whole;
use crate::truth::Truth;

/// The users with a device that a policy reaches through its user.
pub(crate) fn by_devices(graph: &Graph<'_>, policy: &AssignedPolicy, users: &Population) -> Truth {
    let devices = graph.devices_of(users);
    let left = base(graph, policy, &devices, Sides::User).left;
    let left = Fitness::of(graph, policy, &devices).left(left);
    through(graph, users, &devices, &left)
}

/// The same for each intent of an app.
pub(crate) fn intents_by_devices(question: Question<'_, '_>) -> Vec<(Intent, Truth)> {
    let Question {
        graph,
        policy,
        population: users,
        ..
    } = question;
    let devices = graph.devices_of(users);
    let matches = super::matches(graph, policy, &devices, Sides::User);
    let assignments = policy.assignments.as_deref().unwrap_or_default();
    let of_devices = Question {
        population: &devices,
        ..question
    };
    let fitness = Fitness::of(graph, policy, &devices);
    let intended = apps::intended(of_devices, assignments, &matches).intents;
    let of_users = Intent::ALL.into_iter().map(|intent| {
        let found = intended.iter().find(|(known, _)| *known == intent);
        let left = fitness.left(found.map(|(_, truth)| truth.clone()).unwrap_or_default());
        (intent, through(graph, users, &devices, &left))
    });
    of_users.collect()
}

/// From devices to their users.
fn through(
    graph: &Graph<'_>,
    users: &Population,
    devices: &Population,
    of_devices: &Truth,
) -> Truth {
    let mut reached = Truth::of(devices.user.push(&of_devices.yes));
    for (reason, set) in &of_devices.unknown {
        reached.doubt(reason.clone(), devices.user.push(set));
    }
    let mut owners = devices.user.numbers();
    // Whose devices are nobody's in the directory cannot be told apart.
    owners.remove(NOBODY);
    reached = reached.among(&owners);
    let text = "a filter decides, and the user has no device that it could be asked about";
    let without = Reason::new(ReasonCode::FilterUnknown, text);
    reached.doubt(without, &users.members - &owners);
    // A device whose user was not exported may be anybody's.
    for (reason, _) in &graph.population(Whole::Managed).user.unknown {
        reached.doubt(reason.clone(), users.members.clone());
    }
    if !is_complete(graph) {
        reached.doubt(incomplete(MANAGED_DEVICES), users.members.clone());
    }
    reached
}

fn is_complete(graph: &Graph<'_>) -> bool {
    let managed = graph.columns.managed.as_ref();
    managed.is_some_and(|managed| graph.snapshot.tables[managed.table].is_complete())
}
