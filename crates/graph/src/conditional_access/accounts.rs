//! Whether a policy is for the account that signs in: clauses C2 to C6, C8 and C11.

use super::audience::Audience;
use super::policy::{Conditions, Names};
use super::question::{Question, undocumented};
use super::sign_in::{Account, SignInCondition};
use super::{users, workload};
use crate::cells::incomplete;
use crate::{Answer, NodeKind};
use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

/// In more groups than these nobody knows what becomes of a user.
const GROUPS: usize = 2048;

/// What a policy says of the account.
pub(super) fn considered(question: Question<'_>) -> Vec<SignInCondition> {
    let strings = &question.graph.snapshot.strings;
    let condition = |clause, answer| SignInCondition::new("users", clause, answer, told(question));
    match &question.sign_in.account {
        Account::User(id) => match strings.find_folded(id) {
            Some(user) => vec![
                condition(clause(question), scope(question, user)),
                groups(question, user),
            ],
            None => vec![condition("C6", elsewhere(question))],
        },
        Account::ServicePrincipal(id) => vec![condition("C8", principal(question, id))],
    }
}

/// Whether a policy is for a user, whose home tenant may be said; of one
/// without an object here nothing is known but what names it by id.
fn scope(question: Question<'_>, user: Symbol) -> Answer {
    let graph = question.graph;
    let home = question.sign_in.home_tenant.as_deref();
    let audience = Audience::one(graph, user, NodeKind::User).from(home);
    let scope = audience.answer(&users::reached(question.policy, &audience));
    if scope == Answer::No && graph.directory.row(user, NodeKind::User).is_none() {
        return elsewhere(question);
    }
    scope
}

/// Whether a policy is for a user who has no object here, as one who connects
/// directly from another tenant.
fn elsewhere(question: Question<'_>) -> Answer {
    match &question.policy.for_users {
        Ok(false) => Answer::No,
        Ok(true) => Answer::unknown(users::not_exported(question.graph)),
        Err(reason) => Answer::unknown(reason.clone()),
    }
}

fn principal(question: Question<'_>, id: &str) -> Answer {
    let policy = question.policy;
    let key = question.graph.snapshot.strings.find_folded(id);
    let scope = match (key, &policy.for_principals) {
        (Some(key), _) => {
            let principal = Audience::one(question.graph, key, NodeKind::ServicePrincipal);
            principal.answer(&workload::reached(policy, &principal))
        }
        (None, Ok(false)) => Answer::No,
        (None, Ok(true)) => Answer::unknown(incomplete("servicePrincipals")),
        (None, Err(reason)) => Answer::unknown(reason.clone()),
    };
    if question.asked.agents {
        return scope.or(agents());
    }
    scope
}

/// Which service principals are agents, no export says.
fn agents() -> Answer {
    let text = "the policy includes identities of agents, which are not told apart";
    Answer::unknown(Reason::new(ReasonCode::NotEvaluated("C8"), text))
}

/// The clause that speaks of what the policy includes.
fn clause(question: Question<'_>) -> &'static str {
    let include = &question.policy.include;
    match () {
        () if matches!(question.policy.for_users, Ok(false)) => "C8",
        () if !include.users.is_empty() => "C2",
        () if !include.groups.is_empty() => "C3",
        () if !include.roles.is_empty() => "C5",
        () => "C6",
    }
}

/// Beyond so many groups access may be blocked (C11).
fn groups(question: Question<'_>, user: Symbol) -> SignInCondition {
    let count = question.graph.groups_of(user).known.len();
    let answer = if count > GROUPS {
        undocumented("what becomes of a user in more than 2,048 groups is not documented")
    } else {
        Answer::Yes
    };
    let said = format!("the user is known to be in {count} groups");
    SignInCondition::new("groups of the user", "C11", answer, said)
}

fn told(question: Question<'_>) -> String {
    let policy = question.policy;
    if matches!(question.sign_in.account, Account::ServicePrincipal(_)) {
        let (include, exclude) = (&policy.include_principals, &policy.exclude_principals);
        let (include, exclude) = (question.told(include), question.told(exclude));
        return format!("includes {include}, excludes {exclude}");
    }
    let side = |conditions: &Conditions| {
        let lists = [
            (&conditions.users, "users"),
            (&conditions.groups, "groups"),
            (&conditions.roles, "roles"),
        ];
        let named = lists.into_iter().filter(|(names, _)| !names.is_empty());
        let told = |(names, what): (&Names, &str)| format!("{what} {}", question.told(names));
        let mut told: Vec<String> = named.map(told).collect();
        if !matches!(conditions.guests, Ok(None)) {
            told.push("guests".to_owned());
        }
        if told.is_empty() {
            told.push("nobody".to_owned());
        }
        told.join(" and ")
    };
    format!(
        "includes {}, excludes {}",
        side(&policy.include),
        side(&policy.exclude)
    )
}
