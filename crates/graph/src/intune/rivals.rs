//! Which policies of a collection compete: clauses I18, I23 and I24.

use tenet_base::Symbol;
use tenet_hir::CollectionId;
use tenet_snapshot::{ObjectId, Reason, ReasonCode, Snapshot};

use crate::cells::cells;
use crate::columns::policies::AssignedPolicies;

/// What tells apart the policies of a collection that compete.
#[derive(Debug, Clone)]
pub(crate) struct Rivals {
    pub(crate) collection: CollectionId,
    /// The JSON type in small letters; the default of a kind has the same in the plural.
    kind: String,
    /// Of restrictions of platforms: which one.
    platform: Result<Option<Symbol>, Reason>,
}

/// Whether two policies compete.
#[derive(Debug, Clone)]
pub(crate) enum Rivalry {
    Apart,
    Same,
    Doubtful(Reason),
}

const PLATFORMS: &str = "platformrestriction";

impl Rivals {
    pub(crate) fn read(snapshot: &Snapshot, columns: &AssignedPolicies, object: ObjectId) -> Self {
        let cells = cells(snapshot, object.collection, &columns.path);
        let json_type = cells.table.type_of(object.row);
        let said = json_type.map_or("", |symbol| snapshot.strings.get(symbol));
        Self {
            collection: object.collection,
            kind: said
                .to_ascii_lowercase()
                .replace("restrictions", "restriction"),
            platform: cells.text(&columns.platform_type, object.row),
        }
    }

    /// Why it is not known of which kind a policy is.
    pub(crate) fn untyped(&self) -> Option<Reason> {
        let text = "of which kind a policy is was not exported";
        self.kind
            .is_empty()
            .then(|| Reason::new(ReasonCode::TypeNotExported, text))
    }

    /// Whether policies compete: restrictions for different platforms do not.
    pub(crate) fn with(&self, other: &Self) -> Rivalry {
        if self.collection != other.collection {
            return Rivalry::Apart;
        }
        if let Some(reason) = self.untyped().or_else(|| other.untyped()) {
            return Rivalry::Doubtful(reason);
        }
        if self.kind != other.kind {
            return Rivalry::Apart;
        }
        if !self.kind.contains(PLATFORMS) {
            return Rivalry::Same;
        }
        match (&self.platform, &other.platform) {
            (Ok(Some(own)), Ok(Some(theirs))) if own == theirs => Rivalry::Same,
            (Ok(Some(_)), Ok(Some(_))) => Rivalry::Apart,
            // The default is for all platforms, the others for one each.
            (Ok(None) | Err(_), _) | (_, Ok(None) | Err(_)) => {
                let text = "of restrictions for platforms it is not known which are for the same";
                Rivalry::Doubtful(Reason::new(ReasonCode::PropertyNotCollected, text))
            }
        }
    }
}
