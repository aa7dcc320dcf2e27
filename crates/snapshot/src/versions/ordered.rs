//! Lists whose order counts, or of which nothing says whether it does.

use std::collections::BTreeMap;

use tenet_base::text::fold;

use super::Node;
use super::differ::{Differ, Numbered};
use super::difference::DifferenceKind;

/// What tells items apart of which the schema says nothing, if each has another.
const KEYS: [&str; 6] = [
    "settingDefinitionId",
    "id",
    "keyId",
    "key",
    "name",
    "displayName",
];

impl Differ<'_> {
    pub(super) fn ordered(&mut self, form: Option<usize>, (before, after): (&[Node], &[Node])) {
        let [old, new] = [before, after].map(|items| self.canonical_bytes(form, items));
        if old == new {
            return;
        }
        let sorted = |bytes: &[Vec<u8>]| {
            let mut bytes = bytes.to_vec();
            bytes.sort_unstable();
            bytes
        };
        if sorted(&old) == sorted(&new) {
            return self.moved((before, after));
        }
        if let Some(keys) = keys(before, after) {
            self.by_key(form, (before, after), keys);
            return;
        }
        let scalars = before.iter().chain(after).all(Node::is_scalar);
        if scalars {
            self.scalars(form, (before, &old), (after, &new));
        } else {
            self.alike(form, None, (numbered(before), numbered(after)));
        }
    }

    fn moved(&mut self, (before, after): (&[Node], &[Node])) {
        let lists = [before, after].map(|items| Node::List(items.to_vec()));
        let [before, after] = &lists;
        self.differs(DifferenceKind::Order, None, (Some(before), Some(after)));
    }

    /// Items that each have a key of their own; their order counts too.
    fn by_key(&mut self, form: Option<usize>, (before, after): (&[Node], &[Node]), key: &str) {
        let own = |item: &Node| Some(item.field(key)?.text()?.to_owned());
        let lists = [before, after].map(|items| Node::List(items.to_vec()));
        let [old, new] = &lists;
        self.keyed(form, (old, new), &own);
        let order = |items: &[Node], others: &[Node]| -> Vec<String> {
            let known: Vec<String> = others
                .iter()
                .filter_map(own)
                .map(|it| folded(&it))
                .collect();
            let keys = items.iter().filter_map(own).map(|it| folded(&it));
            keys.filter(|key| known.contains(key)).collect()
        };
        if order(before, after) != order(after, before) {
            self.moved((before, after));
        }
    }

    /// Texts and numbers: those that came and those that went.
    fn scalars(
        &mut self,
        form: Option<usize>,
        (before, old): (&[Node], &[Vec<u8>]),
        (after, new): (&[Node], &[Vec<u8>]),
    ) {
        let mut left: BTreeMap<&Vec<u8>, usize> = BTreeMap::new();
        for bytes in new {
            *left.entry(bytes).or_default() += 1;
        }
        for (item, bytes) in numbered(before).into_iter().zip(old) {
            match left.get_mut(bytes).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => self.item(form, (Some(item), None)),
            }
        }
        let mut left: BTreeMap<&Vec<u8>, usize> = BTreeMap::new();
        for bytes in old {
            *left.entry(bytes).or_default() += 1;
        }
        for (item, bytes) in numbered(after).into_iter().zip(new) {
            match left.get_mut(bytes).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => self.item(form, (None, Some(item))),
            }
        }
    }
}

fn numbered(items: &[Node]) -> Vec<Numbered<'_>> {
    (0..).zip(items).collect()
}

fn folded(text: &str) -> String {
    fold(text).into_owned()
}

/// A key that tells the items of both lists apart.
fn keys(before: &[Node], after: &[Node]) -> Option<&'static str> {
    let tells = |key: &str, items: &[Node]| {
        let own = items.iter().map(|item| item.field(key)?.text().map(folded));
        let own: Option<Vec<String>> = own.collect();
        own.is_some_and(|mut own| {
            own.sort_unstable();
            own.windows(2).all(|pair| pair.first() != pair.get(1))
        })
    };
    let mut all = KEYS.into_iter();
    all.find(|key| tells(key, before) && tells(key, after))
}
