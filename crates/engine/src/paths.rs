//! Paths with `/`, as a world takes them.

/// The path of `relative` as seen from `folder`, with `.` and `..` resolved as far as they go.
pub(crate) fn join(folder: &str, relative: &str) -> String {
    if relative.starts_with('/') || folder.is_empty() || folder == "." {
        return clean(relative);
    }
    clean(&format!("{folder}/{relative}"))
}

fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("." | "", _) => {}
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            (part, _) => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if path.starts_with('/') {
        format!("/{joined}")
    } else if joined.is_empty() {
        ".".to_owned()
    } else {
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn parents_are_resolved_as_far_as_they_go() {
        assert_eq!(
            join("policies/msmd-sop", "../graph-schema"),
            "policies/graph-schema"
        );
        assert_eq!(join(".", "../x"), "../x");
        assert_eq!(join("a", "/b/./c"), "/b/c");
        assert_eq!(join("a/b", "../.."), ".");
        assert_eq!(join("..", "../x"), "../../x");
    }
}
