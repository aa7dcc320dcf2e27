//! Runs the written cases of the targeting semantics.

pub mod access;
pub mod answer;
pub mod assignment;
pub mod case;
pub mod conditions;
pub mod facts;
pub mod file;
pub mod groups;
pub mod ids;
pub mod kinds;
pub mod machines;
pub mod membership;
pub mod people;
pub mod policies;
pub mod priority;
pub mod snapshot;
pub mod tenant;
pub mod thing;

use std::fmt;

use answer::{Found, Said};
use case::Case;
use file::Entry;
use tenant::Engine;

/// What came of a case.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The id of the case.
    pub id: String,
    /// The clause that decides.
    pub clause: String,
    /// The answers that are right.
    pub right: Vec<Said>,
    /// What was found; or why the case could not be asked.
    pub found: Result<Found, String>,
    /// What is wrong; none if the case is met.
    pub complaint: Option<String>,
}

/// Runs all cases of a file.
pub fn run(engine: &Engine, entries: &[Entry]) -> Vec<Outcome> {
    entries.iter().map(|entry| run_one(engine, entry)).collect()
}

fn run_one(engine: &Engine, entry: &Entry) -> Outcome {
    let case = match &entry.case {
        Ok(case) => case,
        Err(wrong) => return unreadable(entry, wrong),
    };
    let found = ask(engine, case);
    let complaint = match &found {
        Ok(found) => complaint(case, found),
        Err(why) => Some(why.clone()),
    };
    Outcome {
        id: case.id.clone(),
        clause: case.clause.clone(),
        right: case.right.clone(),
        found,
        complaint,
    }
}

/// Asks what a case asks.
fn ask(engine: &Engine, case: &Case) -> Result<Found, String> {
    match case.question.as_str() {
        "dynamic-rule" => conditions::dynamic_rule(case),
        "assignment-filter" => conditions::assignment_filter(case),
        "ca-device-filter" => conditions::device_filter(case),
        "membership/directMembers" => membership::direct(engine, case),
        "membership/transitiveMembers" | "membership/effectiveMembers" => {
            membership::transitive(engine, case)
        }
        "membership/checkMemberGroups" => membership::check(engine, case),
        "membership/consumerMembers" => membership::consumer(engine, case),
        "membership/administrativeUnitMembers" => membership::unit(engine, case),
        "membership/edgeAllowed" => facts::edge(case),
        "assignment" => assignment::reach(engine, case),
        "assignment/supportMatrix" => facts::support(case),
        "app-intent/conflict" => facts::conflict(case),
        "app-intent/intentThenFilter" => assignment::intent(engine, case),
        "priority/enrollmentRestriction" => priority::restriction(engine, case),
        "priority/esp" => priority::status_page(engine, case),
        "priority/autopilotProfile" => priority::autopilot(engine, case),
        "ca" => access::applies(engine, case),
        "ca/combine" => access::combine(case),
        other => Err(format!("nothing is known of `{other}`")),
    }
}

fn complaint(case: &Case, found: &Found) -> Option<String> {
    if !case.right.contains(&found.said) {
        return Some(format!("got {}", found.said));
    }
    let recorded = case.reason.as_ref().filter(|_| found.said.is_unknown())?;
    let codes = found.codes();
    let same = recorded
        .iter()
        .map(String::as_str)
        .eq(codes.iter().copied());
    if same {
        return None;
    }
    let list = |codes: Vec<&str>| codes.join(", ");
    Some(format!(
        "unknown for {}, and recorded is {}",
        list(codes.into_iter().collect()),
        list(recorded.iter().map(String::as_str).collect())
    ))
}

fn unreadable(entry: &Entry, wrong: &str) -> Outcome {
    Outcome {
        id: entry.id.clone(),
        clause: String::new(),
        right: Vec::new(),
        found: Err(wrong.to_owned()),
        complaint: Some(wrong.to_owned()),
    }
}

impl Outcome {
    /// Whether it is what the case says.
    pub fn is_met(&self) -> bool {
        self.complaint.is_none()
    }

    /// The codes of the reasons for which the case is unknown, on a line; none if it is not.
    pub fn reasons(&self) -> Option<String> {
        let found = self.found.as_ref().ok()?;
        let codes: Vec<&str> = found.codes().into_iter().collect();
        let line = format!(
            "{} [{}] unknown: {}",
            self.id,
            self.clause,
            codes.join(", ")
        );
        found.said.is_unknown().then_some(line)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let right: Vec<String> = self.right.iter().map(Said::to_string).collect();
        let complaint = self.complaint.as_deref().unwrap_or("met");
        let (id, clause) = (&self.id, &self.clause);
        write!(
            f,
            "{id} [{clause}] expected {}: {complaint}",
            right.join(" or ")
        )?;
        for why in self.found.iter().flat_map(|found| &found.reasons) {
            write!(f, "\n    {why}")?;
        }
        Ok(())
    }
}
