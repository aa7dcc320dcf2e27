//! The first bytes of a file.

/// So many bytes say what a file is.
const LENGTH: usize = 4096;

/// The first bytes of a file, as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'t> {
    text: &'t str,
}

impl<'t> Start<'t> {
    /// The start of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut end = text.len().min(LENGTH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or("");
        Self {
            text: text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']),
        }
    }

    /// Whether the file begins with an object.
    pub(crate) fn is_object(&self) -> bool {
        self.text.starts_with('{')
    }

    /// Whether a key stands in it, at whatever depth and in whatever case.
    ///
    /// A quote in a text is escaped, so quotes around a name and a colon behind
    /// it are a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.values(key).next().is_some()
    }

    /// Whether a key stands in it with a text that begins so.
    pub(crate) fn says(&self, key: &str, text: &str) -> bool {
        self.values(key).any(|value| {
            let value = value.strip_prefix('"').unwrap_or("");
            let head = value.get(..text.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(text))
        })
    }

    /// Whether the first key is that one.
    pub(crate) fn opens_with(&self, key: &str) -> bool {
        let inner = self.text.strip_prefix('{').unwrap_or("").trim_start();
        let name = inner
            .strip_prefix('"')
            .and_then(|rest| rest.get(..key.len()));
        name.is_some_and(|name| name.eq_ignore_ascii_case(key)) && self.has(key)
    }

    /// What stands behind each colon that follows a key.
    fn values<'k>(&self, key: &'k str) -> impl Iterator<Item = &'t str> + use<'k, 't> {
        let text = self.text;
        let quotes = text.match_indices('"');
        quotes.filter_map(move |(at, _)| {
            let rest = text.get(at + 1..)?;
            let (name, rest) = rest.split_at_checked(key.len())?;
            let same = name.eq_ignore_ascii_case(key);
            let rest = rest.strip_prefix('"').filter(|_| same)?;
            rest.trim_start().strip_prefix(':').map(str::trim_start)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Start;

    #[test]
    fn keys_are_told_from_texts() {
        let start =
            Start::new("\u{feff} { \"Data\" : [{\"kind\":\"AZUser\", \"x\":\"\\\"meta\\\":1\"}]}");
        assert!(start.is_object() && start.opens_with("data") && start.says("Kind", "AZ"));
        assert!(!start.has("meta") && !start.has("AZUser") && !start.opens_with("kind"));
    }
}
