//! The roots of a snapshot, those of packed ones in the place of these.

use tenet_base::{Diagnostic, Source, World, world::Kind};

use super::manifest::{self, Manifest, RootKind, TablesEntry};
use super::{is_packed, seal};
use crate::archive::{Archive, Member};
use crate::{Layout, Options, Root, diagnose};

/// The manifest of a packed snapshot is not larger than this.
const LARGEST: u64 = 64 << 20;

/// The roots that are read.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// All roots.
    pub roots: Vec<Root>,
    /// Where each of them is.
    places: Vec<Own>,
    /// Which of the user's roots each of them is, or is in.
    of: Vec<usize>,
    /// The packed snapshots among the user's roots.
    pub(super) packs: Vec<Pack>,
}

/// Where a root is.
#[derive(Debug)]
pub(crate) enum Own {
    /// At its path in the world.
    World,
    /// In a packed snapshot.
    Packed(PackedRoot),
    /// In a packed snapshot that is not read.
    Refused,
}

/// A root in a packed snapshot.
#[derive(Debug)]
pub(crate) struct PackedRoot {
    archive: Archive,
    folder: String,
    pub(super) kind: RootKind,
    layout: Option<Layout>,
    /// Collections that the user vouched for in all roots of the pack.
    complete: Vec<String>,
}

/// A packed snapshot that was opened.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) archive: Archive,
    pub(super) manifest: Manifest,
    /// The size of the file.
    pub(super) size: u64,
}

impl Given {
    /// The roots; packed snapshots that are damaged are diagnostics.
    pub(crate) fn open(
        world: &dyn World,
        roots: &[Root],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        Self::of(
            world,
            roots,
            |pack| pack.map_err(|told| diagnostics.push(*told)).ok(),
            true,
        )
    }

    /// The roots of a snapshot that was loaded: what was checked is not checked again.
    pub(crate) fn again(world: &dyn World, roots: &[Root]) -> Self {
        Self::of(world, roots, Result::ok, false)
    }

    fn of(
        world: &dyn World,
        roots: &[Root],
        mut opened: impl FnMut(Result<Pack, Box<Diagnostic>>) -> Option<Pack>,
        check: bool,
    ) -> Self {
        let mut given = Self::default();
        for (number, root) in roots.iter().enumerate() {
            if !is_packed(&root.path) || world.kind(&root.path) != Some(Kind::File) {
                given.add(number, root.clone(), Own::World);
                continue;
            }
            match opened(Pack::open(world, root, check)) {
                Some(pack) => given.add_pack(number, root, pack),
                None => given.add(number, root.clone(), Own::Refused),
            }
        }
        given.vouch();
        given
    }

    /// What was said of all roots of a packed snapshot is said of these alone, if there are others.
    fn vouch(&mut self) {
        if self.alone().is_some() {
            return;
        }
        let of_packs = self.places.iter().zip(&mut self.roots);
        let of_packs = of_packs.filter_map(|(place, root)| match place {
            Own::Packed(packed) => Some((packed, root)),
            Own::World | Own::Refused => None,
        });
        for (packed, root) in of_packs {
            root.told.complete.extend(packed.complete.iter().cloned());
        }
    }

    fn add(&mut self, number: usize, root: Root, place: Own) {
        self.roots.push(root);
        self.places.push(place);
        self.of.push(number);
    }

    fn add_pack(&mut self, number: usize, root: &Root, pack: Pack) {
        for (at, packed) in pack.manifest.roots.iter().enumerate() {
            let own = PackedRoot {
                archive: pack.archive.clone(),
                folder: manifest::folder(at),
                kind: packed.kind,
                layout: packed.layout(),
                complete: pack.manifest.complete.clone(),
            };
            let root = packed.root(&root.path, &root.told);
            self.add(number, root, Own::Packed(own));
        }
        self.packs.push(pack);
    }

    /// Where a root is.
    pub(crate) fn place(&self, number: usize) -> &Own {
        self.places.get(number).unwrap_or(&Own::Refused)
    }

    /// The layout of each root of which the user says it, now or when it was packed.
    pub(crate) fn layouts(&self, options: &Options<'_>) -> Vec<Option<Layout>> {
        let own = |place: &Own| match place {
            Own::Packed(packed) => packed.layout,
            Own::World | Own::Refused => None,
        };
        let pairs = self.of.iter().zip(&self.places);
        let layouts = pairs.map(|(number, place)| {
            let told = options.layouts.get(*number).copied().flatten();
            told.or_else(|| own(place))
        });
        layouts.collect()
    }

    /// Collections of which the user says that all is there, now or when it was packed.
    ///
    /// What was said of a packed snapshot is not said of others beside it.
    pub(crate) fn complete(&self, options: &Options<'_>) -> Vec<String> {
        let packed = self.alone().map_or(&[][..], |pack| &pack.manifest.complete);
        let mut complete: Vec<String> = options.complete.iter().chain(packed).cloned().collect();
        complete.sort_unstable();
        complete.dedup();
        complete
    }

    /// The packed snapshot, if it is all that is read.
    pub(super) fn alone(&self) -> Option<&Pack> {
        let alone = self.of.iter().all(|number| *number == 0);
        self.packs.first().filter(|_| alone)
    }

    /// What each root is, of those that are packed.
    pub(super) fn kinds(&self) -> Vec<Option<RootKind>> {
        let kind = |place: &Own| match place {
            Own::Packed(packed) => Some(packed.kind),
            Own::World | Own::Refused => None,
        };
        self.places.iter().map(kind).collect()
    }
}

impl PackedRoot {
    /// The archive with its files, and what their paths in it begin with.
    pub(crate) fn archive(&self) -> Result<(Archive, &str), String> {
        match self.kind {
            RootKind::Folder | RootKind::File => Ok((self.archive.clone(), &self.folder)),
            RootKind::Archive => {
                let mut outer = self.archive.clone();
                let mut members = outer.members().into_iter();
                let own = members.find(|member| member.is_below(&self.folder));
                let own = own.ok_or("it is not in the packed snapshot")?;
                Ok((self.archive.inner(own.index)?, ""))
            }
        }
    }
}

impl Pack {
    fn open(world: &dyn World, root: &Root, check: bool) -> Result<Self, Box<Diagnostic>> {
        let damaged = |why: &str| Box::new(diagnose::damaged_pack(&root.name, why));
        let source = world
            .open(&root.path)
            .map_err(|error| diagnose::unreadable_root(&root.name, &error.to_string()))?;
        if check {
            seal::check(&root.name, source.as_ref())?;
        }
        Self::of(source).map_err(|why| damaged(&why))
    }

    /// Opens a packed snapshot whose seal was checked.
    pub(super) fn of(source: Box<dyn Source>) -> Result<Self, String> {
        let size = source.size();
        let archive = Archive::open(source)?;
        let mut pack = Self {
            archive,
            manifest: Manifest::default(),
            size,
        };
        pack.manifest = pack.json(manifest::NAME)?;
        if let [_, ..] = pack.manifest.roots.as_slice() {
            Ok(pack)
        } else {
            Err("it has no roots".to_owned())
        }
    }

    /// The tables in it.
    pub(super) fn tables(&self) -> Vec<TablesEntry> {
        self.json(manifest::TABLES).unwrap_or_default()
    }

    /// A member that is JSON.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, String> {
        let bytes = self.member(name, LARGEST)?;
        serde_json::from_slice(&bytes).map_err(|error| format!("`{name}`: {error}"))
    }

    /// A member, if it is not larger than `largest`.
    pub(super) fn member(&self, name: &str, largest: u64) -> Result<Vec<u8>, String> {
        let missing = || format!("`{name}` is not in it");
        let member = self.archive.find(name).ok_or_else(missing)?;
        read_all(&self.archive, &member, largest)
    }
}

/// The bytes of a member, if it is not larger than `largest`.
pub(super) fn read_all(
    archive: &Archive,
    member: &Member,
    largest: u64,
) -> Result<Vec<u8>, String> {
    if member.size > largest {
        return Err("a member is too large".to_owned());
    }
    let mut bytes = Vec::new();
    archive
        .read(member.index, |from| from.read_to_end(&mut bytes))?
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}
