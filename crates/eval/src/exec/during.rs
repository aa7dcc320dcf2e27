//! `L during …`: the events of a log in a time, both its ends included.
//!
//! What is here counts whatever the log covers; that there is no more is known
//! only if the collection is complete and its window holds the whole time. An
//! event that does not say when it was may have been in any time.

use std::rc::Rc;

use tenet_base::{Duration, Instant};
use tenet_hir::{EntityId, ExprId, Window};

use crate::machine::{Home, Machine};
use crate::reasons::{Gather, Reasons};
use crate::truth::{Known, Truth};
use crate::value::{Collection, Item, Value};
use crate::why;

/// A time with both its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    from: Instant,
    to: Instant,
}

impl<'a> Machine<'a> {
    /// `L during …`.
    pub(super) fn during(&mut self, events: ExprId, window: Window) -> Rc<Collection<'a>> {
        let period = match self.period(window) {
            Ok(period) => period,
            Err(reasons) => return Rc::new(self.some_time(events, &reasons)),
        };
        Rc::new(self.quietly(|machine| machine.events_in(events, period)))
    }

    /// Whether one event lies in the time: decided by its own date.
    pub(super) fn is_during(&mut self, event: &Value<'a>, window: Window) -> Truth {
        let period = self.period(window)?;
        let date = self.date_of(event)?;
        Ok(period.holds(date))
    }

    fn period(&mut self, window: Window) -> Known<Period> {
        match window {
            Window::Last(length) => {
                let now = self.now().and_then(|now| self.as_date(now));
                let length = self.value(length).and_then(|value| self.as_duration(value));
                let (to, length) = both(now, length)?;
                let from = to.checked_sub(length);
                from.map_or_else(
                    || self.unknown(why::overflow()),
                    |from| Ok(Period { from, to }),
                )
            }
            Window::Between(from, to) => {
                let from = self.value(from).and_then(|value| self.as_date(value));
                let to = self.value(to).and_then(|value| self.as_date(value));
                let (from, to) = both(from, to)?;
                Ok(Period { from, to })
            }
        }
    }

    fn as_date(&mut self, value: Value<'a>) -> Known<Instant> {
        if let Value::Date(date) = value {
            return Ok(date);
        }
        self.present(value)?;
        self.misfit()
    }

    fn as_duration(&mut self, value: Value<'a>) -> Known<Duration> {
        if let Value::Duration(length) = value {
            return Ok(length);
        }
        self.present(value)?;
        self.misfit()
    }

    /// Nobody knows which time is asked for: every event may lie in it.
    fn some_time(&mut self, events: ExprId, reasons: &Reasons) -> Collection<'a> {
        let all = self.collection(events);
        let items = all.items.iter().map(|item| Item {
            value: item.value.clone(),
            doubt: Some(with(item.doubt.as_ref(), reasons)),
        });
        Collection {
            items: items.collect(),
            open: Some(with(all.open.as_ref(), reasons)),
            elsewhere: true,
        }
    }

    fn events_in(&mut self, events: ExprId, period: Period) -> Collection<'a> {
        let mut near = self.events_near(events, period).into_collection();
        let mut open = Gather::default();
        open.add_some(near.open.as_ref());
        for entity in self.logs_of(events) {
            open.add_some(self.not_covered(entity, period).as_ref());
        }
        near.open = open.finish();
        near
    }

    /// When an event was, by its log.
    pub(super) fn date_of(&mut self, event: &Value<'a>) -> Known<Instant> {
        let object = self.object_of(event)?;
        let entity = self.entity_of(object);
        let log = entity.and_then(|entity| self.inputs.program.log_of(entity));
        let Some((event_var, time)) = log.and_then(|log| log.event.zip(log.time)) else {
            return self.misfit();
        };
        self.bind(event_var, Ok(Value::Object(object)));
        let date = self.quietly(|machine| machine.value(time))?;
        self.as_date(date)
    }

    /// Why a log may hold more events of a time than were exported.
    fn not_covered(&mut self, entity: EntityId, period: Period) -> Option<Reasons> {
        if period.from > period.to {
            return None;
        }
        let mut reasons = Gather::default();
        for home in self.homes(entity).iter() {
            reasons.add_some(self.window_gap(home, period).as_ref());
        }
        reasons.finish()
    }

    /// What was not exported at all covers no time, and its reason is that.
    fn window_gap(&mut self, home: &Home<'a>, period: Period) -> Option<Reasons> {
        let table = self.table(home.collection?)?;
        let coverage = table.coverage.as_ref();
        let coverage = coverage.filter(|coverage| coverage.files > 0)?;
        let window = coverage.window.map(|(from, to)| Period { from, to });
        if window.is_some_and(|window| window.spans(period)) {
            return None;
        }
        let asked = period.to.since(period.from);
        let reason = match window.zip(asked) {
            Some((window, asked)) => {
                let covered = window.overlap(period).unwrap_or(Duration::ZERO);
                why::short_window(home.path, covered, (period.from, asked))
            }
            None => why::no_window(home.path, period.from),
        };
        Some(Reasons::one(self.reasons.id(reason)))
    }

    /// The logs that events are of.
    fn logs_of(&self, events: ExprId) -> Vec<EntityId> {
        let ty = &self.inputs.program.exprs[events].ty.ty;
        let tenet_hir::Ty::List(item) = ty else {
            return Vec::new();
        };
        item.ty.entities().to_vec()
    }
}

impl Period {
    /// Whether it begins after an instant.
    pub(super) fn begins_after(self, date: Instant) -> bool {
        date < self.from
    }

    /// Whether it ends before an instant.
    pub(super) fn ends_before(self, date: Instant) -> bool {
        self.to < date
    }

    fn holds(self, date: Instant) -> bool {
        !self.begins_after(date) && !self.ends_before(date)
    }

    /// Whether another time lies in this one as a whole.
    fn spans(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// How much of another time lies in this one.
    fn overlap(self, other: Self) -> Option<Duration> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        if from < to { to.since(from) } else { None }
    }
}

fn both<A, B>(left: Known<A>, right: Known<B>) -> Known<(A, B)> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => Err(reasons),
        (Err(left), Err(right)) => Err(left.merged(&right)),
    }
}

/// Reasons, and those that are there already.
fn with(known: Option<&Reasons>, more: &Reasons) -> Reasons {
    known.map_or_else(|| more.clone(), |known| known.clone().merged(more))
}
