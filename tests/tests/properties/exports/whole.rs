//! What is read of whole exports, one by one and beside each other.

use tenet_base::Location;
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
                adapt(export.layout, &model, (path, &mut expected));
                assert_eq!(loaded.lines(path), expected, "{name} {path} {seed}");
            }
        }
    }
}

/// What a layout cannot tell, or tells beside the model.
fn adapt(layout: Layout, model: &Model, (path, lines): (&str, &mut Vec<String>)) {
    match (layout, path) {
        (Layout::Graph, "groups") => {}
        // It writes the members that came before an error, and `null` if none came.
        (Layout::AzureHound, "groups") => {
            unknown(lines, &["Nobody"]);
            for line in lines
                .iter_mut()
                .filter(|line| line.starts_with("All Windows"))
            {
                *line = line.replace(']', "...]");
            }
        }
        (_, "groups") => unknown(lines, &["All Windows", "Nobody"]),
        (Layout::IntuneManagement, CATALOG) => lines.push("Templated: ?".to_owned()),
        (Layout::IntuneBackup, CATALOG) => unknown(lines, &["Spare Baseline"]),
        (_, _) => {}
    }
    let by_name = matches!(
        layout,
        Layout::TenantConfiguration | Layout::Microsoft365Dsc
    );
    if let Some(filter) = model
        .filters
        .first()
        .filter(|_| by_name || matches!(layout, Layout::IntuneBackup | Layout::ZeroTrustAssessment))
    {
        // No root tells the filters, so they stay as they stand.
        let own = if by_name { &filter.name } else { &filter.id };
        for line in &mut *lines {
            *line = line.replace("/Filter 1", &format!("/<{own}>"));
        }
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
fn each_says_what_it_leaves_out() {
    let model = Model::new(1);
    let check = |layout: Layout, codes: &str, coverages: &[(&str, &str)]| {
        let loaded = read(&[&Export::of(layout, &model)]);
        let (found, told) = (loaded.codes(), &loaded.diagnostics);
        assert_eq!(found, codes, "{layout:?}: {told:?}");
        for (path, coverage) in coverages {
            assert_eq!(loaded.coverage(path), *coverage, "{layout:?} {path}");
        }
    };
    // A batch with a refusal; the changes of a collection do not say that they are all.
    let answers = [
        ("users", "Complete"),
        (ACCESS, "Complete"),
        ("devices", "Partial NoChain"),
    ];
    check(Layout::Graph, "D0012", &answers);
    // The table of names.
    check(
        Layout::IntuneManagement,
        "D0038",
        &[(CATALOG, "Partial NoChain")],
    );
    // The file without a stem; what was deleted, and the report.
    check(
        Layout::IntuneCd,
        "D0011 D0038 D0040",
        &[(CATALOG, "Partial NoChain")],
    );
    check(Layout::EntraExporter, "", &[("users", "Partial NoChain")]);
    // Commands that were answered, and one that was refused; the reports beside.
    let commands = [(ACCESS, "Complete"), ("groupSettings", "Refused Refused")];
    check(Layout::ScubaGear, "D0011 D0040", &commands);
    check(
        Layout::TenantConfiguration,
        "D0039",
        &[(ACCESS, "Partial NoChain")],
    );
    // The text of a script.
    check(
        Layout::IntuneBackup,
        "D0010 D0040",
        &[(RINGS, "Partial NoChain")],
    );
    check(
        Layout::AzureHound,
        "D0039",
        &[("groups", "Partial NoChain")],
    );
    check(Layout::Microsoft365Dsc, "", &[(ACCESS, "Partial NoChain")]);
    // The row of the model, and what targets name.
    check(
        Layout::ZeroTrustAssessment,
        "D0039 D0040",
        &[("users", "Complete")],
    );
}

#[test]
fn settings_beside_their_object_are_its_own() {
    let model = Model::new(2);
    let loaded = read(&[&Export::of(Layout::IntuneManagement, &model)]);
    assert_eq!(loaded.lines(INTENTS), ["Firewall: [one]"]);
}

/// An export with a text of one file in the place of another.
fn with(export: &Export, part: &str, (old, new): (&str, &str)) -> Export {
    let mut export = export.clone();
    let mut files = export
        .files
        .iter_mut()
        .filter(|(path, _)| path.contains(part));
    let (path, bytes) = files.next().expect(part);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.contains(old), "{path}");
    *bytes = text.replace(old, new).into_bytes();
    export
}

fn line_of(model: &Model, export: &Export, name: &str) -> String {
    let entra = Export::of(Layout::EntraExporter, model);
    let lines = read(&[export, &entra]).lines(CATALOG);
    let found = lines.into_iter().find(|line| line.starts_with(name));
    found.expect(name)
}

#[test]
fn absent_assignments_are_none_only_beside_others_and_unless_the_report_names_the_object() {
    let model = Model::new(3);
    let name = "Spare Baseline";
    let export = Export::of(Layout::IntuneCd, &model);
    assert_eq!(line_of(&model, &export, name), "Spare Baseline: []");
    let named = with(&export, "report.json", ("Disk Baseline", name));
    assert_eq!(line_of(&model, &named, name), "Spare Baseline: ?");
    let broken = with(&export, "report.json", ("]", ""));
    assert_eq!(line_of(&model, &broken, name), "Spare Baseline: ?");
    let mut bare = export.clone();
    for bytes in bare.files.values_mut() {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        *bytes = text.replace("\"assignments\"", "\"none\"").into_bytes();
    }
    assert_eq!(line_of(&model, &bare, name), "Spare Baseline: ?");
}

#[test]
fn objects_without_ids_are_those_of_the_same_name_elsewhere() {
    let model = Model::new(4);
    let lossy = Export::of(Layout::IntuneCd, &model);
    let whole = Export::of(Layout::IntuneManagement, &model);
    let loaded = read(&[&lossy, &whole]);
    assert!(
        !loaded.codes().contains("D0017"),
        "{:?}",
        loaded.diagnostics
    );
    for path in [CATALOG, RINGS, COMPLIANCE, ACCESS, FILTERS] {
        let alone = read(&[&whole]);
        assert_eq!(loaded.lines(path), alone.lines(path), "{path}");
    }
}

#[test]
fn copies_that_disagree_are_told_with_both_places() {
    let model = Model::new(5);
    let entra = Export::of(Layout::EntraExporter, &model);
    let parts = [
        (Layout::Graph, "batch.json"),
        (Layout::IntuneCd, "Require MFA"),
        (Layout::TenantConfiguration, "snapshot.json"),
    ];
    for (layout, part) in parts {
        let other = with(
            &Export::of(layout, &model),
            part,
            ("\"enabled\"", "\"disabled\""),
        );
        let loaded = read(&[&entra, &other]);
        let mut told = loaded.diagnostics.iter().filter(|it| it.code.id == "D0017");
        let told = told.next().expect("a conflict");
        assert!(
            told.message.contains(ACCESS) && told.message.contains("state"),
            "{told:?}"
        );
        let roots = std::iter::once(&told.primary).chain(&told.secondary);
        let roots = roots.filter_map(|label| match &label.location {
            Location::Data(place) => Some(place.root),
            Location::Source(_) | Location::Run => None,
        });
        assert_eq!(roots.collect::<Vec<_>>(), [0, 1], "{layout:?}");
        assert_eq!(loaded.count(ACCESS), model.access.len(), "{layout:?}");
    }
}
