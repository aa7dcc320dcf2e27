//! Parts of a condition that can be looked up.

use tenet_hir::{Comparison, ExprId, ExprKind, VarId};

use super::Plan;
use super::index::KeyOf;
use super::literal::{self, Literal, Operand};
use crate::machine::Machine;
use crate::profile::Access;

/// How many alternatives of a condition are looked up.
const ALTERNATIVES: usize = 8;

/// A part of a condition that can be looked up.
#[derive(Debug)]
pub(super) enum Probe {
    /// A key of the member equals a value.
    Equal(Lookup),
    /// A key of the member equals an item of a list.
    Listed(Lookup),
    /// A value is in a list of the member.
    Lists(Lookup),
    /// The member is in a group.
    Member(Lookup),
    /// The member is a group that something is in.
    Group(Lookup),
    /// A policy reaches the member.
    Reached(Lookup),
    /// The member is a policy that reaches something.
    Policy(Lookup),
    /// One of several holds.
    Any(Vec<Probe>),
}

/// A key, and what is looked up in the index by it.
#[derive(Debug)]
pub(super) struct Lookup {
    /// The number of the index among those of the plan.
    pub(super) number: usize,
    pub(super) key: KeyOf,
    pub(super) with: Operand,
}

/// Finds probes; numbers their indexes.
struct Finder<'m, 'a> {
    machine: &'m mut Machine<'a>,
    var: VarId,
    number: usize,
}

impl Machine<'_> {
    /// The parts of a plan's condition that can be looked up, the best first.
    pub(super) fn probes(&mut self, plan: &Plan) -> Vec<(usize, Probe)> {
        let mut finder = Finder {
            machine: self,
            var: plan.var,
            number: 0,
        };
        let mut probes = Vec::new();
        for (part, literal) in plan.mixed.iter().enumerate() {
            probes.extend(finder.probe(literal).map(|probe| (part, probe)));
        }
        probes.sort_by_key(|(_, probe)| probe.rank());
        probes
    }
}

impl Probe {
    /// What the members are indexed by.
    fn keys(&self) -> Vec<ExprId> {
        match self {
            Self::Equal(lookup)
            | Self::Lists(lookup)
            | Self::Listed(lookup)
            | Self::Member(lookup)
            | Self::Group(lookup)
            | Self::Reached(lookup)
            | Self::Policy(lookup) => vec![lookup.key.operand().expr],
            Self::Any(probes) => probes.iter().flat_map(Self::keys).collect(),
        }
    }

    /// How members are found, `vague` of them whatever is asked.
    pub(super) fn access(&self, vague: u64) -> Access {
        match self {
            Self::Equal(_) | Self::Lists(_) | Self::Listed(_) | Self::Any(_) => Access::Keys {
                keys: self.keys(),
                vague,
            },
            Self::Member(_) | Self::Group(_) => Access::Graph { vague },
            Self::Reached(_) | Self::Policy(_) => Access::Reach { vague },
        }
    }

    /// Whether the reasons why it is unknown of a row are those of its key
    /// alone: the graph has reasons of its own.
    pub(super) fn sums_up(&self) -> bool {
        matches!(self, Self::Equal(_) | Self::Lists(_) | Self::Listed(_))
    }

    /// What is likely to find fewer rows comes first.
    fn rank(&self) -> u32 {
        match self {
            Self::Equal(_) => 0,
            Self::Lists(_) => 1,
            Self::Listed(_) => 2,
            Self::Group(_) => 3,
            Self::Member(_) => 4,
            Self::Policy(_) => 5,
            Self::Reached(_) => 6,
            Self::Any(_) => 7,
        }
    }
}

impl Finder<'_, '_> {
    fn probe(&mut self, literal: &Literal) -> Option<Probe> {
        let operand = &literal.operand;
        let program = self.machine.inputs.program;
        match (&program.exprs[operand.expr].kind, literal.wanted) {
            (ExprKind::Compare(Comparison::Equal, left, right), true)
            | (ExprKind::Compare(Comparison::NotEqual, left, right), false) => {
                self.equal(operand, (*left, *right))
            }
            (ExprKind::In(item, list), true) => self.is_in(operand, (*item, *list)),
            (ExprKind::InGroup { member, group, .. }, true) => {
                self.in_group(operand, (*member, *group))
            }
            (ExprKind::Reaches { policy, object }, true) => {
                self.reaches(operand, (*policy, *object))
            }
            (ExprKind::Or(_), true) | (ExprKind::And(_), false) => self.any(literal),
            (_, _) => None,
        }
    }

    fn equal(&mut self, whole: &Operand, (left, right): (ExprId, ExprId)) -> Option<Probe> {
        let (left, right) = (whole.with(left), whole.with(right));
        if self.is_own(&left) && self.is_outer(&right) {
            return Some(Probe::Equal(self.lookup(KeyOf::Value(left), right)));
        }
        if self.is_own(&right) && self.is_outer(&left) {
            return Some(Probe::Equal(self.lookup(KeyOf::Value(right), left)));
        }
        None
    }

    /// Objects are in entities, sets and comprehensions by a condition, not by equality.
    fn is_in(&mut self, whole: &Operand, (item, list): (ExprId, ExprId)) -> Option<Probe> {
        let program = self.machine.inputs.program;
        if let ExprKind::All(_)
        | ExprKind::Set(_)
        | ExprKind::Filter(_)
        | ExprKind::During { .. }
        | ExprKind::Union(..) = &program.exprs[list].kind
        {
            return None;
        }
        let (item, list) = (whole.with(item), whole.with(list));
        if self.is_own(&item) && self.is_outer(&list) {
            return Some(Probe::Listed(self.lookup(KeyOf::Value(item), list)));
        }
        if self.is_outer(&item) && self.is_own(&list) {
            return Some(Probe::Lists(self.lookup(KeyOf::Items(list), item)));
        }
        None
    }

    /// Direct members are members: what may be neither is left out for both.
    fn in_group(&mut self, whole: &Operand, (member, group): (ExprId, ExprId)) -> Option<Probe> {
        let (member, group) = (whole.with(member), whole.with(group));
        if self.is_own(&member) && self.is_outer(&group) {
            return Some(Probe::Member(self.lookup(KeyOf::Member(member), group)));
        }
        if self.is_own(&group) && self.is_outer(&member) {
            return Some(Probe::Group(self.lookup(KeyOf::Group(group), member)));
        }
        None
    }

    fn reaches(&mut self, whole: &Operand, (policy, object): (ExprId, ExprId)) -> Option<Probe> {
        let (policy, object) = (whole.with(policy), whole.with(object));
        if self.is_own(&object) && self.is_outer(&policy) {
            return Some(Probe::Reached(self.lookup(KeyOf::Reached(object), policy)));
        }
        if self.is_own(&policy) && self.is_outer(&object) {
            return Some(Probe::Policy(self.lookup(KeyOf::Policy(policy), object)));
        }
        None
    }

    /// Every alternative must have a part that can be looked up.
    fn any(&mut self, literal: &Literal) -> Option<Probe> {
        let alternatives = literal::alternatives(self.machine.inputs.program, literal);
        if alternatives.len() > ALTERNATIVES {
            return None;
        }
        let probes = alternatives.iter().map(|parts| {
            let probes = parts.iter().filter_map(|part| self.probe(part));
            probes.min_by_key(Probe::rank)
        });
        probes.collect::<Option<Vec<_>>>().map(Probe::Any)
    }

    fn lookup(&mut self, key: KeyOf, with: Operand) -> Lookup {
        let number = self.number;
        self.number += 1;
        Lookup { number, key, with }
    }

    /// Whether an expression is about the member alone.
    fn is_own(&mut self, operand: &Operand) -> bool {
        let free = self.machine.free_of(operand);
        free.len() == 1 && free.contains(&self.var)
    }

    /// Whether an expression is not about the member.
    fn is_outer(&mut self, operand: &Operand) -> bool {
        !self.machine.free_of(operand).contains(&self.var)
    }
}
