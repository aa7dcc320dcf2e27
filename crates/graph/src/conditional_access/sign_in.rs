//! Whether a policy applies to a sign-in: clauses C1 to C11.

use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use super::conditions::State;
use super::question::Question;
use super::{
    accounts, applications, client_apps, device_filter, further, locations, platforms, risks,
};
use crate::Answer;
use crate::graph::Graph;
use crate::reach::Policy;

/// A sign-in that is asked about. What is not said is unknown.
///
/// What is signed in to is a resource, a user action or an authentication
/// context: where one of them is said, those that are not are not asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Who signs in.
    pub account: Account,
    /// The tenant in which a guest is at home, which exports of users do not
    /// hold; logs of sign-ins have it as `homeTenantId`.
    pub home_tenant: Option<String>,
    /// The appId of what is signed in to.
    pub resource: Option<String>,
    /// What the user does: `urn:user:registersecurityinfo`.
    pub user_action: Option<String>,
    /// The authentication context that is asked for: `c1`.
    pub authentication_context: Option<String>,
    /// The platform of the device, in a word of the platforms of policies: `windows`.
    pub platform: Option<String>,
    /// The kind of client app, in a word of `clientAppTypes` or of the logs.
    pub client_app: Option<String>,
    /// The id of the named location from which it comes; it is taken to be in no other.
    pub location: Option<String>,
    /// `low`, `medium`, `high`, `none`.
    pub user_risk: Option<String>,
    /// `low`, `medium`, `high`, `none`.
    pub sign_in_risk: Option<String>,
    /// `low`, `medium`, `high`, `none`.
    pub service_principal_risk: Option<String>,
    /// From which device.
    pub device: Device,
    /// The appIds of the Office 365 suite, where all of them are known; else
    /// those that are published count, and others may.
    pub office365: Option<Vec<String>>,
}

/// Who signs in, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// A user.
    User(String),
    /// A service principal.
    ServicePrincipal(String),
}

/// From which device somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Device {
    /// Nothing is said of it.
    #[default]
    Unsaid,
    /// The directory does not know it.
    Unregistered,
    /// A row of `devices`.
    Registered(ObjectId),
}

/// Whether a policy applies to a sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Application {
    /// It does, and asks for its controls.
    Applied,
    /// It does not.
    NotApplied,
    /// It would, and only reports.
    ReportOnly,
    /// It only reports, and cannot do so for what it is about.
    NotEvaluated,
    /// Nobody can know from this export; at least one reason, sorted, each once.
    Unknown(Vec<Reason>),
}

/// A condition of a policy, and what it says of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInCondition {
    /// What it is about: `users`, `applications`, `platforms`.
    pub about: &'static str,
    /// Whether it lets the policy apply.
    pub answer: Answer,
    /// The clause that decides.
    pub clause: &'static str,
    /// What becomes of the policy where all conditions let it apply.
    pub effect: Effect,
    /// What the policy asks for and what the sign-in is, in words.
    pub said: String,
}

/// What a condition makes of a policy whose conditions are all met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It applies.
    Applies,
    /// It reports only.
    Reports,
    /// It is not evaluated, whatever the other conditions say.
    NotEvaluated,
}

impl SignIn {
    /// A sign-in of which nothing but the account is said.
    pub const fn of(account: Account) -> Self {
        Self {
            account,
            home_tenant: None,
            resource: None,
            user_action: None,
            authentication_context: None,
            platform: None,
            client_app: None,
            location: None,
            user_risk: None,
            sign_in_risk: None,
            service_principal_risk: None,
            device: Device::Unsaid,
            office365: None,
        }
    }
}

impl Graph<'_> {
    /// Whether a Conditional Access policy applies to a sign-in.
    pub fn applies(&self, policy: ObjectId, sign_in: &SignIn) -> Application {
        Application::of(&self.sign_in_conditions(policy, sign_in))
    }

    /// What each condition of a policy says of a sign-in, its state first; all
    /// must let it apply (C10).
    pub fn sign_in_conditions(&self, policy: ObjectId, sign_in: &SignIn) -> Vec<SignInCondition> {
        match self.question(policy, sign_in) {
            Ok(question) => question.conditions(),
            Err(reason) => {
                let said = "the conditions of the policy were not read".to_owned();
                let answer = Answer::unknown(reason);
                vec![SignInCondition::new("state", "C1", answer, said)]
            }
        }
    }

    fn question<'g>(
        &'g self,
        policy: ObjectId,
        sign_in: &'g SignIn,
    ) -> Result<Question<'g>, Reason> {
        let policy = match self.known_policy(policy)? {
            Policy::ConditionalAccess(policy) => policy,
            Policy::Intune(_) => {
                let text = "policies of Intune do not apply to sign-ins";
                return Err(Reason::new(ReasonCode::TargetKindUnsupported, text));
            }
        };
        let asked = policy.asked.as_deref().ok_or_else(|| {
            let text = "the conditions of the policy were not read";
            Reason::new(ReasonCode::PropertyNotCollected, text)
        })?;
        Ok(Question {
            graph: self,
            policy,
            asked,
            sign_in,
        })
    }
}

impl Question<'_> {
    fn conditions(self) -> Vec<SignInCondition> {
        let mut all = vec![self.state()];
        all.extend(accounts::considered(self));
        all.extend([
            applications::considered(self),
            platforms::considered(self),
            locations::considered(self),
            client_apps::considered(self),
        ]);
        all.extend(risks::considered(self));
        all.push(device_filter::considered(self));
        all.extend(further::considered(self));
        all
    }

    /// Whether the policy is on; one that only reports cannot do so for user actions (C1).
    fn state(self) -> SignInCondition {
        let state = self.asked.state.as_ref();
        let (answer, effect) = match state {
            Ok(State::Enabled) => (Answer::Yes, Effect::Applies),
            Ok(State::Disabled) => (Answer::No, Effect::Applies),
            Ok(State::ReportOnly) if self.asked.user_actions.items.is_empty() => {
                (Answer::Yes, Effect::Reports)
            }
            Ok(State::ReportOnly) => (Answer::Yes, Effect::NotEvaluated),
            Err(reason) => (Answer::unknown(reason.clone()), Effect::Applies),
        };
        let said = state.map_or_else(
            |_| "not known".to_owned(),
            |state| format!("`{}`", state.name()),
        );
        SignInCondition {
            effect,
            ..SignInCondition::new("state", "C1", answer, said)
        }
    }
}

impl SignInCondition {
    /// A condition that decides nothing beside whether the policy applies.
    pub(super) const fn new(
        about: &'static str,
        clause: &'static str,
        answer: Answer,
        said: String,
    ) -> Self {
        Self {
            about,
            answer,
            clause,
            effect: Effect::Applies,
            said,
        }
    }
}

impl Application {
    /// What conditions make of a policy together.
    pub fn of(considered: &[SignInCondition]) -> Self {
        let answers = considered.iter().map(|one| one.answer.clone());
        let effect = considered.iter().map(|one| one.effect).max();
        match (effect, answers.fold(Answer::Yes, Answer::and)) {
            (Some(Effect::NotEvaluated), _) => Self::NotEvaluated,
            (_, Answer::No) => Self::NotApplied,
            (_, Answer::Unknown(reasons)) => Self::Unknown(reasons),
            (Some(Effect::Reports), Answer::Yes) => Self::ReportOnly,
            (Some(Effect::Applies) | None, Answer::Yes) => Self::Applied,
        }
    }

    /// Its word in reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::NotApplied => "not_applied",
            Self::ReportOnly => "report_only",
            Self::NotEvaluated => "not_evaluated",
            Self::Unknown(_) => "unknown",
        }
    }
}
