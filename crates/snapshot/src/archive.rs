//! Files in a `.zip`, read as they are unpacked.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use tenet_base::{Source, world::WorldError};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// A member that unpacks to more than so many times its size is refused, if it is large.
const RATIO: u64 = 300;
/// What is said of such a member.
const BOMB: &str = "it unpacks to more than 300 times its size";
/// Members below this size may be packed as well as they like.
const SMALL: u64 = 16 << 20;

/// A `.zip` that was opened.
#[derive(Clone)]
pub(crate) struct Archive {
    zip: ZipArchive<Bytes>,
    source: Arc<dyn Source>,
}

/// A file in a `.zip`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub index: usize,
    /// Its path, or the reason why it is not read.
    pub path: Result<String, Refused>,
    pub size: u64,
}

/// A member that is not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub path: String,
    pub why: &'static str,
}

impl Refused {
    /// Whether it is refused because it unpacks to too much.
    pub(crate) fn is_bomb(&self) -> bool {
        self.why == BOMB
    }
}

impl Member {
    /// Whether it is read, and its path begins with `folder`.
    pub(crate) fn is_below(&self, folder: &str) -> bool {
        self.path
            .as_ref()
            .is_ok_and(|path| path.starts_with(folder))
    }
}

impl Archive {
    /// Opens a `.zip`; or says in words why that is not possible.
    pub(crate) fn open(source: Box<dyn Source>) -> Result<Self, String> {
        let source: Arc<dyn Source> = Arc::from(source);
        let bytes = Bytes {
            source: Arc::clone(&source),
            position: 0,
        };
        let zip = ZipArchive::new(bytes).map_err(|error| in_words(&error))?;
        Ok(Self { zip, source })
    }

    /// Opens a `.zip` that is a member of this one, which must not be compressed again.
    pub(crate) fn inner(&self, index: usize) -> Result<Self, String> {
        let mut zip = self.zip.clone();
        let file = zip.by_index_raw(index).map_err(|error| in_words(&error))?;
        let start = file.data_start().ok_or("it does not say where it begins")?;
        if file.compression() != CompressionMethod::Stored {
            return Err("it is compressed twice".to_owned());
        }
        Self::open(Box::new(Stored {
            source: Arc::clone(&self.source),
            start,
            size: file.size(),
        }))
    }

    /// The files in it, in no special order.
    pub(crate) fn members(&mut self) -> Vec<Member> {
        let indices = 0..self.zip.len();
        indices.filter_map(|index| self.member(index)).collect()
    }

    /// The member with a path, if it is read.
    pub(crate) fn find(&self, path: &str) -> Option<Member> {
        let mut zip = self.clone();
        let index = zip.zip.index_for_name(path)?;
        zip.member(index).filter(|member| member.path.is_ok())
    }

    fn member(&mut self, index: usize) -> Option<Member> {
        let Ok(file) = self.zip.by_index_raw(index) else {
            return Some(unreadable(index));
        };
        if file.is_dir() {
            return None;
        }
        let path = file.name().map_or_else(
            |_| String::from_utf8_lossy(file.name_raw()).into_owned(),
            |name| name.replace('\\', "/"),
        );
        let why = if file.enclosed_name().is_none() || path.starts_with('/') {
            Some("its path leads out of the archive")
        } else if file.is_symlink() {
            Some("it is a link")
        } else if file.encrypted() {
            Some("it is encrypted")
        } else if file.size() > SMALL && file.size() / RATIO > file.compressed_size() {
            Some(BOMB)
        } else {
            None
        };
        let size = file.size();
        let path = match why {
            Some(why) => Err(Refused { path, why }),
            None => Ok(path),
        };
        Some(Member { index, path, size })
    }

    /// Reads a member from its start.
    pub(crate) fn read<T>(
        &self,
        index: usize,
        read: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, String> {
        let mut zip = self.zip.clone();
        let file = zip.by_index(index).map_err(|error| in_words(&error))?;
        // What the archive says about the size is a limit on what is unpacked.
        let limit = file.size();
        Ok(read(&mut Limited { file, left: limit }))
    }
}

fn unreadable(index: usize) -> Member {
    let refused = Refused {
        path: format!("member {}", index + 1),
        why: "its entry cannot be read",
    };
    Member {
        index,
        path: Err(refused),
        size: 0,
    }
}

fn in_words(error: &ZipError) -> String {
    let words = error.to_string();
    words.trim_end_matches('.').to_owned()
}

/// Stops with an error where a member goes on beyond the size that it claims.
struct Limited<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(room)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other("it unpacks to more than it claims")),
        }
        Ok(count)
    }
}

/// A [`Source`] as the zip crate reads it.
#[derive(Clone)]
struct Bytes {
    source: Arc<dyn Source>,
    position: u64,
}

impl Read for Bytes {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self
            .source
            .read_at(self.position, room)
            .map_err(io::Error::other)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(by) => self.source.size().checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = target.ok_or_else(|| io::Error::other("before the start"))?;
        Ok(self.position)
    }
}

/// The bytes of a member as they stand in the archive.
struct Stored {
    source: Arc<dyn Source>,
    start: u64,
    size: u64,
}

impl Source for Stored {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, WorldError> {
        let left = self.size.saturating_sub(offset);
        let room = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let buffer = buffer.get_mut(..room).unwrap_or_default();
        self.source
            .read_at(self.start.saturating_add(offset), buffer)
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive")
            .field("members", &self.zip.len())
            .finish_non_exhaustive()
    }
}
