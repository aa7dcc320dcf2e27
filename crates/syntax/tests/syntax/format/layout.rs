//! How things look: what is written, and what becomes of it.

use tenet_syntax::format;

use crate::file_of;

fn becomes(text: &str, wanted: &str) {
    assert_eq!(format(file_of(text), text).unwrap(), wanted);
}

/// What is laid out already.
fn stays(text: &str) {
    becomes(text, text);
}

#[test]
fn an_empty_file_stays_empty() {
    stays("");
    becomes(" \n\n", "");
    becomes("\n\n// alone\n\n\n", "// alone\n");
}

#[test]
fn the_rule_of_the_first_page() {
    becomes(
        "rule SVC-C3c \"No policy\" {duty customer severity high\n cites \"a\" \"b\" tags x,y
        for account in service_accounts for policy in ConditionalAccessPolicy where policy.state!=disabled
        forbid policy reaches account message \"m\" fix \"f\" severity if policy.state==report_only then info else high}",
        "\
rule SVC-C3c \"No policy\" {
    duty     customer
    severity high
    cites    \"a\" \"b\"
    tags     x, y

    for account in service_accounts
    for policy in ConditionalAccessPolicy where policy.state != disabled

    forbid policy reaches account
        message \"m\"
        fix \"f\"
        severity if policy.state == report_only then info else high
}
",
    );
}

#[test]
fn empty_lines_are_kept_but_never_two() {
    becomes(
        "param a: Int = 1\nparam b: Int = 2\n\n\n\nparam c: Int = 3\nrule A-1 \"t\" {\n\n    require a\n        message \"m\"\n\n    require b\n        message \"m\"\n\n}",
        "\
param a: Int = 1
param b: Int = 2

param c: Int = 3

rule A-1 \"t\" {
    require a
        message \"m\"

    require b
        message \"m\"
}
",
    );
}

#[test]
fn a_block_is_on_one_line_where_the_author_wrote_it_so() {
    stays("record Domain { name: String isInitial: Bool }\n");
    stays("record Domain {\n    name: String\n    isInitial: Bool\n}\n");
    stays("entity A is B when \"c\" { }\n");
    becomes(
        "record LongEnough { first: String second: String third: String fourth: String fifth: String sixth: Bool }",
        "\
record LongEnough {
    first: String
    second: String
    third: String
    fourth: String
    fifth: String
    sixth: Bool
}
",
    );
    stays("enum E { a, b = \"B\" }\n");
    becomes("enum E {\n a, b }", "enum E {\n    a,\n    b,\n}\n");
    stays("entity L {\n    log { time at object of }\n}\n");
    stays("entity L {\n    log {\n        time   at\n        object of\n    }\n}\n");
}

#[test]
fn templates_and_their_uses_are_laid_out() {
    stays(
        "\
/// For every row.
template owned(row: Row, governed: set of Governed, names: [String]) {
    /// The first.
    rule {row}-C1a.{n} \"A {row} rule\" {
        duty     customer
        severity low

        for one in governed

        require one.name in names
            message \"{one}\"
    }

    // The second.
    rule {row}-C2 \"x\" {
        duty     customer
        severity low

        require names is empty
            message \"m\"
    }
}

use owned(row: NET, governed: network, names: [\"a\"])
use other.owned(row: SVC, governed: rows.services, names: []) // a comment
",
    );
    becomes(
        "use owned(row: NET, governed: network, names: [\"a name that is long\", \"another name that is long\"], more: 3)",
        "\
use owned(
    row: NET,
    governed: network,
    names: [\"a name that is long\", \"another name that is long\"],
    more: 3,
)
",
    );
}

#[test]
fn waivers_are_laid_out() {
    stays(
        "\
/// For the pilot.
waiver SVC-C3c {
    where account.userPrincipalName == \"MsTest@contoso.com\" // the pilot
    until 2027-03-31

    reason \"Pilot\"
    approved_by \"security@contoso.com\"
}
",
    );
    becomes(
        "waiver A-1 { reason \"r\" until 2027-03-31 approved_by \"a\" where b }",
        "waiver A-1 {\n    reason \"r\"\n    until 2027-03-31\n    approved_by \"a\"\n    where b\n}\n",
    );
}

#[test]
fn comments_stay_where_they_are() {
    stays(
        "\
// The file.

/// The entity.
// Not documentation.
entity E { // behind the brace
    // first
    key id: String // the key
    /// A list.
    list: [ref A | B] // its members

    // last
} // behind the entity

param list: [Int] = [
    // before
    1, // one

    2, // two
    // after
]

// The end.
",
    );
    becomes(
        "param p: [Int] = [1 // one\n, 2 // two\n]",
        "param p: [Int] = [\n    1, // one\n    2, // two\n]\n",
    );
    becomes(
        "set s = a in B where c and // why\n d",
        "set s = a in B\n    where c\n        and // why\n        d\n",
    );
}

#[test]
fn a_trailing_comment_breaks_nothing_before_it() {
    stays(
        "set s = a in B where c and d // a comment that goes far beyond the hundredth column of its line\n",
    );
}

#[test]
fn long_chains_are_broken_before_the_operator() {
    stays(
        "\
def advised(request: SupportRequest, change: Change<IntuneObject>) -> Bool =
    change.object.id in request.objectIds
    and request.advisedDateTime is present
    and (request.advisedDateTime <= change.at
        or request.withdrawn_so_soon_that_the_line_is_longer_than_it_may_be)
",
    );
}

#[test]
fn quantifiers_and_conditionals_are_broken_before_their_words() {
    stays(
        "\
rule A-1 \"t\" {
    require every g in Group where normalized(g.displayName) == normalized(spec.group)
        satisfies g.securityEnabled
            and g.membershipRule is not present
            and \"DynamicMembership\" not in g.groupTypes
        message \"m\"
    require some p in ConditionalAccessPolicy
        where normalized(p.displayName) starts with \"modern workplace-secure workstation\"
        message \"m\"
        severity if p.state == report_only_for_a_while_and_then_enabled then info
            else if p.conditions.applications is present and p.conditions.users is present then high
            else medium
}
",
    );
}

#[test]
fn what_is_written_in_two_ways_stays_as_it_is() {
    stays("def d() -> Bool = x matches /a\\/b/\n");
    stays("set s = ((a)) + (b * 0.50) + f(\"\\u{41}{{\", x.y, 2026-01-01T00:00:00.0Z, 1 day)\n");
}

#[test]
fn tests_have_an_entry_a_line() {
    becomes(
        "test \"t\" { at 2026-11-22 with a=1 given complete { User { id: \"u1\" } }
        before at 2026-11-20 complete {\n missing A.b window L 2026-01-01 to 2026-02-01 User{id:\"u1\",name:{}} }
        expect A-1 not  applicable for {a:\"u1\"} saying \"x\" }",
        "\
test \"t\" {
    at 2026-11-22
    with a = 1
    given complete { User { id: \"u1\" } }
    before at 2026-11-20 complete {
        missing A.b
        window L 2026-01-01 to 2026-02-01
        User { id: \"u1\", name: { } }
    }
    expect A-1 not applicable for { a: \"u1\" } saying \"x\"
}
",
    );
}

#[test]
fn a_call_of_one_argument_has_no_last_comma() {
    stays(
        "\
set s = f(
    one_entry in ALongNameOfAnEntity
        where one_entry.with_a_field == another.with_a_field and one_entry is present,
    b,
)
",
    );
    becomes(
        "set s = count(one_entry in ALongNameOfAnEntity where one_entry.with_a_field == another.field and one_entry is x.Y,)",
        "\
set s = count(
    one_entry in ALongNameOfAnEntity
        where one_entry.with_a_field == another.field and one_entry is x.Y
)
",
    );
}
