//! Words in the lists of a policy that nobody knows.
//!
//! The service adds words of its own beside ids: `All`, `None`. One that is not
//! known here may stand for anybody, so it must not pass for an id that fits nobody.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use crate::Answer;
use crate::graph::Graph;

/// What a text in a list says of a user: whether it is the id of that one, if it is an id at all.
pub(super) fn by_id(graph: &Graph<'_>, text: Symbol, user: Symbol) -> Answer {
    let strings = &graph.snapshot.strings;
    let key = strings.folded(text);
    if key == user {
        return Answer::Yes;
    }
    if is_guid(strings.get(text)) || graph.directory.find(key).is_some() {
        return Answer::No;
    }
    let word = strings.get(text);
    let text = format!("a policy names `{word}` among its users, and nobody knows whom that means");
    Answer::unknown(Reason::new(ReasonCode::TargetKindUnsupported, text))
}

/// Eight, four, four, four and twelve hexadecimal digits.
fn is_guid(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = [8, 4, 4, 4, 12].iter().all(|length| {
        let part = parts.next().unwrap_or("");
        part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    fits && parts.next().is_none()
}
