//! Two versions of an object, side by side.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::text::fold;
use tenet_hir::{Canonical, CanonicalNode, ListForm};

use super::difference::{Difference, DifferenceKind, Found, Part};
use super::form::{self, AssignmentKey, Keys, TYPE};
use super::{Node, Version};
use crate::Step;

/// What stands in the place of a secret.
const SECRET: &str = "(secret)";

/// Compares two versions of an object.
pub(super) struct Differ<'d> {
    canonical: &'d Canonical,
    before: &'d Version,
    after: &'d Version,
    /// Whether absent keys are null in one of the versions.
    nulls_left_out: bool,
    /// Whether only what both have is compared, and what was met beside it.
    shared: Option<BTreeSet<String>>,
    /// Keys that one of the versions lacks, and whether the newer.
    lacking: Vec<(String, bool)>,
    path: Vec<Part>,
    steps: (Vec<Step>, Vec<Step>),
    found: Vec<Difference>,
}

/// What came of two versions.
pub(super) struct Compared {
    /// What differs.
    pub(super) differences: Vec<Difference>,
    /// Folded keys that one of two tools alone writes.
    pub(super) unshared: BTreeSet<String>,
    /// Folded keys that one of the versions lacks, and whether the newer.
    pub(super) lacking: Vec<(String, bool)>,
}

/// The values of one place in both versions.
type Pair<'n> = (Option<&'n Node>, Option<&'n Node>);

impl<'d> Differ<'d> {
    pub(super) fn new(canonical: &'d Canonical, before: &'d Version, after: &'d Version) -> Self {
        Self {
            canonical,
            before,
            after,
            nulls_left_out: false,
            shared: None,
            lacking: Vec::new(),
            path: Vec::new(),
            steps: (Vec::new(), Vec::new()),
            found: Vec::new(),
        }
    }

    /// Takes an absent key for a null.
    pub(super) fn without_nulls(mut self, left_out: bool) -> Self {
        self.nulls_left_out = left_out;
        self
    }

    /// Compares only the keys that both versions have: two tools wrote them.
    pub(super) fn shared_keys(mut self, shared: bool) -> Self {
        self.shared = shared.then(BTreeSet::new);
        self
    }

    /// What differs, and what could not be compared.
    pub(super) fn run(mut self) -> Compared {
        let (before, after) = (self.before, self.after);
        let ruled = self.ruled_list();
        let but: Vec<&str> = ruled.as_deref().into_iter().collect();
        let keys = Keys {
            but: &but,
            top: true,
        };
        self.object(Some(0), (&before.node, &after.node), keys);
        Compared {
            differences: self.found,
            unshared: self.shared.unwrap_or_default(),
            lacking: self.lacking,
        }
    }

    /// The list that the rule of both versions makes; none if the rule is another.
    fn ruled_list(&self) -> Option<String> {
        let (list, rule) = self.canonical.ruled.as_ref()?;
        let nodes = [&self.before.node, &self.after.node];
        let ruled = nodes
            .iter()
            .all(|node| form::is_ruled(self.canonical, node));
        let [before, after] = nodes.map(|node| node.field(rule));
        (ruled && before == after).then(|| fold(list).into_owned())
    }

    fn object(&mut self, form: Option<usize>, (before, after): (&Node, &Node), keys: Keys<'_>) {
        let mut fields: BTreeMap<String, (Option<usize>, Entry<'_>, Entry<'_>)> = BTreeMap::new();
        for (is_after, object) in [(false, before), (true, after)] {
            for (key, value) in object.fields() {
                if let Some((folded, form)) = form::counts(self.canonical, form, key, keys) {
                    let entry = fields.entry(folded).or_insert((form, None, None));
                    let side = if is_after { &mut entry.2 } else { &mut entry.1 };
                    *side = Some((key, value));
                }
            }
        }
        for (folded, (form, before, after)) in fields {
            let spelt = |entry: Entry<'_>| entry.map_or(folded.clone(), |(key, _)| key.to_owned());
            self.path.push(Part::Key(spelt(after.or(before))));
            self.steps.0.push(Step::Key(spelt(before)));
            self.steps.1.push(Step::Key(spelt(after)));
            let pair = (before.map(|it| it.1), after.map(|it| it.1));
            if folded == TYPE {
                self.kinds(pair);
            } else {
                self.place(form, pair, &folded);
            }
            self.path.pop();
            self.steps.0.pop();
            self.steps.1.pop();
        }
    }

    /// The type of an object says nothing where one of the versions leaves it out.
    fn kinds(&mut self, pair: Pair<'_>) {
        if let (Some(before), Some(after)) = pair
            && form::kind(before) != form::kind(after)
        {
            self.differs(DifferenceKind::Value, None, pair);
        }
    }

    /// The value of a key, if there is one.
    fn place(&mut self, form: Option<usize>, pair: Pair<'_>, folded: &str) {
        let node = form.and_then(|form| self.canonical.node(form));
        let (before, after) = pair;
        if let (Some(before), Some(after)) = (before, after) {
            return self.values(form, before, after);
        }
        if let Some(shared) = &mut self.shared {
            if self.path.len() == 1 {
                shared.insert(folded.to_owned());
            }
            return;
        }
        let given = before.or(after);
        let null = given.is_some_and(|value| is_null(node, value));
        // Tools come to write nulls for new keys of inner objects, and nothing changed by that.
        let is_inner = self.path.len() > 1;
        let is_null = self.nulls_left_out || is_inner || form::is_null_absent(node);
        if null && is_null {
            return;
        }
        // What an export does not hold of an object may be there all the same.
        let is_told = self.nulls_left_out || node.is_some_and(|node| node.absent_is_null);
        if self.path.len() == 1 && !is_told {
            self.lacking.push((folded.to_owned(), after.is_none()));
        } else {
            self.differs(DifferenceKind::Value, form, pair);
        }
    }

    fn values(&mut self, form: Option<usize>, before: &Node, after: &Node) {
        let node = form.and_then(|form| self.canonical.node(form));
        match node.and_then(|node| node.list.as_ref()) {
            Some(ListForm::Set) => self.set(form, before, after),
            Some(ListForm::Assignments) => {
                let key = |item: &Node| Some(AssignmentKey::of(item).words());
                self.keyed(form, (before, after), &key);
            }
            Some(ListForm::Keyed(path)) => {
                let key = |item: &Node| Some(item.at(path)?.text()?.to_owned());
                self.keyed(form, (before, after), &key);
            }
            Some(ListForm::Ordered) => {
                self.ordered(form, (form::items(before), form::items(after)));
            }
            None => self.items(form, before, after),
        }
    }

    /// Two values that are no declared list, or items of one.
    fn items(&mut self, form: Option<usize>, before: &Node, after: &Node) {
        let node = form.and_then(|form| self.canonical.node(form));
        let reference = |value| form::reference(node, value).is_some();
        let same = match (before, after) {
            (Node::Object(_), Node::Object(_)) if !reference(before) || !reference(after) => {
                let assigned = node.is_some_and(|it| it.list == Some(ListForm::Assignments));
                let but: &[&str] = if assigned { &form::OF_ASSIGNMENTS } else { &[] };
                return self.object(form, (before, after), Keys { but, top: false });
            }
            (Node::List(before), Node::List(after)) => {
                return self.ordered(None, (before, after));
            }
            (_, _) => self.bytes(form, before) == self.bytes(form, after),
        };
        let secret = node.is_some_and(|node| node.secret);
        let masked = || is_masked(before) || is_masked(after);
        let hidden = secret && masked() && is_null(node, before) == is_null(node, after);
        if !same && !hidden {
            self.differs(DifferenceKind::Value, form, (Some(before), Some(after)));
        }
    }

    fn bytes(&self, form: Option<usize>, item: &Node) -> Vec<u8> {
        form::item_bytes(self.canonical, form, item)
    }

    pub(super) fn canonical_bytes(&self, form: Option<usize>, items: &[Node]) -> Vec<Vec<u8>> {
        items.iter().map(|item| self.bytes(form, item)).collect()
    }

    fn set(&mut self, form: Option<usize>, before: &Node, after: &Node) {
        let sides = [form::items(before), form::items(after)];
        let known = sides.map(|items| self.canonical_bytes(form, items));
        let [old, new] = &known;
        let (was, is): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
        let mut told = BTreeSet::new();
        for (at, (item, bytes)) in (0..).zip(sides[0].iter().zip(old)) {
            if !is.contains(bytes) && told.insert(bytes) {
                self.item(form, (Some((at, item)), None));
            }
        }
        for (at, (item, bytes)) in (0..).zip(sides[1].iter().zip(new)) {
            if !was.contains(bytes) && told.insert(bytes) {
                self.item(form, (None, Some((at, item))));
            }
        }
    }

    /// Lists whose items are told apart by a key; some may share one.
    pub(super) fn keyed(
        &mut self,
        form: Option<usize>,
        (before, after): (&Node, &Node),
        key: &dyn Fn(&Node) -> Option<String>,
    ) {
        let mut groups: BTreeMap<String, (String, Vec<Numbered<'_>>, Vec<Numbered<'_>>)> =
            BTreeMap::new();
        for (is_after, list) in [(false, before), (true, after)] {
            for (at, item) in (0..).zip(form::items(list)) {
                let label = key(item).unwrap_or_default();
                let group = groups.entry(fold(&label).into_owned());
                let group = group.or_insert_with(|| (label, Vec::new(), Vec::new()));
                let side = if is_after { &mut group.2 } else { &mut group.1 };
                side.push((at, item));
            }
        }
        for (label, old, new) in groups.into_values() {
            self.alike(form, Some(&label), (old, new));
        }
    }

    /// Items of which nothing says which is which: equal ones first, then in their order.
    pub(super) fn alike(
        &mut self,
        form: Option<usize>,
        label: Option<&str>,
        (mut old, mut new): (Vec<Numbered<'_>>, Vec<Numbered<'_>>),
    ) {
        if old.len() > 1 || new.len() > 1 {
            old.retain(|(_, item)| {
                let bytes = self.bytes(form, item);
                let same = new.iter().position(|it| self.bytes(form, it.1) == bytes);
                same.map(|at| new.remove(at)).is_none()
            });
        }
        if old.len() == new.len() {
            for ((was, before), (is, after)) in old.iter().zip(&new) {
                let part = label.map_or_else(|| is.to_string(), str::to_owned);
                self.enter(part, (*was, *is), |own| own.items(form, before, after));
            }
            return;
        }
        for (at, item) in old {
            self.named(form, label, (Some((at, item)), None));
        }
        for (at, item) in new {
            self.named(form, label, (None, Some((at, item))));
        }
    }

    fn enter(&mut self, part: String, (was, is): (u32, u32), look: impl FnOnce(&mut Self)) {
        self.path.push(Part::Item(part));
        self.steps.0.push(Step::Item(was));
        self.steps.1.push(Step::Item(is));
        look(self);
        self.path.pop();
        self.steps.0.pop();
        self.steps.1.pop();
    }

    /// An item that came or went, by its name if it has one.
    fn named(&mut self, form: Option<usize>, label: Option<&str>, item: Came<'_>) {
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            self.path.push(Part::Item(label.to_owned()));
            self.item(form, item);
            self.path.pop();
        } else {
            self.item(form, item);
        }
    }

    /// An item that came or went.
    pub(super) fn item(&mut self, form: Option<usize>, (before, after): Came<'_>) {
        let at = before.or(after).map_or(0, |(at, _)| at);
        self.steps.0.push(Step::Item(at));
        self.steps.1.push(Step::Item(at));
        let pair = (before.map(|it| it.1), after.map(|it| it.1));
        self.differs(DifferenceKind::Item, form, pair);
        self.steps.0.pop();
        self.steps.1.pop();
    }

    pub(super) fn differs(
        &mut self,
        kind: DifferenceKind,
        form: Option<usize>,
        (before, after): Pair<'_>,
    ) {
        let found = |value: Option<&Node>, version: &Version, steps: &[Step]| {
            value.map(|value| Found {
                value: self.shown(form, value),
                row: version.row_of(steps.first()),
                steps: steps.to_vec(),
            })
        };
        let node = form.and_then(|form| self.canonical.node(form));
        let difference = Difference {
            path: self.path.clone(),
            kind,
            before: found(before, self.before, &self.steps.0),
            after: found(after, self.after, &self.steps.1),
            secret: node.is_some_and(|node| node.secret),
        };
        if !self.is_cut(&difference) {
            self.found.push(difference);
        }
    }

    /// Whether an item is missing in a version that holds a part of the list alone.
    fn is_cut(&self, difference: &Difference) -> bool {
        let [Part::Key(list), ..] = difference.path.as_slice() else {
            return false;
        };
        let is_open = |version: &Version| version.open.contains(fold(list).as_ref());
        let missing = (difference.before.is_none() && is_open(self.before))
            || (difference.after.is_none() && is_open(self.after));
        difference.kind == DifferenceKind::Item && missing
    }

    /// A value as it may be shown.
    fn shown(&self, form: Option<usize>, value: &Node) -> Node {
        let node = form.and_then(|form| self.canonical.node(form));
        if node.is_some_and(|node| node.secret) && *value != Node::Null {
            return Node::Text(SECRET.to_owned());
        }
        match value {
            Node::List(items) => {
                Node::List(items.iter().map(|item| self.shown(form, item)).collect())
            }
            Node::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| {
                    let own = form.and_then(|form| self.canonical.key(form, &fold(key)));
                    (key.clone(), self.shown(own, value))
                });
                Node::Object(fields.collect())
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => value.clone(),
        }
    }
}

/// A key as it is spelt, and its value.
type Entry<'n> = Option<(&'n String, &'n Node)>;

/// An item and its number.
pub(super) type Numbered<'n> = (u32, &'n Node);

/// An item that came or went.
type Came<'n> = (Option<Numbered<'n>>, Option<Numbered<'n>>);

fn is_null(node: Option<&CanonicalNode>, value: &Node) -> bool {
    let text = value.text();
    *value == Node::Null || text.is_some_and(|text| form::is_null_text(node, text))
}

/// Whether a value is what Graph shows of a secret.
fn is_masked(value: &Node) -> bool {
    let text = value.text().map(str::trim);
    text.is_some_and(|text| text.chars().all(|c| matches!(c, '*' | '\u{2022}')))
}
