//! What registers look like as JSON, and what is told of their mistakes.

use super::*;

fn column(name: &str, field: &str, kind: CellKind) -> RegisterColumn {
    let keys = field.split('.').map(|key| RegisterKey {
        key: key.to_owned(),
        nullable: true,
    });
    RegisterColumn {
        name: name.to_owned(),
        field: keys.collect(),
        cell: RegisterCell {
            kind,
            empty: Empty::Null,
            split: None,
            list: false,
            format: None,
            values: BTreeMap::new(),
        },
    }
}

fn register(file: &str) -> Register {
    let mut dated = column("Am", "at", CellKind::Date);
    dated.cell.format = DateFormat::parse("DD.MM.YYYY").ok();
    let mut many = column("Changes", "changes", CellKind::Text);
    many.cell.list = true;
    many.cell.split = Some(";".to_owned());
    many.cell.empty = Empty::List;
    let mut done = column("Done", "done", CellKind::Bool);
    done.cell.empty = Empty::Unknown;
    Register {
        file: file.to_owned(),
        collection: "registers/approvals".to_owned(),
        kind: None,
        columns: vec![
            column("Ticket", "id", CellKind::Text),
            done,
            dated,
            many,
            column("Who", "advice.by", CellKind::Text),
            column("Risk", "advice.risk", CellKind::Number),
        ],
        ignored: Vec::new(),
        separator: None,
    }
}

/// The objects that a register holds, and what is told of it.
fn read(file: &str, source: &str) -> (serde_json::Value, Vec<String>) {
    match register(file).convert(source.to_owned()) {
        Ok(converted) => {
            let json = serde_json::from_str(&converted.json).unwrap();
            let slips = converted.slips.iter();
            (json, slips.map(|slip| slip.what.clone()).collect())
        }
        Err((slip, _)) => (serde_json::Value::Null, vec![slip.what]),
    }
}

#[test]
fn cells_become_values_of_their_fields() {
    let expected = serde_json::json!([
        {"id": "007", "done": true, "at": "2026-11-03", "changes": ["C-1", "C-2"],
         "advice": {"by": "Ada \"A\"\nL", "risk": 3}},
        {"id": "8", "at": null, "changes": [], "advice": null},
    ]);
    for separator in [";", ",", "\t"] {
        let text = "Ticket|Done|Am|Changes|Who|Risk\r\n\
             007|YES|03.11.2026|\"C-1; C-2\"|\"Ada \"\"A\"\"\nL\"|3\r\n\
             8|||||\r\n"
            .replace('|', separator);
        assert_eq!(read("a.csv", &text), (expected.clone(), Vec::new()));
        let told = format!("sep={separator}\r\n{text}");
        assert_eq!(read("a.csv", &told), (expected.clone(), Vec::new()));
    }
}

#[test]
fn yaml_and_json_are_read_alike() {
    let expected = serde_json::json!([
        {"id": "007", "done": false, "at": "2026-11-03", "changes": ["C-1", "2"],
         "advice": {"by": "Ada", "risk": 3}},
    ]);
    let yaml = "# kept by hand\n- Ticket: 007\n  Done: no\n  Am: 03.11.2026\n  \
         Changes: [C-1, 2]\n  Who: Ada\n  Risk: 3\n";
    assert_eq!(read("a.yaml", yaml), (expected.clone(), Vec::new()));
    let json = r#"[{"Ticket": "007", "Done": false, "Am": "03.11.2026",
        "Changes": ["C-1", 2], "Who": "Ada", "Risk": 3}]"#;
    assert_eq!(read("a.json", json), (expected, Vec::new()));
}

#[test]
fn what_is_not_of_its_kind_stays_a_text() {
    let (json, slips) = read(
        "a.csv",
        "Ticket,Done,Am,Changes,Who,Risk\n1,WAHR,2026-11-03,,,1,5\n",
    );
    assert_eq!(json, serde_json::json!([{}]));
    assert_eq!(
        slips,
        ["a row has 7 cells, and there are 6 columns; nothing of it is known"]
    );
    let (json, _) = read(
        "a.csv",
        "Ticket,Done,Am,Changes,Who,Risk\n1,WAHR,2026-11-03,,,\"1,5\"\n",
    );
    let expected = serde_json::json!([{"id": "1", "done": "WAHR", "at": "`2026-11-03`",
        "changes": [], "advice": {"by": null, "risk": "1,5"}}]);
    assert_eq!(json, expected);
}

#[test]
fn mistakes_are_told() {
    let told = |file, source| read(file, source).1;
    assert_eq!(told("a.csv", ""), ["it has no line of column names"]);
    assert_eq!(
        told("a.csv", "Ticket,Done,Am,Changes,Who,Risk\n\"1,2\n3\n"),
        ["the quotes of a cell do not close, or more stands behind them"]
    );
    assert_eq!(
        told("a.csv", "Ticket,Done,Am,Changes,Who,Risk\n1,yes\n"),
        ["a row has 2 of 6 cells; what it lacks is unknown"]
    );
    assert_eq!(
        told("a.csv", "Tickets,Done,Am,Changes,Who,Who,Risk\n"),
        [
            "the column `Ticket` is not there, and its field is unknown",
            "the column `Who` stands twice, and its field is left unknown",
            "the column `Tickets` is not read",
        ]
    );
    assert_eq!(told("a.yml", "a: 1"), ["it is no list of rows"]);
    assert_eq!(told("a.yml", ""), ["it is no list of rows"]);
    assert_eq!(
        told("a.yml", "- Ticket: &a 1\n- Ticket: *a\n"),
        ["an alias stands in it, and aliases are not read"]
    );
    assert_eq!(told("a.yml", "[]"), [] as [&str; 0]);
    let nested = format!("- Ticket: {}", "[".repeat(100));
    assert_eq!(told("a.yml", &nested), ["it is nested too deeply"]);
}

#[test]
fn a_place_is_one_of_the_register() {
    let source = "Ticket;Who\n1;Ada\n2;Bëa\n";
    let converted = register("a.csv").convert(source.to_owned()).unwrap();
    let line = converted.json.lines().position(|line| line.contains("Bëa"));
    let mut place = DataLocation::file(0, "a.csv");
    place.position = Some((line.unwrap() as u64 + 1, 5));
    converted.translate(&mut place);
    assert_eq!(place.position, Some((3, 3)));
    assert_eq!(place.excerpt, Some(("2;Bëa".to_owned(), 2..6)));
}
