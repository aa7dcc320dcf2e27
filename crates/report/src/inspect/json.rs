//! The inspection as JSON: `tenet.inspection/1`.

use serde::Serialize;
use tenet_eval::RuleStatus;

use super::Inspection;
use crate::json::head::{WireCollection, WireSnapshot};
use crate::json::{map, pretty};

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    snapshot: WireSnapshot<'a>,
    roots: Vec<WireRoot<'a>>,
    #[serde(serialize_with = "map")]
    collections: Vec<(&'a str, WireCollection<'a>)>,
    lacks: Vec<WireLack<'a>>,
    decided: Vec<&'a str>,
    undetermined: Vec<&'a str>,
}

#[derive(Serialize)]
struct WireRoot<'a> {
    name: &'a str,
    layout: Option<&'a str>,
    files: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct WireLack<'a> {
    collection: &'a str,
    field: &'a str,
    without: u64,
    objects: u64,
}

/// The inspection as JSON.
pub fn json(inspection: &Inspection) -> String {
    let report = &inspection.report;
    let roots = inspection.roots.iter().map(|root| WireRoot {
        name: &root.name,
        layout: root.layout.as_deref(),
        files: root.files,
        bytes: root.bytes,
    });
    let lacks = inspection.lacks.iter().map(|lack| WireLack {
        collection: &lack.collection,
        field: &lack.field,
        without: lack.without,
        objects: lack.objects,
    });
    let rules = |undetermined: bool| {
        let rules = report.rules.iter();
        let rules = rules.filter(|rule| (rule.status == RuleStatus::Undetermined) == undetermined);
        rules.map(|rule| rule.id.as_str()).collect()
    };
    pretty(&Wire {
        schema: "tenet.inspection/1",
        snapshot: WireSnapshot::new(&report.snapshot),
        roots: roots.collect(),
        collections: report.coverage.iter().map(WireCollection::entry).collect(),
        lacks: lacks.collect(),
        decided: rules(false),
        undetermined: rules(true),
    })
}
