//! From the tree of a rule to what is evaluated: names, types, operators.

use tenet_syntax::condition::{
    Cause, Comparison, Condition, Dialect, Expression, Operand, Operator, Quantified, Span, Text,
    ValueKind, parse,
};

use super::items::Items;
use super::node::{Node, Opened};
use super::property::{Known, Meaning, Property, Shape};
use super::reports::Reports;
use super::run::{COMPLIANT, MANAGED, Source, TRUST};
use super::tables;
use super::test::Test;
use super::values::{self, Wanted};
use super::{Problem, Subject};
use crate::condition::names::{self, Found};

/// A rule that is being compiled.
struct Compiler<'c> {
    dialect: Dialect,
    subject: Subject,
    properties: &'c mut Vec<Property>,
}

/// What the item of a collection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    Texts,
    Plans,
}

/// How many groups `memberOf` takes (D24).
const MOST_GROUPS: usize = 50;

/// Compiles a rule.
pub(super) fn compile(
    dialect: Dialect,
    subject: Subject,
    text: &str,
    properties: &mut Vec<Property>,
) -> Result<Node, Problem> {
    let condition = parse(text).map_err(|error| Problem {
        clause: names::clause(error.cause, dialect),
        message: error.message,
        span: error.span,
        help: error.help,
        is_open: error.cause == Cause::Reader,
    })?;
    let mut compiler = Compiler {
        dialect,
        subject,
        properties,
    };
    match condition {
        Condition::DirectReports(manager) => compiler.reports(manager),
        Condition::Expression(expression) => {
            if dialect != Dialect::AssignmentFilter
                && let Some(span) = names::long_operator(&expression, text)
            {
                let message = "only filters of assignments write `-equals` and `-notEquals`";
                return Err(Problem::error("F4", &span, message).help("write `-eq` or `-ne`"));
            }
            if dialect == Dialect::Membership
                && let Some(span) = names::unparenthesized(&expression)
            {
                let message = "how far a quantifier without parentheses reaches is not known";
                return Ok(open("D20", &span, message));
            }
            if names::is_about(&expression, dialect, subject)? {
                return compiler.whole(&expression);
            }
            // A rule about the other kind can still be wrong.
            compiler.subject = match subject {
                Subject::User => Subject::Device,
                Subject::Device | Subject::ManagedDevice | Subject::ManagedApp => Subject::User,
            };
            compiler.whole(&expression)?;
            compiler.properties.clear();
            Ok(Node::Never)
        }
    }
}

impl Compiler<'_> {
    fn whole(&mut self, expression: &Expression) -> Result<Node, Problem> {
        match self.member_of(expression)? {
            Some(node) => Ok(node),
            None => self.expression(expression, Around::Nothing),
        }
    }

    fn reports(&mut self, manager: Text) -> Result<Node, Problem> {
        if self.dialect != Dialect::Membership {
            return Err(Problem::error(
                "D25",
                &manager.span,
                "direct reports are known to rules of groups alone",
            ));
        }
        if self.subject != Subject::User {
            return Ok(Node::Never);
        }
        Ok(Node::Reports(Reports {
            managers: self.add(Property {
                path: vec!["manager".to_owned(), "id".to_owned()],
                shape: Shape::Text,
            }),
            own: self.add(Property {
                path: vec!["id".to_owned()],
                shape: Shape::Text,
            }),
            manager: manager.text,
            span: manager.span,
        }))
    }

    /// `user.memberOf -any (group.objectId -in […])` is a rule of its own (D24).
    fn member_of(&self, expression: &Expression) -> Result<Option<Node>, Problem> {
        let mut inside = None;
        names::walk(expression, &mut |operand, span| {
            let is = operand.name.eq_ignore_ascii_case("memberOf")
                || operand
                    .entity
                    .as_deref()
                    .is_some_and(|entity| entity.eq_ignore_ascii_case("group"));
            if is {
                inside.get_or_insert_with(|| span.clone());
            }
        });
        let Some(span) = inside else {
            return Ok(None);
        };
        let wrong = |message| Err(Problem::error("D24", &span, message));
        if self.dialect != Dialect::Membership {
            return wrong("`memberOf` is known to rules of groups alone");
        }
        let Expression::Quantified(quantified) = expression else {
            return wrong("`memberOf` has to be the whole rule");
        };
        let Expression::Comparison(inner) = &*quantified.inner else {
            return wrong("`memberOf` takes one list of groups");
        };
        if !names::is_member_of(quantified, &inner.operand) {
            return wrong("`memberOf` and `group.objectId` go together");
        }
        let plain = !quantified.every && inner.operator == Operator::In;
        match &inner.value.kind {
            ValueKind::List(groups) if groups.len() > MOST_GROUPS => {
                wrong("`memberOf` has more than 50 groups")
            }
            ValueKind::List(groups) if plain => {
                if let Some(node) =
                    names::misspelled(&quantified.operand, &["memberOf", "memberof"])
                        .or_else(|| names::misspelled(&inner.operand, &["objectId"]))
                {
                    return Ok(Some(node));
                }
                let groups = groups.iter().map(|group| group.text.clone());
                Ok(Some(Node::MemberOf(
                    groups.collect(),
                    quantified.span.clone(),
                )))
            }
            ValueKind::List(_)
            | ValueKind::Text(_)
            | ValueKind::Bare(_)
            | ValueKind::Null
            | ValueKind::Now(_) => {
                wrong("`memberOf` is written `user.memberof -any (group.objectId -in ['…'])`")
            }
        }
    }

    fn expression(&mut self, expression: &Expression, around: Around) -> Result<Node, Problem> {
        match expression {
            Expression::And(parts) => Ok(Node::And(self.all(parts, around)?)),
            Expression::Or(parts) => Ok(Node::Or(self.all(parts, around)?)),
            Expression::Not(inner, span) => self.not(inner, span, around),
            Expression::Quantified(quantified) => self.quantified(quantified, around),
            Expression::Comparison(comparison) => self.comparison(comparison, around),
        }
    }

    fn all(&mut self, parts: &[Expression], around: Around) -> Result<Vec<Node>, Problem> {
        parts
            .iter()
            .map(|part| self.expression(part, around))
            .collect()
    }

    fn not(&mut self, inner: &Expression, span: &Span, around: Around) -> Result<Node, Problem> {
        let inner = self.expression(inner, around)?;
        match self.dialect {
            Dialect::Membership => Ok(Node::Not(Box::new(inner))),
            Dialect::AssignmentFilter => {
                Err(
                    Problem::error("F9", span, "filters of assignments have no `-not`")
                        .help("use a negative operator, such as `-ne`"),
                )
            }
            Dialect::DeviceFilter => Ok(open(
                "K2",
                span,
                "whether device filters know `-not` is not documented",
            )),
        }
    }

    fn quantified(&mut self, quantified: &Quantified, around: Around) -> Result<Node, Problem> {
        if self.dialect != Dialect::Membership {
            let clause = if self.dialect == Dialect::AssignmentFilter {
                "F9"
            } else {
                "K6"
            };
            let message = "`-any` and `-all` are known to rules of groups alone";
            return Err(Problem::error(clause, &quantified.span, message));
        }
        if around != Around::Nothing {
            return Err(Problem::error(
                "D22",
                &quantified.span,
                "a collection inside another is not known",
            ));
        }
        let known = match self.find(&quantified.operand)? {
            Found::Known(known) => known,
            Found::Open(node) => return Ok(node),
            Found::Extension(_) => return Err(not_a_collection(&quantified.operand)),
        };
        let inside = match known.shape {
            Shape::Texts => Around::Texts,
            Shape::Plans => Around::Plans,
            Shape::Bool | Shape::Text | Shape::Number | Shape::Date | Shape::FirstText => {
                return Err(not_a_collection(&quantified.operand));
            }
        };
        let inner = self.expression(&quantified.inner, inside)?;
        Ok(Node::Items(Items {
            property: self.add(known.property()),
            every: quantified.every,
            inner: Box::new(inner),
            span: quantified.span.clone(),
        }))
    }

    fn comparison(&mut self, comparison: &Comparison, around: Around) -> Result<Node, Problem> {
        let operand = &comparison.operand;
        let (source, known) = match (&operand.entity, around) {
            (None, Around::Texts) => (Source::Item, names::ITEM),
            (Some(entity), Around::Plans) if entity.eq_ignore_ascii_case("assignedPlan") => {
                let (source, known) = names::plan_field(operand)?;
                if let Some(node) = names::misspelled(operand, &[known.name]) {
                    return Ok(node);
                }
                (source, known)
            }
            (None, Around::Nothing | Around::Plans) => {
                return Err(Problem::error(
                    "D22",
                    &operand.span,
                    "`_` stands for an item of a collection of texts",
                ));
            }
            (Some(_), Around::Texts | Around::Plans) => {
                return Err(Problem::error(
                    "D22",
                    &operand.span,
                    "inside a quantifier only the item can be compared",
                )
                .help("write `_`, or `assignedPlan.service` for plans"));
            }
            (Some(_), Around::Nothing) => match self.find(operand)? {
                Found::Known(known) => {
                    let property = known.property();
                    (Source::Property(self.add(property)), known)
                }
                Found::Extension(property) => {
                    (Source::Property(self.add(property)), self.extension())
                }
                Found::Open(node) => return Ok(node),
            },
        };
        if known.meaning == Meaning::Never {
            return Ok(Node::Never);
        }
        self.check_operator(comparison, known)?;
        if known.shape == Shape::Texts
            && known.meaning != Meaning::Items
            && !on_collections(comparison.operator)
        {
            // What it is compared with can still be wrong.
            self.test(comparison, source, known)?;
            return Ok(open(
                "D12",
                &comparison.span,
                "what the operator means for a collection is not documented",
            ));
        }
        self.test(comparison, source, known)
    }

    /// What is known of extension attributes.
    fn extension(&mut self) -> Known {
        let is_access = self.dialect == Dialect::DeviceFilter;
        if is_access {
            for (name, shape) in [
                (MANAGED, Shape::Bool),
                (COMPLIANT, Shape::Bool),
                (TRUST, Shape::Text),
            ] {
                self.add(Property {
                    path: vec![name.to_owned()],
                    shape,
                });
            }
        }
        Known {
            operators: tables::extension_operators(!is_access),
            meaning: if is_access {
                Meaning::Extension
            } else {
                Meaning::Itself
            },
            ..names::ITEM
        }
    }

    fn check_operator(&self, comparison: &Comparison, known: Known) -> Result<(), Problem> {
        if known.operators.contains(&comparison.operator) {
            return Ok(());
        }
        let (operator, name) = (comparison.operator.name(), &comparison.operand.name);
        let clause = match self.dialect {
            Dialect::Membership if known.shape == Shape::Bool => "D30",
            Dialect::Membership => "D10",
            Dialect::AssignmentFilter => "F9",
            Dialect::DeviceFilter => "K6",
        };
        let names: Vec<String> = known
            .operators
            .iter()
            .map(|one| format!("`-{}`", one.name()))
            .collect();
        let message = format!("operator `-{operator}` is not supported on `{name}`");
        let problem = Problem::error(clause, &comparison.operator_span, message);
        if names.is_empty() {
            return Err(problem.help(format!("use a quantifier: `{name} -any (…)`")));
        }
        Err(problem.help(format!("it has {}", names.join(", "))))
    }

    fn test(&self, comparison: &Comparison, source: Source, known: Known) -> Result<Node, Problem> {
        let operator = comparison.operator;
        // Whole items: what contains an item in a collection equals it (K5).
        let positive = if known.meaning == Meaning::Items {
            Operator::Eq
        } else {
            operator.denied().unwrap_or(operator)
        };
        if known.meaning == Meaning::Items && comparison.value.kind == ValueKind::Null {
            let open = values::null(self.dialect, operator, &comparison.value.span)?;
            return Ok(open.err().unwrap_or(Node::Never));
        }
        let wanted = Wanted {
            dialect: self.dialect,
            operator: positive,
            known,
            value: &comparison.value,
        };
        let check = match wanted.read()? {
            Ok(check) => check,
            Err(node) => return Ok(node),
        };
        Ok(Node::Test(Box::new(Test {
            source,
            negative: operator.denied().is_some(),
            check,
            meaning: known.meaning,
            span: comparison.span.clone(),
        })))
    }

    fn find(&self, operand: &Operand) -> Result<Found, Problem> {
        names::find(self.dialect, self.subject, operand)
    }

    /// The place of a property among those of the rule.
    fn add(&mut self, property: Property) -> usize {
        if let Some(at) = self.properties.iter().position(|known| *known == property) {
            return at;
        }
        self.properties.push(property);
        self.properties.len() - 1
    }
}

/// Operators that a page shows on a collection without a quantifier (D21).
fn on_collections(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::StartsWith | Operator::NotStartsWith | Operator::EndsWith | Operator::NotEndsWith
    )
}

/// A part of a rule that nobody can know the meaning of.
pub(super) fn open(clause: &'static str, span: &Span, message: &str) -> Node {
    Node::Open(Box::new(Opened {
        reason: Problem::open(clause, span, message).reason(),
        span: span.clone(),
    }))
}

fn not_a_collection(operand: &Operand) -> Problem {
    Problem::error(
        "D22",
        &operand.span,
        format!("`{}` is no collection", operand.name),
    )
}
