//! What the documentation of a schema says about Microsoft Graph: which request
//! answers with a collection, which one with a part of each object, and the
//! least permission. The lines are those that the pages of the schema show.

use super::Request;

/// A request on one object: what follows its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfObject {
    pub(super) version: String,
    /// The collection of the object.
    pub(super) owner: String,
    /// What is asked of it: `members`, `authentication/requirements`.
    pub(super) rest: String,
}

/// The line `Graph: …` of an entity.
pub(super) fn graph(doc: &str) -> Option<Request> {
    let line = line(doc, "Graph:")?;
    requests(line).next()
}

/// What an entity that is no collection of Graph says of where it comes from.
pub(super) fn elsewhere(doc: &str) -> Option<&str> {
    line(doc, "Register:").or_else(|| line(doc, "Other service:"))
}

/// The least permission that an entity names; none if it needs none.
pub(super) fn permission(doc: &str) -> Option<&str> {
    let line = line(doc, "Least permission:")?;
    ticked(line).next()
}

/// The permission that a field names in brackets: `(least permission `X`)`.
pub(super) fn permission_of_field(doc: &str) -> Option<&str> {
    let (_, rest) = doc.split_once("(least permission ")?;
    ticked(rest).next()
}

/// The requests on collections that a text names.
pub(super) fn requests(doc: &str) -> impl Iterator<Item = Request> {
    let all = ticked(doc).filter_map(request);
    all.filter(|request| !request.path.contains('{'))
}

/// The request on one object that the text of a field names.
pub(super) fn of_object(doc: &str) -> Option<OfObject> {
    let mut all = ticked(doc).filter_map(request);
    all.find_map(|request| {
        let (owner, rest) = request.path.split_once("/{id}/")?;
        Some(OfObject {
            version: request.version.clone(),
            owner: owner.to_owned(),
            rest: rest.to_owned(),
        })
    })
}

/// Whether Graph leaves a field out unless it is asked for by name.
pub(super) fn must_be_selected(doc: &str) -> bool {
    doc.contains("ust be selected")
}

/// Whether a field is a relation, which a request has to expand.
pub(super) fn must_be_expanded(doc: &str) -> bool {
    doc.contains("ust be expanded")
}

/// What stands behind a word at the start of a line.
fn line<'d>(doc: &'d str, word: &str) -> Option<&'d str> {
    let mut lines = doc.lines();
    lines.find_map(|line| line.trim().strip_prefix(word))
}

/// The texts between backticks.
fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// `GET /beta/deviceManagement/intents?$expand=assignments`.
fn request(text: &str) -> Option<Request> {
    let text = text.strip_prefix("GET /")?;
    let (version, rest) = text.split_once('/')?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let expand = query.strip_prefix("$expand=").unwrap_or("");
    let expand = expand.split(',').filter(|part| !part.is_empty());
    Some(Request {
        version: version.to_owned(),
        path: path.to_owned(),
        expand: expand.map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{graph, of_object, permission, permission_of_field, requests};

    const USER: &str = "A user.\n\nGraph: `GET /v1.0/users`\nLeast permission: `User.Read.All`";

    #[test]
    fn an_entity_names_its_request_and_its_permission() {
        let found = graph(USER).expect("a request");
        assert_eq!(
            (found.version.as_str(), found.path.as_str()),
            ("v1.0", "users")
        );
        assert_eq!(permission(USER), Some("User.Read.All"));
        assert_eq!(permission("Least permission: none"), None);
        assert_eq!(graph("Register: `registers/x.json`"), None);
    }

    #[test]
    fn expansions_are_told_apart() {
        let doc = "Graph: `GET /beta/a/b?$expand=assignments,settings`";
        let found = graph(doc).expect("a request");
        assert_eq!(found.expand, ["assignments", "settings"]);
        let kinds = requests("iOS: `GET /beta/a/c?$expand=assignments`, not `GET /v1.0/a/{id}/d`.");
        let paths: Vec<_> = kinds.map(|request| request.path).collect();
        assert_eq!(paths, ["a/c"]);
    }

    #[test]
    fn a_field_names_the_request_on_its_object() {
        let doc = "An answer of its own,\n`GET /beta/users/{id}/a/b` (least permission `X.Read`).";
        let found = of_object(doc).expect("a request");
        assert_eq!(
            (found.owner.as_str(), found.rest.as_str()),
            ("users", "a/b")
        );
        assert_eq!(permission_of_field(doc), Some("X.Read"));
        assert_eq!(of_object("Nothing of the kind: `id`."), None);
    }
}
