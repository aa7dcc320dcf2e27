//! The tables of the reference, by name.

use tenet_base::code::{self, Code};
use tenet_hir::{
    Builtin, BuiltinEnum, BuiltinRecord, Doc, Domain, EntityId, Generator, Program, Severity,
    State, describe,
};
use tenet_syntax::reference;

use super::{markdown, schema};

/// The table of that name.
pub(super) fn table(name: &str) -> Option<String> {
    Some(match name {
        "reserved words" => words(&reference::reserved_words()),
        "words in their place" => words(&reference::contextual_words()),
        "operators" => operators(),
        "functions" => functions(),
        "generators" => docs(Generator::ALL.map(Generator::doc)),
        "records" => records(),
        "enumerations" => enumerations(),
        "severities" => severities(),
        "words of the domain" => docs(Domain::ALL.map(Domain::doc)),
        "states" => docs(State::ALL.map(State::doc)),
        "codes" => codes(),
        "entities" => schema::list(),
        _ => return None,
    })
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn words(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| code(word)).collect();
    format!("{}\n", words.join(" "))
}

fn operators() -> String {
    let levels = reference::operators();
    let row = |(at, level): (usize, reference::Level)| {
        let operators: Vec<String> = level.operators.iter().map(|one| code(one)).collect();
        let chains = if level.chains {
            "from the left"
        } else {
            "only in parentheses"
        };
        vec![(at + 1).to_string(), operators.join(" "), chains.to_owned()]
    };
    markdown(
        &["", "operators", "several of them"],
        levels.into_iter().enumerate().map(row),
    )
}

fn functions() -> String {
    let program = Program::default();
    let row = |function: Builtin| {
        let Doc {
            usage,
            text,
            example,
        } = function.doc();
        let parameters = function.parameters();
        let parameters: Vec<String> = parameters.iter().map(|ty| describe(&program, ty)).collect();
        let more = if function.is_variadic() { ", …" } else { "" };
        let result = describe(&program, &function.result());
        let types = format!("{}{more} → {result}", parameters.join(", "));
        vec![code(usage), code(&types), text.to_owned(), code(example)]
    };
    markdown(&["function", "types", "", "example"], Builtin::ALL.map(row))
}

fn docs<const COUNT: usize>(docs: [Doc; COUNT]) -> String {
    let row = |doc: Doc| vec![code(doc.usage), doc.text.to_owned(), code(doc.example)];
    markdown(&["written", "", "example"], docs.map(row))
}

fn records() -> String {
    let program = schema::checked().program;
    let owner = |path: &str| -> Vec<EntityId> {
        let entities = program.entities.iter_enumerated();
        let owners = entities.filter(|(_, entity)| entity.collection.as_deref() == Some(path));
        owners.map(|(id, _)| id).collect()
    };
    let section = |record: BuiltinRecord| {
        let fields = record.fields().iter().map(|field| {
            let ty = describe(&program, &field.ty(owner));
            vec![code(field.name()), code(&ty), field.doc().to_owned()]
        });
        let table = markdown(&["field", "type", ""], fields);
        format!("**`{}`** — {}\n\n{table}", record.name(), record.doc())
    };
    BuiltinRecord::ALL.map(section).join("\n")
}

fn enumerations() -> String {
    let row = |one: BuiltinEnum| {
        let members: Vec<String> = one.members().iter().map(|member| code(member)).collect();
        vec![code(one.name()), members.join(" ")]
    };
    markdown(&["enumeration", "members"], BuiltinEnum::ALL.map(row))
}

fn severities() -> String {
    let row = |severity: Severity| vec![code(severity.name()), meaning(severity).to_owned()];
    markdown(&["severity", "in a run"], Severity::ALL.map(row))
}

const fn meaning(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "never fails a run unless `--fail-on info` asks for it",
        Severity::Low => "fails a run; the mildest that does without `--fail-on`",
        Severity::Medium | Severity::High | Severity::Critical => "fails a run",
    }
}

fn codes() -> String {
    let row = |code: &Code| {
        let page = format!("[{0}]({0}.md)", code.id);
        let level = format!("{:?}", code.level).to_lowercase();
        vec![
            page,
            format!("`{}`", code.name),
            level,
            code.summary.to_owned(),
        ]
    };
    markdown(&["code", "name", "level", ""], code::all().map(row))
}
