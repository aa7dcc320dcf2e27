//! The way into an object: from steps to the bytes of a part.

use std::ops::Range;

use crate::json::{self, Fault};
use crate::object::Step;

/// A part of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its bytes in the text of the object.
    pub range: Range<usize>,
    /// The JSON pointer to it from the object, with the keys as the file spells them.
    pub pointer: String,
}

/// Finds a part of the object at the start of `text`, or as much of the way as there is.
pub(crate) fn find(text: &str, steps: &[Step]) -> Result<Part, Fault> {
    let mut finder = Finder {
        text,
        range: 0..json::skip(text)?,
        pointer: String::new(),
    };
    for step in steps {
        let went = match step {
            Step::Key(key) => finder.enter_key(key)?,
            Step::Item(at) => finder.enter_item(*at)?,
        };
        if !went {
            break;
        }
    }
    Ok(Part {
        range: finder.range,
        pointer: finder.pointer,
    })
}

struct Finder<'t> {
    text: &'t str,
    range: Range<usize>,
    pointer: String,
}

impl Finder<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    /// The offset of the next byte that is no blank.
    fn next(&self, at: usize) -> usize {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let bytes = self.rest(at).as_bytes().iter();
        at + bytes.take_while(|byte| blank(byte)).count()
    }

    fn value(&self, at: usize) -> Result<Range<usize>, Fault> {
        let start = self.next(at);
        let used = json::skip(self.rest(start))?;
        Ok(start..start + used)
    }

    fn enter_key(&mut self, wanted: &str) -> Result<bool, Fault> {
        let mut at = self.next(self.range.start);
        if self.byte(at) != Some(b'{') {
            return Ok(false);
        }
        loop {
            at = self.next(at + 1);
            if self.byte(at) != Some(b'"') {
                return Ok(false);
            }
            let name = std::marker::PhantomData::<String>;
            let (key, used) = json::read(self.rest(at), name)?;
            let value = self.value(self.next(at + used) + 1)?;
            if key.eq_ignore_ascii_case(wanted) {
                self.range = value;
                self.push(&key);
                return Ok(true);
            }
            at = self.next(value.end);
        }
    }

    fn enter_item(&mut self, wanted: u32) -> Result<bool, Fault> {
        let mut at = self.next(self.range.start);
        if self.byte(at) != Some(b'[') {
            // What stands where a list is expected is its only item.
            return Ok(true);
        }
        let mut number = 0;
        loop {
            at = self.next(at + 1);
            if matches!(self.byte(at), None | Some(b']')) {
                return Ok(false);
            }
            let value = self.value(at)?;
            if number == wanted {
                self.range = value;
                self.push(&number.to_string());
                return Ok(true);
            }
            number += 1;
            at = self.next(value.end);
        }
    }

    fn push(&mut self, part: &str) {
        self.pointer.push('/');
        let escaped = part.replace('~', "~0").replace('/', "~1");
        self.pointer.push_str(&escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(steps: &[Step], expected: &str, pointer: &str) {
        let text = r#"{ "A/b" : {"c":[1, {"d":"x"}]}, "e": {"f":2} } tail"#;
        let part = find(text, steps).unwrap();
        assert_eq!(
            (text.get(part.range).unwrap(), part.pointer.as_str()),
            (expected, pointer)
        );
    }

    #[test]
    fn steps_lead_to_bytes() {
        let key = |name: &str| Step::Key(name.to_owned());
        check(
            &[key("a/B"), key("c"), Step::Item(1), key("d")],
            "\"x\"",
            "/A~1b/c/1/d",
        );
        check(&[key("e"), Step::Item(0), key("f")], "2", "/e/f");
        check(&[key("e"), key("nothing")], "{\"f\":2}", "/e");
    }
}
