//! Pseudonyms: what is replaced, what stays, and what follows from the key.

use super::rewrite::{Kind, Rewriter};
use super::text::Texts;
use super::*;

fn policy() -> Policy {
    let words = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let mut policy = Policy {
        words: words(&["modern", "workplace", "msadmin", "test"]),
        names: words(&["users", "groups", "members"]),
        numbers: words(&["size"]),
        ids: words(&["62e90394-69f5-4237-9190-012177145e10"]),
        ..Policy::default()
    };
    let mut set = |key: &str, treatment| policy.fields.insert(key.to_owned(), treatment);
    set("operatingsystem", Treatment::Kept);
    set("presharedkey", Treatment::Secret);
    set("membershiprule", Treatment::Condition);
    set("state", Treatment::Listed(words(&["enabled"])));
    policy
}

fn key() -> Key {
    Key::new(b"a key of at least sixteen bytes").unwrap()
}

fn rewritten(text: &str) -> String {
    let (key, policy) = (key(), policy());
    let mut texts = Texts::new(&key, &policy);
    let mut seeking = Rewriter::new(&mut texts, Kind::Export, true);
    seeking.feed(text, true);
    let mut rewriter = Rewriter::new(&mut texts, Kind::Export, false);
    assert_eq!(rewriter.feed(text, true), text.len());
    rewriter.out
}

fn personal(text: &str) -> String {
    let (key, policy) = (key(), policy());
    Texts::new(&key, &policy).personal(text)
}

#[test]
fn words_keep_what_is_between_them_and_their_capitals() {
    let name = personal("Ada Lovelace");
    let mail = personal("ada.lovelace@contoso.com");
    assert_eq!(
        name.to_lowercase().replace(' ', "."),
        mail.split('@').next().unwrap()
    );
    assert_eq!(mail.rsplit('.').next(), Some("com"));
    assert_eq!(personal("ADA"), personal("ada").to_uppercase());
    assert_ne!(personal("Ada"), personal("Bob"));
    assert!(personal("Ada").starts_with(|first: char| first.is_ascii_uppercase()));
}

#[test]
fn what_a_rule_names_stays() {
    assert_eq!(personal("Modern-Workplace"), "Modern-Workplace");
    assert!(personal("msadmin@contoso.com").starts_with("msadmin@"));
    // A word that begins with one that a rule names still does.
    assert!(personal("workplaces").starts_with("workplace"));
    assert!(!personal("contest").contains("con"));
    let id = "62e90394-69f5-4237-9190-012177145e10";
    assert_eq!(personal(id), id);
    assert_eq!(
        personal("00000003-0000-0000-c000-000000000000"),
        "00000003-0000-0000-c000-000000000000"
    );
}

#[test]
fn ids_are_ids_wherever_they_stand() {
    let id = "6755a3d5-0a16-4b4b-8c7a-3d5f6c1e2b90";
    let made = personal(id);
    assert_ne!(made, id);
    assert_eq!(made.len(), 36);
    assert_eq!(made.as_bytes().get(14), Some(&b'4'));
    assert_eq!(personal(&id.to_uppercase()), made.to_uppercase());
    assert_eq!(personal(&id.replace('-', "")), made.replace('-', ""));
    assert!(personal(&format!("GID:g:{id}_x")).contains(&made));
}

#[test]
fn digits_are_permuted() {
    let mut all: Vec<String> = (0..1000)
        .map(|number| numbers::pseudonym(&key(), &format!("{number:03}")).unwrap())
        .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 1000);
    assert_eq!(personal("Ring 12"), format!("{} 12", personal("Ring")));
    let phone = personal("+49 30 1234567");
    assert_eq!(phone.len(), "+49 30 1234567".len());
    assert!(phone.starts_with('+') && phone != "+49 30 1234567");
}

#[test]
fn networks_hold_what_they_held() {
    let shared = |one: &str, other: &str| {
        let bits = |text: &str| {
            let address: std::net::Ipv4Addr = personal(text).parse().unwrap();
            address.to_bits()
        };
        (bits(one) ^ bits(other)).leading_zeros()
    };
    assert_eq!(shared("203.0.113.7", "203.0.113.9"), 28);
    assert_eq!(shared("203.0.113.7", "75.0.113.7"), 0);
    let range = personal("203.0.113.0/24");
    let network = range.strip_suffix(".0/24").unwrap();
    assert!(personal("203.0.113.200").starts_with(network));
    assert_eq!(
        personal("from 203.0.113.7"),
        format!("{} {}", personal("from"), personal("203.0.113.7"))
    );
    assert!(
        personal("2001:db8::1")
            .parse::<std::net::Ipv6Addr>()
            .is_ok()
    );
    assert_eq!(personal("00-1B-44-11-3A-B7").len(), 17);
}

#[test]
fn only_texts_change_and_lines_stay() {
    let text = "{\r\n \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users('ada%40contoso.com')/memberOf\",\n \
         \"displayName\" : \"Ada \\u00e9\\nL\", \"on\": [true, null, -1.5e3, 12],\n \
         \"createdDateTime\": \"2026-11-22T08:00:00Z\", \"length\": \"PT8H\",\n \
         \"operatingSystem\": \"Windows 11\", \"state\": \"Enabled\",\n \
         \"preSharedKey\": \"hunter2\", \"adminPassword\": \"hunter2\", \"birthday\": \"1815-12-10\",\n \
         \"employeeNumber\": 12345678, \"size\": 12345678, \"latitude\": 52.5 }";
    let made = rewritten(text);
    assert_eq!(made.lines().count(), text.lines().count());
    for part in [
        "{\r\n \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users('",
        "\"on\": [true, null, -1.5e3, 12],\n",
        "\"2026-11-22T08:00:00Z\", \"length\": \"PT8H\"",
        "\"Windows 11\", \"state\": \"Enabled\"",
        "\"preSharedKey\": \"(secret)\", \"adminPassword\": \"(secret)\", \"birthday\": \"\"",
        "\"size\": 12345678, \"latitude\": 0 }",
    ] {
        assert!(made.contains(part), "{part}\n{made}");
    }
    for part in [
        "Ada",
        "ada%40",
        "contoso",
        "hunter2",
        "1815",
        "\"employeeNumber\": 12345678",
    ] {
        assert!(!made.contains(part), "{part}\n{made}");
    }
}

#[test]
fn conditions_find_what_they_found() {
    let text = r#"[{"membershipRule": "(device.displayName -startsWith \"LT-\") and (device.deviceOSType -eq \"Windows\") and (user.department -eq \"Sales\")"},
        {"displayName": "LT-0042", "department": "sales"}, {"displayName": "LTX"}]"#;
    let made = rewritten(text);
    let prefix = personal("LT");
    assert!(
        made.contains(&format!(r#"-startsWith \"{prefix}-\""#)),
        "{made}"
    );
    assert!(
        made.contains(&format!(r#""displayName": "{prefix}-"#)),
        "{made}"
    );
    assert!(
        made.contains(&format!(r#""displayName": "{prefix}X"#)) || made.contains(&prefix),
        "{made}"
    );
    assert!(made.contains(r#"-eq \"Windows\""#), "{made}");
    assert!(
        made.contains(&format!(r#"-eq \"{}\""#, personal("Sales"))),
        "{made}"
    );
    assert!(
        made.contains(&format!(r#""department": "{}""#, personal("sales"))),
        "{made}"
    );
}

#[test]
fn json_in_a_text_is_json() {
    let made = rewritten(r#"{"newValue": "[\"Ada\",{\"id\":1}]"}"#);
    let expected = format!(
        r#"{{"newValue": "[\"{}\",{{\"id\":1}}]"}}"#,
        personal("Ada")
    );
    assert_eq!(made, expected);
}

#[test]
fn what_is_no_json_says_nothing_and_stays_none() {
    for text in [
        r#"{"a": Ada}"#,
        r#"["Ada"#,
        r#"["\uD800 Ada"]"#,
        "Ada",
        "[\"A\u{1}da\"]",
    ] {
        let made = rewritten(text);
        assert!(!made.contains("Ada") && !made.contains("da\""), "{made}");
        assert!(crate::json::skip(&made).is_err(), "{made}");
    }
}

#[test]
fn pieces_make_the_whole() {
    let text = r#"{"name": "Ada Lovelace", "more": [12345, true, {"x": "Böb"}]}"#;
    let whole = rewritten(text);
    let (key, policy) = (key(), policy());
    for cut in 0..=text.len() {
        let Some((first, _)) = text.split_at_checked(cut) else {
            continue;
        };
        let mut texts = Texts::new(&key, &policy);
        let mut rewriter = Rewriter::new(&mut texts, Kind::Export, false);
        let used = rewriter.feed(first, false);
        rewriter.feed(text.get(used..).unwrap(), true);
        assert_eq!(rewriter.out, whole, "cut at {cut}");
    }
}

#[test]
fn names_of_files_say_what_is_in_them() {
    let (key, policy) = (key(), policy());
    let mut texts = Texts::new(&key, &policy);
    let mut path = |text: &str| paths::pseudonym(&mut texts, text);
    let id = "6755a3d5-0a16-4b4b-8c7a-3d5f6c1e2b90";
    assert_eq!(path("users (2).json"), "users (2).json");
    assert_eq!(
        path(&format!("groups/{id}/members.json")),
        format!("groups/{}/members.json", personal(id))
    );
    let made = path(&format!("Device Configurations/Ada's_{id}.json"));
    assert!(
        made.starts_with("Device Configurations/")
            && made.ends_with(&format!("_{}.json", personal(id)))
    );
    assert!(!made.contains("Ada"));
}

#[test]
fn the_key_decides() {
    assert!(Key::new(b"too short").is_none());
    let other = Key::new(&[7; 16]).unwrap();
    let policy = policy();
    assert_ne!(Texts::new(&other, &policy).personal("Ada"), personal("Ada"));
}

#[test]
fn layouts_are_told_by_what_they_were_told_by() {
    let made = rewritten(
        r#"[{"resourceType":"Microsoft.Entra.Group","ResourceName":"AADGroup","kind":"AZUser"},
            {"resourceType":"Adas Printer","ResourceName":"Adas","kind":"Ada's own"},
            {"Operation":"Add user.","Workload":"AzureActiveDirectory","ID":"User_6755a3d5-0a16-4b4b-8c7a-3d5f6c1e2b90"},
            {"subject":"Create Filters by ada@contoso.com Date: 2026-11-22T08:00:00Z result: Success"}]"#,
    );
    for part in [
        r#""resourceType":"Microsoft.Entra.Group","ResourceName":"AADGroup","kind":"AZUser""#,
        r#""Operation":"Add user.","Workload":"AzureActiveDirectory","ID":"User_"#,
        r#""subject":"Create Filters by "#,
        ".com Date: 2026-11-22T08:00:00Z result: Success",
    ] {
        assert!(made.contains(part), "{part}\n{made}");
    }
    assert!(
        !made.contains("Ada") && !made.contains("ada@") && !made.contains("6755a3d5"),
        "{made}"
    );
}

/// JSON and what is almost JSON.
fn almost_json() -> impl proptest::strategy::Strategy<Value = String> {
    let parts = proptest::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        " ",
        "\n",
        "\"",
        "\\",
        "\"a\"",
        "\"id\":",
        "\"value\":",
        "\"ada@contoso.com\"",
        "1",
        "12345678",
        "-",
        ".",
        "e",
        "true",
        "null",
        "é",
        "\\u00e9",
        "\\ud800",
        "\"@odata.type\":",
        "\"6755a3d5-0a16-4b4b-8c7a-3d5f6c1e2b90\"",
        "\"203.0.113.7\"",
    ]);
    let texts = proptest::collection::vec(parts, 0..24);
    proptest::strategy::Strategy::prop_map(texts, |parts| parts.concat())
}

proptest::proptest! {
    #[test]
    fn what_is_json_is_json_and_what_is_none_is_none(text in almost_json()) {
        let sound = |text: &str| crate::json::skip(text)
            .is_ok_and(|used| text.get(used..).is_some_and(|rest| rest.trim().is_empty()));
        let made = rewritten(&text);
        proptest::prop_assert_eq!(sound(&text), sound(&made), "{:?} becomes {:?}", text, made);
        proptest::prop_assert!(!made.contains("contoso"));
        let lines = |text: &str| text.matches('\n').count();
        // A line break within quotes is no JSON, and none of its place is kept.
        if sound(&text) {
            proptest::prop_assert_eq!(lines(&text), lines(&made));
        }
    }

    #[test]
    fn no_text_makes_it_stop(text in proptest::arbitrary::any::<String>()) {
        let _made = rewritten(&text);
        let _made = rewritten(&json::quoted(&text));
        let _made = rewritten(&format!("{{\"membershipRule\":{}}}", json::quoted(&text)));
    }
}
