//! Answers of Microsoft Graph as they came.

use super::{Begin, Conventions, Start, Way};

/// Answers of Graph, in files of any name.
pub(super) struct Graph;

impl Conventions for Graph {
    fn name(&self) -> &'static str {
        "Microsoft Graph"
    }

    fn flag(&self) -> &'static str {
        "graph"
    }

    /// The answers to a `$batch` of requests stand in its `responses`.
    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let batch = start.opens_with("responses") && start.has("status");
        batch.then_some(Begin::Keys)
    }

    fn way(&self, keys: &[String]) -> Way {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        match keys.as_slice() {
            [] | ["responses"] | ["responses", "*"] => Way::Into,
            ["responses", "*", "body"] => Way::Answer,
            [..] => Way::Skip,
        }
    }
}
