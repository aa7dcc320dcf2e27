//! Keys that nobody knows, and what they were meant to be.

use tenet_base::suggest;

/// If the words of a mistake are about a key that nobody knows: better words, and what to do.
///
/// The crate that reads TOML tells the keys that a table may have in its words
/// alone, each in backticks behind the one that it found.
pub(crate) fn unknown_key(words: &str) -> Option<(String, String)> {
    let rest = words.strip_prefix("unknown field `")?;
    let (key, rest) = rest.split_once('`')?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    let message = format!("`{key}` is no key of this table");
    let listed: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let help = match suggest::nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if listed.is_empty() => "take it out".to_owned(),
        None => format!("its keys are {}", listed.join(", ")),
    };
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use super::super::Manifest;
    use super::unknown_key;

    #[test]
    fn a_key_that_nobody_knows_is_refused_with_what_was_meant() {
        let check = |text: &str, message: &str, help: &str| {
            let error = Manifest::parse(text).unwrap_err();
            let found = unknown_key(&error.message).unwrap();
            assert_eq!((found.0.as_str(), found.1.as_str()), (message, help));
            let range = error.range.unwrap();
            assert!(text.get(range).unwrap().len() < text.len());
        };
        check(
            "[snapshot]\nrots = []\n",
            "`rots` is no key of this table",
            "did you mean `roots`?",
        );
        check(
            "[pack]\nname = 'a'\nhomepage = 'b'\n",
            "`homepage` is no key of this table",
            "its keys are `name`, `version`, `duties`",
        );
        check(
            "[registers.'a.csv']\nentity = 'A'\ncolumns = {}\nseperator = ';'\n",
            "`seperator` is no key of this table",
            "did you mean `separator`?",
        );
        assert_eq!(unknown_key("missing field `name`"), None);
    }
}
