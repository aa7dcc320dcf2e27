//! Whether a policy applies to a sign-in: clauses C1, C7 and C9 to C11.

use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use super::conditions::{Asked, Filter, FilterMode, State};
use super::policy::{AccessPolicy, Names};
use super::{suites, users, workload};
use crate::cells::is_word;
use crate::condition::{Attribute, Object, Property, Rule, Subject, Verdict};
use crate::graph::Graph;
use crate::reach::Policy;
use crate::{Answer, NodeKind, words};
use tenet_syntax::condition::Dialect;

/// A sign-in that is asked about. What is not said is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Who signs in.
    pub account: Account,
    /// The home tenant of a guest; sign-in logs tell it, exports of users do not.
    pub home_tenant: Option<String>,
    /// The `appId` of the resource.
    pub resource: Option<String>,
    /// What the user does instead of signing in: `urn:user:registersecurityinfo`.
    pub user_action: Option<String>,
    /// The authentication context that an app asks for: `c1`.
    pub authentication_context: Option<String>,
    /// `windows`, `iOS` and so on.
    pub platform: Option<String>,
    /// `browser`, `mobileAppsAndDesktopClients` and so on.
    pub client_app: Option<String>,
    /// The id of a named location.
    pub location: Option<String>,
    /// `low`, `medium`, `high` or `none`.
    pub user_risk: Option<String>,
    /// `low`, `medium`, `high` or `none`.
    pub sign_in_risk: Option<String>,
    /// `low`, `medium`, `high` or `none`.
    pub service_principal_risk: Option<String>,
    /// Where it comes from.
    pub device: Device,
    /// All apps of the Office 365 suite by `appId`, where they are known; else
    /// the list that ships.
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

/// The device of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// One that the directory does not know.
    Unregistered,
    /// A row of `devices`.
    Registered(ObjectId),
    /// Nothing is said of it.
    Unsaid,
}

/// Whether a policy applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Application {
    /// It is enforced.
    Applied,
    /// It has no say.
    NotApplied,
    /// It would be enforced, and reports.
    ReportOnly,
    /// It reports, and cannot be evaluated so.
    NotEvaluated,
    /// Nobody can know; at least one reason.
    Unknown(Vec<Reason>),
}

/// What one condition of a policy says of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInCondition {
    /// What it is about: `users`, `applications`, `platforms`.
    pub about: &'static str,
    /// Whether it holds.
    pub answer: Answer,
    /// The clause.
    pub clause: &'static str,
}

impl SignIn {
    /// A sign-in of which only the account is known.
    pub fn of(account: Account) -> Self {
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
        let (policy, asked) = match self.access_policy(policy) {
            Ok(found) => found,
            Err(reason) => return Application::Unknown(vec![reason]),
        };
        let state = match &asked.state {
            Ok(State::Disabled) => return Application::NotApplied,
            Ok(state) => Ok(*state),
            Err(reason) => Err(reason.clone()),
        };
        let conditions = question(self, policy, asked, sign_in).conditions();
        let all = conditions.into_iter().map(|condition| condition.answer);
        let all = all.fold(Answer::Yes, Answer::and);
        match (all, state) {
            (Answer::No, _) => Application::NotApplied,
            (Answer::Unknown(reasons), _) => Application::Unknown(reasons),
            (Answer::Yes, Err(reason)) => Application::Unknown(vec![reason]),
            (Answer::Yes, Ok(State::ReportOnly)) if !asked.user_actions.is_empty() => {
                Application::NotEvaluated
            }
            (Answer::Yes, Ok(State::ReportOnly)) => Application::ReportOnly,
            (Answer::Yes, Ok(State::Enabled | State::Disabled)) => Application::Applied,
        }
    }

    /// What each condition of a policy says of a sign-in; none if the policy was not read.
    pub fn sign_in_conditions(&self, policy: ObjectId, sign_in: &SignIn) -> Vec<SignInCondition> {
        match self.access_policy(policy) {
            Ok((policy, asked)) => question(self, policy, asked, sign_in).conditions(),
            Err(_) => Vec::new(),
        }
    }

    fn access_policy(&self, policy: ObjectId) -> Result<(&AccessPolicy, &Asked), Reason> {
        let unread = || {
            let text = "the conditions of the policy were not read";
            Reason::new(ReasonCode::PropertyNotCollected, text)
        };
        match self.known_policy(policy)? {
            Policy::ConditionalAccess(policy) => {
                let asked = policy.asked.as_deref().ok_or_else(unread)?;
                Ok((policy, asked))
            }
            Policy::Intune(_) => Err(unread()),
        }
    }
}

fn question<'q>(
    graph: &'q Graph<'q>,
    policy: &'q AccessPolicy,
    asked: &'q Asked,
    sign_in: &'q SignIn,
) -> Question<'q> {
    Question {
        graph,
        policy,
        asked,
        sign_in,
    }
}

/// A policy and a sign-in.
#[derive(Clone, Copy)]
struct Question<'q> {
    graph: &'q Graph<'q>,
    policy: &'q AccessPolicy,
    asked: &'q Asked,
    sign_in: &'q SignIn,
}

impl Question<'_> {
    /// Every condition, in the order of the portal; all have to hold (C10).
    fn conditions(self) -> Vec<SignInCondition> {
        let of = |about, answer, clause| SignInCondition {
            about,
            answer,
            clause,
        };
        let risks = self.risks();
        vec![
            of("users", self.account(), "C4"),
            of("groups of the user", self.few_groups(), "C11"),
            of("applications", self.applications(), "C7"),
            of("platforms", self.platforms(), "C10"),
            of("locations", self.locations(), "C10"),
            of("client apps", self.client_apps(), "C10"),
            of("risk", risks, "C10"),
            of("device filter", self.device(), "C9"),
        ]
    }

    fn account(self) -> Answer {
        let strings = &self.graph.snapshot.strings;
        match &self.sign_in.account {
            Account::User(id) => match strings.find_folded(id) {
                Some(key) => {
                    let home = self.sign_in.home_tenant.as_deref();
                    users::reaches_from(self.graph, self.policy, key, home)
                }
                // Who connects directly has no object here (C6).
                None if matches!(self.policy.for_users, Ok(false)) => Answer::No,
                None => Answer::unknown(users::not_exported(self.graph)),
            },
            Account::ServicePrincipal(id) => match strings.find_folded(id) {
                Some(key) => workload::reaches(self.graph, self.policy, key),
                None if matches!(self.policy.for_principals, Ok(false)) => Answer::No,
                None => Answer::unknown(crate::cells::incomplete("servicePrincipals")),
            },
        }
    }

    /// A user in too many groups may be blocked, whatever a policy says (C11).
    fn few_groups(self) -> Answer {
        let Account::User(id) = &self.sign_in.account else {
            return Answer::Yes;
        };
        let key = self.graph.snapshot.strings.find_folded(id);
        let groups = key.map_or(0, |key| self.graph.groups_of(key).known.len());
        if groups <= MOST_GROUPS {
            return Answer::Yes;
        }
        let text =
            format!("the user is in {groups} groups, and beyond {MOST_GROUPS} may be blocked");
        Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
    }

    /// Resources, user actions and authentication contexts are alternatives (C7).
    fn applications(self) -> Answer {
        let actions = named(
            &self.asked.user_actions,
            self.sign_in.user_action.as_deref(),
            self,
        );
        let contexts = named(
            &self.asked.contexts,
            self.sign_in.authentication_context.as_deref(),
            self,
        );
        let included = self
            .asked
            .applications
            .0
            .any(|name| self.resource(name.text));
        let excluded = self
            .asked
            .applications
            .1
            .any(|name| self.resource(name.text));
        let filtered = match &self.asked.application_filter {
            Ok(false) => Answer::Yes,
            Ok(true) => {
                let text = "a filter on attributes picks the applications, and it is not evaluated";
                Answer::unknown(Reason::new(ReasonCode::NotEvaluated("C7"), text))
            }
            Err(reason) => Answer::unknown(reason.clone()),
        };
        let by_resource = super::in_scope(included, excluded).and(filtered);
        by_resource.or(actions).or(contexts)
    }

    fn resource(self, name: tenet_base::Symbol) -> Answer {
        let strings = &self.graph.snapshot.strings;
        let is = |word| is_word(strings, name, word);
        if is("All") {
            return Answer::Yes;
        }
        if is("None") {
            return Answer::No;
        }
        let Some(resource) = &self.sign_in.resource else {
            return Answer::unknown(unsaid("the resource"));
        };
        if is("Office365") {
            return suites::office365(self.sign_in.office365.as_deref(), resource);
        }
        if is("MicrosoftAdminPortals") {
            return suites::admin_portals(resource);
        }
        if tenet_base::text::same(strings.get(name), resource) {
            return Answer::Yes;
        }
        words::unless_unknown(self.graph, name, "applications").map_or(Answer::No, Answer::unknown)
    }

    fn platforms(self) -> Answer {
        let (include, exclude) = &self.asked.platforms;
        self.listed(
            include,
            exclude,
            (self.sign_in.platform.as_deref(), "the platform"),
        )
    }

    fn locations(self) -> Answer {
        let (include, exclude) = &self.asked.locations;
        let said = self.sign_in.location.as_deref();
        let trusted = |names: &Names| {
            names.any(|name| {
                let strings = &self.graph.snapshot.strings;
                Answer::from_bool(is_word(strings, name.text, "AllTrusted"))
            })
        };
        let by_list = self.listed(include, exclude, (said, "the location"));
        // Whether a place is trusted, or where an address is, is not worked out.
        if trusted(include).or(trusted(exclude)) == Answer::No
            || by_list == Answer::No && trusted(include) == Answer::No
        {
            return by_list;
        }
        let text = "whether the location is trusted is not said";
        Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text))
    }

    /// Included and not excluded, by name; `all` is every one, and no list asks nothing.
    fn listed(
        self,
        include: &Names,
        exclude: &Names,
        (said, what): (Option<&str>, &str),
    ) -> Answer {
        if include.items.is_empty() && exclude.items.is_empty() {
            let gap = include.gap.clone().or_else(|| exclude.gap.clone());
            return gap.map_or(Answer::Yes, Answer::unknown);
        }
        let is = |names: &Names| {
            names.any(|name| {
                let word = self.graph.snapshot.strings.get(name.text);
                if word.eq_ignore_ascii_case("all") {
                    return Answer::Yes;
                }
                match said {
                    Some(said) => Answer::from_bool(tenet_base::text::same(word, said)),
                    None => Answer::unknown(unsaid(what)),
                }
            })
        };
        super::in_scope(is(include), is(exclude))
    }

    fn client_apps(self) -> Answer {
        let said = self.sign_in.client_app.as_deref();
        let none = Names {
            items: Vec::new(),
            gap: None,
        };
        self.listed(&self.asked.client_apps, &none, (said, "the client app"))
    }

    fn risks(self) -> Answer {
        let none = Names {
            items: Vec::new(),
            gap: None,
        };
        let [user, sign_in, principal] = &self.asked.risks;
        let said = self.sign_in;
        let of =
            |names, said: &Option<String>, what| self.listed(names, &none, (said.as_deref(), what));
        of(user, &said.user_risk, "the risk of the user")
            .and(of(sign_in, &said.sign_in_risk, "the risk of the sign-in"))
            .and(of(
                principal,
                &said.service_principal_risk,
                "the risk of the service principal",
            ))
    }

    fn device(self) -> Answer {
        let filter = match &self.asked.device_filter {
            Ok(None) => return Answer::Yes,
            Ok(Some(filter)) => filter,
            Err(reason) => return Answer::unknown(reason.clone()),
        };
        let registers = named(&self.asked.user_actions, Some(REGISTER), self) == Answer::Yes;
        if registers {
            let text = "a device filter is not available where devices are registered (C9)";
            return Answer::unknown(Reason::new(ReasonCode::Undocumented, text));
        }
        let fits = self.fits(filter);
        match filter.mode {
            FilterMode::Include => fits,
            FilterMode::Exclude => fits.not(),
        }
    }

    fn fits(self, filter: &Filter) -> Answer {
        let rule = Rule::compile(Dialect::DeviceFilter, Subject::Device, &filter.rule);
        let verdict = match self.sign_in.device {
            Device::Unsaid => return Answer::unknown(unsaid("the device")),
            Device::Unregistered => rule.evaluate(&Unregistered, self.graph.now),
            Device::Registered(object) => {
                let device = Registered {
                    graph: self.graph,
                    object,
                };
                rule.evaluate(&device, self.graph.now)
            }
        };
        match verdict {
            Verdict::True => Answer::Yes,
            Verdict::False => Answer::No,
            Verdict::Error(problem) => {
                let text = format!(
                    "the device filter of a policy says nothing: {} ({})",
                    problem.message, problem.clause
                );
                Answer::unknown(Reason::new(ReasonCode::FilterUnknown, text))
            }
            Verdict::Unknown(reasons) => Answer::Unknown(reasons),
        }
    }
}

/// Beyond so many groups, nested ones counted, a user may be blocked.
const MOST_GROUPS: usize = 2_048;

/// The user action that registers or joins a device.
const REGISTER: &str = "urn:user:registerdevice";

/// Whether what a sign-in says is in a list of a policy; what it does not say is not.
fn named(names: &Names, said: Option<&str>, question: Question<'_>) -> Answer {
    let Some(said) = said else {
        return names.gap.clone().map_or(Answer::No, Answer::unknown);
    };
    names.any(|name| {
        let word = question.graph.snapshot.strings.get(name.text);
        Answer::from_bool(tenet_base::text::same(word, said))
    })
}

fn unsaid(what: &str) -> Reason {
    let text = format!("{what} of the sign-in is not said, and the policy asks for it");
    Reason::new(ReasonCode::PropertyNotCollected, text)
}

/// A device that the directory does not know: everything is null (K4).
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

/// A device of the directory.
struct Registered<'g> {
    graph: &'g Graph<'g>,
    object: ObjectId,
}

impl Object for Registered<'_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let snapshot = self.graph.snapshot;
        let columns = self.graph.columns.devices.as_ref();
        let route = columns.and_then(|columns| columns.properties.route(property));
        route.map_or(Attribute::NotCollected, |route| {
            let table = &snapshot.tables[self.object.collection];
            crate::cells::attribute(snapshot, route.of_row(table, self.object.row))
        })
    }

    fn in_group_directly(&self, group: &str) -> Answer {
        let strings = &self.graph.snapshot.strings;
        let columns = self.graph.columns.devices.as_ref();
        let cells = columns.map(|columns| {
            let cells = crate::cells::cells(self.graph.snapshot, columns.table, "devices");
            cells.text(&columns.id, self.object.row)
        });
        match (cells, strings.find_folded(group)) {
            (Some(Ok(Some(id))), Some(group)) => {
                let key = strings.folded(id);
                debug_assert!(self.graph.directory.row(key, NodeKind::Device).is_some());
                self.graph.is_member(key, group, true)
            }
            _ => Answer::No,
        }
    }
}
