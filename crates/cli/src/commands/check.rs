//! `tenet check`: judges a snapshot against the rules.

use clap::ArgMatches;
use tenet_base::code::run;
use tenet_base::diagnostic::Severity as Level;
use tenet_base::{Diagnostic, Duration, Instant, SourceMap};
use tenet_engine::{Compiled, JudgeRequest, Judged, Loaded};
use tenet_eval::{FindingStatus, RuleStatus, Settings};
use tenet_hir::{RuleId, Severity};
use tenet_report::{Depth, Report, human, json, model, profile};

use super::session::{Failed, Session, Stage};
use crate::arguments::{CheckArguments, Format, Threshold, Undetermined};
use crate::output;
use crate::status::Status;

/// A format and the file it goes to; standard output if there is none.
type Target = (Format, Option<String>);

const STDOUT: &str = "standard output";

/// Runs the command.
pub(crate) fn run(
    session: &Session<'_>,
    arguments: &CheckArguments,
    matches: &ArgMatches,
) -> Result<Status, Failed> {
    let targets = targets(arguments, matches)?;
    let expiring = expiring(arguments.expiring.as_deref())?;
    let now = Session::instant(arguments.run.now.as_deref())?;
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let loaded = session.load(&compiled, &rules, &arguments.snapshots, &arguments.run)?;
    let mut judged = judge(
        session,
        (&compiled, &loaded, &rules),
        (now, expiring, arguments),
    );
    if arguments.plan.profile {
        let profile = profile::render(&judged.profile, &compiled.program, &compiled.sources);
        output::say(&profile);
    }
    let refused = judged.refusals(&compiled);
    if !refused.is_empty() {
        return Err(Failed {
            sources: compiled.sources,
            stage: Stage::Refused,
            ..Failed::from(refused)
        });
    }
    if arguments.strict {
        raise(&mut judged.diagnostics);
    }
    let depth = depth(session, &targets);
    let report = judged.report(session.world, &compiled, &loaded, depth);
    write_all(session, &report, &compiled.sources, &targets)?;
    Ok(status(session, &report, arguments))
}

/// A rule that looks for a name that nothing has may have judged nothing.
fn raise(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.severity = Level::Error;
    }
}

/// `30d`, `2w`, `48h`: a whole number of days, weeks or hours.
fn expiring(text: Option<&str>) -> Result<Option<Duration>, Failed> {
    let Some(text) = text else { return Ok(None) };
    let parsed = || {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let seconds = match unit {
            "h" => 3_600,
            "d" => 86_400,
            "w" => 604_800,
            _ => return None,
        };
        let number: u32 = number.parse().ok()?;
        Duration::from_seconds(i64::from(number).checked_mul(seconds)?)
    };
    parsed().map(Some).ok_or_else(|| {
        let message = format!("`{text}` is no length of time");
        let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
        Failed::from(diagnostic.help("write `30d`, `2w` or `48h`"))
    })
}

fn judge(
    session: &Session<'_>,
    (compiled, loaded, rules): (&Compiled, &Loaded, &[RuleId]),
    (now, expiring, arguments): (Option<Instant>, Option<Duration>, &CheckArguments),
) -> Judged {
    let threads = arguments.run.threads.unwrap_or_else(Session::threads);
    let clock = || session.world.clock();
    let request = JudgeRequest {
        now,
        expiring,
        settings: Settings {
            threads,
            plan: !arguments.plan.no_plan,
            max_cases: arguments.plan.max_cases,
        },
        clock: arguments.plan.profile.then_some(&clock),
    };
    tenet_engine::judge(compiled, loaded, rules, &request)
}

/// How far places are looked up: as far as any of the reports shows them.
fn depth(session: &Session<'_>, targets: &[Target]) -> Depth {
    let everything =
        session.arguments.verbose || targets.iter().any(|(format, _)| *format == Format::Json);
    if everything {
        Depth::All
    } else {
        Depth::First(human::SHOWN)
    }
}

/// Each `--output` belongs to the `--format` before it.
fn targets(arguments: &CheckArguments, matches: &ArgMatches) -> Result<Vec<Target>, Failed> {
    let formats = if arguments.format.is_empty() {
        vec![Format::Human]
    } else {
        arguments.format.clone()
    };
    let mut targets: Vec<Target> = formats.into_iter().map(|format| (format, None)).collect();
    let at = |name| {
        matches
            .indices_of(name)
            .map(Iterator::collect::<Vec<_>>)
            .unwrap_or_default()
    };
    let format_places = if arguments.format.is_empty() {
        vec![0]
    } else {
        at("format")
    };
    for (file, place) in arguments.output.iter().zip(at("output")) {
        let owner = format_places
            .iter()
            .rposition(|format| *format < place)
            .unwrap_or(0);
        match targets.get_mut(owner) {
            Some((_, target @ None)) => *target = Some(file.clone()),
            Some((_, Some(_))) | None => return Err(two_outputs(file)),
        }
    }
    apart(&targets)?;
    Ok(targets)
}

/// Two reports in one place would be neither the one nor the other.
fn apart(targets: &[Target]) -> Result<(), Failed> {
    for (at, (_, place)) in targets.iter().enumerate() {
        if targets.iter().skip(at + 1).any(|(_, other)| other == place) {
            return Err(one_place(place.as_deref()));
        }
    }
    Ok(())
}

fn one_place(file: Option<&str>) -> Failed {
    let place = file.map_or_else(|| STDOUT.to_owned(), |file| format!("`{file}`"));
    let message = format!("two reports go to {place}");
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
    Failed::from(
        diagnostic.help(
            "write `--output FILE` after each `--format` but one, each with a file of its own",
        ),
    )
}

fn two_outputs(file: &str) -> Failed {
    let message = format!("`--output {file}` has no `--format` of its own");
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
    Failed::from(diagnostic.help("write a `--format` before each `--output`"))
}

/// Writes all reports that can be written, and says which cannot.
fn write_all(
    session: &Session<'_>,
    report: &Report,
    sources: &SourceMap,
    targets: &[Target],
) -> Result<(), Failed> {
    let mut failures = Vec::new();
    for (format, file) in targets {
        let text = match format {
            Format::Human => human::render(
                report,
                sources,
                session.style(file.is_some()),
                session.shown(),
            ),
            Format::Json => json::render(report, sources),
        };
        failures.extend(write(file.as_deref(), &text));
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(Failed {
        stage: Stage::Judged,
        ..Failed::from(failures)
    })
}

/// Writes a report; what kept it from being written.
fn write(file: Option<&str>, text: &str) -> Option<Diagnostic> {
    let written = match file {
        Some(path) => output::write(path, text),
        None => output::print(text),
    };
    let error = written.err()?;
    let place = file.map_or_else(|| STDOUT.to_owned(), |file| format!("`{file}`"));
    let message = format!("{place} could not be written: {error}");
    Some(Diagnostic::run(&run::UNWRITABLE, message))
}

fn status(session: &Session<'_>, report: &Report, arguments: &CheckArguments) -> Status {
    let threshold = severity(arguments.fail_on);
    let mut findings = report
        .rules
        .iter()
        .flat_map(|rule| rule.with_status(FindingStatus::Violated));
    if findings.any(|finding| finding.severity >= threshold) {
        return Status::Violated;
    }
    if report.diagnostics.iter().any(Diagnostic::is_error) {
        return Status::Failed;
    }
    let undetermined: Vec<&str> = report
        .rules
        .iter()
        .filter(|rule| rule.status == RuleStatus::Undetermined && weight(rule) >= threshold)
        .map(|rule| rule.id.as_str())
        .collect();
    let judged = report.rules.iter().any(|rule| match rule.status {
        RuleStatus::Passed | RuleStatus::Failed | RuleStatus::Waived => true,
        RuleStatus::Undetermined | RuleStatus::NotApplicable => false,
    });
    match arguments.undetermined {
        Undetermined::Fail if !undetermined.is_empty() && (judged || !arguments.allow_empty) => {
            Status::Undetermined
        }
        Undetermined::Warn if !undetermined.is_empty() => {
            output::say(&format!("undetermined: {}\n", undetermined.join(", ")));
            empty_or_clean(session, judged, arguments)
        }
        Undetermined::Fail | Undetermined::Warn | Undetermined::Ignore => {
            empty_or_clean(session, judged, arguments)
        }
    }
}

/// How severe what is undetermined in a rule may be: a clause may be more severe than its rule.
fn weight(rule: &model::Rule) -> Severity {
    let findings = rule.with_status(FindingStatus::Undetermined);
    let severities = findings.map(|finding| finding.severity);
    severities.fold(rule.severity, Severity::max)
}

/// A run in which nothing was judged is never green unless that is asked for.
fn empty_or_clean(session: &Session<'_>, judged: bool, arguments: &CheckArguments) -> Status {
    if judged || arguments.allow_empty {
        return Status::Clean;
    }
    if !session.arguments.quiet {
        output::say(
            "nothing was judged: every rule is undetermined or not applicable (`--allow-empty` makes that status 0)\n",
        );
    }
    Status::Undetermined
}

fn severity(threshold: Threshold) -> Severity {
    match threshold {
        Threshold::Info => Severity::Info,
        Threshold::Low => Severity::Low,
        Threshold::Medium => Severity::Medium,
        Threshold::High => Severity::High,
        Threshold::Critical => Severity::Critical,
    }
}
