//! All users, or all devices, as the rules of groups ask them together.

use std::sync::OnceLock;

use roaring::RoaringBitmap;
use tenet_base::{HashMap, Instant, Symbol};
use tenet_snapshot::Slot;

use super::member::Reader;
use crate::Answer;
use crate::cells::incomplete;
use crate::condition::{Alike, Many, Object, Property, Shape};

/// Objects by what they have in each property that rules ask for, found once
/// for all rules; none where most have something of their own.
#[derive(Debug, Default)]
pub(super) struct Parts(Vec<OnceLock<Option<Vec<Alike>>>>);

/// The exported objects of a kind.
pub(super) struct Everybody<'r, 'g> {
    pub(super) reader: &'r Reader<'g>,
    pub(super) all: RoaringBitmap,
    pub(super) parts: &'g Parts,
}

/// More parts than these are many.
const MANY: usize = 4_096;

/// What an object has in a property, as far as it tells objects apart.
#[derive(PartialEq, Eq, Hash)]
enum Had {
    Absent,
    Null,
    Malformed,
    Conflict,
    Bool(bool),
    Int(i64),
    Date(Instant),
    Text(Symbol),
}

impl Parts {
    /// For so many properties.
    pub(super) fn new(properties: usize) -> Self {
        Self((0..properties).map(|_| OnceLock::new()).collect())
    }
}

impl Many for Everybody<'_, '_> {
    fn all(&self) -> &RoaringBitmap {
        &self.all
    }

    fn alike(&self, property: &Property) -> Option<&[Alike]> {
        match property.shape {
            Shape::Bool | Shape::Text | Shape::Number | Shape::Date => {}
            Shape::Texts | Shape::FirstText | Shape::Plans => return None,
        }
        let at = self.reader.place(property)?;
        let parts = self.parts.0.get(at)?;
        let parts = parts.get_or_init(|| self.divided(property));
        parts.as_deref()
    }

    fn ask(&self, number: u32, ask: &mut dyn FnMut(&dyn Object) -> Answer) -> Answer {
        match self.reader.member(number) {
            Some(member) => ask(&member),
            None => Answer::unknown(incomplete(self.reader.collection())),
        }
    }
}

impl Everybody<'_, '_> {
    fn divided(&self, property: &Property) -> Option<Vec<Alike>> {
        let mut places: HashMap<Had, usize> = HashMap::default();
        let mut parts: Vec<Alike> = Vec::new();
        for number in &self.all {
            let member = self.reader.member(number)?;
            let next = parts.len();
            let at = *places
                .entry(had(member.slot_of(property)?)?)
                .or_insert(next);
            if at == next {
                if next == MANY {
                    return None;
                }
                parts.push((number, RoaringBitmap::new()));
            }
            if let Some((_, part)) = parts.get_mut(at) {
                part.insert(number);
            }
        }
        Some(parts)
    }
}

/// None for what has parts of its own.
fn had(slot: Slot<'_>) -> Option<Had> {
    match slot {
        Slot::Absent => Some(Had::Absent),
        Slot::Null => Some(Had::Null),
        Slot::Malformed => Some(Had::Malformed),
        Slot::Conflict(_) => Some(Had::Conflict),
        Slot::Bool(value) => Some(Had::Bool(value)),
        Slot::Int(value) => Some(Had::Int(value)),
        Slot::Date(value) => Some(Had::Date(value)),
        Slot::Text(text) | Slot::Ref(text, _) => Some(Had::Text(text)),
        Slot::Number(_) | Slot::Duration(_) | Slot::Record(_) | Slot::List(_) => None,
    }
}
