//! The whole of an answer about an Intune policy.

use tenet_snapshot::ObjectId;

use super::assignments::{AssignedPolicy, Assignment, Filter, Target};
use super::kinds::{Family, Workplace};
use super::matching::Match;
use super::proofs::Question;
use super::{Worked, work};
use crate::clauses::clause;
use crate::dynamic::said::said;
use crate::explain::{Condition, Considered, Explanation, FilterSaid, Outcome};
use crate::graph::Graph;
use crate::population::Population;
use crate::subject::{Subject, SubjectKind};
use crate::{Answer, EdgeKind, filters};
use tenet_hir::TargetKind;

/// What is asked, and what was worked out.
struct Asked<'g> {
    question: Question<'g>,
    population: &'g Population,
    worked: &'g Worked,
    number: u32,
}

/// Why a policy reaches a subject, or does not.
pub(crate) fn explain(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    subject: &Subject,
    object: ObjectId,
) -> Explanation {
    let (_, number) = graph.place(object, subject);
    let population = Population::one(graph, number, subject);
    let worked = work(graph, policy, &population);
    let asked = Asked {
        question: Question {
            graph,
            policy,
            subject,
            object,
            matches: &worked.base.matches,
        },
        population: &population,
        worked: &worked,
        number,
    };
    let answer = worked.reached.answer(number);
    Explanation {
        outcome: asked.outcome(&answer),
        considered: asked.considered(),
        conditions: asked.conditions(),
        intents: asked.intents(),
        notes: asked.notes(&answer),
        answer,
    }
}

impl Asked<'_> {
    fn outcome(&self, answer: &Answer) -> Outcome {
        match answer {
            Answer::Yes => self.reached(),
            Answer::No => self.not_reached(),
            Answer::Unknown(_) => Outcome::unknown(answer),
        }
    }

    fn reached(&self) -> Outcome {
        let clause = match self.question.policy.kind.family {
            Family::Restriction => "I23",
            Family::StatusPage => "I24",
            Family::Autopilot => "I18",
            Family::App(_) if self.intents().len() > 1 => "I21",
            Family::Plain | Family::Compliance | Family::App(_) | Family::Protection => {
                self.included_by()
            }
        };
        Outcome::new("included", clause)
    }

    /// The clause by which an assignment matches, or the filters that let it.
    fn included_by(&self) -> &'static str {
        if !self.worked.base.said.is_empty() {
            return "I11";
        }
        let shortest = self.question.shortest(EdgeKind::Includes);
        shortest.map_or("I5", |proof| proof.clause)
    }

    /// The first stage at which nothing was left.
    fn not_reached(&self) -> Outcome {
        let is_no = |answer: Answer| answer == Answer::No;
        let base = &self.worked.base;
        let no = |truth: &crate::truth::Truth| is_no(truth.answer(self.number));
        let included = super::matching::sum(&base.matches.included).any();
        if self.population.kind == SubjectKind::ServicePrincipal || no(&included) {
            let only_devices = self.question.policy.kind.family == Family::Protection;
            let clause = if only_devices { "I19" } else { "I5" };
            return Outcome::new("no_include_match", clause);
        }
        if no(&base.kept.sides.any()) {
            return Outcome::new("excluded", "I6");
        }
        if let Some(fitness) = &self.worked.fitness {
            if no(&fitness.platform) {
                return Outcome::new("platform_mismatch", "I15");
            }
            if no(&fitness.workload) {
                return Outcome::new("comanagement_workload", "I17");
            }
            if fitness.unfit.answer(self.number) == Answer::Yes {
                return Outcome::new("registered_only", "I27");
            }
        }
        match self.question.policy.kind.family {
            Family::Restriction => Outcome::new("superseded", "I23"),
            Family::StatusPage => Outcome::new("superseded", "I24"),
            Family::Autopilot => Outcome::new("superseded", "I18"),
            Family::App(_) if base.said.is_empty() => Outcome::new("no_include_match", "I20"),
            Family::Plain | Family::Compliance | Family::App(_) | Family::Protection => {
                Outcome::new("filtered_out", "I11")
            }
        }
    }

    fn considered(&self) -> Vec<Considered> {
        let assignments = self.question.policy.assignments.as_deref();
        let assignments = assignments.unwrap_or_default();
        let matches = self.question.matches;
        let mut all: Vec<(usize, Considered)> = Vec::new();
        for (kind, list) in [
            (EdgeKind::Includes, &matches.included),
            (EdgeKind::Excludes, &matches.excluded),
        ] {
            for (at, matched) in list {
                if let Some(assignment) = assignments.get(*at) {
                    all.push((*at, self.one(kind, assignment, matched)));
                }
            }
        }
        all.sort_by_key(|(at, one)| (*at, one.excludes));
        all.into_iter().map(|(_, one)| one).collect()
    }

    fn one(&self, kind: EdgeKind, assignment: &Assignment, matched: &Match) -> Considered {
        let (target, key) = match &assignment.target {
            Target::Group(key) => (TargetKind::Group, Some(*key)),
            Target::AllUsers => (TargetKind::AllUsers, None),
            Target::AllDevices => (TargetKind::AllDevices, None),
            Target::Collection(key) => (TargetKind::Collection, *key),
            Target::Unknown(_) => (TargetKind::Other, None),
        };
        Considered {
            excludes: kind == EdgeKind::Excludes,
            kind: target,
            key,
            user: matched.user.answer(self.number),
            device: matched.device.answer(self.number),
            intent: assignment.intent.clone().ok().flatten(),
            policy_set: assignment.policy_set,
            filter: self.filter(assignment),
            rules: key.map_or_else(Vec::new, |group| {
                said(self.question.graph, group, self.question.subject)
            }),
            paths: self.question.paths(kind, assignment, matched),
            evidence: Some(assignment.evidence.clone()),
        }
    }

    fn filter(&self, assignment: &Assignment) -> Option<FilterSaid> {
        let (id, excludes) = match assignment.filter {
            Filter::Include(id) => (id, false),
            Filter::Exclude(id) => (id, true),
            Filter::None | Filter::Unsaid(_) => return None,
        };
        let graph = self.question.graph;
        let fits = filters::fits(graph, self.question.policy, id, self.population);
        Some(FilterSaid {
            excludes,
            fits: fits.answer(self.number),
            ..filters::describe(graph, id, self.population, self.number)
        })
    }

    fn conditions(&self) -> Vec<Condition> {
        let Some(fitness) = &self.worked.fitness else {
            return Vec::new();
        };
        let kind = &self.question.policy.kind;
        let of = |about, answer, id| Condition {
            about,
            answer,
            clause: clause(id),
        };
        let mut conditions = vec![of("platform", fitness.platform.answer(self.number), "I15")];
        if kind.workload.is_some() {
            conditions.push(of("workload", fitness.workload.answer(self.number), "I17"));
        }
        if kind.workplace == Workplace::Never {
            conditions.push(of("joined", fitness.unfit.answer(self.number).not(), "I27"));
        }
        conditions
    }

    fn intents(&self) -> Vec<(super::intents::Intent, Answer)> {
        let all = self.worked.intents.iter();
        let all = all.map(|(intent, truth)| (*intent, truth.answer(self.number)));
        let mut all: Vec<_> = all.filter(|(_, answer)| *answer != Answer::No).collect();
        all.sort_by_key(|(intent, _)| *intent);
        all
    }

    /// What Microsoft documents of a mix of kinds that it does not support.
    fn notes(&self, answer: &Answer) -> Vec<&'static str> {
        let mut notes = Vec::new();
        let mixed = self.worked.base.kept.mixed.answer(self.number) != Answer::No;
        let is_app = matches!(self.question.policy.kind.family, Family::App(_));
        if mixed && is_app {
            notes.push("documented for apps: the users get the app, and an exclusion of devices does not apply (I7)");
        } else if mixed {
            notes.push("older documentation lets the inclusion win where kinds are mixed (I7)");
        }
        if *answer == Answer::Yes && is_app {
            notes.push("an available app shows for the user who enrolled the device (I20)");
        }
        notes
    }
}
