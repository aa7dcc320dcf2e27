//! `L during …` and `actor(e)`: every event is asked when it was, one by one.

use tenet_base::Instant;
use tenet_hir::{EntityId, ExprId, Log, Ty, Window};
use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use super::Run;
use super::value::{Collection, Known, Member, Reasons, Truth, Value, all, both, unknown};

impl Run<'_> {
    pub(super) fn during(&mut self, events: ExprId, window: Window) -> Collection {
        let source = self.collection(events);
        let ends = self.ends(window);
        let mut found = Collection {
            members: Vec::new(),
            open: source.open.clone(),
            of_objects: true,
        };
        match &ends {
            Ok((from, to)) if from <= to => {
                for entity in self.logs(events) {
                    found.open.extend(self.uncovered(entity, *from, *to));
                }
            }
            Ok(_) => {}
            Err(reasons) => found.open.extend(reasons.clone()),
        }
        for member in source.members {
            let inside = self.inside(&member, &ends);
            let doubt = match all([member.belongs(), inside]) {
                Ok(false) => continue,
                Ok(true) => Reasons::new(),
                Err(reasons) => reasons,
            };
            found.members.push(Member {
                value: member.value,
                doubt,
            });
        }
        found
    }

    fn inside(&mut self, member: &Member, ends: &Known<(Instant, Instant)>) -> Truth {
        let (from, to) = ends.clone()?;
        let object = member.value.clone().and_then(|value| self.object(&value))?;
        let date = self.date(object)?;
        Ok(from <= date && date <= to)
    }

    fn ends(&mut self, window: Window) -> Known<(Instant, Instant)> {
        match window {
            Window::Between(from, to) => {
                let from = self.value(from).and_then(|value| instant(&value));
                let to = self.value(to).and_then(|value| instant(&value));
                both(from, to)
            }
            Window::Last(length) => {
                let now = self.naive.now;
                let now = now.map_or_else(|| unknown(ReasonCode::NoCaptureTime), Ok);
                let length = match self.value(length) {
                    Ok(Value::Duration(length)) => Ok(length),
                    Ok(_) => unknown(ReasonCode::Malformed),
                    Err(reasons) => Err(reasons),
                };
                let (now, length) = both(now, length)?;
                match now.checked_sub(length) {
                    Some(from) => Ok((from, now)),
                    None => unknown(ReasonCode::Overflow),
                }
            }
        }
    }

    fn date(&mut self, object: ObjectId) -> Known<Instant> {
        let log = self.log(object);
        match log.and_then(|log| log.event.zip(log.time)) {
            Some((event, time)) => {
                self.variables.insert(event, Ok(Value::Object(object)));
                self.value(time).and_then(|value| instant(&value))
            }
            None => unknown(ReasonCode::Malformed),
        }
    }

    fn log(&self, object: ObjectId) -> Option<Log> {
        let owner = self.naive.layout.owner(object.collection)?;
        self.naive.program.log_of(owner).cloned()
    }

    fn logs(&self, events: ExprId) -> Vec<EntityId> {
        match &self.naive.program.exprs[events].ty.ty {
            Ty::List(item) => item.ty.entities().to_vec(),
            _ => Vec::new(),
        }
    }

    /// A log proves what it holds of the time that its window spans, and nothing of any other.
    fn uncovered(&self, entity: EntityId, from: Instant, to: Instant) -> Reasons {
        let naive = self.naive;
        let tables = naive.program.tables_of(entity).into_iter();
        let gaps = tables.filter(|table| {
            let id = naive.layout.collection(*table);
            let table = id.and_then(|id| naive.snapshot.tables.try_get(id));
            let coverage = table.and_then(|table| table.coverage.as_ref());
            // Of what was not exported at all it is said that it was not.
            let exported = coverage.filter(|coverage| coverage.files > 0);
            exported.is_some_and(|coverage| {
                let window = coverage.window;
                !window.is_some_and(|(first, last)| first <= from && to <= last)
            })
        });
        gaps.map(|table| {
            let path = naive.program.entities[table].collection.clone();
            Reason::new(ReasonCode::LogWindow(from.day()), "").entity(path.unwrap_or_default())
        })
        .collect()
    }

    pub(super) fn actor(&mut self, event: ExprId) -> Known<Value> {
        let event = self.value(event).and_then(|value| self.object(&value))?;
        let Some(log) = self.log(event) else {
            return unknown(ReasonCode::Malformed);
        };
        let mut part = |way: Option<ExprId>| match log.event.zip(way) {
            Some((var, way)) => {
                self.variables.insert(var, Ok(Value::Object(event)));
                self.value(way)
            }
            None => Ok(Value::Null),
        };
        let (user, app) = (part(log.user), part(log.app));
        Ok(Value::Actor(Box::new((user, app))))
    }
}

fn instant(value: &Value) -> Known<Instant> {
    match value {
        Value::Date(date) => Ok(*date),
        Value::Null => unknown(ReasonCode::GuardUndetermined),
        _ => unknown(ReasonCode::Malformed),
    }
}
