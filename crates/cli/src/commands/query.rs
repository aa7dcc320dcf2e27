//! `tenet query`: evaluates one expression against a snapshot.

use tenet_eval::{QueryAnswer, QueryResult, QueryRow};
use tenet_report::query::{self, Answer, Row};
use tenet_snapshot::Reason;

use super::session::{Failed, Session};
use super::written;
use crate::arguments::{QueryArguments, QueryFormat};
use crate::output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(session: &Session<'_>, arguments: &QueryArguments) -> Result<Status, Failed> {
    let now = Session::instant(arguments.run.now.as_deref())?;
    let mut compiled = session.compile(&arguments.packs)?;
    let expression =
        tenet_engine::expression(&mut compiled, &arguments.expression).map_err(|diagnostics| {
            Failed {
                sources: compiled.sources.clone(),
                ..Failed::from(diagnostics)
            }
        })?;
    let loaded =
        session.load_expression(&compiled, expression, &arguments.snapshots, &arguments.run)?;
    let answer = tenet_engine::query(&compiled, &loaded, expression, now);
    if let (QueryFormat::Table, Some(text)) = (arguments.format, scalar(&answer)) {
        return written(&text);
    }
    let answer = shown(&answer);
    let text = match arguments.format {
        QueryFormat::Table => query::human(&answer, output::stdout_style(session.arguments)),
        QueryFormat::Json => query::json(&answer),
        QueryFormat::Csv => query::csv(&answer),
    };
    written(&text)
}

/// A value needs no table.
fn scalar(answer: &QueryAnswer) -> Option<String> {
    let mut text = match &answer.result {
        QueryResult::Value(value) => value.clone(),
        QueryResult::Unknown => "unknown".to_owned(),
        QueryResult::Rows(_) => return None,
    };
    for reason in &answer.reasons {
        text.push_str("\n  ");
        text.push_str(&reason.text);
    }
    text.push('\n');
    Some(text)
}

/// The answer in columns: one for a value; entity, key and name for objects.
fn shown(answer: &QueryAnswer) -> Answer {
    let open = texts(&answer.reasons);
    match &answer.result {
        QueryResult::Value(value) => Answer {
            columns: value_column(),
            rows: vec![row(vec![Some(value.clone())], Vec::new())],
            open,
        },
        QueryResult::Unknown => Answer {
            columns: value_column(),
            rows: vec![row(vec![None], open)],
            open: Vec::new(),
        },
        QueryResult::Rows(rows) => {
            let columns = ["entity", "key", "name"].map(str::to_owned).to_vec();
            Answer {
                columns,
                rows: rows.iter().map(object).collect(),
                open,
            }
        }
    }
}

fn value_column() -> Vec<String> {
    vec!["value".to_owned()]
}

fn object(found: &QueryRow) -> Row {
    let value = &found.value;
    let cells = [&value.entity, &value.key, &value.label].map(|text| Some(text.clone()));
    row(cells.to_vec(), texts(&found.doubt))
}

fn row(cells: Vec<Option<String>>, unknown: Vec<String>) -> Row {
    Row { cells, unknown }
}

fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}
