//! The kind of the client app (C10).

use super::policy::Name;
use super::question::{Question, said, undocumented, unknown_word, unsaid};
use super::sign_in::SignInCondition;
use crate::Answer;

/// Kinds of client apps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Browser,
    Modern,
    /// Exchange `ActiveSync`, as a whole.
    ActiveSync,
    ActiveSyncSupported,
    ActiveSyncUnsupported,
    Other,
}

/// What a policy says of the client app.
pub(super) fn considered(question: Question<'_>) -> SignInCondition {
    let kinds = &question.asked.client_apps;
    let answer = kinds.admits(|name| fits(question, name));
    let own = said(question.sign_in.client_app.as_deref());
    let said = format!("includes {}; the client app is {own}", question.told(kinds));
    SignInCondition::new("client apps", "C10", answer, said)
}

fn fits(question: Question<'_>, name: &Name) -> Answer {
    let word = question.word(name.text);
    if word.eq_ignore_ascii_case("all") {
        return Answer::Yes;
    }
    let Some(wanted) = Kind::of(word) else {
        return unknown_word(word, "client app types");
    };
    let Some(own) = question.sign_in.client_app.as_deref() else {
        return unsaid("a kind of client app");
    };
    match Kind::of(own) {
        Some(kind) => wanted.holds(kind),
        None => undocumented(format!(
            "which kind of client app `{own}` is is not documented"
        )),
    }
}

impl Kind {
    /// The kind that a policy, or a log of sign-ins, names.
    fn of(word: &str) -> Option<Self> {
        let letters = word.chars().filter(|letter| *letter != ' ');
        let letters: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
        Some(match letters.as_str() {
            "browser" => Self::Browser,
            "mobileappsanddesktopclients" => Self::Modern,
            "exchangeactivesync" => Self::ActiveSync,
            "eassupported" => Self::ActiveSyncSupported,
            "easunsupported" => Self::ActiveSyncUnsupported,
            "other" | "otherclients" => Self::Other,
            _ => return None,
        })
    }

    /// Whether a kind that a policy names holds that of a sign-in.
    fn holds(self, own: Self) -> Answer {
        let is_part = |kind| {
            matches!(
                kind,
                Self::ActiveSyncSupported | Self::ActiveSyncUnsupported
            )
        };
        if self == own || self == Self::ActiveSync && is_part(own) {
            return Answer::Yes;
        }
        if is_part(self) && own == Self::ActiveSync {
            return undocumented(
                "whether the client of Exchange ActiveSync is supported is not said",
            );
        }
        Answer::No
    }
}
