//! Answers in three values.

use tenet_base::Symbol;
use tenet_snapshot::{Evidence, Reason};

/// An answer to a question about membership or targeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Nobody can know from this export; at least one reason, sorted, each once.
    Unknown(Vec<Reason>),
}

/// A directory object, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    /// The folded symbol of its id.
    pub key: Symbol,
    /// What it is, as far as the export says it.
    pub kind: NodeKind,
}

/// Kinds of directory objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A user.
    User,
    /// A device of the directory.
    Device,
    /// A group.
    Group,
    /// A service principal.
    ServicePrincipal,
    /// A kind that the export does not tell, or none of these.
    Other,
}

/// The members of a group, or the groups of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// Those that are known, sorted by the text of their keys, each once.
    pub known: Vec<Node>,
    /// Why there may be more; empty if there are not.
    pub open: Vec<Reason>,
}

/// What an assignment or a condition names, before any resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// What kind of thing.
    pub kind: tenet_hir::TargetKind,
    /// The key of what it names, as exported; none for all users and the like.
    pub key: Option<Symbol>,
    /// Whether an assignment filter narrows it; none if the export does not say.
    pub filtered: Option<bool>,
    /// The filter that narrows it.
    pub filter: Option<Narrowing>,
    /// The policy set that it comes from, by its id as exported; none for an
    /// assignment of the policy itself.
    pub policy_set: Option<Symbol>,
    /// What is to become of an app, as exported; none where the object is no
    /// app, or why it is unknown.
    pub intent: Result<Option<Symbol>, Reason>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A filter on an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Narrowing {
    /// Its id, as exported.
    pub filter: Symbol,
    /// Whether devices that it fits are left out.
    pub excludes: bool,
}

impl Answer {
    /// Unknown for one reason.
    pub fn unknown(reason: Reason) -> Self {
        Self::Unknown(vec![reason])
    }

    /// Yes or no.
    pub fn from_bool(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// Both: no if either is no.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, rest) | (rest, Self::Yes) => rest,
            (Self::Unknown(left), Self::Unknown(right)) => Self::Unknown(merged(left, right)),
        }
    }

    /// Either: yes if one is yes.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite.
    #[expect(
        clippy::should_implement_trait,
        reason = "`!answer` would read as a boolean"
    )]
    #[must_use]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(reasons) => Self::Unknown(reasons),
        }
    }
}

fn merged(mut left: Vec<Reason>, right: Vec<Reason>) -> Vec<Reason> {
    left.extend(right);
    left.sort();
    left.dedup();
    left
}
