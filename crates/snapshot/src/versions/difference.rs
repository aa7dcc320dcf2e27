//! What differs between two versions of an object.

use super::Node;
use crate::{Row, Step};

/// A part of an object that differs from one version to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The way to it, as the newer version spells it that has it.
    pub path: Vec<Part>,
    /// What differs there.
    pub kind: DifferenceKind,
    /// What the older version has; none if it has nothing there.
    pub before: Option<Found>,
    /// What the newer version has.
    pub after: Option<Found>,
    /// Whether it must not be printed.
    pub secret: bool,
}

/// A step of the way to a difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The value of a key.
    Key(String),
    /// An item of a list, by what tells it apart.
    Item(String),
}

/// How a part differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    /// One value stands for another, or came, or went.
    Value,
    /// The list has an item more, or one less.
    Item,
    /// The list has the same items in another order.
    Order,
}

/// A part of a version, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The part; what is secret in it is left out.
    pub value: Node,
    /// The row of the table that it comes from: the object, a copy or a part of it.
    pub row: Row,
    /// The way to it from there.
    pub steps: Vec<Step>,
}

impl Difference {
    /// The way in words: `conditions.users.includeUsers`, `assignments[all users]`.
    pub fn field(&self) -> String {
        let mut text = String::new();
        for part in &self.path {
            match part {
                Part::Key(key) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(key);
                }
                Part::Item(item) => text.extend(["[", item.as_str(), "]"]),
            }
        }
        text
    }
}
