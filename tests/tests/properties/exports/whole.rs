//! What is read of whole exports, one by one and beside each other.

use tenet_snapshot::Layout;
use tenet_testkit::Export;
use tenet_testkit::exports::{Model, Wrapping, audit};

use super::super::scale::seeds;
use super::reading::{
    ACCESS, CATALOG, CHANGES, COMPLIANCE, DEEDS, FILTERS, INTENTS, RINGS, read, told,
};

/// Collections that the model tells in lines.
const TOLD: [&str; 9] = [
    "users", "devices", "groups", ACCESS, CATALOG, RINGS, COMPLIANCE, FILTERS, CHANGES,
];

/// The exports of a tenant, audit records in each of their wrappings.
pub(super) fn exports(model: &Model) -> Vec<(String, Export)> {
    let own = Layout::ALL
        .into_iter()
        .filter(|layout| *layout != Layout::Audit);
    let own = own.map(|layout| (layout.flag().to_owned(), Export::of(layout, model)));
    let audit = Wrapping::ALL.map(|it| (format!("{it:?}"), audit(model, it)));
    own.chain(audit).collect()
}

#[test]
fn each_is_recognised_and_counted() {
    for seed in seeds(4) {
        let model = Model::new(seed);
        for (name, export) in exports(&model) {
            let loaded = read(&[&export]);
            let layout = loaded.snapshot.layouts.first().copied().flatten();
            assert_eq!(layout, Some(export.layout), "{name} {seed}");
            for collection in &loaded.projection.collections {
                let path = collection.path.as_str();
                let held = export.counts.get(path).copied().unwrap_or(0);
                assert_eq!(
                    loaded.count(path),
                    held,
                    "{name} {path} {seed}\n{:?}",
                    loaded.diagnostics
                );
            }
        }
    }
}

#[test]
fn each_tells_the_same_beside_the_directory() {
    for seed in seeds(4) {
        let model = Model::new(seed);
        let entra = Export::of(Layout::EntraExporter, &model);
        for (name, export) in exports(&model) {
            if export.layout == Layout::EntraExporter {
                continue;
            }
            let loaded = read(&[&export, &entra]);
            assert!(
                !loaded.codes().contains("D0017"),
                "{name}: {:?}",
                loaded.diagnostics
            );
            for path in TOLD
                .into_iter()
                .filter(|path| export.counts.contains_key(path))
            {
                let mut expected = told(&model, path);
                adapt(export.layout, path, &mut expected);
                assert_eq!(loaded.lines(path), expected, "{name} {path} {seed}");
            }
        }
    }
}

/// What a layout cannot tell, or tells beside the model.
fn adapt(layout: Layout, path: &str, lines: &mut Vec<String>) {
    match (layout, path) {
        (Layout::Graph | Layout::AzureHound, "groups") => {}
        (_, "groups") => unknown(lines, &["All Windows", "Nobody"]),
        (Layout::IntuneManagement, CATALOG) => lines.push("Templated: ?".to_owned()),
        (Layout::IntuneBackup, CATALOG) => unknown(lines, &["Spare Baseline"]),
        (_, _) => {}
    }
    lines.sort();
}

/// What only the export of members would tell.
fn unknown(lines: &mut [String], names: &[&str]) {
    for line in lines {
        if let Some(name) = names.iter().find(|name| line.starts_with(**name)) {
            *line = format!("{name}: ?");
        }
    }
}

#[test]
fn deeds_are_told_by_three_wrappings() {
    let model = Model::new(7);
    for wrapping in [Wrapping::Monitor, Wrapping::MonitorLines, Wrapping::Commits] {
        let loaded = read(&[&audit(&model, wrapping)]);
        assert_eq!(loaded.lines(DEEDS), told(&model, DEEDS), "{wrapping:?}");
    }
}

#[test]
fn quirks_come_out_as_they_are_meant() {
    let model = Model::new(1);
    let check = |layout: Layout, codes: &str, coverages: &[(&str, &str)]| {
        let loaded = read(&[&Export::of(layout, &model)]);
        assert_eq!(
            loaded.codes(),
            codes,
            "{layout:?}: {:?}",
            loaded.diagnostics
        );
        for (path, coverage) in coverages {
            assert_eq!(loaded.coverage(path), *coverage, "{layout:?} {path}");
        }
    };
    check(Layout::Graph, "", &[]);
    check(Layout::IntuneManagement, "", &[]);
    check(Layout::IntuneCd, "", &[]);
    check(Layout::EntraExporter, "", &[]);
    check(Layout::ScubaGear, "", &[]);
    check(Layout::TenantConfiguration, "", &[]);
    check(Layout::IntuneBackup, "", &[]);
    check(Layout::AzureHound, "", &[]);
    check(Layout::Microsoft365Dsc, "", &[]);
    check(Layout::ZeroTrustAssessment, "", &[]);
}

#[test]
fn settings_beside_their_object_are_its_own() {
    let model = Model::new(2);
    let loaded = read(&[&Export::of(Layout::IntuneManagement, &model)]);
    assert_eq!(loaded.lines(INTENTS), ["Firewall: [one]"]);
}
