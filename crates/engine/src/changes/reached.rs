//! Whom policies reach now and did not, and the reverse.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::text;
use tenet_graph::{Answer, Graph};
use tenet_hir::Program;
use tenet_report::changes::Reach;
use tenet_report::reach::Named;
use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use crate::compile::Compiled;
use crate::reach::names::Names;
use crate::run::Loaded;

/// What is reached in both snapshots.
pub(super) struct Reached<'a> {
    program: &'a Program,
    sides: [One<'a>; 2],
    /// All users, devices and service principals of either, by entity and folded key.
    targets: BTreeMap<(String, String), [Option<ObjectId>; 2]>,
    /// What they are called, in the newer snapshot if it has them.
    named: BTreeMap<(String, String), Named>,
}

/// One of the snapshots.
struct One<'a> {
    names: Names<'a>,
    graph: &'a Graph<'a>,
    /// The collections of targets of which all are there, by entity.
    whole: BTreeSet<String>,
}

impl<'a> Reached<'a> {
    pub(super) fn new(
        compiled: &'a Compiled,
        loaded: &'a [Loaded; 2],
        graphs: &'a [Graph<'a>; 2],
    ) -> Self {
        let [old, new] = loaded;
        let [old_graph, new_graph] = graphs;
        let sides = [(old, old_graph), (new, new_graph)].map(|(loaded, graph)| {
            let names = Names::new(compiled, loaded);
            let whole = names.target_tables().into_iter();
            One {
                names,
                graph,
                whole: whole.filter(|path| names.is_complete(path)).collect(),
            }
        });
        let mut reached = Self {
            program: &compiled.program,
            sides,
            targets: BTreeMap::new(),
            named: BTreeMap::new(),
        };
        reached.gather();
        reached
    }

    fn gather(&mut self) {
        for (at, side) in self.sides.iter().enumerate() {
            for object in side.names.targets() {
                let named = side.names.named(object);
                let key = (named.entity.clone(), text::fold(&named.key).into_owned());
                let slot = self.targets.entry(key.clone()).or_default();
                if let Some(slot) = slot.get_mut(at) {
                    *slot = Some(object);
                }
                self.named.insert(key, named);
            }
        }
    }

    /// Whether objects of a table are targeted at others.
    pub(super) fn is_targeted(&self, policy: ObjectId) -> bool {
        let [_, new] = &self.sides;
        let owner = new.names.loaded().layout.owner(policy.collection);
        owner.is_some_and(|entity| self.program.entities[entity].targeting.is_some())
    }

    /// What of users and devices was not exported, in words.
    pub(super) fn unknown(&self) -> Vec<String> {
        let [old, new] = self.sides.each_ref().map(|side| {
            let all = side.names.target_tables().into_iter();
            let lacking: Vec<String> = all.filter(|path| !side.whole.contains(path)).collect();
            lacking.join(", ")
        });
        let others = "so policies may reach others than are told";
        let line = |words: &str, paths: &str| format!("{words} all of {paths}, {others}");
        if old == new {
            let both = Some(line("Neither holds", &old)).filter(|_| !old.is_empty());
            return both.into_iter().collect();
        }
        let sides = [("OLD does not hold", old), ("NEW does not hold", new)].into_iter();
        let lacking = sides.filter(|(_, paths)| !paths.is_empty());
        lacking.map(|(words, paths)| line(words, &paths)).collect()
    }

    /// Whom a policy reaches otherwise than before. Of a policy that came or went `None`
    /// stands for the snapshot that is known not to have it.
    pub(super) fn of(&self, policies: [Option<ObjectId>; 2]) -> Reach {
        let mut reach = Reach::default();
        let mut reasons = BTreeSet::new();
        for (key, objects) in &self.targets {
            let [before, after] = self.answers(policies, (key, objects));
            match (before, after) {
                (Answer::No, Answer::Yes) => reach.gained.extend(self.named.get(key).cloned()),
                (Answer::Yes, Answer::No) => reach.lost.extend(self.named.get(key).cloned()),
                (Answer::Yes, Answer::Yes) | (Answer::No, Answer::No) => {}
                (Answer::Unknown(why), other) | (other, Answer::Unknown(why)) => {
                    reach.unknown += 1;
                    reasons.extend(why.into_iter().map(|reason| reason.text));
                    if let Answer::Unknown(why) = other {
                        reasons.extend(why.into_iter().map(|reason| reason.text));
                    }
                }
            }
        }
        for (side, policy) in self.sides.iter().zip(policies) {
            let listed = policy.map(|policy| side.graph.inclusions(policy));
            if let Some(Err(reason)) = listed {
                reasons.insert(reason.text);
            }
        }
        reach.reasons = reasons.into_iter().collect();
        reach
    }

    /// Whether the policies reach an object in each snapshot.
    fn answers(
        &self,
        policies: [Option<ObjectId>; 2],
        (key, objects): (&(String, String), &[Option<ObjectId>; 2]),
    ) -> [Answer; 2] {
        let [old, new] = &self.sides;
        let [was, is] = policies;
        let [before, after] = objects;
        let answers = [(old, was, before), (new, is, after)].map(|(side, policy, object)| {
            match (policy, object) {
                (None, _) => Some(Answer::No),
                (Some(policy), Some(object)) => Some(side.graph.reaches(policy, *object)),
                (Some(_), None) if self.is_whole(side, &key.0) => Some(Answer::No),
                (Some(_), None) => None,
            }
        });
        match answers {
            [Some(before), Some(after)] => [before, after],
            // Of an object that may have been there all along a change is unknown, if it is one at all.
            [None, Some(Answer::Yes)] => [missing(&key.0, "OLD"), Answer::Yes],
            [Some(Answer::Yes), None] => [Answer::Yes, missing(&key.0, "NEW")],
            [None, _] | [_, None] => [Answer::No, Answer::No],
        }
    }

    fn is_whole(&self, side: &One<'_>, entity: &str) -> bool {
        let mut entities = self.program.entities.iter();
        let own = entities.find(|one| one.name == entity);
        let path = own.and_then(|one| one.collection.as_ref());
        path.is_some_and(|path| side.whole.contains(path))
    }

    /// The policies that both snapshots have under one key.
    pub(super) fn shared(&self) -> Vec<[ObjectId; 2]> {
        let [old, new] = &self.sides;
        let keyed = |side: &One<'_>| -> BTreeMap<(String, String), ObjectId> {
            let policies = side.names.policies().into_iter();
            let keyed = policies.map(|policy| {
                let named = side.names.named(policy);
                ((named.entity, text::fold(&named.key).into_owned()), policy)
            });
            keyed.filter(|((_, key), _)| !key.is_empty()).collect()
        };
        let known = keyed(old);
        let both = keyed(new).into_iter();
        both.filter_map(|(key, policy)| Some([*known.get(&key)?, policy]))
            .collect()
    }

    /// What a policy of the newer snapshot is called.
    pub(super) fn policy(&self, policy: ObjectId) -> Named {
        let [_, new] = &self.sides;
        new.names.named(policy)
    }
}

fn missing(entity: &str, word: &str) -> Answer {
    let text = format!("a {entity} is not in {word}, which may not hold all");
    Answer::unknown(Reason::new(ReasonCode::CollectionIncomplete, text))
}
