//! Lists of one object that were answered by themselves: pages into rows behind those of their owners.

use tenet_base::{IndexVec, Interner, Symbol, id::Id as _};
use tenet_hir::{Canonical, CollectionId};

use super::assemble::Loaded;
use crate::completeness;
use crate::layout::Role;
use crate::plan::Plans;
use crate::read::{ListPart, Reading};
use crate::recognise::{ANY_KIND, Context, FilePath, List, Whose, may_be_whole};
use crate::walk::{Form, Head, Link};
use crate::{Column, DataFileId, Place, Presence, Row, Table, Values, versions};

/// A page of a list, with what orders it among the others.
pub(super) struct Page {
    /// Root, owner, list, and the file's folder and name: pages of one list share them.
    list: (u32, List, String, String),
    number: Option<u32>,
    file: DataFileId,
    part: ListPart,
    /// Whether it is one item, and each other has a file of its own.
    is_item: bool,
    /// Whether a further page is named.
    next: bool,
    /// How many items the whole list has, as the page says.
    count: Option<u64>,
    /// Whether the page leaves nothing of itself out and is of the very list.
    whole: bool,
}

/// The page of a list that a file is; none if it holds no list.
pub(super) fn page(loaded: &Loaded<'_>, at: usize, reading: &mut Reading) -> Option<Page> {
    let part = reading.list.take()?;
    // What is no answer at all was one before it was damaged.
    if reading.walked.form == Form::Refused {
        return None;
    }
    let path = loaded.paths.get(at)?;
    let root = loaded.files.found.get(at)?.file.root;
    let is_item = matches!(loaded.roles.get(at), Some(Role::Item(_)));
    let series = if is_item {
        (String::new(), String::new())
    } else {
        (path.folder(), path.name.to_owned())
    };
    // A list beside the file of its owner is named as that is, and a name may end in a number.
    let paged = !is_item && part.list.file().is_none();
    Some(Page {
        list: (root, part.list.clone(), series.0, series.1),
        number: path.page.filter(|_| paged),
        is_item,
        file: DataFileId::from_index(at),
        next: reading.walked.head.link == Link::Next,
        count: reading.walked.head.count,
        whole: is_whole(
            reading,
            is_item,
            (&part.list, said(loaded, root, &part.list)),
        ),
        part,
    })
}

impl Page {
    /// The collection of the object whose list it is.
    pub(super) fn owner(&self) -> CollectionId {
        self.part.owner
    }
}

/// Whether a page leaves nothing of itself out, and is of that list and not of a part of it.
fn is_whole(reading: &Reading, is_item: bool, (list, said): (&List, Option<bool>)) -> bool {
    let walked = &reading.walked;
    let readable = walked.stop.is_none() && reading.not_objects.count == 0;
    readable
        && match said {
            Some(vouched) => vouched,
            None if is_item => walked.form == Form::Single,
            None if list.file().is_some() => {
                !matches!(walked.form, Form::Refused | Form::Other)
                    && !walked.head.void
                    && walked.head.link == Link::None
            }
            None => {
                may_be_whole(walked.form)
                    && !walked.head.mixed
                    && !walked.head.void
                    && walked.head.link != Link::Delta
                    && tells(&walked.head, list)
            }
        }
}

/// Whether the context of a page is that of the list: a cast or another owner is not.
fn tells(head: &Head, list: &List) -> bool {
    let context = head.context.as_deref().and_then(Context::parse);
    context.is_some_and(|context| match &context.list {
        Some(own) => own.is(list),
        None => context.exact && context.path.eq_ignore_ascii_case(ANY_KIND),
    })
}

/// What the manifest of a root says about a list: that it is all, or that it is not.
fn said(loaded: &Loaded<'_>, root: u32, list: &List) -> Option<bool> {
    let manifest = loaded.manifests.get(root as usize)?.as_ref()?;
    if manifest.broken {
        return Some(false);
    }
    let of = |path: &str| FilePath::list_of_graph_path(path).is_some_and(|own| own.is(list));
    let entries = manifest.collections.iter().filter(|(path, _)| of(path));
    entries.filter_map(|(_, entry)| entry.is_all()).min()
}

/// Adds a row to the owner's table for each list that was answered by itself.
pub(super) fn add(
    tables: &mut IndexVec<CollectionId, Table>,
    plans: &Plans<'_>,
    mut pages: Vec<Page>,
    interner: &Interner,
) {
    pages.sort_by(|a, b| (&a.list, a.number, a.file).cmp(&(&b.list, b.number, b.file)));
    let mut pages = pages.into_iter().peekable();
    while let Some(first) = pages.next() {
        let name = first.list.clone();
        let mut further = Vec::new();
        while let Some(page) = pages.next_if(|page| page.list == name) {
            further.push(page);
        }
        let owner = first.part.owner;
        let key = match &first.part.list.whose {
            Whose::Id(id) => plans.projection.collections[owner]
                .key
                .map(|column| (column, interner.intern(id))),
            Whose::File(_) => None,
        };
        let canonical = plans.projection.collections[owner].canonical.as_ref();
        add_list(&mut tables[owner], (key, canonical), first, further);
    }
}

fn add_list(
    table: &mut Table,
    (key, canonical): (Option<(usize, Symbol)>, Option<&Canonical>),
    first: Page,
    further: Vec<Page>,
) {
    let all = || std::iter::once(&first).chain(&further);
    let links = all().filter(|page| page.next).count();
    let items: u64 = all().map(|page| page.part.items.rows() as u64).sum();
    let numbers: Vec<Option<u32>> = all().map(|page| page.number).collect();
    let is_chain = all().all(|page| page.is_item)
        || (links == further.len() && completeness::is_sequence(&numbers));
    let open = !is_chain
        || !all().all(|page| page.whole)
        || all().any(|page| page.count.is_some_and(|count| count != items));
    let (column, file) = (first.part.column, first.file);
    let name = first.part.list.name;
    let mut items = first.part.items;
    let mut digests = first.part.digests;
    let mut files = vec![(0, file)];
    for page in further {
        files.push((items.rows() as u32, page.file));
        items.append(page.part.items);
        digests.extend(page.part.digests);
    }
    if let Some(canonical) = canonical {
        let digest = versions::digest_of_list(canonical, &name, digests);
        table.versions.digests.push(digest);
        table
            .versions
            .lists
            .insert(table.places.len() as Row, name.clone());
    }
    if files.len() > 1 {
        table.spread.insert((file, name), files);
    }
    for column in &mut table.columns {
        column.push_absent();
    }
    table.types.push(None);
    table.places.push(Place { file, offset: 0 });
    let presence = if open {
        Presence::Open
    } else {
        Presence::Known
    };
    set_list(table.columns.get_mut(column), items, presence);
    if let Some((at, key)) = key
        && let Some(own) = table.columns.get_mut(at)
    {
        set_key(own, key);
    }
}

/// Writes a key as the last row's.
fn set_key(column: &mut Column, key: Symbol) {
    match &mut column.values {
        Values::Text(keys) | Values::Ref { keys, .. } => {
            if let Some(last) = keys.last_mut() {
                *last = Some(key);
            }
            column.set_last(Presence::Known);
        }
        Values::Bool(_)
        | Values::Int(_)
        | Values::Number(_)
        | Values::Date(_)
        | Values::Duration(_)
        | Values::Record(_)
        | Values::List { .. } => {}
    }
}

fn set_list(column: Option<&mut Column>, list: Column, presence: Presence) {
    let Some(column) = column else { return };
    if let Values::List { ends, items } = &mut column.values {
        items.append(list);
        if let Some(last) = ends.last_mut() {
            *last = items.rows() as u32;
        }
    }
    column.set_last(presence);
}
