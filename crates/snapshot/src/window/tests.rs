//! Encodings, growth and limits of windows.

use super::*;

/// Gives a few bytes at a time, as a slow source does.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(room.len()).min(self.0.len());
        let (now, later) = self.0.split_at(count);
        room[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn all(bytes: &[u8], pace: usize) -> (String, u64, Option<StopKind>) {
    let mut source = Slow(bytes, pace);
    let mut window = Window::new(&mut source, None);
    loop {
        match window.more() {
            Ok(true) => {}
            Ok(false) => return (window.text().to_owned(), window.offset(), None),
            Err(stop) => return (window.text().to_owned(), window.offset(), Some(stop.kind)),
        }
    }
}

#[test]
fn every_encoding_becomes_the_same_text() {
    let text = "{\"a\":\"é€😀\"}";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for pace in [1, 2, 3, 5, 1000] {
        assert_eq!(all(text.as_bytes(), pace), (text.to_owned(), 0, None));
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        assert_eq!(all(&marked, pace), (text.to_owned(), 3, None));
        for bytes in [
            little.clone(),
            big.clone(),
            [b"\xFF\xFE".to_vec(), little.clone()].concat(),
            [b"\xFE\xFF".to_vec(), big.clone()].concat(),
        ] {
            assert_eq!(all(&bytes, pace), (text.to_owned(), 0, None));
        }
    }
}

#[test]
fn what_is_no_text_ends_it_after_the_good_part() {
    let (text, _, why) = all(b"{\"a\":\"\xFF\"}", 1000);
    assert_eq!((text.as_str(), why), ("{\"a\":\"", Some(StopKind::NoText)));
    let (_, _, why) = all(b"{\"a\":\"\xC3", 1);
    assert_eq!(why, Some(StopKind::NoText));
    assert_eq!(all(b"", 1), (String::new(), 0, None));
}

#[test]
fn an_object_beyond_the_limit_is_refused() {
    let bytes = vec![b'x'; 3 * WINDOW];
    let mut source = bytes.as_slice();
    let mut window = Window::new(&mut source, None).limited(2 * WINDOW);
    assert_eq!(window.more(), Ok(true));
    assert_eq!(window.more(), Ok(true));
    assert_eq!(window.more().unwrap_err().kind, StopKind::TooLarge);
}

#[test]
fn what_was_used_is_dropped() {
    let bytes = vec![b'x'; 3 * WINDOW];
    let mut source = bytes.as_slice();
    let mut window = Window::new(&mut source, None);
    assert_eq!(window.more(), Ok(true));
    window.advance(WINDOW - 2);
    assert_eq!(window.more(), Ok(true));
    assert_eq!(window.offset(), WINDOW as u64 - 2);
    assert!(window.text().len() <= WINDOW + 6);
}
