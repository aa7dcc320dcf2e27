//! The fields of assignment filters, and of the devices that they look at.

use tenet_hir::{Collection, CollectionId, FieldPlan, Projection};

use super::collection;
use super::plan::{flag, number, optional, text, texts, word};
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

/// Where devices have what filters ask for.
#[derive(Debug, Clone)]
pub(crate) struct DeviceProperties(Vec<Route>);

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
    let fields = MANAGED.iter().flat_map(|way| way.iter());
    let fields = fields.map(|name| match *name {
        "skuNumber" => number(name),
        other => text(other),
    });
    fields.collect()
}

/// What device filters of Conditional Access ask of devices (K3, K7).
pub(super) fn access_fields() -> Vec<FieldPlan> {
    let texts_of = ACCESS_TEXTS
        .iter()
        .map(|way| text(way.first().copied().unwrap_or_default()));
    let mut fields: Vec<FieldPlan> = texts_of.collect();
    fields.extend([
        flag("isCompliant"),
        flag("isManaged"),
        texts("physicalIds"),
        texts("systemLabels"),
    ]);
    let extensions = EXTENSIONS
        .iter()
        .map(|way| text(way.last().copied().unwrap_or_default()));
    fields.push(optional("extensionAttributes", extensions.collect()));
    fields
}

/// The ways to texts that device filters ask for.
const ACCESS_TEXTS: &[&[&str]] = &[
    &["deviceId"],
    &["mdmAppId"],
    &["deviceOwnership"],
    &["profileType"],
    &["trustType"],
    &["displayName"],
    &["enrollmentProfileName"],
    &["manufacturer"],
    &["model"],
    &["operatingSystem"],
    &["operatingSystemVersion"],
];

const ACCESS_OTHERS: &[&[&str]] = &[
    &["isCompliant"],
    &["isManaged"],
    &["physicalIds"],
    &["systemLabels"],
];

const EXTENSIONS: &[&[&str]] = &[
    &["extensionAttributes", "extensionAttribute1"],
    &["extensionAttributes", "extensionAttribute2"],
    &["extensionAttributes", "extensionAttribute3"],
    &["extensionAttributes", "extensionAttribute4"],
    &["extensionAttributes", "extensionAttribute5"],
    &["extensionAttributes", "extensionAttribute6"],
    &["extensionAttributes", "extensionAttribute7"],
    &["extensionAttributes", "extensionAttribute8"],
    &["extensionAttributes", "extensionAttribute9"],
    &["extensionAttributes", "extensionAttribute10"],
    &["extensionAttributes", "extensionAttribute11"],
    &["extensionAttributes", "extensionAttribute12"],
    &["extensionAttributes", "extensionAttribute13"],
    &["extensionAttributes", "extensionAttribute14"],
    &["extensionAttributes", "extensionAttribute15"],
];

/// The ways to what filters of assignments ask for.
const MANAGED: &[&[&str]] = &[
    &["deviceName"],
    &["manufacturer"],
    &["model"],
    &["deviceCategoryDisplayName"],
    &["osVersion"],
    &["enrollmentProfileName"],
    &["managedDeviceOwnerType"],
    &["joinType"],
    &["processorArchitecture"],
    &["jailBroken"],
    &["skuNumber"],
];

impl DeviceProperties {
    /// Of managed devices.
    pub(super) fn of(found: &Collection) -> Self {
        Self(MANAGED.iter().map(|way| Route::of(found, way)).collect())
    }

    /// Of devices of the directory.
    pub(super) fn of_access(found: &Collection) -> Self {
        let ways = ACCESS_TEXTS.iter().chain(ACCESS_OTHERS).chain(EXTENSIONS);
        Self(ways.map(|way| Route::of(found, way)).collect())
    }

    /// Where a property stands.
    pub(crate) fn route(&self, property: &Property) -> Option<&Route> {
        self.0.iter().find(|route| route.leads_to(&property.path))
    }
}
