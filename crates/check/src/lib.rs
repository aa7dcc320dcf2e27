//! Names, types and nulls: from syntax trees to the typed program.
//!
//! In: packs as they were parsed, those that others stand on first. Out: a
//! [`Program`] and diagnostics, always both. All mistakes of all packs are
//! found in one run; what follows from a mistake is typed as an error and says
//! nothing more. A program with errors is never run.
//!
//! The order is that of the modules: names are collected, the schema is built,
//! parameters, sets and definitions are checked in the order in which they
//! need each other, then rules. An expression is checked in one walk that
//! makes its typed form; what a condition proves of its operands (not null, of
//! that entity) is read off the typed form and holds where the condition does.
//!
//! This crate reads no file and no snapshot, and judges nothing.

mod collect;
mod context;
mod cycles;
mod declarations;
mod errors;
mod expr;
mod facts;
mod lint;
mod names;
mod narrow;
mod params;
mod resolve;
mod rules;
mod scenarios;
mod schema;
mod spell;
mod templates;
#[cfg(test)]
mod tests;
mod types;
mod waivers;

use tenet_base::{Diagnostic, FileId};
use tenet_hir::{ExprId, PackId, ParamValue, Program};
use tenet_syntax::ast;

use context::Context;
use expr::Checker;
use names::Names;

/// A pack as it was read and parsed.
#[derive(Debug, Clone)]
pub struct SourcePack {
    /// Its name, from `tenet.toml`.
    pub name: String,
    /// Its version, from `tenet.toml`.
    pub version: String,
    /// `blake3:` over its files.
    pub digest: String,
    /// Parties that it declares besides `customer` and `provider`.
    pub duties: Vec<String>,
    /// Its files.
    pub files: Vec<FileId>,
    /// The trees of its files, in the same order.
    pub asts: Vec<ast::File>,
    /// What it stands on: the alias, the position among the packs, and whether
    /// its names are used without the alias.
    pub depends: Vec<(String, usize, bool)>,
    /// Parameters that its user sets, its own or those of the packs below: the
    /// name, the value, and where it was set (`--param`, `tenet.toml`). Of two
    /// settings of one parameter the later holds.
    pub params: Vec<(String, ParamValue, String)>,
}

/// Checks packs; those that others stand on come first.
pub fn check(packs: &[SourcePack]) -> (Program, Vec<Diagnostic>) {
    let mut ctx = Context::new(packs);
    let items = collect::collect(&mut ctx);
    schema::declare(&mut ctx, &items);
    params::check(&mut ctx, &items);
    declarations::check(&mut ctx, &items);
    schema::log::check(&mut ctx, &items);
    rules::check(&mut ctx, &items);
    waivers::check(&mut ctx, &items);
    params::override_all(&mut ctx);
    scenarios::check(&mut ctx, &items);
    lint::unused_parameters(&mut ctx);
    ctx.finish()
}

/// Checks an expression as a query against a program, with the names of a pack:
/// any expression, or `x in C where P`.
///
/// `None` if it has errors; the program then holds leftovers that nothing names.
pub fn check_expression(
    program: &mut Program,
    pack: PackId,
    expr: &ast::Expr,
) -> (Option<ExprId>, Vec<Diagnostic>) {
    let names = Names::of_program(program);
    let mut ctx = Context::resume(std::mem::take(program), names);
    let id = Checker::new(&mut ctx, pack).expression(expr, None);
    let (checked, diagnostics) = ctx.finish();
    *program = checked;
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    ((!failed).then_some(id), diagnostics)
}
