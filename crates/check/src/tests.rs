//! Tests of the checker: what is refused, and that what ships is not.

use tenet_base::{Diagnostic, Location, SourceMap, id::Id};
use tenet_hir::{ExprKind, Literal, PackId, ParamValue, Program, Ty};

use crate::{SourcePack, check, check_expression};

/// A pack of one or more files in memory.
struct Input {
    map: SourceMap,
    packs: Vec<SourcePack>,
    syntax: Vec<Diagnostic>,
}

impl Input {
    fn new() -> Self {
        Self {
            map: SourceMap::new(),
            packs: Vec::new(),
            syntax: Vec::new(),
        }
    }

    fn pack(mut self, name: &str, files: &[&str], depends: &[(&str, usize, bool)]) -> Self {
        let mut pack = SourcePack {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            digest: String::new(),
            duties: Vec::new(),
            files: Vec::new(),
            asts: Vec::new(),
            depends: depends
                .iter()
                .map(|(a, p, o)| ((*a).to_owned(), *p, *o))
                .collect(),
            params: Vec::new(),
        };
        for (position, text) in files.iter().enumerate() {
            let file = self.map.add(format!("{name}/{position}.tenet"), *text);
            let parsed = tenet_syntax::parse(file, text);
            self.syntax.extend(parsed.diagnostics);
            pack.files.push(file);
            pack.asts.push(parsed.file);
        }
        self.packs.push(pack);
        self
    }

    fn param(mut self, name: &str, value: ParamValue) -> Self {
        let pack = self.packs.last_mut().unwrap();
        pack.params
            .push((name.to_owned(), value, "tenet.toml".to_owned()));
        self
    }

    fn check(self) -> (Program, Vec<String>) {
        let (program, mut diagnostics) = check(&self.packs);
        diagnostics.extend(self.syntax);
        tenet_base::diagnostic::sort(&mut diagnostics);
        let found = diagnostics
            .iter()
            .map(|diagnostic| shown(&self.map, diagnostic))
            .collect();
        (program, found)
    }
}

/// The code and the underlined text.
fn shown(map: &SourceMap, diagnostic: &Diagnostic) -> String {
    match &diagnostic.primary.location {
        Location::Source(span) => format!("{} {}", diagnostic.code.id, map.slice(*span)),
        Location::Data(_) | Location::Run => diagnostic.code.id.to_owned(),
    }
}

const SCHEMA: [&str; 9] = [
    include_str!("../../../policies/graph-schema/conditional_access.tenet"),
    include_str!("../../../policies/graph-schema/directory.tenet"),
    include_str!("../../../policies/graph-schema/intune_apps.tenet"),
    include_str!("../../../policies/graph-schema/intune_configurations.tenet"),
    include_str!("../../../policies/graph-schema/intune_devices.tenet"),
    include_str!("../../../policies/graph-schema/intune_policies.tenet"),
    include_str!("../../../policies/graph-schema/logs.tenet"),
    include_str!("../../../policies/graph-schema/registers.tenet"),
    include_str!("../../../policies/graph-schema/security.tenet"),
];

const RULES: [&str; 4] = [
    include_str!("../../../policies/msmd-sop/certificates.tenet"),
    include_str!("../../../policies/msmd-sop/common.tenet"),
    include_str!("../../../policies/msmd-sop/device_groups.tenet"),
    include_str!("../../../policies/msmd-sop/service_accounts.tenet"),
];

#[test]
fn what_ships_is_checked_without_a_word() {
    let input = Input::new().pack("graph-schema", &SCHEMA, &[]).pack(
        "msmd-sop",
        &RULES,
        &[("graph", 0, true)],
    );
    let (program, found) = input.check();
    assert_eq!(found, Vec::<String>::new());
    let ids: Vec<&str> = program.rules.iter().map(|rule| rule.id.as_str()).collect();
    for row in [
        "CRT-C1a",
        "GRP-C3",
        "GRP-M1a",
        "SVC-C3c",
        "SVC-C4a",
        "SVC-M1a.squatted",
    ] {
        assert!(ids.contains(&row), "{row} is not among {ids:?}");
    }
    let rows = |id: &str| {
        ["CRT-", "GRP-", "SVC-"]
            .iter()
            .any(|row| id.starts_with(row))
    };
    assert!(ids.iter().all(|id| rows(id)), "{ids:?}");
}

const USERS: &str = r#"
entity User from "users" { key id: String state: State tags: [String] at: Date? }
enum State { enabled, disabled = "off" }
param limit: Int = 3
set active = user in User where user.state == enabled
def few(user: User) -> Bool = count(user.tags) < limit
"#;

/// A pack over `USERS`, whose names are open or not.
fn above(open: bool, text: &str) -> Vec<String> {
    let input = Input::new().pack("users", &[USERS], &[]);
    input.pack("above", &[text], &[("base", 0, open)]).check().1
}

#[test]
fn names_of_another_pack_have_its_alias() {
    let text = "def t(u: base.User) -> Bool =
        u in base.active and base.few(u) and u.state == base.State.disabled and base.limit > 3";
    assert_eq!(above(false, text), Vec::<String>::new());
    let bare = "def t(u: base.User) -> Bool = u in active";
    assert_eq!(above(false, bare), ["T0101 active"]);
    assert_eq!(above(true, bare), Vec::<String>::new());
}

#[test]
fn what_an_alias_lacks_is_told() {
    let text = "def t(u: base.Usr, v: bse.User) -> Bool = base.actve is empty";
    assert_eq!(
        above(false, text),
        ["T0102 Usr", "T0109 bse", "T0101 actve"]
    );
}

#[test]
fn an_own_name_hides_one_of_an_open_pack() {
    let text = "set active = user in User where few(user) def t(u: User) -> Bool = u in active";
    assert_eq!(above(true, text), Vec::<String>::new());
}

/// A template, and names that its users have too.
const ROWS: &str = r#"
entity User from "users" { key id: String row: Row }
enum Row { NET, SVC }
set chosen = user in User where user.row == NET
template owned(row: Row, users: set of User) {
    rule {row}-1 "x" {
        duty customer severity low
        for user in users where user in chosen
        require user.row == row message "m"
    }
}
"#;

#[test]
fn a_template_of_another_pack_is_used_by_its_alias() {
    let with = |open, text: &str| {
        let input = Input::new().pack("rows", &[ROWS], &[]);
        input.pack("above", &[text], &[("rows", 0, open)]).check()
    };
    let own = "set chosen = user in rows.User where user.row == SVC ";
    let usage = format!("{own} use rows.owned(row: SVC, users: chosen)");
    let (program, said) = with(false, &usage);
    assert_eq!(said, Vec::<String>::new());
    let rule = program.rules.iter().next().unwrap();
    assert_eq!((rule.id.as_str(), rule.pack.index()), ("SVC-1", 1));
    let sets = rule
        .roots()
        .into_iter()
        .flat_map(|root| named_sets(&program, root));
    let packs: Vec<usize> = sets.map(|set| program.sets[set].pack.index()).collect();
    assert_eq!(
        packs,
        [1, 0],
        "names are those of the pack where they are written"
    );
    let said = |open, text| with(open, text).1;
    let usage = "use owned(row: NET, users: rows.chosen)";
    assert_eq!(said(true, usage), Vec::<String>::new());
    assert_eq!(said(false, usage), ["T0801 owned"]);
    assert_eq!(
        said(false, "use rows.ownd(row: NET, users: rows.chosen)"),
        ["T0801 ownd"]
    );
    assert_eq!(
        said(false, "use row.owned(row: NET, users: rows.chosen)"),
        ["T0109 row"]
    );
}

fn named_sets(program: &Program, root: tenet_hir::ExprId) -> Vec<tenet_hir::SetId> {
    let mut found = Vec::new();
    if let ExprKind::Set(set) = program.exprs[root].kind {
        found.push(set);
    }
    let parts = program.parts(root).into_iter();
    found.extend(parts.flat_map(|part| named_sets(program, part)));
    found
}

/// The kind of a parameter's value after it was set.
fn set_to(ty: &str, default: &str, value: ParamValue) -> Result<(ExprKind, Program), String> {
    let text = format!(
        "enum State {{ enabled, disabled = \"off\" }}
        record Limit {{ state: State most: Int note: String? }}
        param p: {ty} = {default}
        def t() -> {ty} = p"
    );
    let input = Input::new().pack("params", &[&text], &[]);
    let (program, found) = input.param("p", value).check();
    if let Some(first) = found.into_iter().next() {
        return Err(first);
    }
    let param = program.params.iter().next().unwrap();
    assert!(param.overridden.is_some());
    Ok((program.exprs[param.value].kind.clone(), program))
}

fn literal(ty: &str, default: &str, value: ParamValue) -> Result<Literal, String> {
    set_to(ty, default, value).map(|(kind, _)| {
        let ExprKind::Literal(literal) = kind else {
            panic!("{kind:?}");
        };
        literal
    })
}

#[test]
fn settings_are_read_by_the_type_of_the_parameter() {
    let raw = |text: &str| ParamValue::Raw(text.to_owned());
    let text = |text: &str| ParamValue::Text(text.to_owned());
    assert_eq!(literal("Int", "1", raw("7")), Ok(Literal::Int(7)));
    assert_eq!(literal("Int", "1", text("7")), Err("T0602".to_owned()));
    assert_eq!(
        literal("Bool", "false", ParamValue::Bool(true)),
        Ok(Literal::Bool(true))
    );
    assert_eq!(
        literal("String", "\"a\"", raw("7")),
        Ok(Literal::String("7".to_owned()))
    );
    assert!(matches!(
        literal("State", "enabled", raw("off")),
        Ok(Literal::Enum(_, 1))
    ));
    assert_eq!(
        literal("State", "enabled", raw("on")),
        Err("T0602".to_owned())
    );
    let days = literal("Duration", "1 day", text("2 days")).unwrap();
    assert_eq!(days, literal("Duration", "1 day", raw("48 hours")).unwrap());
    assert_eq!(
        literal("Date", "2026-01-01", text("2026-02-30")),
        Err("T0602".to_owned())
    );
}

#[test]
fn lists_and_tables_are_set_too() {
    let raw = ParamValue::Raw("a, b".to_owned());
    let (kind, _) = set_to("[String]", "[]", raw).unwrap();
    assert!(matches!(kind, ExprKind::List(items) if items.len() == 2));
    let table = |name: &str| {
        let state = ("state".to_owned(), ParamValue::Text("disabled".to_owned()));
        ParamValue::List(vec![ParamValue::Table(vec![
            state,
            (name.to_owned(), ParamValue::Int(3)),
        ])])
    };
    assert!(set_to("[Limit]", "[]", table("most")).is_ok());
    assert_eq!(set_to("[Limit]", "[]", table("mots")).unwrap_err(), "T0602");
}

#[test]
fn a_parameter_of_a_pack_below_is_set_from_above() {
    let set = |name: &str| {
        let input = Input::new().pack("users", &[USERS], &[]);
        let input = input.pack(
            "above",
            &["def t() -> Int = base.limit"],
            &[("base", 0, false)],
        );
        let (program, found) = input.param(name, ParamValue::Int(9)).check();
        (
            program.params.iter().next().unwrap().overridden.is_some(),
            found,
        )
    };
    assert_eq!(set("limit"), (true, Vec::new()));
    assert_eq!(set("base.limit"), (true, Vec::new()));
    assert_eq!(set("limt"), (false, vec!["T0601".to_owned()]));
}

/// Checks a query against the program of `USERS`.
fn query(text: &str) -> Result<Ty, Vec<&'static str>> {
    let (mut program, found) = Input::new().pack("users", &[USERS], &[]).check();
    assert_eq!(found, Vec::<String>::new());
    let file = SourceMap::new().add("query", text);
    let parsed = tenet_syntax::parse_expression(file, text);
    assert_eq!(parsed.diagnostics, []);
    let (id, found) = check_expression(&mut program, PackId::from_index(0), &parsed.expression);
    let codes = found.iter().map(|diagnostic| diagnostic.code.id).collect();
    assert_eq!(program.sets.len(), 1, "the program is given back");
    id.map(|id| program.exprs[id].ty.ty.clone()).ok_or(codes)
}

#[test]
fn queries_have_the_names_of_a_pack() {
    assert!(matches!(
        query("u in User where few(u) and u in active"),
        Ok(Ty::List(_))
    ));
    assert_eq!(query("count(active) > limit"), Ok(Ty::Bool));
    assert_eq!(query("u in Usr where few(u)"), Err(vec!["T0102"]));
}

#[test]
fn no_mutilated_pack_is_too_much() {
    let words: Vec<&str> = RULES[0].split_inclusive(' ').collect();
    for gap in (0..words.len()).step_by(4) {
        let text: String = words
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != gap)
            .map(|(_, word)| *word)
            .collect();
        let input = Input::new().pack("cut", &[SCHEMA[0], SCHEMA[1], &text], &[]);
        assert!(
            !input.check().1.is_empty() || gap > 0,
            "the schema of devices is missing"
        );
    }
}
