//! Conditions that no clause speaks of: where one is set, nobody can know.

use tenet_snapshot::{Reason, ReasonCode};

use super::POLICIES;
use super::question::Question;
use super::sign_in::SignInCondition;
use crate::Answer;

/// Those that are set.
pub(super) fn considered(question: Question<'_>) -> Vec<SignInCondition> {
    let set = question.asked.further.iter();
    set.map(|name| considered_one(name)).collect()
}

fn considered_one(name: &str) -> SignInCondition {
    let text = format!("`{name}` of the policy is not evaluated");
    let reason = Reason::new(ReasonCode::NotEvaluated("C10"), text);
    let answer = Answer::unknown(reason.entity(POLICIES).field(name));
    SignInCondition::new(
        "further conditions",
        "C10",
        answer,
        format!("`{name}` is set"),
    )
}
