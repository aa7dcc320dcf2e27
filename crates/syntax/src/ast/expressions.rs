//! Expressions, whose syntax is settled: precedence, binding forms, words.

use tenet_base::Span;

use super::{Ident, QualifiedName, StringLiteral};

/// An expression. Parentheses leave no node; the span includes them.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of an expression.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// What could not be read; reported already.
    Error,

    /// `true`, `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// `now`.
    Now,
    /// `60`, in digits; whether it fits is the checker's question.
    Int(String),
    /// `0.5`.
    Decimal(String),
    /// `"text"`, unescaped.
    String(String),
    /// `2027-03-31`, as it is written.
    Date(String),
    /// `60 days`.
    Duration {
        /// How many, in digits, perhaps with a fraction.
        count: String,
        /// Of what.
        unit: DurationUnit,
    },
    /// `/…/`, an argument of `capture`; without its slashes, `\/` turned into `/`.
    Regex(String),

    /// A variable, a parameter, a set, an enum member: a word in lower case.
    Name(Ident),
    /// An entity, an enum, a type: `User`, `graph.User`. `x.Name` too is read so, since
    /// syntax cannot tell a pack from a value.
    TypeName(QualifiedName),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `RingSpec { ring: Test }`.
    Object(ObjectLiteral),
    /// `base.name`, `base?.name`.
    Member {
        /// The object.
        base: Box<Expr>,
        /// The field, which may be any word.
        name: Ident,
        /// Whether it is `?.`: null if the base is null.
        null_safe: bool,
    },
    /// `name(arguments)`, `alias.name(arguments)`.
    Call {
        /// A def or a built-in function.
        name: QualifiedName,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
    /// `unknown("reason")`.
    Unknown(StringLiteral),

    /// `members of g`.
    Domain {
        /// Which word.
        word: DomainWord,
        /// Of what.
        operand: Box<Expr>,
    },
    /// `-e`.
    Negate(Box<Expr>),
    /// `a + b`.
    Arithmetic {
        /// Which operation.
        operator: ArithmeticOperator,
        /// Its left side.
        left: Box<Expr>,
        /// Its right side.
        right: Box<Expr>,
    },
    /// `a otherwise b`.
    Otherwise {
        /// What may be null.
        value: Box<Expr>,
        /// What it is then.
        default: Box<Expr>,
    },
    /// `L during last 30 days`, `L during a to b`.
    During {
        /// The log.
        source: Box<Expr>,
        /// The time.
        window: Window,
    },

    /// `a == b`.
    Compare {
        /// Which comparison.
        operator: CompareOperator,
        /// Where the operator stands.
        operator_span: Span,
        /// Its left side.
        left: Box<Expr>,
        /// Its right side.
        right: Box<Expr>,
    },
    /// `x in C`, `x not in C`, `x directly in g`.
    In {
        /// Whether `not` stands before it.
        negated: bool,
        /// Whether `directly` stands before it.
        directly: bool,
        /// What is looked for.
        item: Box<Expr>,
        /// Where.
        collection: Box<Expr>,
    },
    /// `e is present`, `x is not User`.
    Is {
        /// Whether `not` follows.
        negated: bool,
        /// What is tested.
        subject: Box<Expr>,
        /// For what.
        test: IsTest,
    },
    /// `p reaches x`.
    Reaches {
        /// The policy, app or profile.
        policy: Box<Expr>,
        /// The user or device.
        target: Box<Expr>,
    },
    /// `s starts with p` and its like.
    TextTest {
        /// The text.
        subject: Box<Expr>,
        /// The test.
        test: TextTest,
    },

    /// `not e`.
    Not(Box<Expr>),
    /// `a and b and c`; two or more.
    And(Vec<Expr>),
    /// `a or b or c`; two or more.
    Or(Vec<Expr>),
    /// `if P then a else b`.
    If {
        /// The condition.
        condition: Box<Expr>,
        /// The value if it is true.
        then: Box<Expr>,
        /// The value if it is false; true without it.
        otherwise: Option<Box<Expr>>,
    },
    /// `some x in C where P`, `no …`, `every … satisfies Q`.
    Quantifier {
        /// Which one.
        kind: QuantifierKind,
        /// What it ranges over.
        binding: Box<Binding>,
        /// The body of `every`; `None` for the others.
        satisfies: Option<Box<Expr>>,
    },
    /// `x in C where P`, as a collection.
    Comprehension(Box<Binding>),
    /// `e for x in C where P`.
    Generator {
        /// What is collected.
        value: Box<Expr>,
        /// For each of these.
        binding: Box<Binding>,
    },
}

/// `x in C where P`: the one binding form.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The variable.
    pub name: Ident,
    /// The collection.
    pub source: Expr,
    /// Which members.
    pub condition: Option<Expr>,
    /// From the variable to the end of the condition.
    pub span: Span,
}

/// `Type { name: value, … }`; without its type only inside another.
#[derive(Debug, Clone)]
pub struct ObjectLiteral {
    /// Its type.
    pub ty: Option<QualifiedName>,
    /// Its fields.
    pub pairs: Vec<Pair>,
    /// All of it.
    pub span: Span,
}

/// `name: value`.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The field.
    pub name: Ident,
    /// Its value.
    pub value: Expr,
    /// Both.
    pub span: Span,
}

/// The time of a `during`.
#[derive(Debug, Clone)]
pub enum Window {
    /// `last 30 days`.
    Last(Box<Expr>),
    /// `a to b`.
    Between(Box<Expr>, Box<Expr>),
}

/// What `is` tests.
#[derive(Debug, Clone)]
pub enum IsTest {
    /// `present`: not null.
    Present,
    /// `known`: told by the data.
    Known,
    /// `empty`: without members.
    Empty,
    /// A type: one of its objects.
    Type(QualifiedName),
}

/// A test of a text.
#[derive(Debug, Clone)]
pub enum TextTest {
    /// `starts with e`.
    StartsWith(Box<Expr>),
    /// `ends with e`.
    EndsWith(Box<Expr>),
    /// `contains e`.
    Contains(Box<Expr>),
    /// `like "Modern*"`.
    Like(StringLiteral),
    /// `matches /…/`; the text without its slashes, `\/` turned into `/`.
    Matches(StringLiteral),
}

/// The words before `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DomainWord {
    /// `members of g`.
    Members,
    /// `targets of p`.
    Targets,
    /// `changes of s`.
    Changes,
    /// `groups of x`.
    Groups,
    /// `inclusions of p`.
    Inclusions,
    /// `exclusions of p`.
    Exclusions,
}

/// The quantifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantifierKind {
    /// At least one.
    Some,
    /// None.
    No,
    /// All.
    Every,
}

/// The comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOperator {
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
}

/// The operations on numbers, dates, durations and collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArithmeticOperator {
    /// `+`; unites collections too.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
}

/// The units of a duration. Months and years are none, since their length varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DurationUnit {
    /// Seven days.
    Weeks,
    /// 24 hours.
    Days,
    /// 60 minutes.
    Hours,
    /// 60 seconds.
    Minutes,
    /// Seconds.
    Seconds,
}
