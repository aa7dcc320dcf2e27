//! The outer structure of a file: which values in it are objects of the tenant.
//!
//! Collections, bare arrays, single objects and streams of objects are walked
//! object by object; what an object holds is the visitor's business.

mod head;
mod wrapped;

use crate::json::{self, Fault, FaultKind};
use crate::layout::{Begin, Layout, Start, Told};
use crate::window::{Stop, StopKind, Window};

pub(crate) use head::{Head, Link, Note, NoteSeed};

/// What the objects of a file stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// The answer of a collection: an object with a list `value`.
    Collection,
    /// An object by itself.
    Single,
    /// A list of objects.
    Array,
    /// One object after another.
    Stream,
    /// An error that was saved in the place of an answer.
    Refused,
    /// JSON that holds no objects.
    Other,
}

/// An object's place among the others of its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'h> {
    /// Offset of its first byte in the file's text.
    pub offset: u64,
    /// Which one it is in its list or stream.
    pub index: u64,
    /// What the file's answer says about all of them, as far as it was read.
    pub head: &'h Head,
    /// What they stand in.
    pub form: Form,
    /// The part of the file that they stand in, where it is more than an answer.
    pub section: Option<Section>,
    /// The JSON pointer to that part.
    pub pointer: &'h str,
}

/// A part of a file whose objects are of one kind, or say it one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    /// The layout that knows about the objects.
    pub layout: Layout,
    /// The Graph path of their collection; empty if each object says it.
    pub path: &'static str,
}

/// Is shown the objects of a file one by one.
pub(crate) trait Visitor {
    /// Reads the value at the start of `text`, and says how many bytes it took.
    ///
    /// After a fault whatever was taken of the value must be given back: the
    /// value may come again, with more text behind it.
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault>;

    /// A part of the file begins that is read by itself.
    fn begin(&mut self, _section: Section) {}

    /// The part of the file ends that began last.
    fn end(&mut self, _walked: Walked) {}

    /// The file says something of collections beside their objects.
    fn told(&mut self, _told: Told) {}
}

/// What a file was.
#[derive(Debug, Clone)]
pub(crate) struct Walked {
    pub form: Form,
    pub head: Head,
    /// How many values stood where objects stand.
    pub objects: u64,
    /// Why the rest of the file could not be read.
    pub stop: Option<Stop>,
}

/// Walks a file from its start to its end, or as far as it is JSON.
pub(crate) fn walk(window: &mut Window<'_>, visitor: &mut dyn Visitor, lines: bool) -> Walked {
    let mut walk = Walk {
        window,
        visitor,
        head: Head::default(),
        form: if lines { Form::Stream } else { Form::Other },
        objects: 0,
        section: None,
        keys: Vec::new(),
        pointer: String::new(),
    };
    let stop = walk.whole(lines).err();
    Walked {
        form: walk.form,
        head: walk.head,
        objects: walk.objects,
        stop,
    }
}

struct Walk<'w, 's, 'v> {
    window: &'w mut Window<'s>,
    visitor: &'v mut dyn Visitor,
    head: Head,
    form: Form,
    objects: u64,
    section: Option<Section>,
    /// The keys that lead to the reader's place in a file of sections, `*` for any item.
    keys: Vec<String>,
    /// The same as a JSON pointer.
    pointer: String,
}

impl Walk<'_, '_, '_> {
    fn whole(&mut self, lines: bool) -> Result<(), Stop> {
        self.window.peek()?;
        match Layout::wrapping(&Start::new(self.window.text())) {
            None if lines => self.stream(),
            None => self.file(),
            Some((layout, Begin::Keys)) => self.keys(layout),
            Some((layout, Begin::Items)) => {
                let section = Section { layout, path: "" };
                self.section(
                    section,
                    |walk| if lines { walk.stream() } else { walk.file() },
                )
            }
        }
    }

    fn file(&mut self) -> Result<(), Stop> {
        match self.window.peek()? {
            None => return Err(self.window.stop(StopKind::End, 0)),
            Some(b'[') => {
                self.form = Form::Array;
                self.window.advance(1);
                self.list()?;
            }
            Some(b'{') => self.answer()?,
            Some(_) => self.skip()?,
        }
        match self.window.peek()? {
            Some(_) if self.form == Form::Single => {
                self.form = Form::Stream;
                self.stream()
            }
            Some(_) => {
                let words = "more text after the end of the answer";
                Err(self.window.stop(StopKind::Syntax(words.to_owned()), 0))
            }
            None => Ok(()),
        }
    }

    fn answer(&mut self) -> Result<(), Stop> {
        let mut head = Head::default();
        let scan = self.retry(|text| head::scan(text, &mut head));
        self.head = head;
        let scan = scan?;
        self.form = scan.form;
        match scan.form {
            Form::Collection => {
                self.window.advance(scan.used);
                match scan.value {
                    head::Value::List => self.list()?,
                    head::Value::Object => self.object()?,
                    head::Value::Nothing => self.head.void = true,
                }
                let mut head = std::mem::take(&mut self.head);
                let used = self.retry(|text| head::tail(text, &mut head));
                self.head = head;
                self.window.advance(used?);
                Ok(())
            }
            Form::Single => self.object(),
            Form::Array | Form::Stream | Form::Refused | Form::Other => self.skip(),
        }
    }

    /// The items of a list, whose bracket was read, and the bracket that ends it.
    fn list(&mut self) -> Result<(), Stop> {
        if self.window.peek()? == Some(b']') {
            self.window.advance(1);
            return Ok(());
        }
        loop {
            self.object()?;
            match self.window.peek()? {
                Some(b',') => self.window.advance(1),
                Some(b']') => {
                    self.window.advance(1);
                    return Ok(());
                }
                Some(_) => {
                    let words = "expected `,` or `]`".to_owned();
                    return Err(self.window.stop(StopKind::Syntax(words), 0));
                }
                None => return Err(self.window.stop(StopKind::End, 0)),
            }
        }
    }

    fn stream(&mut self) -> Result<(), Stop> {
        self.form = Form::Stream;
        while self.window.peek()?.is_some() {
            self.object()?;
        }
        Ok(())
    }

    fn object(&mut self) -> Result<(), Stop> {
        self.whole_scalar()?;
        let used = loop {
            let spot = Spot {
                offset: self.window.offset(),
                index: self.objects,
                head: &self.head,
                form: self.form,
                section: self.section,
                pointer: &self.pointer,
            };
            match self.visitor.object(self.window.text(), spot) {
                Ok(used) => break used,
                Err(fault) => self.window.mend(fault)?,
            }
        };
        self.objects += 1;
        self.window.advance(used);
        Ok(())
    }

    fn skip(&mut self) -> Result<(), Stop> {
        self.whole_scalar()?;
        let used = self.retry(json::skip)?;
        self.window.advance(used);
        Ok(())
    }

    /// A number or word at the end of the window may go on behind it.
    fn whole_scalar(&mut self) -> Result<(), Stop> {
        let first = self.window.peek()?;
        if matches!(first, None | Some(b'{' | b'[' | b'"')) {
            return Ok(());
        }
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
        while !self.window.text().as_bytes().iter().any(ends) {
            if !self.window.more()? {
                break;
            }
        }
        Ok(())
    }

    fn retry<T>(&mut self, mut read: impl FnMut(&str) -> Result<T, Fault>) -> Result<T, Stop> {
        loop {
            match read(self.window.text()) {
                Ok(value) => return Ok(value),
                Err(fault) => self.window.mend(fault)?,
            }
        }
    }
}

/// A fault where something else was expected, or the end of the text.
fn expected(text: &str, at: usize, words: &str) -> Fault {
    if at >= text.len() {
        return Fault {
            kind: FaultKind::End,
            at: text.len(),
        };
    }
    Fault::syntax(at, format!("expected {words}"))
}

#[cfg(test)]
mod tests;
