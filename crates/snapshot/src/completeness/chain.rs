//! Pages of an answer: whether they are all.

use std::collections::BTreeMap;

use super::Source;
use crate::walk::Link;
use crate::{Gap, GapKind};

/// What keeps the answers of a collection from being all of it.
///
/// Files in one folder whose names differ in a number at most are pages of one
/// chain if all but one of them name a further page. An answer that names none
/// is a chain of its own: a file of another name is no page, whatever it holds.
pub(super) fn gaps(answers: &[&Source<'_>]) -> Vec<Gap> {
    let mut series: BTreeMap<(u32, String, &str), Vec<&Source<'_>>> = BTreeMap::new();
    for source in answers {
        let (name, _) = source.path.series();
        let own = (source.file.root, source.path.folder(), name);
        series.entry(own).or_default().push(source);
    }
    let chains = series.values().flat_map(|pages| chain_gaps(pages));
    chains
        .chain(answers.iter().filter_map(|page| lost(page)))
        .collect()
}

/// Values that are no objects may have been objects before something wrote them as texts.
fn lost(page: &Source<'_>) -> Option<Gap> {
    let values = page.reading.map_or(0, |it| it.not_objects.count);
    let words = "values stand in it where objects are expected";
    (values > 0).then(|| gap(page, GapKind::Damaged, words))
}

/// What keeps these pages from being one chain, or as many chains as there are pages.
fn chain_gaps(pages: &[&Source<'_>]) -> Vec<Gap> {
    let links = pages.iter().filter(|page| has_next(page)).count();
    let numbers: Vec<Option<u32>> = pages.iter().map(|page| page.path.series().1).collect();
    if links == 0 && numbers.iter().all(Option::is_none) {
        return pages.iter().filter_map(|page| count_gap(&[page])).collect();
    }
    let mut gaps = Vec::new();
    if links >= pages.len() {
        let last = pages.iter().rfind(|page| has_next(page));
        gaps.extend(
            last.map(|page| gap(page, GapKind::NextPage, "the last page has a `nextLink`")),
        );
    } else if links + 1 != pages.len() {
        let words = "pages that name a further one and pages that are the last do not match";
        gaps.extend(
            pages
                .first()
                .map(|page| gap(page, GapKind::NextPage, words)),
        );
    } else if !is_sequence(&numbers) || !begins_as_its_tool_counts(pages, &numbers) {
        let words = "by their numbers not all pages are there";
        gaps.extend(
            pages
                .first()
                .map(|page| gap(page, GapKind::NextPage, words)),
        );
    }
    gaps.extend(count_gap(pages));
    gaps
}

/// Whether the first page is there, where the tool gives it the same number always.
fn begins_as_its_tool_counts(pages: &[&Source<'_>], numbers: &[Option<u32>]) -> bool {
    let due = pages.first().and_then(|page| page.first_page);
    let own = numbers.iter().flatten().min();
    due.is_none_or(|due| own.is_none_or(|own| *own == due))
}

fn has_next(page: &Source<'_>) -> bool {
    page.reading
        .is_some_and(|it| it.walked.head.link == Link::Next)
}

/// Whether the numbers of pages begin at the start and leave none out.
///
/// The first page may have no number, or be 0 or 1. Pages without numbers say nothing.
pub(crate) fn is_sequence(pages: &[Option<u32>]) -> bool {
    let mut numbers: Vec<u32> = pages.iter().flatten().copied().collect();
    numbers.sort_unstable();
    let Some(first) = numbers.first().copied() else {
        return true;
    };
    let bare = pages.len() - numbers.len();
    let begins = match bare {
        0 => first <= 1,
        1 => (1..=2).contains(&first),
        _ => false,
    };
    begins && numbers.iter().zip(first..).all(|(own, due)| *own == due)
}

/// `@odata.count` is of the whole collection, on whichever page it stands.
fn count_gap(pages: &[&Source<'_>]) -> Option<Gap> {
    let readings = || pages.iter().filter_map(|page| page.reading);
    let objects: u64 = readings().map(|it| it.walked.objects).sum();
    let told = |page: &&&Source<'_>| page.reading.and_then(|it| it.walked.head.count);
    let wrong = pages
        .iter()
        .find(|page| told(page).is_some_and(|count| count != objects))?;
    let count = told(&wrong)?;
    let are = if objects == 1 {
        "object is"
    } else {
        "objects are"
    };
    let words = format!("`@odata.count` is {count}, and {objects} {are} there");
    Some(gap(wrong, GapKind::Count, &words))
}

fn gap(page: &Source<'_>, kind: GapKind, words: &str) -> Gap {
    Gap {
        kind,
        text: words.to_owned(),
        place: Some(page.place()),
    }
}
