//! Indexes by what the keys lead to, made when a value asks for them.

use std::rc::Rc;

use tenet_hir::VarId;

use super::Plan;
use super::index::{Buckets, Index, KeyOf, Part, Vague, VagueRows};
use super::key::{Form, Kind, Meeting};
use super::prepared::Prepared;
use crate::machine::Machine;
use crate::value::Value;

/// Which index, of rows of which kind in which form.
pub(super) type FormId = (VarId, usize, Kind, Form);

/// The rows of one kind by their keys in a form.
#[derive(Debug)]
pub(super) struct FormIndex {
    buckets: Buckets,
    /// Rows that cannot be brought into the form.
    vague: Rc<Vague>,
}

/// An index with what it was made from.
pub(super) struct Indexed<'i, 'a> {
    pub(super) plan: &'i Plan,
    pub(super) prepared: &'i Prepared<'a>,
    pub(super) number: usize,
    pub(super) key: &'i KeyOf,
    pub(super) index: Rc<Index>,
    /// Whether texts are compared by code point.
    pub(super) exact: bool,
}

/// Rows that a part of a condition may hold for.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Those that have to be looked at; whether the part holds of them for certain.
    pub(super) rows: Vec<(u32, bool)>,
    /// Those of which it is unknown, unless they are among the others.
    pub(super) vague: Vec<Rc<Vague>>,
    /// Whether what was looked up, or what it was found by, may not be there:
    /// that is a reason besides those of vague rows.
    pub(super) doubted: bool,
}

impl Found {
    /// Takes rows in.
    pub(super) fn add(&mut self, rows: &[u32], is_sure: bool) {
        self.rows.extend(rows.iter().map(|row| (*row, is_sure)));
    }

    /// Sorts the rows; of a row that was found several times what is certain counts.
    pub(super) fn sort(&mut self) {
        self.rows
            .sort_unstable_by_key(|(row, is_sure)| (*row, !is_sure));
        self.rows.dedup_by_key(|(row, _)| *row);
    }
}

impl<'a> Machine<'a> {
    /// Finds the rows whose key may equal a value.
    pub(super) fn look_up(
        &mut self,
        indexed: &Indexed<'_, 'a>,
        (value, doubted): (&Value<'a>, bool),
        found: &mut Found,
    ) {
        let asked = Kind::of(value);
        let is_sure = indexed.index.is_sure && !doubted && asked.is_told_by_key(indexed.exact);
        for (kind, rows) in &indexed.index.kinds {
            let (of_row, of_value) = match kind.met_by(asked) {
                Meeting::Never => continue,
                Meeting::Open => {
                    found.add(rows, false);
                    continue;
                }
                Meeting::Same(of_row, of_value) => (of_row, of_value),
            };
            // A value that cannot be brought into the form is compared with all.
            let Ok(Some(key)) = self.key(value, of_value) else {
                found.add(rows, false);
                continue;
            };
            let is_sure = is_sure && kind.is_told_by_key(indexed.exact);
            if of_row == Form::Plain {
                found.add(indexed.index.plain.get(&key), is_sure);
                continue;
            }
            let form = self.form(indexed, (*kind, of_row), rows);
            found.add(form.buckets.get(&key), is_sure);
            found.vague.push(Rc::clone(&form.vague));
        }
    }

    fn form(
        &mut self,
        indexed: &Indexed<'_, 'a>,
        (kind, form): (Kind, Form),
        rows: &[u32],
    ) -> Rc<FormIndex> {
        let id = (indexed.plan.var, indexed.number, kind, form);
        if let Some(known) = self.plans.forms.get(&id) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.make_form(indexed, (kind, form), rows));
        self.plans.forms.insert(id, Rc::clone(&made));
        made
    }

    /// Keys are computed again rather than kept: few indexes are asked for another form.
    fn make_form(
        &mut self,
        indexed: &Indexed<'_, 'a>,
        (kind, form): (Kind, Form),
        rows: &[u32],
    ) -> FormIndex {
        let mut keyed = Vec::new();
        let mut unsure = VagueRows::default();
        for row in rows {
            self.at_row(indexed.plan, indexed.prepared, *row);
            for piece in self.parts_of_key(indexed.key) {
                let (Part::Known(value) | Part::Possible(value)) = piece else {
                    continue;
                };
                if Kind::of(&value) != kind {
                    continue;
                }
                match self.key(&value, form) {
                    Ok(key) => keyed.extend(key.map(|key| (key, *row))),
                    Err(reasons) => unsure.add(*row, &reasons, indexed.prepared),
                }
            }
        }
        FormIndex {
            buckets: Buckets::new(keyed),
            vague: Rc::new(unsure.finish()),
        }
    }
}
