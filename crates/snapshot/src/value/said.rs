//! What an object says of the lengths of its lists.

use tenet_base::text;

use super::IssueKind;
use crate::plan::ObjectPlan;
use crate::walk::Note;
use crate::{Column, Presence, Values};

/// How many items a list has, by what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// More: it goes on in another answer.
    More,
    /// So many; none if what is said is no number.
    Count(Option<u64>),
    /// At least one.
    Some,
}

/// Properties of Microsoft Graph that say how long a list of the same object is:
/// `deviceManagementConfigurationPolicy` and whatever is assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// `settingCount`, of `settings`.
    SettingCount,
    /// `isAssigned`, of `assignments`.
    IsAssigned,
}

impl Length {
    const ALL: [Self; 2] = [Self::SettingCount, Self::IsAssigned];

    fn key(self) -> &'static str {
        match self {
            Self::SettingCount => "settingCount",
            Self::IsAssigned => "isAssigned",
        }
    }

    /// The list that it is said of.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::SettingCount => "settings",
            Self::IsAssigned => "assignments",
        }
    }

    /// The property of a key.
    pub(super) fn of(key: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|length| text::same(length.key(), key))
    }

    /// What its value says, if it says something.
    pub(super) fn said(self, value: &Note) -> Option<Said> {
        match self {
            Self::SettingCount => value.count().map(|count| Said::Count(Some(count))),
            Self::IsAssigned => (*value == Note::True).then_some(Said::Some),
        }
    }

    /// What the properties that rules read say in the last row.
    pub(super) fn of_columns(
        plan: &ObjectPlan<'_>,
        columns: &[Column],
    ) -> Vec<(&'static str, Said)> {
        let said = |length: Self| {
            let (at, _) = plan.find(length.key())?.cell.as_ref()?;
            let column = columns.get(*at)?;
            let known = column.last() == Presence::Known;
            let said = match (&column.values, length) {
                (Values::Int(all), Self::SettingCount) => {
                    let count = all.last().and_then(|count| u64::try_from(*count).ok());
                    count.map(|count| Said::Count(Some(count)))
                }
                (Values::Bool(all), Self::IsAssigned) => {
                    (all.last() == Some(&true)).then_some(Said::Some)
                }
                (_, Self::SettingCount | Self::IsAssigned) => None,
            };
            said.filter(|_| known).map(|said| (length.list(), said))
        };
        Self::ALL.into_iter().filter_map(said).collect()
    }
}

impl Said {
    /// Whether a list of so many items may be all of it.
    pub(super) fn fits(self, items: u64) -> bool {
        match self {
            Self::More => false,
            Self::Count(count) => count == Some(items),
            Self::Some => items > 0,
        }
    }

    /// What is told of a list that it does not fit.
    pub(super) fn issue(self) -> Option<IssueKind> {
        match self {
            Self::More => None,
            Self::Count(_) | Self::Some => Some(IssueKind::Shortened),
        }
    }
}
