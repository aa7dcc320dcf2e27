//! The canonical form of a value: equal bytes for values that do not differ.

use tenet_base::text::fold;
use tenet_hir::{Canonical, CanonicalNode, ListForm, ScalarForm};

use super::Node;
use crate::digest;

/// Stands for the content of an object: equal ones do not differ.
pub type ContentDigest = [u8; 16];

/// The type of an object, which is no noise.
pub(super) const TYPE: &str = "@odata.type";

/// What tells an assignment apart, and what is noise in it.
pub(super) const OF_ASSIGNMENTS: [&str; 5] = ["id", "source", "sourceid", "intent", "target"];

/// The keys of an object that are compared.
#[derive(Clone, Copy)]
pub(super) struct Keys<'k> {
    /// Folded keys that are not.
    pub(super) but: &'k [&'k str],
    /// Whether it is an object of a collection, no part of one.
    pub(super) top: bool,
}

impl Keys<'_> {
    /// All keys of a part of an object.
    pub(super) const ALL: Self = Self {
        but: &[],
        top: false,
    };
}

/// The digest of an object, and whether its own rule makes one of its lists.
pub(crate) fn digest_of(canonical: &Canonical, object: &Node) -> (ContentDigest, bool) {
    let mut bytes = Vec::new();
    let ruled = is_ruled(canonical, object);
    write_object(canonical, 0, object, &mut bytes);
    (digest::of_bytes(&bytes), ruled)
}

/// The digest of an item of a list that was answered by itself.
pub(crate) fn digest_of_item(canonical: &Canonical, list: &str, item: &Node) -> ContentDigest {
    let form = canonical.key(0, &fold(list));
    let mut bytes = Vec::new();
    write_item(canonical, form, item, &mut bytes);
    digest::of_bytes(&bytes)
}

/// The digest of a list that was answered by itself, of those of its items.
pub(crate) fn digest_of_list(
    canonical: &Canonical,
    list: &str,
    mut items: Vec<ContentDigest>,
) -> ContentDigest {
    let form = canonical.key(0, &fold(list));
    let form = form.and_then(|form| canonical.node(form)?.list.as_ref());
    if !matches!(form, None | Some(ListForm::Ordered)) {
        items.sort_unstable();
    }
    digest::of_bytes(&[fold(list).as_bytes(), &items.concat()].concat())
}

/// Whether the object's own rule makes one of its lists, which then does not count.
pub(super) fn is_ruled(canonical: &Canonical, object: &Node) -> bool {
    let rule = canonical.ruled.as_ref();
    let rule = rule.and_then(|(_, rule)| object.field(rule)?.text());
    rule.is_some_and(|rule| !rule.trim().is_empty())
}

/// The canonical bytes of a value; `form` says of what kind it is.
pub(super) fn bytes(canonical: &Canonical, form: Option<usize>, value: &Node) -> Vec<u8> {
    let mut out = Vec::new();
    write(canonical, form, value, &mut out);
    out
}

/// The canonical bytes of an item of a list of a form.
pub(super) fn item_bytes(canonical: &Canonical, form: Option<usize>, item: &Node) -> Vec<u8> {
    let mut out = Vec::new();
    write_item(canonical, form, item, &mut out);
    out
}

fn write(canonical: &Canonical, form: Option<usize>, value: &Node, out: &mut Vec<u8>) {
    let node = form.and_then(|form| canonical.node(form));
    let Some(list) = node.and_then(|node| node.list.as_ref()) else {
        return write_item(canonical, form, value, out);
    };
    let items = items(value).iter();
    let mut items: Vec<Vec<u8>> = items
        .map(|item| item_bytes(canonical, form, item))
        .collect();
    match list {
        ListForm::Ordered => {}
        ListForm::Keyed(_) | ListForm::Assignments => items.sort_unstable(),
        ListForm::Set => {
            items.sort_unstable();
            items.dedup();
        }
    }
    out.push(b'[');
    for item in &items {
        sized(item, out);
    }
    out.push(b']');
}

/// The items of a declared list: one value stands for a list of one, null for none.
pub(super) fn items(value: &Node) -> &[Node] {
    match value {
        Node::List(items) => items,
        Node::Null => &[],
        Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Object(_) => {
            std::slice::from_ref(value)
        }
    }
}

fn write_item(canonical: &Canonical, form: Option<usize>, value: &Node, out: &mut Vec<u8>) {
    let node = form.and_then(|form| canonical.node(form));
    match value {
        Node::Null => out.push(b'n'),
        Node::Bool(truth) => out.push(if *truth { b't' } else { b'f' }),
        Node::Number(number) => {
            out.push(b'd');
            sized(number.as_bytes(), out);
        }
        Node::Text(text) => write_text(node, text, out),
        Node::List(items) => {
            out.push(b'[');
            for item in items {
                sized(&bytes(canonical, None, item), out);
            }
            out.push(b']');
        }
        Node::Object(_) => match reference(node, value) {
            Some(key) => write_text(node, key, out),
            None if node.is_some_and(|node| node.list == Some(ListForm::Assignments)) => {
                out.extend(AssignmentKey::of(value).bytes());
                let keys = Keys {
                    but: &OF_ASSIGNMENTS,
                    top: false,
                };
                write_fields(canonical, form, (value, keys), out);
            }
            None if form == Some(0) => write_object(canonical, 0, value, out),
            None => write_fields(canonical, form, (value, Keys::ALL), out),
        },
    }
}

/// An object of the collection.
fn write_object(canonical: &Canonical, form: usize, object: &Node, out: &mut Vec<u8>) {
    let ruled = canonical.ruled.as_ref();
    let ruled = ruled.filter(|_| is_ruled(canonical, object));
    let list = ruled.map(|(list, _)| fold(list));
    let but: Vec<&str> = list.as_deref().into_iter().collect();
    let keys = Keys {
        but: &but,
        top: true,
    };
    write_fields(canonical, Some(form), (object, keys), out);
}

fn write_fields(
    canonical: &Canonical,
    form: Option<usize>,
    (object, keys): (&Node, Keys<'_>),
    out: &mut Vec<u8>,
) {
    let mut fields = Vec::new();
    for (key, value) in object.fields() {
        let Some((folded, form)) = counts(canonical, form, key, keys) else {
            continue;
        };
        if *value != Node::Null || !is_null_absent(form.and_then(|form| canonical.node(form))) {
            let value = if folded == TYPE {
                kind(value).into_bytes()
            } else {
                bytes(canonical, form, value)
            };
            fields.push((folded, value));
        }
    }
    fields.sort_unstable();
    out.push(b'{');
    for (key, value) in &fields {
        sized(key.as_bytes(), out);
        sized(value, out);
    }
    out.push(b'}');
}

/// A key that is compared, folded, and the form of its value.
pub(super) fn counts(
    canonical: &Canonical,
    form: Option<usize>,
    key: &str,
    keys: Keys<'_>,
) -> Option<(String, Option<usize>)> {
    let folded = fold(key).into_owned();
    if folded == TYPE {
        return Some((folded, None));
    }
    if folded.contains('@') || keys.but.contains(&folded.as_str()) {
        return None;
    }
    let own = form.and_then(|form| canonical.key(form, &folded));
    let volatile = own.and_then(|own| canonical.node(own));
    let volatile = volatile.is_some_and(|node| node.volatile);
    let faring = keys.top && own.is_none() && Canonical::is_faring(&folded);
    (!volatile && !faring).then_some((folded, own))
}

/// Whether an absent key says what a null does.
pub(super) fn is_null_absent(node: Option<&CanonicalNode>) -> bool {
    node.is_some_and(|node| node.absent_is_null || node.list.is_some())
}

fn write_text(node: Option<&CanonicalNode>, text: &str, out: &mut Vec<u8>) {
    if is_null_text(node, text) {
        return out.push(b'n');
    }
    out.push(b's');
    let scalar = node.map_or(&ScalarForm::Plain, |node| &node.scalar);
    match scalar {
        ScalarForm::Plain => sized(lower_ids(text).as_bytes(), out),
        ScalarForm::Word | ScalarForm::Reference(_) => sized(fold(text).as_bytes(), out),
        ScalarForm::Date => match crate::value::date(text) {
            Some(instant) => sized(&instant.ticks().to_le_bytes(), out),
            None => sized(text.as_bytes(), out),
        },
    }
}

/// Whether a text stands for null.
pub(super) fn is_null_text(node: Option<&CanonicalNode>, text: &str) -> bool {
    let null = node.and_then(|node| node.null_text.as_deref());
    null.is_some_and(|null| tenet_base::text::same(null, text))
}

/// The key of an object that stands where a reference may.
pub(super) fn reference<'n>(node: Option<&CanonicalNode>, value: &'n Node) -> Option<&'n str> {
    match &node?.scalar {
        ScalarForm::Reference(key) => value.field(key)?.text(),
        ScalarForm::Plain | ScalarForm::Date | ScalarForm::Word => None,
    }
}

/// What tells an assignment apart: whom it targets, through which filter, what for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AssignmentKey {
    kind: String,
    group: String,
    collection: String,
    filter: String,
    mode: String,
    intent: String,
}

impl AssignmentKey {
    pub(super) fn of(item: &Node) -> Self {
        const NO_ID: &str = "00000000-0000-0000-0000-000000000000";
        let text = |value: Option<&Node>| {
            let text = value.and_then(Node::text).unwrap_or_default();
            fold(text).into_owned()
        };
        let target = |key: &str| text(item.at(&["target", key]));
        let mut filter = target("deviceAndAppManagementAssignmentFilterId");
        if filter == NO_ID {
            filter.clear();
        }
        let mode = target("deviceAndAppManagementAssignmentFilterType");
        let group = target("groupId");
        Self {
            kind: bare_type(&target(TYPE)),
            group: if group.is_empty() {
                target("groupName")
            } else {
                group
            },
            collection: target("collectionId"),
            mode: if filter.is_empty() {
                String::new()
            } else {
                mode
            },
            filter,
            intent: text(item.field("intent")),
        }
    }

    /// The assignment in words.
    pub(super) fn words(&self) -> String {
        let mut words = match self.kind.as_str() {
            "groupassignmenttarget" => format!("group {}", self.group),
            "exclusiongroupassignmenttarget" => format!("excluded group {}", self.group),
            "alldevicesassignmenttarget" => "all devices".to_owned(),
            "alllicensedusersassignmenttarget" => "all users".to_owned(),
            "configurationmanagercollectionassignmenttarget" => {
                format!("collection {}", self.collection)
            }
            other => format!("{other} {}{}", self.group, self.collection)
                .trim_end()
                .to_owned(),
        };
        for (word, value) in [("filter", &self.filter), ("intent", &self.intent)] {
            if !value.is_empty() {
                words = format!("{words}, {word} {value}");
            }
        }
        if self.mode == "exclude" {
            words.push_str(" excluded");
        }
        words
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for part in [
            &self.kind,
            &self.group,
            &self.collection,
            &self.filter,
            &self.mode,
            &self.intent,
        ] {
            sized(part.as_bytes(), &mut out);
        }
        out
    }
}

/// The type of an object, whichever way it is written.
pub(super) fn kind(value: &Node) -> String {
    bare_type(value.text().unwrap_or_default())
}

fn bare_type(kind: &str) -> String {
    let folded = fold(kind).into_owned();
    let bare = folded.trim_start_matches('#');
    bare.strip_prefix("microsoft.graph.")
        .unwrap_or(bare)
        .to_owned()
}

/// A text with the ids in it in lower case.
fn lower_ids(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(id) = bytes.get_mut(at..at + ID.len()) {
        if is_id(id) {
            id.make_ascii_lowercase();
            at += ID.len();
        } else {
            at += 1;
        }
    }
    // Only ASCII letters were changed.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Where an id has hexadecimal digits.
const ID: &[u8; 36] = b"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

fn is_id(bytes: &[u8]) -> bool {
    let mut pairs = bytes.iter().zip(ID);
    pairs.all(|(byte, mark)| match mark {
        b'x' => byte.is_ascii_hexdigit(),
        _ => byte == mark,
    })
}

/// Bytes with their number before them, so that no two sequences of them look alike.
fn sized(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend((bytes.len() as u64).to_le_bytes());
    out.extend(bytes);
}
