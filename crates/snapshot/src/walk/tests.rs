//! Layouts, and where the objects of each stand.

use super::*;

/// Writes down what it is shown.
#[derive(Default)]
struct Seen(Vec<(u64, String)>);

impl Visitor for Seen {
    fn object(&mut self, text: &str, spot: Spot<'_>) -> Result<usize, Fault> {
        let used = json::skip(text)?;
        self.0
            .push((spot.offset, text.get(..used).unwrap().trim().to_owned()));
        Ok(used)
    }
}

fn go(text: &str) -> (Walked, Vec<(u64, String)>) {
    let mut bytes = text.as_bytes();
    let mut window = Window::new(&mut bytes, None);
    let mut seen = Seen::default();
    let walked = walk(&mut window, &mut seen, false);
    (walked, seen.0)
}

fn check(text: &str, form: Form, objects: &[&str]) -> Walked {
    let (walked, seen) = go(text);
    assert_eq!(walked.stop, None, "{text}");
    assert_eq!(walked.form, form, "{text}");
    let texts: Vec<_> = seen.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, objects, "{text}");
    for (offset, object) in &seen {
        assert!(
            text.get(*offset as usize..).unwrap().starts_with(object),
            "{text}"
        );
    }
    walked
}

#[test]
fn answers_are_told_from_objects() {
    let head = check(
        r#" {"@odata.context":"x#users","@odata.count":2,"value":[ {"a":1} ,{}],"@odata.nextLink":"n"} "#,
        Form::Collection,
        &[r#"{"a":1}"#, "{}"],
    )
    .head;
    assert_eq!(head.context.as_deref(), Some("x#users"));
    assert_eq!(
        (head.link == Link::Next, head.count, head.mixed),
        (true, Some(2), false)
    );
    let late = check(
        r#"{"value":[{}],"@odata.context":"x#users"}"#,
        Form::Collection,
        &["{}"],
    );
    assert!(!late.head.context_first && late.head.context.is_some());
    check(r#"{"value":{"id":1}}"#, Form::Collection, &[r#"{"id":1}"#]);
    check(r#"{"value":null}"#, Form::Collection, &[]);
    check(
        r#"{"id":1,"value":[2]}"#,
        Form::Single,
        &[r#"{"id":1,"value":[2]}"#],
    );
    check(
        r#"{"@odata.type":"t"}"#,
        Form::Single,
        &[r#"{"@odata.type":"t"}"#],
    );
    check(r#"{"value":"x"}"#, Form::Other, &[]);
    check("12", Form::Other, &[]);
}

#[test]
fn lists_and_streams_are_walked() {
    check("[{},{}]", Form::Array, &["{}", "{}"]);
    check("[]", Form::Array, &[]);
    check(
        "{\"a\":1}\n{\"a\":2}\n",
        Form::Stream,
        &["{\"a\":1}", "{\"a\":2}"],
    );
    let refused = check(
        r#"{"error":{"code":"Forbidden","message":"no","innerError":{}}}"#,
        Form::Refused,
        &[],
    );
    assert_eq!(
        refused.head.refusal.unwrap().code.as_deref(),
        Some("Forbidden")
    );
}

#[test]
fn what_stands_before_the_mistake_is_kept() {
    let check = |text: &str, objects: usize, kind: fn(&StopKind) -> bool, offset: u64| {
        let (walked, seen) = go(text);
        let stop = walked.stop.expect(text);
        assert!(kind(&stop.kind), "{text}: {stop:?}");
        assert_eq!((seen.len(), stop.offset), (objects, offset), "{text}");
    };
    let syntax = |kind: &StopKind| matches!(kind, StopKind::Syntax(_));
    let end = |kind: &StopKind| matches!(kind, StopKind::End);
    check(r#"{"value":[{},{"a" 1}]}"#, 1, syntax, 18);
    check(r#"{"value":[{},{"a":1"#, 1, end, 19);
    check(r#"{"value":[{},]}"#, 1, syntax, 13);
    check(r#"{"value":[{}]}{"#, 1, syntax, 14);
    check(r#"{"value":[{}],"value":[]}"#, 1, syntax, 14);
    check("{\"id\":1}\n}`", 1, syntax, 9);
    check("", 0, end, 0);
    check("POST", 0, syntax, 0);
}

#[test]
fn small_windows_change_nothing() {
    struct Drops<'a>(&'a [u8]);
    impl std::io::Read for Drops<'_> {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            room[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }
    let text = r#"{"@odata.context":"x","value":[12,{"a":[1,2,{"b":"é"}]},null],"b@c":[1]}"#;
    let mut source = Drops(text.as_bytes());
    let mut window = Window::new(&mut source, None);
    let mut seen = Seen::default();
    let walked = walk(&mut window, &mut seen, false);
    assert_eq!((walked.stop, walked.objects), (None, 3));
}
