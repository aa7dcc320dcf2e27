//! One file: its objects into fragments of tables.

use std::collections::BTreeMap;

use tenet_base::{Interner, Symbol};
use tenet_hir::{CollectionId, Shape};

use crate::json::{self, Fault};
use crate::object::Step;
use crate::plan::Plans;
use crate::recognise::{Container, FilePath, List};
use crate::value::{CellSeed, Context, Facts, IssueKind, ObjectSeed, OtherKeys, Trail};
use crate::walk::{self, Head, Spot, Visitor, Walked};
use crate::window::Window;
use crate::{Column, build};

/// How many places of one kind of mistake are kept.
const PLACES: usize = 3;

/// What one file gave.
#[derive(Debug)]
pub(crate) struct Reading {
    pub container: Container,
    pub walked: Walked,
    pub fragments: BTreeMap<CollectionId, Fragment>,
    pub list: Option<ListPart>,
    pub issues: BTreeMap<IssueKey, Places>,
    /// Values that stood where objects stand.
    pub not_objects: Places,
    /// Whether the end of the file puts its objects elsewhere than was thought.
    pub misplaced: bool,
    /// Whether objects were given to a table or a list.
    pub gave_objects: bool,
    /// Whether objects told their JSON type.
    pub typed: bool,
    /// The collection of the object in which reading stopped, if its type was read.
    pub stopped_in: Option<CollectionId>,
}

/// Rows that one file gives to a table.
#[derive(Debug)]
pub(crate) struct Fragment {
    pub columns: Vec<Column>,
    pub types: Vec<Option<Symbol>>,
    pub offsets: Vec<u64>,
    /// Keys of the objects that nothing reads.
    pub others: OtherKeys,
}

/// A page of the list of one object.
#[derive(Debug)]
pub(crate) struct ListPart {
    pub list: List,
    pub owner: CollectionId,
    pub column: usize,
    pub items: Column,
}

/// A kind of mistake in the objects of a collection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IssueKey {
    pub collection: Option<CollectionId>,
    /// The field, its keys joined by `.`.
    pub field: String,
    pub kind: IssueKind,
}

/// How often something was met, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pub count: u64,
    pub first: Vec<(u64, Vec<Step>)>,
}

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'k> {
    pub path: &'k FilePath<'k>,
    /// The Graph path that the manifest gives the file.
    pub manifest: Option<&'k str>,
    /// What the end of the file says, if it had to be read for that first.
    pub head: Option<&'k Head>,
    /// Whether each line is an object.
    pub lines: bool,
}

/// Reads a file through a window.
pub(crate) fn read(
    window: &mut Window<'_>,
    plans: &Plans<'_>,
    interner: &Interner,
    known: Known<'_>,
) -> Reading {
    let mut reader = Reader {
        plans,
        known,
        context: Context::new(interner),
        container: None,
        expected: None,
        last: None,
        fragments: BTreeMap::new(),
        list: None,
        issues: BTreeMap::new(),
        not_objects: Places::default(),
    };
    let walked = walk::walk(window, &mut reader, known.lines);
    reader.finish(walked)
}

struct Reader<'r> {
    plans: &'r Plans<'r>,
    known: Known<'r>,
    context: Context<'r>,
    /// Told by the head, when the first object comes.
    container: Option<Container>,
    /// Where the last object belonged, and so probably the next.
    expected: Option<CollectionId>,
    /// The last JSON type and where it belongs.
    last: Option<(Option<Symbol>, Option<CollectionId>)>,
    fragments: BTreeMap<CollectionId, Fragment>,
    list: Option<ListPart>,
    issues: BTreeMap<IssueKey, Places>,
    not_objects: Places,
}

impl Visitor for Reader<'_> {
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault> {
        if self.container.is_none() {
            self.begin(spot.head);
        }
        let (facts, used) = self.attempt(text, self.expected)?;
        let belongs = self.belongs();
        if belongs != self.expected {
            self.take_back(self.expected);
            self.expected = belongs;
            self.attempt(text, belongs)?;
        }
        if let Err(fault) = self.item(text) {
            self.take_back(belongs);
            return Err(fault);
        }
        self.keep(facts, belongs, spot.offset);
        Ok(used)
    }
}

impl Reader<'_> {
    fn begin(&mut self, head: &Head) {
        let head = self.known.head.unwrap_or(head);
        let container = Container::of(self.plans, self.known.path, head, self.known.manifest);
        self.expected = container.collection_of(self.plans, None);
        self.list = container.list.clone().and_then(|list| self.list_part(list));
        self.container = Some(container);
    }

    fn list_part(&self, list: List) -> Option<ListPart> {
        let owner = self.plans.projection.find(&list.owner)?;
        let (column, _) = self.plans.list(owner, &list.name)?;
        let collection = &self.plans.projection.collections[owner];
        match &collection.fields.get(column)?.shape {
            Shape::List(item) => Some(ListPart {
                list,
                owner,
                column,
                items: Column::new(item),
            }),
            Shape::Bool
            | Shape::Int
            | Shape::Number
            | Shape::Text
            | Shape::Date
            | Shape::Duration
            | Shape::Ref { .. }
            | Shape::Record(_) => None,
        }
    }

    /// Reads an object as one of a collection; after a fault nothing of it is left.
    fn attempt(
        &mut self,
        text: &str,
        collection: Option<CollectionId>,
    ) -> Result<(Facts, usize), Fault> {
        self.context.clear();
        let plan = self.plans.object(collection);
        let columns = match collection {
            Some(id) => self.fragments.entry(id).or_insert_with(|| {
                let fields = &self.plans.projection.collections[id].fields;
                Fragment::new(build::columns(fields))
            }),
            None => &mut Fragment::new(Vec::new()),
        };
        columns.begin();
        let seed = ObjectSeed {
            columns: &mut columns.columns,
            plan,
            context: &mut self.context,
            others: &mut columns.others,
        };
        json::read(text, seed).inspect_err(|_| columns.take_back())
    }

    /// Where the object that was just read belongs.
    fn belongs(&mut self) -> Option<CollectionId> {
        let kind = self.context.declared;
        if let Some((last, belongs)) = self.last
            && last == kind
        {
            return belongs;
        }
        let text = kind.map(|kind| self.context.type_text(kind));
        let container = self.container.as_ref()?;
        let belongs = container.collection_of(self.plans, text);
        self.last = Some((kind, belongs));
        belongs
    }

    /// Reads an object once more, as an item of the list that the file is.
    fn item(&mut self, text: &str) -> Result<(), Fault> {
        let Some(part) = &mut self.list else {
            return Ok(());
        };
        let Some((_, plan)) = self.plans.list(part.owner, &part.list.name) else {
            return Ok(());
        };
        let rows = part.items.rows();
        part.items.push_absent();
        let seed = CellSeed {
            column: &mut part.items,
            plan,
            context: &mut self.context,
        };
        let read = json::read(text, seed).map(|_| ());
        if read.is_err() {
            part.items.truncate(rows);
        }
        read
    }

    fn keep(&mut self, facts: Facts, collection: Option<CollectionId>, offset: u64) {
        if !facts.is_object {
            self.not_objects.add(offset, Vec::new());
        }
        if !facts.is_object || facts.removed {
            self.take_back(collection);
            return;
        }
        let fragment = collection.and_then(|id| self.fragments.get_mut(&id));
        if let Some(fragment) = fragment {
            fragment.offsets.push(offset);
            fragment.types.push(self.context.declared);
            fragment.others.keep();
        }
        for issue in std::mem::take(&mut self.context.issues) {
            let key = IssueKey {
                collection,
                field: field_of(&issue.trail),
                kind: issue.kind,
            };
            let places = self.issues.entry(key).or_default();
            places.add(offset, steps_of(&issue.trail));
        }
    }

    fn take_back(&mut self, collection: Option<CollectionId>) {
        let fragment = collection.and_then(|id| self.fragments.get_mut(&id));
        if let Some(fragment) = fragment {
            fragment.take_back();
        }
    }

    fn finish(mut self, walked: Walked) -> Reading {
        if self.container.is_none() {
            self.begin(&walked.head);
        }
        let stopped_in = walked
            .stop
            .as_ref()
            .and_then(|_| self.last_known(&walked.head));
        let used = self.container.take().unwrap_or_default();
        let head = self.known.head.unwrap_or(&walked.head);
        let told = Container::of(self.plans, self.known.path, head, self.known.manifest);
        let listed = self.list.as_ref().is_some_and(|list| list.items.rows() > 0);
        self.fragments
            .retain(|_, fragment| !fragment.offsets.is_empty());
        Reading {
            gave_objects: listed || !self.fragments.is_empty(),
            typed: self.last.is_some_and(|(kind, _)| kind.is_some()),
            misplaced: (used.collection, &used.list) != (told.collection, &told.list),
            container: told,
            walked,
            fragments: self.fragments,
            list: self.list,
            issues: self.issues,
            not_objects: self.not_objects,
            stopped_in,
        }
    }

    /// The collection of the object in which reading stopped, if its type was read.
    fn last_known(&mut self, head: &Head) -> Option<CollectionId> {
        if self.context.declared.is_some() {
            return self.belongs();
        }
        let kind = head.kind.as_deref()?;
        self.container
            .as_ref()?
            .collection_of(self.plans, Some(kind))
    }
}

impl Fragment {
    fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            types: Vec::new(),
            offsets: Vec::new(),
            others: OtherKeys::default(),
        }
    }

    /// Begins a row, which is there once its offset is.
    fn begin(&mut self) {
        self.columns.iter_mut().for_each(Column::push_absent);
        self.others.begin();
    }

    /// Takes back a row that was begun.
    fn take_back(&mut self) {
        let rows = self.offsets.len();
        let columns = self.columns.iter_mut();
        columns.for_each(|column| column.truncate(rows));
        self.others.take_back();
    }
}

impl Places {
    fn add(&mut self, offset: u64, steps: Vec<Step>) {
        self.count += 1;
        if self.first.len() < PLACES {
            self.first.push((offset, steps));
        }
    }
}

fn field_of(trail: &[Trail<'_>]) -> String {
    let keys = trail.iter().filter_map(|step| match step {
        Trail::Key(key) => Some(*key),
        Trail::Item(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

fn steps_of(trail: &[Trail<'_>]) -> Vec<Step> {
    let step = |step: &Trail<'_>| match step {
        Trail::Key(key) => Step::Key((*key).to_owned()),
        Trail::Item(at) => Step::Item(*at),
    };
    trail.iter().map(step).collect()
}
