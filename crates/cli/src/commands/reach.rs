//! `tenet reach`: who is reached by what, and why.

use tenet_base::Diagnostic;
use tenet_base::code::run;
use tenet_report::{query, reach};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{QueryFormat, ReachArguments};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &ReachArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let loaded = session.load_reach(&compiled, &arguments.snapshots, &arguments.run)?;
    let refused = |diagnostics: Vec<Diagnostic>| Failed::from(diagnostics);
    let answer = match (
        &arguments.policy,
        &arguments.object,
        &arguments.of,
        &arguments.nobody,
    ) {
        (Some(policy), Some(object), None, None) => {
            let names = (policy.as_str(), object.as_str());
            let explained = tenet_engine::explain(session.world, &compiled, &loaded, names);
            let explained = explained.map_err(refused)?;
            return written(&shown(session, arguments, &explained));
        }
        (Some(policy), None, None, None) => {
            let reached = tenet_engine::reached(session.world, &compiled, &loaded, policy);
            let reached = reached.map_err(refused)?;
            return written(&match arguments.format {
                QueryFormat::Table => reached.human(output::stdout_style(session.arguments)),
                QueryFormat::Json => reached.json(),
                QueryFormat::Csv => reached.csv(),
            });
        }
        (None, None, Some(object), None) => tenet_engine::reaching(&compiled, &loaded, object),
        (None, None, None, Some(entity)) => tenet_engine::nobody(&compiled, &loaded, entity),
        _ => {
            let message = "`tenet reach` asks for a policy, or for `--of` or `--nobody`";
            return Err(Failed::from(Diagnostic::run(&run::BAD_ARGUMENT, message)));
        }
    };
    let answer = answer.map_err(refused)?;
    written(&match arguments.format {
        QueryFormat::Table => query::human(&answer, output::stdout_style(session.arguments)),
        QueryFormat::Json => query::json(&answer),
        QueryFormat::Csv => query::csv(&answer),
    })
}

fn shown(
    session: &Session<'_>,
    arguments: &ReachArguments,
    explained: &reach::Explained,
) -> String {
    if arguments.dot {
        return reach::dot(explained);
    }
    if arguments.mermaid {
        return reach::mermaid(explained);
    }
    match arguments.format {
        QueryFormat::Json => reach::json(explained),
        QueryFormat::Table | QueryFormat::Csv => {
            reach::human(explained, output::stdout_style(session.arguments))
        }
    }
}
