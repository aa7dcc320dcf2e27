//! Rules of groups, assignment filters and device filters, by their clauses.

mod device_filters;
mod filters;
mod input;
mod members;
mod object;

use tenet_graph::condition::{Rule, Subject, Verdict};
use tenet_syntax::condition::Dialect;

use object::{Thing, now};

/// A rule, an object as JSON, and the verdict: `true`, `false`, `unknown`, or
/// `error` with its clause.
type Row = (&'static str, &'static str, &'static str);

/// Judges rows of one dialect and subject, and shows all that are wrong at once.
fn judge(dialect: Dialect, subject: Subject, rows: &[Row]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, object, wanted)| {
            let rule = Rule::compile(dialect, subject, text);
            let verdict = rule.evaluate(&Thing::of(object), now());
            let found = match &verdict {
                Verdict::True => "true".to_owned(),
                Verdict::False => "false".to_owned(),
                Verdict::Unknown(reasons) if reasons.is_empty() => "unknown of nothing".to_owned(),
                Verdict::Unknown(_) => "unknown".to_owned(),
                Verdict::Error(problem) => format!("error {}", problem.clause),
            };
            (found != *wanted).then(|| format!("{text}\n  of {object}: {found}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn users(rows: &[Row]) {
    judge(Dialect::Membership, Subject::User, rows);
}

fn devices(rows: &[Row]) {
    judge(Dialect::Membership, Subject::Device, rows);
}

fn managed(rows: &[Row]) {
    judge(Dialect::AssignmentFilter, Subject::ManagedDevice, rows);
}

fn apps(rows: &[Row]) {
    judge(Dialect::AssignmentFilter, Subject::ManagedApp, rows);
}

fn access(rows: &[Row]) {
    judge(Dialect::DeviceFilter, Subject::Device, rows);
}
