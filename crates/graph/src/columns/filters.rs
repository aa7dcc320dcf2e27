//! The fields of assignment filters, and of the devices that they look at.

use tenet_hir::{Collection, CollectionId, FieldPlan, Projection};

use super::collection;
use super::plan::{number, text, word};
use super::route::Route;
use crate::condition::Property;

/// `deviceManagement/assignmentFilters`.
#[derive(Debug, Clone)]
pub(crate) struct Filters {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) name: Route,
    pub(crate) platform: Route,
    pub(crate) management: Route,
    pub(crate) rule: Route,
}

/// Where managed devices have what filters ask for.
#[derive(Debug, Clone)]
pub(crate) struct DeviceProperties(Vec<(&'static str, Route)>);

impl Filters {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let fields = vec![
            word("displayName"),
            text("platform"),
            text("assignmentFilterManagementType"),
            word("rule"),
        ];
        let path = "deviceManagement/assignmentFilters";
        let (table, found) = collection(projection, path, fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            name: Route::of(found, &["displayName"]),
            platform: Route::of(found, &["platform"]),
            management: Route::of(found, &["assignmentFilterManagementType"]),
            rule: Route::of(found, &["rule"]),
        }
    }
}

/// What filters ask of managed devices (F7).
pub(super) fn device_fields() -> Vec<FieldPlan> {
    let texts = [
        "deviceName",
        "manufacturer",
        "model",
        "deviceCategoryDisplayName",
        "osVersion",
        "enrollmentProfileName",
        "managedDeviceOwnerType",
        "joinType",
        "processorArchitecture",
        "jailBroken",
    ];
    let texts = texts.into_iter().map(text);
    texts.chain([number("skuNumber")]).collect()
}

impl DeviceProperties {
    pub(super) fn of(found: &Collection) -> Self {
        Self(vec![
            ("deviceName", Route::of(found, &["deviceName"])),
            ("manufacturer", Route::of(found, &["manufacturer"])),
            ("model", Route::of(found, &["model"])),
            (
                "deviceCategoryDisplayName",
                Route::of(found, &["deviceCategoryDisplayName"]),
            ),
            ("osVersion", Route::of(found, &["osVersion"])),
            (
                "enrollmentProfileName",
                Route::of(found, &["enrollmentProfileName"]),
            ),
            (
                "managedDeviceOwnerType",
                Route::of(found, &["managedDeviceOwnerType"]),
            ),
            ("joinType", Route::of(found, &["joinType"])),
            (
                "processorArchitecture",
                Route::of(found, &["processorArchitecture"]),
            ),
            ("jailBroken", Route::of(found, &["jailBroken"])),
            ("skuNumber", Route::of(found, &["skuNumber"])),
        ])
    }

    /// Where a property stands.
    pub(crate) fn route(&self, property: &Property) -> Option<&Route> {
        let [name] = property.path.as_slice() else {
            return None;
        };
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, route)| route)
    }
}
