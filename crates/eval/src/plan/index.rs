//! An index: the members of a collection by a key.

use std::rc::Rc;

use tenet_base::HashMap;
use tenet_hir::VarId;

use super::Plan;
use super::key::{Form, Key, Kind};
use super::literal::Operand;
use super::prepared::Prepared;
use crate::machine::Machine;
use crate::reasons::{Gather, Reasons};
use crate::value::Value;

/// What the members are indexed by.
#[derive(Debug)]
pub(super) enum KeyOf {
    /// A value of each.
    Value(Operand),
    /// The items of a list of each.
    Items(Operand),
    /// The key by which the graph knows each as a member.
    Member(Operand),
    /// The key by which the graph knows each as a group.
    Group(Operand),
    /// The keys by which policies reach each.
    Reached(Operand),
    /// The keys of what each includes as a policy.
    Policy(Operand),
}

impl KeyOf {
    /// The expression that the keys come from.
    pub(super) fn operand(&self) -> &Operand {
        match self {
            Self::Value(operand)
            | Self::Items(operand)
            | Self::Member(operand)
            | Self::Group(operand)
            | Self::Reached(operand)
            | Self::Policy(operand) => operand,
        }
    }
}

/// The members of a collection by a key.
#[derive(Debug)]
pub(crate) struct Index {
    /// The rows by the kinds of their keys; a row with a list may be in several.
    pub(super) kinds: Vec<(Kind, Vec<u32>)>,
    /// The rows by their keys as they are.
    pub(super) plain: Buckets,
    /// Rows whose key, or a part of it, is unknown.
    pub(super) vague: Rc<Vague>,
    /// Rows that have to be looked at whatever is asked.
    pub(super) loose: Vec<u32>,
    /// Whether what has the same key is equal for certain, if keys tell.
    pub(super) is_sure: bool,
    /// Whether a row may not have one of its keys.
    pub(super) doubted: bool,
}

/// Rows of which it is unknown whether they fit, unless they do for certain.
#[derive(Debug, Default)]
pub(super) struct Vague {
    /// Ascending.
    pub(super) rows: Vec<u32>,
    /// Why it is unknown of each.
    pub(super) each: Vec<Reasons>,
    /// Why it is unknown of any, and why it is whether they are members.
    pub(super) reasons: Option<Reasons>,
}

/// Rows by key.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    places: HashMap<Key, (u32, u32)>,
    rows: Vec<u32>,
}

/// One key of a row.
pub(super) enum Part<'a> {
    Known(Value<'a>),
    /// It may be none.
    Possible(Value<'a>),
    Unknown(Reasons),
    /// It depends on what is asked whether it is known.
    Loose,
}

impl<'a> Machine<'a> {
    /// An index of the members for a plan, made once.
    pub(super) fn member_index(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'a>,
        (number, key): (usize, &KeyOf),
    ) -> Rc<Index> {
        let id: (VarId, usize) = (plan.var, number);
        if let Some(known) = self.plans.indexes.get(&id) {
            return Rc::clone(known);
        }
        let index = Rc::new(self.make_index(plan, prepared, key));
        self.plans.indexes.insert(id, Rc::clone(&index));
        index
    }

    fn make_index(&mut self, plan: &Plan, prepared: &Prepared<'a>, key: &KeyOf) -> Index {
        let mut kinds: Vec<(Kind, Vec<u32>)> = Vec::new();
        let mut keyed = Vec::new();
        let mut unsure = VagueRows::default();
        let mut loose = Vec::new();
        let mut doubted = false;
        for row in &prepared.rows {
            self.at_row(plan, prepared, *row);
            for piece in self.parts_of_key(key) {
                doubted |= matches!(piece, Part::Possible(_));
                match piece {
                    Part::Unknown(reasons) => unsure.add(*row, &reasons, prepared),
                    Part::Loose => loose.push(*row),
                    Part::Known(value) | Part::Possible(value) => {
                        let key = self.key(&value, Form::Plain).ok().flatten();
                        let kind = key.as_ref().map_or(Kind::Other, |_| Kind::of(&value));
                        note_kind(&mut kinds, kind, *row);
                        keyed.extend(key.map(|key| (key, *row)));
                    }
                }
            }
        }
        // A key can be that of values of another kind, which differ all the same.
        let present = kinds.iter().filter(|(kind, _)| *kind != Kind::Null);
        Index {
            is_sure: !doubted && present.count() <= 1,
            doubted,
            kinds,
            plain: Buckets::new(keyed),
            vague: Rc::new(unsure.finish()),
            loose,
        }
    }

    /// Binds the variable to a member.
    pub(super) fn at_row(&mut self, plan: &Plan, prepared: &Prepared<'a>, row: u32) {
        if let Some(item) = prepared.members.items.get(row as usize) {
            self.bind(plan.var, item.value.clone());
        }
    }

    /// The keys of the member that the variable is bound to.
    pub(super) fn parts_of_key(&mut self, key: &KeyOf) -> Vec<Part<'a>> {
        match key {
            KeyOf::Value(operand) => {
                let value = self.operand(operand);
                vec![value.map_or_else(Part::Unknown, Part::Known)]
            }
            KeyOf::Items(operand) => self.items_of_key(operand),
            KeyOf::Member(operand) => self.member_key(operand),
            KeyOf::Group(operand) => self.group_key(operand),
            KeyOf::Reached(operand) => self.reached_keys(operand),
            KeyOf::Policy(operand) => self.policy_keys(operand),
        }
    }

    fn items_of_key(&mut self, operand: &Operand) -> Vec<Part<'a>> {
        self.enter(operand);
        let list = self.collection(operand.expr);
        let items = list.items.iter().map(|item| match &item.value {
            Ok(value) if item.doubt.is_some() => Part::Possible(value.clone()),
            Ok(value) => Part::Known(value.clone()),
            Err(reasons) => {
                let doubt = item.doubt.as_ref();
                let both = doubt.map(|doubt| reasons.clone().merged(doubt));
                Part::Unknown(both.unwrap_or_else(|| reasons.clone()))
            }
        });
        let open = list.open.clone().map(|reasons| {
            if list.elsewhere {
                Part::Loose
            } else {
                Part::Unknown(reasons)
            }
        });
        items.chain(open).collect()
    }
}

fn note_kind(kinds: &mut Vec<(Kind, Vec<u32>)>, kind: Kind, row: u32) {
    match kinds.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, rows)) if rows.last() == Some(&row) => {}
        Some((_, rows)) => rows.push(row),
        None => kinds.push((kind, vec![row])),
    }
}

impl Vague {
    /// Why it is unknown of a row, if it is one of these.
    pub(super) fn reasons_of(&self, row: u32) -> Option<&Reasons> {
        let at = self.rows.binary_search(&row).ok()?;
        self.each.get(at)
    }
}

/// Vague rows that are being put together.
#[derive(Default)]
pub(super) struct VagueRows {
    rows: Vec<u32>,
    each: Vec<Reasons>,
    reasons: Gather,
}

impl VagueRows {
    /// Takes a row in.
    pub(super) fn add(&mut self, row: u32, reasons: &Reasons, prepared: &Prepared<'_>) {
        self.reasons.add(reasons);
        if self.rows.last() == Some(&row)
            && let Some(last) = self.each.pop()
        {
            self.each.push(last.merged(reasons));
            return;
        }
        self.rows.push(row);
        self.each.push(reasons.clone());
        self.reasons.add_some(prepared.doubts.get(&row));
    }

    pub(super) fn finish(self) -> Vague {
        Vague {
            rows: self.rows,
            each: self.each,
            reasons: self.reasons.finish(),
        }
    }
}

impl Buckets {
    /// Rows by their keys; pairs come in the order of rows.
    pub(super) fn new(pairs: Vec<(Key, u32)>) -> Self {
        let mut sizes: HashMap<Key, u32> = HashMap::default();
        sizes.reserve(pairs.len());
        for (key, _) in &pairs {
            match sizes.get_mut(key) {
                Some(size) => *size += 1,
                None => drop(sizes.insert(key.clone(), 1)),
            }
        }
        let mut next = 0;
        let mut places: HashMap<Key, (u32, u32)> = HashMap::default();
        places.reserve(sizes.len());
        let mut rows = vec![0; pairs.len()];
        for (key, row) in pairs {
            let size = sizes.get(&key).copied().unwrap_or(0);
            let (_, end) = places.entry(key).or_insert_with(|| {
                let start = next;
                next += size;
                (start, start)
            });
            if let Some(slot) = rows.get_mut(*end as usize) {
                *slot = row;
            }
            *end += 1;
        }
        Self { places, rows }
    }

    /// How many rows a key has that one of the rows has, rounded up; what has
    /// no value is not looked for.
    pub(super) fn average(&self) -> u64 {
        let present = self.places.iter().filter(|(key, _)| **key != Key::Null);
        let sizes = present.map(|(_, (start, end))| u64::from(end - start));
        let (rows, squares) = sizes.fold((0_u64, 0_u64), |(rows, squares), size| {
            (
                rows + size,
                squares.saturating_add(size.saturating_mul(size)),
            )
        });
        squares.div_ceil(rows.max(1))
    }

    /// The rows with a key, ascending.
    pub(super) fn get(&self, key: &Key) -> &[u32] {
        let place = self.places.get(key);
        place
            .and_then(|(start, end)| self.rows.get(*start as usize..*end as usize))
            .unwrap_or(&[])
    }
}
