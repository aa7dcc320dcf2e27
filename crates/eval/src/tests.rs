//! Judging small programs over small tenants, both built by hand.

mod fixture;
mod remembered;

use fixture::{Cell, Fixture};
use tenet_hir::{Builtin, Comparison, ExprKind, QuantifierKind, State, Step};
use tenet_snapshot::ReasonCode;

use crate::{FindingStatus, NotApplicable, Outcome, QueryResult, RuleStatus};

use Cell::{Absent, Int, Null, Text, Texts};

/// What `require condition` gives for each of two people.
fn check(build: impl Fn(&mut Fixture, tenet_hir::VarId) -> tenet_hir::ExprId, expected: &str) {
    let mut fixture = Fixture::new()
        .person(&[
            Text("B"),
            Text("Bob"),
            Int(40),
            Text("a"),
            Texts(vec!["x", "Y"], false),
            Text("ISRED"),
        ])
        .person(&[
            Text("a"),
            Null,
            Absent,
            Text("nobody"),
            Texts(vec!["x"], true),
            Text("isblue"),
        ]);
    let var = fixture.var();
    let condition = build(&mut fixture, var);
    let binding = fixture.binding(var, None);
    fixture.rule(vec![Step::For(binding)], condition);
    assert_eq!(verdicts(&fixture.judge()), expected);
}

/// Status, then each finding's key, status and reason codes.
fn verdicts(outcome: &Outcome) -> String {
    let rule = &outcome.rules[0];
    let mut lines = vec![format!("{:?} of {}", rule.status, rule.cases)];
    for finding in &rule.findings {
        let keys: Vec<&str> = finding
            .bindings
            .iter()
            .map(|bound| bound.key.as_str())
            .collect();
        let codes: Vec<String> = finding
            .reasons
            .iter()
            .map(|reason| reason.code.to_string())
            .collect();
        let status = match finding.status {
            FindingStatus::Violated => "violated",
            FindingStatus::Undetermined => "undetermined",
            FindingStatus::Waived => "waived",
        };
        lines.push(
            format!("{} {status} {}", keys.join("+"), codes.join(" "))
                .trim()
                .to_owned(),
        );
    }
    lines.join(" | ")
}

#[test]
fn a_text_is_compared_without_case_and_an_absent_number_is_unknown() {
    check(
        |f, p| {
            let (name, bob) = (f.field(p, "name"), f.text("BOB"));
            f.compare(Comparison::Equal, name, bob)
        },
        "Failed of 2 | a violated",
    );
    check(
        |f, p| {
            let (age, ten) = (f.field(p, "age"), f.int(10));
            f.compare(Comparison::Greater, age, ten)
        },
        "Undetermined of 2 | a undetermined field_not_exported",
    );
}

#[test]
fn cases_stand_in_the_order_of_their_folded_keys() {
    check(
        |f, _| f.truth(Some(false)),
        "Failed of 2 | a violated | B violated",
    );
}

#[test]
fn a_text_outside_its_enumeration_equals_no_member_and_has_no_order() {
    let member = |f: &mut Fixture| {
        let literal = tenet_hir::Literal::Enum(f.color, 0);
        f.expr(
            ExprKind::Literal(literal),
            tenet_hir::Type::of(tenet_hir::Ty::Enum(f.color)),
        )
    };
    check(
        |f, p| {
            let (color, red) = (f.field(p, "color"), member(f));
            f.compare(Comparison::Equal, color, red)
        },
        "Failed of 2 | a violated",
    );
    check(
        |f, p| {
            let (color, red) = (f.field(p, "color"), member(f));
            f.compare(Comparison::NotEqual, color, red)
        },
        "Failed of 2 | B violated",
    );
    check(
        |f, p| {
            let (color, red) = (f.field(p, "color"), member(f));
            f.compare(Comparison::GreaterOrEqual, color, red)
        },
        "Undetermined of 2 | a undetermined malformed",
    );
}

#[test]
fn a_reference_is_followed_by_key_and_a_dangling_one_is_unknown() {
    check(
        |f, p| {
            let boss = f.field(p, "boss");
            let (age, forty) = (f.field_of(boss, "id"), f.text("A"));
            f.compare(Comparison::Equal, age, forty)
        },
        "Undetermined of 2 | a undetermined dangling_reference",
    );
}

#[test]
fn a_list_that_is_cut_off_proves_what_it_holds_and_nothing_else() {
    let holds = |wanted: &'static str| {
        move |f: &mut Fixture, p| {
            let (item, tags) = (f.text(wanted), f.field(p, "tags"));
            f.test(ExprKind::In(item, tags))
        }
    };
    check(holds("X"), "Passed of 2");
    check(
        holds("y"),
        "Undetermined of 2 | a undetermined collection_incomplete",
    );
    check(
        holds("z"),
        "Failed of 2 | a undetermined collection_incomplete | B violated",
    );
}

#[test]
fn a_null_under_an_unknown_guard_is_unknown() {
    check(
        |f, p| {
            let (name, guard) = (f.field(p, "name"), f.truth(None));
            let prefix = f.text("b");
            let test = f.test(ExprKind::TextTest(
                tenet_hir::TextTest::StartsWith,
                name,
                prefix,
            ));
            f.test(ExprKind::And(vec![guard, test]))
        },
        "Undetermined of 2 | a undetermined author guard_undetermined | B undetermined author",
    );
}

#[test]
fn what_is_asked_of_null_unknown_and_lists() {
    let is = |field: &'static str, state| {
        move |f: &mut Fixture, p| {
            let value = f.field(p, field);
            f.test(ExprKind::Is(value, state))
        }
    };
    check(is("name", State::Present), "Failed of 2 | a violated");
    check(
        is("age", State::Present),
        "Undetermined of 2 | a undetermined field_not_exported",
    );
    check(is("age", State::Known), "Failed of 2 | a violated");
    check(is("name", State::Known), "Passed of 2");
    check(is("tags", State::Known), "Failed of 2 | a violated");
    check(
        is("tags", State::Empty),
        "Failed of 2 | a violated | B violated",
    );
}

#[test]
fn quantifiers_over_definite_and_missing_members() {
    let quantified = |kind, wanted: &'static str| {
        move |f: &mut Fixture, p| {
            let tag = f.var();
            let (source, item, text) = (
                f.field(p, "tags"),
                f.expr(
                    ExprKind::Var(tag),
                    tenet_hir::Type::of(tenet_hir::Ty::String),
                ),
                f.text(wanted),
            );
            let equal = f.compare(Comparison::Equal, item, text);
            let (condition, satisfies) = if kind == QuantifierKind::Every {
                (None, Some(equal))
            } else {
                (Some(equal), None)
            };
            let binding = tenet_hir::Binding {
                var: tag,
                source,
                condition,
            };
            f.test(ExprKind::Quantifier {
                kind,
                binding,
                satisfies,
            })
        }
    };
    check(quantified(QuantifierKind::Some, "x"), "Passed of 2");
    check(
        quantified(QuantifierKind::No, "x"),
        "Failed of 2 | a violated | B violated",
    );
    check(
        quantified(QuantifierKind::Some, "y"),
        "Undetermined of 2 | a undetermined collection_incomplete",
    );
    check(
        quantified(QuantifierKind::Every, "x"),
        "Failed of 2 | a undetermined collection_incomplete | B violated",
    );
}

#[test]
fn counts_are_compared_by_their_bounds() {
    let count = |comparison, number| {
        move |f: &mut Fixture, p| {
            let tags = f.field(p, "tags");
            let kind = ExprKind::Builtin(Builtin::Count, vec![tags]);
            let (count, number) = (
                f.expr(kind, tenet_hir::Type::of(tenet_hir::Ty::Int)),
                f.int(number),
            );
            f.compare(comparison, count, number)
        }
    };
    check(count(Comparison::GreaterOrEqual, 1), "Passed of 2");
    check(
        count(Comparison::Equal, 2),
        "Undetermined of 2 | a undetermined collection_incomplete",
    );
    check(
        count(Comparison::Less, 1),
        "Failed of 2 | a violated | B violated",
    );
}

/// Two people, `where` unknown for the first, and whether the clause holds.
fn guarded(clause: Option<bool>) -> String {
    let mut f =
        Fixture::new()
            .person(&[Text("1"), Text("One")])
            .person(&[Text("2"), Text("Two"), Int(2)]);
    let var = f.var();
    let (age, one) = (f.field(var, "age"), f.int(1));
    let guard = f.compare(Comparison::Greater, age, one);
    let condition = f.truth(clause);
    let binding = f.binding(var, Some(guard));
    f.rule(vec![Step::For(binding)], condition);
    verdicts(&f.judge())
}

#[test]
fn a_case_whose_guard_is_unknown_is_never_violated() {
    assert_eq!(guarded(Some(true)), "Passed of 2");
    assert_eq!(
        guarded(Some(false)),
        "Failed of 2 | 1 undetermined field_not_exported | 2 violated"
    );
    assert_eq!(
        guarded(None),
        "Undetermined of 2 | 1 undetermined author field_not_exported | 2 undetermined author"
    );
}

#[test]
fn an_open_collection_leaves_a_rule_undetermined() {
    let judge = |fixture: Fixture| {
        let mut fixture = fixture.partial();
        let (var, yes) = (fixture.var(), fixture.truth(Some(true)));
        let binding = fixture.binding(var, None);
        fixture.rule(vec![Step::For(binding)], yes);
        fixture.judge()
    };
    let outcome = judge(Fixture::new().person(&[Text("1")]));
    assert_eq!(
        verdicts(&outcome),
        "Undetermined of 1 | undetermined collection_incomplete"
    );
    let finding = &outcome.rules[0].findings[0];
    assert_eq!(
        finding.message,
        "unknown whether there are more cases: not all of `Person` may be here"
    );
    assert_eq!(
        verdicts(&judge(Fixture::new())),
        "Undetermined of 0 | undetermined collection_incomplete"
    );
}

#[test]
fn a_rule_without_cases_says_which_collection_is_empty() {
    let mut f = Fixture::new().person(&[Text("1")]);
    let (var, no) = (f.var(), f.truth(Some(false)));
    let binding = f.binding(var, Some(no));
    f.rule(vec![Step::For(binding)], no);
    let outcome = f.judge();
    assert_eq!(outcome.rules[0].status, RuleStatus::NotApplicable);
    assert_eq!(
        outcome.rules[0].not_applicable,
        Some(NotApplicable::Empty("p".into()))
    );
}

#[test]
fn a_set_is_decided_on_the_object_alone() {
    let mut f = Fixture::new()
        .person(&[Text("1"), Absent, Int(3)])
        .partial();
    let (p, member) = (f.var(), f.var());
    let (age, two) = (f.field(member, "age"), f.int(2));
    let less = f.compare(Comparison::Less, age, two);
    let filter = f.binding(member, Some(less));
    let list = tenet_hir::Type::list(tenet_hir::Type::entity(f.person));
    let (young, object) = (
        f.expr(ExprKind::Filter(filter), list),
        f.expr(ExprKind::Var(p), tenet_hir::Type::entity(f.person)),
    );
    let inside = f.test(ExprKind::In(object, young));
    let outside = f.test(ExprKind::Not(inside));
    let every = f.binding(p, None);
    f.rule(vec![Step::For(every)], outside);
    // Only that there may be more people is open: this one is not in the set.
    assert_eq!(
        verdicts(&f.judge()),
        "Undetermined of 1 | undetermined collection_incomplete"
    );
}

#[test]
fn a_violation_has_its_label_and_evidence() {
    let mut f = Fixture::new().person(&[Text("ID-1"), Text("One"), Int(3)]);
    let var = f.var();
    let (age, two) = (f.field(var, "age"), f.int(2));
    let condition = f.compare(Comparison::Less, age, two);
    let binding = f.binding(var, None);
    f.rule(vec![Step::For(binding)], condition);
    let outcome = f.judge();
    let finding = &outcome.rules[0].findings[0];
    assert_eq!(finding.message, "bad One");
    assert_eq!(
        (
            finding.bindings[0].key.as_str(),
            finding.bindings[0].label.as_str()
        ),
        ("ID-1", "One")
    );
    let paths: Vec<_> = finding
        .evidence
        .iter()
        .map(|evidence| &evidence.path)
        .collect();
    assert_eq!(paths, [&vec![tenet_snapshot::Step::Key("age".into())]]);
    assert_eq!(finding.fingerprint.len(), 32);
}

#[test]
fn a_query_gives_a_value_or_rows() {
    let mut f = Fixture::new()
        .person(&[Text("2"), Text("Two")])
        .person(&[Text("1"), Null]);
    let people = f.people();
    let QueryResult::Rows(rows) = f.query(people).result else {
        panic!("rows")
    };
    let labels: Vec<&str> = rows.iter().map(|row| row.value.label.as_str()).collect();
    assert_eq!(labels, ["1", "Two"]);
    let mut f = Fixture::new();
    let now = f.expr(ExprKind::Now, tenet_hir::Type::of(tenet_hir::Ty::Date));
    let answer = f.query(now);
    assert_eq!(answer.result, QueryResult::Unknown);
    assert_eq!(answer.reasons[0].code, ReasonCode::NoCaptureTime);
}
