//! Expressions: from the flat row of terms and operators to a tree.
//!
//! The height of what is built is known at each step, so that a long chain of
//! operators is refused before it makes a tree that a walk could not recurse in.

use std::iter::Peekable;

use pest::iterators::Pairs;
use tenet_base::Span;

use super::operators::{Level, Operator, Slip};
use super::{Builder, Node, Parts};
use crate::MAX_DEPTH;
use crate::ast::{Binding, CompareOperator, DomainWord, Expr, ExprKind, IsTest, TextTest, Window};
use crate::grammar::Rule;
use crate::slips;

/// The row of terms and operators that is left to read.
pub(super) struct Tokens<'i> {
    pairs: Peekable<Pairs<'i, Rule>>,
    /// An operator that was read and is left to a looser level.
    ahead: Option<Placed<'i>>,
}

impl<'i> Tokens<'i> {
    fn of(pair: Node<'i>) -> Self {
        Self {
            pairs: pair.into_inner().peekable(),
            ahead: None,
        }
    }

    pub(super) fn next(&mut self) -> Option<Node<'i>> {
        self.pairs.next()
    }

    pub(super) fn next_of(&mut self, wanted: Rule) -> Option<Node<'i>> {
        self.pairs.next_if(|token| token.as_rule() == wanted)
    }

    /// What may follow an operand without an operator.
    pub(super) fn next_postfix(&mut self) -> Option<Node<'i>> {
        let is_postfix = |token: &Node<'_>| {
            matches!(
                token.as_rule(),
                Rule::member | Rule::arguments | Rule::fields
            )
        };
        self.pairs.next_if(is_postfix)
    }
}

/// An expression in the making.
pub(super) struct Term {
    pub(super) expr: Expr,
    /// How many nodes its longest path has.
    pub(super) height: usize,
    /// Whether parentheses stand around it.
    pub(super) grouped: bool,
}

/// An operator at its place.
#[derive(Clone, Copy)]
pub(super) struct Placed<'i> {
    pub(super) operator: Operator,
    written: &'i str,
    span: Span,
}

impl Builder<'_> {
    pub(super) fn expression(&mut self, pair: Option<Node<'_>>) -> Expr {
        match pair {
            Some(pair) => self.row(pair).expr,
            None => self.no_expression(),
        }
    }

    pub(super) fn no_expression(&self) -> Expr {
        Expr {
            kind: ExprKind::Error,
            span: self.nowhere(),
        }
    }

    /// A term of that kind above others, the highest of which is given.
    pub(super) fn grow(&mut self, kind: ExprKind, span: Span, below: usize) -> Term {
        let height = below + 1;
        if height > MAX_DEPTH {
            self.too_deep(span);
            return failed(span);
        }
        Term {
            expr: Expr { kind, span },
            height,
            grouped: false,
        }
    }

    /// An `expr` or a `source`: terms with operators between them.
    pub(super) fn row(&mut self, pair: Node<'_>) -> Term {
        if self.depth >= MAX_DEPTH {
            let span = self.span(&pair);
            self.too_deep(span);
            return failed(span);
        }
        self.depth += 1;
        let mut tokens = Tokens::of(pair);
        let term = self.operations(&mut tokens, Level::Or);
        self.depth -= 1;
        term
    }

    /// A term and the operators after it that bind at least so tightly.
    pub(super) fn operations(&mut self, tokens: &mut Tokens<'_>, least: Level) -> Term {
        let left = self.prefixed(tokens, least);
        self.continued(left, tokens, least)
    }

    pub(super) fn continued(
        &mut self,
        mut left: Term,
        tokens: &mut Tokens<'_>,
        least: Level,
    ) -> Term {
        while let Some(placed) = self.next_operator(tokens, least) {
            self.refuse_spelling(placed);
            left = self.operation(left, placed, tokens);
        }
        left
    }

    /// The next operator, if it binds at least so tightly; each is read once.
    fn next_operator<'i>(&self, tokens: &mut Tokens<'i>, least: Level) -> Option<Placed<'i>> {
        if tokens.ahead.is_none() {
            let token = tokens.pairs.next()?;
            tokens.ahead = Some(Placed {
                operator: Operator::read(token.as_str()),
                written: token.as_str(),
                span: self.leaf(&token),
            });
        }
        tokens
            .ahead
            .take_if(|placed| placed.operator.level() >= least)
    }

    fn refuse_spelling(&mut self, placed: Placed<'_>) {
        match Operator::slip(placed.written) {
            Some(Slip::Spelling(right)) => {
                self.report(slips::foreign_operator(placed.span, placed.written, right));
            }
            Some(Slip::Help(help)) => {
                self.report(slips::no_such_operator(placed.span, placed.written, help));
            }
            None => {}
        }
    }

    fn operation(&mut self, left: Term, placed: Placed<'_>, tokens: &mut Tokens<'_>) -> Term {
        let level = placed.operator.level();
        if level >= Level::Comparison {
            self.refuse_bare(&left);
        }
        if level == Level::Comparison && !left.grouped && is_comparison(&left.expr.kind) {
            self.report(slips::chained(placed.span, left.expr.span));
        }
        match placed.operator {
            Operator::Or | Operator::And => self.joined(left, placed, tokens),
            Operator::Is { negated } => self.is_test(left, placed, negated, tokens),
            Operator::Like => self.like(left, placed, tokens),
            Operator::Matches => self.matches(left, placed, tokens),
            Operator::During => self.during(left, placed, tokens),
            Operator::DuringLast => self.during_last(left, tokens),
            Operator::To => self.stray_to(left, placed, tokens),
            Operator::Of => self.domain(left, tokens),
            Operator::Compare(_)
            | Operator::In { .. }
            | Operator::Reaches
            | Operator::StartsWith
            | Operator::EndsWith
            | Operator::Contains
            | Operator::Otherwise
            | Operator::Arithmetic(_) => {
                let right = self.operations(tokens, level.tighter());
                self.binary(left, placed, right)
            }
        }
    }

    /// Refuses a quantifier, an `if` or a `not` as the left side of a tighter operator.
    fn refuse_bare(&mut self, left: &Term) {
        let word = match &left.expr.kind {
            ExprKind::Quantifier { .. } => "a quantifier",
            ExprKind::If { .. } => "if",
            ExprKind::Not(_) => "not",
            _ => return,
        };
        if !left.grouped {
            self.report(slips::needs_parentheses(left.expr.span, word));
        }
    }

    fn binary(&mut self, left: Term, placed: Placed<'_>, right: Term) -> Term {
        let span = left.expr.span.to(right.expr.span);
        if let Operator::Compare(operator) = placed.operator
            && matches!(right.expr.kind, ExprKind::Null)
            && let Some(negated) = null_negation(operator)
        {
            let written = placed.span.to(right.expr.span);
            return self.null_test(left, negated, written);
        }
        let below = left.height.max(right.height);
        let kind = binary_kind(placed, Box::new(left.expr), Box::new(right.expr));
        self.grow(kind, span, below)
    }

    /// `x == null`: what is meant is whether the value is there.
    fn null_test(&mut self, left: Term, negated: bool, written: Span) -> Term {
        let right = if negated {
            "is not present"
        } else {
            "is present"
        };
        self.report(slips::null_test(written, right));
        self.is(left, negated, IsTest::Present, written.end)
    }

    fn is(&mut self, left: Term, negated: bool, test: IsTest, end: u32) -> Term {
        let span = Span {
            end,
            ..left.expr.span
        };
        let subject = Box::new(left.expr);
        let kind = ExprKind::Is {
            negated,
            subject,
            test,
        };
        self.grow(kind, span, left.height)
    }

    fn is_test(
        &mut self,
        left: Term,
        placed: Placed<'_>,
        negated: bool,
        tokens: &mut Tokens<'_>,
    ) -> Term {
        let right = self.operations(tokens, Level::During).expr;
        let end = right.span.end;
        let test = match right.kind {
            ExprKind::TypeName(name) => IsTest::Type(name),
            ExprKind::Name(name) if name.text == "present" => IsTest::Present,
            ExprKind::Name(name) if name.text == "known" => IsTest::Known,
            ExprKind::Name(name) if name.text == "empty" => IsTest::Empty,
            ExprKind::Null => return self.null_test(left, !negated, placed.span.to(right.span)),
            ExprKind::Error => return failed(left.expr.span.to(right.span)),
            _ => {
                let message = "expected `present`, `known`, `empty` or a type after `is`";
                self.report(slips::unexpected(right.span, message));
                return failed(left.expr.span.to(right.span));
            }
        };
        self.is(left, negated, test, end)
    }

    fn during_last(&mut self, left: Term, tokens: &mut Tokens<'_>) -> Term {
        let length = self.operations(tokens, Level::Sum);
        let below = left.height.max(length.height);
        let span = left.expr.span.to(length.expr.span);
        let window = Window::Last(Box::new(length.expr));
        self.window(left, window, span, below)
    }

    fn during(&mut self, left: Term, placed: Placed<'_>, tokens: &mut Tokens<'_>) -> Term {
        let from = self.operations(tokens, Level::Sum);
        let next = self.next_operator(tokens, Level::During);
        let Some(_) = next.filter(|next| next.operator == Operator::To) else {
            let message =
                "`during` takes `last` and a duration, or two dates with `to` between them";
            self.report(slips::unexpected(placed.span, message));
            return left;
        };
        let to = self.operations(tokens, Level::Sum);
        let below = left.height.max(from.height).max(to.height);
        let span = left.expr.span.to(to.expr.span);
        let window = Window::Between(Box::new(from.expr), Box::new(to.expr));
        self.window(left, window, span, below)
    }

    fn window(&mut self, left: Term, window: Window, span: Span, below: usize) -> Term {
        let source = Box::new(left.expr);
        self.grow(ExprKind::During { source, window }, span, below)
    }

    /// `members of g`; the words may follow each other.
    fn domain(&mut self, left: Term, tokens: &mut Tokens<'_>) -> Term {
        let mut words = vec![left];
        let mut operand = self.operand(tokens, Level::Operand);
        while self.next_operator(tokens, Level::Domain).is_some() {
            words.push(std::mem::replace(&mut operand, failed(self.nowhere())));
            operand = self.operand(tokens, Level::Operand);
        }
        while let Some(word) = words.pop() {
            let span = word.expr.span.to(operand.expr.span);
            let Some(word) = domain_word(&word) else {
                let message = "`of` follows `members`, `targets`, `changes`, `groups`, `inclusions` or `exclusions`";
                self.report(slips::unexpected(word.expr.span, message));
                return failed(span);
            };
            let kind = ExprKind::Domain {
                word,
                operand: Box::new(operand.expr),
            };
            operand = self.grow(kind, span, operand.height);
        }
        operand
    }

    fn stray_to(&mut self, left: Term, placed: Placed<'_>, tokens: &mut Tokens<'_>) -> Term {
        self.operations(tokens, Level::Sum);
        self.report(slips::unexpected(
            placed.span,
            "`to` stands only in `during a to b`",
        ));
        left
    }

    /// `and` and `or`: all operands of a row of the same word are siblings.
    fn joined(&mut self, left: Term, placed: Placed<'_>, tokens: &mut Tokens<'_>) -> Term {
        let is_or = placed.operator == Operator::Or;
        let right = self.operations(tokens, placed.operator.level().tighter());
        if is_or {
            for side in [&left, &right] {
                self.refuse_mixed(side, placed.span);
            }
        }
        let span = left.expr.span.to(right.expr.span);
        let grouped = left.grouped;
        let below = left.height.max(right.height);
        match left.expr.kind {
            ExprKind::Or(mut operands) if is_or && !grouped => {
                operands.push(right.expr);
                self.grow(
                    ExprKind::Or(operands),
                    span,
                    (left.height - 1).max(right.height),
                )
            }
            ExprKind::And(mut operands) if !is_or && !grouped => {
                operands.push(right.expr);
                self.grow(
                    ExprKind::And(operands),
                    span,
                    (left.height - 1).max(right.height),
                )
            }
            kind => {
                let first = Expr {
                    kind,
                    span: left.expr.span,
                };
                let operands = vec![first, right.expr];
                let kind = if is_or {
                    ExprKind::Or(operands)
                } else {
                    ExprKind::And(operands)
                };
                self.grow(kind, span, below)
            }
        }
    }

    fn refuse_mixed(&mut self, side: &Term, operator: Span) {
        let span = side.expr.span;
        if matches!(side.expr.kind, ExprKind::And(_)) && !side.grouped {
            let text = self.written.get(span.start as usize..span.end as usize);
            let grouped = format!("({})", text.unwrap_or(""));
            self.report(slips::mixed(operator, span, grouped));
        }
    }

    /// `expr`, `x in C where P`, or `e for x in C`.
    pub(super) fn collection(&mut self, pair: Node<'_>) -> Term {
        let mut parts = Parts::of(pair);
        let Some(first) = parts.next() else {
            return failed(self.nowhere());
        };
        let first = self.row(first);
        match parts.next() {
            None => first,
            Some(part) if part.as_rule() == Rule::binding => self.generator(first, part),
            Some(part) => self.comprehension(first, part),
        }
    }

    fn generator(&mut self, value: Term, part: Node<'_>) -> Term {
        let (binding, height) = self.binding(part);
        let span = value.expr.span.to(binding.span);
        let kind = ExprKind::Generator {
            value: Box::new(value.expr),
            binding: Box::new(binding),
        };
        self.grow(kind, span, height.max(value.height))
    }

    fn comprehension(&mut self, first: Term, part: Node<'_>) -> Term {
        let condition = self.row(part);
        let span = first.expr.span.to(condition.expr.span);
        let below = first.height.max(condition.height);
        match into_binding(first, condition.expr, span) {
            Ok(binding) => self.grow(ExprKind::Comprehension(Box::new(binding)), span, below),
            Err(place) => {
                let message = "`where` follows `x in C` and nothing else";
                self.report(slips::malformed_binding(place, message));
                failed(span)
            }
        }
    }

    /// `x in C where P`, and how high it is.
    pub(super) fn binding(&mut self, pair: Node<'_>) -> (Binding, usize) {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.ident_or_nothing(parts.next_of(Rule::name));
        let source = match parts.next_of(Rule::source) {
            Some(source) => self.row(source),
            None => failed(span.at_end()),
        };
        let condition = parts.next().map(|pair| self.row(pair));
        let height = condition.as_ref().map_or(0, |term| term.height);
        let binding = Binding {
            name,
            source: source.expr,
            condition: condition.map(|term| term.expr),
            span,
        };
        (binding, source.height.max(height))
    }
}

/// What stands for an expression that could not be read.
pub(super) fn failed(span: Span) -> Term {
    Term {
        expr: Expr {
            kind: ExprKind::Error,
            span,
        },
        height: 1,
        grouped: false,
    }
}

/// The binding that `x in C` before a `where` is; its place if it is something else.
fn into_binding(first: Term, condition: Expr, span: Span) -> Result<Binding, Span> {
    let place = first.expr.span;
    match first.expr.kind {
        ExprKind::In {
            negated: false,
            directly: false,
            item,
            collection,
        } if !first.grouped => match item.kind {
            ExprKind::Name(name) => Ok(Binding {
                name,
                source: *collection,
                condition: Some(condition),
                span,
            }),
            _ => Err(item.span),
        },
        _ => Err(place),
    }
}

fn domain_word(term: &Term) -> Option<DomainWord> {
    let ExprKind::Name(name) = &term.expr.kind else {
        return None;
    };
    Some(match name.text.as_str() {
        "members" => DomainWord::Members,
        "targets" => DomainWord::Targets,
        "changes" => DomainWord::Changes,
        "groups" => DomainWord::Groups,
        "inclusions" => DomainWord::Inclusions,
        "exclusions" => DomainWord::Exclusions,
        _ => return None,
    })
}

fn is_comparison(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Compare { .. }
            | ExprKind::In { .. }
            | ExprKind::Is { .. }
            | ExprKind::Reaches { .. }
            | ExprKind::TextTest { .. }
    )
}

/// Whether `==` or `!=` with null asks for absence.
fn null_negation(operator: CompareOperator) -> Option<bool> {
    match operator {
        CompareOperator::Equal => Some(true),
        CompareOperator::NotEqual => Some(false),
        CompareOperator::Less
        | CompareOperator::LessOrEqual
        | CompareOperator::Greater
        | CompareOperator::GreaterOrEqual => None,
    }
}

fn binary_kind(placed: Placed<'_>, left: Box<Expr>, right: Box<Expr>) -> ExprKind {
    let text_test = |subject, test| ExprKind::TextTest { subject, test };
    match placed.operator {
        Operator::Compare(operator) => ExprKind::Compare {
            operator,
            operator_span: placed.span,
            left,
            right,
        },
        Operator::In { negated, directly } => ExprKind::In {
            negated,
            directly,
            item: left,
            collection: right,
        },
        Operator::Reaches => ExprKind::Reaches {
            policy: left,
            target: right,
        },
        Operator::StartsWith => text_test(left, TextTest::StartsWith(right)),
        Operator::EndsWith => text_test(left, TextTest::EndsWith(right)),
        Operator::Contains => text_test(left, TextTest::Contains(right)),
        Operator::Otherwise => ExprKind::Otherwise {
            value: left,
            default: right,
        },
        Operator::Arithmetic(operator) => ExprKind::Arithmetic {
            operator,
            left,
            right,
        },
        // The others never come here: each has a function of its own.
        Operator::Or
        | Operator::And
        | Operator::Is { .. }
        | Operator::Like
        | Operator::Matches
        | Operator::During
        | Operator::DuringLast
        | Operator::To
        | Operator::Of => ExprKind::Error,
    }
}
