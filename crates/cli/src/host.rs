//! The real world: files of this machine, its clock, and the demo tenant.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};

use crate::demo;

/// The machine that the command runs on.
pub(crate) struct Host;

/// A folder within folders: beyond this something is wrong with the file system.
const MAX_DEPTH: usize = 64;

struct OpenFile {
    file: File,
    path: String,
    opened: Version,
}

/// What another version of a file would differ in.
#[derive(PartialEq, Eq)]
struct Version {
    size: u64,
    /// None where the file system keeps no times.
    modified: Option<SystemTime>,
}

impl Version {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

impl World for Host {
    fn kind(&self, path: &str) -> Option<Kind> {
        if demo::is_demo(path) {
            return demo::kind(path);
        }
        let metadata = fs::metadata(path).ok()?;
        if metadata.is_dir() {
            Some(Kind::Folder)
        } else {
            metadata.is_file().then_some(Kind::File)
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        if demo::is_demo(folder) {
            return Ok(demo::list());
        }
        let mut found = Vec::new();
        walk(Path::new(folder), "", MAX_DEPTH, &mut found)?;
        Ok(found)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        if demo::is_demo(path) {
            let bytes = demo::file(path).ok_or_else(|| WorldError::NotFound(path.to_owned()))?;
            return Ok(Box::new(bytes));
        }
        let file = open_regular(path).map_err(|error| failed(path, &error))?;
        let opened = Version::of(&file).map_err(|error| failed(path, &error))?;
        Ok(Box::new(OpenFile {
            file,
            path: path.to_owned(),
            opened,
        }))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the World's clock")]
    fn clock(&self) -> Option<Instant> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        Instant::from_unix_nanos(i128::try_from(since.as_nanos()).ok()?)
    }
}

impl Source for OpenFile {
    fn size(&self) -> u64 {
        self.opened.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match read_some(&self.file, rest, offset + filled as u64) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(&self.path, &error)),
            }
        }
        Ok(filled)
    }

    fn is_unchanged(&self) -> bool {
        Version::of(&self.file).is_ok_and(|now| now == self.opened)
    }
}

#[cfg(unix)]
fn read_some(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_some(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// A pipe or a device would block or never end, so only files are opened.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the World's door to files"
)]
fn open_regular(path: &str) -> io::Result<File> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    File::open(path)
}

/// Links to folders are not followed, so that a loop of them ends; links to files are.
///
/// What is no file, a pipe, a device or a link to nowhere, is listed all the same: whoever
/// opens it is told why that cannot be done.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the World's door to folders"
)]
fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    found: &mut Vec<Entry>,
) -> Result<(), WorldError> {
    let shown = folder.display().to_string();
    if depth == 0 {
        let why = "folders are nested too deeply".to_owned();
        return Err(WorldError::Failed { path: shown, why });
    }
    for entry in fs::read_dir(folder).map_err(|error| failed(&shown, &error))? {
        let entry = entry.map_err(|error| failed(&shown, &error))?;
        let kind = entry.file_type().map_err(|error| failed(&shown, &error))?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), depth - 1, found)?;
        } else {
            let size = file_size(&entry.path()).unwrap_or(0);
            found.push(Entry { path, size });
        }
    }
    Ok(())
}

fn file_size(path: &Path) -> Option<u64> {
    let metadata = fs::metadata(path).ok()?;
    metadata.is_file().then_some(metadata.len())
}

fn failed(path: &str, error: &io::Error) -> WorldError {
    let path = path.to_owned();
    if error.kind() == ErrorKind::NotFound {
        return WorldError::NotFound(path);
    }
    if error.kind() == ErrorKind::PermissionDenied {
        return WorldError::Denied(path);
    }
    let why = error.to_string();
    WorldError::Failed { path, why }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes files of its own")]
    fn what_is_no_file_is_listed_and_not_opened() {
        let folder = std::env::temp_dir().join(format!("tenet-host-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.json"), "[]").unwrap();
        let pipe = folder.join("pipe.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for (target, link) in [
            (".", "loop"),
            ("/dev/zero", "zero.json"),
            ("no", "gone.json"),
        ] {
            symlink(target, folder.join(link)).unwrap();
        }
        let root = folder.display().to_string();
        let mut names: Vec<String> = Host
            .list(&root)
            .unwrap()
            .into_iter()
            .map(|it| it.path)
            .collect();
        names.sort();
        let opens = |name: &String| Host.open(&format!("{root}/{name}")).is_ok();
        let opened: Vec<bool> = names.iter().map(opens).collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            names,
            ["a.json", "gone.json", "loop", "pipe.json", "zero.json"]
        );
        assert_eq!(opened, [true, false, false, false, false]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes files of its own")]
    fn a_file_that_is_written_to_is_seen_to_change() {
        let path = std::env::temp_dir().join(format!("tenet-written-{}", std::process::id()));
        fs::write(&path, "[1]").unwrap();
        let open = || Host.open(&path.display().to_string()).unwrap();
        let (grown, cut) = (open(), open());
        let before = [grown.is_unchanged(), cut.is_unchanged()];
        fs::write(&path, "[1,2]").unwrap();
        let after_growth = grown.is_unchanged();
        fs::write(&path, "[").unwrap();
        let after_cut = cut.is_unchanged();
        fs::remove_file(&path).unwrap();
        assert_eq!(before, [true, true]);
        assert_eq!([after_growth, after_cut], [false, false]);
    }
}
