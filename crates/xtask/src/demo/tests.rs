//! What must hold of the tenant for its README to be true.

use std::collections::BTreeMap;
use std::path::Path;

use super::{check, tenant};
use crate::root;

/// Two sets of files are compared by `differences`, so a folder that is not there is all missing.
#[test]
fn what_is_committed_is_what_is_written() {
    if let Err(wrong) = check(&root()) {
        panic!("{wrong}");
    }
    assert!(check(Path::new("/nowhere")).is_err());
}

#[test]
fn the_same_code_gives_the_same_bytes() {
    assert_eq!(tenant().text(), tenant().text());
}

#[test]
fn one_list_is_cut_at_twenty_and_none_is_longer() {
    let tenant = tenant();
    let groups = tenant.text().get("groups/groups.json").unwrap();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for list in groups.split("\"members\": [").skip(1) {
        let length = list.split(']').next().unwrap().matches("\"id\"").count();
        *lengths.entry(length).or_default() += 1;
    }
    assert_eq!(lengths.get(&20), Some(&1));
    assert_eq!(lengths.keys().max(), Some(&20));
}

#[test]
fn the_folder_stays_small() {
    let size: usize = tenant().text().values().map(String::len).sum();
    assert!(size < 900 * 1024, "{size} bytes");
}
