//! The conditions of a policy on a sign-in, as they were exported.

use tenet_snapshot::{ObjectId, Reason, Slot, Snapshot};
use tenet_syntax::condition::Dialect;

use super::policy::{Names, Reader};
use super::question::unknown_word_reason;
use crate::cells::Cells;
use crate::columns::policies::SignInConditions;
use crate::columns::route::Route;
use crate::condition::{Rule, Subject};

/// What a policy asks of a sign-in beside the account.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) state: Result<State, Reason>,
    pub(crate) applications: Listed,
    pub(crate) user_actions: Names,
    pub(crate) contexts: Names,
    pub(crate) platforms: Listed,
    pub(crate) locations: Listed,
    pub(crate) client_apps: Names,
    /// Of the user, of the sign-in, of the service principal.
    pub(crate) risks: [Names; 3],
    pub(crate) device_filter: Result<Option<Filter>, Reason>,
    /// Whether identities of agents are included, of which no clause speaks.
    pub(crate) agents: bool,
    /// The conditions that are set and that no clause speaks of, by their JSON names.
    pub(crate) further: Vec<String>,
}

/// What a condition includes and excludes.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) include: Names,
    pub(crate) exclude: Names,
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
    pub(crate) rule: Rule,
}

/// What a filter does with the devices that it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilterMode {
    Include,
    Exclude,
}

/// A policy's cells.
#[derive(Clone, Copy)]
struct Policy<'p> {
    snapshot: &'p Snapshot,
    cells: Cells<'p>,
    object: ObjectId,
}

impl Asked {
    pub(super) fn read(reader: Reader<'_>, columns: &SignInConditions) -> Self {
        let names = |route| reader.names(route);
        let listed = |[include, exclude]: &[Route; 2]| Listed {
            include: reader.names(include),
            exclude: reader.names(exclude),
        };
        let (snapshot, cells, object) = reader.parts();
        let policy = Policy {
            snapshot,
            cells,
            object,
        };
        Self {
            state: policy.state(columns),
            applications: listed(&columns.applications),
            user_actions: names(&columns.user_actions),
            contexts: names(&columns.contexts),
            platforms: listed(&columns.platforms),
            locations: listed(&columns.locations),
            client_apps: names(&columns.client_apps),
            risks: columns.risks.each_ref().map(names),
            device_filter: policy.filter(columns),
            agents: policy.is_set(&columns.agents),
            further: policy.further(columns),
        }
    }
}

impl State {
    /// Its word in Graph.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::ReportOnly => "enabledForReportingButNotEnforced",
        }
    }
}

impl FilterMode {
    /// Its word in Graph.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Exclude => "exclude",
        }
    }
}

impl<'p> Policy<'p> {
    fn state(self, columns: &SignInConditions) -> Result<State, Reason> {
        let word = self.word(&columns.state)?;
        let all = [State::Enabled, State::Disabled, State::ReportOnly];
        let mut all = all.into_iter();
        let found = all.find(|state| state.name().eq_ignore_ascii_case(word));
        found.ok_or_else(|| unknown_word_reason(word, "states"))
    }

    fn filter(self, columns: &SignInConditions) -> Result<Option<Filter>, Reason> {
        if !self
            .cells
            .present(&columns.device_filter, self.object.row)?
        {
            return Ok(None);
        }
        let word = self.word(&columns.filter_mode)?;
        let mut modes = [FilterMode::Include, FilterMode::Exclude].into_iter();
        let mode = modes.find(|mode| mode.name().eq_ignore_ascii_case(word));
        let mode = mode.ok_or_else(|| unknown_word_reason(word, "modes of device filters"))?;
        let rule = self.word(&columns.filter_rule)?;
        let rule = Rule::compile(Dialect::DeviceFilter, Subject::Device, rule);
        Ok(Some(Filter { mode, rule }))
    }

    /// A text that has to be there.
    fn word(self, route: &Route) -> Result<&'p str, Reason> {
        let text = self.cells.text(route, self.object.row)?;
        let text = text.ok_or_else(|| self.cells.unknown(Slot::Malformed, route))?;
        Ok(self.snapshot.strings.get(text))
    }

    fn further(self, columns: &SignInConditions) -> Vec<String> {
        let set = columns.further.iter().filter(|route| self.is_set(route));
        set.map(Route::name).collect()
    }

    /// A value of any shape but an empty list, or one about which copies disagree, is set.
    fn is_set(self, route: &Route) -> bool {
        let slot = route.of_row(self.cells.table, self.object.row);
        if let Slot::List(list) = slot {
            return list.open || list.iter().next().is_some();
        }
        !matches!(slot, Slot::Absent | Slot::Null)
    }
}
