//! Names that nothing has: what rules compare with the names and ids of objects.
//!
//! A rule that looks for a group by its name passes when nobody has a group of
//! that name, and the name may only be misspelt. So the literals and parameters
//! that are compared with the key or the label of an entity are looked up among
//! its objects, if all of them were exported.

mod holders;
mod meaning;
mod walk;

use std::collections::BTreeMap;

use tenet_hir::{EntityId, ExprId, FieldId, ParamId, Program, RuleId};

use crate::judge::{Inputs, with_stack};
use crate::machine::Machine;

use holders::Holders;
use meaning::{Constant, Names};
use walk::Walk;

/// Texts of which no object has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// The texts as the rule or the parameter writes them: one, or alternatives.
    pub texts: Vec<WrittenText>,
    /// Whose objects were looked at.
    pub entities: Vec<EntityId>,
    /// Which of their fields: the key or the label.
    pub field: FieldId,
    /// How the field is compared with the texts.
    pub relation: Relation,
    /// The value of the field that is nearest to the text, if one is near.
    pub nearest: Option<String>,
}

/// A text and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenText {
    /// The text.
    pub text: String,
    /// The expression that it stands in.
    pub expr: ExprId,
    /// The parameter that it comes from.
    pub param: Option<ParamId>,
}

/// How a field is compared with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// `==`, `!=`, `in`, `exactly`.
    Is,
    /// `starts with`.
    StartsWith,
}

/// A comparison of a field with texts, of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Demand {
    /// The texts.
    constants: Vec<Constant>,
    /// Whether they are taken in their normal form.
    normalized: bool,
    /// What they are compared with.
    names: Names,
    relation: Relation,
}

/// The texts that these rules look for and that nothing has, in the order of the program.
pub fn unmatched(inputs: &Inputs<'_>, rules: &[RuleId]) -> Vec<Unmatched> {
    let look = || {
        let mut walk = Walk::new(inputs);
        for rule in rules {
            walk.rule(&inputs.program.rules[*rule]);
        }
        check(inputs, walk.finish())
    };
    with_stack(look).unwrap_or_else(look)
}

fn check(inputs: &Inputs<'_>, demands: Vec<Demand>) -> Vec<Unmatched> {
    let mut holders = Holders::new(Machine::new(*inputs, false));
    // The same texts may be asked for by many rules and in several forms; one of them found is found.
    let mut answers: BTreeMap<_, Option<Unmatched>> = BTreeMap::new();
    for demand in demands {
        let missing = unmet(inputs.program, &mut holders, &demand);
        let Demand {
            constants,
            names,
            relation,
            ..
        } = demand;
        let answer = answers.entry((constants, names.entities, names.field, relation));
        answer
            .and_modify(|earlier| {
                if missing.is_none() {
                    *earlier = None;
                }
            })
            .or_insert(missing);
    }
    without_repeats(answers.into_values().flatten().collect())
}

/// Without alternatives of which each is told alone: a list may be gone through by one rule and
/// asked as a whole by another.
fn without_repeats(mut found: Vec<Unmatched>) -> Vec<Unmatched> {
    let alone: Vec<Unmatched> = found.iter().filter(|one| one.is_alone()).cloned().collect();
    let is_told = |text: &WrittenText, several: &Unmatched| {
        alone.iter().any(|one| {
            one.texts.first() == Some(text)
                && (&one.entities, one.field, one.relation)
                    == (&several.entities, several.field, several.relation)
        })
    };
    found.retain(|one| one.is_alone() || !one.texts.iter().all(|text| is_told(text, one)));
    found
}

impl Unmatched {
    /// Whether it is of one text, without alternatives.
    fn is_alone(&self) -> bool {
        self.texts.len() == 1
    }
}

/// What is missing if nothing has any of the texts.
fn unmet(program: &Program, holders: &mut Holders<'_>, demand: &Demand) -> Option<Unmatched> {
    let texts: Vec<WrittenText> = demand
        .constants
        .iter()
        .map(|constant| constant.text(program))
        .collect::<Option<_>>()?;
    if texts.is_empty() || holders.has_any(demand, &texts)? {
        return None;
    }
    let nearest = match texts.as_slice() {
        [one] if demand.relation == Relation::Is => holders.nearest(&demand.names, &one.text),
        _ => None,
    };
    Some(Unmatched {
        texts,
        entities: demand.names.entities.clone(),
        field: demand.names.field,
        relation: demand.relation,
        nearest,
    })
}
