//! Tests of the checker: what is refused, and that what ships is not.

use tenet_base::{Diagnostic, Location, SourceMap};
use tenet_hir::Program;

use crate::{SourcePack, check};

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

const SCHEMA: [&str; 6] = [
    include_str!("../../../policies/graph-schema/conditional_access.tenet"),
    include_str!("../../../policies/graph-schema/directory.tenet"),
    include_str!("../../../policies/graph-schema/intune.tenet"),
    include_str!("../../../policies/graph-schema/logs.tenet"),
    include_str!("../../../policies/graph-schema/registers.tenet"),
    include_str!("../../../policies/graph-schema/security.tenet"),
];

const RULES: [&str; 3] = [
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
    assert_eq!(ids, ["GRP-M1a", "GRP-M2", "SVC-C3a", "SVC-C3c", "SVC-M1a"]);
}
