//! Offsets to lines, columns and excerpts, by reading a file again.

use tenet_base::{DataLocation, World};

use crate::files::Files;
use crate::json::Fault;
use crate::object::Step;
use crate::part;
use crate::window::Window;

/// How many bytes of a line are shown before and after a place.
const BEFORE: usize = 48;
const AFTER: usize = 96;

/// What is looked for in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// An offset in the file's text.
    pub offset: u64,
    /// The way from the object that begins there to the part that is meant.
    pub steps: Option<Vec<Step>>,
}

impl Target {
    /// The very offset.
    pub(crate) fn offset(offset: u64) -> Self {
        let steps = None;
        Self { offset, steps }
    }

    /// A part of the object that begins at an offset.
    pub(crate) fn part(offset: u64, steps: Vec<Step>) -> Self {
        let steps = Some(steps);
        Self { offset, steps }
    }
}

/// The places of targets in a file, in the order of the targets.
pub(crate) fn find(
    world: &dyn World,
    files: &Files,
    at: usize,
    targets: &[&Target],
) -> Vec<DataLocation> {
    let plain = match files.found.get(at) {
        Some(found) => DataLocation::file(found.file.root, found.file.path.clone()),
        None => DataLocation::file(0, ""),
    };
    let mut places = vec![plain; targets.len()];
    let mut order: Vec<usize> = (0..targets.len()).collect();
    order.sort_by_key(|number| targets.get(*number).map(|target| target.offset));
    let read = files.read(world, at, |source| {
        let mut reader = Reader {
            window: Window::new(source, None).sized(files.size(at)),
            cursor: Cursor::default(),
        };
        for number in order {
            if let (Some(target), Some(place)) = (targets.get(number), places.get_mut(number)) {
                reader.locate(target, place);
            }
        }
    });
    // A file that cannot be opened again is shown as a whole.
    drop(read);
    if let Some(converted) = files.converted(world, at) {
        for place in &mut places {
            converted.translate(place);
        }
    }
    places
}

struct Reader<'s> {
    window: Window<'s>,
    cursor: Cursor,
}

/// A line and a column, each less one.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    line: u64,
    column: u64,
}

impl Cursor {
    fn pass(&mut self, text: &str) {
        let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        self.line += lines as u64;
        if lines > 0 {
            self.column = 0;
        }
        let rest = text.rsplit('\n').next().unwrap_or(text);
        self.column += rest.chars().count() as u64;
    }
}

impl Reader<'_> {
    fn locate(&mut self, target: &Target, place: &mut DataLocation) {
        self.go_to(target.offset);
        let range = match &target.steps {
            None => 0..1,
            Some(steps) => self.part(steps),
        };
        self.see(range.start + AFTER);
        let mut cursor = self.cursor;
        let text = self.window.text();
        cursor.pass(text.get(..range.start).unwrap_or(""));
        place.position = Some((cursor.line + 1, cursor.column + 1));
        place.excerpt = Some(excerpt(self.window.behind(BEFORE), text, range));
    }

    /// Reads on up to an offset, or to the end of the text.
    fn go_to(&mut self, offset: u64) {
        loop {
            let ahead = offset.saturating_sub(self.window.offset());
            let text = self.window.text();
            let step = usize::try_from(ahead).unwrap_or(usize::MAX).min(text.len());
            self.cursor.pass(text.get(..step).unwrap_or(""));
            self.window.advance(step);
            if step as u64 == ahead || !self.window.more().unwrap_or(false) {
                return;
            }
        }
    }

    /// The bytes of a part of the object at hand; the object's first if it has none such.
    fn part(&mut self, steps: &[Step]) -> std::ops::Range<usize> {
        loop {
            match part::find(self.window.text(), steps) {
                Ok(part) => return part.range,
                Err(fault) => {
                    if !self.mend(fault) {
                        return 0..1;
                    }
                }
            }
        }
    }

    fn mend(&mut self, fault: Fault) -> bool {
        self.window.mend(fault).is_ok()
    }

    /// Has so many bytes at hand, if there are as many.
    fn see(&mut self, bytes: usize) {
        while self.window.text().len() < bytes && self.window.more().unwrap_or(false) {}
    }
}

/// The line around a range of `text`, cut to a width that a terminal shows.
pub(crate) fn excerpt(
    behind: &str,
    text: &str,
    range: std::ops::Range<usize>,
) -> (String, std::ops::Range<u32>) {
    let line_start = |text: &str| text.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(..range.start).unwrap_or("");
    let (lead, before) = if before.contains('\n') {
        ("", before.get(line_start(before)..).unwrap_or(""))
    } else {
        (behind.get(line_start(behind)..).unwrap_or(""), before)
    };
    let whole = format!("{lead}{before}");
    let cut = floor(&whole, whole.len().saturating_sub(BEFORE));
    let mut shown = whole.get(cut..).unwrap_or("").trim_start().to_owned();
    let start = shown.len();
    let after = text.get(range.start..).unwrap_or("");
    let line = after.split(['\n', '\r']).next().unwrap_or("");
    let line = line.get(..floor(line, AFTER)).unwrap_or("");
    shown.push_str(line);
    let end = (start + range.len().min(line.len())).max(start);
    let end = floor(&shown, end).max(start);
    (shown, start as u32..end as u32)
}

/// The boundary of a character at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_line_around_the_place() {
        let check = |behind: &str, text: &str, range, expected: &str, marked: &str| {
            let (shown, mark) = excerpt(behind, text, range);
            assert_eq!(shown, expected);
            let mark = mark.start as usize..mark.end as usize;
            assert_eq!(shown.get(mark), Some(marked));
        };
        check(
            "x\n  ",
            "{\"a\": 12,\n \"b\": 3}",
            6..8,
            "{\"a\": 12,",
            "12",
        );
        check("x\n  ", "{\"a\": 12,\n \"b\": 3}", 16..17, "\"b\": 3}", "3");
        check("", "{\n}", 0..3, "{", "{");
        let long = format!("{}é{}", "x".repeat(90), "y".repeat(200));
        let (shown, _) = excerpt("", &long, 90..92);
        assert_eq!(shown.chars().count(), 48 + 1 + 94);
    }
}
