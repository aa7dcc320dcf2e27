//! Names and first bytes of files as tools write them.

use super::*;

fn of(paths: &[&str]) -> Option<Layout> {
    let samples = paths.iter().map(|path| Sample { path, start: None });
    of_root(&samples.collect::<Vec<_>>())
}

#[test]
fn tools_are_told_by_the_names_of_their_files() {
    let id = "9a000000-0000-4000-8000-000000000001";
    let object = format!("Groups/{id}/{id}.json");
    let cases: [(&[&str], Layout); 8] = [
        (
            &["x/MigrationTable.json", "x/Groups/All.json"],
            Layout::IntuneManagement,
        ),
        (
            &[
                "windows/SettingsCatalog/A.json",
                "windows/EndpointSecurity/B.json",
            ],
            Layout::IntuneManagement,
        ),
        (
            &[
                "b/Settings Catalog/A_mdm.json",
                "b/Device Configurations/B_x.json",
            ],
            Layout::IntuneCd,
        ),
        (
            &[
                "Settings Catalog/A.json",
                "Device Configurations/B.json",
                "Device Configurations/Assignments/B.json",
            ],
            Layout::IntuneBackup,
        ),
        (&[object.as_str()], Layout::EntraExporter),
        (
            &["out/ScubaResults_1.json", "out/TestResults.json"],
            Layout::ScubaGear,
        ),
        (
            &["ZeroTrustReport/zt-export/User/User-0.json"],
            Layout::ZeroTrustAssessment,
        ),
        (&["M365TenantConfig.ps1"], Layout::Microsoft365Dsc),
    ];
    for (paths, layout) in cases {
        assert_eq!(of(paths), Some(layout), "{paths:?}");
    }
}

#[test]
fn answers_of_graph_are_of_no_tool() {
    assert_eq!(of(&[]), None);
    let raw = [
        "users.json",
        "groups/9a000000-0000-4000-8000-000000000001/members.json",
        "deviceManagement/deviceConfigurations.json",
        "ConditionalAccess/policies.json",
    ];
    assert_eq!(of(&raw), None);
}
