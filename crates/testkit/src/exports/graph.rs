//! Answers of Graph as a script saves them: pages, a `$batch` with a refusal, changes.

use tenet_snapshot::Layout;

use super::entities::{self, ACCESS, CHANGES, DEEDS, FILTERS};
use super::{Export, Kind, Model, Style};
use crate::Json;

/// Users in pages, policies in a batch, devices as changes, the rest as whole answers.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::Graph);
    users(&mut export, model);
    groups(&mut export, model);
    batch(&mut export, model);
    devices(&mut export, model);
    for kind in [Kind::Ring, Kind::Compliance] {
        let items: Vec<Json> = model.of_kind(kind).map(|it| policy(model, it)).collect();
        whole(&mut export, kind.path(), items);
    }
    let filters = model.filters.iter().map(entities::named).collect();
    whole(&mut export, FILTERS, filters);
    let changes = model.changes.iter().map(|it| entities::change(model, it));
    whole(&mut export, CHANGES, changes.collect());
    let deeds = model.deeds.iter().map(|it| entities::deed(model, it));
    whole(&mut export, DEEDS, deeds.collect());
    export
}

/// A policy with its assignments expanded.
pub(super) fn policy(model: &Model, policy: &super::Policy) -> Json {
    let assignments = entities::assignments(model, policy);
    entities::policy(policy).with("assignments", Json::List(assignments))
}

fn whole(export: &mut Export, path: &'static str, items: Vec<Json>) {
    export.holds(path, items.len());
    let answer = entities::answer(path, items);
    export.add(format!("{path}.json"), &answer, Style::ANSWER);
}

fn users(export: &mut Export, model: &Model) {
    let users: Vec<Json> = model.users.iter().map(entities::user).collect();
    let (first, second) = users.split_at(users.len() / 2);
    let page = entities::page("users", first.to_vec());
    export.add("users-1.json", &page, Style::ANSWER);
    let page = entities::answer("users", second.to_vec());
    export.add("users-2.json", &page, Style::MARKED);
    export.holds("users", users.len());
}

/// Groups by themselves, and the members of each in a file that its path says the owner of.
fn groups(export: &mut Export, model: &Model) {
    whole(
        export,
        "groups",
        model.groups.iter().map(entities::group).collect(),
    );
    for group in &model.groups {
        let members = entities::answer("directoryObjects", entities::members(group));
        let path = format!("groups/{}/members.json", group.own.id);
        export.add(path, &members, Style::SEVEN);
    }
}

/// Two answers, and an error in the place of a third.
fn batch(export: &mut Export, model: &Model) {
    let access: Vec<Json> = model
        .access
        .iter()
        .map(|it| entities::access(model, it))
        .collect();
    let catalog = model.of_kind(Kind::Catalog).map(|it| policy(model, it));
    let catalog: Vec<Json> = catalog.collect();
    export.holds(ACCESS, access.len());
    export.holds(Kind::Catalog.path(), catalog.len());
    let error = Json::object([
        ("code", Json::text("Forbidden")),
        (
            "message",
            Json::text("missing scope RoleManagement.Read.Directory"),
        ),
    ]);
    let response = |id: &str, status: usize, body: Json| {
        Json::object([
            ("id", Json::text(id)),
            ("status", Json::number(status)),
            ("body", body),
        ])
    };
    let responses = vec![
        response("1", 200, entities::answer(ACCESS, access)),
        response("2", 403, Json::object([("error", error)])),
        response("3", 200, entities::answer(Kind::Catalog.path(), catalog)),
    ];
    let batch = Json::object([("responses", Json::List(responses))]);
    export.add("batch.json", &batch, Style::SEVEN);
}

/// The changes of a collection since nothing: all of it, and one that was deleted.
fn devices(export: &mut Export, model: &Model) {
    let mut items: Vec<Json> = model.devices.iter().map(entities::named).collect();
    export.holds("devices", items.len());
    let reason = Json::object([("reason", Json::text("deleted"))]);
    items.push(Json::object([
        ("id", Json::text("0d000000-0000-4000-8000-00000000dead")),
        ("@removed", reason),
    ]));
    let link = "https://graph.microsoft.com/beta/devices/delta?$deltatoken=later";
    let answer = entities::answer("devices", items).with("@odata.deltaLink", Json::text(link));
    export.add("devices.json", &answer, Style::ANSWER);
}
