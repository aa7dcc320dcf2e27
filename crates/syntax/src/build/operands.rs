//! What an expression is made of: literals, names, calls, objects, quantifiers.

use tenet_base::Span;

use super::expressions::{Term, Tokens, failed};
use super::operators::Level;
use super::{Builder, Node, Parts};
use crate::ast::{
    DurationUnit, Expr, ExprKind, Ident, ObjectLiteral, Pair, QualifiedName, QuantifierKind,
};
use crate::grammar::Rule;
use crate::slips;

/// A word or mark before an operand.
#[derive(Clone, Copy)]
enum Prefix {
    Not,
    Minus,
}

impl Builder<'_> {
    /// An operand with what stands before and after it.
    pub(super) fn prefixed(&mut self, tokens: &mut Tokens<'_>, least: Level) -> Term {
        let mut nots = Vec::new();
        let mut tight = Vec::new();
        while let Some(token) = tokens.next_of(Rule::prefix) {
            let span = self.leaf(&token);
            match self.prefix(token.as_str(), span) {
                Prefix::Not if least > Level::Not || !tight.is_empty() => {
                    self.report(slips::needs_parentheses(span, "not"));
                }
                Prefix::Not => nots.push(span),
                Prefix::Minus => tight.push(span),
            }
        }
        let bare = if tight.is_empty() {
            least
        } else {
            Level::Operand
        };
        let mut term = self.operand(tokens, bare);
        if !tight.is_empty() {
            term = self.continued(term, tokens, Level::Domain);
        }
        while let Some(span) = tight.pop() {
            let whole = span.to(term.expr.span);
            term = self.grow(ExprKind::Negate(Box::new(term.expr)), whole, term.height);
        }
        if nots.is_empty() {
            return term;
        }
        self.negated(nots, term, tokens)
    }

    fn negated(&mut self, mut nots: Vec<Span>, term: Term, tokens: &mut Tokens<'_>) -> Term {
        let mut term = self.continued(term, tokens, Level::Comparison);
        while let Some(span) = nots.pop() {
            let whole = span.to(term.expr.span);
            term = self.grow(ExprKind::Not(Box::new(term.expr)), whole, term.height);
        }
        term
    }

    fn prefix(&mut self, written: &str, span: Span) -> Prefix {
        let word = written.split_ascii_whitespace().next().unwrap_or("");
        match word {
            "-" => Prefix::Minus,
            "not" => Prefix::Not,
            _ => {
                let right = if word == "!" { "not " } else { "not" };
                self.report(slips::foreign_operator(span, word, right));
                Prefix::Not
            }
        }
    }

    pub(super) fn operand(&mut self, tokens: &mut Tokens<'_>, least: Level) -> Term {
        let Some(token) = tokens.next() else {
            return failed(self.nowhere());
        };
        let mut term = self.primary(token, least);
        while let Some(token) = tokens.next_postfix() {
            term = self.postfix(term, token);
        }
        term
    }

    fn primary(&mut self, token: Node<'_>, least: Level) -> Term {
        let span = self.leaf(&token);
        let text = token.as_str();
        let kind = match token.as_rule() {
            Rule::type_name => ExprKind::TypeName(self.qualified(&token)),
            Rule::string => ExprKind::String(self.string(&token).text),
            Rule::date => ExprKind::Date(text.to_owned()),
            Rule::number => self.number(text, span),
            Rule::duration => self.duration(token),
            Rule::literal_word => literal(text),
            Rule::reason => ExprKind::Unknown(self.inner_string(token)),
            Rule::regex => {
                self.report(slips::misplaced_regex(span));
                ExprKind::Error
            }
            Rule::chain => return self.chain(&token),
            Rule::group => return self.group(token),
            Rule::list => return self.list(token),
            Rule::quantifier => return self.quantifier(token, least),
            Rule::conditional => return self.conditional(token, least),
            // The grammar has no other operand.
            _ => ExprKind::Error,
        };
        self.grow(kind, span, 0)
    }

    fn number(&mut self, text: &str, span: Span) -> ExprKind {
        let digits = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.'));
        let (number, rest) = text
            .split_at_checked(digits.unwrap_or(text.len()))
            .unwrap_or((text, ""));
        if !rest.is_empty() {
            let unit = unit(rest).is_some();
            self.report(slips::malformed_number(span, number, rest, unit));
            return ExprKind::Error;
        }
        let plain = number.trim_start_matches('0');
        if number.starts_with('0') && plain.starts_with(|letter: char| letter.is_ascii_digit()) {
            self.report(slips::leading_zero(span, plain));
        }
        if number.contains('.') {
            ExprKind::Decimal(number.to_owned())
        } else {
            ExprKind::Int(number.to_owned())
        }
    }

    fn duration(&mut self, token: Node<'_>) -> ExprKind {
        let mut parts = Parts::of(token);
        let number = parts.next();
        let count = number.as_ref().map_or("", Node::as_str).to_owned();
        let glued = number.filter(|number| {
            number
                .as_str()
                .contains(|letter: char| letter.is_alphabetic() || letter == '_')
        });
        if let Some(number) = glued {
            let span = self.span(&number);
            return self.number(number.as_str(), span);
        }
        let Some(word) = parts.next() else {
            return ExprKind::Error;
        };
        if let Some(unit) = unit(word.as_str()) {
            return ExprKind::Duration { count, unit };
        }
        let span = self.span(&word);
        self.report(slips::uneven_unit(span, word.as_str()));
        ExprKind::Error
    }

    fn group(&mut self, token: Node<'_>) -> Term {
        let span = self.span(&token);
        let mut term = match Parts::of(token).next() {
            Some(inner) => self.collection(inner),
            None => failed(span),
        };
        term.grouped = true;
        term.expr.span = span;
        term
    }

    fn list(&mut self, token: Node<'_>) -> Term {
        let span = self.span(&token);
        let terms: Vec<Term> = Parts::of(token).map(|pair| self.row(pair)).collect();
        let below = highest(&terms);
        let items = terms.into_iter().map(|term| term.expr).collect();
        self.grow(ExprKind::List(items), span, below)
    }

    fn quantifier(&mut self, token: Node<'_>, least: Level) -> Term {
        let span = self.span(&token);
        let mut parts = Parts::of(token);
        let word = parts.next_of(Rule::quantifier_word);
        let written = word.as_ref().map_or("some", Node::as_str);
        let word_span = word.as_ref().map_or(span, |word| self.span(word));
        let kind = match written {
            "no" => QuantifierKind::No,
            "every" => QuantifierKind::Every,
            _ => QuantifierKind::Some,
        };
        if least > Level::Not {
            self.report(slips::needs_parentheses(word_span, written));
        }
        let Some(binding) = parts.next_of(Rule::binding) else {
            return failed(span);
        };
        let (binding, height) = self.binding(binding);
        let body = parts.next().map(|pair| self.row(pair));
        self.refuse_body(kind, written, word_span, body.as_ref());
        let below = height.max(body.as_ref().map_or(0, |body| body.height));
        let kind = ExprKind::Quantifier {
            kind,
            binding: Box::new(binding),
            satisfies: body.map(|body| Box::new(body.expr)),
        };
        self.grow(kind, span, below)
    }

    fn refuse_body(
        &mut self,
        kind: QuantifierKind,
        written: &str,
        word: Span,
        body: Option<&Term>,
    ) {
        match (kind, body) {
            (QuantifierKind::Every, None) => {
                let slip = slips::malformed_binding(word, "`every` lacks its `satisfies`");
                self.report(slip.help("write `every x in C where P satisfies Q`"));
            }
            (QuantifierKind::Some | QuantifierKind::No, Some(body)) => {
                let message =
                    format!("`{written}` has its condition after `where`, not `satisfies`");
                self.report(slips::malformed_binding(body.expr.span, &message));
            }
            (QuantifierKind::Every, Some(_))
            | (QuantifierKind::Some | QuantifierKind::No, None) => {}
        }
    }

    fn conditional(&mut self, token: Node<'_>, least: Level) -> Term {
        let span = self.span(&token);
        if least > Level::Not {
            let word = Span {
                end: span.start + 2,
                ..span
            };
            self.report(slips::needs_parentheses(word, "if"));
        }
        let terms: Vec<Term> = Parts::of(token).map(|pair| self.row(pair)).collect();
        let below = highest(&terms);
        let mut exprs = terms.into_iter().map(|term| Box::new(term.expr));
        let (Some(condition), Some(then)) = (exprs.next(), exprs.next()) else {
            return failed(span);
        };
        let kind = ExprKind::If {
            condition,
            then,
            otherwise: exprs.next(),
        };
        self.grow(kind, span, below)
    }

    fn postfix(&mut self, base: Term, token: Node<'_>) -> Term {
        match token.as_rule() {
            Rule::member => self.member(base, &token),
            Rule::arguments => self.call(base, token),
            _ => self.typed_object(base, token),
        }
    }

    fn member(&mut self, base: Term, token: &Node<'_>) -> Term {
        let text = token.as_str();
        let name = text.rsplit(|letter: char| !is_word(letter)).next();
        let name = name.unwrap_or("");
        let start = token.as_span().end() - name.len();
        self.field_of(base, name, start, text.starts_with('?'))
    }

    /// `a.b?.c`: a name and the fields after it, which are one token.
    fn chain(&mut self, token: &Node<'_>) -> Term {
        let text = token.as_str();
        let start = token.as_span().start();
        let mut at = text.find(['.', '?']).unwrap_or(text.len());
        let name = text.get(..at).unwrap_or("");
        let span = self.range(start, start + at);
        let name = Ident {
            text: self.written(span, name),
            span,
        };
        let mut term = self.grow(ExprKind::Name(name), span, 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let null_safe = rest.starts_with('?');
            let dots = if null_safe { 2 } else { 1 };
            let name = rest.get(dots..).unwrap_or("");
            let name = name.split(['.', '?']).next().unwrap_or("");
            term = self.field_of(term, name, start + at + dots, null_safe);
            at += dots + name.len();
        }
        term
    }

    fn field_of(&mut self, base: Term, name: &str, start: usize, null_safe: bool) -> Term {
        let name_span = self.range(start, start + name.len());
        let name = Ident {
            text: self.written(name_span, name),
            span: name_span,
        };
        let span = base.expr.span.to(name_span);
        let is_type = !null_safe
            && name
                .text
                .starts_with(|letter: char| letter.is_ascii_uppercase());
        let kind = match base.expr.kind {
            ExprKind::Name(qualifier) if is_type && !base.grouped => {
                ExprKind::TypeName(QualifiedName {
                    qualifier: Some(qualifier),
                    name,
                    span,
                })
            }
            kind => ExprKind::Member {
                base: Box::new(Expr {
                    kind,
                    span: base.expr.span,
                }),
                name,
                null_safe,
            },
        };
        self.grow(kind, span, base.height)
    }

    fn call(&mut self, base: Term, token: Node<'_>) -> Term {
        let span = base.expr.span.to(self.span(&token));
        let Some(name) = callee(base.expr) else {
            let place = self.span(&token);
            self.report(slips::unexpected(
                place.at_start().to(place),
                "only a name can be called",
            ));
            return failed(span);
        };
        let takes_regex = name.qualifier.is_none() && name.name.text == "capture";
        let terms: Vec<Term> = Parts::of(token)
            .map(|argument| self.argument_value(argument, takes_regex))
            .collect();
        let below = highest(&terms);
        let arguments = terms.into_iter().map(|term| term.expr).collect();
        self.grow(ExprKind::Call { name, arguments }, span, below)
    }

    fn argument_value(&mut self, argument: Node<'_>, takes_regex: bool) -> Term {
        if takes_regex && argument.as_str().starts_with('/') {
            let mut tokens = argument.clone().into_inner().flat_map(Node::into_inner);
            if let (Some(regex), None) = (tokens.next(), tokens.next()) {
                let pattern = self.regex(&regex);
                return self.grow(ExprKind::Regex(pattern.text), pattern.span, 0);
            }
        }
        self.collection(argument)
    }

    fn typed_object(&mut self, base: Term, token: Node<'_>) -> Term {
        let span = base.expr.span.to(self.span(&token));
        let ExprKind::TypeName(ty) = base.expr.kind else {
            self.report(slips::unexpected(
                base.expr.span,
                "an object begins with its type",
            ));
            return failed(span);
        };
        let (object, below) = self.object(Some(ty), span, Some(token));
        self.grow(ExprKind::Object(object), span, below)
    }

    /// An object and how high its fields are.
    pub(super) fn object(
        &mut self,
        ty: Option<QualifiedName>,
        span: Span,
        fields: Option<Node<'_>>,
    ) -> (ObjectLiteral, usize) {
        let (pairs, height) = fields.map(|fields| self.pairs(fields)).unwrap_or_default();
        (ObjectLiteral { ty, pairs, span }, height)
    }

    pub(super) fn pairs(&mut self, fields: Node<'_>) -> (Vec<Pair>, usize) {
        let mut height = 0;
        let mut pairs = Vec::new();
        for part in Parts::of(fields) {
            let (pair, above) = self.pair(part);
            pairs.push(pair);
            height = height.max(above);
        }
        (pairs, height)
    }

    pub(super) fn pair(&mut self, pair: Node<'_>) -> (Pair, usize) {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.ident_or_nothing(parts.next_of(Rule::word));
        let term = match parts.next() {
            Some(value) if value.as_rule() == Rule::fields => {
                let place = self.span(&value);
                let (object, below) = self.object(None, place, Some(value));
                self.grow(ExprKind::Object(object), place, below)
            }
            Some(value) => self.row(value),
            None => failed(span.at_end()),
        };
        let pair = Pair {
            name,
            value: term.expr,
            span,
        };
        (pair, term.height)
    }
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn highest(terms: &[Term]) -> usize {
    terms.iter().map(|term| term.height).max().unwrap_or(0)
}

fn literal(word: &str) -> ExprKind {
    match word {
        "true" => ExprKind::Bool(true),
        "false" => ExprKind::Bool(false),
        "null" => ExprKind::Null,
        _ => ExprKind::Now,
    }
}

/// The unit that a word names, unless its length varies.
fn unit(word: &str) -> Option<DurationUnit> {
    Some(match word {
        "week" | "weeks" => DurationUnit::Weeks,
        "day" | "days" => DurationUnit::Days,
        "hour" | "hours" => DurationUnit::Hours,
        "minute" | "minutes" => DurationUnit::Minutes,
        "second" | "seconds" => DurationUnit::Seconds,
        _ => return None,
    })
}

/// The name that is called: `name` or `alias.name`.
fn callee(base: Expr) -> Option<QualifiedName> {
    let span = base.span;
    match base.kind {
        ExprKind::Name(name) => Some(QualifiedName {
            qualifier: None,
            name,
            span,
        }),
        ExprKind::Member {
            base,
            name,
            null_safe: false,
        } => match base.kind {
            ExprKind::Name(alias) => Some(QualifiedName {
                qualifier: Some(alias),
                name,
                span,
            }),
            _ => None,
        },
        _ => None,
    }
}
