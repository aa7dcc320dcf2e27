//! Registers: the records beside exports that rules can read.

use tenet_base::code::run;
use tenet_base::{Diagnostic, suggest, text};
use tenet_hir::{Entity, EntityId, Program};
use tenet_report::schema::json_schema;

use super::session::{Failed, Session};
use super::written;
use crate::arguments::RegisterArguments;
use crate::status::Status;

/// What the paths of registers begin with.
const REGISTERS: &str = "registers/";

/// A register of a schema.
pub(super) struct Register<'p> {
    pub(super) id: EntityId,
    pub(super) entity: &'p Entity,
    /// Its path, below `registers/`: `support_requests`.
    pub(super) name: &'p str,
}

/// The registers that a program declares, by name.
pub(super) fn all(program: &Program) -> Vec<Register<'_>> {
    let entities = program.entities.iter_enumerated();
    let registers = entities.filter_map(|(id, entity)| {
        let name = entity.collection.as_deref()?.strip_prefix(REGISTERS)?;
        Some(Register { id, entity, name })
    });
    let mut registers: Vec<Register<'_>> = registers.collect();
    registers.sort_by_key(|register| register.name);
    registers
}

/// Prints the JSON Schema of a register, or which there are.
pub(super) fn show(session: &Session<'_>, arguments: &RegisterArguments) -> Result<Status, Failed> {
    let program = session.compile(&arguments.packs)?.program;
    let registers = all(&program);
    let Some(name) = &arguments.name else {
        let lines = registers.iter().map(|one| {
            let doc = one.entity.doc.lines().next().unwrap_or_default();
            format!("{}\n  {doc}\n", one.name)
        });
        return written(&lines.collect::<String>());
    };
    let own = name.strip_prefix(REGISTERS).unwrap_or(name);
    let mut found = registers.iter().filter(|register| {
        text::same(register.name, own) || text::same(&register.entity.name, own)
    });
    let Some(register) = found.next() else {
        let message = format!("no register is called `{name}`");
        let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
        let known = registers.iter().map(|register| register.name);
        return Err(Failed::from(match suggest::nearest(own, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("`tenet schema register` lists the registers"),
        }));
    };
    written(&json_schema(&program, register.id, arguments.strict))
}
