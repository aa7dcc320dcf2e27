//! What a policy may reach, and what of it the policy's groups can hold.

use tenet_base::Symbol;
use tenet_snapshot::{ObjectId, Reason, ReasonCode, Row};

use crate::cells::{cells, incomplete, is_nothing};
use crate::directory::Directory;
use crate::joins::{Enrolled, Joins, MANAGED_DEVICES, Side};
use crate::{Answer, Columns, NodeKind};
use tenet_snapshot::Snapshot;

/// What a policy may reach.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// What was asked for.
    pub(crate) kind: SubjectKind,
    /// The user: itself, or the primary user of a device.
    pub(crate) user: Side,
    /// The device of the directory.
    pub(crate) device: Side,
    /// Whether it is enrolled in Intune.
    pub(crate) enrolled: Answer,
    /// Whether it is enrolled and no user's: whoever signs in brings policies.
    pub(crate) shared: bool,
    /// The operating system of a device.
    pub(crate) system: Result<Option<Symbol>, Reason>,
    /// What manages an enrolled device; none if it is not enrolled.
    pub(crate) agent: Option<Result<Option<Symbol>, Reason>>,
    /// The managed device that it is, or that belongs to it.
    pub(crate) managed: Option<Row>,
}

/// Kinds of objects that a policy may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SubjectKind {
    /// A user.
    User,
    /// A device, of the directory or of Intune.
    Device,
    /// A service principal.
    ServicePrincipal,
    /// Anything else: no policy names it.
    Other,
}

/// What subjects are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subjects<'g> {
    pub(crate) snapshot: &'g Snapshot,
    pub(crate) columns: &'g Columns,
    pub(crate) directory: &'g Directory,
    pub(crate) joins: &'g Joins,
}

impl Subject {
    fn account(kind: SubjectKind, user: Side) -> Self {
        Self {
            kind,
            user,
            device: Side::None,
            enrolled: Answer::No,
            shared: false,
            system: Ok(None),
            agent: None,
            managed: None,
        }
    }
}

impl Subjects<'_> {
    /// The subject that a row stands for.
    pub(crate) fn of_row(self, object: ObjectId) -> Result<Subject, Reason> {
        let columns = self.columns;
        let at = object.collection;
        if let Some(managed) = columns.managed.as_ref().filter(|found| found.table == at) {
            return Ok(self.managed_device(managed, object.row));
        }
        let tables = [
            columns
                .users
                .as_ref()
                .map(|c| (c.table, &c.id, "users", NodeKind::User)),
            columns
                .devices
                .as_ref()
                .map(|c| (c.table, &c.id, "devices", NodeKind::Device)),
            columns.principals.as_ref().map(|c| {
                (
                    c.table,
                    &c.id,
                    "servicePrincipals",
                    NodeKind::ServicePrincipal,
                )
            }),
        ];
        let found = tables
            .into_iter()
            .flatten()
            .find(|(table, ..)| *table == at);
        let Some((table, id, path, kind)) = found else {
            let text = "policies reach users, devices and service principals";
            return Err(Reason::new(ReasonCode::TargetKindUnsupported, text));
        };
        let cells = cells(self.snapshot, table, path);
        match cells.text(id, object.row)? {
            Some(key) => Ok(self.of_key(self.snapshot.strings.folded(key), kind)),
            None => Err(incomplete(path)),
        }
    }

    /// The subject with a folded key, whether it was exported or not.
    pub(crate) fn of_key(self, key: Symbol, kind: NodeKind) -> Subject {
        match kind {
            NodeKind::User => Subject::account(SubjectKind::User, Side::Is(key)),
            NodeKind::Device => self.device(key),
            NodeKind::ServicePrincipal => {
                Subject::account(SubjectKind::ServicePrincipal, Side::Is(key))
            }
            NodeKind::Group | NodeKind::Other => Subject::account(SubjectKind::Other, Side::None),
        }
    }

    fn device(self, key: Symbol) -> Subject {
        let mut subject = Subject {
            device: Side::Is(key),
            ..Subject::account(SubjectKind::Device, Side::None)
        };
        match self.enrolment(key, &mut subject) {
            Enrolled::No => {}
            Enrolled::As(row) => {
                subject.enrolled = Answer::Yes;
                self.add_management(&mut subject, row);
            }
            Enrolled::Somehow(reason) => {
                subject.enrolled = Answer::Yes;
                subject.user = Side::Unknown(reason.clone());
                subject.agent = Some(Err(reason));
            }
            Enrolled::Unknown(reason) => {
                subject.enrolled = Answer::unknown(reason.clone());
                subject.user = Side::Unknown(reason.clone());
                subject.agent = Some(Err(reason));
            }
        }
        subject
    }

    fn enrolment(self, key: Symbol, subject: &mut Subject) -> Enrolled {
        let row = self.directory.row(key, NodeKind::Device);
        let (Some(row), Some(devices)) = (row, &self.columns.devices) else {
            subject.system = Err(incomplete("devices"));
            return Enrolled::Unknown(incomplete("devices"));
        };
        let cells = cells(self.snapshot, devices.table, "devices");
        subject.system = cells.text(&devices.system, row);
        self.joins
            .enrolled(self.snapshot, cells.text(&devices.device_id, row))
    }

    /// What Intune knows of an enrolled device: its user and what manages it.
    fn add_management(self, subject: &mut Subject, row: Row) {
        let Some(managed) = &self.columns.managed else {
            return;
        };
        let cells = cells(self.snapshot, managed.table, MANAGED_DEVICES);
        subject.managed = Some(row);
        subject.agent = Some(cells.text(&managed.agent, row));
        subject.user = match cells.text(&managed.user, row) {
            Ok(Some(user)) if !is_nothing(&self.snapshot.strings, user) => {
                Side::Is(self.snapshot.strings.folded(user))
            }
            Ok(_) => Side::None,
            Err(reason) => Side::Unknown(reason),
        };
        subject.shared = matches!(subject.user, Side::None);
    }

    fn managed_device(self, managed: &crate::columns::directory::Managed, row: Row) -> Subject {
        let cells = cells(self.snapshot, managed.table, MANAGED_DEVICES);
        let mut subject = Subject {
            enrolled: Answer::Yes,
            device: self.directory_device(cells.text(&managed.device_id, row)),
            ..Subject::account(SubjectKind::Device, Side::None)
        };
        subject.system = cells.text(&managed.system, row);
        self.add_management(&mut subject, row);
        subject
    }

    fn directory_device(self, device_id: Result<Option<Symbol>, Reason>) -> Side {
        let row = match self.joins.device(self.snapshot, device_id) {
            Ok(row) => row,
            Err(reason) => return Side::Unknown(reason),
        };
        let Some(devices) = &self.columns.devices else {
            return Side::Unknown(incomplete("devices"));
        };
        let cells = cells(self.snapshot, devices.table, "devices");
        match cells.text(&devices.id, row) {
            Ok(Some(id)) => Side::Is(self.snapshot.strings.folded(id)),
            Ok(None) => Side::Unknown(incomplete("devices")),
            Err(reason) => Side::Unknown(reason),
        }
    }
}
