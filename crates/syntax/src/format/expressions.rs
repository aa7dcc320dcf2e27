//! Expressions: where a long one is broken.
//!
//! pest reads an expression as a flat row of operands and operators. The row is
//! cut at its loosest operators, each part again at the loosest of its own, and
//! each cut is a place where a line may end. Parentheses stay where they are,
//! since they are tokens like any other.

use super::document::{Document, group, line, nest, nothing, row, space};
use super::writer::{Padding, Writer, on_next_line, pair_of};
use crate::build::Node;
use crate::grammar::Rule;

/// Whether what follows on further lines stands a level deeper than what begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hang {
    /// It begins in the middle of a line.
    Deeper,
    /// It begins a line of its own.
    Level,
}

/// How loosely an operator binds, from the loosest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Looseness {
    Or,
    And,
    Comparison,
    Window,
    Otherwise,
    Sum,
    Product,
    Domain,
}

/// An operand with what stands before and after it, and the operator before all of that.
struct Operand<'i> {
    operator: Option<Node<'i>>,
    parts: Vec<Node<'i>>,
}

impl<'s> Writer<'s> {
    /// `expr`, `source`
    pub(super) fn expression(&mut self, pair: Node<'_>, hang: Hang) -> Document<'s> {
        let operands = operands(pair);
        self.operands(&operands, hang)
    }

    /// `collection`: an expression, perhaps with a `where` or `for` after it.
    pub(super) fn collection(&mut self, pair: Node<'_>, hang: Hang) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expr if parts.is_empty() => parts.push(self.expression(part, hang)),
                Rule::expr => parts.push(self.condition(part)),
                Rule::binding => {
                    let word = self.token();
                    parts.push(on_next_line(pair_of(word, self.binding(part))));
                }
                _ => {}
            }
        }
        row(parts)
    }

    /// `x in C where P`
    pub(super) fn binding(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => parts.push(pair_of(self.token(), self.token())),
                Rule::source => parts.extend([space(), self.expression(part, Hang::Deeper)]),
                Rule::expr => parts.push(self.condition(part)),
                _ => {}
            }
        }
        row(parts)
    }

    /// `where P`, on the next line if it does not fit.
    fn condition(&mut self, pair: Node<'_>) -> Document<'s> {
        let word = self.token();
        on_next_line(pair_of(word, self.expression(pair, Hang::Deeper)))
    }

    fn operands(&mut self, operands: &[Operand<'_>], hang: Hang) -> Document<'s> {
        let operators = operands.iter().skip(1).filter_map(looseness);
        let Some(loosest) = operators.min() else {
            return operands
                .first()
                .map_or_else(nothing, |operand| self.operand(operand, hang));
        };
        // The parts between the loosest operators; all but the first begin with one.
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, operand) in operands.iter().enumerate().skip(1) {
            if looseness(operand) == Some(loosest) {
                parts.push(operands.get(start..at).unwrap_or_default());
                start = at;
            }
        }
        parts.push(operands.get(start..).unwrap_or_default());
        self.parts(&parts, loosest, hang)
    }

    fn parts(&mut self, parts: &[&[Operand<'_>]], loosest: Looseness, hang: Hang) -> Document<'s> {
        let mut parts = parts.iter();
        let first = parts.next().copied().unwrap_or_default();
        let first = self.operands(first, hang);
        match loosest {
            Looseness::Domain => {
                let rest = parts.map(|part| row([space(), self.after_operator(part)]));
                row([first].into_iter().chain(rest))
            }
            Looseness::Comparison | Looseness::Window => {
                let rest = parts.map(|part| self.compared(part));
                row([first].into_iter().chain(rest))
            }
            Looseness::Or
            | Looseness::And
            | Looseness::Otherwise
            | Looseness::Sum
            | Looseness::Product => {
                let rest = parts.map(|part| row([line(), self.after_operator(part)]));
                let chain = row([first].into_iter().chain(rest));
                group(if hang == Hang::Level {
                    chain
                } else {
                    nest(chain)
                })
            }
        }
    }

    /// The right side of a comparison: a list stays on the line and is broken in itself.
    fn compared(&mut self, part: &[Operand<'_>]) -> Document<'s> {
        let hugged = match part {
            [only] => is_listing(only),
            _ => false,
        };
        let right = self.after_operator(part);
        if hugged {
            row([space(), right])
        } else {
            on_next_line(right)
        }
    }

    /// An operator and what it is applied to.
    fn after_operator(&mut self, part: &[Operand<'_>]) -> Document<'s> {
        let operator = part.first().and_then(|first| first.operator.as_ref());
        let operator = operator.map_or_else(nothing, |operator| self.words(operator));
        pair_of(operator, self.operands(part, Hang::Deeper))
    }

    fn operand(&mut self, operand: &Operand<'_>, hang: Hang) -> Document<'s> {
        let mut parts = Vec::new();
        for part in &operand.parts {
            match part.as_rule() {
                Rule::prefix if part.as_str().starts_with('-') => parts.push(self.token()),
                Rule::prefix => parts.extend([self.words(part), space()]),
                Rule::member => parts.push(self.glued(part)),
                Rule::arguments => parts.push(self.arguments(part.clone())),
                Rule::fields => parts.extend([space(), self.fields(part.clone())]),
                _ => parts.push(self.primary(part.clone(), hang)),
            }
        }
        row(parts)
    }

    fn primary(&mut self, pair: Node<'_>, hang: Hang) -> Document<'s> {
        match pair.as_rule() {
            Rule::group => self.group(pair),
            Rule::list => self.list(pair),
            Rule::reason => self.glued(&pair),
            Rule::quantifier => self.quantifier(pair),
            Rule::conditional => self.conditional(pair, hang),
            _ => self.words(&pair),
        }
    }

    /// `( … )`: what is within stands right behind the parenthesis.
    fn group(&mut self, pair: Node<'_>) -> Document<'s> {
        let open = self.token();
        let inner = pair
            .into_inner()
            .find(|part| part.as_rule() == Rule::collection);
        let inner = inner.map_or_else(nothing, |inner| self.collection(inner, Hang::Deeper));
        row([open, inner, self.token()])
    }

    fn list(&mut self, pair: Node<'_>) -> Document<'s> {
        if is_single_listing(&pair) && !self.has_comments(&pair) {
            return self.hugged(pair);
        }
        self.comma_list(values(pair), Padding::Tight, |writer, item| {
            writer.expression(item, Hang::Deeper)
        })
    }

    fn arguments(&mut self, pair: Node<'_>) -> Document<'s> {
        if is_single_listing(&pair) && !self.has_comments(&pair) {
            return self.hugged(pair);
        }
        let arguments = values(pair.clone()).filter(|part| part.as_rule() != Rule::comma);
        let padding = match arguments.count() {
            1 => Padding::Single,
            _ => Padding::Tight,
        };
        self.comma_list(values(pair), padding, |writer, item| {
            writer.collection(item, Hang::Deeper)
        })
    }

    /// A list of one value that is broken in itself: the marks stay with it.
    fn hugged(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = vec![self.token()];
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comma => drop(self.token()),
                Rule::expr => parts.push(self.expression(part, Hang::Deeper)),
                Rule::collection => parts.push(self.collection(part, Hang::Deeper)),
                _ => parts.push(self.token()),
            }
        }
        row(parts)
    }

    /// `{ name: value }`
    pub(super) fn fields(&mut self, pair: Node<'_>) -> Document<'s> {
        self.comma_list(values(pair), Padding::Spaced, Self::pair)
    }

    /// `name: value`
    pub(super) fn pair(&mut self, pair: Node<'_>) -> Document<'s> {
        let name = row([self.token(), self.token()]);
        let value = pair.into_inner().last();
        let value = value.map_or_else(nothing, |value| match value.as_rule() {
            Rule::fields => self.fields(value),
            _ => self.expression(value, Hang::Deeper),
        });
        pair_of(name, value)
    }

    /// `every x in C where P satisfies Q`
    fn quantifier(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::quantifier_word => parts.extend([self.token(), space()]),
                Rule::binding => parts.push(self.binding(part)),
                Rule::expr => {
                    let word = self.token();
                    let body = pair_of(word, self.expression(part, Hang::Deeper));
                    parts.push(nest(row([line(), body])));
                }
                _ => {}
            }
        }
        group(row(parts))
    }

    /// `if P then a else if Q then b else c`, broken before each `else`.
    fn conditional(&mut self, pair: Node<'_>, hang: Hang) -> Document<'s> {
        let (first, mut otherwise) = self.branch(pair);
        let mut rest = Vec::new();
        while let Some(value) = otherwise.take() {
            rest.extend([line(), self.token(), space()]);
            if let Some(inner) = sole_conditional(&value) {
                let (branch, next) = self.branch(inner);
                rest.push(branch);
                otherwise = next;
            } else {
                rest.push(self.expression(value, Hang::Deeper));
            }
        }
        let rest = row(rest);
        let rest = if hang == Hang::Level {
            rest
        } else {
            nest(rest)
        };
        group(row([first, rest]))
    }

    /// `if P then a`, and what stands after its `else`.
    fn branch<'i>(&mut self, pair: Node<'i>) -> (Document<'s>, Option<Node<'i>>) {
        let inner = pair.into_inner();
        let mut values = inner.filter(|part| part.as_rule() == Rule::expr);
        let mut parts = vec![self.token(), space()];
        if let Some(condition) = values.next() {
            parts.push(nest(self.expression(condition, Hang::Level)));
        }
        parts.extend(values.next().map(|value| self.then(value)));
        (group(row(parts)), values.next())
    }

    /// `then a`, on the next line if it does not fit.
    fn then(&mut self, value: Node<'_>) -> Document<'s> {
        let word = self.token();
        nest(row([
            line(),
            pair_of(word, self.expression(value, Hang::Deeper)),
        ]))
    }
}

/// The operands of an expression, in order.
fn operands(pair: Node<'_>) -> Vec<Operand<'_>> {
    let mut operands = Vec::new();
    let mut current = Operand {
        operator: None,
        parts: Vec::new(),
    };
    for part in pair.into_inner() {
        if matches!(part.as_rule(), Rule::operator | Rule::source_operator) {
            let next = Operand {
                operator: Some(part),
                parts: Vec::new(),
            };
            operands.push(std::mem::replace(&mut current, next));
        } else {
            current.parts.push(part);
        }
    }
    operands.push(current);
    operands
}

fn looseness(operand: &Operand<'_>) -> Option<Looseness> {
    let text = operand.operator.as_ref()?.as_str();
    let word = text.split_whitespace().next().unwrap_or("");
    Some(match word {
        "or" => Looseness::Or,
        "and" => Looseness::And,
        "during" | "to" => Looseness::Window,
        "otherwise" => Looseness::Otherwise,
        "+" | "-" => Looseness::Sum,
        "*" => Looseness::Product,
        "of" => Looseness::Domain,
        _ => Looseness::Comparison,
    })
}

/// Whether an operand is a list or an object, which is broken in itself.
fn is_listing(operand: &Operand<'_>) -> bool {
    match operand.parts.as_slice() {
        [only] => only.as_rule() == Rule::list,
        [_, last] => last.as_rule() == Rule::fields,
        _ => false,
    }
}

/// Whether a list has one value, and that is a list or an object.
fn is_single_listing(pair: &Node<'_>) -> bool {
    let mut values = values(pair.clone()).filter(|part| part.as_rule() != Rule::comma);
    let (Some(only), None) = (values.next(), values.next()) else {
        return false;
    };
    let value = match only.as_rule() {
        Rule::collection => sole(only),
        _ => Some(only),
    };
    value.is_some_and(|value| match operands(value).as_slice() {
        [only] => is_listing(only),
        _ => false,
    })
}

/// The conditional that an expression is, if it is nothing else.
fn sole_conditional<'i>(pair: &Node<'i>) -> Option<Node<'i>> {
    sole(pair.clone()).filter(|part| part.as_rule() == Rule::conditional)
}

/// The only part of a pair.
fn sole(pair: Node<'_>) -> Option<Node<'_>> {
    let mut inner = pair.into_inner();
    inner.next().filter(|_| inner.next().is_none())
}

/// The values of a list, and the commas between them.
fn values(pair: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    pair.into_inner().filter(|part| {
        let rule = part.as_rule();
        matches!(
            rule,
            Rule::comma | Rule::expr | Rule::collection | Rule::pair
        )
    })
}
