//! `tenet explain`: the page of a code, a rule, or a name of the schema.

use tenet_base::Diagnostic;
use tenet_base::code;
use tenet_base::code::run;
use tenet_base::suggest::nearest;
use tenet_engine::Compiled;
use tenet_report::{Style, explain, rules, schema};

use super::session::{Failed, Session};
use super::written;
use crate::arguments::ExplainArguments;
use crate::output;
use crate::status::Status;

/// Runs the command. Codes and functions are known without a pack, so that a
/// pack that does not compile keeps nobody from reading why.
pub(crate) fn run(session: &Session<'_>, arguments: &ExplainArguments) -> Result<Status, Failed> {
    let style = output::stdout_style(session.arguments);
    let wanted = &arguments.name;
    if let Some(code) = code::find(wanted) {
        return written(&explain::render(code, style));
    }
    if let Some(doc) = explain::function(wanted) {
        return written(&explain::render_function(doc, style));
    }
    let compiled = session.compile(&arguments.packs)?;
    match page(&compiled, wanted, style) {
        Some(page) => written(&page),
        None => Err(Failed::from(unknown(&compiled, wanted))),
    }
}

/// The page of a rule, or of what the schema declares under that name.
fn page(compiled: &Compiled, wanted: &str, style: Style) -> Option<String> {
    let program = &compiled.program;
    let mut rules = program.rules.iter_enumerated();
    if let Some((id, _)) = rules.find(|(_, rule)| rule.id.eq_ignore_ascii_case(wanted)) {
        let entries = rules::entries(program, &compiled.sources, [id]);
        return entries.first().map(|entry| rules::explain(entry, style));
    }
    let found = schema::find(program, wanted).ok()?;
    Some(schema::human(&found, style))
}

fn unknown(compiled: &Compiled, wanted: &str) -> Diagnostic {
    let message = format!("no code, rule or name of the schema is called `{wanted}`");
    let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
    let codes = code::all().flat_map(|code| [code.id, code.name]);
    let rules = compiled.program.rules.iter().map(|rule| rule.id.as_str());
    let near = nearest(wanted, rules.chain(codes)).map(str::to_owned);
    let near = near.or_else(|| schema::find(&compiled.program, wanted).err().flatten());
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic
            .help("codes look like `T0104`; `tenet rules` and `tenet schema show` list the rest"),
    }
}
