//! Conditions on the items of a collection (D22).

use tenet_syntax::condition::Span;

use super::node::{Node, all, any};
use super::object::Attribute;
use super::run::{Item, Run, Source, missing};
use crate::Answer;

/// A condition on the items of a collection.
#[derive(Debug)]
pub(super) struct Items {
    pub(super) property: usize,
    pub(super) every: bool,
    pub(super) inner: Box<Node>,
    pub(super) span: Span,
}

impl Items {
    pub(super) fn judge(&self, run: Run<'_>) -> Answer {
        let attribute = run.attribute(Source::Property(self.property));
        let with = |item| {
            self.inner.judge(Run {
                item: Some(item),
                ..run
            })
        };
        match attribute {
            Attribute::Texts(items) if self.every => all(&items, |item| with(Item::Text(*item))),
            Attribute::Texts(items) => any(&items, |item| with(Item::Text(*item))),
            Attribute::Plans(plans) if self.every => all(&plans, |plan| with(Item::Plan(*plan))),
            Attribute::Plans(plans) => any(&plans, |plan| with(Item::Plan(*plan))),
            // Nothing is an empty collection (D22).
            Attribute::Null => Answer::from_bool(self.every),
            Attribute::NotCollected
            | Attribute::Malformed
            | Attribute::Conflicting
            | Attribute::Bool(_)
            | Attribute::Number(_)
            | Attribute::Text(_)
            | Attribute::Date(_) => {
                Answer::unknown(missing(&attribute, run.property(self.property)))
            }
        }
    }
}
