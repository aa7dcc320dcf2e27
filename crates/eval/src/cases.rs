//! The cases of a rule: the combinations of its `for` variables.

use std::collections::BTreeMap;

use tenet_hir::{Binding, Rule, Step};

use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};
use crate::truth::{Known, Truth, and};
use crate::value::{Collection, Item};

/// What going through the cases of a rule showed besides the cases.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// Whether any member of a `for` passed, by the position of its step.
    pub(crate) reached: BTreeMap<usize, bool>,
    /// Why a `for` may have members that nobody saw, by the position of its step.
    pub(crate) open: BTreeMap<usize, Gather>,
}

/// Why it is unknown whether a case is one; none if it is one for certain.
pub(crate) type Guard = Option<Reasons>;

/// Takes a case while the machine's variables are bound to it.
pub(crate) type Judge<'j, 'a> = &'j mut dyn FnMut(&mut Machine<'a>, &Guard);

/// Gives every case of a rule to `judge`.
pub(crate) fn walk<'a>(machine: &mut Machine<'a>, rule: &Rule, judge: Judge<'_, 'a>) -> Walk {
    let mut walk = Walk::default();
    walk.step(machine, (rule, 0), (&None, judge));
    walk
}

impl Walk {
    fn step<'a>(
        &mut self,
        machine: &mut Machine<'a>,
        (rule, position): (&Rule, usize),
        (guard, judge): (&Guard, Judge<'_, 'a>),
    ) {
        match rule.steps.get(position) {
            None => judge(machine, guard),
            Some(Step::Let(var, value)) => {
                let value = machine.value(*value);
                machine.bind(*var, value);
                self.step(machine, (rule, position + 1), (guard, judge));
            }
            Some(Step::For(binding)) => {
                self.members(machine, (rule, position), binding, (guard, judge));
            }
        }
    }

    fn members<'a>(
        &mut self,
        machine: &mut Machine<'a>,
        (rule, position): (&Rule, usize),
        binding: &Binding,
        (guard, judge): (&Guard, Judge<'_, 'a>),
    ) {
        self.reached.entry(position).or_default();
        let Some(search) = machine.search(binding, None) else {
            let members = machine.collection(binding.source);
            self.note_open(position, &members);
            let of = (binding.var, binding.source);
            machine.watch(of, members.items.len(), || None);
            for item in &members.items {
                let inner = counts(machine, item, binding, guard);
                self.member(machine, (rule, position), (inner, &mut *judge));
            }
            return;
        };
        self.note_open(position, &search.prepared().members);
        for row in search.all() {
            let inner = and(certain(guard.as_ref()), search.truth(machine, row));
            self.member(machine, (rule, position), (inner, &mut *judge));
        }
    }

    fn note_open(&mut self, position: usize, members: &Collection<'_>) {
        if let Some(reasons) = &members.open {
            self.open.entry(position).or_default().add(reasons);
        }
    }

    /// Goes on with the member that the variable is bound to, if it counts.
    fn member<'a>(
        &mut self,
        machine: &mut Machine<'a>,
        (rule, position): (&Rule, usize),
        (counts, judge): (Truth, Judge<'_, 'a>),
    ) {
        let inner = match counts {
            Ok(false) => return,
            Ok(true) => None,
            Err(reasons) => Some(reasons),
        };
        self.reached.insert(position, true);
        self.step(machine, (rule, position + 1), (&inner, judge));
    }
}

/// Whether a member makes a case, given the guard of those outside it.
fn counts<'a>(
    machine: &mut Machine<'a>,
    item: &Item<'a>,
    binding: &Binding,
    guard: &Guard,
) -> Truth {
    machine.bind(binding.var, item.value.clone());
    let member = and(certain(guard.as_ref()), certain(item.doubt.as_ref()));
    match binding.condition {
        Some(condition) => and(member, machine.truth(condition)),
        None => member,
    }
}

fn certain(doubt: Option<&Reasons>) -> Known<bool> {
    doubt.map_or(Ok(true), |reasons| Err(reasons.clone()))
}
