//! A tenant as large as is asked, for measurements: a service of the agreement
//! with its accounts, rings and registers, everything exported in full.
//!
//! A few things in a thousand are wrong, so that rules find something at any
//! size; the same numbers give the same bytes.

mod access;
mod directory;
mod intune;
mod logs;
mod registers;

use tenet_base::Instant;

use crate::json::Json;
use crate::memory::Memory;
use crate::random::Random;

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub struct Large {
    /// How many users there are, those of the service among them.
    pub users: usize,
    /// How many devices there are; each is managed and in the register of the service.
    pub devices: usize,
    /// How many events the directory's log has, over sixty days; half as many sign-ins.
    pub events: usize,
}

/// What is written, and the choices that are made on the way.
#[derive(Debug)]
struct Export {
    size: Large,
    random: Random,
    world: Memory,
    folder: String,
}

/// Kinds of objects, which their ids begin with.
#[derive(Debug, Clone, Copy)]
enum Kind {
    User = 1,
    Device,
    /// The id that a device has for itself.
    Machine,
    /// A device in Intune.
    Managed,
    Group,
    Application,
    Policy,
    App,
    Event,
    SignIn,
    Record,
}

/// The name of the service's group of accounts.
const ACCOUNTS: &str = "Modern Workplace Service Accounts";

/// The groups of the service, in the order of their ids; more groups follow them.
const SERVICE_GROUPS: [&str; 6] = [
    ACCOUNTS,
    "Modern Workplace Devices-All",
    "Modern Workplace Devices-Test",
    "Modern Workplace Devices-First",
    "Modern Workplace Devices-Fast",
    "Modern Workplace Devices-Broad",
];

/// How the names of the service's accounts begin.
const SERVICE_NAMES: [&str; 5] = [
    "msadmin",
    "msadminint",
    "mwaas_soc_ro",
    "mwaas_wdgsoc",
    "mstest",
];

/// When it was exported, in seconds since 1970: 2026-11-22T08:00:00Z.
const CAPTURED: i64 = 1_795_334_400;

const DAY: usize = 86_400;

impl Large {
    /// So many of each.
    pub const fn of(each: usize) -> Self {
        Self {
            users: each,
            devices: each,
            events: each,
        }
    }

    /// The export, as a world whose folder of the given name holds it.
    pub fn world(self, folder: &str) -> Memory {
        let mut export = Export {
            size: self,
            random: Random::new(17),
            world: Memory::default(),
            folder: folder.to_owned(),
        };
        directory::write(&mut export);
        access::write(&mut export);
        intune::write(&mut export);
        logs::write(&mut export);
        registers::write(&mut export);
        export.manifest();
        export.world
    }

    /// How many groups there are besides the service's.
    const fn groups(self) -> usize {
        self.users / 10
    }
}

impl Export {
    /// Writes the whole answer for a collection.
    fn answer(&mut self, path: &str, items: impl IntoIterator<Item = Json>) {
        let file = format!("{}/{path}.json", self.folder);
        self.world.add(file, answer(path, items));
    }

    /// Writes the answer for the members of a group.
    fn members(&mut self, group: usize, members: impl IntoIterator<Item = Json>) {
        let file = format!(
            "{}/groups/{}/members.json",
            self.folder,
            id(Kind::Group, group)
        );
        self.world.add(file, answer("directoryObjects", members));
    }

    fn manifest(&mut self) {
        let complete = Json::object([("complete", Json::truth(true))]);
        let window = Json::object([
            ("from", Json::text(before(60 * DAY))),
            ("to", Json::text(before(0))),
        ]);
        let log = Json::object([("complete", Json::truth(true)), ("window", window)]);
        let whole = registers::COMPLETE.iter().map(|path| (*path, &complete));
        let logs = logs::COMPLETE.iter().map(|path| (*path, &log));
        let collections = whole.chain(logs);
        let collections = collections.map(|(path, entry)| (path.to_owned(), entry.clone()));
        let manifest = Json::object([
            ("capturedAt", Json::text(before(0))),
            ("collections", Json::Object(collections.collect())),
        ]);
        let file = format!("{}/tenet-snapshot.json", self.folder);
        self.world.add(file, manifest.to_string());
    }
}

fn answer(path: &str, items: impl IntoIterator<Item = Json>) -> String {
    let mut text = format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#{path}\",\"value\":["
    );
    for (n, item) in items.into_iter().enumerate() {
        text.push_str(if n == 0 { "\n" } else { ",\n" });
        text.push_str(&item.to_string());
    }
    text.push_str("\n]}\n");
    text
}

/// The id of the nth object of a kind, in no order.
fn id(kind: Kind, n: usize) -> String {
    let number = Random::new(((kind as u64) << 40) | n as u64).number();
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:01x}{n:011x}",
        number >> 32,
        (number >> 16) & 0xffff,
        (number >> 4) & 0xfff,
        number & 0xfff,
        kind as u8,
    )
}

/// The moment so many seconds before the export.
fn before(seconds: usize) -> String {
    let seconds = CAPTURED - i64::try_from(seconds).unwrap_or(0);
    let moment = Instant::from_unix_millis(seconds * 1000);
    moment.map(|moment| moment.to_string()).unwrap_or_default()
}

/// The principal name of a user.
fn principal_name(n: usize) -> String {
    match SERVICE_NAMES.get(n) {
        Some(name) => format!("{name}@contoso.onmicrosoft.com"),
        None => format!("person{n}@contoso.com"),
    }
}

/// An object that a list names.
fn named(kind: &str, id: String) -> Json {
    let kind = format!("#microsoft.graph.{kind}");
    Json::object([("@odata.type", Json::text(kind)), ("id", Json::text(id))])
}
