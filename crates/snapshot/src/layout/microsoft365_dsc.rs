//! A report of Microsoft 365 DSC as JSON: a list of resources, flat.
//!
//! Source: `New-M365DSCReportFromConfiguration` of microsoft/Microsoft365DSC.

use super::{Begin, Conventions, Item, Name, Recast, Start, resources};

/// Resources with `ResourceName` and their properties beside it.
pub(super) struct Microsoft365Dsc;

impl Conventions for Microsoft365Dsc {
    fn name(&self) -> &'static str {
        "Microsoft365DSC"
    }

    fn leaves_out_nulls(&self) -> bool {
        true
    }

    fn flag(&self) -> &'static str {
        "microsoft365dsc"
    }

    fn is_named(&self, file: &str, _: &[&str]) -> bool {
        file == "M365TenantConfig.ps1"
    }

    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let own = start.has("ResourceName") && start.has("ResourceInstanceName");
        own.then_some(Begin::Items)
    }

    fn recasts(&self, in_part: bool) -> bool {
        in_part
    }

    fn recast(&self, item: &Item<'_>, _: &str) -> Recast {
        let kind = item.value.string_of("ResourceName");
        kind.map_or(Recast::Left, |kind| resources::recast(&kind, &item.value))
    }

    fn leaves_out_ids(&self) -> bool {
        true
    }

    fn names(&self) -> &'static [Name] {
        resources::NAMES
    }
}
