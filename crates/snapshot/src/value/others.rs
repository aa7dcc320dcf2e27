//! Keys of objects that nothing reads: which there are, not how often.

/// How many different ones are kept of a file and a collection.
const LIMIT: usize = 512;

/// The different keys, in the order in which they were met first.
///
/// Nearly every object of a file has the keys of the one before, in their
/// order, so a key is mostly compared with one other.
#[derive(Debug, Default)]
pub(crate) struct OtherKeys {
    names: Vec<Box<str>>,
    /// Which key is expected.
    next: usize,
    /// How many are of objects that were kept.
    kept: usize,
}

impl OtherKeys {
    /// Begins an object.
    pub(crate) fn begin(&mut self) {
        self.next = 0;
    }

    /// Keeps what the object had.
    pub(crate) fn keep(&mut self) {
        self.kept = self.names.len();
    }

    /// Forgets what an object had that was not kept.
    pub(crate) fn take_back(&mut self) {
        self.names.truncate(self.kept);
    }

    /// Notes a key of the object.
    pub(crate) fn meet(&mut self, key: &str) {
        let expected = self.names.get(self.next).map(AsRef::as_ref);
        let found = if expected == Some(key) {
            Some(self.next)
        } else {
            self.names.iter().position(|own| own.as_ref() == key)
        };
        if found.is_none() && self.names.len() < LIMIT {
            self.names.push(key.into());
        }
        self.next = found.unwrap_or(self.names.len().saturating_sub(1)) + 1;
    }

    /// The keys.
    pub(crate) fn into_names(self) -> impl Iterator<Item = String> {
        self.names.into_iter().map(String::from)
    }
}

#[cfg(test)]
mod tests {
    use super::OtherKeys;

    #[test]
    fn keys_are_met_in_any_order_and_taken_back() {
        let mut keys = OtherKeys::default();
        let objects: [(&[&str], bool); 4] = [
            (&["a", "b"], true),
            (&["b", "x", "a"], false),
            (&["b", "a", "c"], true),
            (&["c", "a", "b"], true),
        ];
        for (object, keep) in objects {
            keys.begin();
            for key in object {
                keys.meet(key);
            }
            if keep {
                keys.keep();
            }
            keys.take_back();
        }
        assert_eq!(keys.into_names().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
