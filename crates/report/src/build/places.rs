//! The places of evidence: each looked up once, and only when it is shown.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tenet_snapshot::{self as snapshot, Role, Snapshot};

use crate::build::Located;
use crate::model::Evidence;

type Locate<'a> = &'a dyn Fn(&snapshot::Evidence) -> Option<Located>;

/// Finds places and remembers them: one policy is the evidence of many findings.
pub(super) struct Places<'a> {
    snapshot: &'a Snapshot,
    locate: Locate<'a>,
    known: RefCell<BTreeMap<snapshot::Evidence, Option<Located>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, locate: Locate<'a>) -> Self {
        Self {
            snapshot,
            locate,
            known: RefCell::default(),
        }
    }

    /// The evidence with its place, as exactly as it can be told; none if it
    /// has no file.
    pub(super) fn resolve(&self, evidence: &snapshot::Evidence, exact: bool) -> Option<Evidence> {
        let located = if exact { self.look_up(evidence) } else { None };
        match located {
            Some(located) => Some(exactly(role(evidence.role), located)),
            None => self.file_only(evidence),
        }
    }

    fn look_up(&self, evidence: &snapshot::Evidence) -> Option<Located> {
        if let Some(known) = self.known.borrow().get(evidence) {
            return known.clone();
        }
        let located = (self.locate)(evidence);
        let entry = (evidence.clone(), located.clone());
        self.known.borrow_mut().insert(entry.0, entry.1);
        located
    }

    fn file_only(&self, evidence: &snapshot::Evidence) -> Option<Evidence> {
        let table = self.snapshot.tables.try_get(evidence.object.collection)?;
        let place = table.places.get(evidence.object.row as usize)?;
        let file = self.snapshot.files.try_get(place.file)?;
        Some(Evidence {
            role: role(evidence.role),
            root: file.root,
            file: file.path.clone(),
            pointer: None,
            position: None,
            excerpt: None,
        })
    }
}

fn exactly(role: &'static str, located: Located) -> Evidence {
    let Located { location, pointer } = located;
    Evidence {
        role,
        root: location.root,
        file: location.file,
        pointer: Some(pointer),
        position: location.position,
        excerpt: location.excerpt,
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Leaf => "leaf",
        Role::Edge => "edge",
    }
}
