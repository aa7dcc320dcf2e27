//! What goes wrong in real exports.

use crate::json::Json;
use crate::random::Random;

use super::Tenant;

/// What is never spoilt: without it a file is of nothing that is known.
const FIXED: [&str; 2] = ["value", "@odata.context"];

/// Spoils some of a tenant: each file a little, some files as a whole.
pub(super) fn spoil(random: &mut Random, tenant: &mut Tenant) {
    // How often in a thousand a value is spoilt.
    let rate = [2, 8, 30].get(random.below(3)).copied().unwrap_or(0);
    let paths: Vec<String> = tenant.files.keys().cloned().collect();
    for path in paths.iter().filter(|path| !path.starts_with("tenet-")) {
        if let Some(file) = tenant.files.get_mut(path) {
            values(random, file, rate);
        }
        if random.percent(4) {
            as_a_whole(random, tenant, path);
        }
    }
}

/// Makes a file the first page of an answer whose others are missing.
pub(super) fn leave_open(tenant: &mut Tenant, path: &str) {
    if let Some(file) = tenant.files.remove(path) {
        let stem = path.trim_end_matches(".json");
        tenant.files.insert(path.to_owned(), with_next(file, stem));
    }
}

/// Adds a copy of a file that disagrees with it here and there.
pub(super) fn copy(random: &mut Random, tenant: &mut Tenant, path: &str) {
    if let Some(mut copy) = tenant.files.get(path).cloned() {
        values(random, &mut copy, 60);
        tenant.files.insert(format!("again/{path}"), copy);
    }
}

/// Takes away, nulls or changes values at any depth.
fn values(random: &mut Random, json: &mut Json, rate: usize) {
    match json {
        Json::Word(_) | Json::Text(_) => {}
        Json::List(items) => items.iter_mut().for_each(|item| values(random, item, rate)),
        Json::Object(pairs) => {
            let mut kept = Vec::new();
            for (key, mut value) in std::mem::take(pairs) {
                values(random, &mut value, rate);
                if FIXED.contains(&key.as_str()) || random.below(1000) >= rate {
                    kept.push((key, value));
                } else if let Some(value) = spoilt(random, value) {
                    kept.push((key, value));
                }
            }
            *pairs = kept;
        }
    }
}

/// What became of a value; none if its key is gone.
fn spoilt(random: &mut Random, value: Json) -> Option<Json> {
    match random.below(5) {
        0 | 1 => None,
        2 => Some(Json::null()),
        3 => Some(Json::number(7)),
        _ => Some(Json::List(vec![value])),
    }
}

/// Removes a file, cuts it off, splits it, or adds a copy that disagrees.
fn as_a_whole(random: &mut Random, tenant: &mut Tenant, path: &str) {
    let Some(file) = tenant.files.remove(path) else {
        return;
    };
    let stem = path.trim_end_matches(".json").to_owned();
    match random.below(6) {
        0 => {}
        1 => {
            let error = Json::object([
                ("code", Json::text("Forbidden")),
                ("message", Json::text("no")),
            ]);
            tenant
                .files
                .insert(path.to_owned(), Json::object([("error", error)]));
        }
        2 => {
            tenant.files.insert(path.to_owned(), with_next(file, &stem));
        }
        3 => {
            let (first, rest) = halves(file);
            tenant
                .files
                .insert(format!("{stem}-1.json"), with_next(first, &stem));
            tenant.files.insert(format!("{stem}-2.json"), rest);
        }
        4 => {
            let items = file.get("value").cloned();
            tenant.files.insert(path.to_owned(), items.unwrap_or(file));
        }
        _ => {
            let mut copy = file.clone();
            values(random, &mut copy, 200);
            tenant.files.insert(path.to_owned(), file);
            tenant.files.insert(format!("again/{path}"), copy);
        }
    }
}

fn with_next(file: Json, stem: &str) -> Json {
    let Json::Object(mut pairs) = file else {
        return file;
    };
    let link = format!("https://graph.microsoft.com/beta/{stem}?$skiptoken=7");
    pairs.insert(0, ("@odata.nextLink".to_owned(), Json::text(link)));
    Json::Object(pairs)
}

/// The first half of the items and the rest, each in an answer.
fn halves(file: Json) -> (Json, Json) {
    let Json::Object(pairs) = file else {
        return (file.clone(), file);
    };
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (key, value) in pairs {
        if let Json::List(mut items) = value {
            let rest = items.split_off(items.len() / 2);
            first.push((key.clone(), Json::List(items)));
            second.push((key, Json::List(rest)));
        } else {
            first.push((key.clone(), value.clone()));
            second.push((key, value));
        }
    }
    (Json::Object(first), Json::Object(second))
}
