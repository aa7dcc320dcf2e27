//! An explanation in words.

use tenet_base::{Symbol, World};
use tenet_graph::explain::{Considered, FilterSaid, FilterStep, RuleSaid};
use tenet_graph::{
    Account, Answer, Clause, Device, Explanation, Graph, Inclusion, NodeKind, Proof, SignIn,
    clauses,
};
use tenet_hir::TargetKind;
use tenet_report::query;
use tenet_report::reach::{
    Assigned, Certain, Computed, Condition, Explained, Filter, Looked, Named, Path, Reached, Step,
    Verdict,
};
use tenet_snapshot::{Evidence, Locator, ObjectId};

use super::names::Names;

/// What turns an explanation into words.
#[derive(Clone, Copy)]
pub(super) struct Describe<'a> {
    pub(super) world: &'a dyn World,
    pub(super) names: Names<'a>,
    pub(super) graph: &'a Graph<'a>,
}

impl Describe<'_> {
    pub(super) fn explained(
        self,
        policy: ObjectId,
        object: ObjectId,
        explanation: &Explanation,
    ) -> Explained {
        let target = self.names.named(object);
        let mut conditions: Vec<Condition> = explanation
            .conditions
            .iter()
            .map(|one| Condition {
                about: one.about.to_owned(),
                verdict: verdict(&one.answer),
                clause: certain(one.clause),
            })
            .collect();
        if self.names.is_access(policy) {
            conditions.extend(self.sign_in(policy, &target));
        }
        let considered = explanation.considered.iter();
        Explained {
            policy: self.names.named(policy),
            verdict: verdict(&explanation.answer),
            outcome: explanation.outcome.word.to_owned(),
            clause: certain(explanation.outcome.clause),
            looked: considered.map(|one| self.looked(one)).collect(),
            conditions,
            intents: explanation
                .intents
                .iter()
                .map(|(intent, answer)| (intent.name().to_owned(), verdict(answer)))
                .collect(),
            notes: notes(explanation),
            object: target,
        }
    }

    /// Whom a policy reaches, after what it is assigned to.
    pub(super) fn reached(self, policy: ObjectId, objects: query::Answer) -> Reached {
        let sides = [
            (false, self.graph.inclusions(policy)),
            (true, self.graph.exclusions(policy)),
        ];
        let mut reached = Reached {
            policy: self.names.named(policy),
            assigned: Vec::new(),
            unknown: Vec::new(),
            objects,
        };
        for (excludes, side) in sides {
            match side {
                Ok(listed) => {
                    let listed = listed.iter().map(|one| self.assigned(excludes, one));
                    reached.assigned.extend(listed);
                }
                Err(reason) if reached.unknown.contains(&reason.text) => {}
                Err(reason) => reached.unknown.push(reason.text),
            }
        }
        reached
    }

    /// An assignment before any resolution.
    pub(super) fn assigned(self, excludes: bool, one: &Inclusion) -> Assigned {
        let mode = one.filter.map(|narrowing| {
            if narrowing.excludes {
                "exclude"
            } else {
                "include"
            }
        });
        Assigned {
            excludes,
            kind: one.kind.name().replace('_', " "),
            id: one.key.map(|key| self.text(key)),
            name: one.key.and_then(|key| self.names.exported(key)),
            missing: self.missing(one.kind, one.key),
            intent: one
                .intent
                .clone()
                .ok()
                .flatten()
                .map(|intent| self.text(intent)),
            filter: one.filter.map(|narrowing| self.text(narrowing.filter)),
            filter_name: one
                .filter
                .and_then(|narrowing| self.names.exported(narrowing.filter)),
            filter_mode: mode.map(str::to_owned),
            policy_set: one.policy_set.map(|set| self.names.name_of(set)),
            place: self.place(&one.evidence),
        }
    }

    /// What a Conditional Access policy asks of a sign-in beside the account.
    fn sign_in(self, policy: ObjectId, target: &Named) -> Vec<Condition> {
        let account = match target.entity.as_str() {
            "ServicePrincipal" => Account::ServicePrincipal(target.key.clone()),
            _ => Account::User(target.key.clone()),
        };
        let sign_in = SignIn {
            device: Device::Unsaid,
            ..SignIn::of(account)
        };
        let asked = self.graph.sign_in_conditions(policy, &sign_in).into_iter();
        let others = asked.filter(|one| one.about != "users");
        let conditions = others
            .filter(|one| one.answer != Answer::Yes)
            .map(|one| Condition {
                about: one.about.to_owned(),
                verdict: verdict(&one.answer),
                clause: certain(clauses::clause(one.clause)),
            });
        conditions.collect()
    }

    fn looked(self, one: &Considered) -> Looked {
        Looked {
            excludes: one.excludes,
            what: one.kind.name().replace('_', " "),
            name: one.key.map(|key| self.names.name_of(key)),
            id: one.key.map(|key| self.text(key)),
            missing: self.missing(one.kind, one.key),
            user: verdict(&one.user),
            device: verdict(&one.device),
            intent: one.intent.map(|intent| self.text(intent)),
            policy_set: one.policy_set.map(|set| self.names.name_of(set)),
            filter: one.filter.as_ref().map(|filter| self.filter(filter)),
            computed: one.rules.iter().map(|rule| self.computed(rule)).collect(),
            paths: one.paths.iter().map(|path| self.path(path)).collect(),
            place: one
                .evidence
                .as_ref()
                .and_then(|evidence| self.place(evidence)),
        }
    }

    /// What is to be said of a group that is not there (O6).
    fn missing(self, kind: TargetKind, key: Option<Symbol>) -> Option<String> {
        let key = key.filter(|_| kind == TargetKind::Group)?;
        if self.names.exported(key).is_some() {
            return None;
        }
        let gone = self.names.is_complete("groups");
        let words = if gone {
            "does not exist"
        } else {
            "was not exported"
        };
        Some(words.to_owned())
    }

    fn filter(self, filter: &FilterSaid) -> Filter {
        Filter {
            name: self.text(filter.name.unwrap_or(filter.id)),
            rule: filter.rule.map(|rule| self.text(rule)),
            excludes: filter.excludes,
            verdict: verdict(&filter.fits),
            steps: compared(&filter.steps),
        }
    }

    fn computed(self, rule: &RuleSaid) -> Computed {
        let about = match rule.about {
            NodeKind::Device => "device",
            NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
                "user"
            }
        };
        Computed {
            group: self.names.name_of(rule.group),
            rule: rule.rule.clone(),
            about: about.to_owned(),
            verdict: verdict(&rule.holds),
            steps: compared(&rule.steps),
        }
    }

    fn path(self, proof: &Proof) -> Path {
        let first = proof.edges.first();
        let steps = proof.edges.iter().map(|edge| Step {
            edge: edge.kind.name().to_owned(),
            to: match edge.to {
                Some(key) => self.names.name_of(key),
                None => edge.words.to_owned(),
            },
            id: edge.to.map(|key| self.text(key)),
            clause: edge.clause.to_owned(),
            place: edge
                .evidence
                .as_ref()
                .and_then(|evidence| self.place(evidence)),
        });
        Path {
            from: first
                .map(|edge| self.names.name_of(edge.from))
                .unwrap_or_default(),
            steps: steps.collect(),
            clause: certain(clauses::clause(proof.clause)),
        }
    }

    fn place(self, evidence: &Evidence) -> Option<String> {
        let loaded = self.names.loaded();
        let table = loaded.snapshot.tables.try_get(evidence.object.collection)?;
        let place = table.places.get(evidence.object.row as usize).copied()?;
        let locator = Locator::new(self.world, loaded.roots(), &loaded.snapshot);
        let located = locator.locate_all(&[(place, evidence.path.as_slice())]);
        let place = located.into_iter().flatten().next()?.place;
        let at = place
            .position
            .map(|(line, column)| format!(":{line}:{column}"));
        Some(format!("{}{}", place.file, at.unwrap_or_default()))
    }

    fn text(self, symbol: Symbol) -> String {
        self.names.loaded().snapshot.strings.get(symbol).to_owned()
    }
}

/// What else is documented of such a case, and what would settle it.
fn notes(explanation: &Explanation) -> Vec<String> {
    let notes = explanation.notes.iter().copied();
    let rules = || explanation.considered.iter().flat_map(|one| &one.rules);
    let is_open = matches!(explanation.answer, Answer::Unknown(_));
    let settles = is_open && rules().any(|rule| !matches!(rule.holds, Answer::Unknown(_)));
    let settled = settles
        .then_some("`--computed-members` takes what rules make for members that were not exported");
    notes.chain(settled).map(str::to_owned).collect()
}

/// Each comparison, what the object has, and what came of it.
fn compared(steps: &[FilterStep]) -> Vec<(String, String, Verdict)> {
    let steps = steps.iter();
    steps
        .map(|step| (step.text.clone(), step.value.clone(), verdict(&step.answer)))
        .collect()
}

fn verdict(answer: &Answer) -> Verdict {
    match answer {
        Answer::Yes => Verdict::Yes,
        Answer::No => Verdict::No,
        Answer::Unknown(reasons) => {
            let reasons = reasons.iter();
            Verdict::Unknown(
                reasons
                    .map(|reason| (reason.code.to_string(), reason.text.clone()))
                    .collect(),
            )
        }
    }
}

fn certain(clause: &Clause) -> Certain {
    Certain {
        clause: clause.id.to_owned(),
        certainty: clause.certainty.name().to_owned(),
        text: clause.text.to_owned(),
    }
}
