//! Which layout each root has, and what it says of the root's files.

use tenet_base::World;

use super::is_manifest;
use crate::files::{Files, Format};
use crate::layout::{self, Layout, Role, Sample};
use crate::recognise::FilePath;
use crate::window::Window;

/// So many files tell the layout of a root by their first bytes.
const STARTS: usize = 40;
/// So many bytes of each are read; UTF-16 has two for a letter.
const START: u64 = 8192;

/// The layout of each root: the one that the user says, or the one that its files show.
pub(crate) fn of_roots(
    world: &dyn World,
    files: &Files,
    roots: usize,
    said: &[Option<Layout>],
) -> Vec<Option<Layout>> {
    let of_root = |root: usize| {
        let said = said.get(root).copied().flatten();
        said.or_else(|| with_samples(world, files, root as u32, layout::of_root))
    };
    (0..roots).map(of_root).collect()
}

/// Leaves out documents of YAML that no layout says to be objects of the tenant.
pub(crate) fn keep_documents(files: &mut Files, layouts: &[Option<Layout>]) {
    files.keep_documents(|file| {
        let layout = layouts.get(file.root as usize).copied().flatten();
        let role = layout.map(|layout| layout.conventions().role(&FilePath::parse(&file.path)));
        matches!(role, Some(Role::Objects(_) | Role::Aside(_)))
    });
}

/// The layout that a root looks most like without having it, and what of it was seen.
pub(crate) fn nearest(
    world: &dyn World,
    files: &Files,
    root: u32,
) -> Option<(Layout, Vec<&'static str>)> {
    with_samples(world, files, root, layout::nearest)
}

/// What each file is, by its path and the layout of its root.
pub(crate) fn roles(
    files: &Files,
    paths: &[FilePath<'_>],
    layouts: &[Option<Layout>],
) -> Vec<Role> {
    let role = |(found, path): (&crate::files::Found, &FilePath<'_>)| {
        let layout = layouts.get(found.file.root as usize).copied().flatten();
        layout.map_or(Role::Graph, |layout| layout.conventions().role(path))
    };
    files.found.iter().zip(paths).map(role).collect()
}

fn with_samples<T>(
    world: &dyn World,
    files: &Files,
    root: u32,
    look: impl FnOnce(&[Sample<'_>]) -> T,
) -> T {
    let own = (0..).zip(&files.found);
    let own = own.filter(|(_, found)| found.file.root == root && !is_manifest(found));
    let own: Vec<(usize, &crate::files::Found)> = own.collect();
    let is_json =
        |found: &crate::files::Found| matches!(found.format, Format::Json | Format::Lines);
    let count = own.iter().filter(|(_, found)| is_json(found)).count();
    let step = count.div_ceil(STARTS).max(1);
    let mut nth = 0;
    let starts: Vec<Option<String>> = own
        .iter()
        .map(|(at, found)| {
            if !is_json(found) {
                return None;
            }
            nth += 1;
            ((nth - 1) % step == 0)
                .then(|| start(world, files, *at))
                .flatten()
        })
        .collect();
    let samples = own.iter().zip(&starts);
    let samples: Vec<Sample<'_>> = samples
        .map(|((_, found), start)| Sample {
            path: &found.file.path,
            start: start.as_deref(),
        })
        .collect();
    look(&samples)
}

/// The first bytes of a file; none if it cannot be read.
fn start(world: &dyn World, files: &Files, at: usize) -> Option<String> {
    let text = files.read(world, at, |source| {
        let mut window = Window::new(source, None).sized(files.size(at).min(START));
        window.more().ok()?;
        Some(window.text().to_owned())
    });
    text.ok().flatten()
}
