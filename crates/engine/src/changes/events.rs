//! What the logs of the newer snapshot say was done to objects.

use std::collections::BTreeMap;

use tenet_base::{Instant, text};
use tenet_eval::{Event, events};
use tenet_hir::Program;
use tenet_hir::reads::ACTS;
use tenet_snapshot::{ObjectId, Slot};

use crate::compile::Compiled;
use crate::run::{Loaded, inputs};

/// The events of the time between two snapshots, by the folded keys of what they are about.
pub(super) struct Events {
    pub(super) of: BTreeMap<String, Vec<Event>>,
}

/// The events of the newer snapshot that stand for something that was done since the older.
///
/// Where one of them does not say when it was taken, that end of the time is open.
pub(super) fn of(compiled: &Compiled, [before, after]: &[Loaded; 2]) -> Events {
    let graph = after.graph();
    let inputs = inputs(compiled, after, &graph, None);
    let (from, to) = (before.snapshot.captured_at, after.snapshot.captured_at);
    let within = |at: Instant| from.is_none_or(|from| at > from) && to.is_none_or(|to| at <= to);
    let mut of: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    for event in events(&inputs) {
        if event.done == Some(false) || !event.at.is_some_and(within) {
            continue;
        }
        let keys = event.objects.iter();
        let mut keys: Vec<String> = keys
            .map(|key| text::fold(after.snapshot.strings.get(*key)).into_owned())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            of.entry(key).or_default().push(event.clone());
        }
    }
    for events in of.values_mut() {
        events.sort_by_key(|event| event.at);
    }
    Events { of }
}

/// What was done, as the log calls it.
pub(super) fn activity(program: &Program, loaded: &Loaded, event: ObjectId) -> Option<String> {
    let layout = &loaded.layout;
    let entity = &program.entities[layout.owner(event.collection)?];
    let fields = entity.fields.iter();
    let mut acts = fields.filter(|field| ACTS.contains(&program.fields[**field].name.as_str()));
    let column = layout.column(event.collection, *acts.next()?)?;
    let table = loaded.snapshot.tables.try_get(event.collection)?;
    if let Slot::Text(words) = table.slot(column, event.row) {
        return Some(loaded.snapshot.strings.get(words).to_owned());
    }
    None
}
