//! Whom an assignment matches on the side of the user, and of the device:
//! clauses I1 to I4, G9 and O6.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{Assignment, Role, Target};
use super::kinds::Kind;
use super::licence;
use crate::NodeKind;
use crate::cells::cells;
use crate::graph::Graph;
use crate::holding::{held, may_hold};
use crate::population::Population;
use crate::subject::SubjectKind;
use crate::truth::Truth;

/// Whom an assignment matches, on each side.
#[derive(Debug, Clone, Default)]
pub(crate) struct Match {
    pub(crate) user: Truth,
    pub(crate) device: Truth,
}

/// Whom each assignment of a policy includes, and excludes, in their order.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// By the number of the assignment.
    pub(crate) included: Vec<(usize, Match)>,
    pub(crate) excluded: Vec<(usize, Match)>,
}

impl Match {
    /// Either side.
    pub(crate) fn any(&self) -> Truth {
        self.user.clone().or(&self.device)
    }

    /// Also those whom another matches.
    pub(crate) fn add(&mut self, other: &Self) {
        self.user = std::mem::take(&mut self.user).or(&other.user);
        self.device = std::mem::take(&mut self.device).or(&other.device);
    }
}

impl Matches {
    /// What the assignments of a policy match.
    pub(crate) fn of(
        graph: &Graph<'_>,
        kind: &Kind,
        assignments: &[Assignment],
        population: &Population,
    ) -> Self {
        let mut found = Self::default();
        for (at, assignment) in assignments.iter().enumerate() {
            match &assignment.role {
                Role::Include => {
                    let matched = include(graph, kind, assignment, population);
                    found.included.push((at, matched));
                }
                Role::Exclude => {
                    let matched = exclude(graph, assignment, population);
                    found.excluded.push((at, matched));
                }
                // It may include or exclude anybody.
                Role::Unknown(reason) => {
                    found.included.push((at, anybody(population, reason)));
                    found.excluded.push((at, anybody(population, reason)));
                }
            }
        }
        found
    }

    /// Those of some assignments alone.
    pub(crate) fn only(&self, counts: impl Fn(usize) -> bool) -> Self {
        let pick = |all: &[(usize, Match)]| {
            let picked = all.iter().filter(|(at, _)| counts(*at));
            picked.cloned().collect()
        };
        Self {
            included: pick(&self.included),
            excluded: pick(&self.excluded),
        }
    }

    /// Changes every match.
    pub(crate) fn change(&mut self, mut change: impl FnMut(&mut Match)) {
        let all = self.included.iter_mut().chain(&mut self.excluded);
        all.for_each(|(_, matched)| change(matched));
    }
}

/// All that some matches hold.
pub(crate) fn sum(matches: &[(usize, Match)]) -> Match {
    let mut all = Match::default();
    for (_, one) in matches {
        all.add(one);
    }
    all
}

fn include(
    graph: &Graph<'_>,
    kind: &Kind,
    assignment: &Assignment,
    population: &Population,
) -> Match {
    match &assignment.target {
        Target::Group(group) => include_group(graph, kind, *group, population),
        Target::AllUsers => Match {
            user: licence::licensed(graph, &population.user),
            device: Truth::default(),
        },
        Target::AllDevices => Match {
            user: Truth::default(),
            device: population.enrolled.clone(),
        },
        Target::Collection(_) => anybody(population, &collection()),
        Target::Unknown(reason) => anybody(population, reason),
    }
}

fn exclude(graph: &Graph<'_>, assignment: &Assignment, population: &Population) -> Match {
    let group = match &assignment.target {
        Target::Group(group) => *group,
        Target::Unknown(reason) => return anybody(population, reason),
        // Only groups are excluded.
        Target::AllUsers | Target::AllDevices | Target::Collection(_) => return Match::default(),
    };
    let matched = by_sides(graph, group, population);
    let doubt = match security_enabled(graph, group) {
        Ok(true) => return matched,
        Ok(false) => {
            let text = "what Intune does with an excluded group that is not security-enabled is not documented";
            Reason::new(ReasonCode::Undocumented, text)
        }
        Err(reason) => reason,
    };
    Match {
        user: matched.user.doubted(doubt.clone()),
        device: matched.device.doubted(doubt),
    }
}

fn include_group(graph: &Graph<'_>, kind: &Kind, group: Symbol, population: &Population) -> Match {
    let mut matched = by_sides(graph, group, population);
    if kind.family.is_brought()
        && !population.shared.is_empty()
        && may_hold(graph, group, NodeKind::User)
    {
        // A device without a primary user gets what its users bring (I4).
        let text = "the device has no primary user, and who signs in is not in the export";
        let reason = Reason::new(ReasonCode::PropertyNotCollected, text);
        matched.user.doubt(reason, population.shared.clone());
    }
    match security_enabled(graph, group) {
        Ok(true) => matched,
        Ok(false) => Match::default(),
        Err(reason) => Match {
            user: matched.user.doubted(reason.clone()),
            device: matched.device.doubted(reason),
        },
    }
}

fn by_sides(graph: &Graph<'_>, group: Symbol, population: &Population) -> Match {
    Match {
        user: held(graph, group, &population.user, NodeKind::User),
        device: held(graph, group, &population.device, NodeKind::Device),
    }
}

/// A group that Intune uses has to be security-enabled (G9).
fn security_enabled(graph: &Graph<'_>, group: Symbol) -> Result<bool, Reason> {
    let key = graph.snapshot.strings.folded(group);
    let row = graph.directory.row(key, NodeKind::Group);
    let (Some(row), Some(groups)) = (row, &graph.columns.groups) else {
        // Whether a group that was not exported counts is said by whoever looks for members.
        return Ok(true);
    };
    let cells = cells(graph.snapshot, groups.table, "groups");
    Ok(cells.truth(&groups.security, row)?.unwrap_or(false))
}

/// The members of a collection are in Configuration Manager (I1).
fn collection() -> Reason {
    let text = "the members of a collection of Configuration Manager are not in the export";
    Reason::new(ReasonCode::TargetKindUnsupported, text)
}

/// A match that is unknown on every side that there may be.
pub(crate) fn anybody(population: &Population, reason: &Reason) -> Match {
    let unknown = || Truth::unknown(population.members.clone(), reason.clone());
    match population.kind {
        SubjectKind::User => Match {
            user: unknown(),
            device: Truth::default(),
        },
        SubjectKind::Device => Match {
            user: unknown(),
            device: unknown(),
        },
        SubjectKind::ServicePrincipal | SubjectKind::Other => Match::default(),
    }
}
