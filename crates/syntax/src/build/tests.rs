//! Tests and the worlds that they give.

use super::{Builder, Node, Parts};
use crate::ast::{Expect, Given, Ident, Pair, QualifiedName, Status, Test, TestPart, World};
use crate::grammar::Rule;

impl Builder<'_> {
    pub(super) fn test(&mut self, pair: Node<'_>, doc: String) -> Test {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let title = self.string_or_nothing(parts.next_of(Rule::string));
        let parts = parts.map(|part| self.test_part(part)).collect();
        Test {
            doc,
            title,
            parts,
            span,
        }
    }

    fn test_part(&mut self, pair: Node<'_>) -> TestPart {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::at => TestPart::At(self.date(Parts::of(pair).next())),
            Rule::world => self.world(pair),
            Rule::expect => TestPart::Expect(self.expect(pair)),
            _ => {
                let mut parts = Parts::of(pair);
                TestPart::With {
                    name: self.ident_or_nothing(parts.next_of(Rule::name)),
                    value: self.expression(parts.next()),
                    span,
                }
            }
        }
    }

    fn world(&mut self, pair: Node<'_>) -> TestPart {
        let span = self.span(&pair);
        let complete = pair.clone().into_inner();
        let complete = complete.take_while(|part| part.as_rule() != Rule::open_brace);
        let complete = complete
            .filter(|part| part.as_rule() == Rule::k_complete)
            .last();
        let complete = complete.map(|word| self.span(&word));
        let mut parts = Parts::of(pair);
        let word = parts.next_of(Rule::world_word);
        let at = parts.next_of(Rule::at);
        let at = at.map(|pair| self.date(Parts::of(pair).next()));
        let given = World {
            at,
            complete,
            entries: parts.map(|part| self.given(part)).collect(),
            span,
        };
        if word.is_some_and(|word| word.as_str() == "before") {
            TestPart::Before(given)
        } else {
            TestPart::Given(given)
        }
    }

    fn given(&mut self, pair: Node<'_>) -> Given {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::export => Given::Snapshot(self.inner_string(pair)),
            Rule::missing => self.missing(pair),
            Rule::window => {
                let mut parts = Parts::of(pair);
                Given::Window {
                    entity: self.qualified_or_nothing(parts.next_of(Rule::qualified_type)),
                    from: self.date(parts.next_of(Rule::date)),
                    to: self.date(parts.next_of(Rule::date)),
                    span,
                }
            }
            _ => {
                let mut parts = Parts::of(pair);
                let ty = self.qualified_or_nothing(parts.next_of(Rule::qualified_type));
                Given::Object(self.object(Some(ty), span, parts.next()).0)
            }
        }
    }

    fn missing(&mut self, pair: Node<'_>) -> Given {
        let span = self.span(&pair);
        let path = Parts::of(pair).next().map(|path| self.dotted(&path));
        let (entity, path) = split_path(path.unwrap_or_default());
        let entity = entity.unwrap_or_else(|| self.qualified_or_nothing(None));
        Given::Missing { entity, path, span }
    }

    fn expect(&mut self, pair: Node<'_>) -> Expect {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let Some(code) = parts.next_of(Rule::code) else {
            return Expect::Snapshot(span);
        };
        Expect::Verdict {
            rule: self.ident(&code),
            status: status(parts.next_of(Rule::status).as_ref()),
            case: parts.next_of(Rule::fields).map(|fields| self.case(fields)),
            saying: parts.next_of(Rule::string).map(|pair| self.string(&pair)),
            span,
        }
    }

    fn case(&mut self, fields: Node<'_>) -> Vec<Pair> {
        self.pairs(fields).0
    }
}

/// `alias.Entity.field.field` as the entity and the path of the field.
fn split_path(names: Vec<Ident>) -> (Option<QualifiedName>, Vec<Ident>) {
    let mut names = names.into_iter();
    let Some(first) = names.next() else {
        return (None, Vec::new());
    };
    let is_alias = first.text.starts_with(|letter: char| letter.is_lowercase());
    let (qualifier, name) = match (is_alias, first) {
        (true, alias) => match names.next() {
            Some(name) => (Some(alias), name),
            None => (None, alias),
        },
        (false, name) => (None, name),
    };
    let start = qualifier.as_ref().map_or(name.span, |alias| alias.span);
    let entity = QualifiedName {
        span: start.to(name.span),
        qualifier,
        name,
    };
    (Some(entity), names.collect())
}

fn status(pair: Option<&Node<'_>>) -> Status {
    match pair.map_or("", Node::as_str) {
        "violated" => Status::Violated,
        "satisfied" => Status::Satisfied,
        "undetermined" => Status::Undetermined,
        "passed" => Status::Passed,
        "waived" => Status::Waived,
        _ => Status::NotApplicable,
    }
}
