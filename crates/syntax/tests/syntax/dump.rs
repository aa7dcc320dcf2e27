//! Trees as S-expressions.

use tenet_syntax::ast::{
    ArithmeticOperator, Binding, CompareOperator, Expr, ExprKind, IsTest, Item, ObjectLiteral,
    QualifiedName, Rule, Step, Text, TextPart, TextTest, Window,
};

#[expect(clippy::too_many_lines, reason = "one arm for each form")]
pub(crate) fn expr(node: &Expr) -> String {
    match &node.kind {
        ExprKind::Error => "error".to_owned(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Null => "null".to_owned(),
        ExprKind::Now => "now".to_owned(),
        ExprKind::Int(text) | ExprKind::Decimal(text) => text.clone(),
        ExprKind::String(text) => format!("{text:?}"),
        ExprKind::Date(text) => format!("@{text}"),
        ExprKind::Duration { count, unit } => format!("{count}{unit:?}"),
        ExprKind::Regex(text) => format!("/{text}/"),
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::TypeName(name) => qualified(name),
        ExprKind::List(items) => format!("[{}]", join(items)),
        ExprKind::Object(object) => self::object(object),
        ExprKind::Member {
            base,
            name,
            null_safe,
        } => {
            format!(
                "({} {} {})",
                if *null_safe { "?." } else { "." },
                expr(base),
                name.text
            )
        }
        ExprKind::Call { name, arguments } => {
            format!("(call {} {})", qualified(name), join(arguments))
        }
        ExprKind::Unknown(reason) => format!("(unknown {:?})", reason.text),
        ExprKind::Domain { word, operand } => format!("({word:?} {})", expr(operand)),
        ExprKind::Negate(operand) => format!("(neg {})", expr(operand)),
        ExprKind::Arithmetic {
            operator,
            left,
            right,
        } => {
            let operator = match operator {
                ArithmeticOperator::Add => "+",
                ArithmeticOperator::Subtract => "-",
                ArithmeticOperator::Multiply => "*",
            };
            format!("({operator} {} {})", expr(left), expr(right))
        }
        ExprKind::Otherwise { value, default } => {
            format!("(otherwise {} {})", expr(value), expr(default))
        }
        ExprKind::During {
            source,
            window: Window::Last(length),
        } => {
            format!("(last {} {})", expr(source), expr(length))
        }
        ExprKind::During {
            source,
            window: Window::Between(from, to),
        } => {
            format!("(during {} {} {})", expr(source), expr(from), expr(to))
        }
        ExprKind::Compare {
            operator,
            left,
            right,
            ..
        } => {
            let operator = match operator {
                CompareOperator::Equal => "==",
                CompareOperator::NotEqual => "!=",
                CompareOperator::Less => "<",
                CompareOperator::LessOrEqual => "<=",
                CompareOperator::Greater => ">",
                CompareOperator::GreaterOrEqual => ">=",
            };
            format!("({operator} {} {})", expr(left), expr(right))
        }
        ExprKind::In {
            negated,
            directly,
            item,
            collection,
        } => {
            let not = if *negated { "not-" } else { "" };
            let directly = if *directly { "directly-" } else { "" };
            format!("({not}{directly}in {} {})", expr(item), expr(collection))
        }
        ExprKind::Is {
            negated,
            subject,
            test,
        } => {
            let test = match test {
                IsTest::Present => "present".to_owned(),
                IsTest::Known => "known".to_owned(),
                IsTest::Empty => "empty".to_owned(),
                IsTest::Type(name) => qualified(name),
            };
            format!(
                "({} {} {test})",
                if *negated { "is-not" } else { "is" },
                expr(subject)
            )
        }
        ExprKind::Reaches { policy, target } => {
            format!("(reaches {} {})", expr(policy), expr(target))
        }
        ExprKind::TextTest { subject, test } => text_test(subject, test),
        ExprKind::Not(operand) => format!("(not {})", expr(operand)),
        ExprKind::And(operands) => format!("(and {})", join(operands)),
        ExprKind::Or(operands) => format!("(or {})", join(operands)),
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            let otherwise = otherwise
                .as_ref()
                .map_or(String::new(), |e| format!(" {}", expr(e)));
            format!("(if {} {}{otherwise})", expr(condition), expr(then))
        }
        ExprKind::Quantifier {
            kind,
            binding,
            satisfies,
        } => {
            let body = satisfies
                .as_ref()
                .map_or(String::new(), |e| format!(" satisfies {}", expr(e)));
            format!("({kind:?} {}{body})", self::binding(binding))
        }
        ExprKind::Comprehension(binding) => format!("(those {})", self::binding(binding)),
        ExprKind::Generator { value, binding } => {
            format!("(each {} {})", expr(value), self::binding(binding))
        }
    }
}

fn text_test(subject: &Expr, test: &TextTest) -> String {
    let (word, operand) = match test {
        TextTest::StartsWith(e) => ("starts", expr(e)),
        TextTest::EndsWith(e) => ("ends", expr(e)),
        TextTest::Contains(e) => ("contains", expr(e)),
        TextTest::Like(pattern) => ("like", format!("{:?}", pattern.text)),
        TextTest::Matches(pattern) => ("matches", format!("/{}/", pattern.text)),
    };
    format!("({word} {} {operand})", expr(subject))
}

fn join(items: &[Expr]) -> String {
    items.iter().map(expr).collect::<Vec<_>>().join(" ")
}

pub(crate) fn qualified(name: &QualifiedName) -> String {
    match &name.qualifier {
        Some(alias) => format!("{}::{}", alias.text, name.name.text),
        None => name.name.text.clone(),
    }
}

pub(crate) fn object(object: &ObjectLiteral) -> String {
    let ty = object.ty.as_ref().map_or(String::new(), qualified);
    let pairs = object
        .pairs
        .iter()
        .map(|pair| format!(" {}: {}", pair.name.text, expr(&pair.value)));
    format!("{ty}{{{} }}", pairs.collect::<String>())
}

pub(crate) fn binding(binding: &Binding) -> String {
    let condition = binding
        .condition
        .as_ref()
        .map_or(String::new(), |e| format!(" | {}", expr(e)));
    format!(
        "{}: {}{condition}",
        binding.name.text,
        expr(&binding.source)
    )
}

pub(crate) fn text(text: &Text) -> String {
    let part = |part: &TextPart| match part {
        TextPart::Literal(literal) => literal.text.clone(),
        TextPart::Hole(hole) => format!("<{}>", expr(hole)),
    };
    text.parts.iter().map(part).collect()
}

/// The item word and its name.
pub(crate) fn head(item: &Item) -> String {
    match item {
        Item::Entity(item) => format!("entity {}", item.name.text),
        Item::Record(item) => format!("record {}", item.name.text),
        Item::Enum(item) => format!("enum {}", item.name.text),
        Item::Alias(item) => format!("type {}", item.name.text),
        Item::Param(item) => format!("param {}", item.name.text),
        Item::Set(item) => format!("set {}", item.name.text),
        Item::Def(item) => format!("def {}", item.name.text),
        Item::Rule(item) => format!("rule {}", text(&item.id)),
        Item::Template(item) => format!("template {}", item.name.text),
        Item::Use(item) => format!("use {}", qualified(&item.template)),
        Item::Waiver(item) => format!("waiver {}", item.rule.text),
        Item::Test(item) => format!("test {}", item.title.text),
        Item::Broken(item) => {
            let name = item.name.as_ref().map_or("", |name| &name.text);
            format!("broken {} {name}", item.word).trim_end().to_owned()
        }
    }
}

/// The lines of a rule: steps and clauses.
pub(crate) fn rule(rule: &Rule) -> Vec<String> {
    let mut lines = vec![format!("{} {:?}", text(&rule.id), text(&rule.title))];
    for step in &rule.steps {
        lines.push(match step {
            Step::For(binding) => format!("for {}", self::binding(binding)),
            Step::Let { name, value, .. } => format!("let {} = {}", name.text, expr(value)),
        });
    }
    for clause in &rule.clauses {
        let fix = clause
            .fix
            .as_ref()
            .map_or(String::new(), |fix| format!(" fix {:?}", text(fix)));
        let severity = clause
            .severity
            .as_ref()
            .map_or(String::new(), |e| format!(" severity {}", expr(e)));
        let condition = expr(&clause.condition);
        let message = text(&clause.message);
        lines.push(format!(
            "{:?} {condition} {message:?}{fix}{severity}",
            clause.kind
        ));
    }
    lines
}
