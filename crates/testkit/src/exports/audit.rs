//! Records of who did what, in the wrappings in which other services keep them.

use tenet_snapshot::Layout;

use super::entities::{self, CHANGES, DEEDS};
use super::{Event, Export, Model, Style};
use crate::Json;

/// What records are wrapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    /// Rows of a search of the unified audit log, each with its record in a text.
    Search,
    /// Records of the unified audit log, one a line.
    Records,
    /// Rows of Azure Monitor in a file under one key.
    Monitor,
    /// The same, one a line.
    MonitorLines,
    /// The log of the repository of a backup.
    Commits,
}

impl Wrapping {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Search,
        Self::Records,
        Self::Monitor,
        Self::MonitorLines,
        Self::Commits,
    ];
}

/// The events of a tenant in a wrapping.
pub fn audit(model: &Model, wrapping: Wrapping) -> Export {
    let mut export = Export::new(Layout::Audit);
    let changes = || model.changes.iter();
    match wrapping {
        Wrapping::Search => {
            let rows = changes().map(|event| row(model, event));
            export.add("search.json", &Json::List(rows.collect()), Style::MARKED);
        }
        Wrapping::Records => lines(&mut export, changes().map(|event| record(model, event))),
        Wrapping::Monitor => {
            let rows = Json::List(monitor(model));
            export.add(
                "PT1H.json",
                &Json::object([("records", rows)]),
                Style::ANSWER,
            );
        }
        Wrapping::MonitorLines => lines(&mut export, monitor(model).into_iter()),
        Wrapping::Commits => lines(&mut export, model.deeds.iter().map(|it| commit(model, it))),
    }
    if wrapping != Wrapping::Commits {
        export.holds(CHANGES, model.changes.len());
    }
    if !matches!(wrapping, Wrapping::Search | Wrapping::Records) {
        export.holds(DEEDS, model.deeds.len());
    }
    export
}

fn lines(export: &mut Export, rows: impl Iterator<Item = Json>) {
    let rows: Vec<String> = rows.map(|row| row.to_string()).collect();
    let text = rows.join("\n");
    export
        .files
        .insert("records.jsonl".to_owned(), text.into_bytes());
}

/// A row of a search: the record stands in a text, its quotes escaped.
fn row(model: &Model, event: &Event) -> Json {
    let packed = record(model, event).to_string().replace('"', "\\\"");
    Json::object([
        ("RecordType", Json::text("AzureActiveDirectory")),
        ("CreationDate", Json::text("\\/Date(1772352000000)\\/")),
        ("UserIds", Json::text(&model.actor(event).name)),
        ("Operations", Json::text(format!("{}.", event.what))),
        ("AuditData", Json::text(packed)),
    ])
}

fn party(kind: &str, id: &str, name: &str) -> Json {
    let entry = |text: String, kind: usize| {
        Json::object([("ID", Json::text(text)), ("Type", Json::number(kind))])
    };
    Json::List(vec![
        entry(name.to_owned(), 5),
        entry(format!("{kind}_{id}"), 2),
        entry(id.to_owned(), 2),
        entry(kind.to_owned(), 2),
    ])
}

fn record(model: &Model, event: &Event) -> Json {
    let (actor, group) = (model.actor(event), &model.group(event.to).own);
    let category = Json::object([
        ("Name", Json::text("extendedAuditEventCategory")),
        ("Value", Json::text("Group")),
    ]);
    Json::object([
        ("CreationTime", Json::text(event.at.trim_end_matches('Z'))),
        ("Id", Json::text(&event.id)),
        ("Operation", Json::text(format!("{}.", event.what))),
        ("RecordType", Json::number(8)),
        ("ResultStatus", Json::text("Success")),
        ("Workload", Json::text("AzureActiveDirectory")),
        ("UserId", Json::text(&actor.name)),
        ("Actor", party("User", &actor.id, &actor.name)),
        ("Target", party("Group", &group.id, &group.name)),
        ("ModifiedProperties", Json::List(Vec::new())),
        ("ExtendedProperties", Json::List(vec![category])),
        ("SupportTicketId", Json::text("")),
    ])
}

/// Rows of both logs, as diagnostic settings ship them.
fn monitor(model: &Model) -> Vec<Json> {
    let row = |event: &Event, category: &str, properties: Json| {
        Json::object([
            ("time", Json::text(&event.at)),
            ("tenantId", Json::text(&model.id)),
            ("operationName", Json::text(event.what)),
            ("category", Json::text(category)),
            ("resultType", Json::text("Success")),
            ("properties", properties),
        ])
    };
    let changes = model.changes.iter();
    let changes = changes.map(|it| row(it, "AuditLogs", entities::change(model, it)));
    let deeds = model.deeds.iter().map(|event| {
        let actor = Json::object([
            ("UPN", Json::text(&model.actor(event).name)),
            ("ObjectId", Json::text(&model.actor(event).id)),
        ]);
        let properties = Json::object([
            ("ActivityDate", Json::text(&event.at)),
            ("Actor", actor),
            ("AuditEventId", Json::text(&event.id)),
            (
                "TargetObjectIds",
                Json::texts(&[&model.group(event.to).own.id]),
            ),
            ("Targets", Json::List(Vec::new())),
        ]);
        row(event, "AuditLogs", properties)
    });
    changes.chain(deeds).collect()
}

fn commit(model: &Model, event: &Event) -> Json {
    let by = &model.actor(event).name;
    let subject = format!("{} by {by} Date: {} result: Success", event.what, event.at);
    Json::object([
        ("commit", Json::text(event.id.replace('-', ""))),
        ("author", Json::text(by)),
        ("date", Json::text(&event.at)),
        ("subject", Json::text(subject)),
    ])
}
