//! What Graph says of an answer: types, contexts, links to pages.

use super::text::Texts;

/// Whether a key is one of Graph's own: `@odata.type`, `members@odata.nextLink`.
pub(super) fn is_control(key: &str) -> bool {
    key.contains("@odata.") || key.starts_with("odata.")
}

impl Texts<'_> {
    /// What stands for a text of Graph's own: words of paths stay, all else is personal.
    pub(super) fn control(&mut self, key: &str, text: &str) -> String {
        if key.ends_with("odata.type") && is_type(text) {
            return text.to_owned();
        }
        let (path, query) = match text.find('?') {
            Some(at) => text.split_at_checked(at).unwrap_or((text, "")),
            None => (text, ""),
        };
        let mut out = String::with_capacity(text.len());
        let (host, path) = host(path);
        if is_microsoft(host) {
            out.push_str(host);
        } else {
            out.push_str(&self.personal(host));
        }
        for part in path.split_inclusive(['/', '#', '(', ')', ',', '\'', '$']) {
            let end = part.trim_end_matches(['/', '#', '(', ')', ',', '\'', '$']);
            let quoted = out.ends_with('\'');
            if !quoted && is_word(end) {
                out.push_str(part);
            } else {
                out.push_str(&self.personal(part));
            }
        }
        out.push_str(&self.personal(query));
        out
    }
}

/// `#microsoft.graph.user`, `#Collection(microsoft.graph.user)`, `user`.
fn is_type(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "#._()".contains(letter);
    text.chars().all(plain) && (text.contains("microsoft.") || !text.contains('.'))
}

/// The beginning of an address up to its path.
fn host(text: &str) -> (&str, &str) {
    let Some(start) = text.find("://").map(|at| at + 3) else {
        return ("", text);
    };
    let rest = text.get(start..).unwrap_or("");
    let end = rest.find('/').map_or(text.len(), |at| start + at);
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn is_microsoft(host: &str) -> bool {
    let name = host.split("://").nth(1).unwrap_or("");
    let ends = [
        "graph.microsoft.com",
        "graph.microsoft.us",
        "dod-graph.microsoft.us",
        "microsoftgraph.chinacloudapi.cn",
        "graph.windows.net",
        "outlook.office365.com",
    ];
    host.is_empty() || ends.contains(&name)
}

/// A word of a path: the name of a collection or a field, a version, a cast.
fn is_word(text: &str) -> bool {
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    text == "v1.0"
        || letters(text)
        || text.strip_prefix("microsoft.graph.").is_some_and(letters)
        || text.strip_suffix("@odata.bind").is_some_and(letters)
}
