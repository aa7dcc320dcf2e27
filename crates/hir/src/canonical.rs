//! What tells two versions of an object apart: how its JSON is compared.
//!
//! All of an object's JSON is compared, declared or not. The schema says what
//! does not count (`volatile`), which lists are sets and which compare by a
//! key, which texts are dates, words or references, and what is secret.

use std::collections::BTreeMap;

use tenet_base::text::fold;

use crate::{EntityId, FieldId, Program, RecordId, Targeting, Ty, Type};

/// How two versions of the objects of a collection are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    /// The forms of values; the first is that of the object itself.
    pub nodes: Vec<CanonicalNode>,
    /// A list that the object's own rule makes, and the key of the rule.
    pub ruled: Option<(String, String)>,
}

/// How a value is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CanonicalNode {
    /// Whether it does not count.
    pub volatile: bool,
    /// Whether it must not be printed, and may be masked.
    pub secret: bool,
    /// Whether an absent key is null.
    pub absent_is_null: bool,
    /// A text that stands for null.
    pub null_text: Option<String>,
    /// What its texts are; of a list those of its items.
    pub scalar: ScalarForm,
    /// What the order of its items says; none if it is no list.
    pub list: Option<ListForm>,
    /// The forms of the values of keys, by folded key; of a list those of its items.
    pub keys: BTreeMap<String, usize>,
    /// The form that has further keys: that of a record.
    pub body: Option<usize>,
}

/// What a text is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ScalarForm {
    /// Compared as it is, but for the case of ids in it.
    #[default]
    Plain,
    /// An instant, however it is written.
    Date,
    /// A word of an enumeration, in any case.
    Word,
    /// A reference, in any case: the key, or the object that has it under this name.
    Reference(String),
}

/// What the order of a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListForm {
    /// It counts.
    Ordered,
    /// Nothing.
    Set,
    /// Nothing: items are told apart by the value at this path.
    Keyed(Vec<String>),
    /// Nothing: assignments are told apart by whom they target, how, and what for.
    Assignments,
}

/// Relations that tell how devices fare, not what is set up: keys that end so.
const FARING: [&str; 2] = ["overview", "statuses"];

/// What does not count in an object of which the schema says nothing.
const UNDECLARED: [&str; 5] = [
    "lastmodifieddatetime",
    "modifieddatetime",
    "createddatetime",
    "version",
    "supportsscopetags",
];

impl Canonical {
    /// How the objects of a collection are compared, as the schema declares them.
    pub fn of(program: &Program, table: EntityId) -> Self {
        let path = program.entities[table].collection.as_deref();
        let mut build = Build {
            program,
            canonical: Self {
                nodes: vec![CanonicalNode::default()],
                ruled: path
                    .filter(|path| path.eq_ignore_ascii_case("groups"))
                    .map(|_| ("members".to_owned(), "membershipRule".to_owned())),
            },
            records: BTreeMap::new(),
        };
        for entity in program.descendants(table) {
            let is_assigned = program.entities[entity].targeting == Some(Targeting::Intune);
            for field in &program.entities[entity].fields {
                build.field(0, *field, is_assigned);
            }
        }
        build.canonical
    }

    /// How objects are compared of which the schema says nothing.
    pub fn undeclared() -> Self {
        let volatile = CanonicalNode {
            volatile: true,
            ..CanonicalNode::default()
        };
        let mut object = CanonicalNode::default();
        let mut nodes = Vec::new();
        for (at, key) in (1..).zip(UNDECLARED) {
            object.keys.insert(key.to_owned(), at);
            nodes.push(volatile.clone());
        }
        nodes.insert(0, object);
        Self { nodes, ruled: None }
    }

    /// The form of a value.
    pub fn node(&self, node: usize) -> Option<&CanonicalNode> {
        self.nodes.get(node)
    }

    /// The form of the value of a key in an object of a form; none if nothing is said of it.
    pub fn key(&self, node: usize, folded: &str) -> Option<usize> {
        let own = self.nodes.get(node)?;
        let body = || self.nodes.get(own.body?)?.keys.get(folded);
        own.keys.get(folded).or_else(body).copied()
    }

    /// Whether a key of the object itself says nothing of how it is set up, though nothing declares it.
    pub fn is_faring(folded: &str) -> bool {
        FARING.iter().any(|end| folded.ends_with(end))
    }
}

/// The forms of a schema's fields on their way.
struct Build<'p> {
    program: &'p Program,
    canonical: Canonical,
    /// The form with the keys of each record that was met.
    records: BTreeMap<RecordId, usize>,
}

impl Build<'_> {
    fn field(&mut self, owner: usize, field: FieldId, is_assigned: bool) {
        let declared = &self.program.fields[field];
        if declared.computed.is_some() {
            return;
        }
        let mut node = owner;
        for key in &declared.path {
            node = self.enter(node, key);
        }
        let (scalar, list, record) = self.shape(&declared.ty, declared.by);
        let body = record.map(|record| self.record(record));
        let is_list = |name: &str| {
            let path = declared.path.as_slice();
            matches!(path, [key] if key.eq_ignore_ascii_case(name))
        };
        let Some(form) = self.canonical.nodes.get_mut(node) else {
            return;
        };
        form.volatile |= declared.marks.volatile;
        form.secret |= declared.marks.secret;
        form.absent_is_null |= declared.absent_is_null;
        form.null_text = form.null_text.take().or_else(|| declared.null_text.clone());
        form.body = form.body.or(body);
        if form.scalar == ScalarForm::Plain {
            form.scalar = scalar;
        }
        let list = if is_assigned && is_list("assignments") {
            Some(ListForm::Assignments)
        } else {
            list
        };
        form.list = form.list.take().or(list);
    }

    /// The form of the value of a key, made if there is none.
    fn enter(&mut self, node: usize, key: &str) -> usize {
        let key = fold(key).into_owned();
        let next = self.canonical.nodes.len();
        let found = self.canonical.nodes.get_mut(node);
        let at = found.map_or(next, |form| *form.keys.entry(key).or_insert(next));
        if at == next {
            self.canonical.nodes.push(CanonicalNode::default());
        }
        at
    }

    /// The form with the keys of a record.
    fn record(&mut self, record: RecordId) -> usize {
        if let Some(known) = self.records.get(&record) {
            return *known;
        }
        let at = self.canonical.nodes.len();
        self.canonical.nodes.push(CanonicalNode::default());
        // Noted before its fields are: a record may hold itself.
        self.records.insert(record, at);
        for field in &self.program.records[record].fields {
            self.field(at, *field, false);
        }
        at
    }

    fn shape(
        &self,
        ty: &Type,
        by: Option<FieldId>,
    ) -> (ScalarForm, Option<ListForm>, Option<RecordId>) {
        match &ty.ty {
            Ty::Date => (ScalarForm::Date, None, None),
            Ty::Enum(_) => (ScalarForm::Word, None, None),
            Ty::Record(record) => (ScalarForm::Plain, None, Some(*record)),
            Ty::Ref(entities) | Ty::Entity(entities) => {
                let own = entities.first();
                let key = by.or_else(|| self.program.entities[*own?].key);
                let path = key.and_then(|key| self.program.fields[key].path.last().cloned());
                let key = path.unwrap_or_else(|| "id".to_owned());
                (ScalarForm::Reference(key), None, None)
            }
            Ty::List(item) => {
                let (scalar, _, record) = self.shape(item, by);
                let key = record.and_then(|record| self.program.records[record].key);
                let list = match (record, key) {
                    (None, _) => ListForm::Set,
                    (Some(_), None) => ListForm::Ordered,
                    (Some(_), Some(key)) => ListForm::Keyed(self.program.fields[key].path.clone()),
                };
                (scalar, Some(list), record)
            }
            Ty::Error
            | Ty::Any
            | Ty::Bool
            | Ty::Int
            | Ty::Number
            | Ty::String
            | Ty::Duration
            | Ty::Period
            | Ty::Severity
            | Ty::Builtin(_) => (ScalarForm::Plain, None, None),
        }
    }
}
