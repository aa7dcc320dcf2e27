//! The conditions of a policy on a sign-in, as they were exported.

use tenet_snapshot::{ObjectId, Reason, ReasonCode, Snapshot};

use super::policy::{Names, Reader};
use crate::cells::{Cells, is_word};
use crate::columns::policies::SignInConditions;

/// What a policy asks of a sign-in beside the account.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) state: Result<State, Reason>,
    /// Resources that are included, and excluded.
    pub(crate) applications: (Names, Names),
    pub(crate) application_filter: Result<bool, Reason>,
    pub(crate) user_actions: Names,
    pub(crate) contexts: Names,
    pub(crate) platforms: (Names, Names),
    pub(crate) locations: (Names, Names),
    pub(crate) client_apps: Names,
    /// Of the user, of the sign-in, of the service principal.
    pub(crate) risks: [Names; 3],
    pub(crate) device_filter: Result<Option<Filter>, Reason>,
}

/// Whether a policy is on (C1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Enabled,
    Disabled,
    ReportOnly,
}

/// A filter of devices.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) mode: FilterMode,
    pub(crate) rule: String,
}

/// What a filter does with the devices that it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilterMode {
    Include,
    Exclude,
}

impl Asked {
    pub(super) fn read(reader: Reader<'_>, columns: &SignInConditions) -> Self {
        let names = |route| reader.names(route);
        let (snapshot, cells, object) = reader.parts();
        Self {
            state: state(snapshot, cells, object, columns),
            applications: (
                names(&columns.applications[0]),
                names(&columns.applications[1]),
            ),
            application_filter: cells.present(&columns.application_filter, object.row),
            user_actions: names(&columns.user_actions),
            contexts: names(&columns.contexts),
            platforms: (names(&columns.platforms[0]), names(&columns.platforms[1])),
            locations: (names(&columns.locations[0]), names(&columns.locations[1])),
            client_apps: names(&columns.client_apps),
            risks: [
                names(&columns.risks[0]),
                names(&columns.risks[1]),
                names(&columns.risks[2]),
            ],
            device_filter: filter(snapshot, cells, object, columns),
        }
    }
}

fn state(
    snapshot: &Snapshot,
    cells: Cells<'_>,
    object: ObjectId,
    columns: &SignInConditions,
) -> Result<State, Reason> {
    let said = cells.text(&columns.state, object.row)?;
    let is = |word| said.is_some_and(|said| is_word(&snapshot.strings, said, word));
    if is("enabled") {
        Ok(State::Enabled)
    } else if is("disabled") {
        Ok(State::Disabled)
    } else if is("enabledForReportingButNotEnforced") {
        Ok(State::ReportOnly)
    } else {
        let text = "the state of the policy is none that is known";
        Err(Reason::new(ReasonCode::TargetKindUnsupported, text))
    }
}

fn filter(
    snapshot: &Snapshot,
    cells: Cells<'_>,
    object: ObjectId,
    columns: &SignInConditions,
) -> Result<Option<Filter>, Reason> {
    if !cells.present(&columns.device_filter, object.row)? {
        return Ok(None);
    }
    let mode = cells.text(&columns.filter_mode, object.row)?;
    let is = |word| mode.is_some_and(|mode| is_word(&snapshot.strings, mode, word));
    let mode = if is("include") {
        FilterMode::Include
    } else if is("exclude") {
        FilterMode::Exclude
    } else {
        let text = "what the device filter of a policy does is neither include nor exclude";
        return Err(Reason::new(ReasonCode::FilterUnknown, text));
    };
    let rule = cells.text(&columns.filter_rule, object.row)?;
    let rule = rule.map(|rule| snapshot.strings.get(rule).to_owned());
    Ok(Some(Filter {
        mode,
        rule: rule.unwrap_or_default(),
    }))
}
