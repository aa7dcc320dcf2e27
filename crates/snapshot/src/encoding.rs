//! Bytes to text: byte-order marks, UTF-16, and what is not text.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// UTF-8; how many bytes of a byte-order mark to leave out.
    Utf8(usize),
    /// UTF-16, and how many bytes of a byte-order mark to leave out.
    Utf16(&'static Encoding, usize),
}

/// Turns bytes into text as they come.
pub(crate) enum Decoding {
    /// The bytes are the text.
    Utf8,
    /// They are turned into it.
    Utf16(Box<Decoder>),
}

/// Tells the encoding by the first bytes of a file.
pub(crate) fn detect(first: &[u8]) -> Written {
    match first {
        [0xEF, 0xBB, 0xBF, ..] => Written::Utf8(3),
        [0xFF, 0xFE, ..] => Written::Utf16(UTF_16LE, 2),
        [0xFE, 0xFF, ..] => Written::Utf16(UTF_16BE, 2),
        // No mark, but every second byte is zero: JSON begins with ASCII.
        [low, 0, second, 0, ..] if *low != 0 && *second != 0 => Written::Utf16(UTF_16LE, 0),
        [0, high, 0, second, ..] if *high != 0 && *second != 0 => Written::Utf16(UTF_16BE, 0),
        _ => Written::Utf8(0),
    }
}

impl Decoding {
    /// The decoding of a file that is written so.
    pub(crate) fn new(written: Written) -> Self {
        match written {
            Written::Utf8(_) => Self::Utf8,
            Written::Utf16(encoding, _) => {
                Self::Utf16(Box::new(encoding.new_decoder_without_bom_handling()))
            }
        }
    }
}

/// Decodes `bytes` to the end of `text`; `false` where they are no UTF-16.
pub(crate) fn decode(decoder: &mut Decoder, bytes: &[u8], text: &mut String, last: bool) -> bool {
    let mut rest = bytes;
    loop {
        let room = decoder.max_utf8_buffer_length(rest.len()).unwrap_or(0);
        text.reserve(room);
        let before = text.len();
        let (result, read, replaced) = decoder.decode_to_string(rest, text, last);
        if replaced {
            let good = text
                .get(before..)
                .and_then(|new| new.find('\u{FFFD}'))
                .unwrap_or(0);
            text.truncate(before + good);
            return false;
        }
        rest = rest.get(read..).unwrap_or(&[]);
        if result == CoderResult::InputEmpty {
            return true;
        }
    }
}

/// How many of the bytes are UTF-8; a character cut off at the end is left out,
/// and told apart from bytes that are none.
pub(crate) fn valid_utf8(bytes: &[u8]) -> (usize, bool) {
    match std::str::from_utf8(bytes) {
        Ok(_) => (bytes.len(), true),
        Err(error) => (error.valid_up_to(), error.error_len().is_none()),
    }
}

impl std::fmt::Debug for Decoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "Utf8",
            Self::Utf16(_) => "Utf16",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_zeros_tell_the_encoding() {
        assert_eq!(detect(b"\xEF\xBB\xBF{}"), Written::Utf8(3));
        assert_eq!(detect(b"\xFF\xFE{\0"), Written::Utf16(UTF_16LE, 2));
        assert_eq!(detect(b"{\0\"\0"), Written::Utf16(UTF_16LE, 0));
        assert_eq!(detect(b"\0{\0\""), Written::Utf16(UTF_16BE, 0));
        assert_eq!(detect(b"{}"), Written::Utf8(0));
        assert_eq!(detect(b""), Written::Utf8(0));
    }

    #[test]
    fn a_lone_surrogate_ends_the_text() {
        let mut decoder = UTF_16LE.new_decoder_without_bom_handling();
        let mut text = String::new();
        assert!(decode(&mut decoder, b"a\0\xE9", &mut text, false));
        assert!(!decode(&mut decoder, b"\0\x00\xDC", &mut text, true));
        assert_eq!(text, "aé");
    }
}
