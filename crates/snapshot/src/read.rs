//! One file: its objects into fragments of tables.

mod fragment;
mod places;
mod reader;
mod remade;

use std::collections::BTreeMap;

use tenet_base::{Interner, Symbol};
use tenet_hir::CollectionId;

use crate::Column;
use crate::layout::{Layout, Role, Told};
use crate::plan::Plans;
use crate::recognise::{Container, FilePath, List, Signs};
use crate::versions::ContentDigest;
use crate::walk::{self, Head, Section, Walked};
use crate::window::Window;

pub(crate) use fragment::Fragment;
pub(crate) use places::{IssueKey, Places};
use reader::Reader;

/// What one file gave.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// A reading of each part that is read by itself: of most files one.
    pub parts: Vec<Reading>,
    /// What it says of collections beside their objects.
    pub told: Told,
}

/// What a file, or a part of it, gave.
#[derive(Debug)]
pub(crate) struct Reading {
    pub container: Container,
    pub walked: Walked,
    /// The part of the file, where it is more than an answer.
    pub section: Option<Section>,
    pub fragments: BTreeMap<CollectionId, Fragment>,
    pub list: Option<ListPart>,
    pub issues: BTreeMap<IssueKey, Places>,
    /// Values that stood where objects stand.
    pub not_objects: Places,
    /// How many objects there were of collections that each said by itself, by Graph path.
    pub counts: BTreeMap<String, u64>,
    /// Objects of kinds that nothing is known about, or that are no state of the tenant.
    pub left: Places,
    /// How many of those said each JSON type that the schema does not name.
    pub unknown: BTreeMap<String, u64>,
    /// Collections and keys of objects that an answer of changes says to be gone.
    pub removed: Vec<(CollectionId, Symbol)>,
    /// Whether the end of the file puts its objects elsewhere than was thought.
    pub misplaced: bool,
    /// Whether objects were given to a table or a list.
    pub gave_objects: bool,
    /// Whether objects told their JSON type.
    pub typed: bool,
    /// The collection of the object in which reading stopped, if its type was read.
    pub stopped_in: Option<CollectionId>,
}

/// A page of the list of one object.
#[derive(Debug)]
pub(crate) struct ListPart {
    pub list: List,
    pub owner: CollectionId,
    pub column: usize,
    pub items: Column,
    /// The digest of each item, if versions are compared.
    pub digests: Vec<ContentDigest>,
}

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'k> {
    pub path: &'k FilePath<'k>,
    /// The Graph path that the manifest gives the file.
    pub manifest: Option<&'k str>,
    /// The layout of the file's root.
    pub layout: Option<Layout>,
    /// What the layout says of the path.
    pub role: &'k Role,
    /// What the ends of the file's parts say, if it had to be read for that first.
    pub heads: &'k [Head],
    /// Whether each line is an object.
    pub lines: bool,
}

/// Reads a file through a window.
pub(crate) fn read(
    window: &mut Window<'_>,
    plans: &Plans<'_>,
    interner: &Interner,
    known: Known<'_>,
) -> Contents {
    let mut reader = Reader::new(plans, interner, known);
    let walked = walk::walk(window, &mut reader, known.lines);
    reader.finish(walked)
}

impl Reading {
    /// How many objects are of what it is of as a whole.
    pub(crate) fn own_objects(&self) -> u64 {
        let others = self.counts.values().sum::<u64>() + self.left.count;
        self.walked.objects.saturating_sub(others)
    }
}

impl Contents {
    /// The heads of all parts.
    pub(crate) fn heads(&self) -> Vec<Head> {
        let heads = self.parts.iter().map(|part| part.walked.head.clone());
        heads.collect()
    }
}

impl Known<'_> {
    /// What a part of the file is of, or the file as a whole.
    fn container(&self, plans: &Plans<'_>, head: &Head, section: Option<Section>) -> Container {
        let nowhere = FilePath::parse("");
        let aside = matches!(self.role, Role::Aside(_));
        match section {
            None => Container::of(plans, self.signs(head)),
            Some(section) if !aside && !section.path.is_empty() => {
                Container::of_part(plans, section.path)
            }
            Some(_) => Container::of(
                plans,
                Signs {
                    manifest: None,
                    head,
                    role: if aside { self.role } else { &Role::Graph },
                    path: &nowhere,
                },
            ),
        }
    }

    fn signs<'s>(&'s self, head: &'s Head) -> Signs<'s> {
        Signs {
            manifest: self.manifest,
            head,
            role: self.role,
            path: self.path,
        }
    }
}
