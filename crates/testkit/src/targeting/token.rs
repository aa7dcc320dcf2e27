//! The words of a rule.

/// A word of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A bracket, a parenthesis or a comma.
    Mark(char),
    /// A text between double quotation marks.
    Text(String),
    /// A text that the documentation reads in two ways (D9).
    Doubtful,
    /// A text between single quotation marks.
    Single(String),
    /// A word after a hyphen or after U+2013 (D7), in lower case.
    Hyphened(String),
    /// Letters, digits and dots that begin with no digit: a property, an
    /// operator without its hyphen, `null`, `true`, `_`.
    Word(String),
    /// What begins with a digit: a number, a version, a date.
    Figure(String),
}

/// The words of a rule; none if a character fits nowhere or a text has no end.
pub(super) fn tokens(rule: &str) -> Option<Vec<Token>> {
    let rule: Vec<char> = rule.chars().collect();
    let mut rest = rule.as_slice();
    let mut tokens = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        let token;
        (token, rest) = match first {
            c if c.is_whitespace() => {
                rest = after;
                continue;
            }
            '(' | ')' | '[' | ']' | ',' => (Token::Mark(*first), after),
            '"' => text(after)?,
            '\'' => single(after)?,
            '`' => outer(after)?,
            '-' | '\u{2013}' => hyphened(after)?,
            c if c.is_ascii_digit() => {
                let (figure, after) =
                    run(rest, |c| c.is_ascii_alphanumeric() || ".:+-".contains(c));
                (Token::Figure(figure), after)
            }
            c if c.is_ascii_alphabetic() || matches!(c, '_' | '$') => {
                let (word, after) = run(rest, |c| c.is_ascii_alphanumeric() || "_.$".contains(c));
                (Token::Word(word), after)
            }
            _ => return None,
        };
        tokens.push(token);
    }
    Some(tokens)
}

type Taken<'c> = (Token, &'c [char]);

/// The rest of a text after its first quotation mark. A doubled single
/// quotation mark is one; a quotation mark after a backtick or a backslash is
/// part of the text, but of which is open (D9).
fn text(mut rest: &[char]) -> Option<Taken<'_>> {
    let mut text = String::new();
    let mut doubtful = false;
    loop {
        match rest {
            ['`' | '\\', '"', after @ ..] => {
                doubtful = true;
                rest = after;
            }
            ['\'', '\'', after @ ..] => {
                text.push('\'');
                rest = after;
            }
            ['"', after @ ..] if doubtful => return Some((Token::Doubtful, after)),
            ['"', after @ ..] => return Some((Token::Text(text), after)),
            [c, after @ ..] => {
                text.push(*c);
                rest = after;
            }
            [] => return None,
        }
    }
}

/// A text whose own quotation marks are escaped, as the documentation prints
/// one: it ends at the next that is.
fn outer(rest: &[char]) -> Option<Taken<'_>> {
    let rest = rest.strip_prefix(&['"'])?;
    let end = rest.windows(2).position(|pair| pair == ['`', '"'])?;
    Some((Token::Doubtful, rest.get(end + 2..)?))
}

fn single(rest: &[char]) -> Option<Taken<'_>> {
    let end = rest.iter().position(|c| *c == '\'')?;
    let text = rest.get(..end)?.iter().collect();
    Some((Token::Single(text), rest.get(end + 1..)?))
}

fn hyphened(rest: &[char]) -> Option<Taken<'_>> {
    let (word, rest) = run(rest, |c| c.is_ascii_alphabetic());
    let word = word.to_ascii_lowercase();
    (!word.is_empty()).then_some((Token::Hyphened(word), rest))
}

fn run(rest: &[char], is_part: impl Fn(char) -> bool) -> (String, &[char]) {
    let end = rest.iter().position(|c| !is_part(*c));
    let (run, rest) = rest.split_at(end.unwrap_or(rest.len()));
    (run.iter().collect(), rest)
}
