//! What the path of a file says about what is in it.

use tenet_base::text;

use super::List;
use crate::plan::Plans;

/// The path of a file, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FilePath<'p> {
    folders: Vec<&'p str>,
    /// The file's name.
    file: &'p str,
    /// The file's name without extension.
    stem: &'p str,
    /// The name without the number of a page.
    pub name: &'p str,
    /// The number of the page in the name.
    pub page: Option<u32>,
}

impl<'p> FilePath<'p> {
    /// Takes a path apart.
    pub(crate) fn parse(path: &'p str) -> Self {
        let mut folders: Vec<&str> = path.split('/').collect();
        let file = folders.pop().unwrap_or("");
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (name, page) = without_page(stem);
        Self {
            folders,
            file,
            stem,
            name,
            page,
        }
    }

    /// The folders that lead to the file.
    pub(crate) fn folders(&self) -> &[&'p str] {
        &self.folders
    }

    /// The file's name.
    pub(crate) fn file(&self) -> &'p str {
        self.file
    }

    /// The path of a file of another name in the same folder, with the same extension.
    pub(crate) fn sibling(&self, stem: &str) -> String {
        let extension = self.file.get(self.stem.len()..).unwrap_or("");
        let file = format!("{stem}{extension}");
        let folders = self.folders.iter().copied();
        folders.chain([file.as_str()]).collect::<Vec<_>>().join("/")
    }

    /// The file's name without extension, the number of a page included.
    pub(crate) fn stem(&self) -> &'p str {
        self.stem
    }

    /// The folder, for telling apart the pages of one answer.
    pub(crate) fn folder(&self) -> String {
        self.folders.join("/")
    }

    /// What the names of the pages of one answer share, and the number of the page.
    pub(crate) fn series(&self) -> (&'p str, Option<u32>) {
        let number = self.name.parse().ok().filter(|_| self.page.is_none());
        match number {
            Some(number) => ("", Some(number)),
            None => (self.name, self.page),
        }
    }

    /// Whether the file holds deleted objects.
    pub(crate) fn is_deleted(&self) -> bool {
        let deleted = |part: &&str| text::fold(part).contains("deleteditems");
        self.folders.iter().any(deleted) || deleted(&self.stem)
    }

    /// Whether the file is named by the id of one object: it is not all of a collection.
    pub(crate) fn is_of_one_object(&self) -> bool {
        is_guid(self.stem)
    }

    /// The Graph path of the collection that the path ends in, as the rules spell it.
    pub(crate) fn collection(&self, plans: &Plans<'_>) -> Option<String> {
        let with_name: Vec<&str> = self.folders.iter().copied().chain([self.name]).collect();
        suffix(plans, &with_name)
            .or_else(|| spelt(plans, self.name))
            .or_else(|| suffix(plans, &self.folders))
    }

    /// The list of one object that the path names.
    pub(crate) fn list(&self, plans: &Plans<'_>) -> Option<List> {
        self.list_in_folders(plans)
            .or_else(|| self.list_in_name(plans))
    }

    /// `groups/<id>/members.json`.
    fn list_in_folders(&self, plans: &Plans<'_>) -> Option<List> {
        let (key, before) = self.folders.split_last()?;
        if is_guid(self.name) || self.name.is_empty() {
            return None;
        }
        let known = suffix(plans, before);
        let owner = if is_guid(key) {
            known.or_else(|| before.last().map(|last| (*last).to_owned()))
        } else {
            known.filter(|owner| is_list(plans, owner, self.name))
        };
        Some(List::of_id(&owner?, key, self.name))
    }

    /// `groups_<id>_members.json`.
    fn list_in_name(&self, plans: &Plans<'_>) -> Option<List> {
        let (rest, name) = self.name.rsplit_once('_')?;
        let (owner, key) = rest.rsplit_once('_')?;
        let known = spelt(plans, owner);
        if known.is_none() && !is_guid(key) {
            return None;
        }
        let owner = known.unwrap_or_else(|| owner.replace('_', "/"));
        Some(List::of_id(&owner, key, name))
    }

    /// `groups/<id>/members` in a manifest, or `groups('<id>')/members`.
    pub(crate) fn list_of_graph_path(path: &str) -> Option<List> {
        if let Some(context) = super::Context::parse(&format!("#{}", path.trim_start_matches('/')))
            && context.list.is_some()
        {
            return context.list;
        }
        let (rest, name) = path.trim_matches('/').rsplit_once('/')?;
        let (owner, key) = rest.rsplit_once('/')?;
        is_guid(key).then(|| List::of_id(owner, key, name))
    }
}

/// Whether rules read a list of that name of the objects of a collection.
fn is_list(plans: &Plans<'_>, owner: &str, name: &str) -> bool {
    let owner = plans.projection.find(owner);
    owner.is_some_and(|owner| plans.list(owner, name).is_some())
}

/// The longest path of a collection that the parts end in.
fn suffix(plans: &Plans<'_>, parts: &[&str]) -> Option<String> {
    let ends = |path: &str| {
        let own: Vec<&str> = path.split('/').collect();
        let start = parts.len().checked_sub(own.len())?;
        let tail = parts.get(start..)?;
        let same = tail
            .iter()
            .zip(&own)
            .all(|(a, b)| a.eq_ignore_ascii_case(b));
        same.then_some(own.len())
    };
    let collections = plans.projection.collections.iter();
    collections
        .filter_map(|it| ends(&it.path).map(|length| (length, it.path.clone())))
        .max_by_key(|(length, _)| *length)
        .map(|(_, path)| path)
}

/// The collection whose path is spelt with other marks for slashes, or by its last part alone.
fn spelt(plans: &Plans<'_>, name: &str) -> Option<String> {
    let flat = |path: &str| path.replace(['/', '-', '.', ' '], "_");
    let wanted = flat(name);
    let mut paths = plans
        .projection
        .collections
        .iter()
        .map(|it| it.path.as_str());
    if let Some(path) = paths.find(|path| flat(path).eq_ignore_ascii_case(&wanted)) {
        return Some(path.to_owned());
    }
    let last = |path: &&str| {
        path.rsplit('/')
            .next()
            .is_some_and(|last| last.eq_ignore_ascii_case(name))
    };
    let mut found = plans
        .projection
        .collections
        .iter()
        .map(|it| it.path.as_str())
        .filter(last);
    let path = found.next()?;
    found.next().is_none().then(|| path.to_owned())
}

/// A name without the number of a page: `users-2`, `users_3`, `users.page4`, `users (5)`.
fn without_page(stem: &str) -> (&str, Option<u32>) {
    const DIGITS: usize = 6;
    if is_guid(stem) {
        return (stem, None);
    }
    let open = stem.strip_suffix(')').filter(|stem| stem.contains('('));
    let text = open.unwrap_or(stem);
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(name.len()..).unwrap_or("");
    let Some(page) = digits.parse().ok().filter(|_| digits.len() <= DIGITS) else {
        return (stem, None);
    };
    let name = name.strip_suffix('(').unwrap_or(name);
    let bare = without_word(name.trim_end_matches(SEPARATORS));
    if bare.len() == name.len() || bare.is_empty() || ends_in_guid(stem) {
        return (stem, None);
    }
    (bare, Some(page))
}

/// A name without the word `page` that a separator sets off.
fn without_word(name: &str) -> &str {
    const WORD: usize = "page".len();
    let split = name.len().saturating_sub(WORD);
    match (name.get(..split), name.get(split..)) {
        (Some(rest), Some(word))
            if word.eq_ignore_ascii_case("page") && rest.ends_with(SEPARATORS) =>
        {
            rest.trim_end_matches(SEPARATORS)
        }
        (_, _) => name,
    }
}

const SEPARATORS: [char; 4] = ['-', '_', '.', ' '];

fn ends_in_guid(stem: &str) -> bool {
    let start = stem.len().saturating_sub(36);
    stem.get(start..).is_some_and(is_guid)
}

/// Whether a text has the form of a GUID.
pub(crate) fn is_guid(text: &str) -> bool {
    let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| {
            if dash(at) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        })
}
