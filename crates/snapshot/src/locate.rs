//! Where a part of an object stands: line, column, excerpt, JSON pointer.
//!
//! Nothing of this is kept while rules run. When something is reported the
//! file is read once more, for all of its places at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tenet_base::{DataLocation, World, id::Id as _};

use crate::files::Files;
use crate::json::{self, Fault};
use crate::layout::{Item, Layout, Recast};
use crate::object::Step;
use crate::position::{self, Target};
use crate::recognise::FilePath;
use crate::walk::{self, Form, Spot, Visitor};
use crate::window::Window;
use crate::{Place, Root, Snapshot, part};

/// Where a part of an object stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// File, line, column and the text of the line.
    pub place: DataLocation,
    /// The JSON pointer from the top of the file; of the line, for lines of objects.
    pub pointer: String,
}

/// Finds places in the files of a snapshot.
pub struct Locator<'w> {
    world: &'w dyn World,
    files: Files,
    /// What was read.
    snapshot: &'w Snapshot,
}

/// What is looked for: an object, and the way into it.
pub type Request<'r> = (Place, &'r [Step]);

/// Where a part of an object stands; reads the file again.
pub fn locate(
    world: &dyn World,
    roots: &[Root],
    snapshot: &Snapshot,
    request: Request<'_>,
) -> Option<Located> {
    let locator = Locator::new(world, roots, snapshot);
    locator.locate_all(&[request]).pop().flatten()
}

impl<'w> Locator<'w> {
    /// A locator for the files of a snapshot, and the roots that it was loaded from.
    pub fn new(world: &'w dyn World, roots: &[Root], snapshot: &'w Snapshot) -> Self {
        Self {
            world,
            files: Files::again(world, roots, &snapshot.files),
            snapshot,
        }
    }

    /// Where parts of objects stand, in the order asked; each file is read once or twice.
    pub fn locate_all(&self, requests: &[Request<'_>]) -> Vec<Option<Located>> {
        let own: Vec<(Place, Cow<'_, [Step]>)> = requests
            .iter()
            .map(|request| self.in_own_file(*request))
            .collect();
        let requests: Vec<Request<'_>> = own
            .iter()
            .map(|(place, steps)| (*place, &**steps))
            .collect();
        let mut of_file: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, (place, _)) in requests.iter().enumerate() {
            of_file.entry(place.file.index()).or_default().push(number);
        }
        let mut located: Vec<Option<Located>> = requests.iter().map(|_| None).collect();
        for (file, numbers) in of_file {
            let own: Vec<Request<'_>> = numbers
                .iter()
                .filter_map(|number| requests.get(*number).copied())
                .collect();
            for (number, found) in numbers.iter().zip(self.in_file(file, &own)) {
                if let Some(slot) = located.get_mut(*number) {
                    *slot = found;
                }
            }
        }
        located
    }

    /// An item of a list that is spread over files, as an item of the file that it stands in.
    fn in_own_file<'r>(&self, request: Request<'r>) -> (Place, Cow<'r, [Step]>) {
        let (place, steps) = request;
        let plain = (place, Cow::Borrowed(steps));
        let ([Step::Key(key), Step::Item(item), rest @ ..], 0) = (steps, place.offset) else {
            return plain;
        };
        let lists = self.snapshot.tables.iter().flat_map(|table| &table.spread);
        let mut own =
            lists.filter(|((file, name), _)| *file == place.file && name.eq_ignore_ascii_case(key));
        let files = own.next().map_or(&[][..], |(_, files)| files.as_slice());
        let Some((first, file)) = files.iter().rev().find(|(first, _)| first <= item) else {
            return plain;
        };
        let start = [Step::Key(key.clone()), Step::Item(item - first)];
        let steps = start.into_iter().chain(rest.iter().cloned()).collect();
        let place = Place {
            file: *file,
            offset: 0,
        };
        (place, Cow::Owned(steps))
    }

    fn in_file(&self, file: usize, requests: &[Request<'_>]) -> Vec<Option<Located>> {
        let found = self.files.found.get(file);
        let layouts = &self.snapshot.layouts;
        let layout = found.and_then(|found| layouts.get(found.file.root as usize));
        let path = found.map(|found| FilePath::parse(&found.file.path));
        let mut search = Search {
            origin: Origin {
                layout: layout.copied().flatten(),
                stem: path.as_ref().map_or("", FilePath::stem),
            },
            requests,
            hits: requests.iter().map(|_| None).collect(),
            missing: requests.len(),
            first: None,
        };
        let lines = self.files.is_lines(file);
        let size = self.files.size(file);
        let walked = self.files.read(self.world, file, |source| {
            walk::walk(
                &mut Window::new(source, None).sized(size),
                &mut search,
                lines,
            )
        });
        if walked.is_err() {
            return requests.iter().map(|_| None).collect();
        }
        let targets: Vec<Option<Target>> = search
            .hits
            .iter()
            .map(|hit| hit.as_ref().map(|hit| hit.target.clone()))
            .collect();
        let wanted: Vec<&Target> = targets.iter().flatten().collect();
        let mut places = position::find(self.world, &self.files, file, &wanted).into_iter();
        let hits = search.hits.into_iter();
        hits.map(|hit| {
            let hit = hit?;
            Some(Located {
                place: places.next()?,
                pointer: hit.pointer,
            })
        })
        .collect()
    }
}

impl std::fmt::Debug for Locator<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locator")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

/// Walks a file for the objects that are asked for.
struct Search<'r> {
    origin: Origin<'r>,
    requests: &'r [Request<'r>],
    hits: Vec<Option<Hit>>,
    missing: usize,
    /// Offset of the first object.
    first: Option<u64>,
}

struct Hit {
    target: Target,
    pointer: String,
}

impl Visitor for Search<'_> {
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault> {
        if self.missing == 0 {
            // All is found: there is no need to read on.
            return Err(Fault::syntax(0, ""));
        }
        let used = json::skip(text)?;
        let first = *self.first.get_or_insert(spot.offset);
        let origin = self.origin;
        for (request, slot) in self.requests.iter().zip(&mut self.hits) {
            let Some(steps) = steps_into(*request, spot, first).filter(|_| slot.is_none()) else {
                continue;
            };
            let steps = origin.in_export(text, spot, steps)?;
            let steps = in_single(text, spot, steps)?;
            let part = part::find(text, &steps)?;
            *slot = Some(Hit {
                target: Target::part(spot.offset, steps),
                pointer: format!("{}{}", pointer_of(spot), part.pointer),
            });
            self.missing -= 1;
        }
        Ok(used)
    }
}

/// What says which object of the tenant stands for one of a file.
#[derive(Clone, Copy)]
struct Origin<'o> {
    /// The layout of the file's root.
    layout: Option<Layout>,
    /// The name of the file, without its extension.
    stem: &'o str,
}

impl Origin<'_> {
    /// The way into the object of the export, for a way into the one that it stands for.
    fn in_export(&self, text: &str, spot: Spot<'_>, steps: &[Step]) -> Result<Vec<Step>, Fault> {
        let layout = spot.section.map(|section| section.layout).or(self.layout);
        let recasts = |layout: &Layout| layout.conventions().recasts(spot.section.is_some());
        let Some(layout) = layout.filter(recasts) else {
            return Ok(steps.to_vec());
        };
        let item = Item::read(text)?;
        Ok(match layout.conventions().recast(&item, self.stem) {
            Recast::Object(_, made) => made.source(steps),
            Recast::Same | Recast::Left => steps.to_vec(),
        })
    }
}

/// The way into an object for a request that means it or a part of it.
///
/// A list that is a file by itself begins before its first object: what is
/// asked of it is an item, and the item is an object of the file.
fn steps_into<'r>(request: Request<'r>, spot: Spot<'_>, first: u64) -> Option<&'r [Step]> {
    let (place, steps) = request;
    if place.offset == spot.offset {
        return Some(steps);
    }
    match steps {
        [Step::Key(_), Step::Item(item), rest @ ..]
            if place.offset < first && u64::from(*item) == spot.index =>
        {
            Some(rest)
        }
        [Step::Key(_)] | [] if place.offset < first && spot.index == 0 => Some(&[]),
        [..] => None,
    }
}

/// The way into the only item of a list, where it stands in a file as an object by itself.
fn in_single(text: &str, spot: Spot<'_>, steps: Vec<Step>) -> Result<Vec<Step>, Fault> {
    let [Step::Key(key), Step::Item(0), rest @ ..] = steps.as_slice() else {
        return Ok(steps);
    };
    if spot.form != Form::Single || Item::read(text)?.value.field(key).is_some() {
        return Ok(steps);
    }
    Ok(rest.to_vec())
}

fn pointer_of(spot: Spot<'_>) -> String {
    let within = match spot.form {
        Form::Collection => format!("/value/{}", spot.index),
        Form::Array => format!("/{}", spot.index),
        Form::Single | Form::Stream | Form::Refused | Form::Other => String::new(),
    };
    format!("{}{within}", spot.pointer)
}
