//! Tables by key, of the one kind that is used where it is quick to look up.

use hashbrown::DefaultHashBuilder;

/// A map for ids, symbols and the like, which the standard hasher would spend
/// longer on than the rest of the look-up. Made by `HashMap::default()`; its
/// order is no order, and nothing that is printed may depend on it.
pub type HashMap<K, V> = std::collections::HashMap<K, V, DefaultHashBuilder>;

/// A set of the same.
pub type HashSet<K> = std::collections::HashSet<K, DefaultHashBuilder>;
