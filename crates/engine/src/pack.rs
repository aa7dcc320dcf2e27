//! Packing a snapshot into one file, with the tables that usual runs read.

use tenet_base::{Diagnostic, World};
use tenet_hir::{Projection, RuleId};
use tenet_snapshot::pack::{self, Held};
use tenet_snapshot::{Options, Root};

use crate::compile::Compiled;
use crate::run::{self, RunRequest};

/// Packs the snapshot of a request, with the tables that are read for it, for
/// these rules, for the whole schema and for questions of reach.
///
/// The same files, settings and rules give the same bytes.
pub fn pack(
    world: &dyn World,
    compiled: &Compiled,
    rules: &[RuleId],
    request: &RunRequest,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let options = Options {
        threads: request.threads,
        complete: &compiled.complete,
        layouts: &request.layouts,
        progress: None,
    };
    let packed = pack::pack(world, &run::roots_of(compiled, request), &options)?;
    let usual = [
        RunRequest::for_rules(rules),
        RunRequest::for_schema(),
        RunRequest::for_reach(),
    ];
    let mut projections = Vec::new();
    for mut usual in usual {
        usual.threads = request.threads;
        usual.computed_members = request.computed_members;
        add(compiled, &usual, &packed, &mut projections);
    }
    pack::add_tables(&packed, &projections, request.threads).map_err(|told| vec![*told])
}

/// Adds what is loaded for a request.
fn add(compiled: &Compiled, request: &RunRequest, packed: &Held, into: &mut Vec<Projection>) {
    let root = Root {
        path: Held::PATH.to_owned(),
        ..Root::default()
    };
    let options = Options {
        threads: request.threads,
        ..Options::default()
    };
    let plan = run::plan(compiled, request, &|needs| {
        let roots = std::slice::from_ref(&root);
        tenet_graph::dynamic::ask_rules(needs, packed, roots, &options);
    });
    if plan.asks {
        into.push(tenet_graph::dynamic::groups());
    }
    into.push(plan.layout.projection);
}
