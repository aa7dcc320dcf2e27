//! How long rules took and how their loops went about it, as a table for the error stream.

use std::cmp::Reverse;

use tenet_base::SourceMap;
use tenet_eval::{Access, LoopProfile, RuleProfile};
use tenet_hir::{ExprId, Program};

/// A table of rules, the one that took longest first; below each its loops:
/// what they range over, how members are found, how often they ran and how
/// many members they looked at.
pub fn render(profiles: &[RuleProfile], program: &Program, sources: &SourceMap) -> String {
    let scene = Scene { program, sources };
    let mut sorted: Vec<&RuleProfile> = profiles.iter().collect();
    sorted.sort_by_key(|profile| (Reverse(profile.time), profile.rule));
    let mut page = format!("{:>12}  {:>9}  rule\n", "time", "cases");
    for profile in sorted {
        page.push_str(&scene.rule(profile));
    }
    page
}

/// What stands before a loop: as wide as the columns before a rule.
const INDENT: &str = "                         ";

struct Scene<'s> {
    program: &'s Program,
    sources: &'s SourceMap,
}

impl Scene<'_> {
    fn rule(&self, profile: &RuleProfile) -> String {
        let time = profile.time.map_or_else(
            || "?".to_owned(),
            |time| {
                let micros = time.micros();
                format!("{}.{:03} ms", micros / 1000, micros.rem_euclid(1000))
            },
        );
        let id = &self.program.rules[profile.rule].id;
        let mut lines = format!("{time:>12}  {:>9}  {id}\n", profile.cases);
        for one in &profile.loops {
            lines.extend([INDENT, &self.a_loop(one), "\n"]);
        }
        lines
    }

    fn a_loop(&self, one: &LoopProfile) -> String {
        let access = match &one.access {
            Access::Each => "each".to_owned(),
            Access::Scan => "scan".to_owned(),
            Access::Reach { vague } => wild("targeting", *vague),
            Access::Graph { vague } => wild("membership", *vague),
            Access::Keys { keys, vague } => self.keys(keys, *vague),
        };
        format!(
            "for {} in {}: {access}; {}, {}",
            self.program.vars[one.var].name,
            self.text(one.source),
            counted(one.runs, "run"),
            counted(one.members, "member"),
        )
    }

    fn keys(&self, keys: &[ExprId], vague: u64) -> String {
        let keys: Vec<String> = keys.iter().map(|key| self.text(*key)).collect();
        wild(&format!("hash on {}", keys.join(", ")), vague)
    }

    /// An expression as it is written, on one line.
    fn text(&self, expr: ExprId) -> String {
        let text = self.sources.slice(self.program.exprs[expr].span);
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }
}

/// Members that fit whatever is asked are said to be wild.
fn wild(access: &str, vague: u64) -> String {
    match vague {
        0 => access.to_owned(),
        _ => format!("{access} ({vague} wild)"),
    }
}

fn counted(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
