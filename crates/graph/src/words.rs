//! Words in the lists and assignments of a policy that nobody knows.
//!
//! The service adds words of its own beside ids: `All`, `None`. One that is not
//! known here may stand for anybody, so it must not pass for an id that fits nobody.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use crate::graph::Graph;

/// Why a text in a list may mean anybody; none if it is the id of an object, here or elsewhere.
pub(crate) fn unless_unknown(graph: &Graph<'_>, text: Symbol, list: &str) -> Option<Reason> {
    let strings = &graph.snapshot.strings;
    let word = strings.get(text);
    if is_guid(word) || graph.directory.find(strings.folded(text)).is_some() {
        return None;
    }
    let text =
        format!("a policy names `{word}` among its {list}, and nobody knows whom that means");
    Some(Reason::new(ReasonCode::TargetKindUnsupported, text))
}

/// Eight, four, four, four and twelve hexadecimal digits.
pub(crate) fn is_guid(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = [8, 4, 4, 4, 12].iter().all(|length| {
        let part = parts.next().unwrap_or("");
        part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    fits && parts.next().is_none()
}
