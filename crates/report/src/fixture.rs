//! Reports made by hand, for the tests of every format.

use tenet_base::{DataLocation, Diagnostic, Instant, code};
use tenet_eval::{FindingStatus, NotApplicable, RuleStatus};
use tenet_hir::Severity;
use tenet_snapshot::{Coverage, Gap, GapKind, Status};

use crate::build::summary;
use crate::model::{
    Binding, Collection, Edge, Evidence, Finding, Node, PackInfo, Parameter, Reason, Report, Rule,
    SnapshotInfo, Tool,
};

/// A line of an export, and what of it is meant.
pub(crate) const LINE: &str = "            \"includeUsers\": [\"All\"],";

/// Every status but waived, with a path, texts beyond ASCII, and more than ten violations.
pub(crate) fn report() -> Report {
    let rules = vec![
        failed(),
        many(),
        undetermined(),
        empty(),
        passed(),
        passed_too(),
    ];
    Report {
        tool: Tool {
            name: "tenet".to_owned(),
            version: "0.1.0".to_owned(),
        },
        snapshot: SnapshotInfo {
            tenant: Some("contoso.onmicrosoft.com".to_owned()),
            captured_at: Instant::parse("2026-11-22T08:00:00Z"),
            digest: "blake3:5f1d".to_owned(),
            since: None,
        },
        now: Instant::parse("2026-11-22"),
        roots: vec!["exports/contoso".to_owned()],
        packs: vec![PackInfo {
            name: "msmd-sop".to_owned(),
            version: "0.1.0".to_owned(),
            digest: "blake3:90ab".to_owned(),
        }],
        parameters: vec![Parameter {
            pack: "msmd-sop".to_owned(),
            name: "service_account_names".to_owned(),
            value: "[\"msadmin@\", \"mstest@\"]".to_owned(),
            origin: "--param".to_owned(),
        }],
        coverage: coverage(),
        summary: summary::summary(&rules),
        rules,
        diagnostics: vec![malformed()],
    }
}

/// A rule that passed over so many cases.
pub(crate) fn rule(id: &str, title: &str, status: RuleStatus) -> Rule {
    Rule {
        id: id.to_owned(),
        pack: "msmd-sop".to_owned(),
        obligation: id.split('.').next().unwrap_or(id).to_owned(),
        title: title.to_owned(),
        duty: "customer".to_owned(),
        severity: Severity::High,
        cites: vec!["service-accounts/customer/3".to_owned()],
        tags: vec!["identity".to_owned()],
        status,
        cases: 24,
        violated: 0,
        waived: 0,
        undetermined: 0,
        not_applicable: None,
        findings: Vec::new(),
    }
}

/// A violation about an account, at a line of the users.
pub(crate) fn violation(account: &str, line: u64) -> Finding {
    Finding {
        status: FindingStatus::Violated,
        bindings: vec![binding("account", "User", "u1", account)],
        clause: Some(0),
        severity: Severity::High,
        message: format!("{account} is not enabled"),
        fix: None,
        reasons: Vec::new(),
        evidence: vec![place(
            "leaf",
            "users.json",
            line,
            "  \"accountEnabled\": false,",
            20..25,
        )],
        path: Vec::new(),
        decided_by: None,
        waiver: None,
        fingerprint: format!("{line:08x}"),
    }
}

/// The JSON file that cannot be read.
pub(crate) fn malformed() -> Diagnostic {
    let mut place = DataLocation::file(0, "Übersicht/groups 🦀.json");
    place.position = Some((1_204, 22));
    place.excerpt = Some(("  \"name\": \"é🦀\", \"id\" 12".to_owned(), 25..27));
    Diagnostic::data(
        &code::data::MALFORMED,
        place,
        "the file is not well-formed JSON",
    )
    .label("expected `:`")
    .help("export the file again")
}

fn failed() -> Rule {
    let title = "No Conditional Access policy applies to a service account";
    let mut rule = rule("SVC-C3c", title, RuleStatus::Failed);
    let mut second = reached("MsTest@contoso.onmicrosoft.com", "u2");
    second.severity = Severity::Critical;
    rule.findings = vec![
        reached("MsAdmin@contoso.onmicrosoft.com", "u1"),
        second,
        unseen(),
    ];
    rule.violated = 2;
    rule.undetermined = 1;
    rule
}

fn many() -> Rule {
    let mut rule = rule(
        "GRP-M1a",
        "Every service account is enabled",
        RuleStatus::Failed,
    );
    rule.cases = 10_030;
    rule.violated = 10_000;
    rule.severity = Severity::Medium;
    let account = |number: u64| violation(&format!("René {number} 🦀"), number * 40 + 3);
    rule.findings = (1..=10_000).map(account).collect();
    for finding in &mut rule.findings {
        finding.severity = Severity::Medium;
    }
    rule
}

fn undetermined() -> Rule {
    let title = "Devices of the service are in its groups and in no other group of the tenant";
    let mut rule = rule("GRP-M2", title, RuleStatus::Undetermined);
    rule.duty = "provider".to_owned();
    rule.severity = Severity::Low;
    rule.undetermined = 14;
    let device = |number: u32| {
        let mut finding = unseen();
        let label = format!("DESKTOP-{number:03}");
        finding.bindings = vec![binding("device", "Device", &label, &label)];
        finding
    };
    rule.findings = (1..=14).map(device).collect();
    rule.findings.push(open_collection());
    rule
}

fn empty() -> Rule {
    let title = "Printers are assigned";
    let mut rule = rule("PRN-M1", title, RuleStatus::NotApplicable);
    rule.cases = 0;
    rule.not_applicable = Some(NotApplicable::Empty("printer".to_owned()));
    rule
}

fn passed() -> Rule {
    rule("SVC-M1a", "The service accounts exist", RuleStatus::Passed)
}

fn passed_too() -> Rule {
    let mut rule = rule(
        "SVC-M1b",
        "One account breaks the glass",
        RuleStatus::Passed,
    );
    rule.cases = 1;
    rule
}

/// A policy that reaches an account through all users.
fn reached(account: &str, key: &str) -> Finding {
    let edge = place(
        "edge",
        "identity/conditionalAccess/policies.json",
        14,
        LINE,
        29..34,
    );
    let policy = node("p1", "Require MFA – für alle");
    let all = Node {
        key: None,
        label: "All users".to_owned(),
    };
    let step = |from: &Node, kind, to: &Node, evidence| Edge {
        from: from.clone(),
        kind,
        to: to.clone(),
        clause: "C1",
        evidence,
    };
    let path = vec![
        step(&policy, "includes", &all, Some(edge.clone())),
        step(&all, "all", &node(key, account), None),
    ];
    Finding {
        bindings: vec![
            binding("account", "User", key, account),
            binding("policy", "ConditionalAccessPolicy", "p1", &policy.label),
        ],
        message: format!("{} applies to {account}", policy.label),
        fix: Some(format!(
            "Add {account} to the excluded users of {}",
            policy.label
        )),
        evidence: vec![edge],
        path,
        decided_by: Some("C1".to_owned()),
        waiver: None,
        fingerprint: format!("svc-{key}"),
        ..violation(account, 1)
    }
}

/// What cannot be known because a field was not exported.
fn unseen() -> Finding {
    let reason = Reason {
        code: "members_unknown".to_owned(),
        entity: Some("Group".to_owned()),
        field: None,
        key: Some("g7".to_owned()),
        text: "the members of `Modern Workplace Devices` are not in the export".to_owned(),
        collections: vec!["groups/{id}/members".to_owned()],
        since: None,
    };
    Finding {
        status: FindingStatus::Undetermined,
        bindings: vec![binding(
            "account",
            "User",
            "u3",
            "MsAdminInt@contoso.onmicrosoft.com",
        )],
        message: "whether it is a member is not known".to_owned(),
        reasons: vec![reason],
        evidence: Vec::new(),
        waiver: None,
        fingerprint: "unseen".to_owned(),
        ..violation("", 1)
    }
}

/// A collection of which the last page is missing.
fn open_collection() -> Finding {
    let mut finding = unseen();
    finding.bindings = Vec::new();
    finding.clause = None;
    finding.reasons = vec![Reason {
        code: "collection_incomplete".to_owned(),
        entity: Some("Device".to_owned()),
        field: None,
        key: None,
        text: "`devices` is partial: the last page has a `nextLink`".to_owned(),
        collections: vec!["devices".to_owned()],
        since: None,
    }];
    finding
        .reasons
        .extend(["2026-10-23", "2026-11-15"].map(|day| Reason {
            code: "log_window".to_owned(),
            entity: Some("auditLogs/directoryAudits".to_owned()),
            field: None,
            key: None,
            text:
                "auditLogs/directoryAudits is not complete: the log covers 7 of 30 days".to_owned(),
            collections: vec!["auditLogs/directoryAudits".to_owned()],
            since: Some(day.to_owned()),
        }));
    finding
}

fn coverage() -> Vec<Collection> {
    let gap = Gap {
        kind: GapKind::NextPage,
        text: "the last page has a `nextLink`".to_owned(),
        place: Some(DataLocation::file(0, "devices-2.json")),
    };
    let devices = Coverage {
        status: Status::Partial,
        gaps: vec![gap],
        window: None,
        objects: 150,
        files: 2,
    };
    let users = Coverage {
        status: Status::Complete,
        gaps: Vec::new(),
        objects: 10_030,
        files: 1,
        ..devices.clone()
    };
    let entry = |path: &str, coverage| Collection {
        path: path.to_owned(),
        read: true,
        coverage,
        undeclared: vec!["mailNickname".to_owned()],
    };
    vec![entry("devices", devices), entry("users", users)]
}

fn binding(name: &str, entity: &str, key: &str, label: &str) -> Binding {
    Binding {
        name: name.to_owned(),
        entity: entity.to_owned(),
        key: key.to_owned(),
        label: label.to_owned(),
    }
}

fn node(key: &str, label: &str) -> Node {
    Node {
        key: Some(key.to_owned()),
        label: label.to_owned(),
    }
}

fn place(
    role: &'static str,
    file: &str,
    line: u64,
    text: &str,
    range: std::ops::Range<u32>,
) -> Evidence {
    Evidence {
        role,
        root: 0,
        file: file.to_owned(),
        pointer: Some("/value/0".to_owned()),
        position: Some((line, u64::from(range.start) + 1)),
        excerpt: Some((text.to_owned(), range)),
    }
}
