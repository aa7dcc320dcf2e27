//! The whole of an answer about whom a Conditional Access policy is for.

use tenet_hir::TargetKind;

use super::audience::Audience;
use super::policy::{AccessPolicy, Conditions, Name};
use super::{guests, proofs, reaches, roles, users, workload};
use crate::dynamic::said::said;
use crate::explain::{Considered, Explanation, Outcome, RuleSaid};
use crate::graph::Graph;
use crate::joins::Side;
use crate::subject::{Subject, SubjectKind};
use crate::{Answer, EdgeKind, NodeKind};

/// Why a policy is for a subject, or is not.
pub(crate) fn explain(graph: &Graph<'_>, policy: &AccessPolicy, subject: &Subject) -> Explanation {
    let answer = reaches(graph, policy, subject);
    let considered = considered(graph, policy, subject);
    Explanation {
        outcome: outcome(&answer, &considered, subject),
        considered,
        conditions: Vec::new(),
        intents: Vec::new(),
        notes: Vec::new(),
        answer,
    }
}

fn outcome(answer: &Answer, considered: &[Considered], subject: &Subject) -> Outcome {
    let shortest = |excludes| {
        let of = considered
            .iter()
            .filter(move |one| one.excludes == excludes);
        let paths = of.flat_map(|one| &one.paths);
        paths.min_by_key(|proof| proof.edges.len())
    };
    match answer {
        Answer::Unknown(_) => Outcome::unknown(answer),
        Answer::Yes => Outcome::new(
            "included",
            shortest(false).map_or("C2", |proof| proof.clause),
        ),
        Answer::No if shortest(false).is_some() && shortest(true).is_some() => {
            Outcome::new("excluded", "C4")
        }
        Answer::No if subject.kind == SubjectKind::ServicePrincipal => {
            Outcome::new("no_include_match", "C8")
        }
        Answer::No => Outcome::new("no_include_match", "C4"),
    }
}

fn considered(graph: &Graph<'_>, policy: &AccessPolicy, subject: &Subject) -> Vec<Considered> {
    let Side::Is(key) = subject.user else {
        return Vec::new();
    };
    let kind = match subject.kind {
        SubjectKind::ServicePrincipal => NodeKind::ServicePrincipal,
        SubjectKind::User | SubjectKind::Device | SubjectKind::Other => NodeKind::User,
    };
    let audience = Audience::one(graph, key, kind);
    let mut all = Vec::new();
    for kind in [EdgeKind::Includes, EdgeKind::Excludes] {
        let excludes = kind == EdgeKind::Excludes;
        let search = proofs::Search::new(graph, policy, key, kind);
        let mut add = |target, name: &Name, answer: Answer, paths| {
            all.push(Considered {
                excludes,
                kind: target,
                key: Some(name.text).filter(|_| has_key(target)),
                user: answer,
                device: Answer::No,
                intent: None,
                policy_set: None,
                filter: None,
                rules: rules(graph, target, name, subject),
                paths,
                evidence: Some(name.evidence.clone()),
            });
        };
        match subject.kind {
            SubjectKind::User => {
                let conditions = if excludes {
                    &policy.exclude
                } else {
                    &policy.include
                };
                for name in &conditions.users.items {
                    let paths = search.map(|search| search.name(name)).unwrap_or_default();
                    let target = users::target(graph, name.text);
                    add(
                        target,
                        name,
                        audience.answer(&users::by_name(name, &audience)),
                        paths,
                    );
                }
                for group in &conditions.groups.items {
                    let paths = search.and_then(|search| search.group(group));
                    let answer = audience.answer(&audience.in_group(group.text));
                    add(
                        TargetKind::Group,
                        group,
                        answer,
                        paths.into_iter().collect(),
                    );
                }
                for role in &conditions.roles.items {
                    let paths = search.and_then(|search| search.role(role));
                    let answer = audience.answer(&roles::held(role.text, &audience));
                    add(TargetKind::Role, role, answer, paths.into_iter().collect());
                }
                all.extend(by_guests(conditions, &audience, excludes, search));
            }
            SubjectKind::ServicePrincipal => {
                let names = if excludes {
                    &policy.exclude_principals
                } else {
                    &policy.include_principals
                };
                for name in &names.items {
                    let paths = search
                        .map(|search| search.principal(name))
                        .unwrap_or_default();
                    let answer = audience.answer(&workload::is_named(name, &audience));
                    add(TargetKind::ServicePrincipal, name, answer, paths);
                }
            }
            SubjectKind::Device | SubjectKind::Other => {}
        }
    }
    all
}

/// What the rules of a group say whose members were not exported.
fn rules(graph: &Graph<'_>, target: TargetKind, name: &Name, subject: &Subject) -> Vec<RuleSaid> {
    if target != TargetKind::Group {
        return Vec::new();
    }
    said(graph, name.text, subject)
}

/// Words for many are no keys.
fn has_key(kind: TargetKind) -> bool {
    !matches!(
        kind,
        TargetKind::AllUsers | TargetKind::Guests | TargetKind::Other
    )
}

fn by_guests(
    conditions: &Conditions,
    audience: &Audience<'_>,
    excludes: bool,
    search: Option<proofs::Search<'_>>,
) -> Option<Considered> {
    if matches!(conditions.guests, Ok(None)) {
        return None;
    }
    let found = search.and_then(|search| search.guests(conditions));
    Some(Considered {
        excludes,
        kind: TargetKind::Guests,
        key: None,
        user: audience.answer(&guests::named(&conditions.guests, audience)),
        device: Answer::No,
        intent: None,
        policy_set: None,
        filter: None,
        rules: Vec::new(),
        paths: found.into_iter().collect(),
        evidence: Some(conditions.guests_at.clone()),
    })
}
