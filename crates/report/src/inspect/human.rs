//! The inspection for people.

use tenet_eval::RuleStatus;
use tenet_snapshot::Status;

use super::{Inspection, Lack, RootContents};
use crate::human::{put_exports, separator, title};
use crate::model::{Collection, Report};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};
use crate::text;

/// The inspection as a page.
pub fn render(inspection: &Inspection, style: Style) -> String {
    let report = &inspection.report;
    let mut page = Page::new(style);
    head(&mut page, report);
    for root in &inspection.roots {
        page.put(Indent::hanging(2, 4), &contents(root));
    }
    collections(&mut page, report);
    lacks(&mut page, &inspection.lacks);
    rules(&mut page, report);
    put_exports(&mut page, report);
    remarks(&mut page, report);
    page.finish()
}

fn head(page: &mut Page, report: &Report) {
    let snapshot = &report.snapshot;
    let tenant = snapshot.tenant.as_deref().unwrap_or("tenant unknown");
    let captured = match snapshot.captured_at {
        Some(instant) => format!("captured {instant}"),
        None => "capture time unknown".to_owned(),
    };
    let line = Line::new()
        .ink(Ink::Bold, tenant)
        .ink(Ink::Dim, separator(page.style))
        .text(captured);
    page.put(Indent::hanging(0, 2), &line);
}

fn contents(root: &RootContents) -> Line {
    let kilobytes = root.bytes.div_ceil(1_000);
    let line = Line::new()
        .text(&root.name)
        .ink(Ink::Dim, "  ")
        .text(text::count(root.files, "file"))
        .ink(Ink::Dim, format!(", {} kB", text::number(kilobytes)));
    match &root.layout {
        Some(layout) => line.text(format!(", layout: {layout}")),
        None => line,
    }
}

/// The collections: those that rules read first, each with what is there of it.
fn collections(page: &mut Page, report: &Report) {
    let all = report.coverage.iter();
    let (absent, there): (Vec<_>, Vec<_>) = all.partition(|collection| is_absent(collection));
    let (read, others): (Vec<_>, Vec<_>) =
        there.into_iter().partition(|collection| collection.read);
    let parts = [
        ("Collections that the rules read", read),
        ("Other collections", others),
    ];
    for (name, list) in parts.into_iter().filter(|(_, list)| !list.is_empty()) {
        title(page, name);
        let heads = ["Graph path", "objects", "files", "state"];
        let table = Table {
            heads: heads.map(str::to_owned).to_vec(),
            rows: list.into_iter().map(row).collect(),
            right: vec![1, 2],
            wrap: true,
        };
        let room = page.style.width.saturating_sub(2);
        page.rows(2, &table.rows(page.style, room));
    }
    if !absent.is_empty() {
        title(page, "Read by the rules and not there");
        let names: Vec<&str> = absent.iter().map(|one| one.path.as_str()).collect();
        let line = Line::new().ink(Ink::Yellow, names.join(", "));
        page.put(Indent::all(2), &line);
    }
}

fn is_absent(collection: &Collection) -> bool {
    collection.coverage.status == Status::Absent
}

fn row(collection: &Collection) -> Vec<Cell> {
    let coverage = &collection.coverage;
    let (word, ink) = match coverage.status {
        Status::Complete => ("complete", Ink::Green),
        Status::Partial => ("partial", Ink::Yellow),
        Status::Refused => ("refused", Ink::Red),
        Status::Absent => ("not there", Ink::Yellow),
    };
    let gaps = coverage.gaps.iter();
    let mut gaps: Vec<&str> = gaps.map(|gap| gap.text.as_str()).collect();
    gaps.dedup();
    let gaps = if gaps.is_empty() {
        String::new()
    } else {
        format!(": {}", gaps.join("; "))
    };
    let window = coverage
        .window
        .map(|(from, to)| format!(", from {from} to {to}"));
    let state = format!("{word}{gaps}{}", window.unwrap_or_default());
    vec![
        Cell::ink(Ink::Cyan, &collection.path),
        Cell::new(text::number(u64::from(coverage.objects))),
        Cell::new(text::number(u64::from(coverage.files))),
        Cell::ink(ink, state),
    ]
}

fn lacks(page: &mut Page, lacks: &[Lack]) {
    if lacks.is_empty() {
        return;
    }
    title(page, "Fields that the rules read and objects lack");
    let rows = lacks.iter().map(|lack| {
        let (without, objects) = (text::number(lack.without), text::number(lack.objects));
        vec![
            Cell::ink(Ink::Cyan, &lack.collection),
            Cell::new(&lack.field),
            Cell::new(format!("{without} of {objects}")),
        ]
    });
    let table = Table {
        heads: ["Graph path", "field", "without"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        right: vec![2],
        ..Table::default()
    };
    let room = page.style.width.saturating_sub(2);
    page.rows(2, &table.rows(page.style, room));
}

/// Which rules the snapshot decides.
fn rules(page: &mut Page, report: &Report) {
    title(page, "Rules");
    let undetermined = report.rules.iter();
    let undetermined = undetermined.filter(|rule| rule.status == RuleStatus::Undetermined);
    let open: Vec<&str> = undetermined.map(|rule| rule.id.as_str()).collect();
    let (all, open_count) = (report.rules.len() as u64, open.len() as u64);
    let decided = text::number(all - open_count);
    let line = format!("{decided} of {} decided", text::count(all, "rule"));
    page.put(Indent::all(2), &Line::new().ink(Ink::Green, line));
    if open_count > 0 {
        let line = Line::new()
            .ink(
                Ink::Yellow,
                format!("{} undetermined", text::number(open_count)),
            )
            .text(format!(": {}", open.join(", ")));
        page.put(Indent::hanging(2, 4), &line);
    }
}

fn remarks(page: &mut Page, report: &Report) {
    let count = report.diagnostics.len() as u64;
    if count == 0 {
        return;
    }
    page.gap();
    let line = Line::new()
        .text(format!("{} on the data: ", text::count(count, "remark")))
        .ink(Ink::Cyan, "tenet check")
        .text(" shows them");
    page.put(Indent::hanging(0, 2), &line);
}
