//! The files of a snapshot's roots: folders, archives, single files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Read};

use tenet_base::world::Kind;
use tenet_base::{DataLocation, Diagnostic, IndexVec, Source, World};

use crate::archive::{Archive, Member};
use crate::pack::{Given, Own, PackedRoot};
use crate::register::{self, Converted, Register, Slip};
use crate::window::Window;
use crate::{DataFile, DataFileId, Root, diagnose, yaml};

/// Why a file is not read that somebody writes to.
pub(crate) const CHANGED: &str = "it changed while it was read; judge a copy that nobody writes to";
/// Why nothing is read of a folder that is linked to.
const LINKED: &str = "links to folders are not followed; name the folder as a snapshot of its own";

/// The files of all roots, sorted by root and path.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub found: Vec<Found>,
    archives: Vec<Option<Archive>>,
    /// Registers, by root and path; what could not be laid out is told in words.
    registers: BTreeMap<(u32, String), Result<Converted, String>>,
    /// Registers that are not there: the root, and the collection of each.
    pub(crate) lost: Vec<(u32, String)>,
    /// The roots, those of packed snapshots in the place of these.
    pub(crate) given: Given,
}

/// A file of a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub file: DataFile,
    pub format: Format,
    origin: Origin,
}

/// What is done with a file, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    /// An object a line.
    Lines,
    /// A document of YAML, which is read where a layout says of what it is.
    Yaml,
    /// A folder elsewhere, of which nothing is read: nobody knows what it holds.
    Linked,
    /// Nothing that this version reads.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// A path of the world.
    File(String),
    /// A member of the root's archive.
    Member(usize),
    /// A member that is not read, and why.
    Refused(&'static str),
    /// A link to a folder.
    Linked,
    /// A register, and the collection of its rows.
    Register(String),
}

impl Format {
    fn of(path: &str) -> Self {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is = |name: &str| extension.eq_ignore_ascii_case(name);
        if is("json") {
            Self::Json
        } else if is("ndjson") || is("jsonl") {
            Self::Lines
        } else if yaml::is_yaml(path) {
            Self::Yaml
        } else {
            Self::Unknown
        }
    }
}

impl Found {
    /// Why a member of an archive is not read, if it is refused.
    pub(crate) fn refused(&self) -> Option<&'static str> {
        match self.origin {
            Origin::Refused(why) => Some(why),
            Origin::File(_) | Origin::Member(_) | Origin::Linked | Origin::Register(_) => None,
        }
    }
}

impl Files {
    /// Finds the files of all roots; what cannot be listed is a diagnostic.
    pub(crate) fn list(
        world: &dyn World,
        roots: &[Root],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let given = Given::open(world, roots, diagnostics);
        let mut files = Self::default();
        for (number, root) in given.roots.iter().enumerate() {
            let before = files.found.len();
            let archive = match given.place(number) {
                Own::World => files.list_root(world, root, number as u32, diagnostics),
                Own::Packed(packed) => files.list_packed(packed, root, number as u32, diagnostics),
                Own::Refused => None,
            };
            files.archives.push(archive);
            files.convert(world, root, number as u32, diagnostics);
            files
                .found
                .get_mut(before..)
                .unwrap_or(&mut [])
                .sort_by(|a, b| a.file.path.cmp(&b.file.path));
        }
        files.given = given;
        files
    }

    /// Lists a root of a packed snapshot.
    fn list_packed(
        &mut self,
        packed: &PackedRoot,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Archive> {
        match packed.archive() {
            Ok((mut archive, prefix)) => {
                self.add_members(&mut archive, prefix, number);
                Some(archive)
            }
            Err(why) => {
                diagnostics.push(diagnose::unreadable_archive(&root.name, &why));
                None
            }
        }
    }

    /// Adds the members of an archive whose paths begin with `prefix`, without it.
    fn add_members(&mut self, archive: &mut Archive, prefix: &str, number: u32) {
        for Member { index, path, size } in archive.members() {
            let (path, origin) = match path {
                Ok(path) => (path, Origin::Member(index)),
                Err(refused) => (refused.path, Origin::Refused(refused.why)),
            };
            if let Some(path) = path.strip_prefix(prefix) {
                self.add(number, path.to_owned(), size, origin);
            }
        }
    }

    fn list_root(
        &mut self,
        world: &dyn World,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Archive> {
        match world.kind(&root.path) {
            None => diagnostics.push(diagnose::no_such_root(&root.name)),
            Some(Kind::Folder) => self.list_folder(world, root, number, diagnostics),
            Some(Kind::File) if is_zip(&root.path) => {
                return self.list_archive(world, root, number, diagnostics);
            }
            Some(Kind::File) => self.list_file(world, root, number, diagnostics),
        }
        None
    }

    fn list_folder(
        &mut self,
        world: &dyn World,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let entries = match world.list(&root.path) {
            Ok(entries) => entries,
            Err(error) => {
                return diagnostics.push(diagnose::unreadable_root(&root.name, &error.to_string()));
            }
        };
        for entry in entries {
            let path = join(&root.path, &entry.path);
            let linked = entry.size == 0 && world.kind(&path) == Some(Kind::Folder);
            let origin = if linked {
                Origin::Linked
            } else {
                Origin::File(path)
            };
            self.add(number, entry.path, entry.size, origin);
        }
    }

    fn list_file(
        &mut self,
        world: &dyn World,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        match world.open(&root.path) {
            Ok(source) => {
                let name = root
                    .path
                    .rsplit('/')
                    .next()
                    .unwrap_or(&root.path)
                    .to_owned();
                self.add(number, name, source.size(), Origin::File(root.path.clone()));
            }
            Err(error) => {
                diagnostics.push(diagnose::unreadable_root(&root.name, &error.to_string()));
            }
        }
    }

    fn list_archive(
        &mut self,
        world: &dyn World,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Archive> {
        let opened = world
            .open(&root.path)
            .map_err(|error| error.to_string())
            .and_then(Archive::open);
        let mut archive = match opened {
            Ok(archive) => archive,
            Err(why) => {
                diagnostics.push(diagnose::unreadable_archive(&root.name, &why));
                return None;
            }
        };
        self.add_members(&mut archive, "", number);
        Some(archive)
    }

    /// The files of a snapshot that was loaded, to be read again.
    pub(crate) fn again(
        world: &dyn World,
        roots: &[Root],
        files: &IndexVec<DataFileId, DataFile>,
    ) -> Self {
        let given = Given::again(world, roots);
        let roots = given.roots.as_slice();
        let mut again = Self::default();
        let mut members = Vec::new();
        for (number, root) in roots.iter().enumerate() {
            let (mut archive, prefix) = match given.place(number) {
                Own::World => (open_again(world, root), ""),
                Own::Packed(packed) => match packed.archive() {
                    Ok((archive, prefix)) => (Some(archive), prefix),
                    Err(_) => (None, ""),
                },
                Own::Refused => (None, ""),
            };
            let own = archive.as_mut().map(Archive::members).unwrap_or_default();
            members.push(below(own, prefix));
            again.archives.push(archive);
        }
        for file in files {
            let root = file.root as usize;
            let Some(own) = members.get(root) else {
                continue;
            };
            let origin = match (roots.get(root), own.get(&file.path)) {
                (_, Some(index)) => Origin::Member(*index),
                (Some(root), None) if world.kind(&root.path) == Some(Kind::File) => {
                    Origin::File(root.path.clone())
                }
                (Some(root), None) => Origin::File(join(&root.path, &file.path)),
                (None, None) => continue,
            };
            again.add(file.root, file.path.clone(), file.size, origin);
        }
        for (number, root) in roots.iter().enumerate() {
            again.convert(world, root, number as u32, &mut Vec::new());
        }
        again.given = given;
        again
    }

    /// The file of a root with a path.
    pub(crate) fn find(&self, root: u32, path: &str) -> Option<usize> {
        let order = |found: &Found| (found.file.root, found.file.path.as_str()).cmp(&(root, path));
        self.found.binary_search_by(order).ok()
    }

    /// How large a file is.
    pub(crate) fn size(&self, at: usize) -> u64 {
        self.found.get(at).map_or(0, |found| found.file.size)
    }

    /// Whether each line of a file is an object.
    pub(crate) fn is_lines(&self, at: usize) -> bool {
        let found = self.found.get(at);
        found.is_some_and(|found| found.format == Format::Lines)
    }

    fn add(&mut self, root: u32, path: String, size: u64, origin: Origin) {
        let format = match origin {
            Origin::Linked => Format::Linked,
            Origin::File(_) | Origin::Member(_) | Origin::Refused(_) | Origin::Register(_) => {
                Format::of(&path)
            }
        };
        let file = DataFile { root, path, size };
        self.found.push(Found {
            file,
            format,
            origin,
        });
    }

    /// The register that is read in place of a file.
    pub(crate) fn register(&self, at: usize) -> Option<&Result<Converted, String>> {
        let found = self.found.get(at)?;
        let key = (found.file.root, found.file.path.clone());
        self.registers.get(&key)
    }

    /// The collection of a register's rows.
    pub(crate) fn collection(&self, at: usize) -> Option<&str> {
        match &self.found.get(at)?.origin {
            Origin::Register(collection) => Some(collection),
            Origin::File(_) | Origin::Member(_) | Origin::Refused(_) | Origin::Linked => None,
        }
    }

    /// Lays out the registers of a root, to be read in the place of their files.
    fn convert(
        &mut self,
        world: &dyn World,
        root: &Root,
        number: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for register in &root.told.registers {
            let own = |found: &Found| found.file.root == number && found.file.path == register.file;
            let Some(at) = self.found.iter().position(own) else {
                diagnostics.push(diagnose::no_register(&root.name, &register.file));
                self.lost.push((number, register.collection.clone()));
                continue;
            };
            let converted = self.lay_out(world, at, register, diagnostics);
            let Some(found) = self.found.get_mut(at) else {
                continue;
            };
            found.format = Format::Json;
            found.origin = Origin::Register(register.collection.clone());
            if let Ok(converted) = &converted {
                found.file.size = converted.json.len() as u64;
            }
            let key = (number, register.file.clone());
            self.registers.insert(key, converted);
        }
    }

    fn lay_out(
        &self,
        world: &dyn World,
        at: usize,
        register: &Register,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Converted, String> {
        let source = self.text(world, at)?;
        let place = || match self.found.get(at) {
            Some(found) => DataLocation::file(found.file.root, found.file.path.clone()),
            None => DataLocation::file(0, ""),
        };
        let tell = |slip: &Slip, source: &str| {
            let mut place = place();
            register::show(source, slip.spot.clone(), &mut place);
            diagnose::register_slip(place, &register.file, slip)
        };
        match register.convert(source) {
            Ok(converted) => {
                let slips = converted.slips.iter();
                diagnostics.extend(slips.map(|slip| tell(slip, converted.source())));
                Ok(converted)
            }
            Err((slip, source)) => {
                diagnostics.push(tell(&slip, &source));
                Err(slip.what)
            }
        }
    }

    /// The whole text of a file.
    fn text(&self, world: &dyn World, at: usize) -> Result<String, String> {
        if self.size(at) > register::LARGEST {
            return Err("a register may not be larger than 64 MiB".to_owned());
        }
        let text = self.read_source(world, at, |source| {
            let mut window = Window::new(source, None).sized(self.size(at));
            while window.more().map_err(|_| "it is not text")? {}
            Ok::<String, &str>(window.text().to_owned())
        });
        text.and_then(|text| text.map_err(str::to_owned))
    }

    /// Reads a file from its start, a document of YAML as JSON; or says in words why it
    /// cannot be opened.
    pub(crate) fn read<T>(
        &self,
        world: &dyn World,
        at: usize,
        read: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, String> {
        match self.found.get(at).map(|found| found.format) {
            Some(Format::Yaml) => {
                let converted = self.document(world, at)?;
                Ok(read(&mut converted.json.as_bytes()))
            }
            Some(Format::Json | Format::Lines | Format::Linked | Format::Unknown) | None => {
                self.read_source(world, at, read)
            }
        }
    }

    /// The JSON that is read in place of a file of another kind, if it is of one.
    pub(crate) fn converted(&self, world: &dyn World, at: usize) -> Option<Cow<'_, Converted>> {
        if self.found.get(at)?.format == Format::Yaml {
            return self.document(world, at).ok().map(Cow::Owned);
        }
        self.register(at)?.as_ref().ok().map(Cow::Borrowed)
    }

    fn document(&self, world: &dyn World, at: usize) -> Result<Converted, String> {
        if self.size(at) > yaml::LARGEST {
            return Err("a document of YAML may not be larger than 64 MiB".to_owned());
        }
        yaml::convert(self.text(world, at)?)
    }

    /// Leaves out documents of YAML but for those of which a layout says what they are.
    pub(crate) fn keep_documents(&mut self, is_known: impl Fn(&DataFile) -> bool) {
        for found in &mut self.found {
            if found.format == Format::Yaml && !is_known(&found.file) {
                found.format = Format::Unknown;
            }
        }
    }

    fn read_source<T>(
        &self,
        world: &dyn World,
        at: usize,
        read: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, String> {
        let found = self.found.get(at).ok_or("no such file")?;
        match &found.origin {
            Origin::File(path) => {
                let source = world.open(path).map_err(|error| error.to_string())?;
                let mut forward = Forward {
                    source,
                    position: 0,
                };
                let read = read(&mut forward);
                // Half of one version and half of another is the truth of no time.
                let whole = forward.source.is_unchanged();
                whole.then_some(read).ok_or_else(|| CHANGED.to_owned())
            }
            Origin::Member(index) => {
                let archive = self.archives.get(found.file.root as usize);
                let archive = archive.and_then(Option::as_ref).ok_or("no such archive")?;
                archive.read(*index, read)
            }
            Origin::Refused(why) => Err((*why).to_owned()),
            Origin::Linked => Err(LINKED.to_owned()),
            Origin::Register(_) => {
                let converted = self.register(at).ok_or("no such register")?;
                let converted = converted.as_ref().map_err(Clone::clone)?;
                Ok(read(&mut converted.json.as_bytes()))
            }
        }
    }
}

fn join(folder: &str, path: &str) -> String {
    format!("{}/{path}", folder.trim_end_matches('/'))
}

/// The archive that a root of the world is, if it is one.
fn open_again(world: &dyn World, root: &Root) -> Option<Archive> {
    let zipped = world.kind(&root.path) == Some(Kind::File) && is_zip(&root.path);
    let opened = zipped.then(|| world.open(&root.path).ok().map(Archive::open));
    opened.flatten().and_then(Result::ok)
}

/// The members of an archive below a prefix, by their paths without it.
fn below(members: Vec<Member>, prefix: &str) -> BTreeMap<String, usize> {
    let read = members.into_iter().filter_map(|member| {
        let path = member.path.ok()?;
        Some((path.strip_prefix(prefix)?.to_owned(), member.index))
    });
    read.collect()
}

pub(crate) fn is_zip(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("zip"))
}

/// A [`Source`] from its start to its end.
struct Forward {
    source: Box<dyn Source>,
    position: u64,
}

impl Read for Forward {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self
            .source
            .read_at(self.position, room)
            .map_err(io::Error::other)?;
        self.position += count as u64;
        Ok(count)
    }
}
