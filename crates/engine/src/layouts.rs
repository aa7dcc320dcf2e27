//! Which tools wrote the roots of a snapshot.

use tenet_base::code::data;
use tenet_base::{DataLocation, Diagnostic};
use tenet_snapshot::{Layout, Snapshot};

/// The tool that wrote each root, as far as the names of its files tell it.
pub(crate) fn of_roots(snapshot: &Snapshot) -> Vec<Option<Layout>> {
    let roots = (0u32..).zip(&snapshot.roots);
    let of_root = |at: u32| {
        let files = snapshot.files.iter().filter(move |file| file.root == at);
        let paths: Vec<&str> = files.map(|file| file.path.as_str()).collect();
        Layout::of(&paths)
    };
    roots.map(|(at, _)| of_root(at)).collect()
}

/// What is to be said of roots whose files are not read as their tool wrote them.
pub(crate) fn unread(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let roots = (0u32..).zip(of_roots(snapshot)).zip(&snapshot.roots);
    let unread = roots.filter_map(|((at, layout), name)| {
        let layout = layout.filter(|layout| !layout.is_read())?;
        let message = format!(
            "`{name}` looks like an export of {}, which this version does not read as such",
            layout.name()
        );
        let place = DataLocation::file(at, String::new());
        let diagnostic = Diagnostic::data(&data::UNREAD_LAYOUT, place, message);
        Some(diagnostic.help(
            "only files that say their collection of Graph are read: export its answers as they come",
        ))
    });
    unread.collect()
}
