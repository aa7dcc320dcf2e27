//! How much of each collection is there, and why it is not all.
//!
//! A collection is complete only if something shows it: answers of its very
//! path, in chains whose last page names no further one and whose count agrees,
//! or the one object that the path ever has, while no file that could not be
//! read may belong to it; or whoever took the snapshot says so.

mod chain;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{DataLocation, IndexVec, Instant, text};
use tenet_hir::{CollectionId, Projection};

use crate::layout::Told;
use crate::read::Reading;
use crate::recognise::{Container, FilePath, Manifest, ManifestEntry, may_be_whole};
use crate::walk::{Form, Link};
use crate::{Coverage, DataFile, Gap, GapKind, Root, Status, Table};

pub(crate) use chain::is_sequence;

/// A file that was read, or that could not be.
#[derive(Debug)]
pub(crate) struct Source<'s> {
    pub file: &'s DataFile,
    pub path: &'s FilePath<'s>,
    /// What it is of, as far as that is known.
    pub container: Container,
    /// None if it could not even be opened.
    pub reading: Option<&'s Reading>,
    /// How many objects of the container it holds.
    pub objects: u64,
    /// The number of the first page, where the tool counts from one number alone.
    pub first_page: Option<u32>,
}

/// What completeness is judged by.
pub(crate) struct Input<'i> {
    pub projection: &'i Projection,
    pub sources: &'i [Source<'i>],
    /// What files say of collections beside their objects.
    pub told: &'i [(DataLocation, &'i Told)],
    pub manifests: &'i [Option<Manifest>],
    pub vouched: &'i [String],
    pub roots: &'i [Root],
    /// Registers that are not where they are said to be: their root and collection.
    pub lost: &'i [(u32, String)],
    /// In how many files objects of each collection stand.
    pub files_of: &'i BTreeMap<CollectionId, u32>,
}

/// What is there of every collection.
#[derive(Debug, Default)]
pub(crate) struct Covered {
    /// By Graph path, of all that some file holds or names.
    pub all: BTreeMap<String, Coverage>,
    /// Of each collection of the projection, in its order.
    pub tables: Vec<Coverage>,
}

/// What the files say about one collection.
#[derive(Debug, Default)]
struct Evidence<'i> {
    path: String,
    /// Answers that may be all of it.
    answers: Vec<&'i Source<'i>>,
    /// Files that hold some of it, and say nothing about the rest.
    loose: Vec<&'i Source<'i>>,
    refused: Vec<&'i Source<'i>>,
    damaged: Vec<&'i Source<'i>>,
}

/// Judges all collections.
pub(crate) fn cover(input: &Input<'_>, tables: &IndexVec<CollectionId, Table>) -> Covered {
    let evidence = gather(input);
    let mut covered = Covered::default();
    for (folded, evidence) in &evidence {
        let id = input.projection.find(folded);
        let objects = id.map(|id| tables[id].objects.len() as u32);
        let coverage = judge(input, evidence, id, objects);
        covered.all.insert(evidence.path.clone(), coverage);
    }
    for (id, collection) in input.projection.collections.iter_enumerated() {
        let known = evidence.get(&key(&collection.path));
        let coverage = known.and_then(|evidence| covered.all.get(&evidence.path));
        let mut coverage = coverage.cloned().unwrap_or_else(Coverage::absent);
        coverage.objects = tables[id].objects.len() as u32;
        covered.tables.push(coverage);
    }
    covered
}

fn key(path: &str) -> String {
    text::fold(path.trim_matches('/')).into_owned()
}

/// Sorts the files by what they are of.
fn gather<'i>(input: &'i Input<'i>) -> BTreeMap<String, Evidence<'i>> {
    let mut all: BTreeMap<String, Evidence<'i>> = BTreeMap::new();
    for (id, collection) in input.projection.collections.iter_enumerated() {
        let damaged = input.sources.iter().any(Source::is_damaged);
        if input.files_of.contains_key(&id) || damaged {
            entry(&mut all, &collection.path);
        }
    }
    for source in input.sources {
        source.sort(input, &mut all);
    }
    for path in input
        .manifests
        .iter()
        .flatten()
        .flat_map(|it| it.collections.keys())
    {
        if FilePath::list_of_graph_path(path).is_none() {
            entry(&mut all, path);
        }
    }
    for (_, told) in input.told {
        for (path, _) in &told.refused {
            entry(&mut all, path);
        }
    }
    // Only now is it known which collections there are.
    for source in input.sources.iter().filter(|source| source.is_damaged()) {
        spread(input, source, &mut all);
    }
    all.retain(|_, evidence| evidence.says_something(input));
    all
}

fn entry<'m, 'i>(all: &'m mut BTreeMap<String, Evidence<'i>>, path: &str) -> &'m mut Evidence<'i> {
    all.entry(key(path)).or_insert_with(|| Evidence {
        path: path.trim_matches('/').to_owned(),
        ..Evidence::default()
    })
}

impl<'i> Source<'i> {
    fn is_damaged(&self) -> bool {
        self.reading
            .is_none_or(|reading| reading.walked.stop.is_some())
    }

    fn sort(&'i self, input: &Input<'_>, all: &mut BTreeMap<String, Evidence<'i>>) {
        let Some(reading) = self.reading else { return };
        let container = &self.container;
        let Some(path) = container.path.as_ref().filter(|_| container.list.is_none()) else {
            return;
        };
        if container.owner_unknown && input.projection.find(path).is_none() {
            return;
        }
        match reading.walked.form {
            Form::Refused => entry(all, path).refused.push(self),
            form if may_be_whole(form) && container.exact => {
                entry(all, path).answers.push(self);
            }
            Form::Single if container.singleton => entry(all, path).answers.push(self),
            // A list of nothing stands there for a command that failed, too.
            Form::Array if self.objects == 0 && input.refusals(path).next().is_some() => {}
            Form::Collection | Form::Single | Form::Array | Form::Stream => {
                entry(all, path).loose.push(self);
            }
            Form::Other => {}
        }
    }

    /// The collection that a damaged file names, by what can be read of it or by its path.
    fn named(&self, input: &Input<'_>, all: &BTreeMap<String, Evidence<'i>>) -> Option<String> {
        if let Some(id) = self.reading.and_then(|reading| reading.stopped_in) {
            return Some(key(&input.projection.collections[id].path));
        }
        let context = self.reading.and_then(|it| it.walked.head.context.as_ref());
        let path = self.container.path.as_ref()?;
        let told = context.is_some() || self.container.list.is_some();
        (told || all.contains_key(&key(path))).then(|| key(path))
    }

    /// Why an answer with a list may not be all of its collection.
    fn no_answer(&self) -> &'static str {
        let head = self.reading.map(|reading| &reading.walked.head);
        match head {
            Some(head) if head.void => "`null` stands in the place of its objects",
            Some(head) if head.link == Link::Delta => "an answer of changes is not all there is",
            Some(head) if head.context.is_none() => {
                "the answer has no `@odata.context` that says what it is of"
            }
            Some(_) | None => "no answer is one of the collection itself",
        }
    }

    fn place(&self) -> DataLocation {
        DataLocation::file(self.file.root, self.file.path.clone())
    }
}

/// Opens what a damaged file may be part of.
fn spread<'i>(
    input: &'i Input<'i>,
    source: &'i Source<'i>,
    all: &mut BTreeMap<String, Evidence<'i>>,
) {
    if let Some(named) = source.named(input, all) {
        if let Some(evidence) = all.get_mut(&named) {
            evidence.damaged.push(source);
        }
        return;
    }
    let root = source.file.root;
    for evidence in all.values_mut() {
        if evidence.is_of(root) || evidence.is_of_none() {
            evidence.damaged.push(source);
        }
    }
}

impl Evidence<'_> {
    fn files(&self) -> impl Iterator<Item = &Source<'_>> {
        [&self.answers, &self.loose, &self.refused]
            .into_iter()
            .flatten()
            .copied()
    }

    fn is_of(&self, root: u32) -> bool {
        self.files().any(|source| source.file.root == root)
    }

    /// Whether a root holds some of it, be it an empty list.
    fn has_objects_of(&self, root: u32) -> bool {
        let mut files = self.answers.iter().chain(&self.loose);
        files.any(|source| source.file.root == root)
    }

    fn is_of_none(&self) -> bool {
        self.files().next().is_none()
    }

    fn says_something(&self, input: &Input<'_>) -> bool {
        let own = input.projection.find(&self.path);
        !self.is_of_none()
            || !self.damaged.is_empty()
            || own.is_some_and(|id| input.files_of.contains_key(&id))
            || input.entries(&self.path).next().is_some()
            || input.refusals(&self.path).next().is_some()
    }
}

impl<'i> Input<'i> {
    /// The manifests, with the root of each.
    fn told(&self) -> impl Iterator<Item = (u32, &'i Manifest)> {
        let numbered = self.manifests.iter().enumerate();
        numbered.filter_map(|(root, manifest)| Some((root as u32, manifest.as_ref()?)))
    }

    /// What the manifests say about a collection, each with its root.
    fn entries(&self, path: &str) -> impl Iterator<Item = (u32, &'i Manifest, &'i ManifestEntry)> {
        let wanted = key(path);
        let of = |(root, manifest): (u32, &'i Manifest)| {
            let entries = manifest.collections.iter();
            entries.map(move |(path, entry)| (root, manifest, path, entry))
        };
        let all = self.told().flat_map(of);
        all.filter(move |(_, _, path, _)| key(path) == wanted)
            .map(|(root, manifest, _, entry)| (root, manifest, entry))
    }

    /// The commands for a collection that failed.
    fn refusals(&self, path: &str) -> impl Iterator<Item = (&'i DataLocation, &'i str)> {
        let wanted = key(path);
        let refused = self.told.iter().flat_map(|(place, told)| {
            let refused = told.refused.iter();
            refused.map(move |(path, command)| (place, *path, command.as_str()))
        });
        let own = refused.filter(move |(_, path, _)| key(path) == wanted);
        own.map(|(place, _, command)| (place, command))
    }

    /// Whether all files that hold some of a collection say that they hold all of it.
    fn is_told_complete(&self, evidence: &Evidence<'_>) -> bool {
        let wanted = key(&evidence.path);
        let tells = |source: &&Source<'_>| {
            let own = self.told.iter().filter(|(place, _)| {
                place.root == source.file.root && place.file == source.file.path
            });
            let mut paths = own.flat_map(|(_, told)| &told.complete);
            let whole = |it: &Reading| {
                it.section.is_some() && it.not_objects.count == 0 && !it.walked.head.void
            };
            source.reading.is_some_and(whole) && paths.any(|path| key(path) == wanted)
        };
        !evidence.loose.is_empty() && evidence.loose.iter().all(tells)
    }

    fn vouches(&self, evidence: &Evidence<'_>) -> bool {
        let path = &evidence.path;
        let wanted = key(path);
        let named = |paths: &[String]| paths.iter().any(|own| own == "*" || key(own) == wanted);
        let told = |(root, told): (u32, &Root)| {
            named(&told.told.complete) && evidence.has_objects_of(root)
        };
        named(self.vouched)
            || (0u32..).zip(self.roots).any(told)
            || self
                .entries(path)
                .any(|(_, _, entry)| entry.complete == Some(true))
    }
}

fn judge(
    input: &Input<'_>,
    evidence: &Evidence<'_>,
    id: Option<CollectionId>,
    objects: Option<u32>,
) -> Coverage {
    let elsewhere = id.and_then(|id| input.files_of.get(&id)).copied();
    let mut gaps = chain::gaps(&evidence.answers);
    let vouched = input.vouches(evidence);
    if evidence.answers.is_empty()
        && !vouched
        && !input.is_told_complete(evidence)
        && (!evidence.loose.is_empty() || elsewhere.is_some())
    {
        gaps.push(no_chain(evidence));
    }
    if vouched {
        gaps.extend(evidence.loose.iter().filter_map(|source| hollow(source)));
    }
    if !evidence.answers.is_empty() && !vouched {
        gaps.extend(evidence.loose.iter().find_map(|source| changes(source)));
    }
    gaps.extend(evidence.refused.iter().map(|source| refused(source)));
    gaps.extend(input.refusals(&evidence.path).map(|(place, command)| Gap {
        kind: GapKind::Refused,
        text: format!("the tool says that `{command}` failed"),
        place: Some(place.clone()),
    }));
    gaps.extend(evidence.damaged.iter().map(|source| damaged(source)));
    gaps.extend(lost_registers(input, &evidence.path));
    gaps.extend(broken_manifests(input, evidence));
    gaps.extend(manifest_gaps(input, &evidence.path));
    let holding = evidence.answers.iter().chain(&evidence.loose);
    let holding: BTreeSet<_> = holding.map(|it| (it.file.root, &it.file.path)).collect();
    let files = holding.len() as u32;
    let files = files.max(elsewhere.unwrap_or(0));
    if files == 0
        && evidence.refused.is_empty()
        && !gaps.iter().any(|gap| gap.kind == GapKind::Refused)
    {
        gaps.splice(0..0, Coverage::absent().gaps);
    }
    Coverage {
        status: status(&gaps, files),
        gaps,
        window: window(input, evidence),
        objects: objects.unwrap_or_else(|| evidence.count()),
        files,
    }
}

/// The time that the exports of a log cover together: the latest stretch
/// without a hole in it. What lies before a hole is not vouched for, and a
/// manifest speaks of what its own root holds alone.
fn window(input: &Input<'_>, evidence: &Evidence<'_>) -> Option<(Instant, Instant)> {
    let own = input.entries(&evidence.path);
    let own = own.filter(|(root, _, _)| evidence.has_objects_of(*root));
    let windows = own.filter_map(|(_, _, entry)| entry.window().ok().flatten());
    let mut windows: Vec<_> = windows.collect();
    windows.sort_unstable();
    let mut latest: Option<(Instant, Instant)> = None;
    for (from, to) in windows {
        latest = match latest {
            Some((first, last)) if from <= last => Some((first, last.max(to))),
            Some(_) | None => Some((from, to)),
        };
    }
    latest
}

impl Evidence<'_> {
    fn count(&self) -> u32 {
        self.files().map(|source| source.objects).sum::<u64>() as u32
    }
}

fn status(gaps: &[Gap], files: u32) -> Status {
    let refused = gaps.iter().any(|gap| gap.kind == GapKind::Refused);
    match (files, gaps.is_empty()) {
        (0, _) if refused => Status::Refused,
        (0, _) => Status::Absent,
        (_, true) => Status::Complete,
        (_, false) => Status::Partial,
    }
}

fn no_chain(evidence: &Evidence<'_>) -> Gap {
    let first = evidence.loose.first();
    let text = match first
        .and_then(|source| source.reading)
        .map(|it| it.walked.form)
    {
        Some(Form::Array) => "a bare list does not say that it is all",
        Some(Form::Stream) => "lines of objects do not say that they are all",
        Some(Form::Single) => "single objects do not say that they are all",
        Some(Form::Collection) => first.map_or("", |source| source.no_answer()),
        Some(Form::Refused | Form::Other) | None => {
            "its objects stand in answers of other collections"
        }
    };
    Gap {
        kind: GapKind::NoChain,
        text: text.to_owned(),
        place: first.map(|source| source.place()),
    }
}

/// A file that cannot be what somebody vouches for: it is none of what a whole answer is.
fn hollow(source: &Source<'_>) -> Option<Gap> {
    let reading = source.reading?;
    let head = &reading.walked.head;
    let is_object = reading.walked.form == Form::Single && !source.container.singleton;
    let of_list = head
        .context
        .as_deref()
        .is_some_and(|context| !context.ends_with("/$entity"));
    let text = if head.void {
        "`null` stands in the place of its objects"
    } else if is_object && of_list {
        "the answer has no `value` with its objects"
    } else if reading.not_objects.count > 0 {
        "values stand in it where objects are expected"
    } else {
        return None;
    };
    Some(Gap {
        kind: GapKind::Damaged,
        text: text.to_owned(),
        place: Some(source.place()),
    })
}

/// Nothing says that an answer of changes is later than the answers beside it.
fn changes(source: &Source<'_>) -> Option<Gap> {
    let link = source.reading?.walked.head.link;
    (link == Link::Delta).then(|| Gap {
        kind: GapKind::NoChain,
        text: "an answer of changes stands beside it, and nothing says which is later".to_owned(),
        place: Some(source.place()),
    })
}

fn refused(source: &Source<'_>) -> Gap {
    let refusal = source
        .reading
        .and_then(|it| it.walked.head.refusal.as_ref());
    let code = refusal.and_then(|refusal| refusal.code.as_deref());
    Gap {
        kind: GapKind::Refused,
        text: format!(
            "the tenant answered with the error `{}`",
            code.unwrap_or("unknown")
        ),
        place: Some(source.place()),
    }
}

fn damaged(source: &Source<'_>) -> Gap {
    Gap {
        kind: GapKind::Damaged,
        text: "a file that may hold some of it cannot be read to its end".to_owned(),
        place: Some(source.place()),
    }
}

/// A register that is not there may hold what nothing else does.
fn lost_registers(input: &Input<'_>, path: &str) -> Vec<Gap> {
    let wanted = key(path);
    let lost = input.lost.iter().filter(|(_, path)| key(path) == wanted);
    lost.map(|_| Gap {
        kind: GapKind::Damaged,
        text: "a register that may hold some of it is not there".to_owned(),
        place: None,
    })
    .collect()
}

/// A manifest that cannot be read may say that anything in its root is not all.
fn broken_manifests(input: &Input<'_>, evidence: &Evidence<'_>) -> Vec<Gap> {
    let broken = input.told().filter(|(_, manifest)| manifest.broken);
    let own = broken.filter(|(root, _)| evidence.is_of(*root) || evidence.is_of_none());
    own.map(|(root, manifest)| Gap {
        kind: GapKind::Manifest,
        text: "the manifest cannot be read".to_owned(),
        place: Some(DataLocation::file(root, manifest.path())),
    })
    .collect()
}

fn manifest_gaps(input: &Input<'_>, path: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (root, manifest, entry) in input.entries(path) {
        let mut add = |kind, text: String| {
            let place = DataLocation::file(root, manifest.path());
            let place = Some(place);
            gaps.push(Gap { kind, text, place });
        };
        if entry.complete == Some(false) {
            add(
                GapKind::Manifest,
                "the manifest says that it is not complete".to_owned(),
            );
        }
        if let Some(filter) = entry.filter() {
            add(
                GapKind::Manifest,
                format!("the manifest says that it was filtered by `{filter}`"),
            );
        }
        if let Some(count) = entry.truncated_at {
            add(
                GapKind::Manifest,
                format!("the manifest says that it was cut off after {count} objects"),
            );
        }
        for key in &entry.unknown {
            add(
                GapKind::Manifest,
                format!("the manifest says `{key}` of it, and nobody knows what that means"),
            );
        }
        if entry.is_refused() {
            add(
                GapKind::Refused,
                "the manifest says that the tenant refused it".to_owned(),
            );
        }
        for file in missing(input, (root, manifest), entry) {
            add(
                GapKind::Manifest,
                format!("the manifest names `{file}`, which is not there"),
            );
        }
    }
    gaps
}

/// The files that a manifest names and the root does not hold.
fn missing<'e>(
    input: &Input<'_>,
    (root, manifest): (u32, &Manifest),
    entry: &'e ManifestEntry,
) -> Vec<&'e str> {
    let held = |file: &str| {
        let file = manifest.path_from_root(file);
        input
            .sources
            .iter()
            .any(|source| source.file.root == root && source.file.path == file)
    };
    let files = entry.files.iter().map(String::as_str);
    files.filter(|file| !held(file)).collect()
}
