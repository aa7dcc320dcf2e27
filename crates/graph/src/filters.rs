//! Assignment filters: which devices each fits (I13).

use std::sync::OnceLock;

use roaring::RoaringBitmap;
use tenet_base::{HashMap, Symbol};
use tenet_snapshot::{Reason, ReasonCode, Row, Slot, Snapshot};
use tenet_syntax::condition::Dialect;

use crate::Answer;
use crate::cells::{Cells, cells, incomplete};
use crate::columns::filters::{DeviceProperties, Filters as Columns};
use crate::condition::{Attribute, Object, Property, Rule, Subject, Verdict};
use crate::explain::{FilterSaid, FilterStep};
use crate::graph::Graph;
use crate::intune::assignments::AssignedPolicy;
use crate::intune::kinds::platform::{Platform, Platforms};
use crate::intune::kinds::{self, Family};
use crate::joins::MANAGED_DEVICES;
use crate::population::Population;
use crate::subject::SubjectKind;
use crate::truth::Truth;

const FILTERS: &str = "deviceManagement/assignmentFilters";

/// The filters of a snapshot, by their folded ids.
#[derive(Debug, Default)]
pub(crate) struct Filters {
    known: HashMap<Symbol, Filter>,
    complete: bool,
}

/// A filter.
#[derive(Debug)]
struct Filter {
    row: Row,
    name: Option<Symbol>,
    text: Option<Symbol>,
    rule: Result<Rule, Reason>,
    /// The platform that it is for, if the export says it.
    platform: Option<Platform>,
    /// Whether it is for apps.
    of_apps: bool,
    /// What it says of every managed device, once that is asked for.
    all: OnceLock<Truth>,
}

/// A managed device, as rules ask it.
struct Device<'d> {
    snapshot: &'d Snapshot,
    properties: &'d DeviceProperties,
    cells: Cells<'d>,
    row: Row,
}

/// Fewer devices than these are asked one by one; for more, all are, once.
const FEW: u64 = 64;

impl Filters {
    /// The filters of a snapshot.
    pub(crate) fn new(snapshot: &Snapshot, columns: Option<&Columns>) -> Self {
        let mut filters = Self::default();
        let Some(columns) = columns else {
            return filters;
        };
        let cells = cells(snapshot, columns.table, FILTERS);
        filters.complete = cells.table.is_complete();
        for row in &cells.table.objects {
            if let Ok(Some(id)) = cells.text(&columns.id, *row) {
                let filter = Filter::read(snapshot, columns, cells, *row);
                filters.known.insert(snapshot.strings.folded(id), filter);
            }
        }
        filters
    }

    /// Each filter whose rule cannot be read, by its row, in their order.
    pub(crate) fn unreadable(&self) -> Vec<(Row, &Rule)> {
        let rules = self.known.values().filter_map(|filter| {
            let rule = filter.rule.as_ref().ok()?;
            rule.problem().map(|_| (filter.row, rule))
        });
        let mut rules: Vec<(Row, &Rule)> = rules.collect();
        rules.sort_unstable_by_key(|(row, _)| *row);
        rules
    }

    /// Whether a filter exists; none if that is not known.
    pub(crate) fn exists(&self, snapshot: &Snapshot, id: Symbol) -> Option<bool> {
        let known = self.known.contains_key(&snapshot.strings.folded(id));
        (known || self.complete).then_some(known)
    }
}

impl Filter {
    fn read(snapshot: &Snapshot, columns: &Columns, cells: Cells<'_>, row: Row) -> Self {
        let get = |route| cells.text(route, row);
        let text_of = |symbol: Symbol| snapshot.strings.get(symbol);
        let platform = get(&columns.platform)
            .ok()
            .flatten()
            .map(text_of)
            .unwrap_or_default();
        let management = get(&columns.management)
            .ok()
            .flatten()
            .map(text_of)
            .unwrap_or_default();
        let of_apps = management.eq_ignore_ascii_case("apps")
            || platform
                .to_ascii_lowercase()
                .contains("mobileapplicationmanagement");
        let subject = if of_apps {
            Subject::ManagedApp
        } else {
            Subject::ManagedDevice
        };
        let text = get(&columns.rule);
        let rule = match &text {
            Ok(Some(text)) => Ok(Rule::compile(
                Dialect::AssignmentFilter,
                subject,
                text_of(*text),
            )),
            Ok(None) => Err(cells.unknown(Slot::Malformed, &columns.rule)),
            Err(reason) => Err(reason.clone()),
        };
        Self {
            row,
            name: get(&columns.name).ok().flatten(),
            text: text.ok().flatten(),
            rule,
            platform: Platform::of(platform),
            of_apps,
            all: OnceLock::new(),
        }
    }
}

/// Whom a filter fits.
pub(crate) fn fits(
    graph: &Graph<'_>,
    policy: &AssignedPolicy,
    id: Symbol,
    population: &Population,
) -> Truth {
    let everybody = || population.members.clone();
    let filter = match usable(graph, policy, id) {
        Ok(filter) => filter,
        Err(reason) => return Truth::unknown(everybody(), reason),
    };
    if population.kind != SubjectKind::Device {
        let text = "a filter decides, and it looks at devices";
        return Truth::unknown(everybody(), Reason::new(ReasonCode::FilterUnknown, text));
    }
    let rows = population.managed.numbers();
    let mut truth = population
        .managed
        .pull_truth(&of_rows(graph, filter, &rows));
    for (reason, members) in &population.managed.unknown {
        truth.doubt(reason.clone(), members.clone());
    }
    let unenrolled = everybody() - &population.managed.known;
    let text = "a filter decides, and the device is not enrolled";
    truth.doubt(Reason::new(ReasonCode::FilterUnknown, text), unenrolled);
    truth.because(undecided(graph, id))
}

/// What a filter and each of its comparisons look at, for a proof.
pub(crate) fn describe(
    graph: &Graph<'_>,
    id: Symbol,
    population: &Population,
    member: u32,
) -> FilterSaid {
    let filter = graph.filters.known.get(&graph.snapshot.strings.folded(id));
    let row = population.managed.side(member);
    let steps = filter.and_then(|filter| {
        let rule = filter.rule.as_ref().ok()?;
        let device = device(graph, row?)?;
        Some(rule.trace(&device, graph.now))
    });
    let steps = steps.unwrap_or_default().into_iter().map(FilterStep::from);
    FilterSaid {
        id,
        name: filter.and_then(|filter| filter.name),
        rule: filter.and_then(|filter| filter.text),
        excludes: false,
        fits: Answer::No,
        steps: steps.collect(),
    }
}

/// A filter that is there and fits the policy's platform (I13, F10).
fn usable<'g>(
    graph: &'g Graph<'_>,
    policy: &AssignedPolicy,
    id: Symbol,
) -> Result<&'g Filter, Reason> {
    let strings = &graph.snapshot.strings;
    let unknown = |text: String| {
        let reason = Reason::new(ReasonCode::FilterUnknown, text).entity(FILTERS);
        reason.key(strings.get(id))
    };
    let Some(filter) = graph.filters.known.get(&strings.folded(id)) else {
        if !graph.filters.complete {
            return Err(unknown(
                "a filter that an assignment names was not exported".to_owned(),
            ));
        }
        return Err(unknown(
            "an assignment names a filter that does not exist".to_owned(),
        ));
    };
    if let Err(reason) = &filter.rule {
        return Err(reason.clone());
    }
    if let Ok(Some(problem)) = filter.rule.as_ref().map(Rule::problem) {
        let text = format!(
            "the rule of a filter says nothing: {} ({})",
            problem.message, problem.clause
        );
        return Err(unknown(text));
    }
    if filter.of_apps != (policy.kind.filters == kinds::Filters::Apps) {
        return Err(unknown(
            "a filter of apps is on a policy for devices, or the other way round".to_owned(),
        ));
    }
    let foreign = match (&policy.kind.platforms, filter.platform) {
        (Platforms::Only(own), Some(platform)) => !own.contains(&platform),
        (Platforms::Any | Platforms::Named | Platforms::Unsaid, _) | (_, None) => false,
    };
    if foreign {
        return Err(unknown(
            "a filter is for another platform than the policy".to_owned(),
        ));
    }
    if let Some(property) = unseen(policy, filter) {
        let text = format!(
            "a filter looks at `{property}`, which is not there while a device enrols (F13)"
        );
        return Err(unknown(text));
    }
    if filter.of_apps {
        return Err(unknown(
            "a filter looks at apps, which no export holds".to_owned(),
        ));
    }
    Ok(filter)
}

/// What filters see while a device enrols, as Graph calls it (F13); on Android nothing.
const WHILE_ENROLLING: [&str; 5] = [
    "manufacturer",
    "model",
    "osVersion",
    "managedDeviceOwnerType",
    "enrollmentProfileName",
];

/// What they see on Windows besides.
const EDITION: &str = "skuNumber";

/// The first property of a filter that a restriction of enrolment or a status
/// page does not see; any may be if the platform is not known.
fn unseen<'f>(policy: &AssignedPolicy, filter: &'f Filter) -> Option<&'f str> {
    if !matches!(policy.kind.family, Family::Restriction | Family::StatusPage) {
        return None;
    }
    let is_seen = |name: &str| match filter.platform {
        Some(Platform::Windows) => WHILE_ENROLLING.contains(&name) || name == EDITION,
        Some(Platform::Ios | Platform::MacOs) => WHILE_ENROLLING.contains(&name),
        Some(Platform::Android | Platform::WindowsPhone | Platform::Linux | Platform::ChromeOs)
        | None => false,
    };
    let properties = filter.rule.as_ref().ok()?.properties().iter();
    let mut names = properties.filter_map(|property| property.path.first());
    names.find(|name| !is_seen(name)).map(String::as_str)
}

fn undecided(graph: &Graph<'_>, id: Symbol) -> Reason {
    let text = "whether a filter fits the device is unknown";
    let reason = Reason::new(ReasonCode::FilterUnknown, text).entity(FILTERS);
    reason.key(graph.snapshot.strings.get(id))
}

/// What a filter says of rows of managed devices.
fn of_rows(graph: &Graph<'_>, filter: &Filter, rows: &RoaringBitmap) -> Truth {
    if rows.len() < FEW {
        return judged(graph, filter, rows.iter());
    }
    let all = filter.all.get_or_init(|| {
        let managed = graph.columns.managed.as_ref();
        let rows = managed.map(|managed| graph.snapshot.tables[managed.table].objects.as_slice());
        judged(graph, filter, rows.unwrap_or_default().iter().copied())
    });
    all.clone()
}

fn judged(graph: &Graph<'_>, filter: &Filter, rows: impl Iterator<Item = Row>) -> Truth {
    let mut truth = Truth::default();
    let Ok(rule) = &filter.rule else {
        return truth;
    };
    for row in rows {
        let Some(device) = device(graph, row) else {
            truth.set(row, Answer::unknown(incomplete(MANAGED_DEVICES)));
            continue;
        };
        let answer = match rule.evaluate(&device, graph.now) {
            Verdict::True => Answer::Yes,
            Verdict::False => Answer::No,
            Verdict::Error(problem) => Answer::unknown(problem.reason()),
            Verdict::Unknown(reasons) => Answer::Unknown(reasons),
        };
        truth.set(row, answer);
    }
    truth
}

fn device<'g>(graph: &'g Graph<'_>, row: Row) -> Option<Device<'g>> {
    let managed = graph.columns.managed.as_ref()?;
    Some(Device {
        snapshot: graph.snapshot,
        properties: &managed.properties,
        cells: cells(graph.snapshot, managed.table, MANAGED_DEVICES),
        row,
    })
}

impl Object for Device<'_> {
    fn attribute(&self, property: &Property) -> Attribute<'_> {
        let Some(route) = self.properties.route(property) else {
            return Attribute::NotCollected;
        };
        crate::cells::attribute(self.snapshot, route.of_row(self.cells.table, self.row))
    }

    fn in_group_directly(&self, _: &str) -> Answer {
        Answer::No
    }
}
