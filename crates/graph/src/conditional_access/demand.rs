//! What several policies that apply demand together: clause C10.

use std::collections::BTreeSet;
use std::fmt;

/// What one policy asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The controls, by their names in Graph.
    pub controls: Vec<String>,
    /// Whether one of them is enough; else all are asked for.
    pub any: bool,
}

/// What is asked for before somebody is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// Nobody is let in.
    Block,
    /// Each of these; of several in one, one is enough.
    AllOf(BTreeSet<BTreeSet<String>>),
}

const BLOCK: &str = "block";

/// What these demand together: all have to be satisfied, and a block ends it.
pub fn combine(grants: &[Grant]) -> Demand {
    let mut all = BTreeSet::new();
    for grant in grants {
        if grant
            .controls
            .iter()
            .any(|control| control.eq_ignore_ascii_case(BLOCK))
        {
            return Demand::Block;
        }
        if grant.any {
            all.insert(grant.controls.iter().cloned().collect());
        } else {
            all.extend(
                grant
                    .controls
                    .iter()
                    .map(|control| BTreeSet::from([control.clone()])),
            );
        }
    }
    all.retain(|alternatives: &BTreeSet<String>| !alternatives.is_empty());
    let one_is_asked = |one: &BTreeSet<String>| all.contains(one);
    // What is asked for alone settles every choice that it is in.
    let settled = |alternatives: &BTreeSet<String>| {
        alternatives.len() > 1
            && alternatives
                .iter()
                .any(|one| one_is_asked(&BTreeSet::from([one.clone()])))
    };
    Demand::AllOf(all.iter().filter(|one| !settled(one)).cloned().collect())
}

/// `block`, `none`, or `allOf:compliantDevice+mfa`, choices with `|` between them.
impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::AllOf(all) = self else {
            return f.write_str(BLOCK);
        };
        if all.is_empty() {
            return f.write_str("none");
        }
        let names = all.iter().map(|alternatives| {
            let names: Vec<&str> = alternatives.iter().map(String::as_str).collect();
            names.join("|")
        });
        write!(f, "allOf:{}", names.collect::<Vec<_>>().join("+"))
    }
}
