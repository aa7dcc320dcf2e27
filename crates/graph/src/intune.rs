//! Whom an Intune policy reaches: clauses I1 to I28.
//!
//! A match is on the side of the user or of the device, and an exclusion
//! cancels its own side only. Filters are asked of those who are left; then
//! the platform, the workload of a co-managed device, and the rules that the
//! kind of policy has for itself. Everything is worked out for a population at
//! once; a question about one object is a population of one.

pub(crate) mod apps;
pub(crate) mod assignments;
pub(crate) mod competing;
pub(crate) mod devices;
pub(crate) mod exclusion;
pub(crate) mod explain;
pub(crate) mod filtering;
pub mod intents;
pub(crate) mod kinds;
pub(crate) mod licence;
pub(crate) mod matching;
pub(crate) mod proofs;
pub(crate) mod rivals;
pub(crate) mod users;

use tenet_snapshot::{Reason, ReasonCode};

use crate::graph::Graph;
use crate::population::Population;
use crate::subject::SubjectKind;
use crate::truth::Truth;
use apps::{Intended, Question};
use assignments::{AssignedPolicy, Target};
use competing::Contest;
use exclusion::{Kept, keep};
use filtering::Filtered;
use intents::Intent;
use kinds::{Family, Workplace};
use matching::Matches;

/// Which sides of a population count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    Both,
    User,
    Device,
}

/// What the assignments of a policy come to, before other policies are looked at.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub(crate) matches: Matches,
    pub(crate) kept: Kept,
    /// What each filter said, by the number of its assignment.
    pub(crate) said: Vec<(usize, Truth)>,
    /// Whom it is for, but for the device's own conditions.
    pub(crate) left: Truth,
}

/// What was worked out for a policy and a population.
#[derive(Debug, Default)]
pub(crate) struct Worked {
    pub(crate) base: Base,
    /// For an app: what each intent comes to.
    pub(crate) intents: Vec<(Intent, Truth)>,
    /// What the devices themselves decide; none where nothing was left to decide.
    pub(crate) fitness: Option<Fitness>,
    /// Whom the policy reaches.
    pub(crate) reached: Truth,
}

/// What the devices themselves decide.
#[derive(Debug)]
pub(crate) struct Fitness {
    /// Those that run what the policy is for.
    pub(crate) platform: Truth,
    /// Those of which Intune has the workload.
    pub(crate) workload: Truth,
    /// Those on which the policy does not work.
    pub(crate) unfit: Truth,
}

/// Whom a policy reaches of a population.
pub(crate) fn work(graph: &Graph<'_>, policy: &AssignedPolicy, population: &Population) -> Worked {
    match population.kind {
        SubjectKind::User | SubjectKind::Device => {}
        // Intune reaches users and devices.
        SubjectKind::ServicePrincipal => return Worked::default(),
        SubjectKind::Other => return Worked::unknown(population, no_target()),
    }
    if let Err(reason) = &policy.assignments {
        return Worked::unknown(population, reason.clone());
    }
    let mut worked = Worked::default();
    let (base, left) = match policy.kind.family {
        Family::Plain | Family::Compliance | Family::Protection => plain(graph, policy, population),
        Family::App(app) => {
            let question = Question {
                graph,
                policy,
                app,
                population,
            };
            let (base, intended) = app_base(question);
            worked.intents = intended;
            let any = worked.intents.iter().map(|(_, truth)| truth);
            let left = any.fold(Truth::default(), Truth::or);
            (base, left)
        }
        Family::Restriction => Contest::new(graph, policy, population).restriction(),
        Family::StatusPage => Contest::new(graph, policy, population).status_page(),
        Family::Autopilot => Contest::new(graph, policy, population).autopilot(),
    };
    worked.base = base;
    worked.reached = left;
    if population.kind == SubjectKind::Device {
        worked.fit_devices(graph, policy, population);
    }
    worked
}

impl Worked {
    fn unknown(population: &Population, reason: Reason) -> Self {
        Self {
            reached: Truth::unknown(population.members.clone(), reason),
            ..Self::default()
        }
    }

    /// What the devices themselves decide.
    fn fit_devices(&mut self, graph: &Graph<'_>, policy: &AssignedPolicy, population: &Population) {
        if self.reached.is_never() {
            return;
        }
        let fitness = Fitness::of(graph, policy, population);
        let intents = self.intents.iter_mut().map(|(_, truth)| truth);
        for truth in intents.chain([&mut self.reached]) {
            *truth = fitness.left(std::mem::take(truth));
        }
        self.fitness = Some(fitness);
    }
}

impl Fitness {
    fn of(graph: &Graph<'_>, policy: &AssignedPolicy, devices: &Population) -> Self {
        let kind = &policy.kind;
        let unfit = match kind.workplace {
            Workplace::Never => devices::registered(graph, devices),
            Workplace::Same | Workplace::Scripts => Truth::default(),
        };
        Self {
            platform: devices::of_platform(graph, &kind.platforms, devices),
            workload: devices::with_workload(graph, kind.workload, devices),
            unfit,
        }
    }

    /// Those of some devices that it lets through.
    fn left(&self, truth: Truth) -> Truth {
        truth
            .and(&self.platform)
            .and(&self.workload)
            .and_not(&self.unfit)
    }
}

/// What the assignments of a policy come to on some sides.
pub(crate) fn base(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    population: &Population,
    sides: Sides,
) -> Base {
    base_of(graph, policy, population, sides, &|_| true)
}

/// The same, of the inclusions whose target `counts` picks.
pub(crate) fn base_of(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    population: &Population,
    sides: Sides,
    counts: &dyn Fn(&Target) -> bool,
) -> Base {
    let Ok(assignments) = &policy.assignments else {
        return Base::default();
    };
    let matches = matches(graph, policy, population, sides);
    let mut base = Base {
        kept: keep(&matches),
        matches,
        ..Base::default()
    };
    let mut filtered = Filtered::new(population, Truth::default());
    for (at, matched) in &base.kept.by_assignment {
        if let Some(assignment) = assignments.get(*at).filter(|one| counts(&one.target)) {
            filtered.add(graph, policy, (*at, assignment, matched), population);
        }
    }
    let (left, said) = filtered.left(|| users::by_devices(graph, policy, population));
    base.left = left.and_not(&base.kept.doubt());
    base.said = said;
    base
}

/// What matches on the sides that count for a kind of policy.
fn matches(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    population: &Population,
    sides: Sides,
) -> Matches {
    let assignments = policy.assignments.as_deref().unwrap_or_default();
    let mut matches = Matches::of(graph, &policy.kind, assignments, population);
    match sides {
        Sides::Both => {}
        Sides::User => matches.change(|matched| matched.device = Truth::default()),
        Sides::Device => matches.change(|matched| matched.user = Truth::default()),
    }
    if policy.kind.workplace == Workplace::Scripts && population.kind == SubjectKind::Device {
        let registered = devices::registered(graph, population);
        let doubt = registered.clone().doubted(scripts());
        matches.change(|matched| {
            matched.user = std::mem::take(&mut matched.user).and_not(&registered);
            matched.device = std::mem::take(&mut matched.device).and_not(&doubt);
        });
    }
    matches
}

/// Policies without rules of their own, and those for users alone (I19).
fn plain(graph: &Graph<'_>, policy: &AssignedPolicy, population: &Population) -> (Base, Truth) {
    let sides = if policy.kind.family == Family::Protection {
        Sides::User
    } else {
        Sides::Both
    };
    let base = base(graph, policy, population, sides);
    let left = base.left.clone();
    (base, left)
}

fn app_base(question: Question<'_, '_>) -> (Base, Vec<(Intent, Truth)>) {
    let Question {
        graph,
        policy,
        population,
        ..
    } = question;
    let matches = matches(graph, policy, population, Sides::Both);
    let assignments = policy.assignments.as_deref().unwrap_or_default();
    let Intended { intents, said } = apps::intended(question, assignments, &matches);
    let base = Base {
        kept: keep(&matches),
        matches,
        said,
        left: Truth::default(),
    };
    (base, intents)
}

fn no_target() -> Reason {
    let text = "policies reach users, devices and service principals";
    Reason::new(ReasonCode::TargetKindUnsupported, text)
}

/// One text says that device groups can be used, another that devices that are
/// registered only get no scripts (I16).
fn scripts() -> Reason {
    let text =
        "whether a device that is registered and not joined gets scripts is told in two ways";
    Reason::new(ReasonCode::Undocumented, text)
}
