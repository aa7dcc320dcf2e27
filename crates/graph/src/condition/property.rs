//! Properties: what rules call them, what Graph calls them, and what may be asked of them.

use tenet_syntax::condition::Operator;

/// A property of Graph that a rule reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Property {
    /// The way to it in the JSON of the object.
    pub path: Vec<String>,
    /// What stands there.
    pub shape: Shape,
}

/// What stands in a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// True or false.
    Bool,
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A time.
    Date,
    /// Texts.
    Texts,
    /// Texts, of which the first counts.
    FirstText,
    /// Plans of licences.
    Plans,
}

/// A property as a dialect knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// What rules call it.
    pub(super) name: &'static str,
    /// What Graph calls it, with dots between the steps.
    pub(super) graph: &'static str,
    pub(super) shape: Shape,
    pub(super) operators: &'static [Operator],
    pub(super) meaning: Meaning,
}

/// What is read for the value that Graph has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The value itself.
    Itself,
    /// A word for a word of Graph.
    Words(&'static [(&'static str, &'static str)]),
    /// The name of a number.
    Numbers(&'static [(i64, &'static str)]),
    /// A version, compared part by part (F8).
    Version,
    /// Nothing that an export holds.
    Nowhere,
    /// Nothing: Entra does not know the property, and it fits nothing (D28).
    Never,
    /// Whole items of a collection (K5).
    Items,
    /// Known of managed, compliant or hybrid joined devices alone (K7).
    Extension,
}

impl Known {
    /// The property of Graph.
    pub(super) fn property(self) -> Property {
        Property {
            path: self.graph.split('.').map(str::to_owned).collect(),
            shape: self.shape,
        }
    }
}
