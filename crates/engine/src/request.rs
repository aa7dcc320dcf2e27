//! What a request for advice on a change needs beside the change: who is in which ring, and which rows there are.

use std::collections::BTreeSet;

use tenet_base::code::run;
use tenet_base::{Diagnostic, suggest, text};
use tenet_graph::Graph;
use tenet_hir::Ty;
use tenet_report::request::Ring;
use tenet_snapshot::ObjectId;

use crate::changes::Compared;
use crate::compile::Compiled;
use crate::reach::names::Names;
use crate::run::Loaded;

/// The members of groups in the newer snapshot, by the names or ids of the groups.
///
/// # Errors
///
/// The snapshot has no group, or several, of one of the names.
pub fn rings(
    compiled: &Compiled,
    compared: &Compared,
    groups: &[String],
) -> Result<Vec<Ring>, Vec<Diagnostic>> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let loaded = compared.newer();
    let names = Names::new(compiled, loaded);
    let all = groups_of(loaded);
    let graph = loaded.graph();
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for group in groups {
        match only(names, &all, group) {
            Ok(own) => found.push(ring(loaded, &graph, (names, own))),
            Err(diagnostics) => wrong.extend(diagnostics),
        }
    }
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(wrong)
    }
}

/// All groups of a snapshot.
fn groups_of(loaded: &Loaded) -> Vec<ObjectId> {
    let collection = loaded.layout.projection.find(GROUPS);
    let table = collection.and_then(|id| Some((id, loaded.snapshot.tables.try_get(id)?)));
    let rows = table.into_iter().flat_map(|(collection, table)| {
        let rows = table.objects.iter();
        rows.map(move |row| ObjectId {
            collection,
            row: *row,
        })
    });
    rows.collect()
}

fn only(names: Names<'_>, all: &[ObjectId], group: &str) -> Result<ObjectId, Vec<Diagnostic>> {
    let called: Vec<_> = all.iter().map(|one| (*one, names.named(*one))).collect();
    let by = |is: &dyn Fn(&tenet_report::reach::Named) -> bool| -> Vec<ObjectId> {
        let own = called.iter().filter(|(_, named)| is(named));
        own.map(|(object, _)| *object).collect()
    };
    let mut own = by(&|named| text::same(&named.key, group));
    if own.is_empty() {
        own = by(&|named| text::same(&named.name, group));
    }
    match own.as_slice() {
        [one] => Ok(*one),
        [] => {
            let message = format!("NEW has no group `{group}`");
            let known = called.iter().map(|(_, named)| named.name.as_str());
            let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
            Err(vec![match suggest::nearest(group, known) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("name a group that the newer snapshot holds, or its id"),
            }])
        }
        [_, ..] => {
            let message = format!("NEW has {} groups called `{group}`", own.len());
            let diagnostic = Diagnostic::run(&run::BAD_ARGUMENT, message);
            Err(vec![diagnostic.help("give the id of the group")])
        }
    }
}

fn ring(loaded: &Loaded, graph: &Graph<'_>, (names, group): (Names<'_>, ObjectId)) -> Ring {
    let group = names.named(group);
    let strings = &loaded.snapshot.strings;
    let folded = text::fold(&group.key);
    let members = strings.find(folded.as_ref()).map(|key| graph.members(key));
    let known = members.iter().flat_map(|members| &members.known);
    let keys = known.map(|node| strings.get(node.key).to_owned());
    Ring {
        name: group.name,
        members: keys.collect::<BTreeSet<String>>(),
        open: members.is_none_or(|members| !members.open.is_empty()),
    }
}

/// The row of the register of support requests that a user names, as the register writes it.
///
/// # Errors
///
/// The register knows no such row.
pub fn row(compiled: &Compiled, name: &str) -> Result<String, Vec<Diagnostic>> {
    let program = &compiled.program;
    let mut entities = program.entities.iter();
    let register = entities.find(|one| one.collection.as_deref() == Some(REGISTER));
    let mut fields = register.iter().flat_map(|one| &one.fields);
    let row = fields.find(|field| program.fields[**field].name == "row");
    let Some(Ty::Enum(rows)) = row.map(|field| &program.fields[*field].ty.ty) else {
        return Ok(name.to_owned());
    };
    let known: Vec<&str> = program.enums[*rows]
        .variants
        .iter()
        .map(|variant| variant.wire.as_str())
        .collect();
    if let Some(own) = known.iter().find(|known| text::same(known, name)) {
        return Ok((*own).to_owned());
    }
    let message = format!("the register of support requests knows no row `{name}`");
    let help = format!("it is one of {}", known.join(", "));
    Err(vec![
        Diagnostic::run(&run::BAD_ARGUMENT, message).help(help),
    ])
}

/// The collection of groups.
const GROUPS: &str = "groups";
/// The collection of the register of support requests.
const REGISTER: &str = "registers/support_requests";
