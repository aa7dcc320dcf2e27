//! The events of logs in the order of time, so that a time is a range of them.
//!
//! A log is sorted once, and so is what is chosen from logs without regard to
//! any variable. Of what depends on a variable, only the events that may lie in
//! the time are asked whether they are chosen.

use std::rc::Rc;

use tenet_base::Instant;
use tenet_hir::{Binding, EntityId, ExprId, ExprKind};

use super::collection::{doubt, item as list_item};
use super::during::Period;
use crate::machine::Machine;
use crate::reasons::Reasons;
use crate::truth::and;
use crate::value::{Collection, Item};

/// Events in the order of time.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    /// Events that say when they were.
    dated: Vec<(Instant, Item<'a>)>,
    /// Events that do not, and may be none of a time for that reason.
    undated: Vec<Item<'a>>,
    /// Why there may be others.
    open: Option<Reasons>,
}

/// What is sorted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sorted {
    /// All events of a log.
    Log(EntityId),
    /// What an expression without variables chooses.
    Chosen(ExprId),
}

impl<'a> Timeline<'a> {
    /// The events that may lie in a time.
    fn near(&self, period: Period) -> Self {
        let start = self
            .dated
            .partition_point(|(date, _)| period.begins_after(*date));
        let end = self
            .dated
            .partition_point(|(date, _)| !period.ends_before(*date));
        let inside = self.dated.get(start..end.max(start)).unwrap_or_default();
        Self {
            dated: inside.to_vec(),
            undated: self.undated.clone(),
            open: self.open.clone(),
        }
    }

    /// The events: those that say when they were come first, in the order of time.
    pub(super) fn into_collection(self) -> Collection<'a> {
        let dated = self.dated.into_iter().map(|(_, event)| event);
        Collection {
            items: dated.chain(self.undated).collect(),
            open: self.open,
            elsewhere: true,
        }
    }
}

impl<'a> Machine<'a> {
    /// The events of a collection that may lie in a time.
    pub(super) fn events_near(&mut self, events: ExprId, period: Period) -> Timeline<'a> {
        let kind = &self.inputs.program.exprs[events].kind;
        if let ExprKind::All(entity) = kind {
            return self.sorted(Sorted::Log(*entity), events).near(period);
        }
        if self.is_fixed(events) {
            return self.sorted(Sorted::Chosen(events), events).near(period);
        }
        // What is looked up by a key is fewer still.
        if let ExprKind::Filter(binding) = kind
            && !self.looks_up(binding)
        {
            return self.chosen_near(binding, period);
        }
        let events = if let ExprKind::Union(left, right) = kind {
            let left = self.events_near(*left, period).into_collection();
            let right = self.events_near(*right, period).into_collection();
            Rc::new(self.united(&left, &right))
        } else {
            self.collection(events)
        };
        self.timeline(&events).near(period)
    }

    /// The events near a time for which a condition may hold.
    fn chosen_near(&mut self, binding: &Binding, period: Period) -> Timeline<'a> {
        self.mark_binding(binding);
        let mut near = self.events_near(binding.source, period);
        if let Some(condition) = binding.condition {
            let looked_at = near.dated.len() + near.undated.len();
            self.watch((binding.var, binding.source), looked_at, || None);
            let mut choose = |event: Item<'a>| {
                self.bind(binding.var, event.value.clone());
                let member = and(doubt(event.doubt.as_ref()), self.truth(condition));
                list_item(event.value, member)
            };
            let dated = near.dated.into_iter();
            near.dated = dated
                .filter_map(|(date, event)| Some((date, choose(event)?)))
                .collect();
            near.undated = near.undated.into_iter().filter_map(choose).collect();
        }
        near
    }

    /// Events that are the same throughout the run.
    fn sorted(&mut self, what: Sorted, events: ExprId) -> Rc<Timeline<'a>> {
        if let Some(known) = self.memory.timelines.get(&what) {
            return Rc::clone(known);
        }
        let all = self.collection(events);
        let timeline = Rc::new(self.timeline(&all));
        self.memory.timelines.insert(what, Rc::clone(&timeline));
        timeline
    }

    fn timeline(&mut self, all: &Collection<'a>) -> Timeline<'a> {
        let mut dated = Vec::with_capacity(all.items.len());
        let mut undated = Vec::new();
        for item in &all.items {
            let date = match &item.value {
                Ok(event) => self.date_of(event),
                Err(reasons) => Err(reasons.clone()),
            };
            match date {
                Ok(date) => dated.push((date, item.clone())),
                Err(reasons) => {
                    let member = and(doubt(item.doubt.as_ref()), Err(reasons));
                    undated.extend(list_item(item.value.clone(), member));
                }
            }
        }
        // A stable sort: events of one instant stay in the order of their keys.
        dated.sort_by_key(|(date, _)| *date);
        Timeline {
            dated,
            undated,
            open: all.open.clone(),
        }
    }
}
