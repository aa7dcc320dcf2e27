//! What a file is of: the collection, or the object whose list it holds.

mod context;
mod manifest;
mod path;
mod singleton;

use tenet_base::text;
use tenet_hir::CollectionId;

use crate::plan::Plans;
use crate::walk::{Head, Form, Link};

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
    /// Whether the objects are those that were deleted, which are none of the tenant.
    pub deleted: bool,
}

/// A list of one object, answered by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct List {
    /// The Graph path of the owner's collection.
    pub owner: String,
    /// The owner's key.
    pub key: String,
    /// The name of the list: `members`.
    pub name: String,
}

/// Graph paths that answer with objects of any kind.
pub(crate) const ANY_KIND: &str = "directoryObjects";

impl List {
    /// Whether it is the same list; ids and names that differ in case only are the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        text::same(&self.owner, &other.owner)
            && text::same(&self.key, &other.key)
            && text::same(&self.name, &other.name)
    }
}

impl Container {
    /// What a file is of, by the manifest, its head and its path.
    pub(crate) fn of(
        plans: &Plans<'_>,
        path: &FilePath<'_>,
        head: &Head,
        manifest: Option<&str>,
    ) -> Self {
        let context = head.context.as_deref().and_then(Context::parse);
        let mut container = Self {
            deleted: path.is_deleted(),
            ..Self::default()
        };
        if container.deleted {
            return container;
        }
        let said = manifest.and_then(FilePath::list_of_graph_path);
        let in_path = || path.list(plans);
        let in_context = || context.as_ref().and_then(|context| context.list.clone());
        if let Some(list) = said.or_else(in_path).or_else(in_context) {
            container.path = Some(format!("{}/{}", list.owner, list.name));
            container.list = Some(list);
            return container;
        }
        container.name(plans, path, context.as_ref(), manifest);
        container.owner_unknown = container.is_stray_list(plans, path);
        let whole = !container.owner_unknown
            && !path.is_of_one_object()
            && !head.mixed
            && !head.void
            && head.link != Link::Delta;
        container.exact &= whole;
        container.singleton &= whole;
        container
    }

    fn name(
        &mut self,
        plans: &Plans<'_>,
        path: &FilePath<'_>,
        context: Option<&Context>,
        manifest: Option<&str>,
    ) {
        let by_path = || path.collection(plans);
        self.path = manifest
            .map(|path| path.trim_start_matches('/').to_owned())
            .or_else(|| context.map(|context| full_path(plans, path, &context.path)))
            .or_else(by_path);
        self.exact = context.is_some_and(|context| {
            context.exact
                && self
                    .path
                    .as_ref()
                    .is_some_and(|own| own.eq_ignore_ascii_case(&context.path))
        });
        self.singleton = context.is_some_and(|context| {
            let told = full_path(plans, path, &context.path);
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
        if self.deleted {
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
