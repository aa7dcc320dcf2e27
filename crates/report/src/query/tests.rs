//! Answers that are certain, possible, open and empty.

use super::{Answer, Row, csv, human, json};
use crate::style::Style;

fn row(name: &str, state: Option<&str>, unknown: &[&str]) -> Row {
    Row {
        cells: vec![Some(name.to_owned()), state.map(str::to_owned)],
        unknown: unknown.iter().map(|&reason| reason.to_owned()).collect(),
    }
}

fn answer() -> Answer {
    let missing = "the members of `Pilot` are not in the export";
    Answer {
        columns: vec!["p".to_owned(), "state".to_owned()],
        rows: vec![
            row("Require MFA, always – für \"alle\"", Some("enabled"), &[]),
            row("Block 🦀", None, &[missing]),
            row("Block\x1b[2J legacy", Some("disabled"), &[missing]),
        ],
        open: vec!["`identity/conditionalAccess/policies` is partial".to_owned()],
    }
}

#[test]
fn a_table_says_what_is_not_certain() {
    insta::assert_snapshot!(human(&answer(), Style::PLAIN), @r#"
    p                                 state
    Require MFA, always – für "alle"  enabled
    Block 🦀                          -         ?
    Block�[2J legacy                  disabled  ?

    1 row, 2 possible, and there may be more
      ? the members of `Pilot` are not in the export
      ? `identity/conditionalAccess/policies` is partial
    "#);
    let narrow = Style {
        width: 40,
        ..Style::PLAIN
    };
    insta::assert_snapshot!(human(&answer(), narrow), @r#"
    p                            state
    Require MFA, always – für …  enabled
    Block 🦀                     -         ?
    Block�[2J legacy             disabled  ?

    1 row, 2 possible, and there may be more
      ? the members of `Pilot` are not in
        the export
      ? `identity/conditionalAccess/policies`
        is partial
    "#);
    insta::assert_snapshot!(human(&Answer::default(), Style::PLAIN), @"0 rows");
}

#[test]
fn json_keeps_possible_rows_apart() {
    insta::assert_snapshot!(json(&answer()), @r#"
    {
      "columns": [
        "p",
        "state"
      ],
      "rows": [
        {
          "p": "Require MFA, always – für \"alle\"",
          "state": "enabled"
        }
      ],
      "possible": [
        {
          "row": {
            "p": "Block 🦀",
            "state": null
          },
          "reasons": [
            "the members of `Pilot` are not in the export"
          ]
        },
        {
          "row": {
            "p": "Block\u001b[2J legacy",
            "state": "disabled"
          },
          "reasons": [
            "the members of `Pilot` are not in the export"
          ]
        }
      ],
      "open": [
        "`identity/conditionalAccess/policies` is partial"
      ]
    }
    "#);
}

#[test]
fn csv_quotes_what_needs_it() {
    let expected = "p,state,unknown\r\n\
        \"Require MFA, always – für \"\"alle\"\"\",enabled,\r\n\
        Block 🦀,,the members of `Pilot` are not in the export\r\n\
        Block\x1b[2J legacy,disabled,the members of `Pilot` are not in the export\r\n";
    assert_eq!(csv(&answer()), expected);
}
