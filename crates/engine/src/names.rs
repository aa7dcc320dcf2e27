//! Names that nothing has, as warnings of the run.

use tenet_base::Diagnostic;
use tenet_base::code::data;
use tenet_eval::{Relation, Unmatched};
use tenet_hir::{ParamId, Program};

/// How many texts of a list a message shows.
const SHOWN: usize = 3;

/// The warning about texts that nothing has; none if there is no text.
pub(crate) fn unmatched(program: &Program, found: &Unmatched) -> Option<Diagnostic> {
    let first = found.texts.first()?;
    let span = program.exprs[first.expr].span;
    let message = message(program, found);
    let mut diagnostic = Diagnostic::new(&data::UNMATCHED_NAME, span, message);
    let mut noted: Vec<ParamId> = Vec::new();
    for param in found.texts.iter().filter_map(|text| text.param) {
        if !noted.contains(&param) {
            noted.push(param);
            diagnostic = from_param(diagnostic, program, param);
        }
    }
    Some(match &found.nearest {
        Some(nearest) => diagnostic.help(format!("`{nearest}` is there")),
        None => diagnostic,
    })
}

fn message(program: &Program, found: &Unmatched) -> String {
    let whose = whose(program, found);
    let field = &program.fields[found.field].name;
    let has = match (found.relation, is_label(program, found)) {
        (Relation::Is, true) => "is named".to_owned(),
        (Relation::Is, false) => format!("has the `{field}`"),
        (Relation::StartsWith, true) => "has a name that starts with".to_owned(),
        (Relation::StartsWith, false) => format!("has a `{field}` that starts with"),
    };
    format!("no {whose} of the export {has} {}", listed(found))
}

/// The texts, the first three of them in full.
fn listed(found: &Unmatched) -> String {
    let texts = found.texts.iter().map(|text| format!("`{}`", text.text));
    let mut words: Vec<String> = texts.take(SHOWN).collect();
    match found.texts.len() - words.len() {
        0 => {}
        more => words.push(format!("any of {more} more")),
    }
    words.join(" or ")
}

/// `Group`, `Device or User`, in backticks.
fn whose(program: &Program, found: &Unmatched) -> String {
    let names = found.entities.iter();
    let names: Vec<String> = names
        .map(|entity| format!("`{}`", program.entities[*entity].name))
        .collect();
    names.join(" or ")
}

fn is_label(program: &Program, found: &Unmatched) -> bool {
    found.entities.iter().all(|entity| {
        program.entities[*entity].label == Some(program.field_in(*entity, found.field))
    })
}

/// A parameter that the user set is not spelt where it is declared.
fn from_param(diagnostic: Diagnostic, program: &Program, param: ParamId) -> Diagnostic {
    let param = &program.params[param];
    match &param.overridden {
        Some((_, origin)) => diagnostic.note(format!("`{}` is set by {origin}", param.name)),
        None => diagnostic,
    }
}
