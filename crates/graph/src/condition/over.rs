//! What a rule says of many objects at once.
//!
//! Few objects have a value of their own in most properties, so a comparison is
//! made once for all that have the same, and the parts of a rule are put
//! together as sets.

use roaring::RoaringBitmap;
use tenet_base::Instant;

use super::node::Node;
use super::object::Object;
use super::property::{Meaning, Property};
use super::run::{Run, Source};
use super::{Problem, Rule};
use crate::Answer;
use crate::truth::Truth;

/// Objects that are asked about together, by numbers.
pub(crate) trait Many {
    /// All of them.
    fn all(&self) -> &RoaringBitmap;

    /// Them by what they have in a property, with one of each part; none if it
    /// does not put them into few parts.
    fn alike(&self, property: &Property) -> Option<&[Alike]>;

    /// Asks one of them.
    fn ask(&self, number: u32, ask: &mut dyn FnMut(&dyn Object) -> Answer) -> Answer;
}

/// Objects that have the same in a property, and one of them.
pub(crate) type Alike = (u32, RoaringBitmap);

/// What the parts of a rule look at.
#[derive(Clone, Copy)]
struct Asked<'r> {
    many: &'r dyn Many,
    properties: &'r [Property],
    now: Option<Instant>,
}

impl Rule {
    /// What it says of each of many objects, as [`Rule::evaluate`] says it of one:
    /// of a rule that is wrong nobody knows it.
    pub(crate) fn over(&self, many: &dyn Many, now: Option<Instant>) -> Truth {
        let asked = Asked {
            many,
            properties: &self.properties,
            now,
        };
        match &self.node {
            Ok(node) => asked.node(node),
            Err(problem) => Truth::unknown(many.all().clone(), Problem::reason(problem)),
        }
    }
}

impl Asked<'_> {
    fn node(self, node: &Node) -> Truth {
        match node {
            Node::And(parts) => {
                let all = Truth::of(self.many.all().clone());
                parts.iter().fold(all, |so_far, part| {
                    // Who is out already need not be asked.
                    if so_far.is_never() {
                        return so_far;
                    }
                    so_far.and(&self.node(part))
                })
            }
            Node::Or(parts) => parts
                .iter()
                .fold(Truth::default(), |so_far, part| so_far.or(&self.node(part))),
            Node::Not(inner) => {
                let all = Truth::of(self.many.all().clone());
                all.and_not(&self.node(inner))
            }
            Node::Test(test) => match (test.source, test.meaning) {
                // Of an extension attribute other properties decide whether it is known (K7).
                (Source::Property(at), meaning) if meaning != Meaning::Extension => {
                    let parts = self.properties.get(at);
                    let parts = parts.and_then(|property| self.many.alike(property));
                    parts.map_or_else(|| self.each(node), |parts| self.parts(node, parts))
                }
                (
                    Source::Property(_)
                    | Source::Item
                    | Source::PlanId
                    | Source::PlanService
                    | Source::PlanStatus,
                    _,
                ) => self.each(node),
            },
            Node::Items(_) | Node::MemberOf(..) | Node::Reports(_) => self.each(node),
            Node::Never => Truth::default(),
            Node::Open(opened) => Truth::unknown(self.many.all().clone(), opened.reason.clone()),
        }
    }

    /// What is so of one of a part is so of all of it.
    fn parts(self, node: &Node, parts: &[Alike]) -> Truth {
        let mut truth = Truth::default();
        for (one, part) in parts {
            truth.add(part, self.one(node, *one));
        }
        truth
    }

    fn each(self, node: &Node) -> Truth {
        let mut truth = Truth::default();
        for number in self.many.all() {
            truth.set(number, self.one(node, number));
        }
        truth
    }

    fn one(self, node: &Node, number: u32) -> Answer {
        self.many.ask(number, &mut |object| {
            node.judge(Run {
                properties: self.properties,
                object,
                now: self.now,
                item: None,
            })
        })
    }
}
