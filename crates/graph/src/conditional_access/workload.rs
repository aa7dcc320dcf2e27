//! Service principals: clause C8.

use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::audience::Audience;
use super::in_scope;
use super::policy::{AccessPolicy, Name};
use crate::cells::{Cells, cells, incomplete, is_word};
use crate::columns::directory::Principals;
use crate::graph::Graph;
use crate::truth::Truth;
use crate::{Answer, NodeKind};

/// The word for all service principals of the tenant.
pub(crate) const ALL: &str = "ServicePrincipalsInMyTenant";

/// Whom a policy is for, of service principals.
pub(crate) fn reached(policy: &AccessPolicy, principals: &Audience<'_>) -> Truth {
    match &policy.for_principals {
        Ok(true) => {}
        // A policy for users never catches a service principal.
        Ok(false) => return Truth::default(),
        Err(reason) => return principals.unknown(reason.clone()),
    }
    let named = |name: &Name| is_named(name, principals);
    let included = policy.include_principals.meant(principals, named);
    let excluded = policy.exclude_principals.meant(principals, named);
    let scope = in_scope(included, excluded);
    let of_tenant = principals.each(|key| is_of_tenant(principals.graph, key));
    let scope = scope.and(&of_tenant);
    match &policy.principal_filter {
        Ok(false) => scope,
        Ok(true) => {
            let text =
                "a filter on attributes picks the service principals, and it is not evaluated";
            scope.and(&principals.unknown(Reason::new(ReasonCode::NotEvaluated("C8"), text)))
        }
        Err(reason) => scope.and(&principals.unknown(reason.clone())),
    }
}

/// Whom a name in a list of service principals is, or holds.
pub(super) fn is_named(name: &Name, principals: &Audience<'_>) -> Truth {
    if is_word(&principals.graph.snapshot.strings, name.text, ALL) {
        return principals.all(Answer::Yes);
    }
    principals.by_id(name.text, "service principals")
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
