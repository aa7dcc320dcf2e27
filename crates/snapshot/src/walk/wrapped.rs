//! Files that are more than an answer: keys lead to parts with objects, or to answers.

use std::marker::PhantomData;

use super::{Form, Head, Section, Walk, Walked};
use crate::json::{self, Fault};
use crate::layout::{Item, Layout, Value, Way};
use crate::window::{Stop, StopKind};

impl Walk<'_, '_, '_> {
    /// The whole of a file in whose keys a layout knows its way.
    pub(super) fn keys(&mut self, layout: Layout) -> Result<(), Stop> {
        self.value(layout)?;
        match self.window.peek()? {
            None => Ok(()),
            Some(_) => Err(self.syntax("more text after the end of the answer")),
        }
    }

    /// The value at the reader's place, to which the keys led.
    fn value(&mut self, layout: Layout) -> Result<(), Stop> {
        match layout.conventions().way(&self.keys) {
            Way::Skip => self.skip(),
            Way::Into => self.into(layout),
            Way::Objects(path) => self.section(Section { layout, path }, Self::objects),
            Way::Answer => {
                let section = Section { layout, path: "" };
                self.section(section, Self::body)
            }
            Way::Words => self.words(layout),
        }
    }

    /// Walks a part of the file by itself, and shows what it was.
    pub(super) fn section(
        &mut self,
        section: Section,
        walk: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.visitor.begin(section);
        self.section = Some(section);
        self.form = Form::Other;
        self.head = Head::default();
        self.objects = 0;
        let walked = walk(self);
        self.section = None;
        self.visitor.end(Walked {
            form: self.form,
            head: std::mem::take(&mut self.head),
            objects: self.objects,
            // What is wrong is told once, of the file as a whole.
            stop: None,
        });
        walked
    }

    /// A list of objects, one object in its place, or none; anything else is told.
    fn objects(&mut self) -> Result<(), Stop> {
        self.form = Form::Array;
        match self.window.peek()? {
            Some(b'[') => {
                self.window.advance(1);
                self.list()
            }
            Some(b'{') => {
                self.form = Form::Single;
                self.object()
            }
            Some(b'n') | None => {
                // A command that is told to have succeeded says no more than the list that it left.
                self.head.void = true;
                self.skip()
            }
            Some(_) => self.object(),
        }
    }

    /// An answer of Graph; what is none is told.
    fn body(&mut self) -> Result<(), Stop> {
        match self.window.peek()? {
            Some(b'{') => self.answer(),
            Some(b'n') | None => self.skip(),
            Some(_) => self.object(),
        }
    }

    /// Words that say something of collections.
    fn words(&mut self, layout: Layout) -> Result<(), Stop> {
        self.whole_scalar()?;
        let (words, used) = self.retry(|text| {
            let item = Item::read(text)?;
            let words = item
                .value
                .items()
                .iter()
                .filter_map(Value::string)
                .collect();
            Ok::<(Vec<String>, usize), Fault>((words, item.used))
        })?;
        self.window.advance(used);
        let told = layout.conventions().told(&self.keys, &words);
        self.visitor.told(told);
        Ok(())
    }

    fn into(&mut self, layout: Layout) -> Result<(), Stop> {
        match self.window.peek()? {
            Some(b'{') => self.entries(layout),
            Some(b'[') => self.items(layout),
            Some(b'n') | None => self.skip(),
            // Where a layout looks for objects, nothing is passed over without a word.
            Some(_) => self.section(Section { layout, path: "" }, Self::object),
        }
    }

    fn entries(&mut self, layout: Layout) -> Result<(), Stop> {
        self.window.advance(1);
        if self.window.peek()? == Some(b'}') {
            self.window.advance(1);
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.step(layout, &key.clone(), key)?;
            match self.window.peek()? {
                Some(b',') => self.window.advance(1),
                Some(b'}') => {
                    self.window.advance(1);
                    return Ok(());
                }
                Some(_) => return Err(self.syntax("expected `,` or `}`")),
                None => return Err(self.window.stop(StopKind::End, 0)),
            }
        }
    }

    fn items(&mut self, layout: Layout) -> Result<(), Stop> {
        self.window.advance(1);
        if self.window.peek()? == Some(b']') {
            self.window.advance(1);
            return Ok(());
        }
        for number in 0u64.. {
            self.step(layout, &number.to_string(), "*".to_owned())?;
            match self.window.peek()? {
                Some(b',') => self.window.advance(1),
                Some(b']') => {
                    self.window.advance(1);
                    break;
                }
                Some(_) => return Err(self.syntax("expected `,` or `]`")),
                None => return Err(self.window.stop(StopKind::End, 0)),
            }
        }
        Ok(())
    }

    /// Goes into the value of a key or an item, and out again.
    fn step(&mut self, layout: Layout, part: &str, key: String) -> Result<(), Stop> {
        let before = self.pointer.len();
        self.pointer.push('/');
        let escaped = part.replace('~', "~0").replace('/', "~1");
        self.pointer.push_str(&escaped);
        self.keys.push(key);
        let walked = self.value(layout);
        self.keys.pop();
        self.pointer.truncate(before);
        walked
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<String, Stop> {
        if self.window.peek()? != Some(b'"') {
            return Err(self.syntax("expected a key in quotes"));
        }
        let (key, used) = self.retry(|text| json::read(text, PhantomData::<String>))?;
        self.window.advance(used);
        if self.window.peek()? != Some(b':') {
            return Err(self.syntax("expected `:`"));
        }
        self.window.advance(1);
        Ok(key)
    }

    fn syntax(&self, words: &str) -> Stop {
        self.window.stop(StopKind::Syntax(words.to_owned()), 0)
    }
}
