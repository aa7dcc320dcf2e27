//! Keys come back as names, places are looked up once and as far as shown.

use std::cell::Cell;

use tenet_base::{DataLocation, FileId, IndexVec, Interner, Span, Symbol, id::Id};
use tenet_eval::{Bound, Finding, FindingStatus, Outcome, RuleOutcome, RuleStatus};
use tenet_graph::{Edge, EdgeKind, Proof};
use tenet_hir::{FieldPlan, Shape};
use tenet_hir::{Layout, Pack, PackId, Program, Projection, Rule, RuleId, Severity};
use tenet_snapshot::{
    Column, DataFile, DataFileId, Evidence, ObjectId, Place, Presence, Role, Snapshot, Table,
    Values,
};

use super::{Depth, Located, Run};
use crate::Report;
use crate::model::Tool;

/// A program of one rule and a snapshot of one group; what is called which.
struct World {
    program: Program,
    layout: Layout,
    snapshot: Snapshot,
    policy: Symbol,
    group: Symbol,
}

fn world() -> World {
    let interner = Interner::new();
    let (policy, group) = (interner.intern("p1"), interner.intern("G1"));
    let folded = interner.intern("g1");
    let name = interner.intern("Everyone – Ärzte");
    let mut projection = Projection::default();
    let groups = projection.require("groups");
    let plan = FieldPlan {
        path: vec!["displayName".to_owned()],
        shape: Shape::Text,
        nullable: false,
        absent_is_null: false,
        null_text: None,
    };
    projection.collections[groups].require(plan);
    let mut layout = Layout::default();
    layout.projection = projection;
    let mut snapshot = snapshot(interner);
    snapshot.tables.push(table(folded, name));
    World {
        program: program(),
        layout,
        snapshot,
        policy,
        group,
    }
}

fn snapshot(interner: Interner) -> Snapshot {
    let mut files = IndexVec::new();
    files.push(DataFile {
        root: 0,
        path: "groups.json".to_owned(),
        size: 100,
    });
    Snapshot {
        strings: interner.freeze(),
        tables: IndexVec::new(),
        files,
        roots: vec!["export".to_owned()],
        layouts: Vec::new(),
        captured_at: None,
        tenant: None,
        coverage: std::collections::BTreeMap::new(),
        digest: "blake3:00".to_owned(),
    }
}

fn table(key: Symbol, name: Symbol) -> Table {
    Table {
        objects: vec![0],
        by_key: tenet_base::HashMap::from_iter([(key, 0)]),
        columns: vec![Column {
            presence: vec![Presence::Known],
            values: Values::Text(vec![Some(name)]),
            merged: tenet_base::HashMap::default(),
        }],
        types: vec![None],
        places: vec![Place {
            file: DataFileId::from_index(0),
            offset: 10,
        }],
        ..Table::default()
    }
}

fn program() -> Program {
    let mut program = Program::default();
    program.packs.push(Pack {
        name: "own".to_owned(),
        version: "1.0.0".to_owned(),
        digest: "blake3:01".to_owned(),
    });
    program.rules.push(Rule {
        id: "X-1.a".to_owned(),
        pack: PackId::from_index(0),
        span: Span::new(FileId::from_index(0), 0, 0),
        instance: None,
        doc: String::new(),
        title: "x".to_owned(),
        duty: "customer".to_owned(),
        severity: Severity::Low,
        cites: Vec::new(),
        tags: Vec::new(),
        when: None,
        steps: Vec::new(),
        waivers: Vec::new(),
        clauses: Vec::new(),
    });
    program
}

fn evidence() -> Evidence {
    Evidence {
        role: Role::Edge,
        object: ObjectId {
            collection: tenet_hir::CollectionId::from_index(0),
            row: 0,
        },
        path: Vec::new(),
    }
}

fn finding(world: &World) -> Finding {
    let edge = |kind, from, to, words, evidence| Edge {
        kind,
        from,
        to,
        words,
        clause: "C1",
        evidence,
    };
    let proof = Proof {
        edges: vec![
            edge(
                EdgeKind::Includes,
                world.policy,
                None,
                "All users",
                Some(evidence()),
            ),
            edge(EdgeKind::All, world.policy, Some(world.group), "", None),
        ],
        clause: "C1",
    };
    Finding {
        status: FindingStatus::Violated,
        bindings: vec![Bound {
            name: "p".to_owned(),
            entity: "Policy".to_owned(),
            key: "P1".to_owned(),
            exact: false,
            label: "Require MFA".to_owned(),
            object: None,
        }],
        clause: Some(0),
        severity: Severity::Low,
        message: "m".to_owned(),
        fix: None,
        reasons: Vec::new(),
        evidence: vec![evidence()],
        proof: Some(proof),
        waiver: None,
        fingerprint: "f".to_owned(),
    }
}

fn build(count: usize, depth: Depth) -> (Report, usize) {
    let world = world();
    let outcome = Outcome {
        now: None,
        rules: vec![RuleOutcome {
            rule: RuleId::from_index(0),
            status: RuleStatus::Failed,
            cases: count as u64,
            violated: count as u64,
            undetermined: 0,
            waived: 0,
            waivers: Vec::new(),
            findings: vec![finding(&world); count],
            not_applicable: None,
        }],
        refused: Vec::new(),
    };
    let run = Run {
        tool: Tool {
            name: "tenet".to_owned(),
            version: "0".to_owned(),
        },
        program: &world.program,
        layout: &world.layout,
        snapshot: &world.snapshot,
        since: None,
        outcome: &outcome,
        diagnostics: Vec::new(),
    };
    let asked = Cell::new(0);
    let locate = |_: &Evidence| {
        asked.set(asked.get() + 1);
        let mut location = DataLocation::file(0, "groups.json");
        location.position = Some((3, 7));
        let pointer = "/value/0".to_owned();
        Some(Located { location, pointer })
    };
    let report = Report::new(&run, depth, &locate);
    (report, asked.get())
}

#[test]
fn keys_become_names() {
    let (report, _) = build(1, Depth::All);
    let path = &report.rules[0].findings[0].path;
    let names: Vec<_> = path
        .iter()
        .map(|edge| format!("{} {} {}", edge.from.label, edge.kind, edge.to.label))
        .collect();
    assert_eq!(
        names,
        [
            "Require MFA includes All users",
            "All users all Everyone – Ärzte"
        ]
    );
    assert_eq!(path[1].to.key.as_deref(), Some("G1"));
    assert_eq!(report.rules[0].obligation, "X-1");
}

#[test]
fn a_place_is_looked_up_once_and_told_once() {
    let (report, asked) = build(4, Depth::All);
    assert_eq!(asked, 1);
    let evidence = &report.rules[0].findings[3].evidence;
    assert_eq!(evidence.len(), 1);
    assert_eq!(evidence[0].position, Some((3, 7)));
}

#[test]
fn beyond_the_depth_the_file_alone_is_told() {
    let (report, _) = build(3, Depth::First(2));
    let lines: Vec<_> = report.rules[0]
        .findings
        .iter()
        .map(|finding| {
            (
                finding.evidence[0].file.as_str(),
                finding.evidence[0].position,
            )
        })
        .collect();
    let shown = ("groups.json", Some((3, 7)));
    assert_eq!(lines, [shown, shown, ("groups.json", None)]);
    assert_eq!(report.summary.violations, 3);
    assert_eq!(report.summary.by_severity, [(Severity::Low, 3)]);
    assert_eq!(report.coverage[0].path, "groups");
}
