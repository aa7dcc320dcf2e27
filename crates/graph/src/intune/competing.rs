//! Policies of which one alone applies: clauses I18, I23 and I24.

use std::cmp::Ordering;

use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{AssignedPolicy, Target};
use super::rivals::Rivalry;
use super::{Base, Sides, base, devices};
use crate::cells::incomplete;
use crate::graph::Graph;
use crate::population::Population;
use crate::reach::Policy;
use crate::subject::SubjectKind;
use crate::truth::Truth;

/// Whether another policy comes before one.
enum Before {
    Yes,
    No,
    Unknown(Reason),
}

/// A policy among those that it competes with.
pub(crate) struct Contest<'q, 'g> {
    graph: &'q Graph<'g>,
    policy: &'q AssignedPolicy,
    population: &'q Population,
    rivals: Vec<Rival<'q>>,
}

/// A policy that competes, or why it may not.
struct Rival<'q> {
    policy: &'q AssignedPolicy,
    doubt: Option<Reason>,
}

impl<'q, 'g> Contest<'q, 'g> {
    /// The contest of a policy with those of its collection and kind.
    pub(crate) fn new(
        graph: &'q Graph<'g>,
        policy: &'q AssignedPolicy,
        population: &'q Population,
    ) -> Self {
        let all = graph.policies.values().filter_map(|other| match other {
            Policy::Intune(other) => Some(&**other),
            Policy::ConditionalAccess(_) => None,
        });
        let others = all.filter(|other| !std::ptr::eq(*other, policy));
        let rivals = others.filter_map(|other| match policy.rivals.with(&other.rivals) {
            Rivalry::Apart => None,
            Rivalry::Same => Some(Rival {
                policy: other,
                doubt: None,
            }),
            Rivalry::Doubtful(reason) => Some(Rival {
                policy: other,
                doubt: Some(reason),
            }),
        });
        Self {
            graph,
            policy,
            population,
            rivals: rivals.collect(),
        }
    }

    /// Restrictions of enrolment: the first by priority, else the default (I23).
    pub(crate) fn restriction(&self) -> (Base, Truth) {
        let own = self.base(self.policy, Sides::User);
        let by_user = self.first(&own.left, Sides::User, |other| {
            by_priority(self.policy, other)
        });
        let driven = self.driven();
        if let Some(doubt) = self.priority_unknown() {
            return (own, doubt);
        }
        if !self.is_default() {
            let reached = by_user.and(&driven);
            return (own, self.doubted(reached));
        }
        let members = Truth::of(self.population.members.clone());
        let left = members.clone().and_not(&self.all(Sides::User));
        let reached = left.and(&driven).or(&members.and_not(&driven));
        (own, self.doubted(reached))
    }

    /// Status pages: the first for the device, else the first for the user, else the default (I24).
    pub(crate) fn status_page(&self) -> (Base, Truth) {
        let own = self.base(self.policy, Sides::Both);
        if let Some(doubt) = self.priority_unknown() {
            return (own, doubt);
        }
        if self.is_default() {
            let members = Truth::of(self.population.members.clone());
            let reached = members
                .and_not(&self.all(Sides::Device))
                .and_not(&self.all(Sides::User));
            return (own, self.doubted(reached));
        }
        let before = |other: &AssignedPolicy| by_priority(self.policy, other);
        let device = self.base(self.policy, Sides::Device).left;
        let user = self.base(self.policy, Sides::User).left;
        let by_device = self.first(&device, Sides::Device, before);
        let by_user = self.first(&user, Sides::User, before);
        let by_user = by_user.and_not(&self.all(Sides::Device)).and_not(&device);
        (own, self.doubted(by_device.or(&by_user)))
    }

    /// Autopilot profiles: the oldest for a group of the device, else the one for all (I18).
    pub(crate) fn autopilot(&self) -> (Base, Truth) {
        let own = self.base(self.policy, Sides::Device);
        let before = |other: &AssignedPolicy| by_age(self.policy, other);
        let mut by_group = self.for_groups(self.policy);
        let mut by_default = self.for_all(self.policy);
        for other in &self.rivals {
            let groups = other.doubted(self.for_groups(other.policy));
            let all = other.doubted(self.for_all(other.policy));
            by_default = by_default.and_not(&groups);
            let before = before(other.policy);
            by_group = without(by_group, groups, &before);
            by_default = without(by_default, all, &before);
        }
        let reached = by_group.or(&by_default);
        (own, self.doubted(reached))
    }

    fn base(&self, policy: &AssignedPolicy, sides: Sides) -> Base {
        base(self.graph, policy, self.population, sides)
    }

    /// Whom all assigned rivals may be for.
    fn all(&self, sides: Sides) -> Truth {
        let bases = self.rivals.iter();
        let bases = bases.map(|other| other.doubted(self.base(other.policy, sides).left));
        bases.fold(Truth::default(), |all, one| all.or(&one))
    }

    /// Those whom no rival that comes before is for.
    fn first(
        &self,
        own: &Truth,
        sides: Sides,
        before: impl Fn(&AssignedPolicy) -> Before,
    ) -> Truth {
        let mut left = own.clone();
        for other in &self.rivals {
            let before = before(other.policy);
            if matches!(before, Before::No) {
                continue;
            }
            let theirs = other.doubted(self.base(other.policy, sides).left);
            left = without(left, theirs, &before);
        }
        left
    }

    /// The default of its kind has no priority, and is assigned to nobody.
    fn is_default(&self) -> bool {
        matches!(self.policy.priority, Ok(Some(0)))
    }

    /// Whether a policy without a known priority or type is a default cannot be told.
    fn priority_unknown(&self) -> Option<Truth> {
        let reason = match (&self.policy.priority, self.policy.rivals.untyped()) {
            (Ok(Some(_)), None) => return None,
            (_, Some(reason)) => reason,
            (Ok(_), None) => same(),
            (Err(reason), None) => reason.clone(),
        };
        Some(Truth::unknown(self.population.members.clone(), reason))
    }

    /// A user asks for their own enrolment; devices tell how they were enrolled.
    fn driven(&self) -> Truth {
        match self.population.kind {
            SubjectKind::Device => devices::driven_by_user(self.graph, self.population),
            SubjectKind::User | SubjectKind::ServicePrincipal | SubjectKind::Other => {
                Truth::of(self.population.members.clone())
            }
        }
    }

    /// A policy that was not exported may come before.
    fn doubted(&self, reached: Truth) -> Truth {
        let collection = self.policy.rivals.collection;
        if self.graph.snapshot.tables[collection].is_complete() {
            return reached;
        }
        reached.doubted(incomplete(&self.policy.path))
    }

    fn for_groups(&self, policy: &AssignedPolicy) -> Truth {
        self.autopilot_base(policy, |target| !matches!(target, Target::AllDevices))
    }

    /// Profiles for all devices do not support exclusions.
    fn for_all(&self, policy: &AssignedPolicy) -> Truth {
        let all = self.autopilot_base(policy, |target| matches!(target, Target::AllDevices));
        let known = devices::known_to_autopilot(self.graph, self.population);
        let all = all.and(&known);
        if policy.excludes() {
            let text =
                "an Autopilot profile for all devices has exclusions, which are not supported";
            return all.doubted(Reason::new(ReasonCode::MixedExclusionUnsupported, text));
        }
        all
    }

    fn autopilot_base(&self, policy: &AssignedPolicy, counts: impl Fn(&Target) -> bool) -> Truth {
        super::base_of(self.graph, policy, self.population, Sides::Device, &counts).left
    }
}

impl Rival<'_> {
    /// Whom it takes from another, if it competes at all.
    fn doubted(&self, truth: Truth) -> Truth {
        match &self.doubt {
            Some(reason) => truth.doubted(reason.clone()),
            None => truth,
        }
    }
}

/// Those whom a policy that may come before leaves.
fn without(own: Truth, theirs: Truth, before: &Before) -> Truth {
    match before {
        Before::No => own,
        Before::Yes => own.and_not(&theirs),
        Before::Unknown(reason) => own.and_not(&theirs.doubted(reason.clone())),
    }
}

/// Smaller numbers come first; a default comes last.
fn by_priority(policy: &AssignedPolicy, other: &AssignedPolicy) -> Before {
    let unknown = |reason: &Reason| Before::Unknown(reason.clone());
    match (&policy.priority, &other.priority) {
        (_, Ok(Some(0))) => Before::No,
        (Ok(Some(own)), Ok(Some(theirs))) => match theirs.cmp(own) {
            Ordering::Less => Before::Yes,
            Ordering::Greater => Before::No,
            Ordering::Equal => Before::Unknown(same()),
        },
        (Err(reason), _) | (_, Err(reason)) => unknown(reason),
        (Ok(None), _) | (_, Ok(None)) => Before::Unknown(same()),
    }
}

fn by_age(policy: &AssignedPolicy, other: &AssignedPolicy) -> Before {
    match (&policy.created, &other.created) {
        (Ok(Some(own)), Ok(Some(theirs))) => match theirs.cmp(own) {
            Ordering::Less => Before::Yes,
            Ordering::Greater => Before::No,
            Ordering::Equal => Before::Unknown(same()),
        },
        (Err(reason), _) | (_, Err(reason)) => Before::Unknown(reason.clone()),
        (Ok(None), _) | (_, Ok(None)) => Before::Unknown(same()),
    }
}

fn same() -> Reason {
    let text = "which of several policies comes first is not told by the export";
    Reason::new(ReasonCode::Undocumented, text)
}
