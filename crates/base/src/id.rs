//! Typed ids: a `u32` that only fits its own table.

use std::fmt;
use std::marker::PhantomData;

/// An id made by [`define_id!`](crate::define_id).
pub trait Id: Copy + Eq {
    /// The id of the element at `index`.
    fn from_index(index: usize) -> Self;
    /// The position of the element in its table.
    fn index(self) -> usize;
}

/// Declares a `u32` id whose `Option` takes no more room.
#[macro_export]
macro_rules! define_id {
    ($(#[$meta:meta])* $vis:vis struct $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(std::num::NonZeroU32);

        impl $crate::id::Id for $name {
            fn from_index(index: usize) -> Self {
                // A table of four thousand million entries is out of reach: the last id stands for all beyond.
                let raw = u32::try_from(index).unwrap_or(u32::MAX - 1).saturating_add(1);
                Self(std::num::NonZeroU32::new(raw).unwrap_or(std::num::NonZeroU32::MAX))
            }
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), $crate::id::Id::index(*self))
            }
        }
    };
}

/// A vector that is read by its own kind of id.
///
/// Reading with an id of another table of the same kind is a bug of the
/// caller; it panics as a slice does.
pub struct IndexVec<I, T> {
    items: Vec<T>,
    marker: PhantomData<fn(I)>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty table.
    pub const fn new() -> Self {
        Self {
            items: Vec::new(),
            marker: PhantomData,
        }
    }

    /// Adds an element and gives its id.
    pub fn push(&mut self, item: T) -> I {
        let id = self.next_id();
        self.items.push(item);
        id
    }

    /// The id that the next element will have.
    pub fn next_id(&self) -> I {
        I::from_index(self.items.len())
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The elements in order, to change.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The elements with their ids.
    pub fn iter_enumerated(&self) -> impl Iterator<Item = (I, &T)> {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (I::from_index(index), item))
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }

    /// The element, if the id is of this table.
    pub fn try_get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }
}

impl<I: Id, T> std::ops::Index<I> for IndexVec<I, T> {
    type Output = T;
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made by the table that it reads"
    )]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for IndexVec<I, T> {
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made by the table that it reads"
    )]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I: Id, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T: Clone> Clone for IndexVec<I, T> {
    fn clone(&self) -> Self {
        Self {
            items: self.items.clone(),
            marker: PhantomData,
        }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}

impl<'a, I: Id, T> IntoIterator for &'a mut IndexVec<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<I: Id, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(iter: It) -> Self {
        Self {
            items: iter.into_iter().collect(),
            marker: PhantomData,
        }
    }
}

impl<'a, I: Id, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    define_id! { struct TestId }

    #[test]
    fn an_optional_id_takes_no_more_room() {
        assert_eq!(size_of::<Option<TestId>>(), 4);
    }

    #[test]
    fn ids_read_what_they_were_given_for() {
        let mut table = IndexVec::<TestId, &str>::new();
        let first = table.push("a");
        let second = table.push("b");
        assert_eq!((table[first], table[second]), ("a", "b"));
    }
}
