//! `tenet schema`: what rules can judge, and schemas of what Tenet writes.

use tenet_base::Diagnostic;
use tenet_base::code::run;
use tenet_hir::Program;
use tenet_report::schema::{self, Declaration};

use super::session::{Failed, Session};
use super::{registers, written};
use crate::arguments::{ListFormat, SchemaArguments, SchemaCommand};
use crate::output;
use crate::status::Status;

/// Prints a schema.
pub(crate) fn run(session: &Session<'_>, what: &SchemaCommand) -> Result<Status, Failed> {
    match what {
        SchemaCommand::Report => written(tenet_report::SCHEMA),
        SchemaCommand::Show(arguments) => show(session, arguments),
        SchemaCommand::Register(arguments) => registers::show(session, arguments),
    }
}

fn show(session: &Session<'_>, arguments: &SchemaArguments) -> Result<Status, Failed> {
    let program = session.compile(&arguments.packs)?.program;
    let style = output::stdout_style(session.arguments);
    let Some(name) = &arguments.name else {
        let entities = schema::entities(&program);
        return written(&match arguments.format {
            ListFormat::Human => schema::human_list(&entities, style),
            ListFormat::Markdown => schema::markdown_list(&entities),
            ListFormat::Json => schema::json_list(&entities),
        });
    };
    let found = find(&program, name)?;
    written(&match arguments.format {
        ListFormat::Human => schema::human(&found, style),
        ListFormat::Markdown => schema::markdown(&found),
        ListFormat::Json => schema::json(&found),
    })
}

fn find(program: &Program, name: &str) -> Result<Vec<Declaration>, Failed> {
    schema::find(program, name).map_err(|near| {
        let message = format!("no entity, record, enum or type is called `{name}`");
        let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
        Failed::from(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("`tenet schema show` lists the entities"),
        })
    })
}
