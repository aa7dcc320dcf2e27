//! The risk of the account and of the sign-in (C10).

use super::policy::{Name, Names};
use super::question::{Question, said, undocumented, unknown_word, unsaid};
use super::sign_in::{Account, SignInCondition};
use crate::Answer;

/// The levels of risk that are told apart.
const LEVELS: &[&str] = &["high", "low", "medium", "none"];

/// A condition on a risk.
struct Risk<'g> {
    about: &'static str,
    levels: &'g Names,
    own: Option<&'g str>,
}

/// What a policy says of the risks that an account of its kind has.
pub(super) fn considered(question: Question<'_>) -> Vec<SignInCondition> {
    let sign_in = question.sign_in;
    let [of_user, of_sign_in, of_principal] = &question.asked.risks;
    let risks = match sign_in.account {
        Account::User(_) => vec![
            Risk {
                about: "user risk",
                levels: of_user,
                own: sign_in.user_risk.as_deref(),
            },
            Risk {
                about: "sign-in risk",
                levels: of_sign_in,
                own: sign_in.sign_in_risk.as_deref(),
            },
        ],
        Account::ServicePrincipal(_) => vec![Risk {
            about: "service principal risk",
            levels: of_principal,
            own: sign_in.service_principal_risk.as_deref(),
        }],
    };
    risks.iter().map(|risk| risk.considered(question)).collect()
}

impl Risk<'_> {
    fn considered(&self, question: Question<'_>) -> SignInCondition {
        let answer = self.levels.admits(|name| self.fits(question, name));
        let told = format!(
            "includes {}; the {} is {}",
            question.told(self.levels),
            self.about,
            said(self.own)
        );
        SignInCondition::new(self.about, "C10", answer, told)
    }

    fn fits(&self, question: Question<'_>, name: &Name) -> Answer {
        let level = question.word(name.text);
        let is_known = |word: &str| LEVELS.iter().any(|known| known.eq_ignore_ascii_case(word));
        let Some(own) = self.own else {
            return unsaid(self.about);
        };
        if level.eq_ignore_ascii_case(own) {
            return Answer::Yes;
        }
        if !is_known(level) {
            return unknown_word(level, "levels of risk");
        }
        if !is_known(own) {
            return undocumented(format!(
                "which level of risk `{own}` counts as is not documented"
            ));
        }
        Answer::No
    }
}
