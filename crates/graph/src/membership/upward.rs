//! From a member up to the groups that hold it.

use roaring::RoaringBitmap;

use super::groups::{Group, Groups};
use crate::directory::Number;

/// The groups that list each object.
#[derive(Debug)]
pub(crate) struct Parents {
    of: Vec<Vec<u32>>,
}

impl Parents {
    /// The groups that list each of `count` objects.
    pub(crate) fn new(groups: &Groups, count: usize) -> Self {
        let mut of = vec![Vec::new(); count];
        for (at, group) in (0u32..).zip(groups.iter()) {
            for member in &group.members {
                if let Some(slot) = of.get_mut(*member as usize) {
                    slot.push(at);
                }
            }
        }
        Self { of }
    }

    /// The groups above an object, through those that count; itself is none of them.
    pub(crate) fn above(
        &self,
        groups: &Groups,
        start: Option<Number>,
        counts: impl Fn(&Group) -> bool,
    ) -> RoaringBitmap {
        let mut found = RoaringBitmap::new();
        let mut todo: Vec<Number> = start.into_iter().collect();
        while let Some(number) = todo.pop() {
            for at in self.of.get(number as usize).into_iter().flatten() {
                let Some(group) = groups.get(*at).filter(|group| counts(group)) else {
                    continue;
                };
                if Some(group.number) != start && found.insert(*at) {
                    todo.push(group.number);
                }
            }
        }
        found
    }
}
