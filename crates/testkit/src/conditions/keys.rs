//! What objects of any two kinds can meet by: values of theirs that have one type.

use super::Kind;
use crate::random::Random;

/// Types of values that objects meet by.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Number,
    Time,
}

/// Names that packs of made rules define: joins stand inside of some.
pub(super) const DEFINITIONS: &str = "\
def same_text(one: String, other: String) -> Bool = one == other
def either(one: String, first: String, second: String) -> Bool = one == first or same_text(one, second)
def alike(one: Group, other: Group) -> Bool = normalized(one.displayName) == normalized(other.displayName)
def alike_and_secure(one: Group, other: Group) -> Bool = alike(one, other) and one.securityEnabled
def uses(device: ManagedDevice, user: User) -> Bool = not (device.userId is not present or device.userId != user)
def spelt(user: User) -> String = normalized(user.userPrincipalName)
set crowd = user in User where user.accountEnabled and user.userPrincipalName != \"beta\"
set secure_groups = group in Group where group.securityEnabled
";

/// A condition by which the first of two variables meets the other.
pub(super) fn join(
    random: &mut Random,
    (first, kind): (&str, Kind),
    (other, own): (&str, Kind),
) -> Option<String> {
    let types = [Type::Text, Type::Text, Type::Text, Type::Number, Type::Time];
    let of = *random.pick(&types)?;
    let left = random.pick(values(kind, of))?.replace('$', first);
    let right = random.pick(values(own, of))?.replace('$', other);
    let second = random.pick(values(own, of))?.replace('$', other);
    let third = random.pick(values(kind, of))?.replace('$', first);
    let joins = match of {
        Type::Text if random.percent(40) => TEXTS,
        Type::Text | Type::Number | Type::Time => EQUALITIES,
    };
    let join = random.word(joins);
    let words = [
        ("LEFT", left),
        ("RIGHT", right),
        ("SECOND", second),
        ("THIRD", third),
        ("FIRST", first.to_owned()),
        ("OTHER", other.to_owned()),
    ];
    let join = words.iter().fold(join.to_owned(), |join, (word, value)| {
        join.replace(word, value)
    });
    Some(join)
}

const EQUALITIES: &[&str] = &[
    "LEFT == RIGHT",
    "RIGHT == LEFT",
    "not (LEFT != RIGHT)",
    "LEFT in [RIGHT, SECOND]",
    "(LEFT == RIGHT or LEFT == SECOND)",
    "(LEFT == RIGHT or THIRD == SECOND)",
    "(if LEFT == RIGHT then THIRD == SECOND else false)",
    "LEFT in list(VALUE for VALUE in [RIGHT, SECOND])",
    "not (LEFT != RIGHT or THIRD != SECOND)",
];

const TEXTS: &[&str] = &[
    "same_text(LEFT, RIGHT)",
    "either(LEFT, RIGHT, SECOND)",
    "(same_text(RIGHT, LEFT) and THIRD != \"beta\")",
    "normalized(LEFT) == normalized(RIGHT)",
    "exactly(LEFT, RIGHT)",
    "concat(LEFT, \"-\", THIRD) == concat(RIGHT, \"-\", SECOND)",
    "(LEFT in [RIGHT] or LEFT == \"alpha\" and THIRD == SECOND)",
];

/// Expressions of a type for an object of a kind.
const fn values(kind: Kind, of: Type) -> &'static [&'static str] {
    match of {
        Type::Text => texts(kind),
        Type::Number => numbers(kind),
        Type::Time => times(kind),
    }
}

const fn texts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::User => &[
            "$.userPrincipalName",
            "$.userPrincipalName",
            "spelt($)",
            "($.userType otherwise \"none\")",
            "$.userType",
        ],
        Kind::Group => &[
            "$.displayName",
            "$.displayName",
            "normalized($.displayName)",
            "($.membershipRule otherwise \"alpha\")",
            "$.membershipRule",
            "join($.groupTypes, \"\")",
        ],
        Kind::Device => &[
            "$.displayName",
            "$.displayName",
            "($.trustType otherwise \"none\")",
            "$.trustType",
            "$.id",
        ],
        Kind::Managed => &["$.deviceName", "$.deviceName", "$.serialNumber"],
        Kind::Access | Kind::Configuration | Kind::Intune => {
            &["$.displayName", "normalized($.displayName)"]
        }
        Kind::Entry => &["$.displayName", "$.id"],
        Kind::Event => &[
            "$.activityDisplayName",
            "$.activityDisplayName",
            "$.correlationId",
            "($.correlationId otherwise \"beta\")",
        ],
    }
}

const fn numbers(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::User => &["count($.assignedPlans)", "length($.userPrincipalName)"],
        Kind::Group => &["count($.members)", "count($.groupTypes)"],
        Kind::Device => &["length($.displayName)", "count($.physicalIds)"],
        Kind::Managed => &["length($.deviceName)"],
        Kind::Access => &["count(inclusions of $)"],
        Kind::Configuration | Kind::Intune => &["count(inclusions of $)", "length($.displayName)"],
        Kind::Entry => &["length($.displayName)"],
        Kind::Event => &["count($.targetResources)"],
    }
}

const fn times(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::User => &[
            "$.lastPasswordChangeDateTime",
            "($.lastPasswordChangeDateTime otherwise now)",
        ],
        Kind::Managed => &["$.enrolledDateTime"],
        Kind::Event => &["$.activityDateTime", "day($.activityDateTime)"],
        Kind::Group
        | Kind::Device
        | Kind::Access
        | Kind::Configuration
        | Kind::Intune
        | Kind::Entry => &[],
    }
}
