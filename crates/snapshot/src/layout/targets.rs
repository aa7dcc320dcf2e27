//! Targets of assignments that name a group instead of giving its id.

use super::{Made, Name, Value};

/// The keys of an assignment that may hold a name.
pub(super) const NAMES: &[Name] = &[
    Name {
        key: "groupId",
        collection: "groups",
        field: "displayName",
    },
    Name {
        key: "deviceAndAppManagementAssignmentFilterId",
        collection: "deviceManagement/assignmentFilters",
        field: "displayName",
    },
];

/// An assignment of Graph whose target has `groupName` in the place of the id.
pub(super) fn named(assignment: &Value<'_>) -> Made {
    let target = assignment.field("target");
    let name = target.as_ref().and_then(|target| target.field("groupName"));
    match (&target, name) {
        (Some(target), Some(name)) => {
            let target = Made::with(target, vec![("groupId", name.made())]);
            Made::with(assignment, vec![("target", target)])
        }
        (_, _) => assignment.made(),
    }
}

/// An assignment that is nothing but its target, with the target's type as `dataType`.
pub(super) fn flat(assignment: &Value<'_>) -> Made {
    const FILTER: &str = "deviceAndAppManagementAssignmentFilterId";
    const FILTER_TYPE: &str = "deviceAndAppManagementAssignmentFilterType";
    let part = |key: &str| assignment.field(key).map(|value| value.made());
    let kind = assignment.string_of("dataType").unwrap_or_default();
    // Targets without a group carry the name of all devices, or of all users.
    let group = Some("groupDisplayName").filter(|_| kind.to_ascii_lowercase().contains("group"));
    let unfiltered = assignment.field(FILTER_TYPE).filter(|kind| {
        kind.string()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("none"))
    });
    // Without a filter and without a word that there is none, whether there is one is unknown.
    let filter = part(FILTER)
        .or_else(|| part("deviceAndAppManagementAssignmentFilterDisplayName"))
        .or_else(|| unfiltered.as_ref().map(Made::null));
    let target = Made::object([
        ("@odata.type", part("dataType")),
        ("groupId", part("groupId").or_else(|| part(group?))),
        ("collectionId", part("collectionId")),
        (FILTER, filter),
        (FILTER_TYPE, part(FILTER_TYPE)),
    ]);
    Made::object([("intent", part("intent")), ("target", Some(target))])
}

#[cfg(test)]
mod tests {
    use super::flat;
    use crate::layout::Item;

    #[test]
    fn no_filter_is_told_and_not_taken_for_granted() {
        let filter = |rest: &str| {
            let text =
                format!(r##"{{"dataType":"#microsoft.graph.allDevicesAssignmentTarget"{rest}}}"##);
            flat(&Item::read(&text).unwrap().value).render(&text)
        };
        let none = filter(r#","deviceAndAppManagementAssignmentFilterType":"none""#);
        assert!(
            none.contains(r#""deviceAndAppManagementAssignmentFilterId":null"#),
            "{none}"
        );
        for silent in [
            "",
            r#","deviceAndAppManagementAssignmentFilterType":"include""#,
        ] {
            let made = filter(silent);
            assert!(!made.contains("FilterId"), "{made}");
        }
    }
}
