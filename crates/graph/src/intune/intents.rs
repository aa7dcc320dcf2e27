//! What becomes of an app that several assignments reach: the table I21.

use std::collections::BTreeSet;

/// What an assignment wants of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// It is installed.
    Required,
    /// It is offered to users of enrolled devices.
    Available,
    /// It is removed.
    Uninstall,
    /// It is offered, enrolled or not.
    AvailableWithoutEnrollment,
}

/// Whether an assignment reached a device through its user or by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The user is in a group that the assignment names, or one of all.
    User,
    /// The device is.
    Device,
}

/// The intents meet in a way that Microsoft's table does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Undocumented;

impl Intent {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Self; 4] = [
        Self::Required,
        Self::Available,
        Self::Uninstall,
        Self::AvailableWithoutEnrollment,
    ];

    /// Its name in Graph.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Available => "available",
            Self::Uninstall => "uninstall",
            Self::AvailableWithoutEnrollment => "availableWithoutEnrollment",
        }
    }

    /// The intent of a name in Graph, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|intent| intent.name().eq_ignore_ascii_case(name))
    }
}

/// The intents that result when every one of these assignments reaches a device.
///
/// Assignments of one side are combined first, then the user's with the
/// device's. The order of the assignments makes no difference.
///
/// # Errors
///
/// The table does not say what happens; it is not guessed.
pub fn resolve(assignments: &[(Side, BTreeSet<Intent>)]) -> Result<BTreeSet<Intent>, Undocumented> {
    let user = of_user(&wanted(assignments, Side::User))?;
    let device = of_device(&wanted(assignments, Side::Device))?;
    if user.is_empty() {
        return Ok(device);
    }
    if device.is_empty() {
        return Ok(user);
    }
    across(&user, &device)
}

/// Everything that the assignments of a side want. Each row of the table
/// depends on this union alone, which is why no order can matter.
fn wanted(assignments: &[(Side, BTreeSet<Intent>)], side: Side) -> BTreeSet<Intent> {
    let of_side = assignments.iter().filter(|(at, _)| *at == side);
    of_side
        .flat_map(|(_, intents)| intents.iter().copied())
        .collect()
}

fn of_user(wanted: &BTreeSet<Intent>) -> Result<BTreeSet<Intent>, Undocumented> {
    use Intent::{Available, AvailableWithoutEnrollment as Offered, Required, Uninstall};
    match list(wanted).as_slice() {
        one @ ([] | [_] | [Required, Available]) => Ok(one.iter().copied().collect()),
        [Required, Uninstall | Offered] => Ok([Required].into()),
        [Required, Available, Uninstall | Offered] => Ok([Required, Available].into()),
        [Available, Uninstall] => Ok([Uninstall].into()),
        [Available, Offered] => Ok([Available].into()),
        _ => Err(Undocumented),
    }
}

fn of_device(wanted: &BTreeSet<Intent>) -> Result<BTreeSet<Intent>, Undocumented> {
    use Intent::{Available, Required, Uninstall};
    match list(wanted).as_slice() {
        one @ ([] | [Required | Available | Uninstall] | [Required, Available]) => {
            Ok(one.iter().copied().collect())
        }
        [Required, Uninstall] => Ok([Required].into()),
        [Available, Uninstall] => Ok([Uninstall].into()),
        _ => Err(Undocumented),
    }
}

fn across(
    user: &BTreeSet<Intent>,
    device: &BTreeSet<Intent>,
) -> Result<BTreeSet<Intent>, Undocumented> {
    use Intent::{Available, AvailableWithoutEnrollment as Offered, Required, Uninstall};
    match (list(user).as_slice(), list(device).as_slice()) {
        ([Required], [Required | Uninstall]) | ([Uninstall], [Required]) => Ok([Required].into()),
        ([Available], [Required]) | ([Required, Available], [Required | Uninstall]) => {
            Ok([Required, Available].into())
        }
        ([Available], [Uninstall]) => Ok([Available].into()),
        ([Uninstall], [Uninstall]) => Ok([Uninstall].into()),
        ([Offered], [Required]) => Ok([Required, Offered].into()),
        ([Offered], [Uninstall]) => Ok([Uninstall, Offered].into()),
        _ => Err(Undocumented),
    }
}

fn list(intents: &BTreeSet<Intent>) -> Vec<Intent> {
    intents.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::Intent::{Available, AvailableWithoutEnrollment, Required, Uninstall};
    use super::Side::{Device, User};
    use super::{Undocumented, resolve};

    #[test]
    fn one_side_is_combined_before_it_meets_the_other() {
        let three = [
            (User, [Available].into()),
            (Device, [Uninstall].into()),
            (User, [Required].into()),
        ];
        assert_eq!(resolve(&three), Ok([Required, Available].into()));
    }

    #[test]
    fn no_order_of_assignments_matters() {
        let all = [Required, Available, Uninstall, AvailableWithoutEnrollment];
        for first in all {
            for second in all {
                for (left, right) in [(User, User), (User, Device), (Device, Device)] {
                    let (one, other) = ((left, [first].into()), (right, [second].into()));
                    let there = resolve(&[one.clone(), other.clone()]);
                    assert_eq!(there, resolve(&[other, one]), "{first:?} {second:?}");
                }
            }
        }
    }

    #[test]
    fn what_the_table_leaves_out_is_not_guessed() {
        for (left, right, one, other) in [
            (User, User, AvailableWithoutEnrollment, Uninstall),
            (User, Device, Available, Available),
            (User, Device, Uninstall, Available),
            (User, Device, Required, Available),
        ] {
            let met = resolve(&[(left, [one].into()), (right, [other].into())]);
            assert_eq!(met, Err(Undocumented), "{one:?} {other:?}");
        }
    }

    #[test]
    fn nothing_wanted_is_nothing() {
        assert_eq!(resolve(&[]), Ok([].into()));
    }
}
