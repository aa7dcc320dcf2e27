//! Rules of dynamic groups: clauses D1 to D29.

use super::{devices, users};

const SALES: &str = r#"{"id": "u", "department": "Sales", "city": "Lagos", "mail": null}"#;

#[test]
fn d2_a_rule_is_about_users_or_devices() {
    users(&[
        (
            r#"user.department -eq "Sales" -or device.deviceModel -eq "x""#,
            SALES,
            "error D2",
        ),
        (
            r#"user.department -eq "Sales" -and -not (device.deviceModel -eq "x")"#,
            SALES,
            "error D2",
        ),
    ]);
}

#[test]
fn d3_parentheses_are_optional() {
    users(&[
        (r#"user.department -eq "Sales""#, SALES, "true"),
        (r#"((user.department -eq "Sales"))"#, SALES, "true"),
        (r"user.department -eq Sales", SALES, "error D30"),
        (r"user.department -eq", SALES, "error D3"),
        (r#"department -eq "Sales""#, SALES, "error D3"),
    ]);
}

#[test]
fn d4_values_have_the_type_of_their_property() {
    let on = r#"{"accountEnabled": true, "department": "Sales"}"#;
    users(&[
        ("user.accountEnabled -eq true", on, "true"),
        ("user.accountEnabled -eq TRUE", on, "true"),
        ("user.accountEnabled -ne true", on, "false"),
        (r#"user.accountEnabled -eq "true""#, on, "unknown"),
        (r#"user.accountEnabled -eq "yes""#, on, "error D30"),
        ("user.department -eq 50001", on, "error D30"),
        ("user.department -eq true", on, "error D30"),
        (
            "user.accountEnabled -eq true",
            r#"{"accountEnabled": "true"}"#,
            "unknown",
        ),
        (
            "user.telephoneNumber -eq \"1\"",
            r#"{"businessPhones": ["1"]}"#,
            "true",
        ),
        (
            "user.telephoneNumber -eq null",
            r#"{"businessPhones": []}"#,
            "true",
        ),
        (
            "user.dirSyncEnabled -ne true",
            r#"{"onPremisesSyncEnabled": null}"#,
            "true",
        ),
    ]);
}

#[test]
fn d5_names_are_spelt_as_the_pages_spell_them() {
    let user = r#"{"mailNickname": "kim", "employeeHireDate": null, "department": "Sales"}"#;
    users(&[
        (r#"user.mailNickName -eq "kim""#, user, "true"),
        (r#"user.mailNickname -eq "kim""#, user, "true"),
        (r#"user.MAILNICKNAME -eq "kim""#, user, "unknown"),
        ("user.employeehiredate -eq null", user, "true"),
        (r#"user.Department -eq "Sales""#, user, "unknown"),
        (
            r#"user.ExtensionAttribute1 -eq "a""#,
            r#"{"onPremisesExtensionAttributes": {"extensionAttribute1": "a"}}"#,
            "unknown",
        ),
    ]);
    let device = r#"{"physicalIds": ["[ZTDId]:1"]}"#;
    devices(&[
        (
            r#"device.devicePhysicalIDs -any (_ -eq "[ZTDId]:1")"#,
            device,
            "true",
        ),
        (
            r#"device.DevicePhysicalIds -any (_ -eq "[ZTDId]:1")"#,
            device,
            "unknown",
        ),
    ]);
}

#[test]
fn d6_operators_take_any_case_and_no_hyphen() {
    users(&[
        (r#"user.department EQ "sales""#, SALES, "true"),
        (r#"user.department -STARTSWITH "sa""#, SALES, "true"),
        (
            r#"user.department notin ["a"] AND not (user.city -ne "lagos")"#,
            SALES,
            "true",
        ),
        (
            r#"user.department eq "x" or user.city eq "Lagos""#,
            SALES,
            "true",
        ),
        (r#"user.department -startsWith"Sa""#, SALES, "true"),
    ]);
}

#[test]
fn d7_an_en_dash_is_a_hyphen() {
    users(&[(
        "user.mail \u{2013}eq null \u{2013}and \u{2013}not (user.city \u{2013}ne \"Lagos\")",
        SALES,
        "true",
    )]);
}

#[test]
fn d8_texts_are_folded() {
    let user = r#"{"department": "ÉCOLE Σ", "city": "K"}"#;
    users(&[
        (r#"user.department -eq "école ς""#, user, "true"),
        (r#"user.department -startsWith "éc""#, user, "true"),
        (r#"user.department -endsWith "LE σ""#, user, "true"),
        (r#"user.department -contains "COLE""#, user, "true"),
        (r#"user.department -in ["x", "École Σ"]"#, user, "true"),
        (r#"user.department -match "^école""#, user, "true"),
        (r#"user.department -eq "ecole σ""#, user, "false"),
        (r#"user.city -eq "k""#, user, "true"),
    ]);
}

#[test]
fn d9_quotes_inside_a_text() {
    let user = r#"{"surname": "O'Brien", "department": "Sales"}"#;
    users(&[
        (r#"user.surname -eq "O''Brien""#, user, "true"),
        (r#"user.surname -eq "O'Brien""#, user, "true"),
        (r#"user.department -eq `"Sales`""#, user, "unknown"),
        (r#"user.department -eq \"Sales\""#, user, "unknown"),
        (r#"user.department -eq "a `"b`"""#, user, "unknown"),
        (r#"user.department -eq "a \"b\"""#, user, "unknown"),
        ("user.department -eq 'Sales'", user, "unknown"),
        (r"user.department -in ['Sales']", user, "unknown"),
    ]);
}

#[test]
fn d10_each_operator_and_its_denial() {
    users(&[
        (r#"user.department -startsWith "sal""#, SALES, "true"),
        (r#"user.department -notStartsWith "sal""#, SALES, "false"),
        (r#"user.department -endsWith "les""#, SALES, "true"),
        (r#"user.department -notEndsWith "les""#, SALES, "false"),
        (r#"user.department -contains "ale""#, SALES, "true"),
        (r#"user.department -notContains "ale""#, SALES, "false"),
        (r#"user.department -contains """#, SALES, "true"),
        (r#"user.department -contains "sales!""#, SALES, "false"),
        (r#"user.department -gt "a""#, SALES, "error D10"),
        (r#"user.department -startWith "a""#, SALES, "error D3"),
        (r#"user.department == "Sales""#, SALES, "error D3"),
    ]);
}

#[test]
fn d11_lists_stand_in_brackets() {
    users(&[
        (r#"user.department -in ["hr","sales"]"#, SALES, "true"),
        (r#"user.department -notIn ["hr", "sales"]"#, SALES, "false"),
        (r"user.department -in []", SALES, "false"),
        (r"user.department -notIn []", SALES, "true"),
        (r#"user.department -in "Sales""#, SALES, "error D30"),
        (r#"user.department -eq ["Sales"]"#, SALES, "error D30"),
        (r#"user.department -in ["a",]"#, SALES, "error D3"),
        (r"user.department -in [null]", SALES, "error D3"),
    ]);
}

#[test]
fn d12_contains_on_a_list_is_open_and_substring_inside_any() {
    let user = r#"{"otherMails": ["kim@contoso.com"], "department": "Sales"}"#;
    users(&[
        (r#"user.otherMails -contains "contoso""#, user, "unknown"),
        (r#"user.otherMails -notContains "contoso""#, user, "unknown"),
        (
            r#"user.otherMails -contains "contoso" -or user.department -eq "sales""#,
            user,
            "true",
        ),
        (
            r#"user.otherMails -any (_ -contains "CONTOSO")"#,
            user,
            "true",
        ),
    ]);
}

#[test]
fn d13_patterns_are_not_anchored_and_linear() {
    let user = r#"{"city": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}"#;
    users(&[
        (r#"user.city -match "ago""#, SALES, "true"),
        (r#"user.city -match "^ago""#, SALES, "false"),
        (r#"user.city -notMatch "^ago$""#, SALES, "true"),
        (r#"user.city -match "(a+)+$""#, user, "false"),
        (r#"user.city -match "(?=L)agos""#, SALES, "unknown"),
        (r#"user.city -match "(?<!x)agos""#, SALES, "unknown"),
        (r#"user.city -match "(a)\1""#, SALES, "unknown"),
        (r#"user.city -match "*agos""#, SALES, "error D30"),
        (r#"user.city -match "(agos""#, SALES, "error D30"),
        (r#"user.city -match "[z-a]""#, SALES, "error D30"),
        (
            r#"user.city -match "(?=L)" -or user.department -eq "Sales""#,
            SALES,
            "true",
        ),
    ]);
}

#[test]
fn d14_times_and_the_present() {
    let hired = r#"{"employeeHireDate": "2026-01-02T00:00:00Z", "city": "Lagos"}"#;
    users(&[
        ("user.employeeHireDate -ge system.now", hired, "true"),
        ("user.employeeHireDate -le system.now", hired, "false"),
        (
            "user.employeeHireDate -ge system.now -plus p1d",
            hired,
            "unknown",
        ),
        (
            "user.employeeHireDate -le system.now -plus P1DT1H",
            hired,
            "true",
        ),
        (
            "user.employeeHireDate -ge system.now \u{2013}minus p1w",
            hired,
            "true",
        ),
        (
            "user.employeeHireDate -eq 2026-01-02T00:00:00Z",
            hired,
            "true",
        ),
        (
            "user.employeeHireDate -eq 2026-01-02T01:00:00+01:00",
            hired,
            "true",
        ),
        (
            "user.employeeHireDate -ge system.now -plus p1m",
            hired,
            "unknown",
        ),
        (
            "user.employeeHireDate -ge system.now",
            r#"{"employeeHireDate": null}"#,
            "false",
        ),
        ("user.employeeHireDate -ge null", hired, "error D15"),
        (r#"user.city -ge "a""#, hired, "error D10"),
        ("user.city -eq system.now", hired, "error D30"),
    ]);
}

#[test]
fn d15_null_is_compared_by_eq_and_ne() {
    users(&[
        ("user.mail -eq null", SALES, "true"),
        ("user.mail -ne NULL", SALES, "false"),
        ("user.mail -eq $null", SALES, "true"),
        ("user.mail -ne $null", SALES, "false"),
        (r#"user.mail -eq "null""#, SALES, "false"),
        ("user.mail -contains null", SALES, "error D15"),
        ("user.mail -in null", SALES, "error D15"),
        ("user.mail -not null", SALES, "error D3"),
    ]);
}

#[test]
fn d16_null_with_a_positive_and_a_negative_operator() {
    let null = r#"{"department": null}"#;
    let empty = r#"{"department": ""}"#;
    users(&[
        (r#"user.department -eq "a""#, null, "false"),
        (r#"user.department -startsWith "a""#, null, "false"),
        (r#"user.department -endsWith "a""#, null, "false"),
        (r#"user.department -contains "a""#, null, "false"),
        (r#"user.department -match "a""#, null, "false"),
        (r#"user.department -in ["a"]"#, null, "false"),
        (r#"user.department -ne "a""#, null, "true"),
        (r#"user.department -notStartsWith "a""#, null, "true"),
        (r#"user.department -notEndsWith "a""#, null, "true"),
        (r#"user.department -notContains "a""#, null, "true"),
        (r#"user.department -notMatch "a""#, null, "true"),
        (r#"user.department -notIn ["a"]"#, null, "true"),
        (r#"user.department -eq """#, null, "unknown"),
        (r#"user.department -in ["", "a"]"#, null, "unknown"),
        ("user.department -eq null", empty, "unknown"),
        (r#"user.department -eq """#, empty, "true"),
    ]);
}

#[test]
fn d17_what_was_not_collected_is_unknown() {
    users(&[
        (r#"user.state -ne "a""#, SALES, "unknown"),
        ("user.state -eq null", SALES, "unknown"),
        (r#"-not (user.state -eq "a")"#, SALES, "unknown"),
        (
            r#"user.state -eq "a" -or user.city -eq "Lagos""#,
            SALES,
            "true",
        ),
        (
            r#"user.state -eq "a" -and user.city -ne "Lagos""#,
            SALES,
            "false",
        ),
        (
            r#"user.state -eq "a" -and user.city -eq "Lagos""#,
            SALES,
            "unknown",
        ),
        (r#"user.otherMails -any (_ -eq "a")"#, SALES, "unknown"),
    ]);
}

#[test]
fn d19_not_binds_before_and_and_and_before_or() {
    users(&[
        (
            r#"-not user.department -eq "Sales" -or user.city -eq "Lagos""#,
            SALES,
            "true",
        ),
        (
            r#"-not (user.department -eq "Sales" -or user.city -eq "Lagos")"#,
            SALES,
            "false",
        ),
        (
            r#"user.city -eq "Lagos" -or user.city -eq "x" -and user.city -eq "y""#,
            SALES,
            "true",
        ),
        (
            r#"(user.city -eq "Lagos" -or user.city -eq "x") -and user.city -eq "y""#,
            SALES,
            "false",
        ),
    ]);
}

#[test]
fn d20_quantifiers_without_parentheses_in_each_other_are_no_danger() {
    let deep = format!(r#"{}_ -eq "x""#, "user.x -any ".repeat(250));
    let rule = tenet_graph::condition::Rule::compile(
        tenet_syntax::condition::Dialect::Membership,
        tenet_graph::condition::Subject::User,
        &deep,
    );
    assert!(rule.problem().is_some());
}

#[test]
fn d20_a_quantifier_without_parentheses_is_open() {
    let user = r#"{"otherMails": ["a"], "city": "Lagos"}"#;
    users(&[
        (r#"user.otherMails -any _ -eq "a""#, user, "unknown"),
        (
            r#"user.otherMails -any _ -eq "b" -or user.city -eq "Lagos""#,
            user,
            "unknown",
        ),
        (
            r#"user.otherMails -all _ -eq "b" -and user.city -eq "Kano""#,
            user,
            "unknown",
        ),
        (
            r#"(user.otherMails -any _ -eq "b") -or user.city -eq "Lagos""#,
            user,
            "unknown",
        ),
    ]);
}

#[test]
fn d21_a_list_without_a_quantifier() {
    let both = r#"{"otherMails": ["a@x", "b@y"]}"#;
    let none = r#"{"otherMails": []}"#;
    users(&[
        (r#"user.otherMails -endsWith"@y""#, both, "true"),
        (r#"user.otherMails -startsWith "c""#, both, "false"),
        (r#"user.otherMails -notEndsWith "@y""#, both, "unknown"),
        (r#"user.otherMails -notEndsWith "@z""#, both, "true"),
        (
            r#"user.otherMails -notEndsWith "@y""#,
            r#"{"otherMails": ["a@y", "b@y"]}"#,
            "false",
        ),
        (r#"user.otherMails -notEndsWith "@y""#, none, "true"),
        (r#"user.otherMails -endsWith "@y""#, none, "false"),
        (
            r#"user.otherMails -endsWith "@y""#,
            r#"{"otherMails": null}"#,
            "false",
        ),
    ]);
}

#[test]
fn d22_any_and_all() {
    let both = r#"{"otherMails": ["a@x", "b@y"], "city": "Lagos"}"#;
    let none = r#"{"otherMails": []}"#;
    users(&[
        (r#"user.otherMails -any (_ -endsWith "@y")"#, both, "true"),
        (r#"user.otherMails -all (_ -endsWith "@y")"#, both, "false"),
        (
            r#"user.otherMails -all (_ -endsWith "@y" -or _ -endsWith "@x")"#,
            both,
            "true",
        ),
        (
            r#"user.otherMails -any (-not (_ -endsWith "@y"))"#,
            both,
            "true",
        ),
        (r#"user.otherMails -any (_ -eq "a")"#, none, "false"),
        (r#"user.otherMails -all (_ -eq "a")"#, none, "true"),
        (
            r#"user.otherMails -all (_ -eq "a")"#,
            r#"{"otherMails": null}"#,
            "true",
        ),
        (r#"user.city -any (_ -eq "a")"#, both, "error D22"),
        (r#"_ -eq "a""#, both, "error D22"),
        (
            r#"user.otherMails -any (user.city -eq "a")"#,
            both,
            "error D22",
        ),
    ]);
}

#[test]
fn d23_the_bracket_applies_to_one_plan() {
    let plans = r#"{"assignedPlans": [
        {"servicePlanId": "p1", "service": "SCO", "capabilityStatus": "Deleted"},
        {"servicePlanId": "p2", "service": "exchange", "capabilityStatus": "Enabled"}]}"#;
    let none = r#"{"assignedPlans": []}"#;
    users(&[
        (
            r#"user.assignedPlans -any (assignedPlan.servicePlanId -eq "P1" -and assignedPlan.capabilityStatus -eq "Enabled")"#,
            plans,
            "false",
        ),
        (
            r#"user.assignedPlans -any (assignedPlan.service -eq "Exchange" -and assignedPlan.capabilityStatus -eq "enabled")"#,
            plans,
            "true",
        ),
        (
            "user.assignedPlans -all (assignedPlan.servicePlanId -eq null)",
            none,
            "true",
        ),
        (
            "user.assignedPlans -all (assignedPlan.servicePlanId -eq null)",
            plans,
            "false",
        ),
        (r#"user.assignedPlans -eq "p1""#, plans, "error D10"),
        (
            r#"user.assignedPlans -any (_ -eq "p1")"#,
            plans,
            "error D22",
        ),
    ]);
}

#[test]
fn d24_member_of_is_the_whole_rule() {
    let member = r#"{"id": "u", "groups": ["g1"], "city": "Lagos"}"#;
    users(&[
        (
            "user.memberof -any (group.objectId -in ['g1', 'g2'])",
            member,
            "true",
        ),
        (
            r#"user.memberOf -any (group.objectId -in ["g2"])"#,
            member,
            "false",
        ),
        (
            "user.memberof -any (group.objectId -in ['g1'])",
            r#"{"id": "u"}"#,
            "unknown",
        ),
        (
            r#"user.memberof -any (group.objectId -in ['g1']) -and user.city -eq "Lagos""#,
            member,
            "error D24",
        ),
        (
            "-not (user.memberof -any (group.objectId -in ['g1']))",
            member,
            "error D24",
        ),
        (
            "user.memberof -all (group.objectId -in ['g1'])",
            member,
            "error D24",
        ),
        (
            "user.memberof -any (group.objectId -eq \"g1\")",
            member,
            "error D24",
        ),
    ]);
    devices(&[(
        "device.memberof -any (group.objectId -in ['g1'])",
        member,
        "true",
    )]);
}

#[test]
fn d25_direct_reports_stand_alone() {
    users(&[
        (
            r#"Direct Reports for "M""#,
            r#"{"id": "u", "manager": {"id": "m"}}"#,
            "true",
        ),
        (
            r#"direct  reports for "m""#,
            r#"{"id": "u", "manager": {"id": "n"}}"#,
            "false",
        ),
        (
            r#"Direct Reports for "m""#,
            r#"{"id": "u", "manager": null}"#,
            "false",
        ),
        (
            r#"Direct Reports for "m""#,
            r#"{"id": "m", "manager": null}"#,
            "unknown",
        ),
        (r#"Direct Reports for "m""#, r#"{"id": "u"}"#, "unknown"),
        (
            r#"Direct Reports for "m" -and user.city -eq "x""#,
            SALES,
            "error D25",
        ),
    ]);
}

#[test]
fn d26_all_users_and_all_devices() {
    users(&[("user.objectId -ne null", r#"{"id": "u"}"#, "true")]);
    devices(&[("device.objectId -ne null", r#"{"id": "d"}"#, "true")]);
}

#[test]
fn d27_extension_attributes() {
    let user = r#"{"onPremisesExtensionAttributes": {"extensionAttribute1": "a", "extensionAttribute15": null},
        "extension_c272a57b722d4eb29bfe327874ae79cb_Floor": ["1", "2"]}"#;
    users(&[
        (r#"user.extensionAttribute1 -eq "A""#, user, "true"),
        ("user.extensionAttribute15 -eq null", user, "true"),
        (r#"user.extensionAttribute2 -eq "a""#, user, "unknown"),
        (r#"user.extensionAttribute16 -eq "a""#, user, "error D30"),
        (r#"user.extensionAttribute0 -eq "a""#, user, "error D30"),
        (
            r#"user.extension_c272a57b722d4eb29bfe327874ae79cb_Floor -eq "1""#,
            user,
            "unknown",
        ),
        (r#"user.extension_c272_Floor -eq "1""#, user, "error D30"),
        (
            r#"user.extensionAttribute1 -eq "a""#,
            r#"{"onPremisesExtensionAttributes": null}"#,
            "false",
        ),
    ]);
    devices(&[(
        r#"device.extensionAttribute2 -eq "a""#,
        r#"{"extensionAttributes": {"extensionAttribute2": "a"}}"#,
        "true",
    )]);
}

#[test]
fn d28_words_of_devices_are_those_of_entra() {
    let device =
        r#"{"deviceOwnership": "Company", "trustType": "ServerAd", "organizationalUnit": "Kiosk"}"#;
    devices(&[
        (r#"device.deviceOwnership -eq "company""#, device, "true"),
        (r#"device.deviceOwnership -eq "Corporate""#, device, "false"),
        (r#"device.deviceTrustType -eq "ServerAD""#, device, "true"),
        (r#"device.organizationalUnit -eq "Kiosk""#, device, "false"),
    ]);
}

#[test]
fn d29_physical_ids_are_looked_through() {
    let device = r#"{"physicalIds": ["[ZTDId]:1", "[OrderId]:7"]}"#;
    devices(&[
        (
            r#"(device.devicePhysicalIds -any (_ -startsWith "[ztdid]"))"#,
            device,
            "true",
        ),
        (
            r#"(device.devicePhysicalIds -any (_ -eq "[OrderID]:7"))"#,
            device,
            "true",
        ),
    ]);
}

#[test]
fn d30_unknown_properties_and_operators() {
    users(&[
        (r#"user.departmnt -eq "a""#, SALES, "error D30"),
        (
            "user.accountEnabled -contains true",
            r#"{"accountEnabled": true}"#,
            "error D30",
        ),
    ]);
}
