//! A file read in windows: the text at hand, and more of it when it does not do.
//!
//! A window holds at least one whole object. It begins with [`WINDOW`] bytes
//! and doubles for an object that is larger, up to [`LARGEST`].

use std::io::Read;

use crate::digest::Hasher;
use crate::encoding::{self, Decoding, Written};
use crate::json::{Fault, FaultKind};

/// How much is read at once.
pub(crate) const WINDOW: usize = 1 << 20;
/// The largest object that is read, in bytes of text.
pub(crate) const LARGEST: usize = 1 << 29;

/// Why reading a file ended before its end, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    /// What is wrong.
    pub kind: StopKind,
    /// Offset in the file's text.
    pub offset: u64,
}

/// What ends the reading of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StopKind {
    /// The file ends inside a value.
    End,
    /// It is not JSON; in words.
    Syntax(String),
    /// It is nested too deep.
    TooDeep,
    /// An object is larger than [`LARGEST`].
    TooLarge,
    /// The bytes are no text.
    NoText,
    /// The host could not read on; in its words.
    Unreadable(String),
}

/// The text of a file, some of it at a time.
pub(crate) struct Window<'s> {
    source: &'s mut dyn Read,
    decoding: Decoding,
    hasher: Option<&'s mut Hasher>,
    /// What was read and not yet dropped; `position` is where the reader is.
    text: String,
    position: usize,
    /// Offset of the start of `text` in the file's text.
    base: u64,
    /// Bytes that are no whole character yet.
    rest: Vec<u8>,
    state: State,
    /// How much is read at once.
    step: usize,
    largest: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Fresh,
    Reading,
    /// Nothing follows; if that is for a mistake, it is said once the text is used up.
    Ended(Option<StopKind>),
}

impl<'s> Window<'s> {
    /// A window at the start of `source`; what is read goes by `hasher`.
    pub(crate) fn new(source: &'s mut dyn Read, hasher: Option<&'s mut Hasher>) -> Self {
        Self {
            source,
            decoding: Decoding::Utf8,
            hasher,
            text: String::new(),
            position: 0,
            base: 0,
            rest: Vec::new(),
            state: State::Fresh,
            step: WINDOW,
            largest: LARGEST,
        }
    }

    /// The same for a file of that size: a small one needs no large window.
    pub(crate) fn sized(mut self, bytes: u64) -> Self {
        let bytes = usize::try_from(bytes).unwrap_or(WINDOW);
        self.step = bytes.saturating_add(1).min(WINDOW);
        self
    }

    /// The same with another limit on one object.
    #[cfg(test)]
    pub(crate) fn limited(mut self, largest: usize) -> Self {
        self.largest = largest;
        self
    }

    /// The text from the reader's position on, as far as it was read.
    pub(crate) fn text(&self) -> &str {
        self.text.get(self.position..).unwrap_or("")
    }

    /// Up to so many bytes before the reader's position, as far as they are still there.
    pub(crate) fn behind(&self, bytes: usize) -> &str {
        let mut start = self.position.saturating_sub(bytes);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.text.get(start..self.position).unwrap_or("")
    }

    /// The reader's position in the file's text.
    pub(crate) fn offset(&self) -> u64 {
        self.base + self.position as u64
    }

    /// Goes on by so many bytes.
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.position = (self.position + bytes).min(self.text.len());
    }

    /// A stop at the reader's position and `at` bytes on.
    pub(crate) fn stop(&self, kind: StopKind, at: usize) -> Stop {
        let offset = self.offset() + at as u64;
        Stop { kind, offset }
    }

    /// Makes of a fault in the text either more text, or the reason to stop.
    pub(crate) fn mend(&mut self, fault: Fault) -> Result<(), Stop> {
        match fault.kind {
            FaultKind::End => {
                if self.more()? {
                    return Ok(());
                }
                Err(self.stop(StopKind::End, self.text().len()))
            }
            FaultKind::Syntax(words) => Err(self.stop(StopKind::Syntax(words), fault.at)),
            FaultKind::TooDeep => Err(self.stop(StopKind::TooDeep, fault.at)),
        }
    }

    /// The next byte that is no blank, which stays; none at the end.
    pub(crate) fn peek(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let bytes = self.text().as_bytes();
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            if let Some(at) = bytes.iter().position(|byte| !blank(byte)) {
                let found = bytes.get(at).copied();
                self.advance(at);
                return Ok(found);
            }
            self.advance(bytes.len());
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// Reads more text behind what is there; `false` at the end of the file.
    pub(crate) fn more(&mut self) -> Result<bool, Stop> {
        if self.state == State::Fresh {
            self.begin()?;
        }
        if let State::Ended(why) = &self.state {
            return match why.clone() {
                None => Ok(false),
                Some(kind) => Err(self.stop(kind, self.text().len())),
            };
        }
        self.base += self.position as u64;
        let text = std::mem::take(&mut self.text);
        let kept = text.len() - self.position;
        let position = std::mem::take(&mut self.position);
        if kept >= self.largest {
            self.state = State::Ended(Some(StopKind::TooLarge));
            return Err(self.stop(StopKind::TooLarge, 0));
        }
        let mut bytes = text.into_bytes();
        bytes.drain(..position);
        self.read_behind(bytes, kept.max(self.step).min(self.largest));
        Ok(true)
    }

    fn begin(&mut self) -> Result<(), Stop> {
        self.state = State::Reading;
        let mut first = [0; 4];
        let count = self.fill(&mut first);
        let first = first.get(..count).unwrap_or(&[]);
        let written = encoding::detect(first);
        self.decoding = Decoding::new(written);
        let (Written::Utf8(mark) | Written::Utf16(_, mark)) = written;
        self.rest
            .extend_from_slice(first.get(mark..).unwrap_or(&[]));
        if let Written::Utf8(mark) = written {
            self.base = mark as u64;
        }
        match &self.state {
            State::Ended(Some(kind)) => Err(self.stop(kind.clone(), 0)),
            State::Fresh | State::Reading | State::Ended(None) => {
                // The first bytes wait in `rest`, so the end comes only after them.
                self.state = State::Reading;
                Ok(())
            }
        }
    }

    /// Puts up to `wanted` more bytes behind `bytes`, which are text already.
    fn read_behind(&mut self, mut bytes: Vec<u8>, wanted: usize) {
        let known = bytes.len();
        match &mut self.decoding {
            Decoding::Utf8 => {
                bytes.append(&mut self.rest);
                let start = bytes.len();
                bytes.resize(start + wanted, 0);
                let count = bytes
                    .get_mut(start..)
                    .map_or(0, |room| fill(self.source, room, &mut self.state));
                bytes.truncate(start + count);
                self.hash(bytes.get(start..).unwrap_or(&[]));
                self.take_utf8(bytes, known);
            }
            Decoding::Utf16(_) => self.take_utf16(bytes, wanted),
        }
    }

    fn take_utf8(&mut self, mut bytes: Vec<u8>, known: usize) {
        let (valid, cut) = encoding::valid_utf8(bytes.get(known..).unwrap_or(&[]));
        let tail = bytes.split_off(known + valid);
        if !tail.is_empty() && (!cut || matches!(self.state, State::Ended(_))) {
            self.state = State::Ended(Some(StopKind::NoText));
        }
        self.rest = tail;
        // What is there was checked: the first part when it came, the rest just now.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    fn take_utf16(&mut self, bytes: Vec<u8>, wanted: usize) {
        let mut text = String::from_utf8(bytes).unwrap_or_default();
        let mut raw = std::mem::take(&mut self.rest);
        let start = raw.len();
        raw.resize(start + wanted, 0);
        let count = raw
            .get_mut(start..)
            .map_or(0, |room| fill(self.source, room, &mut self.state));
        raw.truncate(start + count);
        self.hash(raw.get(start..).unwrap_or(&[]));
        let last = matches!(self.state, State::Ended(_));
        if let Decoding::Utf16(decoder) = &mut self.decoding
            && !encoding::decode(decoder, &raw, &mut text, last)
        {
            self.state = State::Ended(Some(StopKind::NoText));
        }
        self.text = text;
    }

    fn fill(&mut self, room: &mut [u8]) -> usize {
        let count = fill(self.source, room, &mut self.state);
        self.hash(room.get(..count).unwrap_or(&[]));
        count
    }

    fn hash(&mut self, bytes: &[u8]) {
        if let Some(hasher) = &mut self.hasher {
            hasher.update(bytes);
        }
    }
}

/// Fills `room` as far as the source goes; what ends it is noted in `state`.
fn fill(source: &mut dyn Read, room: &mut [u8], state: &mut State) -> usize {
    let mut count = 0;
    while let Some(left) = room.get_mut(count..).filter(|left| !left.is_empty()) {
        match source.read(left) {
            Ok(0) => {
                *state = State::Ended(None);
                break;
            }
            Ok(got) => count += got,
            Err(error) => {
                *state = State::Ended(Some(StopKind::Unreadable(error.to_string())));
                break;
            }
        }
    }
    count
}

impl std::fmt::Debug for Window<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Window")
            .field("offset", &self.offset())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
