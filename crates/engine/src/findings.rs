//! What is wrong with the groups and assignments of a tenant, as diagnostics of the run.
//!
//! One for each thing that can be wrong: the first place with its names, and
//! how many more there are. A tenant makes the same mistake many times.

use tenet_base::code::{Code, data};
use tenet_base::{DataLocation, Diagnostic, Symbol, World};
use tenet_graph::findings::{Finding, FindingKind};
use tenet_graph::support::Holds;
use tenet_hir::{Collection, TargetKind};
use tenet_snapshot::{Locator, ObjectId, Slot};

use crate::run::Loaded;

/// How many names beyond the first a note shows.
const SHOWN: usize = 3;

/// The fields that objects are called by.
const NAMES: [&str; 2] = ["displayName", "name"];

/// The collections of what groups hold and policies name.
const OBJECTS: [&str; 4] = ["groups", "users", "devices", "servicePrincipals"];

/// One diagnostic for each kind of finding.
pub(crate) fn diagnostics(
    world: &dyn World,
    loaded: &Loaded,
    findings: &[Finding],
) -> Vec<Diagnostic> {
    let teller = Teller { loaded };
    let codes = [
        &data::REFUSED_MEMBER_OF_GROUP,
        &data::NESTED_IN_LICENSED,
        &data::MIXED_EXCLUSION,
        &data::MISSING_GROUP,
        &data::MISSING_EXCLUDED_GROUP,
        &data::MISSING_FILTER,
        &data::UNREADABLE_RULE,
        &data::COMPUTED_MEMBERS,
        &data::LATE_EXCLUSION,
    ];
    let mut told = Vec::new();
    for code in codes {
        let own = findings
            .iter()
            .filter(|finding| code_of(finding).id == code.id);
        let own: Vec<&Finding> = own.collect();
        if let Some((first, more)) = own.split_first() {
            told.push(teller.tell(world, code, first, more));
        }
    }
    told
}

fn code_of(finding: &Finding) -> &'static Code {
    match &finding.kind {
        FindingKind::RefusedMember { .. } => &data::REFUSED_MEMBER_OF_GROUP,
        FindingKind::NestedInLicensed { .. } => &data::NESTED_IN_LICENSED,
        FindingKind::MixedExclusion { .. } => &data::MIXED_EXCLUSION,
        FindingKind::MissingFilter { .. } => &data::MISSING_FILTER,
        FindingKind::UnreadableRule { .. } => &data::UNREADABLE_RULE,
        FindingKind::ComputedMembers => &data::COMPUTED_MEMBERS,
        FindingKind::LateExclusion { .. } => &data::LATE_EXCLUSION,
        FindingKind::MissingGroup { excluded: true, .. } => &data::MISSING_EXCLUDED_GROUP,
        FindingKind::MissingGroup {
            excluded: false, ..
        } => &data::MISSING_GROUP,
    }
}

#[derive(Clone, Copy)]
struct Teller<'a> {
    loaded: &'a Loaded,
}

impl<'a> Teller<'a> {
    fn tell(
        self,
        world: &dyn World,
        code: &'static Code,
        first: &Finding,
        more: &[&Finding],
    ) -> Diagnostic {
        let place = self.place(world, first);
        let mut diagnostic = Diagnostic::data(code, place, self.message(first));
        if let Some(note) = beyond(&first.kind) {
            diagnostic = diagnostic.note(note);
        }
        if !more.is_empty() {
            diagnostic = diagnostic.note(self.others(more));
        }
        match help(&first.kind) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    fn message(self, finding: &Finding) -> String {
        let object = self.name(finding.object);
        match &finding.kind {
            FindingKind::RefusedMember { member, why, .. } => {
                let member = self.named(*member);
                format!("{object} holds {member}, which Entra would not put into it: {why}")
            }
            FindingKind::NestedInLicensed { member, .. } => {
                let member = self.named(*member);
                format!("{object} has licences and holds {member}, whose members get none of them")
            }
            FindingKind::MixedExclusion {
                included,
                excluded,
                holds,
            } => {
                let (excluded, included) = (self.named(*excluded), self.included(*included));
                let (own, other) = match holds {
                    Holds::Users => ("users", "devices"),
                    Holds::Devices => ("devices", "users"),
                };
                format!(
                    "{object} excludes {excluded}, a group of {own}, from {included}, which are {other}"
                )
            }
            FindingKind::MissingFilter { filter } => {
                let filter = self.named(*filter);
                format!("{object} is narrowed by {filter}, a filter that does not exist")
            }
            FindingKind::UnreadableRule {
                message,
                part,
                before,
            } => {
                let part = if part.is_empty() {
                    String::new()
                } else {
                    format!("`{part}`, ")
                };
                let at = before + 1;
                format!("the rule of {object} cannot be read: {message} ({part}character {at})")
            }
            FindingKind::LateExclusion { excluded } => {
                let excluded = self.named(*excluded);
                format!("{object} excludes {excluded}, whose members a rule makes, from devices")
            }
            FindingKind::ComputedMembers => {
                format!("the members of {object} are computed from its rule: none were exported")
            }
            FindingKind::MissingGroup { group, excluded } => {
                let group = self.named(*group);
                let does = if *excluded { "excludes" } else { "includes" };
                format!("{object} {does} {group}, a group that does not exist")
            }
        }
    }

    fn others(self, more: &[&Finding]) -> String {
        let mut names: Vec<String> = Vec::new();
        for finding in more {
            let name = self.name(finding.object);
            if !names.contains(&name) {
                names.push(name);
            }
            if names.len() > SHOWN {
                names.pop();
                names.push("others".to_owned());
                break;
            }
        }
        let times = if more.len() == 1 { "place" } else { "places" };
        format!(
            "the same in {} more {times}: {}",
            more.len(),
            names.join(", ")
        )
    }

    fn included(self, (kind, key): (TargetKind, Option<Symbol>)) -> String {
        match key {
            Some(group) => format!("{}, whose members", self.named(group)),
            None => kind.name().replace('_', " "),
        }
    }

    fn place(self, world: &dyn World, finding: &Finding) -> DataLocation {
        let evidence = &finding.evidence;
        let table = self
            .loaded
            .snapshot
            .tables
            .try_get(evidence.object.collection);
        let places = table.map(|table| &table.places);
        let place = places.and_then(|places| places.get(evidence.object.row as usize).copied());
        let request = place.map(|place| (place, evidence.path.as_slice()));
        let requests: Vec<_> = request.into_iter().collect();
        let locator = Locator::new(world, self.loaded.roots(), &self.loaded.snapshot);
        let located = locator.locate_all(&requests).into_iter().flatten().next();
        located.map_or_else(|| DataLocation::file(0, ""), |located| located.place)
    }

    /// What an object is called, in backticks: its name if it was exported and read, else its id.
    fn named(self, key: Symbol) -> String {
        let folded = self.loaded.snapshot.strings.folded(key);
        let mut labels = OBJECTS.iter().filter_map(|path| {
            let collection = self.loaded.layout.projection.find(path)?;
            let table = self.loaded.snapshot.tables.try_get(collection)?;
            let row = *table.by_key.get(&folded)?;
            self.label(ObjectId { collection, row })
        });
        let label = labels.next();
        format!("`{}`", label.unwrap_or_else(|| self.text(key)))
    }

    fn name(self, object: ObjectId) -> String {
        let label = self.label(object).or_else(|| self.key(object));
        format!("`{}`", label.unwrap_or_default())
    }

    /// The name of an object, if it has one that was read.
    fn label(self, object: ObjectId) -> Option<String> {
        let collection = self.collection(object)?;
        let names = NAMES.iter().filter_map(|name| collection.column(&[name]));
        let mut texts = names.filter_map(|column| self.cell(object, column));
        texts.next()
    }

    fn key(self, object: ObjectId) -> Option<String> {
        self.cell(object, self.collection(object)?.key?)
    }

    fn collection(self, object: ObjectId) -> Option<&'a Collection> {
        let projection = &self.loaded.layout.projection;
        projection.collections.try_get(object.collection)
    }

    fn cell(self, object: ObjectId, column: usize) -> Option<String> {
        let table = self.loaded.snapshot.tables.try_get(object.collection)?;
        if let Slot::Text(text) = table.slot(column, object.row) {
            return Some(self.text(text));
        }
        None
    }

    fn text(self, symbol: Symbol) -> String {
        self.loaded.snapshot.strings.get(symbol).to_owned()
    }
}

/// What is further wrong with the same object.
fn beyond(kind: &FindingKind) -> Option<String> {
    match kind {
        FindingKind::RefusedMember { more, .. } if *more > 0 => {
            Some(format!("further members that would be refused: {more}"))
        }
        FindingKind::NestedInLicensed { more, .. } if *more > 0 => {
            Some(format!("further groups that it holds: {more}"))
        }
        FindingKind::MixedExclusion { .. } => Some(
            "Intune does not relate users to devices, so the exclusion is not supported".to_owned(),
        ),
        FindingKind::LateExclusion { .. } => {
            Some("a device may get the policy before the rule has put it into the group".to_owned())
        }
        FindingKind::RefusedMember { .. }
        | FindingKind::NestedInLicensed { .. }
        | FindingKind::MissingFilter { .. }
        | FindingKind::UnreadableRule { .. }
        | FindingKind::ComputedMembers
        | FindingKind::MissingGroup { .. } => None,
    }
}

/// What to do, where it is the same for all.
fn help(kind: &FindingKind) -> Option<&'static str> {
    match kind {
        FindingKind::RefusedMember { .. } => None,
        FindingKind::LateExclusion { .. } => {
            Some("exclude a group with assigned members, or narrow the assignment by a filter")
        }
        FindingKind::ComputedMembers => {
            Some("export `GET /v1.0/groups/{id}/members` to judge by what Entra has stored")
        }
        FindingKind::MissingFilter { .. } => {
            Some("take the filter out of the assignment, or name one that exists")
        }
        FindingKind::UnreadableRule { .. } => Some("save the rule again in the admin center"),
        FindingKind::NestedInLicensed { .. } => {
            Some("give the licence to the nested group itself, or put its members into this one")
        }
        FindingKind::MixedExclusion { .. } => Some(
            "exclude a group of the kind that is included, or narrow the assignment by a filter",
        ),
        FindingKind::MissingGroup {
            excluded: false, ..
        } => Some("take the assignment away: it reaches nobody"),
        FindingKind::MissingGroup { excluded: true, .. } => {
            Some("exclude a group that exists: nobody is spared by this one")
        }
    }
}
