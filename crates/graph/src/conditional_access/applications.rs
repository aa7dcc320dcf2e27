//! What is signed in to: resources, user actions and authentication contexts (C7).

use tenet_snapshot::{Reason, ReasonCode};

use super::POLICIES;
use super::policy::Name;
use super::question::{Question, said, undocumented, unknown_word, unsaid};
use super::sign_in::{SignIn, SignInCondition};
use super::suites;
use crate::Answer;
use crate::words::is_guid;

/// What a policy says of what is signed in to.
pub(super) fn considered(question: Question<'_>) -> SignInCondition {
    let (asked, sign_in) = (question.asked, question.sign_in);
    let resource = sign_in.resource.as_deref();
    let mut told = question.told_lists(&asked.applications, "the resource", resource);
    let context = sign_in.authentication_context.as_deref();
    for (what, names, own) in [
        (
            "user actions",
            &asked.user_actions,
            sign_in.user_action.as_deref(),
        ),
        ("authentication contexts", &asked.contexts, context),
    ] {
        if !names.is_empty() {
            let (names, own) = (question.told(names), said(own));
            told = format!("{told}; {what} {names}; the sign-in: {own}");
        }
    }
    SignInCondition::new("applications", "C7", answer(question), told)
}

fn answer(question: Question<'_>) -> Answer {
    let (asked, sign_in) = (question.asked, question.sign_in);
    let (lists, actions, contexts) = (&asked.applications, &asked.user_actions, &asked.contexts);
    let excluded = lists.exclude.any(|name| fits(question, name)).not();
    if lists.include.is_empty() && actions.is_empty() && contexts.is_empty() {
        // Graph demands one of them: what the policy is about was lost on the way.
        let text = "the policy is about no resource, no user action and no context";
        let lost = Reason::new(ReasonCode::Malformed, text).entity(POLICIES);
        return excluded.and(Answer::unknown(lost.field("conditions.applications")));
    }
    let by_resource = lists.include.any(|name| fits(question, name)).and(excluded);
    let is = |own: &Option<String>, what: &str, name: &Name| match own {
        Some(own) => Answer::from_bool(question.word(name.text).eq_ignore_ascii_case(own)),
        None if says_something(sign_in) => Answer::No,
        None => unsaid(what),
    };
    let by_action = actions.any(|name| is(&sign_in.user_action, "a user action", name));
    let context = &sign_in.authentication_context;
    let by_context = contexts.any(|name| is(context, "an authentication context", name));
    by_resource.or(by_action).or(by_context)
}

/// Whether it is said what is signed in to.
fn says_something(sign_in: &SignIn) -> bool {
    let SignIn {
        resource,
        user_action,
        authentication_context,
        ..
    } = sign_in;
    resource.is_some() || user_action.is_some() || authentication_context.is_some()
}

/// Whether a name in a list of applications holds the resource; the list
/// holds appIds, never ids of objects.
fn fits(question: Question<'_>, name: &Name) -> Answer {
    let word = question.word(name.text);
    let is = |known: &str| word.eq_ignore_ascii_case(known);
    if is("None") {
        return Answer::No;
    }
    let Some(resource) = question.sign_in.resource.as_deref() else {
        return without_resource(question.sign_in, is("All"));
    };
    if is("All") || is(resource) {
        return Answer::Yes;
    }
    if is("Office365") {
        return suites::office365(question.sign_in.office365.as_deref(), resource);
    }
    if is("MicrosoftAdminPortals") {
        return suites::admin_portals(resource);
    }
    if is(suites::AZURE_MANAGEMENT) {
        return Answer::from_bool(suites::is_azure_management(resource));
    }
    if is_guid(word) {
        return Answer::No;
    }
    unknown_word(word, "applications")
}

fn without_resource(sign_in: &SignIn, is_all: bool) -> Answer {
    match (says_something(sign_in), is_all) {
        (false, true) => Answer::Yes,
        (false, false) => unsaid("a resource"),
        (true, _) => undocumented(
            "whether a policy on resources is asked about a user action is not documented",
        ),
    }
}
