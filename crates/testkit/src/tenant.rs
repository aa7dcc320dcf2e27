//! Tenants made from a seed: small exports as an administrator's script writes
//! them, with what goes wrong in real ones.
//!
//! Every other tenant is tidy: it is fine but for a few faults that rules find.
//! The others lack fields, collections, pages and lists, hold nulls and values
//! of another kind, and objects twice that disagree.

mod crowd;
mod directory;
mod logs;
mod noise;
mod policies;

use std::collections::BTreeMap;

use crate::json::Json;
use crate::memory::Memory;
use crate::random::Random;

/// A tenant's export: the trees of its files by their paths.
#[derive(Debug, Clone, Default)]
pub struct Tenant {
    /// The files.
    pub files: BTreeMap<String, Json>,
}

/// What the parts of a tenant know of each other.
#[derive(Debug)]
struct Plan {
    random: Random,
    /// How often, of a hundred times, something is wrong that a rule looks for.
    faults: usize,
    /// Ids of users; those of the service's accounts first.
    users: Vec<String>,
    /// How many of the users are the service's accounts.
    service: usize,
    devices: Vec<String>,
    /// Ids and names of groups.
    groups: Vec<(String, String)>,
}

/// The group of the service's accounts.
const SERVICE_GROUP: &str = "Modern Workplace Service Accounts";

/// The rings of the device groups.
const RINGS: [&str; 4] = ["Test", "First", "Fast", "Broad"];

/// How groups other than the service's are called.
const GROUPS: [&str; 4] = ["All Hands", "Exclusions", "Pilots", "Kiosks"];

impl Tenant {
    /// The tenant of a seed in which objects meet often: most names, times and
    /// references are those of others too, many are unknown, and collections are
    /// open or hold copies that disagree.
    pub fn crowded(seed: u64) -> Self {
        // Most are tidy before: the noise comes from the crowd itself.
        let base = if seed.is_multiple_of(4) {
            seed + 1
        } else {
            seed * 2
        };
        let mut tenant = Self::generate(base);
        let mut plan = Plan::new(base);
        plan.random = Random::new(seed.rotate_left(32));
        crowd::crowd(&mut plan, &mut tenant);
        tenant
    }

    /// The tenant of a seed.
    pub fn generate(seed: u64) -> Self {
        let mut plan = Plan::new(seed);
        let mut tenant = Self::default();
        directory::write(&mut plan, &mut tenant);
        policies::write(&mut plan, &mut tenant);
        let captured = plan.random.percent(85);
        let tidy = seed.is_multiple_of(2);
        if !tidy {
            noise::spoil(&mut plan.random, &mut tenant);
        }
        // Logs have a chance of their own: how many events there are changes nothing else.
        plan.random = Random::new(!seed);
        let mut log = Self::default();
        logs::write(&mut plan, &mut log);
        let manifest = manifest(logs::entry(&mut plan), captured);
        if !tidy {
            noise::spoil(&mut plan.random, &mut log);
        }
        tenant.files.extend(log.files);
        tenant
            .files
            .insert("tenet-snapshot.json".to_owned(), manifest);
        tenant
    }

    /// The export as a world whose folder `tenant` holds it.
    pub fn world(&self) -> Memory {
        let mut world = Memory::default();
        for (path, json) in &self.files {
            world.add(format!("tenant/{path}"), json.to_string());
        }
        world
    }

    /// Adds the whole answer for a collection.
    fn answer(&mut self, path: &str, items: Vec<Json>) {
        self.files
            .insert(format!("{path}.json"), answer(path, items, None));
    }
}

/// An answer of Graph: a page of a collection.
fn answer(path: &str, items: Vec<Json>, next: Option<&str>) -> Json {
    let context = format!("https://graph.microsoft.com/beta/$metadata#{path}");
    let mut pairs = vec![("@odata.context".to_owned(), Json::text(context))];
    if let Some(token) = next {
        let link = format!("https://graph.microsoft.com/beta/{path}?$skiptoken={token}");
        pairs.push(("@odata.nextLink".to_owned(), Json::text(link)));
    }
    pairs.push(("value".to_owned(), Json::List(items)));
    Json::Object(pairs)
}

fn manifest(log: Json, captured: bool) -> Json {
    let complete = Json::object([("complete", Json::truth(true))]);
    let collections = Json::object([
        ("registers/baseline/mmd_inventory", complete),
        (logs::LOG, log),
    ]);
    let mut pairs = vec![("collections".to_owned(), collections)];
    if captured {
        let date = Json::text("2026-11-22T08:00:00Z");
        pairs.push(("capturedAt".to_owned(), date));
    }
    Json::Object(pairs)
}

impl Plan {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let faults = [0, 0, 8, 25].get(random.below(4)).copied().unwrap_or(0);
        let service = random.between(1, 3);
        let others = random.between(1, 4);
        let mut plan = Self {
            users: (0..service + others).map(|n| id(1, n)).collect(),
            service,
            devices: (0..random.between(0, 3)).map(|n| id(2, n)).collect(),
            groups: Vec::new(),
            random,
            faults,
        };
        plan.name_groups();
        plan
    }

    fn name_groups(&mut self) {
        let mut names = vec![SERVICE_GROUP.to_owned()];
        for ring in RINGS {
            if self.random.percent(self.faults / 2) {
                continue;
            }
            names.push(self.spelt(&format!("Modern Workplace Devices-{ring}")));
            if self.random.percent(self.faults / 2) {
                names.push(format!("Modern Workplace Devices – {ring}"));
            }
        }
        let more = self.random.some(&GROUPS, 70);
        names.extend(more.into_iter().map(str::to_owned));
        let ids = names.into_iter().enumerate();
        self.groups = ids.map(|(n, name)| (id(3, n), name)).collect();
    }

    /// The same name in one of its spellings.
    fn spelt(&mut self, name: &str) -> String {
        let (front, ring) = name.rsplit_once('-').unwrap_or((name, ""));
        match self.random.below(4) {
            0 => format!("{front} [{ring}]"),
            1 => format!("{front} - {ring}"),
            2 => name.to_uppercase(),
            _ => name.to_owned(),
        }
    }

    /// Whether something is wrong here.
    fn fault(&mut self) -> bool {
        self.random.percent(self.faults)
    }

    /// The id of a group by its name, if there is one.
    fn group(&self, name: &str) -> Option<String> {
        let mut groups = self.groups.iter();
        groups
            .find(|(_, own)| own == name)
            .map(|(id, _)| id.clone())
    }

    /// The id of the group of a ring.
    fn ring_group(&self, ring: &str) -> Option<String> {
        let ring = ring.to_lowercase();
        let mut groups = self.groups.iter();
        let found = groups.find(|(_, name)| name.to_lowercase().contains(&ring));
        found.map(|(id, _)| id.clone())
    }

    /// Some group's id, now and then one that does not exist or is spelt in another case.
    fn any_group(&mut self) -> String {
        if self.random.percent(5) {
            return id(3, 99);
        }
        let groups: Vec<String> = self.groups.iter().map(|(id, _)| id.clone()).collect();
        let found = self.random.pick(&groups).cloned().unwrap_or_default();
        if self.random.percent(5) {
            return found.to_uppercase();
        }
        found
    }
}

/// The id of the nth object of a kind.
fn id(kind: usize, n: usize) -> String {
    format!("{kind:07x}a-0000-4000-8000-{n:012x}")
}
