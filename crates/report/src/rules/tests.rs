//! A catalogue of two rules.

use tenet_hir::Severity;

use super::{Clause, Entry, Parameter, explain, human, json, markdown};
use crate::style::Style;

fn entries() -> Vec<Entry> {
    let first = Entry {
        id: "SVC-C3c".to_owned(),
        pack: "msmd-sop".to_owned(),
        obligation: "SVC-C3c".to_owned(),
        title: "No Conditional Access policy applies to a service account | none".to_owned(),
        usage: None,
        doc: "A policy that asks for a second factor stops the service.\n\n- `report_only` is a note only".to_owned(),
        duty: "customer".to_owned(),
        severity: Severity::High,
        cites: vec!["service-accounts/customer/3".to_owned()],
        tags: Vec::new(),
        clauses: vec![Clause {
            kind: "forbid",
            condition: "policy reaches account".to_owned(),
            message: "{policy} applies to {account}".to_owned(),
            fix: Some("Exclude {account}".to_owned()),
            severity: Severity::High,
        }],
        parameters: vec![Parameter {
            name: "names".to_owned(),
            ty: "[String]".to_owned(),
            value: "[\"msadmin@\"]".to_owned(),
            doc: "Names of accounts.".to_owned(),
        }],
        collections: vec![
            ("house/doors".to_owned(), None),
            ("users".to_owned(), Some("User.Read.All")),
        ],
    };
    let second = Entry {
        id: "X-1".to_owned(),
        title: "Ärzte 🦀".to_owned(),
        severity: Severity::Info,
        tags: vec!["a".to_owned(), "b".to_owned()],
        ..first.clone()
    };
    vec![first, second]
}

#[test]
fn a_table_for_people() {
    insta::assert_snapshot!(human(&entries(), Style::PLAIN), @r#"
    rule     severity  duty      source                     title
    SVC-C3c  high      customer  service-accounts/custome…  No Conditional Access
                                                            policy applies to a
                                                            service account | none
    X-1      info      customer  service-accounts/custome…  Ärzte 🦀

    2 rules
    "#);
}

#[test]
fn a_table_in_markdown() {
    insta::assert_snapshot!(markdown(&entries()), @r#"
    | rule | title | severity | duty | cites | tags | pack |
    | --- | --- | --- | --- | --- | --- | --- |
    | SVC-C3c | No Conditional Access policy applies to a service account \| none | high | customer | service-accounts/customer/3 |  | msmd-sop |
    | X-1 | Ärzte 🦀 | info | customer | service-accounts/customer/3 | a, b | msmd-sop |

    ## SVC-C3c: No Conditional Access policy applies to a service account | none

    A policy that asks for a second factor stops the service.

    - `report_only` is a note only

    - forbid `policy reaches account` (high): {policy} applies to {account}. Fix: Exclude {account}.

    | parameter | type | value | |
    | --- | --- | --- | --- |
    | `names` | `[String]` | `["msadmin@"]` | Names of accounts. |

    | reads | least permission |
    | --- | --- |
    | `house/doors` |  |
    | `users` | `User.Read.All` |

    ## X-1: Ärzte 🦀

    A policy that asks for a second factor stops the service.

    - `report_only` is a note only

    - forbid `policy reaches account` (high): {policy} applies to {account}. Fix: Exclude {account}.

    | parameter | type | value | |
    | --- | --- | --- | --- |
    | `names` | `[String]` | `["msadmin@"]` | Names of accounts. |

    | reads | least permission |
    | --- | --- |
    | `house/doors` |  |
    | `users` | `User.Read.All` |
    "#);
}

#[test]
fn a_list_in_json() {
    insta::assert_snapshot!(json(&entries()[1..]), @r#"
    [
      {
        "id": "X-1",
        "pack": "msmd-sop",
        "obligation": "SVC-C3c",
        "title": "Ärzte 🦀",
        "doc": "A policy that asks for a second factor stops the service.\n\n- `report_only` is a note only",
        "use": null,
        "duty": "customer",
        "severity": "info",
        "cites": [
          "service-accounts/customer/3"
        ],
        "tags": [
          "a",
          "b"
        ],
        "clauses": [
          {
            "kind": "forbid",
            "condition": "policy reaches account",
            "message": "{policy} applies to {account}",
            "fix": "Exclude {account}",
            "severity": "high"
          }
        ],
        "parameters": [
          {
            "name": "names",
            "type": "[String]",
            "value": "[\"msadmin@\"]",
            "doc": "Names of accounts."
          }
        ],
        "collections": [
          {
            "path": "house/doors",
            "permission": null
          },
          {
            "path": "users",
            "permission": "User.Read.All"
          }
        ]
      }
    ]
    "#);
}

#[test]
fn the_page_of_a_rule() {
    insta::assert_snapshot!(explain(&entries()[0], Style::PLAIN), @r#"
    SVC-C3c: No Conditional Access policy applies to a service account | none

    A policy that asks for a second factor stops the service.

      - `report_only` is a note only

    severity  high
    duty      customer
    cites     service-accounts/customer/3
    pack      msmd-sop

    forbid policy reaches account
        high  {policy} applies to {account}
        fix: Exclude {account}

    parameter  type      value
    names      [String]  ["msadmin@"]

    reads        least permission
    house/doors
    users        User.Read.All
    "#);
}
