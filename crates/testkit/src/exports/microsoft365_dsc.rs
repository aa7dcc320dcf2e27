//! A report of Microsoft 365 DSC: a list of resources, flat.

use tenet_snapshot::Layout;

use super::resources::{self, Resourced};
use super::{Export, Model, Style};
use crate::Json;

/// One file, as Windows PowerShell writes it.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::Microsoft365Dsc);
    resources::count(model, &mut export);
    let rows = resources::all(model).into_iter().map(|resource| {
        let kind = match resource.kind {
            Resourced::Entra(kind) => format!("AAD{kind}"),
            Resourced::Intune(kind) => format!("Intune{kind}"),
        };
        let mut row = vec![
            ("ResourceName".to_owned(), Json::text(&kind)),
            (
                "ResourceInstanceName".to_owned(),
                Json::text(format!("{kind}-{}", resource.name)),
            ),
        ];
        row.extend(resource.properties);
        Json::Object(row)
    });
    let rows = Json::List(rows.collect());
    export.add("M365Report.json", &rows, Style::WINDOWS);
    export
}
