//! `tenet test`: runs the scenarios of a pack.

mod recordings;

use tenet_engine::TestRequest;
use tenet_report::scenarios::{human, json, junit};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{TestArguments, TestFormat};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &TestArguments) -> Result<Status, Failed> {
    let compiled = session.compile_tests(&arguments.packs)?;
    if arguments.unreferenced {
        return recordings::list(&tenet_engine::unreferenced(session.world, &compiled));
    }
    let request = TestRequest {
        filter: arguments.filter.clone(),
        threads: arguments.threads.unwrap_or_else(Session::threads).max(1),
    };
    let mut results = tenet_engine::test(session.world, &compiled, &request)?;
    recordings::keep(session, &results)?;
    if recordings::settle(session, arguments, &results)? {
        // What was accepted is what is judged by.
        results = tenet_engine::test(session.world, &compiled, &request)?;
    }
    let style = output::stdout_style(session.arguments);
    let text = match arguments.format {
        TestFormat::Human => human(&results, style, !session.arguments.quiet),
        TestFormat::Json => json(&results),
        TestFormat::Junit => junit(&results),
    };
    let printed = written(&text)?;
    Ok(if results.failed() > 0 {
        Status::Violated
    } else {
        printed
    })
}
