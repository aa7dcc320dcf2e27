//! The fields of named locations.

use tenet_hir::{CollectionId, Projection};

use super::collection;
use super::plan::{flag, word};
use super::route::Route;

/// `identity/conditionalAccess/namedLocations`.
#[derive(Debug, Clone)]
pub(crate) struct NamedLocations {
    pub(crate) table: CollectionId,
    pub(crate) id: Route,
    pub(crate) trusted: Route,
    pub(crate) kind: Route,
}

impl NamedLocations {
    pub(super) fn require(projection: &mut Projection) -> Self {
        let path = "identity/conditionalAccess/namedLocations";
        let fields = vec![word("@odata.type"), flag("isTrusted")];
        let (table, found) = collection(projection, path, fields);
        Self {
            table,
            id: Route::of(found, &["id"]),
            trusted: Route::of(found, &["isTrusted"]),
            kind: Route::of(found, &["@odata.type"]),
        }
    }
}
