//! The filter of devices: clause C9.

use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use super::POLICIES;
use super::conditions::{Filter, FilterMode};
use super::question::{Question, undocumented, unsaid};
use super::sign_in::{Device, SignInCondition};
use crate::Answer;
use crate::cells::{attribute, is_word};
use crate::condition::{Attribute, Object, Problem, Property, Rule, Verdict};
use crate::graph::Graph;

/// What a policy says of the device.
pub(super) fn considered(question: Question<'_>) -> SignInCondition {
    let (answer, said) = match &question.asked.device_filter {
        Ok(None) => (Answer::Yes, "no filter".to_owned()),
        Ok(Some(filter)) => (filtered(question, filter), told(question, filter)),
        Err(reason) => (
            Answer::unknown(reason.clone()),
            "the filter is not known".to_owned(),
        ),
    };
    SignInCondition::new("device filter", "C9", answer, said)
}

fn told(question: Question<'_>, filter: &Filter) -> String {
    let device = match question.sign_in.device {
        Device::Unsaid => "not said",
        Device::Unregistered => "not registered",
        Device::Registered(_) => "registered",
    };
    let (mode, rule) = (filter.mode.name(), filter.rule.text());
    format!("mode `{mode}`, rule `{rule}`; the device is {device}")
}

fn filtered(question: Question<'_>, filter: &Filter) -> Answer {
    if registers(question) {
        let text = "a device filter is not available where devices are registered (C9)";
        return undocumented(text);
    }
    let fits = fits(question, &filter.rule);
    match filter.mode {
        FilterMode::Include => fits,
        FilterMode::Exclude => fits.not(),
    }
}

/// Whether the policy is about registering a device, for which there is no filter.
fn registers(question: Question<'_>) -> bool {
    let strings = &question.graph.snapshot.strings;
    let mut actions = question.asked.user_actions.items.iter();
    actions.any(|action| is_word(strings, action.text, "urn:user:registerdevice"))
}

/// Whether the rule is true of the device.
fn fits(question: Question<'_>, rule: &Rule) -> Answer {
    let now = question.graph.now;
    let verdict = match question.sign_in.device {
        Device::Unsaid if rule.problem().is_none() => return unsaid("a device"),
        Device::Unsaid | Device::Unregistered => rule.evaluate(&Unregistered, now),
        Device::Registered(object) => {
            let graph = question.graph;
            rule.evaluate(&Registered { graph, object }, now)
        }
    };
    match verdict {
        Verdict::True => Answer::Yes,
        Verdict::False => Answer::No,
        Verdict::Unknown(reasons) => Answer::Unknown(reasons),
        Verdict::Error(problem) => Answer::unknown(unreadable(question, &problem)),
    }
}

fn unreadable(question: Question<'_>, problem: &Problem) -> Reason {
    let id = question.policy.id.map(|id| question.word(id));
    let id = id.unwrap_or("without an id");
    let text = format!(
        "the device filter of the policy `{id}` cannot be read: {} ({})",
        problem.message, problem.clause
    );
    Reason::new(ReasonCode::FilterUnknown, text)
        .entity(POLICIES)
        .key(id)
}

/// A device that the directory does not know has nothing in any property (K4).
struct Unregistered;

impl Object for Unregistered {
    fn attribute(&self, _: &Property) -> Attribute<'_> {
        Attribute::Null
    }

    fn in_group_directly(&self, _: &str) -> Answer {
        Answer::No
    }

    fn is_registered(&self) -> bool {
        false
    }
}

/// A row of `devices`.
struct Registered<'g> {
    graph: &'g Graph<'g>,
    object: ObjectId,
}

impl Object for Registered<'_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let snapshot = self.graph.snapshot;
        let columns = self.graph.columns.devices.as_ref();
        // An object of another collection is no device of the directory.
        let columns = columns.filter(|columns| columns.table == self.object.collection);
        let route = columns.and_then(|columns| columns.properties.route(property));
        route.map_or(Attribute::NotCollected, |route| {
            let table = &snapshot.tables[self.object.collection];
            attribute(snapshot, route.of_row(table, self.object.row))
        })
    }

    /// Device filters cannot ask for groups (K6).
    fn in_group_directly(&self, _: &str) -> Answer {
        Answer::No
    }
}
