//! Folders whose name says the collection of what is in them.

use std::collections::{BTreeMap, BTreeSet};

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

/// So many folders that two exports share are no accident.
const SHARED: usize = 2;

/// The folders that each hold an export, if there are several: the same folders of a layout stand
/// in each of them.
pub(super) fn exports(known: Folders, paths: &[&str]) -> Vec<String> {
    let mut held: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut last = String::new();
    for path in paths {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Files of a folder stand beside each other.
        if folder == last {
            continue;
        }
        folder.clone_into(&mut last);
        let folders: Vec<&str> = folder.split('/').collect();
        if let Some((above, name)) = outermost(known, &folders) {
            let above = above.join("/");
            held.entry(above).or_default().insert(name);
        }
    }
    let shares = |at: &String, names: &BTreeSet<&str>| {
        let mut others = held.iter().filter(|(other, _)| *other != at);
        others.any(|(_, more)| names.intersection(more).count() >= SHARED)
    };
    let several = held.iter().filter(|(at, names)| shares(at, names));
    several.map(|(at, _)| at.clone()).collect()
}

/// The outermost folder of a path that a layout knows, and those that lead to it.
fn outermost<'f>(known: Folders, folders: &'f [&'f str]) -> Option<(&'f [&'f str], &'static str)> {
    let matched = known.iter().filter_map(|(name, _)| {
        // Some tools make a folder for each object: nothing is collected here.
        let begins = |at: &usize| {
            let mut own = folders.iter().skip(*at);
            name.split('/').all(|part| own.next() == Some(&part))
        };
        Some(((0..folders.len()).find(begins)?, *name))
    });
    let (at, name) = matched.min_by_key(|(at, name)| (*at, std::cmp::Reverse(name.len())))?;
    Some((folders.get(..at)?, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Folders = &[("Filters", "a"), ("Scripts", "b"), ("Scripts/Shell", "c")];

    #[test]
    fn exports_beside_each_other_share_folders() {
        let of = |paths: &[&str]| exports(KNOWN, paths).join(" ");
        let two = [
            "1/Filters/a.json",
            "1/Scripts/a.json",
            "2/Filters/a.json",
            "2/Scripts/a.json",
        ];
        assert_eq!(of(&two), "1 2");
        // One folder more that is called so may belong to anything.
        assert_eq!(
            of(&[
                "Filters/a.json",
                "Scripts/Filters/a.json",
                "x/Filters/a.json"
            ]),
            ""
        );
        assert_eq!(
            of(&["Filters/a.json", "Scripts/Shell/a.json", "Scripts/a.json"]),
            ""
        );
    }
}
