//! What exports of other tools than Graph say of their objects: kinds, deeds.
//!
//! The layouts are told by these words and read by them, so they stay.

use super::text::Texts;
use crate::layout::resources;

/// Fields of records of who did what, in words of Microsoft's own.
const WORDS: [&str; 8] = [
    "workload",
    "recordtype",
    "operation",
    "operationname",
    "resultstatus",
    "resulttype",
    "ensure",
    "datatype",
];

/// How the names of fields end that list the commands which answered or failed.
const COMMANDS: &str = "successful_commands";

/// What stands for a text of a layout's own; none if it is no such text.
pub(super) fn pseudonym(texts: &mut Texts<'_>, key: &str, text: &str) -> Option<String> {
    let letters = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    };
    let begins = |start: &str| text.to_ascii_lowercase().starts_with(start);
    let kind = match key {
        "kind" => begins("az"),
        "resourcetype" => begins("microsoft."),
        "resourcename" => resources::is_resource(text),
        key => WORDS.contains(&key),
    };
    let commands = key.ends_with(COMMANDS);
    if commands || (kind && (WORDS.contains(&key) || letters(text))) {
        return Some(texts.kept(text));
    }
    if key == "subject" {
        return commit(texts, text);
    }
    None
}

/// The subject of a commit that says what was done, by whom and when.
fn commit(texts: &mut Texts<'_>, text: &str) -> Option<String> {
    let (rest, result) = text.rsplit_once(" result: ")?;
    let (rest, time) = rest.rsplit_once(" Date: ")?;
    let (activity, user) = rest.rsplit_once(" by ")?;
    let parts = [
        &texts.kept(activity),
        " by ",
        &texts.personal(user),
        " Date: ",
        &texts.kept(time),
        " result: ",
        &texts.kept(result),
    ];
    Some(parts.concat())
}
