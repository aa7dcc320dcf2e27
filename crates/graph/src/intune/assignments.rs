//! The assignments of a policy as they were exported: clauses I1 and I25.

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Evidence, ObjectId, Reason, ReasonCode, RecordSlot, Slot, Snapshot, Step};

use crate::cells::{Cells, cells, is_nothing, is_word};
use crate::columns::policies::AssignedPolicies;
use crate::columns::route::Route;
use crate::intune::kinds::{Family, Kind};
use crate::intune::rivals::Rivals;
use crate::{Inclusion, Narrowing};
use tenet_base::Instant;

/// A policy and its assignments.
#[derive(Debug)]
pub(crate) struct AssignedPolicy {
    /// Its id as exported.
    pub(crate) id: Option<Symbol>,
    /// The Graph path of its collection.
    pub(crate) path: String,
    /// What rules of its own its kind has.
    pub(crate) kind: Kind,
    /// What it competes with: policies of one collection, JSON type and platform.
    pub(crate) rivals: Rivals,
    /// When it was made: the oldest of several Autopilot profiles wins.
    pub(crate) created: Result<Option<Instant>, Reason>,
    /// The priority of an enrolment configuration.
    pub(crate) priority: Result<Option<i64>, Reason>,
    pub(crate) assignments: Result<Vec<Assignment>, Reason>,
}

/// An assignment.
#[derive(Debug)]
pub(crate) struct Assignment {
    pub(crate) role: Role,
    pub(crate) target: Target,
    pub(crate) filter: Filter,
    /// For an app: what is to become of it.
    pub(crate) intent: Result<Option<Symbol>, Reason>,
    /// The policy set that it comes from.
    pub(crate) policy_set: Option<Symbol>,
    /// Where its target stands.
    pub(crate) evidence: Evidence,
}

/// Whether an assignment includes or excludes.
#[derive(Debug)]
pub(crate) enum Role {
    Include,
    Exclude,
    Unknown(Reason),
}

/// What an assignment names.
#[derive(Debug)]
pub(crate) enum Target {
    /// A group, by its id as exported.
    Group(Symbol),
    AllUsers,
    AllDevices,
    /// A collection of Configuration Manager.
    Collection(Option<Symbol>),
    Unknown(Reason),
}

/// Whether a filter narrows an assignment.
#[derive(Debug, Clone)]
pub(crate) enum Filter {
    None,
    /// Devices that the filter with this id fits.
    Include(Symbol),
    /// Devices that it does not fit.
    Exclude(Symbol),
    Unsaid(Reason),
}

impl AssignedPolicy {
    /// Reads a policy.
    pub(crate) fn read(snapshot: &Snapshot, columns: &AssignedPolicies, object: ObjectId) -> Self {
        let cells = cells(snapshot, object.collection, &columns.path);
        let json_type = cells.table.type_of(object.row);
        let said = json_type.map(|symbol| snapshot.strings.get(symbol));
        let platforms = cells.text(&columns.platforms, object.row).ok().flatten();
        let platforms = platforms.map(|symbol| snapshot.strings.get(symbol));
        Self {
            id: cells.text(&columns.id, object.row).ok().flatten(),
            path: columns.path.clone(),
            kind: Kind::of(&columns.path, said, platforms),
            rivals: Rivals::read(snapshot, columns, object),
            created: cells.date(&columns.created, object.row),
            priority: cells.number(&columns.priority, object.row),
            assignments: assignments(snapshot, columns, cells, object),
        }
    }

    /// Whether an assignment of it may exclude.
    pub(crate) fn excludes(&self) -> bool {
        let mut all = self.assignments.iter().flatten();
        all.any(|assignment| !matches!(assignment.role, Role::Include))
    }

    /// What it includes, or excludes.
    pub(crate) fn listed(&self, excluded: bool) -> Result<Vec<Inclusion>, Reason> {
        let mut listed = Vec::new();
        for assignment in self.assignments.as_ref().map_err(Clone::clone)? {
            match &assignment.role {
                Role::Unknown(reason) => return Err(reason.clone()),
                Role::Include if !excluded => listed.push(assignment.listed(&self.kind)?),
                Role::Exclude if excluded => listed.push(assignment.listed(&self.kind)?),
                Role::Include | Role::Exclude => {}
            }
        }
        Ok(listed)
    }
}

impl Filter {
    /// The filter, if there is one and it is known what it does.
    fn narrowing(&self) -> Option<Narrowing> {
        let (filter, excludes) = match self {
            Self::Include(filter) => (*filter, false),
            Self::Exclude(filter) => (*filter, true),
            Self::None | Self::Unsaid(_) => return None,
        };
        Some(Narrowing { filter, excludes })
    }
}

impl Assignment {
    /// What it names; a group whose id was not exported is not the same as no group.
    fn listed(&self, owner: &Kind) -> Result<Inclusion, Reason> {
        let (kind, key) = match &self.target {
            Target::Group(key) => (TargetKind::Group, Some(*key)),
            Target::AllUsers => (TargetKind::AllUsers, None),
            Target::AllDevices => (TargetKind::AllDevices, None),
            Target::Collection(key) => (TargetKind::Collection, *key),
            Target::Unknown(reason) => return Err(reason.clone()),
        };
        let filtered = match &self.filter {
            Filter::None => Some(false),
            Filter::Include(_) | Filter::Exclude(_) => Some(true),
            Filter::Unsaid(_) => None,
        };
        // The assignments of profiles have an intent too, with other words: it is no `Intent`.
        let intent = if matches!(owner.family, Family::App(_)) {
            self.intent.clone()
        } else {
            Ok(None)
        };
        Ok(Inclusion {
            kind,
            key,
            filtered,
            filter: self.filter.narrowing(),
            policy_set: self.policy_set,
            intent,
            evidence: self.evidence.clone(),
        })
    }
}

fn assignments(
    snapshot: &Snapshot,
    columns: &AssignedPolicies,
    cells: Cells<'_>,
    object: ObjectId,
) -> Result<Vec<Assignment>, Reason> {
    let assigned = cells.truth(&columns.assigned, object.row).ok().flatten();
    let list = cells.list(&columns.assignments, object.row)?;
    let items = list.map_or_else(Vec::new, |list| list.iter().collect());
    if items.is_empty() && assigned == Some(true) {
        return Err(unlisted(
            cells,
            "the policy is assigned, and no assignment was exported",
        ));
    }
    if list.is_some_and(|list| list.open) {
        return Err(unlisted(
            cells,
            "the list of assignments may not be all of it",
        ));
    }
    let reader = Reader {
        snapshot,
        columns,
        cells,
        object,
    };
    let numbered = (0u32..).zip(items);
    Ok(numbered.map(|(at, slot)| reader.read(at, slot)).collect())
}

fn unlisted(cells: Cells<'_>, text: &str) -> Reason {
    Reason::new(ReasonCode::PropertyNotCollected, text)
        .entity(cells.path)
        .field("assignments")
}

#[derive(Clone, Copy)]
struct Reader<'g> {
    snapshot: &'g Snapshot,
    columns: &'g AssignedPolicies,
    cells: Cells<'g>,
    object: ObjectId,
}

impl Reader<'_> {
    fn read(self, at: u32, slot: Slot<'_>) -> Assignment {
        let mut evidence = self
            .columns
            .assignments
            .evidence(self.cells.table, self.object);
        evidence.path.push(Step::Item(at));
        let Slot::Record(record) = slot else {
            return self.unreadable(evidence);
        };
        let fields = &self.columns.assignment;
        let (role, target) = self.target(record);
        let leaf = match target {
            Target::Group(_) => &fields.group,
            Target::Collection(_) => &fields.collection,
            Target::AllUsers | Target::AllDevices | Target::Unknown(_) => &fields.kind,
        };
        evidence.path.extend(leaf.path());
        Assignment {
            role,
            target,
            filter: self.filter(record),
            policy_set: self.policy_set(record),
            intent: self
                .cells
                .text_of(fields.intent.of_record(record), &fields.intent),
            evidence,
        }
    }

    fn unreadable(self, evidence: Evidence) -> Assignment {
        let text = "an assignment is not of the shape that Graph gives it";
        let reason = Reason::new(ReasonCode::Malformed, text)
            .entity(self.cells.path)
            .field("assignments");
        Assignment {
            role: Role::Unknown(reason.clone()),
            target: Target::Unknown(reason.clone()),
            filter: Filter::Unsaid(reason.clone()),
            intent: Err(reason),
            policy_set: None,
            evidence,
        }
    }

    fn policy_set(self, record: RecordSlot<'_>) -> Option<Symbol> {
        let fields = &self.columns.assignment;
        let text = |route: &Route| self.cells.text_of(route.of_record(record), route);
        let source = text(&fields.source).ok().flatten()?;
        if !is_word(&self.snapshot.strings, source, "policySets") {
            return None;
        }
        text(&fields.source_id).ok().flatten()
    }

    fn target(self, record: RecordSlot<'_>) -> (Role, Target) {
        let fields = &self.columns.assignment;
        let kind = match self
            .cells
            .text_of(fields.kind.of_record(record), &fields.kind)
        {
            Ok(Some(kind)) => self.snapshot.strings.get(kind),
            Ok(None) => "",
            Err(reason) => return (Role::Unknown(reason.clone()), Target::Unknown(reason)),
        };
        let kind = kind.trim_start_matches('#').to_ascii_lowercase();
        match kind.strip_prefix("microsoft.graph.").unwrap_or(&kind) {
            "groupassignmenttarget" => (Role::Include, self.group(record)),
            "exclusiongroupassignmenttarget" => (Role::Exclude, self.group(record)),
            "alllicensedusersassignmenttarget" => (Role::Include, Target::AllUsers),
            "alldevicesassignmenttarget" => (Role::Include, Target::AllDevices),
            "configurationmanagercollectionassignmenttarget" => {
                (Role::Include, self.collection(record))
            }
            _ => {
                let text =
                    "an assignment names something other than groups, all users or all devices";
                let reason = Reason::new(ReasonCode::TargetKindUnsupported, text);
                (Role::Unknown(reason.clone()), Target::Unknown(reason))
            }
        }
    }

    fn group(self, record: RecordSlot<'_>) -> Target {
        let route = &self.columns.assignment.group;
        match self.cells.text_of(route.of_record(record), route) {
            Ok(Some(key)) => Target::Group(key),
            Ok(None) => Target::Unknown(self.cells.unknown(Slot::Malformed, route)),
            Err(reason) => Target::Unknown(reason),
        }
    }

    fn collection(self, record: RecordSlot<'_>) -> Target {
        let route = &self.columns.assignment.collection;
        Target::Collection(
            self.cells
                .text_of(route.of_record(record), route)
                .ok()
                .flatten(),
        )
    }

    /// The id of zeros, and the mode `none`, mean that there is no filter (I1).
    fn filter(self, record: RecordSlot<'_>) -> Filter {
        let fields = &self.columns.assignment;
        let mode = fields.mode.of_record(record);
        let mode = self.cells.text_of(mode, &fields.mode);
        let is =
            |word| matches!(mode, Ok(Some(mode)) if is_word(&self.snapshot.strings, mode, word));
        let id = fields.filter.of_record(record);
        match self.cells.text_of(id, &fields.filter) {
            Ok(None) => Filter::None,
            Ok(Some(id)) if is_nothing(&self.snapshot.strings, id) => Filter::None,
            Ok(Some(_)) | Err(_) if is("none") => Filter::None,
            Ok(Some(id)) if is("include") => Filter::Include(id),
            Ok(Some(id)) if is("exclude") => Filter::Exclude(id),
            Ok(Some(_)) => Filter::Unsaid(self.mode(mode)),
            Err(reason) => Filter::Unsaid(reason),
        }
    }

    /// Why it is not known what a filter that is there does.
    fn mode(self, mode: Result<Option<Symbol>, Reason>) -> Reason {
        let text =
            "an assignment has a filter, and what the filter does is neither include nor exclude";
        let unknown = Reason::new(ReasonCode::FilterUnknown, text);
        mode.err()
            .unwrap_or_else(|| unknown.entity(self.cells.path))
    }
}
