//! Pairs of a rule and an object, the same in every run.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{objects, rules};
use crate::Json;
use crate::targeting::{About, Language};

/// A stream of rules and of objects to ask them about.
#[derive(Debug)]
pub struct Pairs {
    runner: TestRunner,
    pairs: BoxedStrategy<(String, Option<Json>)>,
}

impl Pairs {
    /// The stream of a language.
    pub fn new(language: Language, about: About) -> Self {
        // Only Conditional Access meets devices that are not registered.
        let object = match language {
            Language::DeviceFilter => prop::option::weighted(0.9, objects(about)).boxed(),
            Language::Membership | Language::AssignmentFilter => {
                objects(about).prop_map(Some).boxed()
            }
        };
        Self {
            runner: TestRunner::deterministic(),
            pairs: (rules(language, about), object).boxed(),
        }
    }

    /// Shows the next pair to a judge; of one that it refuses, the least like
    /// it that it refuses too.
    pub fn refused(
        &mut self,
        mut refuses: impl FnMut(&str, Option<&Json>) -> bool,
    ) -> Option<(String, Option<Json>)> {
        let mut tree = self.pairs.new_tree(&mut self.runner).ok()?;
        let mut differs = |(rule, object): &(String, Option<Json>)| refuses(rule, object.as_ref());
        let mut least = tree.current();
        if !differs(&least) {
            return None;
        }
        for _ in 0..STEPS {
            let smaller = if differs(&tree.current()) {
                least = tree.current();
                tree.simplify()
            } else {
                tree.complicate()
            };
            if !smaller {
                break;
            }
        }
        Some(least)
    }
}

/// How often a pair is made smaller or larger again.
const STEPS: usize = 400;
