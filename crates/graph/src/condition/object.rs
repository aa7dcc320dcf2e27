//! What a rule may ask an object.

use tenet_base::Instant;

use super::Property;
use crate::Answer;

/// An object that rules are asked about.
pub trait Object {
    /// What it has in a property of Graph.
    fn attribute(&self, property: &Property) -> Attribute<'_>;

    /// Whether it is a direct member of a group, by id.
    fn in_group_directly(&self, group: &str) -> Answer;

    /// Whether it is known to the directory: an unregistered device has
    /// nothing in any property (K4).
    fn is_registered(&self) -> bool {
        true
    }
}

/// What an object has in a property.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute<'a> {
    /// The export does not say.
    NotCollected,
    /// It is not of the shape that Graph gives it.
    Malformed,
    /// Copies of the object disagree.
    Conflicting,
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(&'a str),
    /// A time.
    Date(Instant),
    /// Texts; none for an item that is null.
    Texts(Vec<Option<&'a str>>),
    /// Plans of licences.
    Plans(Vec<Plan<'a>>),
}

/// A plan of a licence; the outer `None` of a field means that it was not exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan<'a> {
    /// `servicePlanId`.
    pub id: Option<Option<&'a str>>,
    /// `service`.
    pub service: Option<Option<&'a str>>,
    /// `capabilityStatus`.
    pub status: Option<Option<&'a str>>,
}
