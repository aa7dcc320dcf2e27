//! What a file is of: the collection, or the object whose list it holds.

mod context;
mod manifest;
mod path;
mod singleton;

use tenet_base::text;
use tenet_hir::CollectionId;

use crate::layout::Role;
use crate::plan::Plans;
use crate::walk::{Form, Head, Link};

pub(crate) use context::Context;
pub(crate) use manifest::{Entry as ManifestEntry, Manifest, NAME as MANIFEST};
pub(crate) use path::{FilePath, is_guid};

/// What the objects of a file stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is said by the file by itself, in any combination"
)]
pub(crate) struct Container {
    /// The Graph path, as the file says it; none if nothing says it.
    pub path: Option<String>,
    /// The collection of that path, if rules read it.
    pub collection: Option<CollectionId>,
    /// Whether the answer is one of that very path: no key, no cast, no delta.
    pub exact: bool,
    /// Whether the answer is, by its context, the one object that its path ever has.
    pub singleton: bool,
    /// The list of one object that the answer is.
    pub list: Option<List>,
    /// Whether it is a list of one object and nothing says whose.
    pub owner_unknown: bool,
    /// Whether the objects are none of the tenant as it is: deleted, or part of a report.
    pub aside: bool,
}

/// What says what a file is of, the strongest first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs<'s> {
    /// The Graph path that the manifest gives the file.
    pub manifest: Option<&'s str>,
    /// What the answer itself says.
    pub head: &'s Head,
    /// What the layout of the root says of the path.
    pub role: &'s Role,
    /// The path.
    pub path: &'s FilePath<'s>,
}

/// A list of one object, answered by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct List {
    /// The Graph path of the owner's collection.
    pub owner: String,
    /// The owner.
    pub whose: Whose,
    /// The name of the list: `members`.
    pub name: String,
}

/// Whose a list is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    /// That of the object with a key.
    Id(String),
    /// That of the object in another file, which has this path from the root.
    File(String),
}

/// Graph paths that answer with objects of any kind.
pub(crate) const ANY_KIND: &str = "directoryObjects";

impl List {
    /// The list of the object with a key.
    pub(crate) fn of_id(owner: &str, id: &str, name: &str) -> Self {
        Self {
            owner: owner.to_owned(),
            whose: Whose::Id(id.to_owned()),
            name: name.to_owned(),
        }
    }

    /// The list of the object in a file.
    pub(crate) fn of_file(owner: &str, file: String, name: &str) -> Self {
        Self {
            owner: owner.to_owned(),
            whose: Whose::File(file),
            name: name.to_owned(),
        }
    }

    /// The file with the object, if it is told by one.
    pub(crate) fn file(&self) -> Option<&str> {
        match &self.whose {
            Whose::Id(_) => None,
            Whose::File(file) => Some(file),
        }
    }

    /// Whether it is the same list; ids and names that differ in case only are the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        text::same(&self.owner, &other.owner)
            && self.whose.is(&other.whose)
            && text::same(&self.name, &other.name)
    }
}

impl Whose {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Id(own), Self::Id(other)) => text::same(own, other),
            (Self::File(own), Self::File(other)) => own == other,
            (Self::Id(_), Self::File(_)) | (Self::File(_), Self::Id(_)) => false,
        }
    }
}

impl Container {
    /// What a file is of.
    pub(crate) fn of(plans: &Plans<'_>, signs: Signs<'_>) -> Self {
        let context = signs.head.context.as_deref().and_then(Context::parse);
        let mut container = Self {
            aside: signs.path.is_deleted() || matches!(signs.role, Role::Aside(_)),
            ..Self::default()
        };
        if container.aside || container.is_part(plans, signs, context.as_ref()) {
            return container;
        }
        container.name(plans, signs, context.as_ref());
        container.owner_unknown = container.is_stray_list(plans, signs.path);
        let whole = !container.owner_unknown
            && !signs.path.is_of_one_object()
            && !signs.head.mixed
            && !signs.head.void
            && signs.head.link != Link::Delta;
        container.exact &= whole;
        container.singleton &= whole;
        container
    }

    /// Objects of a collection that a part of a file is said to hold, and nothing else says.
    pub(crate) fn of_part(plans: &Plans<'_>, path: &str) -> Self {
        Self {
            path: Some(path.to_owned()).filter(|path| !path.is_empty()),
            collection: plans.projection.find(path),
            ..Self::default()
        }
    }

    /// Whether the file holds a list of one object, which this then says.
    fn is_part(&mut self, plans: &Plans<'_>, signs: Signs<'_>, context: Option<&Context>) -> bool {
        let said = signs.manifest.and_then(FilePath::list_of_graph_path);
        let in_path = || match signs.role {
            Role::Graph => signs.path.list(plans),
            Role::List(list) | Role::Item(list) => Some(list.clone()),
            Role::Objects(_) | Role::Aside(_) => None,
        };
        let in_context = || context.and_then(|context| context.list.clone());
        self.list = said.or_else(in_path).or_else(in_context);
        self.path = self
            .list
            .as_ref()
            .map(|list| format!("{}/{}", list.owner, list.name));
        self.list.is_some()
    }

    fn name(&mut self, plans: &Plans<'_>, signs: Signs<'_>, context: Option<&Context>) {
        let by_path = || match signs.role {
            Role::Objects(path) => Some((*path).to_owned()),
            Role::Graph | Role::List(_) | Role::Item(_) | Role::Aside(_) => {
                signs.path.collection(plans)
            }
        };
        self.path = signs
            .manifest
            .map(|path| path.trim_start_matches('/').to_owned())
            .or_else(|| context.map(|context| full_path(plans, signs.path, &context.path)))
            .or_else(by_path);
        self.exact = context.is_some_and(|context| {
            context.exact
                && self
                    .path
                    .as_ref()
                    .is_some_and(|own| own.eq_ignore_ascii_case(&context.path))
        });
        self.singleton = context.is_some_and(|context| {
            let told = full_path(plans, signs.path, &context.path);
            let own = self.path.as_ref();
            context.plain
                && own.is_some_and(|own| text::same(own, &told) && singleton::is_singleton(own))
        });
        self.collection = self
            .path
            .as_ref()
            .and_then(|path| plans.projection.find(path));
    }

    /// A list of one object that does not say whose: its name is that of a list and not of a collection.
    fn is_stray_list(&self, plans: &Plans<'_>, path: &FilePath<'_>) -> bool {
        let named = |name: &str| {
            let own = self.path.as_deref().unwrap_or("");
            !own.rsplit('/')
                .next()
                .unwrap_or(own)
                .eq_ignore_ascii_case(name)
        };
        let any_kind = self
            .path
            .as_ref()
            .is_some_and(|path| path.eq_ignore_ascii_case(ANY_KIND));
        (any_kind && self.collection.is_none())
            || (plans.is_list_of_refs(path.name) && named(path.name))
    }

    /// The collection that an object belongs to, by its own type and by where it stands.
    pub(crate) fn collection_of(
        &self,
        plans: &Plans<'_>,
        kind: Option<&str>,
    ) -> Option<CollectionId> {
        if self.aside {
            return None;
        }
        let Some(kind) = kind else {
            return self.collection;
        };
        match self.collection {
            Some(own) if plans.has_type(own, kind) => Some(own),
            own => plans.of_type(kind).or(own),
        }
    }
}

/// The path that a context tells. Graph leaves out the beginning of a few: the file at
/// `policies/authenticationMethodsPolicy` says `authenticationMethodsPolicy` and no more.
fn full_path(plans: &Plans<'_>, path: &FilePath<'_>, told: &str) -> String {
    let ends_so = |own: &String| {
        let head = own.len().checked_sub(told.len() + 1);
        let rest = head.and_then(|head| own.get(head..));
        rest.and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| rest.eq_ignore_ascii_case(told))
    };
    let known = plans.projection.find(told).is_some();
    let by_file = || path.collection(plans).filter(ends_so);
    let full = if known { None } else { by_file() };
    full.unwrap_or_else(|| told.to_owned())
}

/// Whether an answer of this form may be all of a collection.
pub(crate) fn may_be_whole(form: Form) -> bool {
    match form {
        Form::Collection => true,
        Form::Single | Form::Array | Form::Stream | Form::Refused | Form::Other => false,
    }
}

#[cfg(test)]
mod tests;
