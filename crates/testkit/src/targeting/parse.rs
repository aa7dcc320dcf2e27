//! The grammar of the three languages, by recursive descent.

use super::Language;
use super::date;
use super::token::Token;

/// A condition.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    /// One of two holds.
    Or(Box<Self>, Box<Self>),
    /// Both hold.
    And(Box<Self>, Box<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// It holds for an item of a collection, or for each.
    Quantified {
        /// The collection, as it is written.
        collection: String,
        /// Whether it must hold for each.
        every: bool,
        /// What must hold; none where no parentheses say how far it goes (D20).
        inner: Option<Box<Self>>,
    },
    /// A property and a value.
    Comparison {
        /// The property, as it is written.
        property: String,
        /// How they are compared.
        operator: Operator,
        /// The value.
        literal: Literal,
    },
    /// The direct reports of a manager (D25); none if the id is doubtful.
    DirectReports(Option<String>),
}

/// How a property and a value are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Eq,
    Ne,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    Match,
    NotMatch,
    In,
    NotIn,
    Gt,
    Ge,
    Lt,
    Le,
}

/// A value in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Literal {
    /// A text in double quotation marks.
    Text(String),
    /// A text that the documentation reads in two ways.
    Doubtful,
    /// A text in single quotation marks.
    Single(String),
    /// Texts of any of the three kinds.
    List(Vec<Self>),
    /// `null` or `$null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number or a version.
    Version(String),
    /// A date with its time and its distance from Greenwich.
    Date(date::Moment),
    /// `system.now`, with a duration that is added to it.
    Now(Option<date::Duration>),
}

/// Reads a rule; none if it is malformed.
pub(super) fn rule(tokens: &[Token], language: Language) -> Option<Expression> {
    if language == Language::Membership
        && let Some(reports) = direct_reports(tokens)
    {
        return Some(reports);
    }
    let mut parser = Parser {
        rest: tokens,
        language,
    };
    let rule = parser.or()?;
    parser.rest.is_empty().then_some(rule)
}

fn direct_reports(tokens: &[Token]) -> Option<Expression> {
    let [
        Token::Word(direct),
        Token::Word(reports),
        Token::Word(of),
        id,
    ] = tokens
    else {
        return None;
    };
    let words = [direct, reports, of].map(|word| word.to_ascii_lowercase());
    if words != ["direct", "reports", "for"] {
        return None;
    }
    match id {
        Token::Text(id) => Some(Expression::DirectReports(Some(id.clone()))),
        Token::Doubtful => Some(Expression::DirectReports(None)),
        Token::Mark(_)
        | Token::Single(_)
        | Token::Hyphened(_)
        | Token::Word(_)
        | Token::Figure(_) => None,
    }
}

struct Parser<'t> {
    rest: &'t [Token],
    language: Language,
}

impl<'t> Parser<'t> {
    fn or(&mut self) -> Option<Expression> {
        let mut left = self.and()?;
        while self.take_operator("or") {
            left = Expression::Or(Box::new(left), Box::new(self.and()?));
        }
        Some(left)
    }

    fn and(&mut self) -> Option<Expression> {
        let mut left = self.not()?;
        while self.take_operator("and") {
            left = Expression::And(Box::new(left), Box::new(self.not()?));
        }
        Some(left)
    }

    fn not(&mut self) -> Option<Expression> {
        // Clause F9: filters of Intune have no `-not`.
        if self.language != Language::AssignmentFilter && self.take_operator("not") {
            return Some(Expression::Not(Box::new(self.primary()?)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Option<Expression> {
        if self.take(&Token::Mark('(')) {
            let inner = self.or()?;
            return self.take(&Token::Mark(')')).then_some(inner);
        }
        let Token::Word(property) = self.next()? else {
            return None;
        };
        for (word, every) in [("any", false), ("all", true)] {
            if self.language == Language::Membership && self.take_operator(word) {
                return self.quantified(property, every);
            }
        }
        Some(Expression::Comparison {
            property: property.clone(),
            operator: self.operator()?,
            literal: self.literal()?,
        })
    }

    fn quantified(&mut self, collection: &str, every: bool) -> Option<Expression> {
        let collection = collection.to_owned();
        if self.take(&Token::Mark('(')) {
            let inner = self.or()?;
            let closed = self.take(&Token::Mark(')'));
            return closed.then_some(Expression::Quantified {
                collection,
                every,
                inner: Some(Box::new(inner)),
            });
        }
        let Token::Word(item) = self.next()? else {
            return None;
        };
        if item != "_" && !item.contains('.') {
            return None;
        }
        self.operator()?;
        self.literal()?;
        Some(Expression::Quantified {
            collection,
            every,
            inner: None,
        })
    }

    fn operator(&mut self) -> Option<Operator> {
        let word = match self.next()? {
            Token::Hyphened(word) => Some(word.clone()),
            Token::Word(word) => Some(word.to_ascii_lowercase()),
            Token::Mark(_)
            | Token::Text(_)
            | Token::Doubtful
            | Token::Single(_)
            | Token::Figure(_) => None,
        };
        operator(&word?, self.language)
    }

    fn literal(&mut self) -> Option<Literal> {
        match self.next()? {
            Token::Mark('[') => self.list(),
            Token::Mark(_) | Token::Hyphened(_) => None,
            Token::Text(text) => Some(Literal::Text(text.clone())),
            Token::Doubtful => Some(Literal::Doubtful),
            Token::Single(text) => Some(Literal::Single(text.clone())),
            Token::Figure(figure) => self.figure(figure),
            Token::Word(word) => self.word(&word.to_ascii_lowercase()),
        }
    }

    fn list(&mut self) -> Option<Literal> {
        let mut items = Vec::new();
        if self.take(&Token::Mark(']')) {
            // Only the grammar of groups lets a list be empty.
            return (self.language == Language::Membership).then_some(Literal::List(items));
        }
        loop {
            items.push(match self.next()? {
                Token::Text(text) => Literal::Text(text.clone()),
                Token::Doubtful => Literal::Doubtful,
                Token::Single(text) => Literal::Single(text.clone()),
                Token::Mark(_) | Token::Hyphened(_) | Token::Word(_) | Token::Figure(_) => {
                    return None;
                }
            });
            if self.take(&Token::Mark(']')) {
                return Some(Literal::List(items));
            }
            if !self.take(&Token::Mark(',')) {
                return None;
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<Literal> {
        match word {
            "null" | "$null" => Some(Literal::Null),
            "true" => Some(Literal::Truth(true)),
            "false" => Some(Literal::Truth(false)),
            "system.now" => {
                for (word, later) in [("plus", true), ("minus", false)] {
                    if self.take_operator(word) {
                        let (Token::Word(duration) | Token::Figure(duration)) = self.next()? else {
                            return None;
                        };
                        let duration = date::Duration::parse(duration, later)?;
                        return Some(Literal::Now(Some(duration)));
                    }
                }
                Some(Literal::Now(None))
            }
            _ => None,
        }
    }

    fn figure(&self, figure: &str) -> Option<Literal> {
        let is_version = figure
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if is_version {
            return Some(Literal::Version(figure.to_owned()));
        }
        if self.language != Language::Membership {
            return None;
        }
        date::Moment::parse(figure).map(Literal::Date)
    }

    fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.rest.first() == Some(token);
        if found {
            self.next();
        }
        found
    }

    /// Takes an operator between conditions, with or without its hyphen (D6).
    fn take_operator(&mut self, name: &str) -> bool {
        let found = match self.rest.first() {
            Some(Token::Hyphened(word)) => word == name,
            Some(Token::Word(word)) => word.eq_ignore_ascii_case(name),
            Some(
                Token::Mark(_)
                | Token::Text(_)
                | Token::Doubtful
                | Token::Single(_)
                | Token::Figure(_),
            )
            | None => false,
        };
        if found {
            self.next();
        }
        found
    }
}

fn operator(word: &str, language: Language) -> Option<Operator> {
    let filter = language == Language::AssignmentFilter;
    Some(match word {
        "eq" => Operator::Eq,
        "ne" => Operator::Ne,
        // Clause F4: the prose of filters writes them out.
        "equals" if filter => Operator::Eq,
        "notequals" if filter => Operator::Ne,
        "startswith" => Operator::StartsWith,
        "notstartswith" => Operator::NotStartsWith,
        "endswith" => Operator::EndsWith,
        "notendswith" => Operator::NotEndsWith,
        "contains" => Operator::Contains,
        "notcontains" => Operator::NotContains,
        "match" => Operator::Match,
        "notmatch" => Operator::NotMatch,
        "in" => Operator::In,
        "notin" => Operator::NotIn,
        "gt" => Operator::Gt,
        "ge" => Operator::Ge,
        "lt" => Operator::Lt,
        "le" => Operator::Le,
        _ => return None,
    })
}

impl Operator {
    /// The operator that this one is the opposite of; none if it is positive.
    pub(super) const fn positive(self) -> Option<Self> {
        match self {
            Self::Ne => Some(Self::Eq),
            Self::NotStartsWith => Some(Self::StartsWith),
            Self::NotEndsWith => Some(Self::EndsWith),
            Self::NotContains => Some(Self::Contains),
            Self::NotMatch => Some(Self::Match),
            Self::NotIn => Some(Self::In),
            Self::Eq
            | Self::StartsWith
            | Self::EndsWith
            | Self::Contains
            | Self::Match
            | Self::In
            | Self::Gt
            | Self::Ge
            | Self::Lt
            | Self::Le => None,
        }
    }
}
