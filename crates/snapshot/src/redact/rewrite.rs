//! A JSON text with pseudonyms in it: everything but texts and a few numbers is copied.

use tenet_base::text::fold;

use super::json::{self, Token};
use super::text::Texts;
use super::{SECRET, Treatment, control, layouts, numbers, paths, patterns};

/// A number that identifies somebody has as many digits, or more.
const LONG_NUMBER: usize = 7;

/// Deeper keys are not remembered; the loader refuses such files.
const DEEPEST: usize = 512;

/// Numbers that say where somebody is.
const PLACES: [&str; 4] = ["latitude", "longitude", "altitude", "geocoordinates"];

/// Dates that say who somebody is.
const DATES: [&str; 4] = [
    "birthday",
    "dateofbirth",
    "employeehiredate",
    "employeeleavedatetime",
];

/// Parts of the names of fields that hold secrets.
const SECRETS: [&str; 13] = [
    "password",
    "secret",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "privatekey",
    "passphrase",
    "sharedkey",
    "apikey",
    "connectionstring",
    "recoverykey",
    "scriptcontent",
    "encryptedblob",
];

/// What is rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An export.
    Export,
    /// `tenet-snapshot.json`, which names files and fields.
    Manifest,
}

/// Rewrites a text piece by piece.
pub(super) struct Rewriter<'r, 'p> {
    texts: &'r mut Texts<'p>,
    kind: Kind,
    /// Whether only conditions are looked at, and nothing is written.
    seeking: bool,
    depth: usize,
    frames: Vec<Frame>,
    pub(super) out: String,
}

/// An object or a list that is open.
struct Frame {
    is_object: bool,
    /// The folded key whose value comes; of a list, the key that it stands at.
    key: String,
    /// Whether a key comes next.
    wants_key: bool,
}

impl<'r, 'p> Rewriter<'r, 'p> {
    pub(super) fn new(texts: &'r mut Texts<'p>, kind: Kind, seeking: bool) -> Self {
        Self {
            texts,
            kind,
            seeking,
            depth: 0,
            frames: Vec::new(),
            out: String::new(),
        }
    }

    /// Rewrites as much of a text as is whole, and says how much that is; all of it at its end.
    pub(super) fn feed(&mut self, text: &str, last: bool) -> usize {
        let mut used = 0;
        while let Some(token) = json::token(text.get(used..).unwrap_or("")) {
            let rest = text.get(used..).unwrap_or("");
            let length = match token {
                Token::Sign(_) => 1,
                Token::Open if last => {
                    self.write("\"");
                    return text.len();
                }
                Token::Open => return used,
                Token::Blank(length)
                | Token::Text(length)
                | Token::Plain(length)
                | Token::Other(length) => length,
            };
            // More of a number or a word may follow.
            let cut = !matches!(token, Token::Sign(_) | Token::Text(_)) && length == rest.len();
            if cut && !last {
                return used;
            }
            self.token(&token, rest.get(..length).unwrap_or(""));
            used += length;
        }
        used
    }

    fn write(&mut self, text: &str) {
        if !self.seeking {
            self.out.push_str(text);
        }
    }

    fn token(&mut self, token: &Token, own: &str) {
        match token {
            Token::Sign(sign) => {
                self.sign(*sign);
                self.write(own);
            }
            Token::Blank(_) => self.write(own),
            Token::Text(_) => self.text(own),
            Token::Plain(_) => self.plain(own),
            // What is no JSON stays none, and says nothing.
            Token::Other(_) | Token::Open => self.write("?"),
        }
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '{' | '[' if self.frames.len() < DEEPEST => {
                let key = self.key().to_owned();
                let is_object = sign == '{';
                self.frames.push(Frame {
                    is_object,
                    key,
                    wants_key: is_object,
                });
            }
            '}' | ']' => {
                self.frames.pop();
            }
            ',' => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.wants_key = frame.is_object;
                }
            }
            ':' => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.wants_key = false;
                }
            }
            _ => {}
        }
    }

    /// The folded key at which a value stands.
    fn key(&self) -> &str {
        self.frames.last().map_or("", |frame| frame.key.as_str())
    }

    fn text(&mut self, own: &str) {
        let Some(said) = json::said(own) else {
            return self.write("?");
        };
        let is_key = self.frames.last().is_some_and(|frame| frame.wants_key);
        if is_key {
            if let Some(frame) = self.frames.last_mut() {
                frame.key = fold(&said).into_owned();
            }
            if self.seeking {
                return;
            }
            let made = self.texts.kept(&said);
            return self.replaced(own, &said, &made);
        }
        let key = self.key().to_owned();
        if self.seeking {
            return self.seek(&key, &said);
        }
        let made = self.value(&key, &said);
        self.replaced(own, &said, &made);
    }

    /// Writes what stands for a text; as it was written if nothing changed.
    fn replaced(&mut self, own: &str, said: &str, made: &str) {
        if said == made {
            self.write(own);
        } else {
            self.write(&json::quoted(made));
        }
    }

    fn seek(&mut self, key: &str, said: &str) {
        if self.texts.policy.of(key) == Some(&Treatment::Condition) {
            self.texts.seek(said);
        }
    }

    /// What stands for a text at a key.
    fn value(&mut self, key: &str, said: &str) -> String {
        if self.kind == Kind::Manifest && self.frames.len() > 1 {
            match key {
                "selected" => return said.to_owned(),
                "files" => return paths::pseudonym(self.texts, said),
                _ => {}
            }
        }
        if control::is_control(key) {
            return self.texts.control(key, said);
        }
        if let Some(made) = layouts::pseudonym(self.texts, key, said) {
            return made;
        }
        let policy = self.texts.policy;
        match policy.of(key) {
            Some(Treatment::Kept) => self.texts.kept(said),
            Some(Treatment::Listed(texts)) if texts.contains(fold(said).as_ref()) => {
                said.to_owned()
            }
            Some(Treatment::Secret) => SECRET.to_owned(),
            Some(Treatment::Condition) => self.texts.condition(said),
            // When a secret was changed is none.
            None if is_secret(key) && !patterns::is_plain(said) => SECRET.to_owned(),
            None if DATES.contains(&key) && patterns::is_plain(said) => String::new(),
            None | Some(Treatment::Listed(_)) => self.personal(said),
        }
    }

    /// A personal text; one that is JSON is rewritten as JSON.
    fn personal(&mut self, said: &str) -> String {
        if !Texts::reads_inner(self.depth) || !json::is_json(said) {
            return self.texts.personal(said);
        }
        let mut inner = Rewriter::new(self.texts, Kind::Export, false);
        inner.depth = self.depth + 1;
        inner.feed(said, true);
        inner.out
    }

    fn plain(&mut self, own: &str) {
        if self.seeking {
            return;
        }
        let key = self.key();
        if PLACES.contains(&key) && own.starts_with(|first: char| first != 'n') {
            return self.write("0");
        }
        let digits = own.bytes().all(|byte| byte.is_ascii_digit());
        let declared = self.texts.policy.numbers.contains(key);
        let known = declared || !digits || own.len() < LONG_NUMBER;
        let (first, rest) = own.split_at_checked(1).unwrap_or((own, ""));
        match numbers::pseudonym(self.texts.key, rest).filter(|_| !known) {
            // A number of JSON does not begin with a zero.
            Some(made) => self.write(&[first, &made].concat()),
            None => self.write(own),
        }
    }
}

fn is_secret(key: &str) -> bool {
    SECRETS.iter().any(|part| key.contains(part))
}
