//! Why something is unknown.

use std::fmt;

use tenet_base::Instant;

/// A reason why a value or a verdict is unknown.
///
/// Reasons are merged, never listed per pair of objects: they name an entity,
/// a field or a key, and say in words what is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// Which kind of reason.
    pub code: ReasonCode,
    /// The entity that it concerns, or the Graph path of its collection.
    pub entity: Option<String>,
    /// The field that it concerns.
    pub field: Option<String>,
    /// The key of the object that it concerns, where it is about one alone.
    pub key: Option<String>,
    /// The reason in words, without a full stop.
    pub text: String,
}

/// Kinds of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonCode {
    /// The author of the rule says that it cannot be seen.
    Author,
    /// A collection is not in the export, or not all of it is.
    CollectionIncomplete,
    /// A log does not cover the time that is asked for, which begins on this
    /// day. Midnight stands for the day: the times of single events would make
    /// a reason of each.
    LogWindow(Instant),
    /// A field is not in the export.
    FieldNotExported,
    /// A value is not of the shape that the schema says.
    Malformed,
    /// Copies of an object disagree.
    ConflictingCopies,
    /// A reference leads to nothing that was exported.
    DanglingReference,
    /// A reference fits several objects.
    AmbiguousReference,
    /// The JSON type of an object is not in the export.
    TypeNotExported,
    /// The snapshot does not say when it was taken.
    NoCaptureTime,
    /// A guard that should have kept null away was unknown itself.
    GuardUndetermined,
    /// Arithmetic went beyond what dates or numbers hold.
    Overflow,
    /// The members of a group were not exported, or not all.
    MembersUnknown,
    /// Whether an excluded group holds the object is unknown.
    ExclusionMembershipUnknown,
    /// An include and an exclude of different kinds.
    MixedExclusionUnsupported,
    /// Whether a filter fits an object is unknown.
    FilterUnknown,
    /// A filter on a policy of a kind that does not support filters.
    FilterUnsupportedWorkload,
    /// An assignment target of a kind that cannot be resolved offline.
    TargetKindUnsupported,
    /// A group in an assignment is not in an incomplete export.
    DanglingGroup,
    /// A device could not be joined between Intune and the directory.
    DeviceJoinMissing,
    /// A device joins to several directory objects.
    DeviceJoinAmbiguous,
    /// A property that the answer needs was not collected.
    PropertyNotCollected,
    /// No source says what the tenant does.
    Undocumented,
    /// A clause of the targeting semantics that this version does not evaluate.
    NotEvaluated(&'static str),
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::NotEvaluated(clause) = self {
            return write!(f, "not_evaluated: {clause}");
        }
        f.write_str(self.word())
    }
}

impl ReasonCode {
    /// Its word in reports, without the clause of what is not evaluated.
    pub fn word(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::CollectionIncomplete => "collection_incomplete",
            Self::LogWindow(_) => "log_window",
            Self::FieldNotExported => "field_not_exported",
            Self::Malformed => "malformed",
            Self::ConflictingCopies => "conflicting_copies",
            Self::DanglingReference => "dangling_reference",
            Self::AmbiguousReference => "ambiguous_reference",
            Self::TypeNotExported => "type_not_exported",
            Self::NoCaptureTime => "no_capture_time",
            Self::GuardUndetermined => "guard_undetermined",
            Self::Overflow => "overflow",
            Self::MembersUnknown => "members_unknown",
            Self::ExclusionMembershipUnknown => "exclusion_membership_unknown",
            Self::MixedExclusionUnsupported => "mixed_exclusion_unsupported",
            Self::FilterUnknown => "filter_unknown",
            Self::FilterUnsupportedWorkload => "filter_unsupported_workload",
            Self::TargetKindUnsupported => "target_kind_unsupported",
            Self::DanglingGroup => "dangling_group",
            Self::DeviceJoinMissing => "device_join_missing",
            Self::DeviceJoinAmbiguous => "device_join_ambiguous",
            Self::PropertyNotCollected => "property_not_collected",
            Self::Undocumented => "undocumented",
            Self::NotEvaluated(_) => "not_evaluated",
        }
    }
}

impl Reason {
    /// A reason in words, that concerns no field.
    pub fn new(code: ReasonCode, text: impl Into<String>) -> Self {
        Self {
            code,
            entity: None,
            field: None,
            key: None,
            text: text.into(),
        }
    }

    /// The entity, or the Graph path of the collection, that it concerns.
    #[must_use]
    pub fn entity(mut self, entity: impl Into<String>) -> Self {
        self.entity = Some(entity.into());
        self
    }

    /// The field that it concerns.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The key of the object that it concerns.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}
