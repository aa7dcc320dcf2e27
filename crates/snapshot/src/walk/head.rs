//! What an answer says about all of its objects: context, next page, count, error.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Form, expected};
use crate::json::{self, Fault};

/// What an answer says about all of its objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub context: Option<String>,
    /// The JSON type, of an object that stands by itself.
    pub kind: Option<String>,
    /// Whether the context stood before the objects.
    pub context_first: bool,
    pub link: Link,
    pub count: Option<u64>,
    /// Keys of its own beside the list: it is more than an answer.
    pub mixed: bool,
    /// Whether `null` stands where its objects should: they were not told.
    pub void: bool,
    pub refusal: Option<Refusal>,
}

/// The link at the end of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Link {
    #[default]
    None,
    /// To a further page.
    Next,
    /// To what will have changed later.
    Delta,
}

/// An error that was saved in the place of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub code: Option<String>,
    pub message: Option<String>,
}

/// The start of an answer.
#[derive(Debug)]
pub(super) struct Scan {
    pub form: Form,
    pub value: Value,
    /// How many bytes lead to the objects, the bracket of their list included.
    pub used: usize,
}

/// What stands as the `value` of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    List,
    /// One object: `PowerShell` made it of a list with one item.
    Object,
    Nothing,
}

/// Reads an object from its brace up to the first key that says what it is.
///
/// What is read goes to `head`, whose it stays when the text ends too early.
pub(super) fn scan(text: &str, head: &mut Head) -> Result<Scan, Fault> {
    let mut cursor = Cursor { text, at: 1 };
    *head = Head::default();
    if cursor.next()? == b'}' {
        return Ok(cursor.done(Form::Other));
    }
    loop {
        let key = cursor.key()?;
        let first = cursor.next()?;
        if key.eq_ignore_ascii_case("value") {
            return value(cursor, first);
        }
        if key.eq_ignore_ascii_case("error") && first == b'{' {
            head.refusal = Some(cursor.read(RefusalSeed)?);
            return Ok(cursor.done(Form::Refused));
        }
        if key.eq_ignore_ascii_case("error") && first == b'"' {
            // The service that gives tokens says its errors as texts.
            let Note::Text(code) = cursor.read(NoteSeed)? else {
                return Ok(cursor.done(Form::Single));
            };
            head.refusal = Some(Refusal {
                code: Some(code),
                ..Refusal::default()
            });
            return Ok(cursor.done(Form::Refused));
        }
        if !is_annotation(&key) {
            return Ok(cursor.done(Form::Single));
        }
        let note = cursor.read(NoteSeed)?;
        head.take(&key, note);
        head.context_first = head.context.is_some();
        match cursor.next()? {
            b',' => cursor.at += 1,
            b'}' => return Ok(cursor.done(Form::Single)),
            _ => return Err(expected(text, cursor.at, "`,` or `}`")),
        }
    }
}

fn value(mut cursor: Cursor<'_>, first: u8) -> Result<Scan, Fault> {
    let (form, value) = match first {
        b'[' => (Form::Collection, Value::List),
        b'{' => (Form::Collection, Value::Object),
        b'n' => {
            cursor.read(NoteSeed)?;
            (Form::Collection, Value::Nothing)
        }
        _ => (Form::Other, Value::Nothing),
    };
    cursor.at += usize::from(value == Value::List);
    let used = cursor.at;
    Ok(Scan { form, value, used })
}

/// Reads an answer from behind its objects to its last brace, and says how many bytes that took.
pub(super) fn tail(text: &str, head: &mut Head) -> Result<usize, Fault> {
    let mut cursor = Cursor { text, at: 0 };
    let mut found = head.clone();
    loop {
        match cursor.next()? {
            b',' => cursor.at += 1,
            b'}' => {
                *head = found;
                return Ok(cursor.at + 1);
            }
            _ => return Err(expected(text, cursor.at, "`,` or `}`")),
        }
        let start = cursor.at;
        let key = cursor.key()?;
        if key.eq_ignore_ascii_case("value") {
            return Err(Fault::syntax(start, "`value` stands twice in one answer"));
        }
        found.mixed |= !is_annotation(&key);
        cursor.next()?;
        let note = cursor.read(NoteSeed)?;
        found.take(&key, note);
    }
}

impl Head {
    fn take(&mut self, key: &str, note: Note) {
        // The prefix may be left out since OData 4.01.
        let name = key.strip_prefix('@').unwrap_or("");
        let bare = name.split_at_checked("odata.".len());
        let bare = bare.filter(|(prefix, _)| prefix.eq_ignore_ascii_case("odata."));
        let name = bare.map_or(name, |(_, name)| name);
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        match note {
            Note::Text(text) if is("context") => self.tell(text),
            Note::Text(text) if is("type") => self.kind = Some(text),
            Note::Null if is("nextLink") => {}
            // Whatever stands there, something follows.
            _ if is("nextLink") => self.link = Link::Next,
            Note::Text(_) if is("deltaLink") => self.link = Link::Delta,
            note if is("count") => self.counts(note.count()),
            Note::Text(_) | Note::Count(_) | Note::True | Note::Null | Note::Other => {}
        }
    }

    /// Two contexts say nothing.
    fn tell(&mut self, context: String) {
        self.mixed |= self.context.as_ref().is_some_and(|own| *own != context);
        self.context = Some(context);
    }

    /// A count that is no number says that the answer is not what the service wrote.
    fn counts(&mut self, count: Option<u64>) {
        self.mixed |= count.is_none() || self.count.is_some() && self.count != count;
        self.count = count;
    }
}

fn is_annotation(key: &str) -> bool {
    key.contains('@')
}

/// A place in the text of an answer.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Goes to the next byte that is no blank, and gives it.
    fn next(&mut self) -> Result<u8, Fault> {
        let bytes = self.rest().as_bytes();
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let skipped = bytes.iter().take_while(|byte| blank(byte)).count();
        self.at += skipped;
        bytes
            .get(skipped)
            .copied()
            .ok_or_else(|| Fault::end(self.text))
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<String, Fault> {
        if self.next()? != b'"' {
            return Err(expected(self.text, self.at, "a key in quotes"));
        }
        let key = match self.read(NoteSeed)? {
            Note::Text(key) => key,
            Note::Count(_) | Note::True | Note::Null | Note::Other => String::new(),
        };
        if self.next()? != b':' {
            return Err(expected(self.text, self.at, "`:`"));
        }
        self.at += 1;
        Ok(key)
    }

    fn read<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let read = json::read(self.rest(), seed);
        let (value, used) = read.map_err(|fault| fault.after(self.at))?;
        self.at += used;
        Ok(value)
    }

    fn done(self, form: Form) -> Scan {
        Scan {
            form,
            value: Value::Nothing,
            used: self.at,
        }
    }
}

/// The value of an annotation, or of a property that says something of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Note {
    Text(String),
    Count(u64),
    True,
    Null,
    Other,
}

/// Reads the value of an annotation.
pub(crate) struct NoteSeed;

impl Note {
    /// The number that it is; the service writes large ones as texts.
    pub(crate) fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Text(text) => text.parse().ok(),
            Self::True | Self::Null | Self::Other => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for NoteSeed {
    type Value = Note;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Note, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NoteSeed {
    type Value = Note;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Note, E> {
        Ok(Note::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, count: u64) -> Result<Note, E> {
        Ok(Note::Count(count))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Note, E> {
        Ok(Note::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Note, E> {
        Ok(Note::Other)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Note, E> {
        Ok(if value { Note::True } else { Note::Other })
    }

    fn visit_unit<E>(self) -> Result<Note, E> {
        Ok(Note::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Note, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Note::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Note, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Note::Other)
    }
}

struct RefusalSeed;

impl<'de> DeserializeSeed<'de> for RefusalSeed {
    type Value = Refusal;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Refusal, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RefusalSeed {
    type Value = Refusal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Refusal, A::Error> {
        let mut refusal = Refusal::default();
        while let Some(key) = map.next_key::<String>()? {
            let note = map.next_value_seed(NoteSeed)?;
            let Note::Text(text) = note else { continue };
            if key.eq_ignore_ascii_case("code") {
                refusal.code = Some(text);
            } else if key.eq_ignore_ascii_case("message") {
                refusal.message = Some(text);
            }
        }
        Ok(refusal)
    }
}
