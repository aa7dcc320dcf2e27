//! What the rules of dynamic groups look at, found before everything is loaded.

use tenet_base::World;
use tenet_hir::Projection;
use tenet_snapshot::{Options, Root, Snapshot};

use super::DynamicRule;
use crate::cells::cells;
use crate::columns::rules::RuleProperties;
use crate::{Columns, Needs, NodeKind, require};

/// What is loaded to learn what the rules of groups look at.
pub fn groups() -> Projection {
    groups_and_columns().0
}

/// Fills in what the rules of the groups of a snapshot look at, if they are to
/// be worked out: it has to be loaded with the rest.
///
/// The groups alone are read for it. What is wrong with the data is told when
/// all of it is loaded.
pub fn ask_rules(needs: &mut Needs, world: &dyn World, roots: &[Root], options: &Options<'_>) {
    if !needs.rules.computed && !needs.rules.accept {
        return;
    }
    let (projection, columns) = groups_and_columns();
    let quiet = Options {
        progress: None,
        ..*options
    };
    let (snapshot, _) = tenet_snapshot::load(world, roots, &projection, &quiet);
    needs.rules.properties = asked(&snapshot, &columns);
}

fn groups_and_columns() -> (Projection, Columns) {
    let mut projection = Projection::default();
    let groups = Needs {
        membership: true,
        ..Needs::default()
    };
    let columns = require(&groups, &mut projection);
    (projection, columns)
}

fn asked(snapshot: &Snapshot, columns: &Columns) -> RuleProperties {
    let mut asked = RuleProperties::default();
    let Some(groups) = &columns.groups else {
        return asked;
    };
    let cells = cells(snapshot, groups.table, "groups");
    for row in &cells.table.objects {
        let Some(found) = DynamicRule::read(snapshot, groups, cells, *row) else {
            continue;
        };
        let list = match found.kind() {
            NodeKind::Device => &mut asked.devices,
            NodeKind::User | NodeKind::Group | NodeKind::ServicePrincipal | NodeKind::Other => {
                &mut asked.users
            }
        };
        if let Ok(rule) = &found.rule {
            RuleProperties::add(list, rule.properties());
        }
    }
    asked
}
