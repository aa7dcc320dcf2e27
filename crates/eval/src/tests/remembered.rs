//! Clause 36: what is computed once for each text of the export.

use std::rc::Rc;

use tenet_hir::{Builtin, Case, ExprId, ExprKind, Form, Pattern, Ty, Type};

use super::fixture::{Cell, Fixture};
use crate::machine::{Machine, Memory};
use crate::value::Value;

use Cell::Text;

/// How much is remembered after `kind` of the name of each of four people, who
/// have two names between them.
fn remembered(
    kind: impl Fn(ExprId) -> ExprKind,
    count: impl Fn(&Memory<'_>) -> usize + Send,
) -> usize {
    let mut f = Fixture::new()
        .person(&[Text("1"), Text("Ann")])
        .person(&[Text("2"), Text("Ann")])
        .person(&[Text("3"), Text("Bob")])
        .person(&[Text("4"), Text("Ann")]);
    let person = f.var();
    let name = f.field(person, "name");
    let ty = Type::of(Ty::String).or_null();
    let value = f.expr(kind(name), ty);
    let people = f.people();
    f.run(|inputs| {
        let mut machine = Machine::new(*inputs, true);
        let people = machine.collection(people);
        for item in &people.items {
            machine.bind(person, item.value.clone());
            assert!(machine.value(value).is_ok());
        }
        assert_eq!(people.items.len(), 4);
        count(&machine.memory)
    })
}

#[test]
fn clause_36_a_text_is_normalized_once() {
    let normalized = |name| ExprKind::Builtin(Builtin::Normalized, vec![name]);
    assert_eq!(remembered(normalized, |memory| memory.normalized.len()), 2);
}

#[test]
fn clause_36_a_text_of_the_program_is_normalized_once() {
    let mut f = Fixture::new();
    let name = f.text("Ann [1]");
    let ty = Type::of(Ty::String);
    let twice = f.expr(ExprKind::Builtin(Builtin::Normalized, vec![name]), ty);
    f.run(|inputs| {
        let mut machine = Machine::new(*inputs, true);
        let normalized = |machine: &mut Machine<'_>| match machine.value(twice) {
            Ok(Value::Text(crate::value::Text::Made(text))) => text,
            other => panic!("a text: {other:?}"),
        };
        let (first, again) = (normalized(&mut machine), normalized(&mut machine));
        assert_eq!(first.text, "ann-1");
        assert!(Rc::ptr_eq(&first, &again));
    });
}

#[test]
fn clause_36_a_certificate_is_read_once() {
    let read = |name| ExprKind::Builtin(Builtin::X509, vec![name]);
    assert_eq!(remembered(read, |memory| memory.certificates.len()), 2);
}

#[test]
fn clause_36_a_pattern_captures_once() {
    let capture = |name| {
        let pattern = Pattern::regex("^(.)", Case::Folded).unwrap();
        ExprKind::Parse(name, Form::Capture(pattern))
    };
    assert_eq!(remembered(capture, |memory| memory.captures.len()), 2);
}
