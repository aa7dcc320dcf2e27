//! The archive while it is written.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::seal;

/// An archive that is written in memory; the same members give the same bytes.
pub(super) struct Writer(ZipWriter<Cursor<Vec<u8>>>);

impl Writer {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Goes on with an archive that was sealed.
    pub(super) fn again(bytes: Vec<u8>) -> Result<Self, String> {
        let zip = ZipWriter::new_append(Cursor::new(bytes)).map_err(|error| in_words(&error))?;
        Ok(Self(zip))
    }

    /// Adds a member whose bytes are at hand.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        // What compresses further than a reader allows is kept as it is.
        let packs = bytes.len() < SMALL || varied(bytes);
        self.begin(name, packs)?;
        self.push(bytes)
    }

    /// Begins a member, compressed or as it is.
    pub(super) fn begin(&mut self, name: &str, compressed: bool) -> Result<(), String> {
        let method = if compressed {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true);
        self.0
            .start_file(name, options)
            .map_err(|error| in_words(&error))
    }

    /// Adds bytes to the member that was begun.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.0.write_all(bytes).map_err(|error| error.to_string())
    }

    /// Ends the archive with its seal.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, String> {
        self.0
            .set_comment(seal::blank())
            .map_err(|error| in_words(&error))?;
        let mut bytes = self
            .0
            .finish()
            .map_err(|error| in_words(&error))?
            .into_inner();
        seal::close(&mut bytes);
        Ok(bytes)
    }
}

/// Below this size a reader does not mind how well a member compresses.
const SMALL: usize = 8 << 20;

/// Whether bytes are surely no run of few values: every stretch holds many different ones.
fn varied(bytes: &[u8]) -> bool {
    let stretches = bytes.chunks(1 << 20);
    let mut kinds = stretches.map(|stretch| {
        let mut seen = [false; 256];
        for byte in stretch {
            if let Some(slot) = seen.get_mut(usize::from(*byte)) {
                *slot = true;
            }
        }
        seen.iter().filter(|seen| **seen).count()
    });
    kinds.all(|kinds| kinds > 24)
}

fn in_words(error: &ZipError) -> String {
    let words = error.to_string();
    words.trim_end_matches('.').to_owned()
}
