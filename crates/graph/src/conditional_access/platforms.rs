//! The platform of the device that signs in (C10).

use super::policy::Name;
use super::question::{Question, undocumented, unknown_word, unsaid};
use super::sign_in::SignInCondition;
use crate::Answer;

/// The platforms that Conditional Access tells apart.
const PLATFORMS: &[&str] = &[
    "android",
    "iOS",
    "linux",
    "macOS",
    "windows",
    "windowsPhone",
];

/// What a policy says of the platform.
pub(super) fn considered(question: Question<'_>) -> SignInCondition {
    let lists = &question.asked.platforms;
    let answer = lists.admits(|name| fits(question, name));
    let own = question.sign_in.platform.as_deref();
    let said = question.told_lists(lists, "the platform", own);
    SignInCondition::new("platforms", "C10", answer, said)
}

fn fits(question: Question<'_>, name: &Name) -> Answer {
    let word = question.word(name.text);
    if word.eq_ignore_ascii_case("all") {
        return Answer::Yes;
    }
    if !is_known(word) {
        return unknown_word(word, "platforms");
    }
    match question.sign_in.platform.as_deref() {
        None => unsaid("a platform"),
        Some(own) if is_known(own) => Answer::from_bool(own.eq_ignore_ascii_case(word)),
        Some(own) => undocumented(format!(
            "which platform `{own}` counts as is not documented"
        )),
    }
}

fn is_known(word: &str) -> bool {
    PLATFORMS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}
