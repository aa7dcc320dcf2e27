//! From Intune's devices to those of the directory and back: clauses J1 to J7.

use tenet_base::{HashMap, Symbol};
use tenet_snapshot::{Reason, ReasonCode, Row, Snapshot};

use crate::Columns;
use crate::cells::{Cells, cells, is_nothing};
use crate::columns::route::Route;

/// What a question of reach looks for on one side: a user, or a device.
#[derive(Debug, Clone)]
pub(crate) enum Side {
    /// There is none.
    None,
    /// The object with this folded key.
    Is(Symbol),
    /// Nobody can know.
    Unknown(Reason),
}

/// What of Intune belongs to a device of the directory.
#[derive(Debug, Clone)]
pub(crate) enum Enrolled {
    /// It is not enrolled.
    No,
    /// By this managed device.
    As(Row),
    /// It is, and nobody can know as which managed device.
    Somehow(Reason),
    /// Nobody can know.
    Unknown(Reason),
}

/// Devices and managed devices by their `deviceId`.
#[derive(Debug, Default)]
pub(crate) struct Joins {
    devices: Index,
    managed: Index,
}

#[derive(Debug, Default)]
struct Index {
    rows: HashMap<Symbol, Vec<Row>>,
    /// Why there may be further objects with a `deviceId`.
    open: Option<Reason>,
}

pub(crate) const MANAGED_DEVICES: &str = "deviceManagement/managedDevices";

impl Joins {
    /// The joins of a snapshot.
    pub(crate) fn new(snapshot: &Snapshot, columns: &Columns) -> Self {
        let devices = columns.devices.as_ref().map(|devices| {
            let cells = cells(snapshot, devices.table, "devices");
            Index::new(snapshot, cells, &devices.device_id)
        });
        let managed = columns.managed.as_ref().map(|managed| {
            let cells = cells(snapshot, managed.table, MANAGED_DEVICES);
            Index::new(snapshot, cells, &managed.device_id)
        });
        Self {
            devices: devices.unwrap_or_default(),
            managed: managed.unwrap_or_default(),
        }
    }

    /// The row of the directory that a `deviceId` belongs to.
    pub(crate) fn device(
        &self,
        snapshot: &Snapshot,
        device_id: Result<Option<Symbol>, Reason>,
    ) -> Result<Row, Reason> {
        let key = usable(snapshot, device_id)?;
        match (self.devices.of(key), &self.devices.open) {
            ([_, _, ..], _) => Err(ambiguous()),
            (_, Some(reason)) => Err(reason.clone()),
            ([row], None) => Ok(*row),
            ([], None) => Err(missing("no device of the directory has the `deviceId`")),
        }
    }

    /// The managed device that belongs to a device of the directory.
    pub(crate) fn enrolled(
        &self,
        snapshot: &Snapshot,
        device_id: Result<Option<Symbol>, Reason>,
    ) -> Enrolled {
        if let Err(reason) = self.device(snapshot, device_id.clone()) {
            return Enrolled::Unknown(reason);
        }
        let key = match usable(snapshot, device_id) {
            Ok(key) => key,
            Err(reason) => return Enrolled::Unknown(reason),
        };
        match (self.managed.of(key), &self.managed.open) {
            ([], None) => Enrolled::No,
            ([], Some(reason)) => Enrolled::Unknown(reason.clone()),
            ([row], None) => Enrolled::As(*row),
            ([_], Some(reason)) => Enrolled::Somehow(reason.clone()),
            ([_, _, ..], _) => Enrolled::Somehow(ambiguous()),
        }
    }
}

impl Index {
    fn new(snapshot: &Snapshot, cells: Cells<'_>, device_id: &Route) -> Self {
        let mut index = Self::default();
        if !cells.table.is_complete() {
            index.open = Some(cells.incomplete());
        }
        for row in &cells.table.objects {
            match cells.text(device_id, *row) {
                Ok(Some(key)) if !is_nothing(&snapshot.strings, key) => {
                    let key = snapshot.strings.folded(key);
                    index.rows.entry(key).or_default().push(*row);
                }
                Ok(_) => {}
                Err(reason) => {
                    index.open.get_or_insert(reason);
                }
            }
        }
        index
    }

    fn of(&self, key: Symbol) -> &[Row] {
        self.rows.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// A `deviceId` that stands for a device (J4).
fn usable(
    snapshot: &Snapshot,
    device_id: Result<Option<Symbol>, Reason>,
) -> Result<Symbol, Reason> {
    match device_id? {
        Some(key) if !is_nothing(&snapshot.strings, key) => Ok(snapshot.strings.folded(key)),
        Some(_) | None => Err(missing("it has no usable `deviceId`")),
    }
}

fn missing(why: &str) -> Reason {
    let text = format!("a device cannot be joined between Intune and the directory: {why}");
    Reason::new(ReasonCode::DeviceJoinMissing, text)
}

/// Several objects with one `deviceId` (J5).
fn ambiguous() -> Reason {
    let text = "several devices have one `deviceId`";
    Reason::new(ReasonCode::DeviceJoinAmbiguous, text)
}
