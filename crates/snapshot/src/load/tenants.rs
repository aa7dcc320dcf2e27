//! Of which tenant the parts of a snapshot are: all must be of one.
//!
//! Manifests say it, `organization` says it by the id of its object, and some tools write it
//! beside their objects.

use tenet_base::{DataLocation, Diagnostic, IndexVec, Strings, id::Id as _, text};
use tenet_hir::CollectionId;

use super::Outcome;
use super::assemble::Loaded;
use crate::{Row, Table, copies, diagnose};

/// The Graph path of what a tenant says of itself.
const ORGANIZATION: &str = "organization";

/// Tells of the first part that is of another tenant than one before it.
pub(super) fn tell(
    loaded: &Loaded<'_>,
    outcomes: &[Outcome],
    (tables, strings): (&IndexVec<CollectionId, Table>, &Strings),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (mut all, mut domains): (Vec<Said>, Vec<Said>) = (Vec::new(), Vec::new());
    for (root, manifest) in loaded.manifests.iter().enumerate() {
        let Some(manifest) = manifest else { continue };
        let place = DataLocation::file(root as u32, manifest.path());
        let domain = manifest.initial_domain.clone();
        domains.extend(domain.map(|domain| (place.clone(), domain)));
        all.extend(manifest.tenant_id.clone().map(|id| (place, id)));
    }
    for (found, outcome) in loaded.files.found.iter().zip(outcomes) {
        let Outcome::Read(contents, _) = outcome else {
            continue;
        };
        let place = || DataLocation::file(found.file.root, found.file.path.clone());
        let told = contents.told.tenants.iter();
        all.extend(told.map(|id| (place(), id.clone())));
    }
    all.extend(organizations(loaded, tables, strings));
    // An id and a domain cannot be compared, so each is held against its like.
    let told = other(&all).or_else(|| other(&domains));
    diagnostics.extend(told);
}

/// What says of which tenant a part is, and what it says.
type Said = (DataLocation, String);

/// The first that is of another tenant than the first of all.
fn other(all: &[Said]) -> Option<Diagnostic> {
    let (_, first) = all.first()?;
    let (place, id) = all.iter().find(|(_, id)| !text::same(first, id))?;
    Some(diagnose::other_tenant(place.clone(), first, id))
}

/// The ids of the tenants that are there as objects.
fn organizations<'l>(
    loaded: &'l Loaded<'_>,
    tables: &'l IndexVec<CollectionId, Table>,
    strings: &'l Strings,
) -> Vec<Said> {
    let projection = loaded.plans.projection;
    let Some(id) = projection.find(ORGANIZATION) else {
        return Vec::new();
    };
    let table = &tables[id];
    let key = projection.collections[id].key;
    let Some(key) = key.and_then(|key| table.columns.get(key)) else {
        return Vec::new();
    };
    let of = |row: Row| {
        let own = copies::key_of(key, row)?;
        let file = table.places.get(row as usize)?.file;
        let found = loaded.files.found.get(file.index())?;
        let place = DataLocation::file(found.file.root, found.file.path.clone());
        Some((place, strings.get(own).to_owned()))
    };
    (0..table.rows() as Row).filter_map(of).collect()
}
