//! Service principals: clause C8.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::in_scope;
use super::policy::{AccessPolicy, Name};
use crate::cells::{Cells, cells, incomplete, is_word};
use crate::columns::directory::Principals;
use crate::graph::Graph;
use crate::words;
use crate::{Answer, NodeKind};

/// The word for all service principals of the tenant.
pub(crate) const ALL: &str = "ServicePrincipalsInMyTenant";

/// Whether a policy is for a service principal, by folded key.
pub(crate) fn reaches(graph: &Graph<'_>, policy: &AccessPolicy, principal: Symbol) -> Answer {
    match &policy.for_principals {
        Ok(true) => {}
        // A policy for users never catches a service principal.
        Ok(false) => return Answer::No,
        Err(reason) => return Answer::unknown(reason.clone()),
    }
    let named = |name: &Name| is_named(graph, name, principal);
    let included = policy.include_principals.any(named);
    let excluded = policy.exclude_principals.any(named);
    let filtered = match &policy.principal_filter {
        Ok(false) => Answer::Yes,
        Ok(true) => {
            let text =
                "a filter on attributes picks the service principals, and it is not evaluated";
            Answer::unknown(Reason::new(ReasonCode::NotEvaluated("C8"), text))
        }
        Err(reason) => Answer::unknown(reason.clone()),
    };
    in_scope(included, excluded)
        .and(is_of_tenant(graph, principal))
        .and(filtered)
}

/// Whether a name in a list of service principals is, or holds, one.
pub(super) fn is_named(graph: &Graph<'_>, name: &Name, principal: Symbol) -> Answer {
    if is_word(&graph.snapshot.strings, name.text, ALL) {
        return Answer::Yes;
    }
    words::by_id(graph, name.text, principal, "service principals")
}

/// Only applications of one tenant, registered in this one, are in scope.
fn is_of_tenant(graph: &Graph<'_>, principal: Symbol) -> Answer {
    let row = graph.directory.row(principal, NodeKind::ServicePrincipal);
    let (Some(row), Some(columns)) = (row, &graph.columns.principals) else {
        return Answer::unknown(incomplete("servicePrincipals"));
    };
    let cells = cells(graph.snapshot, columns.table, "servicePrincipals");
    is_application(graph, columns, cells, row)
        .and(is_single_tenant(graph, columns, cells, row))
        .and(is_owned(graph, columns, cells, row))
}

/// Managed identities are out of scope; of other kinds no source speaks.
fn is_application(graph: &Graph<'_>, columns: &Principals, cells: Cells<'_>, row: u32) -> Answer {
    let is = |text, word| is_word(&graph.snapshot.strings, text, word);
    match cells.text(&columns.kind, row) {
        Ok(Some(kind)) if is(kind, "Application") => Answer::Yes,
        Ok(Some(kind)) if is(kind, "ManagedIdentity") => Answer::No,
        Ok(_) => undocumented("of this kind"),
        Err(reason) => Answer::unknown(reason),
    }
}

fn is_single_tenant(graph: &Graph<'_>, columns: &Principals, cells: Cells<'_>, row: u32) -> Answer {
    match cells.text(&columns.audience, row) {
        Ok(Some(said)) => Answer::from_bool(is_word(&graph.snapshot.strings, said, "AzureADMyOrg")),
        Ok(None) => undocumented("without `signInAudience`"),
        Err(reason) => Answer::unknown(reason),
    }
}

fn undocumented(which: &str) -> Answer {
    let text = format!("whether a service principal {which} is in scope is not documented");
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text).entity("servicePrincipals"))
}

fn is_owned(graph: &Graph<'_>, columns: &Principals, cells: Cells<'_>, row: u32) -> Answer {
    let owner = match cells.text(&columns.owner, row) {
        Ok(Some(owner)) => owner,
        Ok(None) => return undocumented("without an owner"),
        Err(reason) => return Answer::unknown(reason),
    };
    let strings = &graph.snapshot.strings;
    match tenant(graph) {
        Some(tenant) => Answer::from_bool(is_word(strings, owner, tenant)),
        None => Answer::unknown(incomplete("organization")),
    }
}

/// The id of the tenant.
fn tenant<'g>(graph: &'g Graph<'_>) -> Option<&'g str> {
    let columns = graph.columns.organizations.as_ref()?;
    let cells = cells(graph.snapshot, columns.table, "organization");
    let mut ids = cells
        .table
        .objects
        .iter()
        .filter_map(|row| cells.text(&columns.id, *row).ok().flatten());
    let id = ids.next()?;
    ids.next().is_none().then(|| graph.snapshot.strings.get(id))
}
