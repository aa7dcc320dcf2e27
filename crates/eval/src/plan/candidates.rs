//! Which members a plan leaves for a loop to look at.

use std::rc::Rc;

use super::Plan;
use tenet_base::Symbol;

use super::form::{Found, Indexed};
use super::key::Key;
use super::prepared::Prepared;
use super::probe::{Lookup, Probe};
use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};

/// What a probe tells of the members.
pub(super) enum Told {
    /// The part is false of all others.
    Found(Found),
    /// The part is unknown of all members, for these reasons together.
    Unknown(Option<Reasons>),
    /// Nothing.
    Nothing,
}

impl<'a> Machine<'a> {
    /// Asks the first probe that tells anything; with its part, if that is
    /// decided where the probe tells so.
    pub(super) fn ask_probes(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'a>,
    ) -> (Told, Option<usize>) {
        let mut told = (Told::Nothing, None);
        for (part, probe) in &plan.probes {
            let decided = probe.sums_up().then_some(*part);
            match self.ask_probe(plan, prepared, probe) {
                Told::Found(found) => {
                    let decided = decided.filter(|_| !found.doubted);
                    return (Told::Found(found), decided);
                }
                Told::Unknown(reasons) => told = (Told::Unknown(reasons), decided),
                Told::Nothing => {}
            }
        }
        told
    }

    fn ask_probe(&mut self, plan: &Plan, prepared: &Prepared<'a>, probe: &Probe) -> Told {
        match probe {
            Probe::Equal(lookup) => self.ask_value(plan, prepared, (lookup, true)),
            Probe::Lists(lookup) => self.ask_value(plan, prepared, (lookup, false)),
            Probe::Listed(lookup) => self.ask_list(plan, prepared, lookup),
            Probe::Member(lookup) => {
                let keys = self.members_of(&lookup.with);
                self.ask_keys(plan, prepared, (lookup, keys))
            }
            Probe::Group(lookup) => {
                let keys = self.groups_with(&lookup.with);
                self.ask_keys(plan, prepared, (lookup, keys))
            }
            Probe::Reached(lookup) => {
                let keys = self.reached_by(&lookup.with, prepared.rows.len());
                self.ask_keys(plan, prepared, (lookup, keys))
            }
            Probe::Policy(lookup) => {
                let keys = self.reaching(&lookup.with);
                self.ask_keys(plan, prepared, (lookup, keys))
            }
            Probe::Any(probes) => self.ask_any(plan, prepared, probes),
        }
    }

    /// Where the value is unknown, so is every comparison with it; whether the
    /// reasons of the other side count depends on the operator.
    fn ask_value(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'a>,
        (lookup, both): (&Lookup, bool),
    ) -> Told {
        let value = self.operand(&lookup.with);
        let indexed = self.indexed(plan, prepared, lookup);
        match value {
            Ok(value) => {
                let mut found = indexed.found();
                self.look_up(&indexed, (&value, false), &mut found);
                Told::Found(found)
            }
            Err(reasons) => {
                let mut gather = Gather::default();
                gather.add(&reasons);
                gather.add_some(indexed.index.vague.reasons.as_ref().filter(|_| both));
                Told::Unknown(gather.finish())
            }
        }
    }

    /// A list that may hold more tells nothing.
    fn ask_list(&mut self, plan: &Plan, prepared: &Prepared<'a>, lookup: &Lookup) -> Told {
        self.enter(&lookup.with);
        let list = self.collection(lookup.with.expr);
        if list.open.is_some() || list.items.iter().any(|item| item.value.is_err()) {
            return Told::Nothing;
        }
        let indexed = self.indexed(plan, prepared, lookup);
        let mut found = indexed.found();
        for item in &list.items {
            found.doubted |= item.doubt.is_some();
            if let Ok(value) = &item.value {
                self.look_up(&indexed, (value, item.doubt.is_some()), &mut found);
            }
        }
        Told::Found(found)
    }

    /// Where the graph names more than there are members, these are asked instead.
    fn ask_keys(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'a>,
        (lookup, keys): (&Lookup, Option<Vec<Symbol>>),
    ) -> Told {
        let Some(keys) = keys.filter(|keys| keys.len() <= prepared.rows.len()) else {
            return Told::Nothing;
        };
        let indexed = self.indexed(plan, prepared, lookup);
        let mut found = indexed.found();
        for key in keys {
            found.add(indexed.index.plain.get(&Key::Folded(key)), false);
        }
        Told::Found(found)
    }

    fn ask_any(&mut self, plan: &Plan, prepared: &Prepared<'a>, probes: &[Probe]) -> Told {
        let mut all = Found::default();
        for probe in probes {
            let Told::Found(found) = self.ask_probe(plan, prepared, probe) else {
                return Told::Nothing;
            };
            all.rows.extend(found.rows);
            all.vague.extend(found.vague);
            all.doubted |= found.doubted;
        }
        Told::Found(all)
    }

    fn indexed<'i>(
        &mut self,
        plan: &'i Plan,
        prepared: &'i Prepared<'a>,
        lookup: &'i Lookup,
    ) -> Indexed<'i, 'a> {
        let (number, key) = (lookup.number, &lookup.key);
        Indexed {
            plan,
            prepared,
            number,
            key,
            index: self.member_index(plan, prepared, (number, key)),
            exact: self.is_exact(key.operand().expr) || self.is_exact(lookup.with.expr),
        }
    }
}

impl Indexed<'_, '_> {
    /// What is found whatever is asked.
    fn found(&self) -> Found {
        let mut found = Found {
            rows: Vec::new(),
            vague: vec![Rc::clone(&self.index.vague)],
            doubted: self.index.doubted,
        };
        found.add(&self.index.loose, false);
        found
    }
}
