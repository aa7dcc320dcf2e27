//! The reader of a file's objects, one part after another.

use std::collections::BTreeMap;

use tenet_base::{Interner, Symbol};
use tenet_hir::{CollectionId, Shape};

use super::places::{field_of, steps_of};
use super::{Contents, Fragment, IssueKey, Known, ListPart, Places, Reading};
use crate::json::{self, Fault};
use crate::layout::{Layout, Made, Role, Told};
use crate::plan::Plans;
use crate::recognise::{Container, List};
use crate::value::{CellSeed, Context, Facts, ObjectSeed};
use crate::versions::{self, ContentDigest};
use crate::walk::{Form, Head, Section, Spot, Visitor, Walked};
use crate::{Column, build, copies};

/// Reads the objects that it is shown.
pub(super) struct Reader<'r> {
    plans: &'r Plans<'r>,
    known: Known<'r>,
    context: Context<'r>,
    section: Option<Section>,
    pub(super) part: Part,
    contents: Contents,
}

/// What was read of the part of the file at hand.
#[derive(Default)]
pub(super) struct Part {
    /// Told by the head, when the first object comes.
    pub(super) container: Option<Container>,
    /// Where the last object belonged, and so probably the next.
    expected: Option<CollectionId>,
    /// The last JSON type and where it belongs.
    last: Option<(Option<Symbol>, Option<CollectionId>)>,
    fragments: BTreeMap<CollectionId, Fragment>,
    pub(super) list: Option<ListPart>,
    issues: BTreeMap<IssueKey, Places>,
    not_objects: Places,
    pub(super) counts: BTreeMap<String, u64>,
    pub(super) left: Places,
    unknown: BTreeMap<String, u64>,
    removed: Vec<(CollectionId, Symbol)>,
}

impl Visitor for Reader<'_> {
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault> {
        if self.part.container.is_none() {
            self.open(spot.head);
        }
        if let (Role::Aside(_), Some(layout)) = (self.known.role, self.known.layout) {
            return self.hint(layout, text, spot.offset);
        }
        if let Some(layout) = self.recasting() {
            return self.recast(layout, text, spot.offset);
        }
        if spot.form == Form::Single && self.is_owner(text)? {
            return self.owner(text, spot.offset);
        }
        self.plain(text, spot.offset)
    }

    fn begin(&mut self, section: Section) {
        self.section = Some(section);
        self.part = Part::default();
    }

    fn end(&mut self, walked: Walked) {
        let reading = self.close(walked);
        self.contents.parts.push(reading);
        self.section = None;
    }

    fn told(&mut self, told: Told) {
        self.contents.told.add(told);
    }
}

impl<'r> Reader<'r> {
    pub(super) fn new(plans: &'r Plans<'r>, interner: &'r Interner, known: Known<'r>) -> Self {
        Self {
            plans,
            known,
            context: Context::new(interner),
            section: None,
            part: Part::default(),
            contents: Contents::default(),
        }
    }

    /// What the file gave; the walk as a whole comes after its parts.
    pub(super) fn finish(mut self, walked: Walked) -> Contents {
        let aside = matches!(self.known.role, Role::Aside(_));
        let whole = self.contents.parts.is_empty() && (aside || self.contents.told.is_empty());
        if whole || walked.stop.is_some() {
            let reading = self.close(walked);
            self.contents.parts.push(reading);
        }
        self.contents
    }

    /// The name of the file, without its extension.
    pub(super) fn stem(&self) -> &'r str {
        self.known.path.stem()
    }

    pub(super) fn plans(&self) -> &'r Plans<'r> {
        self.plans
    }

    /// Reads an object as what it says it is, or as what the file holds.
    pub(super) fn plain(&mut self, text: &str, offset: u64) -> Result<usize, Fault> {
        let (facts, used) = self.attempt(text, self.part.expected)?;
        let belongs = self.belongs();
        if belongs != self.part.expected {
            self.take_back(self.part.expected);
            self.part.expected = belongs;
            self.attempt(text, belongs)?;
        }
        if let Err(fault) = self.item(text) {
            self.take_back(belongs);
            return Err(fault);
        }
        let digest = self.digest(text, belongs)?;
        self.keep(facts, belongs, (offset, None), digest);
        Ok(used)
    }

    /// The digest of the object at the start of a text, if versions of it are compared.
    pub(super) fn digest(
        &self,
        text: &str,
        collection: Option<CollectionId>,
    ) -> Result<Option<(ContentDigest, bool)>, Fault> {
        let collections = &self.plans.projection.collections;
        let own = collection.and_then(|id| collections[id].canonical.as_ref());
        own.map(|canonical| Ok(versions::digest_of(canonical, &versions::node(text)?)))
            .transpose()
    }

    /// The layout whose objects stand for others in this part of the file.
    fn recasting(&self) -> Option<Layout> {
        let layout = self.layout();
        layout.filter(|layout| layout.conventions().recasts(self.section.is_some()))
    }

    fn open(&mut self, head: &Head) {
        let layout = self.layout();
        self.context.by_name =
            layout.is_some_and(|layout| !layout.conventions().names().is_empty());
        self.context.placeholder = layout.and_then(|layout| layout.conventions().placeholder());
        let container = self.container(head);
        self.part.expected = container.collection_of(self.plans, None);
        self.part.list = container.list.clone().and_then(|list| self.list_part(list));
        self.part.container = Some(container);
    }

    /// What the part of the file is of, by the head that is known.
    fn container(&self, head: &Head) -> Container {
        let number = self.contents.parts.len();
        let head = self.known.heads.get(number).unwrap_or(head);
        self.known.container(self.plans, head, self.section)
    }

    /// The layout of the part of the file, or of its root.
    fn layout(&self) -> Option<Layout> {
        match self.section {
            Some(section) => Some(section.layout),
            None => self.known.layout,
        }
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
                digests: Vec::new(),
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
    pub(super) fn attempt(
        &mut self,
        text: &str,
        collection: Option<CollectionId>,
    ) -> Result<(Facts, usize), Fault> {
        self.context.clear();
        let plan = self.plans.object(collection);
        let columns = match collection {
            Some(id) => self.part.fragments.entry(id).or_insert_with(|| {
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
        if let Some((last, belongs)) = self.part.last
            && last == kind
        {
            return belongs;
        }
        let belongs = self.part.container.as_ref()?;
        let belongs = self.in_container(belongs);
        self.part.last = Some((kind, belongs));
        belongs
    }

    /// Where the object that was just read belongs among those of a container.
    pub(super) fn in_container(&self, container: &Container) -> Option<CollectionId> {
        let kind = self.context.declared;
        let text = kind.map(|kind| self.context.type_text(kind));
        container.collection_of(self.plans, text)
    }

    /// Reads an object once more, as an item of the list that the file is.
    fn item(&mut self, text: &str) -> Result<(), Fault> {
        let Some(part) = &mut self.part.list else {
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
        let mut read = json::read(text, seed).map(|_| ());
        let collection = &self.plans.projection.collections[part.owner];
        if let (Ok(()), Some(canonical)) = (&read, &collection.canonical) {
            read = versions::node(text).map(|item| {
                let digest = versions::digest_of_item(canonical, &part.list.name, &item);
                part.digests.push(digest);
            });
        }
        if read.is_err() {
            part.items.truncate(rows);
        }
        read
    }

    /// Keeps the object that was read; `made` is what it was made into first.
    pub(super) fn keep(
        &mut self,
        facts: Facts,
        collection: Option<CollectionId>,
        (offset, made): (u64, Option<&Made>),
        digest: Option<(ContentDigest, bool)>,
    ) {
        if !facts.is_object {
            self.part.not_objects.add(offset, Vec::new());
        }
        if facts.removed {
            let key = collection.and_then(|id| Some((id, self.last_key(id)?)));
            self.part.removed.extend(key);
        }
        if !facts.is_object || facts.removed {
            self.take_back(collection);
            return;
        }
        if collection.is_none()
            && made.is_none()
            && let Some(kind) = self.unknown_kind()
        {
            *self.part.unknown.entry(kind).or_default() += 1;
            self.part.left.add(offset, Vec::new());
        }
        let fragment = collection.and_then(|id| self.part.fragments.get_mut(&id));
        if let Some(fragment) = fragment {
            fragment.keep(offset, self.context.declared, digest);
        }
        for issue in std::mem::take(&mut self.context.issues) {
            let key = IssueKey {
                collection,
                field: field_of(&issue.trail),
                kind: issue.kind,
            };
            let places = self.part.issues.entry(key).or_default();
            let steps = steps_of(&issue.trail);
            places.add(
                offset,
                made.map_or(steps.clone(), |made| made.source(&steps)),
            );
        }
    }

    /// The kind that the object that was just read says, if that says nothing: the schema does
    /// not name it, and no path or answer tells of which collection it is.
    fn unknown_kind(&self) -> Option<String> {
        let container = self.part.container.as_ref()?;
        let said = container.path.is_some() || container.list.is_some() || container.aside;
        let kind = self.context.type_text(self.context.declared?);
        let is_unknown = !said && self.plans.projection.is_unknown_kind(kind);
        is_unknown.then(|| kind.to_owned())
    }

    /// The key of the object that was just read.
    fn last_key(&self, collection: CollectionId) -> Option<Symbol> {
        let key = self.plans.projection.collections[collection].key?;
        let fragment = self.part.fragments.get(&collection)?;
        let column = fragment.columns.get(key)?;
        let last = column.rows().checked_sub(1)?;
        copies::key_of(column, last as u32)
    }

    pub(super) fn take_back(&mut self, collection: Option<CollectionId>) {
        let fragment = collection.and_then(|id| self.part.fragments.get_mut(&id));
        if let Some(fragment) = fragment {
            fragment.take_back();
        }
    }

    /// What the part of the file gave that was walked.
    fn close(&mut self, walked: Walked) -> Reading {
        if self.part.container.is_none() {
            self.open(&walked.head);
        }
        let stopped = walked.stop.is_some();
        let stopped_in = if stopped {
            self.last_known(&walked.head)
        } else {
            None
        };
        let told = self.container(&walked.head);
        let mut part = std::mem::take(&mut self.part);
        let used = part.container.take().unwrap_or_default();
        let listed = part.list.as_ref().is_some_and(|list| list.items.rows() > 0);
        part.fragments
            .retain(|_, fragment| !fragment.offsets.is_empty());
        Reading {
            section: self.section,
            gave_objects: listed || !part.fragments.is_empty(),
            typed: part.last.is_some_and(|(kind, _)| kind.is_some()),
            misplaced: (used.collection, &used.list) != (told.collection, &told.list),
            container: told,
            walked,
            fragments: part.fragments,
            list: part.list,
            issues: part.issues,
            not_objects: part.not_objects,
            counts: part.counts,
            left: part.left,
            unknown: part.unknown,
            removed: part.removed,
            stopped_in,
        }
    }

    /// The collection of the object in which reading stopped, if its type was read.
    fn last_known(&mut self, head: &Head) -> Option<CollectionId> {
        if self.context.declared.is_some() {
            return self.belongs();
        }
        let kind = head.kind.as_deref()?;
        let container = self.part.container.as_ref()?;
        container.collection_of(self.plans, Some(kind))
    }
}
