//! What validating a snapshot tells beside the diagnostics of loading it:
//! answers that broke off, and collections that the tenant refused.
//!
//! A check says the same as the reason of each rule that it leaves
//! undetermined. Who validates asks about the export, whatever rules read.

use tenet_base::code::data;
use tenet_base::{Code, Diagnostic};
use tenet_snapshot::{Gap, GapKind};

use crate::run::Loaded;

/// A warning for each answer that is not all there, and a note for each that was refused.
pub fn gaps(loaded: &Loaded) -> Vec<Diagnostic> {
    let collections = loaded.layout.projection.collections.iter_enumerated();
    let told = collections.flat_map(|(id, collection)| {
        let table = loaded.snapshot.tables.try_get(id);
        let coverage = table.and_then(|table| table.coverage.as_ref());
        let gaps = coverage.into_iter().flat_map(|coverage| &coverage.gaps);
        gaps.filter_map(|gap| diagnostic(&collection.path, gap))
    });
    told.collect()
}

fn diagnostic(path: &str, gap: &Gap) -> Option<Diagnostic> {
    match gap.kind {
        GapKind::NextPage => Some(
            incomplete(path, gap)
                .help("export it again, and follow `@odata.nextLink` to the last page"),
        ),
        GapKind::Count => {
            Some(incomplete(path, gap).help("export it again, and change nothing in the answers"))
        }
        GapKind::Refused => Some(
            told(
                &data::REFUSED_COLLECTION,
                gap,
                format!("`{path}` was refused: {}", gap.text),
            )
            .help("`tenet snapshot inspect` names the least permission for what the rules read"),
        ),
        // What is damaged was told when it was read; the others are not wrong.
        GapKind::NotExported | GapKind::NoChain | GapKind::Damaged | GapKind::Manifest => None,
    }
}

fn incomplete(path: &str, gap: &Gap) -> Diagnostic {
    let message = format!("`{path}` is not all there: {}", gap.text);
    told(&data::INCOMPLETE_ANSWER, gap, message)
}

/// A diagnostic at the file that shows the gap, or on the run where a manifest alone tells it.
fn told(code: &'static Code, gap: &Gap, message: String) -> Diagnostic {
    match &gap.place {
        Some(place) => Diagnostic::data(code, place.clone(), message),
        None => Diagnostic::run(code, message),
    }
}
