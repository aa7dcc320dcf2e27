//! What is told about exports: one constructor for each code.

use tenet_base::code::{data, run};
use tenet_base::{DataLocation, Diagnostic};

use crate::register::{Slip, SlipKind};
use crate::window::{LARGEST, StopKind};

mod layouts;
mod packs;

pub(crate) use packs::{damaged_pack, not_packed, other_pack_version};

pub(crate) use layouts::{
    empty_file, lost_answer, names_of_kinds, no_state, placeholder, removed, several_exports,
    stale_names, unexported, unknown_kinds, unknown_layout,
};

/// A root that is not there.
pub(crate) fn no_such_root(name: &str) -> Diagnostic {
    Diagnostic::run(
        &run::NOT_FOUND,
        format!("the snapshot `{name}` does not exist"),
    )
}

/// A root that cannot be opened.
pub(crate) fn unreadable_root(name: &str, why: &str) -> Diagnostic {
    Diagnostic::run(
        &data::UNREADABLE_ROOT,
        format!("the snapshot `{name}` cannot be read: {why}"),
    )
}

/// An archive that cannot be opened.
pub(crate) fn unreadable_archive(name: &str, why: &str) -> Diagnostic {
    Diagnostic::run(
        &data::UNREADABLE_ARCHIVE,
        format!("the archive `{name}` cannot be read: {why}"),
    )
    .help("pack it again, or unpack it and check the folder")
}

/// A member of an archive that is not read.
pub(crate) fn refused_member(place: DataLocation, why: &str) -> Diagnostic {
    Diagnostic::data(
        &data::REFUSED_MEMBER,
        place,
        format!("a file of the archive is not read: {why}"),
    )
}

/// A root without anything that is read.
pub(crate) fn nothing_to_read(name: &str, why: &str) -> Diagnostic {
    Diagnostic::run(
        &data::NOTHING_TO_READ,
        format!("the snapshot `{name}` {why}"),
    )
    .help("name a folder, a `.zip` or a file that an export tool wrote")
}

/// A mistake in a register, or something worth knowing of it.
pub(crate) fn register_slip(place: DataLocation, name: &str, slip: &Slip) -> Diagnostic {
    let what = &slip.what;
    let (code, message) = match slip.kind {
        SlipKind::File => (
            &data::BROKEN_REGISTER,
            format!("the register `{name}` cannot be read: {what}"),
        ),
        SlipKind::Column => (&data::REGISTER_COLUMN, what.clone()),
        SlipKind::Unnamed => (&data::UNMAPPED_COLUMN, what.clone()),
        SlipKind::Row => (&data::REGISTER_ROW, what.clone()),
    };
    Diagnostic::data(code, place, message).help(slip.help.as_str())
}

/// A register that is not where it is said to be.
pub(crate) fn no_register(root: &str, name: &str) -> Diagnostic {
    Diagnostic::run(
        &data::BROKEN_REGISTER,
        format!("the register `{name}` is not in `{root}`"),
    )
    .help("mend its path in `tenet.toml`")
}

/// A time of capture that is told of an export that says another itself.
pub(crate) fn other_capture_time(place: DataLocation, own: &str, told: &str) -> Diagnostic {
    Diagnostic::data(
        &data::OTHER_CAPTURE_TIME,
        place,
        format!("the export was taken at `{own}` by its manifest, and at `{told}` by `tenet.toml`"),
    )
    .note("the manifest is believed")
    .help("take `captured` out of `tenet.toml`, or mend the manifest")
}

/// Files of kinds that are not read.
pub(crate) fn unknown_files(name: &str, count: u64) -> Diagnostic {
    let files = plural(count, "file", "files");
    let (are, were) = if count == 1 {
        ("is", "was")
    } else {
        ("are", "were")
    };
    Diagnostic::run(
        &data::UNKNOWN_FILES,
        format!("{files} of `{name}` {are} of no known kind and {were} left out"),
    )
}

/// JSON that is no answer and no object of the tenant.
pub(crate) fn no_answers(place: DataLocation, count: u64) -> Diagnostic {
    let files = plural(count, "file holds", "files hold");
    Diagnostic::data(
        &data::NO_ANSWER,
        place,
        format!("{files} JSON that nothing says the collection of"),
    )
}

/// Errors that were saved in the place of answers.
pub(crate) fn saved_errors(place: DataLocation, count: u64) -> Diagnostic {
    let files = plural(count, "file holds", "files hold");
    Diagnostic::data(
        &data::SAVED_ERROR,
        place,
        format!("{files} an error instead of an answer"),
    )
}

/// A file that cannot be read to its end.
pub(crate) fn stopped(kind: &StopKind, place: DataLocation) -> Diagnostic {
    match kind {
        StopKind::End => malformed(place, "the file ends in the middle of a value"),
        StopKind::Syntax(words) => malformed(place, words),
        StopKind::TooDeep => Diagnostic::data(
            &data::TOO_DEEP,
            place,
            format!(
                "values are nested more than {} deep",
                crate::json::DEPTH_LIMIT
            ),
        ),
        StopKind::TooLarge => Diagnostic::data(
            &data::TOO_LARGE,
            place,
            format!("an object is larger than {} MiB", LARGEST >> 20),
        ),
        StopKind::NoText => Diagnostic::data(
            &data::NO_TEXT,
            place,
            "the bytes are neither UTF-8 nor UTF-16",
        ),
        StopKind::Unreadable(why) => unreadable_file(place, why),
    }
}

fn malformed(place: DataLocation, words: &str) -> Diagnostic {
    Diagnostic::data(
        &data::MALFORMED,
        place,
        format!("not well-formed JSON: {words}"),
    )
    .note("what stands before this place was read")
}

/// A file that the host cannot read.
pub(crate) fn unreadable_file(place: DataLocation, why: &str) -> Diagnostic {
    Diagnostic::data(
        &data::UNREADABLE_FILE,
        place,
        format!("the file cannot be read: {why}"),
    )
}

/// A list of one object that does not say whose it is.
pub(crate) fn unknown_owner(place: DataLocation, name: &str) -> Diagnostic {
    Diagnostic::data(
        &data::UNKNOWN_OWNER,
        place,
        format!("the answer `{name}` does not say whose list it is"),
    )
    .help(format!(
        "name the file `groups/<id>/{name}.json`, or give its path in the manifest"
    ))
}

/// A field whose values are of another shape than the schema says.
pub(crate) fn wrong_shape(place: DataLocation, field: &str, shape: &str, count: u64) -> Diagnostic {
    let values = plural(count, "value", "values");
    Diagnostic::data(
        &data::WRONG_SHAPE,
        place,
        format!("{values} of `{field}` where {shape} is expected"),
    )
}

/// A key that stands twice in an object with one value.
pub(crate) fn key_twice(place: DataLocation, field: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    Diagnostic::data(
        &data::KEY_TWICE,
        place,
        format!("`{field}` stands twice in {objects}, with the same value"),
    )
}

/// Lists that have not as many items as their objects say.
pub(crate) fn shortened(place: DataLocation, field: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    Diagnostic::data(
        &data::SHORTENED,
        place,
        format!("`{field}` has not as many items as its object says, in {objects}"),
    )
    .note("what else may be in it is unknown")
    .help("export again, with all pages of the list")
}

/// A key that stands twice in an object with different values.
pub(crate) fn key_differs(place: DataLocation, field: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    Diagnostic::data(
        &data::KEY_DIFFERS,
        place,
        format!("`{field}` stands twice in {objects}, with different values"),
    )
}

/// Objects of which the export holds copies that disagree.
pub(crate) fn conflicting_copies(
    place: DataLocation,
    (path, fields): (&str, &[String]),
    count: u64,
) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    let are = if count == 1 { "is" } else { "are" };
    Diagnostic::data(
        &data::CONFLICTING_COPIES,
        place,
        format!(
            "{objects} of `{path}` {are} told differently by copies: `{}`",
            fields.join("`, `")
        ),
    )
    .label("one copy")
}

/// Objects without a key.
pub(crate) fn no_key(place: DataLocation, path: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    Diagnostic::data(
        &data::NO_KEY,
        place,
        format!("{objects} of `{path}` without a key"),
    )
}

/// Objects that a complete collection lacks and other answers name.
pub(crate) fn strays(place: DataLocation, path: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    let (stand, them, are) = if count == 1 {
        ("stands", "it", "it is")
    } else {
        ("stand", "them", "they are")
    };
    Diagnostic::data(
        &data::STRAY_OBJECT,
        place,
        format!("{objects} of `{path}` {stand} in answers of something else, and `{path}` is complete without {them}"),
    )
    .note(format!("{are} left out"))
    .help("export both at one time, and all of the collection: without `$filter`")
}

/// Values that stand where objects stand.
pub(crate) fn not_an_object(place: DataLocation, count: u64) -> Diagnostic {
    let values = plural(count, "value", "values");
    Diagnostic::data(
        &data::NOT_AN_OBJECT,
        place,
        format!("{values} where objects are expected"),
    )
}

/// A manifest that cannot be read.
pub(crate) fn broken_manifest(place: DataLocation, words: &str) -> Diagnostic {
    Diagnostic::data(
        &data::BROKEN_MANIFEST,
        place,
        format!("the manifest: {words}"),
    )
}

/// A key of a manifest that nobody knows.
pub(crate) fn unknown_manifest_key(
    place: DataLocation,
    key: &str,
    (collection, meant): (Option<&str>, Option<&str>),
) -> Diagnostic {
    let of = collection.map_or_else(String::new, |path| format!(" of `{path}`"));
    let told = Diagnostic::data(
        &data::UNKNOWN_MANIFEST_KEY,
        place,
        format!("the manifest: nobody knows the key `{key}`{of}"),
    );
    match meant {
        Some(meant) => told.help(format!("did you mean `{meant}`?")),
        None => told,
    }
}

/// A manifest that names files that are not there.
pub(crate) fn contradicted_manifest(place: DataLocation, path: &str, file: &str) -> Diagnostic {
    Diagnostic::data(
        &data::CONTRADICTED_MANIFEST,
        place,
        format!("the manifest names `{file}` for `{path}`, and it is not there"),
    )
}

/// Roots of different tenants.
pub(crate) fn other_tenant(place: DataLocation, first: &str, other: &str) -> Diagnostic {
    Diagnostic::data(
        &data::OTHER_TENANT,
        place,
        format!("a part is of the tenant `{first}`, another of `{other}`"),
    )
    .note("objects of both are judged as those of one tenant")
    .help("check each tenant by itself")
}

fn plural(count: u64, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stop_has_its_code() {
        let check = |kind: StopKind, code: &str| {
            let told = stopped(&kind, DataLocation::file(0, "users.json"));
            assert_eq!(told.code.id, code);
        };
        check(StopKind::End, "D0001");
        check(StopKind::Syntax("expected `,`".to_owned()), "D0001");
        check(StopKind::TooDeep, "D0002");
        check(StopKind::TooLarge, "D0003");
        check(StopKind::NoText, "D0004");
        check(StopKind::Unreadable("gone".to_owned()), "D0005");
    }
}
