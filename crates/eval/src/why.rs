//! The reasons that evaluation itself gives: one small function each.

use tenet_base::{Duration, Instant};
use tenet_hir::Builtin;
use tenet_snapshot::{Coverage, Reason, ReasonCode, Status};

/// `unknown("…")`.
pub(crate) fn author(text: &str) -> Reason {
    Reason::new(ReasonCode::Author, text)
}

/// `now`, where nothing says when the snapshot was taken.
pub(crate) fn no_capture_time() -> Reason {
    Reason::new(
        ReasonCode::NoCaptureTime,
        "no capture time; give `--now`, or `at` in a scenario",
    )
}

/// A null where a guard of unknown outcome should have kept it away.
pub(crate) fn guard_undetermined() -> Reason {
    Reason::new(
        ReasonCode::GuardUndetermined,
        "a value is null, and the guard against it is unknown",
    )
}

/// Arithmetic beyond what dates and numbers hold.
pub(crate) fn overflow() -> Reason {
    Reason::new(
        ReasonCode::Overflow,
        "the result is beyond what dates and numbers hold",
    )
}

/// A value that does not fit its place: the data and the schema differ.
pub(crate) fn misfit() -> Reason {
    Reason::new(
        ReasonCode::Malformed,
        "a value is not of the kind that the schema says",
    )
}

/// A text that no member of an ordered enumeration has.
pub(crate) fn no_member(text: &str, enumeration: &str) -> Reason {
    Reason::new(
        ReasonCode::Malformed,
        format!("`{text}` is no member of `{enumeration}`"),
    )
}

/// A field that the objects of a collection lack.
pub(crate) fn field_not_exported(collection: &str, field: &str) -> Reason {
    let text = format!("`{field}` is not in the export of {collection}");
    Reason::new(ReasonCode::FieldNotExported, text)
        .entity(collection)
        .field(field)
}

/// Null in a field that the schema says is always there.
pub(crate) fn unexpected_null(collection: &str, field: &str) -> Reason {
    let text = format!(
        "`{field}` of {collection} is null where the schema says that there is always a value"
    );
    Reason::new(ReasonCode::Malformed, text)
        .entity(collection)
        .field(field)
}

/// A text that is asked where it stands in a network, and is no address.
pub(crate) fn no_address() -> Reason {
    Reason::new(ReasonCode::Malformed, "a text is no address of a network")
}

/// A range of addresses that cannot be read.
pub(crate) fn no_range(text: &str) -> Reason {
    let text = format!("`{text}` is no range of addresses");
    Reason::new(ReasonCode::Malformed, text)
}

/// A value that could not be read.
pub(crate) fn malformed(collection: &str, field: &str) -> Reason {
    let text = format!("`{field}` of {collection} is not of the kind that the schema says");
    Reason::new(ReasonCode::Malformed, text)
        .entity(collection)
        .field(field)
}

/// Two copies that disagree, and the files that hold them.
pub(crate) fn conflict(collection: &str, field: &str, files: (&str, &str)) -> Reason {
    let (first, second) = files;
    let text = format!("`{field}` of {collection} differs between {first} and {second}");
    Reason::new(ReasonCode::ConflictingCopies, text)
        .entity(collection)
        .field(field)
}

/// A reference to what was not exported, or does not exist.
pub(crate) fn dangling(collections: &[&str], key: &str) -> Reason {
    let text = format!(
        "`{key}` is not in the export of {}",
        collections.join(" or ")
    );
    let reason = Reason::new(ReasonCode::DanglingReference, text).key(key);
    match collections {
        [one] => reason.entity(*one),
        [] | [_, _, ..] => reason,
    }
}

/// A reference that fits several objects.
pub(crate) fn ambiguous(collections: &[&str], key: &str) -> Reason {
    let text = format!(
        "several objects of {} are `{key}`",
        collections.join(" or ")
    );
    Reason::new(ReasonCode::AmbiguousReference, text).key(key)
}

/// An object whose JSON type is missing where it would tell its kind.
pub(crate) fn type_not_exported(collection: &str) -> Reason {
    let text = format!("`@odata.type` is not in the export of {collection}");
    Reason::new(ReasonCode::TypeNotExported, text)
        .entity(collection)
        .field("@odata.type")
}

/// A collection that is not complete.
pub(crate) fn incomplete(collection: &str, coverage: Option<&Coverage>) -> Reason {
    let status = coverage.map_or(Status::Absent, |coverage| coverage.status);
    let gap = coverage.and_then(|coverage| coverage.gaps.first());
    let text = match (status, gap) {
        (Status::Absent, _) => format!("{collection} is not in the export"),
        (Status::Refused, _) => format!("the tenant refused {collection}"),
        (Status::Partial | Status::Complete, Some(gap)) => {
            format!("{collection} is not complete: {}", gap.text)
        }
        (Status::Partial | Status::Complete, None) => format!("{collection} is not complete"),
    };
    Reason::new(ReasonCode::CollectionIncomplete, text).entity(collection)
}

/// A log of which nobody says which time it covers.
pub(crate) fn no_window(collection: &str, from: Instant) -> Reason {
    let text = format!("{collection} is not complete: nothing says which time the log covers");
    log_window(collection, text, from)
}

/// A log that covers less than the time that is asked for.
pub(crate) fn short_window(
    collection: &str,
    covered: Duration,
    (from, asked): (Instant, Duration),
) -> Reason {
    let (covered, asked) = (covered.seconds(), asked.seconds());
    if asked == 0 {
        let text = format!("{collection} is not complete: the log does not cover the time");
        return log_window(collection, text, from);
    }
    let (unit, size) = unit(covered, asked);
    let (covered, asked) = (covered / size, (asked + size - 1) / size);
    let plural = if asked == 1 { "" } else { "s" };
    let text =
        format!("{collection} is not complete: the log covers {covered} of {asked} {unit}{plural}");
    log_window(collection, text, from)
}

fn log_window(collection: &str, text: String, from: Instant) -> Reason {
    Reason::new(ReasonCode::LogWindow(from.day()), text).entity(collection)
}

/// The largest unit in which less is less, and its seconds.
fn unit(covered: i64, asked: i64) -> (&'static str, i64) {
    let units = [("day", 86_400), ("hour", 3_600), ("minute", 60)];
    let tells = |size: i64| asked >= size && covered / size < (asked + size - 1) / size;
    let found = units.into_iter().find(|(_, size)| tells(*size));
    found.unwrap_or(("second", 1))
}

/// A list of an object that may be cut off.
pub(crate) fn list_cut_off(collection: &str, field: &str) -> Reason {
    let text = format!("`{field}` of {collection} is not complete");
    Reason::new(ReasonCode::CollectionIncomplete, text)
        .entity(collection)
        .field(field)
}

/// An assignment of which the export does not say whether a filter narrows it.
pub(crate) fn filter_not_exported(collection: &str) -> Reason {
    let field = "deviceAndAppManagementAssignmentFilterType";
    let text =
        format!("whether a filter narrows an assignment is not in the export of {collection}");
    Reason::new(ReasonCode::FieldNotExported, text)
        .entity(collection)
        .field(field)
}

/// A function that was given what it cannot work on.
pub(crate) fn bad_argument(builtin: Builtin) -> Reason {
    let text = format!(
        "an argument of `{}` is not of the right kind",
        builtin.name()
    );
    Reason::new(ReasonCode::Malformed, text)
}
