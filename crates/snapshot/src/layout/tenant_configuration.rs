//! Snapshots of Graph's tenant configuration management: `resources` of kinds, with flat properties.
//!
//! Source: learn.microsoft.com/graph/api/resources/configurationbaseline and configurationsnapshotjob.

use super::{Begin, Conventions, Item, Name, Recast, Start, Way, resources};

/// One document with all resources.
pub(super) struct TenantConfiguration;

impl Conventions for TenantConfiguration {
    fn name(&self) -> &'static str {
        "Graph tenant configuration"
    }

    fn leaves_out_nulls(&self) -> bool {
        true
    }

    fn flag(&self) -> &'static str {
        "tenant-configuration"
    }

    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let resources = start.has("resources") && start.says("resourceType", "microsoft.");
        let snapshot = resources && !start.has("baseline");
        (start.is_object() && snapshot && start.has("properties")).then_some(Begin::Keys)
    }

    fn way(&self, keys: &[String]) -> Way {
        match keys {
            [] => Way::Into,
            [key] if key.eq_ignore_ascii_case("resources") => Way::Objects(""),
            [..] => Way::Skip,
        }
    }

    fn recasts(&self, in_part: bool) -> bool {
        in_part
    }

    fn recast(&self, item: &Item<'_>, _: &str) -> Recast {
        let kind = item.value.string_of("resourceType");
        match (kind, item.value.field("properties")) {
            (Some(kind), Some(properties)) => resources::recast(&kind, &properties),
            (_, _) => Recast::Left,
        }
    }

    fn leaves_out_ids(&self) -> bool {
        true
    }

    fn names(&self) -> &'static [Name] {
        resources::NAMES
    }
}
