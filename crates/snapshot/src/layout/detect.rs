//! Which layout a root has, by the names of its files and the first bytes of some.

use std::collections::BTreeSet;

use super::{Layout, Start, folders};

/// Of a large export as many files tell as much as all.
const MOST: usize = 5_000;
/// So many folders are no accident.
const ENOUGH: usize = 2;

/// A file of a root: its path, and its first bytes if they were read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample<'s> {
    pub path: &'s str,
    pub start: Option<&'s str>,
}

/// The signs of a layout that were seen.
struct Signs {
    layout: Layout,
    /// Whether a file has a name that no other tool gives.
    named: bool,
    /// How many files begin as only those of the layout do.
    begun: usize,
    /// Names of folders that tools of this kind make, as far as they were seen.
    folders: BTreeSet<&'static str>,
}

/// The layout of a root; none if nothing says it.
pub(crate) fn of_root(samples: &[Sample<'_>]) -> Option<Layout> {
    let signs = look(samples);
    let found = signs.iter().filter(|signs| signs.is_enough());
    // Of equal ones the first.
    found
        .rev()
        .max_by_key(|signs| signs.score())
        .map(|signs| signs.layout)
}

/// The layout that a root looks most like, and what of it was seen.
pub(crate) fn nearest(samples: &[Sample<'_>]) -> Option<(Layout, Vec<&'static str>)> {
    let mut signs = look(samples);
    signs.retain(|signs| !signs.folders.is_empty());
    let nearest = signs.into_iter().rev().max_by_key(Signs::score)?;
    Some((nearest.layout, nearest.folders.into_iter().collect()))
}

fn look(samples: &[Sample<'_>]) -> Vec<Signs> {
    let mut signs: Vec<Signs> = Layout::ALL.into_iter().map(Signs::new).collect();
    for sample in samples.iter().take(MOST) {
        let wrapping = sample.start.map(Start::new);
        let wrapping = wrapping.and_then(|start| Layout::wrapping(&start));
        let wrapping = wrapping.map(|(layout, _)| layout);
        for sign in &mut signs {
            sign.look(sample.path, wrapping);
        }
    }
    signs
}

impl Signs {
    fn new(layout: Layout) -> Self {
        Self {
            layout,
            named: false,
            begun: 0,
            folders: BTreeSet::new(),
        }
    }

    /// Looks at one file.
    fn look(&mut self, path: &str, wrapping: Option<Layout>) {
        let parts: Vec<&str> = path.split('/').collect();
        let Some((file, folders)) = parts.split_last() else {
            return;
        };
        let conventions = self.layout.conventions();
        self.named |= conventions.is_named(file, folders);
        self.begun += usize::from(wrapping == Some(self.layout));
        let known = conventions.folders().iter().map(|(name, _)| *name);
        let seen = known.filter(|known| folders::end_of(folders, known).is_some());
        self.folders.extend(seen);
    }

    fn is_enough(&self) -> bool {
        self.named || self.begun > 0 || self.folders.len() >= ENOUGH
    }

    fn score(&self) -> (bool, usize, usize) {
        (self.named, self.folders.len(), self.begun)
    }
}
