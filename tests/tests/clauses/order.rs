//! Clause 19: threads never show.

use tenet_eval::Settings;

use super::{objects, run, scene};

#[test]
fn clause_19_any_number_of_threads_gives_the_same_outcome() {
    let rules: Vec<String> = (0..12)
        .map(|at| {
            format!(
                "rule T-{at} \"t\" {{ duty customer severity low for u in User
                     require u.level > {at} message \"{{u.id}}\" }}"
            )
        })
        .collect();
    let source = format!(
        "entity User from \"users\" {{ key id: String level: Int }}\n{}",
        rules.join("\n")
    );
    let users = objects(40, |at| match at % 5 {
        0 => format!(r#"{{"id": "u{at}"}}"#),
        _ => format!(r#"{{"id": "u{at}", "level": {at}}}"#),
    });
    let scene = scene(&source, &[("users", users)]);
    let with = |threads| {
        let settings = Settings {
            threads,
            ..Settings::default()
        };
        run(&scene, settings).outcome
    };
    let alone = with(1);
    for threads in [2, 3, 8, 40] {
        assert_eq!(alone, with(threads), "{threads} threads");
    }
}
