//! Dynamic groups: whom their rules make members, worked out from the snapshot (G10).
//!
//! Entra stores the members of a dynamic group and works its rule out from time
//! to time (D31). Targeting reads what is stored. What the rule says now is
//! told beside it, and stands in for members that were not exported only where
//! somebody says that it may.

pub(crate) mod accepted;
mod asked;
mod differences;
mod many;
mod member;
pub(crate) mod said;

pub use asked::{ask_rules, groups};
pub use differences::PossibleMembers;

use std::sync::OnceLock;

use tenet_base::HashMap;
use tenet_snapshot::{Reason, ReasonCode, Row, Snapshot};
use tenet_syntax::condition::Dialect;

use crate::cells::{Cells, cells, incomplete, is_word, key_of};
use crate::columns::directory::Groups;
use crate::condition::{Rule, Subject, Verdict};
use crate::directory::Object;
use crate::graph::Graph;
use crate::truth::Truth;
use crate::{Answer, Columns, NodeKind};
use many::{Everybody, Parts};
use member::Reader;
use roaring::RoaringBitmap;

/// The rules of the dynamic groups of a snapshot, by the rows of the groups.
#[derive(Debug, Default)]
pub(crate) struct Dynamic {
    rules: HashMap<Row, DynamicRule>,
    users: Parts,
    devices: Parts,
}

/// The rule of a dynamic group.
#[derive(Debug)]
pub(crate) struct DynamicRule {
    /// The rule, or why it is not known.
    rule: Result<Rule, Reason>,
    subject: Subject,
    /// What it says of every object, once that is asked for.
    all: OnceLock<Truth>,
}

impl Dynamic {
    /// The rules of all groups that have one.
    pub(crate) fn new(snapshot: &Snapshot, columns: &Columns) -> Self {
        let Some(groups) = &columns.groups else {
            return Self::default();
        };
        let cells = cells(snapshot, groups.table, "groups");
        let rows = cells.table.objects.iter();
        let found = rows.filter_map(|row| {
            DynamicRule::read(snapshot, groups, cells, *row).map(|rule| (*row, rule))
        });
        let users = columns.users.as_ref().map(|users| users.rules.len());
        let devices = columns.devices.as_ref().map(|devices| devices.rules.len());
        Self {
            rules: found.collect(),
            users: Parts::new(users.unwrap_or_default()),
            devices: Parts::new(devices.unwrap_or_default()),
        }
    }

    fn parts(&self, kind: NodeKind) -> &Parts {
        match kind {
            NodeKind::Device => &self.devices,
            NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
                &self.users
            }
        }
    }

    /// The rule of a group; none if its members are assigned.
    pub(crate) fn of(&self, group: Row) -> Option<&DynamicRule> {
        self.rules.get(&group)
    }
}

impl DynamicRule {
    /// Whether a rule makes the members is told by `groupTypes`: a group that was
    /// made an assigned one may keep the text of its rule.
    fn read(snapshot: &Snapshot, columns: &Groups, cells: Cells<'_>, row: Row) -> Option<Self> {
        let text = cells.text(&columns.rule, row);
        let rule = match is_dynamic(snapshot, columns, cells, row) {
            Ok(false) => return None,
            Ok(true) => text.and_then(|text| text.ok_or_else(no_rule)),
            Err(_) if text == Ok(None) => return None,
            Err(reason) => Err(reason),
        };
        let text = rule.map(|text| snapshot.strings.get(text));
        let subject = text.as_ref().map_or(Subject::User, |text| subject(text));
        Some(Self {
            rule: text.map(|text| Rule::compile(Dialect::Membership, subject, text)),
            subject,
            all: OnceLock::new(),
        })
    }

    /// What it makes members.
    pub(crate) fn kind(&self) -> NodeKind {
        match self.subject {
            Subject::User => NodeKind::User,
            Subject::Device | Subject::ManagedDevice | Subject::ManagedApp => NodeKind::Device,
        }
    }

    /// Whether it looks at what other groups hold, and at nothing else (D24).
    fn is_about_groups(&self) -> bool {
        let rule = self.rule.as_ref();
        rule.is_ok_and(|rule| rule.problem().is_none() && rule.properties().is_empty())
    }

    /// What it says of every object that the directory knows.
    fn all(&self, graph: &Graph<'_>) -> &Truth {
        self.all.get_or_init(|| {
            let reader = self.reader(graph);
            let mut all = RoaringBitmap::new();
            for kind in [self.kind(), NodeKind::Other] {
                if let Some(of_kind) = graph.directory.of_kind(kind) {
                    all |= of_kind;
                }
            }
            let of_kind = graph.directory.of_kind(self.kind());
            let exported = of_kind.map(|all| all & graph.directory.exported());
            let exported = exported.unwrap_or_default();
            let mut truth = match (&self.rule, &reader) {
                (Ok(rule), Some(reader)) => {
                    let everybody = Everybody {
                        reader,
                        parts: graph.dynamic().parts(self.kind()),
                        all: exported.clone(),
                    };
                    all -= exported;
                    rule.over(&everybody, graph.now)
                }
                (Ok(_) | Err(_), _) => Truth::default(),
            };
            // Those without a row, and what may be one of the kind.
            for number in all {
                truth.set(number, self.judge(graph, reader.as_ref(), number));
            }
            truth
        })
    }

    /// What it says of one object of the directory.
    fn of_number(&self, graph: &Graph<'_>, number: u32) -> Answer {
        self.judge(graph, self.reader(graph).as_ref(), number)
    }

    fn reader<'g>(&'g self, graph: &'g Graph<'g>) -> Option<Reader<'g>> {
        let rule = self.rule.as_ref().ok()?;
        Reader::new(graph, self.kind(), rule)
    }

    fn judge(&self, graph: &Graph<'_>, reader: Option<&Reader<'_>>, number: u32) -> Answer {
        let object = graph.directory.object(number);
        let other = |object: &Object| object.kind != self.kind() && object.typed;
        if object.is_none_or(other) {
            return Answer::No;
        }
        let rule = match &self.rule {
            Ok(rule) => rule,
            Err(reason) => return Answer::unknown(reason.clone()),
        };
        let Some(member) = reader.and_then(|reader| reader.member(number)) else {
            return Answer::unknown(incomplete(collection(self.kind())));
        };
        match rule.evaluate(&member, graph.now) {
            Verdict::True => Answer::Yes,
            Verdict::False => Answer::No,
            Verdict::Error(problem) => Answer::unknown(problem.reason()),
            Verdict::Unknown(reasons) => Answer::Unknown(reasons),
        }
    }

    /// Why it may make members of objects that the directory does not know.
    fn open(&self, graph: &Graph<'_>) -> Option<Reason> {
        if let Err(reason) = &self.rule {
            return Some(reason.clone());
        }
        let table = match self.kind() {
            NodeKind::User => graph.columns.users.as_ref().map(|users| users.table),
            NodeKind::Device | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
                graph.columns.devices.as_ref().map(|devices| devices.table)
            }
        };
        let complete = |table| graph.directory.is_complete(graph.snapshot, table);
        let open = !table.is_some_and(complete);
        open.then(|| incomplete(collection(self.kind())))
    }
}

/// What a rule is about: it names one kind of object alone (D2).
pub(crate) fn subject(rule: &str) -> Subject {
    let rule = rule.to_ascii_lowercase();
    let first = |word| rule.find(word).unwrap_or(usize::MAX);
    if first("device.") < first("user.") {
        Subject::Device
    } else {
        Subject::User
    }
}

/// Whether a rule makes the members of a group.
pub(crate) fn is_dynamic(
    snapshot: &Snapshot,
    columns: &Groups,
    cells: Cells<'_>,
    row: Row,
) -> Result<bool, Reason> {
    let types = cells.list(&columns.types, row)?;
    Ok(types.is_some_and(|types| {
        let mut words = types.iter().filter_map(key_of);
        words.any(|word| is_word(&snapshot.strings, word, "DynamicMembership"))
    }))
}

fn no_rule() -> Reason {
    let text = "a dynamic group has no rule";
    let reason = Reason::new(ReasonCode::Malformed, text).entity("groups");
    reason.field("membershipRule")
}

/// The collection of the objects that a rule is about.
fn collection(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Device => "devices",
        NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => "users",
    }
}
