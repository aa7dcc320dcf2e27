//! Folders whose name says the collection of what is in them.

use super::Role;
use crate::recognise::FilePath;

/// Names of folders, with the Graph path of the collection of what is in them.
pub(super) type Folders = &'static [(&'static str, &'static str)];

/// The collection of the innermost folder that a layout knows.
///
/// The type folder need not be at the top of an export, and folders of
/// templates and platforms stand below it.
pub(super) fn role(known: Folders, path: &FilePath<'_>) -> Role {
    let matched = known.iter().filter_map(|(name, graph)| {
        let end = end_of(path.folders(), name)?;
        Some((end, name.len(), *graph))
    });
    let innermost = matched.max_by_key(|(end, length, _)| (*end, *length));
    innermost.map_or(Role::Graph, |(_, _, graph)| Role::Objects(graph))
}

/// How many folders lead to the one that a layout knows, the innermost of them.
pub(super) fn base(known: Folders, path: &FilePath<'_>) -> Option<usize> {
    let matched = known.iter().filter_map(|(name, _)| {
        let end = end_of(path.folders(), name)?;
        Some((end, name.len(), end - name.split('/').count()))
    });
    matched.max().map(|(_, _, base)| base)
}

/// Where in a path folders of that name end; `A/B` are two in each other.
pub(super) fn end_of(folders: &[&str], name: &str) -> Option<usize> {
    let parts: Vec<&str> = name.split('/').collect();
    let mut windows = folders.windows(parts.len()).enumerate();
    let last = windows.rfind(|(_, window)| *window == parts.as_slice());
    last.map(|(at, _)| at + parts.len())
}
