//! `@odata.context`: the path of an answer, behind `$metadata#`.

use super::List;

/// What a context says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Context {
    /// The path with all brackets and `/$entity` removed.
    pub path: String,
    /// Whether it is the very path of a collection: no key, no cast, no delta, no function.
    pub exact: bool,
    /// Whether the path has no key, no cast, no delta and no function, be the answer
    /// a collection or, by `/$entity`, one object.
    pub plain: bool,
    /// The list of one object that the answer is.
    pub list: Option<List>,
}

/// A part of a path: its name, and what stands in its brackets.
struct Part<'c> {
    name: &'c str,
    inner: Option<&'c str>,
}

impl Context {
    /// Reads a context; none if it names no path: `Edm.String`, `$ref`, `Collection(…)`.
    pub(crate) fn parse(told: &str) -> Option<Self> {
        let path = told.split_once('#')?.1;
        let mut steps = split(path);
        let single = steps.last().is_some_and(|part| part.name == "$entity");
        if single {
            steps.pop();
        }
        let is_path = |part: &Part<'_>| {
            !part.name.is_empty() && (!part.name.contains('$') || is_step(part.name))
        };
        let first = steps.first()?.name;
        if first == "Collection" || first.contains(['.', '$']) || !steps.iter().all(is_path) {
            return None;
        }
        let own = |part: &&Part<'_>| !is_step(part.name);
        let path: Vec<&str> = steps.iter().filter(own).map(|part| part.name).collect();
        let whole = |part: &Part<'_>| part.key().is_none() && !is_step(part.name);
        let plain = steps.iter().all(whole);
        Some(Self {
            path: path.join("/"),
            exact: !single && plain,
            plain,
            list: if single { None } else { list(&steps) },
        })
    }
}

impl<'c> Part<'c> {
    /// The key in the brackets; a list of fields or of expansions is none.
    fn key(&self) -> Option<&'c str> {
        let inner = self.inner?;
        if let Some(quoted) = inner.strip_prefix('\'') {
            return quoted.strip_suffix('\'');
        }
        super::path::is_guid(inner).then_some(inner)
    }
}

/// A cast, a function or a delta: no part of a collection's own path.
fn is_step(name: &str) -> bool {
    name.contains('.') || name == "$delta" || name.eq_ignore_ascii_case("delta")
}

/// `groups('x')/members`: a key before the last part, and none in it.
fn list(parts: &[Part<'_>]) -> Option<List> {
    let (last, owner) = parts.split_last()?;
    let (keyed, _) = owner.split_last()?;
    let key = keyed.key()?;
    let plain = |part: &Part<'_>| part.key().is_none() && !is_step(part.name);
    let before = owner.get(..owner.len() - 1)?;
    if last.key().is_some() || is_step(last.name) || !before.iter().all(plain) {
        return None;
    }
    let names: Vec<&str> = owner.iter().map(|part| part.name).collect();
    Some(List::of_id(&names.join("/"), key, last.name))
}

/// Splits a path at its slashes, not at those in brackets or quotes.
fn split(path: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'/' if !quoted && depth == 0 => {
                parts.push(part(path.get(start..at).unwrap_or("")));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(part(path.get(start..).unwrap_or("")));
    parts
}

fn part(text: &str) -> Part<'_> {
    match text.split_once('(') {
        Some((name, inner)) => Part {
            name,
            inner: Some(inner.strip_suffix(')').unwrap_or(inner)),
        },
        None => Part {
            name: text,
            inner: None,
        },
    }
}
