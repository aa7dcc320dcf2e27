//! Taking data away from an export: a collection, or a field of its objects.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use tenet_hir::{Collection, FieldPlan, Projection, Shape};

use crate::json::Json;

/// What is taken away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Removal {
    /// The Graph path of the collection.
    pub collection: String,
    /// The keys that lead to the field; none for the collection as a whole.
    pub field: Vec<String>,
}

/// What a file of an export holds.
#[derive(Debug, PartialEq, Eq)]
enum Holds {
    /// Objects of a collection.
    Objects(String),
    /// A list of one object of a collection.
    List(String, String),
}

impl fmt::Display for Removal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            return write!(f, "all of {}", self.collection);
        }
        write!(f, "{} of {}", self.field.join("/"), self.collection)
    }
}

impl Removal {
    /// Every collection of a projection and every field in it at any depth, and
    /// the JSON type where it tells kinds of objects apart.
    pub fn all(projection: &Projection) -> Vec<Self> {
        let mut all = Vec::new();
        for collection in &projection.collections {
            all.extend(of_collection(collection));
        }
        all.sort();
        all.dedup();
        all
    }

    /// The files without it, and how many files and keys that took away.
    pub fn apply(&self, files: &BTreeMap<String, Json>) -> (BTreeMap<String, Json>, usize) {
        let mut kept = BTreeMap::new();
        let mut count = 0;
        for (path, json) in files {
            let mut json = json.clone();
            match self.take_from(path, &mut json) {
                None => {
                    count += 1;
                    // The objects in the answer for a list stay; only whose list it was is gone.
                    if let Holds::List(..) = holds(path) {
                        kept.insert(format!("directoryObjects/{count}.json"), json);
                    }
                }
                Some(removed) => {
                    count += removed;
                    kept.insert(path.clone(), json);
                }
            }
        }
        (kept, count)
    }

    /// How many keys were taken from a file; none if the file itself is gone.
    fn take_from(&self, path: &str, json: &mut Json) -> Option<usize> {
        let same = |own: &str| own.eq_ignore_ascii_case(&self.collection);
        match (holds(path), self.field.as_slice()) {
            (Holds::Objects(own) | Holds::List(own, _), []) if same(&own) => None,
            (Holds::Objects(own), field) if same(&own) => Some(from_objects(json, field)),
            (Holds::List(own, list), [first, rest @ ..]) if same(&own) && list == *first => {
                // What is left of the items are objects of their own, which nobody takes away.
                if rest.is_empty() { None } else { Some(0) }
            }
            (Holds::Objects(_) | Holds::List(..), _) => Some(0),
        }
    }
}

/// The folded ids that answers for lists of objects name, as owner or item, and
/// no file of a collection holds.
pub fn strays(files: &BTreeMap<String, Json>) -> BTreeSet<String> {
    let (mut named, mut held) = (BTreeSet::new(), BTreeSet::new());
    for (path, json) in files {
        match holds(path) {
            Holds::Objects(_) => ids(json, &mut held),
            Holds::List(..) => {
                ids(json, &mut named);
                named.extend(path.split('/').rev().nth(1).map(str::to_lowercase));
            }
        }
    }
    named.retain(|id| !held.contains(id));
    named
}

/// The ids of the objects of a file.
fn ids(json: &Json, found: &mut BTreeSet<String>) {
    let objects = match json.get("value") {
        Some(Json::List(items)) => items.as_slice(),
        Some(_) | None => std::slice::from_ref(json),
    };
    for object in objects {
        if let Some(Json::Text(id)) = object.get("id") {
            found.insert(id.to_lowercase());
        }
    }
}

fn from_objects(json: &mut Json, field: &[String]) -> usize {
    let answer: Vec<String> = std::iter::once("value".to_owned())
        .chain(field.iter().cloned())
        .collect();
    if json.get("value").is_some() {
        return json.remove(&answer);
    }
    json.remove(field)
}

fn of_collection(collection: &Collection) -> Vec<Removal> {
    let of = |field: Vec<String>| Removal {
        collection: collection.path.clone(),
        field,
    };
    let mut all = vec![of(Vec::new())];
    if !collection.types.is_empty() {
        all.push(of(vec!["@odata.type".to_owned()]));
    }
    let mut fields = Vec::new();
    paths(&collection.fields, &[], &mut fields);
    all.extend(fields.into_iter().map(of));
    all
}

/// The keys that lead to each field, the fields of records and of lists of records among them.
fn paths(fields: &[FieldPlan], above: &[String], found: &mut Vec<Vec<String>>) {
    for field in fields {
        let path: Vec<String> = above.iter().chain(&field.path).cloned().collect();
        found.push(path.clone());
        let mut shape = &field.shape;
        while let Shape::List(item) = shape {
            shape = item;
        }
        match shape {
            Shape::Record(inner) => paths(inner, &path, found),
            Shape::Ref { .. } => {
                found.push(path.into_iter().chain(["@odata.type".to_owned()]).collect());
            }
            Shape::Bool
            | Shape::Int
            | Shape::Number
            | Shape::Text
            | Shape::Date
            | Shape::Duration
            | Shape::List(_) => {}
        }
    }
}

/// What a file holds, by its path: `users/users-1.json` objects of `users`,
/// `groups/<id>/members.json` a list of a group.
fn holds(path: &str) -> Holds {
    let stem = path.trim_end_matches(".json");
    let stem = stem.strip_prefix("again/").unwrap_or(stem);
    let stem = match stem.rsplit_once('-') {
        Some((front, page)) if page.len() <= 2 && page.parse::<u32>().is_ok() => front,
        Some(_) | None => stem,
    };
    let parts: Vec<&str> = stem.split('/').collect();
    match parts.as_slice() {
        [owner @ .., id, list] if id.len() == 36 && !owner.is_empty() => {
            Holds::List(owner.join("/"), (*list).to_owned())
        }
        [before @ .., folder, name] if folder == name => {
            let folders: Vec<&str> = before.iter().copied().chain([*folder]).collect();
            Holds::Objects(folders.join("/"))
        }
        whole => Holds::Objects(whole.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, holds};

    #[test]
    fn a_path_says_what_a_file_holds() {
        let objects = |path: &str| Holds::Objects(path.to_owned());
        assert_eq!(holds("users/users-1.json"), objects("users"));
        assert_eq!(
            holds("identity/conditionalAccess/policies.json"),
            objects("identity/conditionalAccess/policies")
        );
        let id = "00000000-0000-4000-8000-000000000001";
        let list = Holds::List("groups".to_owned(), "members".to_owned());
        assert_eq!(holds(&format!("groups/{id}/members-2.json")), list);
    }
}
