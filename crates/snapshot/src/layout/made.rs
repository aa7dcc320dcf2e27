//! An object made of parts of another: its text, and where each part of it comes from.

use std::ops::Range;

use super::Value;
use crate::object::Step;

/// A value made of parts of an object of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Made {
    /// A part of the object as it stands: its bytes, and the way to it.
    Part(Range<usize>, Vec<Step>),
    /// A text, and the way to what it was made of.
    Text(String, Vec<Step>),
    /// JSON, and the way to what it was made of.
    Json(String, Vec<Step>),
    /// An object.
    Object(Vec<(String, Made)>),
    /// A list.
    List(Vec<Made>),
}

impl Made {
    /// Nothing, as a value of the export lets it be known.
    pub(crate) fn null(value: &Value<'_>) -> Self {
        Self::Json("null".to_owned(), value.steps().to_vec())
    }

    /// An object with keys of its own.
    pub(crate) fn object<const N: usize>(fields: [(&str, Option<Self>); N]) -> Self {
        let own = fields.into_iter();
        let given = own.filter_map(|(key, made)| Some((key.to_owned(), made?)));
        Self::Object(given.collect())
    }

    /// The keys of a value, but for some that others stand for.
    pub(crate) fn with(value: &Value<'_>, others: Vec<(&str, Self)>) -> Self {
        let own = value.fields().into_iter();
        let kept = own.filter(|(key, _)| {
            let mut keys = others.iter().map(|(other, _)| other);
            !keys.any(|other| other.eq_ignore_ascii_case(key))
        });
        let mut fields: Vec<(String, Self)> =
            kept.map(|(key, value)| (key, value.made())).collect();
        fields.extend(others.into_iter().map(|(key, made)| (key.to_owned(), made)));
        Self::Object(fields)
    }

    /// The same with one more key.
    pub(crate) fn and(self, key: &str, made: Option<Self>) -> Self {
        match (self, made) {
            (Self::Object(mut fields), Some(made)) => {
                fields.push((key.to_owned(), made));
                Self::Object(fields)
            }
            (own, _) => own,
        }
    }

    /// The value as JSON, with the text of the object it is made of.
    pub(crate) fn render(&self, source: &str) -> String {
        let mut text = String::new();
        self.write(source, &mut text);
        text
    }

    fn write(&self, source: &str, out: &mut String) {
        match self {
            Self::Part(range, _) => out.push_str(source.get(range.clone()).unwrap_or("null")),
            Self::Text(text, _) => quote(text, out),
            Self::Json(json, _) => out.push_str(json),
            Self::Object(fields) => {
                let mut mark = '{';
                for (key, made) in fields {
                    out.push(mark);
                    quote(key, out);
                    out.push(':');
                    made.write(source, out);
                    mark = ',';
                }
                out.push_str(if mark == '{' { "{}" } else { "}" });
            }
            Self::List(items) => {
                let mut mark = '[';
                for item in items {
                    out.push(mark);
                    item.write(source, out);
                    mark = ',';
                }
                out.push_str(if mark == '[' { "[]" } else { "]" });
            }
        }
    }

    /// The way in the object of the export to what stands at `steps` in this value;
    /// as much of it as there is.
    pub(crate) fn source(&self, steps: &[Step]) -> Vec<Step> {
        match (self, steps) {
            (Self::Part(_, own), rest) => own.iter().chain(rest).cloned().collect(),
            (Self::Text(_, own) | Self::Json(_, own), _) => own.clone(),
            (Self::Object(fields), [Step::Key(key), rest @ ..]) => {
                let mut named = fields
                    .iter()
                    .filter(|(own, _)| own.eq_ignore_ascii_case(key));
                named
                    .next()
                    .map_or_else(|| self.common(), |(_, made)| made.source(rest))
            }
            (Self::List(items), [Step::Item(at), rest @ ..]) => items
                .get(*at as usize)
                .map_or_else(|| self.common(), |made| made.source(rest)),
            (Self::Object(_) | Self::List(_), _) => self.common(),
        }
    }

    /// The way that all parts share.
    fn common(&self) -> Vec<Step> {
        let parts: Vec<Vec<Step>> = match self {
            Self::Part(_, own) | Self::Text(_, own) | Self::Json(_, own) => return own.clone(),
            Self::Object(fields) => fields.iter().map(|(_, made)| made.common()).collect(),
            Self::List(items) => items.iter().map(Self::common).collect(),
        };
        let mut ways = parts.into_iter();
        let first = ways.next().unwrap_or_default();
        ways.fold(first, |mut way, other| {
            let same = way.iter().zip(&other).take_while(|(a, b)| a == b).count();
            way.truncate(same);
            way
        })
    }
}

fn quote(text: &str, out: &mut String) {
    // A text can always be written.
    out.push_str(&serde_json::to_string(text).unwrap_or_else(|_| "null".to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Item;

    #[test]
    fn a_made_object_leads_back_to_its_parts() {
        let text = r#" {"kind":"x","data":{"ID":"A","list":[1,{"n":2}]}} tail"#;
        let item = Item::read(text).unwrap();
        let data = item.value.field("Data").unwrap();
        let made = Made::with(&data, vec![("id", data.field("id").unwrap().said("a\""))]).and(
            "more",
            Some(Made::List(
                data.field("list")
                    .unwrap()
                    .items()
                    .iter()
                    .map(Value::made)
                    .collect(),
            )),
        );
        assert_eq!(
            made.render(text),
            r#"{"list":[1,{"n":2}],"id":"a\"","more":[1,{"n":2}]}"#
        );
        let key = |name: &str| Step::Key(name.to_owned());
        let way = made.source(&[key("more"), Step::Item(1), key("N")]);
        assert_eq!(way, [key("data"), key("list"), Step::Item(1), key("N")]);
        assert_eq!(made.source(&[key("id")]), [key("data"), key("ID")]);
        assert_eq!(made.source(&[key("nothing")]), [key("data")]);
    }
}
