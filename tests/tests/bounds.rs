//! What a large rule or pack costs: as much as its size says, or a diagnostic.
//!
//! Each shape is checked at a size and at four times that size. The expressions
//! of the program grow with the text, and the time stays far from what work in
//! proportion to the square would take, which is sixteen times as much.

#![expect(
    clippy::disallowed_methods,
    reason = "a test measures time by the clock, and fails loudly"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tenet_testkit::{Bench, Large, Rules};

const SCHEMA: &str = r#"
entity User from "users" { key id: String name: String? tags: [String] age: Int boss: ref User? }
"#;

/// How much more the large size is.
const FACTOR: usize = 4;

/// How much longer it may take: between linear (4) and quadratic (16).
const SLOWER: u32 = 10;

/// What is over faster tells nothing about how it grows.
const NOISE: Duration = Duration::from_millis(20);

/// How often a measurement that looks bad is taken again: other work of the machine is no cost of ours.
const ATTEMPTS: usize = 3;

static ALONE: Mutex<()> = Mutex::new(());

/// How many expressions a text gives, and the shortest of several checks of it.
fn cost(text: &str) -> (usize, Duration) {
    let mut best = Duration::MAX;
    let mut expressions = 0;
    for _ in 0..3 {
        let start = Instant::now();
        let checked = Rules::new().pack("large", &[("large.tenet", text)]).check();
        best = best.min(start.elapsed());
        let errors = checked.diagnostics.iter().filter(|one| one.is_error());
        let errors: Vec<&str> = errors.map(|one| one.message.as_str()).take(3).collect();
        assert_eq!(errors, Vec::<&str>::new());
        expressions = checked.program.exprs.len();
    }
    (expressions, best)
}

fn grows_evenly(name: &str, size: usize, shape: impl Fn(usize) -> String) {
    // One at a time: what runs beside a measurement is measured with it.
    let _alone = ALONE.lock();
    let text = |size| format!("{SCHEMA}{}", shape(size));
    let mut measured = (cost(&text(size)), cost(&text(size * FACTOR)));
    for _ in 0..ATTEMPTS {
        let ((_, short), (_, long)) = measured;
        if long < NOISE.max(short) * SLOWER {
            break;
        }
        measured = (cost(&text(size)), cost(&text(size * FACTOR)));
    }
    let ((few, short), (many, long)) = measured;
    assert!(
        many <= few * (FACTOR + 1),
        "{name}: {few} to {many} expressions"
    );
    assert!(
        long < NOISE.max(short) * SLOWER,
        "{name}: {short:?} to {long:?}"
    );
}

fn rule(number: usize, body: &str) -> String {
    format!(
        "rule B-{number} \"b\" {{ duty customer severity low for u in User {body} message \"{{u}}\" }}\n"
    )
}

fn joined(count: usize, between: &str, part: impl Fn(usize) -> String) -> String {
    let parts: Vec<String> = (0..count).map(part).collect();
    parts.join(between)
}

#[test]
fn conditions_of_a_rule() {
    grows_evenly("conditions", 300, |size| {
        let conditions = joined(size, " and ", |at| {
            format!("((u.name is present and u.name != \"{at}\") or u.age == {at})")
        });
        rule(1, &format!("require {conditions}"))
    });
    grows_evenly("alternatives", 300, |size| {
        let guards = joined(size, " or ", |at| {
            format!("(u.name is present and u.boss is present and u.age == {at})")
        });
        rule(
            1,
            &format!("where ({guards}) and u.name != \"\" require u.age > 1"),
        )
    });
}

#[test]
fn steps_and_clauses_of_a_rule() {
    grows_evenly("lets", 300, |size| {
        let lets = joined(size, " ", |at| match at {
            0 => "let l0 = u.age".to_owned(),
            _ => format!("let l{at} = l{} + 1", at - 1),
        });
        rule(1, &format!("{lets} require l{} > 3", size - 1))
    });
    grows_evenly("clauses", 300, |size| {
        let clauses = joined(size, " message \"m\" ", |at| {
            format!("require if u.name is present then u.name != \"{at}\"")
        });
        rule(1, &clauses)
    });
}

#[test]
fn nested_quantifiers() {
    grows_evenly("quantifiers", 12, |size| {
        let nested = joined(size, " ", |at| {
            let outer = at
                .checked_sub(1)
                .map_or("u".to_owned(), |at| format!("v{at}"));
            format!("some v{at} in User where v{at}.boss is present and v{at}.boss == {outer} and")
        });
        rule(1, &format!("require {nested} u.age > 1"))
    });
    grows_evenly("generators", 12, |size| {
        let opening = "sum(".repeat(size);
        let closing = joined(size, "", |at| {
            format!(" for v{at} in User where v{at}.age > 1)")
        });
        rule(1, &format!("require {opening}1{closing} > 1"))
    });
}

#[test]
fn choices_in_choices() {
    grows_evenly("choices", 12, |size| {
        let choices = joined(size, " ", |at| {
            format!("if u.name is present and u.age == {at} then u.name != \"{at}\" else")
        });
        rule(1, &format!("require {choices} u.age > 1"))
    });
}

#[test]
fn rules_of_a_pack() {
    grows_evenly("rules", 500, |size| {
        joined(size, "", |at| {
            rule(
                at,
                "require (u.name is present and u.name starts with \"a\") or u.age > 3",
            )
        })
    });
}

#[test]
fn definitions_sets_and_parameters_of_a_pack() {
    grows_evenly("definitions", 500, |size| {
        let defs = joined(size, "\n", |at| match at {
            0 => "def d0(x: User) -> Bool = x.age > 1".to_owned(),
            _ => format!("def d{at}(x: User) -> Bool = d{0}(x) or d{0}(x)", at - 1),
        });
        format!("{defs}\n{}", rule(1, &format!("require d{}(u)", size - 1)))
    });
    grows_evenly("sets", 500, |size| {
        let sets = joined(size, "\n", |at| match at {
            0 => "set s0 = x in User where x.age > 1".to_owned(),
            _ => format!("set s{at} = x in s{} where x.age > {at}", at - 1),
        });
        format!(
            "{sets}\n{}",
            rule(1, &format!("require u in s{}", size - 1))
        )
    });
    grows_evenly("lists", 500, |size| {
        let items = joined(size, ", ", |at| format!("\"{at}\""));
        let params = joined(size, "\n", |at| format!("param p{at}: Int = {at}"));
        let used = joined(size, ", ", |at| format!("p{at}"));
        format!(
            "{params}\nparam all: [String] = [{items}]\n{}",
            rule(1, &format!("require u.id in all and u.age in [{used}]"))
        )
    });
}

/// What is nested beyond the limit is refused with a code, however deep it is.
#[test]
fn depth_has_a_code() {
    let shapes: [fn(usize) -> String; 5] = [
        |size| format!("{}u.age{} > 1", "(".repeat(size), ")".repeat(size)),
        |size| format!("{}u.age > 1", "not ".repeat(size)),
        |size| {
            format!(
                "{} u.age > 1",
                joined(size, " ", |at| format!("some v{at} in User where"))
            )
        },
        |size| format!("{}u.age > 1", "if u.age > 1 then ".repeat(size)),
        |size| {
            format!(
                "{}1{} == 1",
                "sum(".repeat(size),
                " for v in User)".repeat(size)
            )
        },
    ];
    for (number, shape) in shapes.into_iter().enumerate() {
        for size in [200, 20_000] {
            let text = format!("{SCHEMA}{}", rule(1, &format!("require {}", shape(size))));
            let checked = Rules::new().pack("deep", &[("deep.tenet", &text)]).check();
            assert_eq!(checked.codes(), ["S0002"], "shape {number}, {size} deep");
        }
    }
}

/// How many members the loops of each rule looked at, on a made tenant of a size.
fn looked_at(bench: &Bench, size: usize) -> BTreeMap<String, (u64, Vec<String>)> {
    let world = Large::of(size).world("tenant");
    let snapshot = bench.load(&world, "tenant");
    let graph = bench.graph(&snapshot);
    let profile = bench.profile(&snapshot, &graph, &|| None);
    let rules = profile.iter().map(|one| {
        let members = one.loops.iter().map(|each| each.members).sum();
        let told = one.loops.iter();
        let told = told.map(|each| format!("{}: {}", bench.told_loop(each), each.members));
        let id = bench.program.rules[one.rule].id.clone();
        (id, (members, told.collect()))
    });
    rules.collect()
}

#[test]
fn rules_look_at_members_in_proportion_to_the_tenant() {
    let bench = Bench::bundled();
    let (small, large) = (looked_at(&bench, 500), looked_at(&bench, 2000));
    assert_eq!(small.len(), bench.rules.len(), "every rule is judged");
    for (rule, (members, loops)) in &large {
        let (before, _) = &small[rule];
        // What chance adds is little; a product of two collections would be sixteen times as much.
        assert!(
            *members <= before * 6 + 2000,
            "{rule}: {before}, then {members}:\n{loops:#?}"
        );
    }
    let most = large.values().map(|(members, _)| *members).max();
    assert!(
        most > Some(4000),
        "the tenant has something to look at: {most:?}"
    );
}
