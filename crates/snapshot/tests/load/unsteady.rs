//! Files that change while they are read, and folders that are elsewhere.

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};
use tenet_snapshot::{Options, Root, load};

use crate::world::{Loaded, Memory, schema};

/// A world in which one file is written to as soon as it is read, and one folder is a link.
struct Unsteady {
    files: Memory,
    written: &'static str,
    linked: &'static str,
}

/// A file that somebody writes to.
struct Written(Box<dyn Source>);

impl Source for Written {
    fn size(&self) -> u64 {
        self.0.size()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        self.0.read_at(offset, buffer)
    }

    fn is_unchanged(&self) -> bool {
        false
    }
}

impl World for Unsteady {
    fn kind(&self, path: &str) -> Option<Kind> {
        if path == self.linked {
            return Some(Kind::Folder);
        }
        self.files.kind(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let mut entries = self.files.list(folder)?;
        let link = self.linked.strip_prefix(&format!("{folder}/"));
        entries.extend(link.map(|path| Entry {
            path: path.to_owned(),
            size: 0,
        }));
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        let source = self.files.open(path)?;
        Ok(if path == self.written {
            Box::new(Written(source))
        } else {
            source
        })
    }

    fn clock(&self) -> Option<Instant> {
        None
    }
}

const USERS: &str = r#"{"@odata.context":"x#users","value":[{"id":"a"}]}"#;
const GROUPS: &str = r#"{"@odata.context":"x#groups","value":[{"id":"g"}]}"#;

fn loaded(written: &'static str, linked: &'static str) -> Loaded {
    let files = [("t/users.json", USERS), ("t/groups.json", GROUPS)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let world = Unsteady {
        files: Memory(files.into()),
        written,
        linked,
    };
    let roots = vec![Root {
        path: "t".to_owned(),
        name: "t".to_owned(),
        ..Root::default()
    }];
    let projection = schema();
    let (snapshot, diagnostics) = load(&world, &roots, &projection, &Options::default());
    Loaded {
        world: world.files,
        roots,
        projection,
        snapshot,
        diagnostics,
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_believed() {
    let loaded = loaded("t/users.json", "");
    assert_eq!(loaded.codes(), "D0005");
    assert!(loaded.diagnostics[0].message.contains("changed while"));
    assert_eq!(loaded.coverage("users"), "Absent 0 NotExported Damaged");
    assert_eq!(loaded.coverage("groups"), "Complete 1");
}

#[test]
fn a_link_to_a_folder_is_told_and_may_hold_more() {
    let of_users = loaded("", "t/users");
    assert_eq!(of_users.codes(), "D0005");
    assert!(of_users.diagnostics[0].message.contains("links to folders"));
    assert_eq!(of_users.coverage("users"), "Partial 1 Damaged");
    assert_eq!(of_users.coverage("groups"), "Complete 1");
    // What is in it, nobody can tell by its name.
    let of_anything = loaded("", "t/more");
    assert_eq!(of_anything.coverage("users"), "Partial 1 Damaged");
    assert_eq!(of_anything.coverage("groups"), "Partial 1 Damaged");
}
