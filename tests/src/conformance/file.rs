//! Files of cases.

use serde_json::Value;

use super::case::Case;

/// What the head of a file says that it is.
const SCHEMA: &str = "targeting-cases/1";

/// A case, or what is wrong with it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id, or where it stands.
    pub id: String,
    /// The case.
    pub case: Result<Case, String>,
}

/// The cases of a file; or why it is no file of cases.
pub fn read(text: &str) -> Result<Vec<Entry>, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let head = json.as_object().ok_or("the file holds no object")?;
    match head.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => return Err(format!("`schema` is `{other}` and not `{SCHEMA}`")),
        None => return Err(format!("there is no `schema` that says `{SCHEMA}`")),
    }
    let cases = head.get("cases").and_then(Value::as_array);
    let cases = cases.ok_or("there is no list of `cases`")?;
    Ok((1usize..).zip(cases).map(entry).collect())
}

fn entry((at, json): (usize, &Value)) -> Entry {
    let id = json.get("id").and_then(Value::as_str);
    Entry {
        id: id.map_or_else(|| format!("case {at}"), str::to_owned),
        case: Case::read(json),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_file_of_another_format_is_a_mistake() {
        for text in ["", "[]", "{}", r#"{"schema":"other/1","cases":[]}"#] {
            assert!(read(text).is_err(), "{text}");
        }
        let none = read(r#"{"schema":"targeting-cases/1","cases":[]}"#);
        assert_eq!(none.map(|cases| cases.len()), Ok(0));
    }

    #[test]
    fn a_case_that_lacks_something_is_one_that_failed() {
        let text = r#"{"schema":"targeting-cases/1","cases":[{"id":"X-1"},7]}"#;
        let entries = read(text).unwrap();
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["X-1", "case 2"]);
        assert!(entries.iter().all(|entry| entry.case.is_err()));
    }
}
