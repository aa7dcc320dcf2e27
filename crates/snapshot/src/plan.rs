//! The projection made ready for reading: which key leads to which column.

use tenet_base::{HashMap, IndexVec};
use tenet_hir::{Collection, CollectionId, FieldPlan, Projection, Shape, bare_type};

/// How the objects of all collections are read.
#[derive(Debug)]
pub(crate) struct Plans<'p> {
    pub projection: &'p Projection,
    pub objects: IndexVec<CollectionId, ObjectPlan<'p>>,
    /// What is read of an object that belongs to no collection: nothing.
    pub nothing: ObjectPlan<'p>,
    /// Collections by folded JSON type, without `#`.
    by_type: HashMap<String, CollectionId>,
}

/// How an object or a record is read.
#[derive(Debug, Default)]
pub(crate) struct ObjectPlan<'p> {
    pub keys: Vec<KeyPlan<'p>>,
}

/// What the value of a key is read for.
#[derive(Debug)]
pub(crate) struct KeyPlan<'p> {
    /// The key, whatever its case.
    pub name: &'p str,
    /// The value itself: a column, and how.
    pub cell: Option<(usize, CellPlan<'p>)>,
    /// Parts of the value that are columns of the same row.
    pub inside: ObjectPlan<'p>,
}

/// How a value is read.
#[derive(Debug)]
pub(crate) struct CellPlan<'p> {
    pub shape: ShapePlan<'p>,
    pub nullable: bool,
    pub null_text: Option<&'p str>,
}

/// How a value of a shape is read.
#[derive(Debug)]
pub(crate) enum ShapePlan<'p> {
    Bool,
    Int,
    Number,
    Text,
    Date,
    Duration,
    Ref(&'p str),
    Record(ObjectPlan<'p>),
    List(Box<CellPlan<'p>>),
}

impl<'p> Plans<'p> {
    /// Plans for a projection.
    pub(crate) fn new(projection: &'p Projection) -> Self {
        let mut by_type = HashMap::default();
        for (id, collection) in projection.collections.iter_enumerated() {
            for kind in &collection.types {
                by_type.entry(bare_type(kind)).or_insert(id);
            }
        }
        let objects = projection.collections.iter();
        Self {
            projection,
            objects: objects.map(|it| ObjectPlan::new(&it.fields)).collect(),
            nothing: ObjectPlan::default(),
            by_type,
        }
    }

    /// The collection whose objects have a JSON type.
    pub(crate) fn of_type(&self, kind: &str) -> Option<CollectionId> {
        self.by_type.get(&bare_type(kind)).copied()
    }

    /// Whether objects of a JSON type belong to a collection.
    pub(crate) fn has_type(&self, collection: CollectionId, kind: &str) -> bool {
        let bare = bare_type(kind);
        let types = &self.projection.collections[collection].types;
        types.iter().any(|own| bare_type(own) == bare)
    }

    /// The plan of a collection, or the plan that reads nothing.
    pub(crate) fn object(&self, collection: Option<CollectionId>) -> &ObjectPlan<'p> {
        collection.map_or(&self.nothing, |id| &self.objects[id])
    }

    /// The column of a list that stands in an answer of its own, and how its items are read.
    pub(crate) fn list(&self, owner: CollectionId, name: &str) -> Option<(usize, &CellPlan<'p>)> {
        let plan = self.objects[owner].find(name)?;
        let (column, cell) = plan.cell.as_ref()?;
        match &cell.shape {
            ShapePlan::List(item) => Some((*column, item)),
            ShapePlan::Bool
            | ShapePlan::Int
            | ShapePlan::Number
            | ShapePlan::Text
            | ShapePlan::Date
            | ShapePlan::Duration
            | ShapePlan::Ref(_)
            | ShapePlan::Record(_) => None,
        }
    }

    /// Whether some collection reads a list of references called so.
    pub(crate) fn is_list_of_refs(&self, name: &str) -> bool {
        let reads = |collection: &Collection| {
            collection.fields.iter().any(|field| {
                matches!(field.path.as_slice(), [key] if key.eq_ignore_ascii_case(name))
                    && matches!(&field.shape, Shape::List(item) if matches!(**item, Shape::Ref { .. }))
            })
        };
        self.projection.collections.iter().any(reads)
    }
}

impl<'p> ObjectPlan<'p> {
    fn new(fields: &'p [FieldPlan]) -> Self {
        let mut plan = Self::default();
        for (column, field) in fields.iter().enumerate() {
            plan.add(&field.path, column, field);
        }
        plan
    }

    fn add(&mut self, path: &'p [String], column: usize, field: &'p FieldPlan) {
        let Some((name, rest)) = path.split_first() else {
            return;
        };
        let key = self.entry(name);
        if rest.is_empty() {
            key.cell = Some((column, CellPlan::of_field(field)));
        } else {
            key.inside.add(rest, column, field);
        }
    }

    fn entry(&mut self, name: &'p str) -> &mut KeyPlan<'p> {
        let found = self.keys.iter().position(|key| key.is(name));
        let at = found.unwrap_or(self.keys.len());
        if found.is_none() {
            self.keys.push(KeyPlan {
                name,
                cell: None,
                inside: ObjectPlan::default(),
            });
        }
        // The entry was found or just added.
        #[expect(clippy::indexing_slicing, reason = "`at` is the place of the entry")]
        &mut self.keys[at]
    }

    /// What the value of a key is read for.
    pub(crate) fn find(&self, key: &str) -> Option<&KeyPlan<'p>> {
        self.keys.iter().find(|plan| plan.is(key))
    }
}

impl KeyPlan<'_> {
    fn is(&self, key: &str) -> bool {
        self.name.len() == key.len() && self.name.eq_ignore_ascii_case(key)
    }
}

impl<'p> CellPlan<'p> {
    fn of_field(field: &'p FieldPlan) -> Self {
        Self {
            shape: ShapePlan::new(&field.shape),
            nullable: field.nullable,
            null_text: field.null_text.as_deref(),
        }
    }
}

impl<'p> ShapePlan<'p> {
    fn new(shape: &'p Shape) -> Self {
        match shape {
            Shape::Bool => Self::Bool,
            Shape::Int => Self::Int,
            Shape::Number => Self::Number,
            Shape::Text => Self::Text,
            Shape::Date => Self::Date,
            Shape::Duration => Self::Duration,
            Shape::Ref { key } => Self::Ref(key),
            Shape::Record(fields) => Self::Record(ObjectPlan::new(fields)),
            Shape::List(item) => Self::List(Box::new(CellPlan {
                shape: Self::new(item),
                nullable: true,
                null_text: None,
            })),
        }
    }

    /// The shape in words.
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Self::Bool => "`true` or `false`",
            Self::Int => "a whole number",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Date => "a date",
            Self::Duration => "a duration",
            Self::Ref(_) => "a reference",
            Self::Record(_) => "an object",
            Self::List(_) => "a list",
        }
    }
}
