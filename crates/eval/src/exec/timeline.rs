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

/// The events of a collection in the order of time.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    /// Events that say when they were.
    dated: Vec<(Instant, Item<'a>)>,
    /// Events that do not.
    undated: Vec<Item<'a>>,
    /// Why there may be others.
    open: Option<Reasons>,
}

impl<'a> Timeline<'a> {
    /// The events that may lie in a time, and those that say when they were first.
    fn near(&self, period: Period) -> Rc<Collection<'a>> {
        let start = self
            .dated
            .partition_point(|(date, _)| period.begins_after(*date));
        let end = self
            .dated
            .partition_point(|(date, _)| !period.ends_before(*date));
        let inside = self.dated.get(start..end.max(start)).unwrap_or_default();
        let inside = inside.iter().map(|(_, item)| item);
        Rc::new(Collection {
            items: inside.chain(&self.undated).cloned().collect(),
            open: self.open.clone(),
            elsewhere: true,
        })
    }
}

impl<'a> Machine<'a> {
    /// The events of a collection but for those that are known to be of another time.
    pub(super) fn events_near(&mut self, events: ExprId, period: Period) -> Rc<Collection<'a>> {
        let kind = &self.inputs.program.exprs[events].kind;
        if let ExprKind::All(entity) = kind {
            return self.log(*entity).near(period);
        }
        if self.is_fixed(events) {
            return self.chosen(events).near(period);
        }
        // What is looked up by a key is fewer still.
        if let ExprKind::Filter(binding) = kind
            && !self.looks_up(binding)
        {
            return self.filter_near(binding, period);
        }
        if let ExprKind::Union(left, right) = kind {
            let left = self.events_near(*left, period);
            let right = self.events_near(*right, period);
            return Rc::new(self.united(&left, &right));
        }
        self.collection(events)
    }

    fn filter_near(&mut self, binding: &Binding, period: Period) -> Rc<Collection<'a>> {
        self.mark_binding(binding);
        let source = self.events_near(binding.source, period);
        let Some(condition) = binding.condition else {
            return source;
        };
        self.watch((binding.var, binding.source), source.items.len(), || None);
        let mut kept = Vec::new();
        for candidate in &source.items {
            self.bind(binding.var, candidate.value.clone());
            let member = and(doubt(candidate.doubt.as_ref()), self.truth(condition));
            kept.extend(list_item(candidate.value.clone(), member));
        }
        Rc::new(Collection {
            items: kept,
            open: source.open.clone(),
            elsewhere: source.elsewhere,
        })
    }

    /// All events of a log.
    fn log(&mut self, entity: EntityId) -> Rc<Timeline<'a>> {
        if let Some(known) = self.memory.timelines.get(&entity) {
            return Rc::clone(known);
        }
        let all = self.all(entity);
        let timeline = Rc::new(self.timeline(&all));
        self.memory.timelines.insert(entity, Rc::clone(&timeline));
        timeline
    }

    /// Events that are the same throughout the run.
    fn chosen(&mut self, events: ExprId) -> Rc<Timeline<'a>> {
        if let Some(known) = self.memory.chosen.get(&events) {
            return Rc::clone(known);
        }
        let all = self.collection(events);
        let timeline = Rc::new(self.timeline(&all));
        self.memory.chosen.insert(events, Rc::clone(&timeline));
        timeline
    }

    fn timeline(&mut self, all: &Collection<'a>) -> Timeline<'a> {
        let mut dated = Vec::with_capacity(all.items.len());
        let mut undated = Vec::new();
        for item in &all.items {
            let event = item.value.as_ref().ok();
            match event.and_then(|event| self.date_of(event).ok()) {
                Some(date) => dated.push((date, item.clone())),
                None => undated.push(item.clone()),
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
