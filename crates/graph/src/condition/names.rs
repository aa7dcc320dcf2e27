//! What the names in a rule mean.

use tenet_base::suggest;
use tenet_syntax::condition::{Cause, Dialect, Expression, Operand, Operator, Quantified, Span};

use super::compile::open;
use super::node::Node;
use super::property::{Known, Meaning, Property, Shape};
use super::run::Source;
use super::tables::{ACCESS, DEVICE, MANAGED_APP, MANAGED_DEVICE, PLAN, SPELLINGS, USER};
use super::{Problem, Subject};

/// What a name leads to.
pub(super) enum Found {
    Known(Known),
    /// An extension attribute.
    Extension(Property),
    /// Nobody can know what it means.
    Open(Node),
}

/// An item of a collection of texts.
pub(super) const ITEM: Known = Known {
    name: "_",
    graph: "",
    shape: Shape::Text,
    operators: &Operator::ALL,
    meaning: Meaning::Itself,
};

/// The clause that a text offends which cannot be read.
pub(super) fn clause(cause: Cause, dialect: Dialect) -> &'static str {
    match (cause, dialect) {
        (Cause::Length, Dialect::Membership) => "D1",
        (Cause::Length, Dialect::AssignmentFilter) => "F1",
        (Cause::Length, Dialect::DeviceFilter) => "K1",
        (Cause::Reports, Dialect::Membership) => "D25",
        (Cause::Language | Cause::Reader, Dialect::Membership) => "D3",
        (Cause::Language | Cause::Reports | Cause::Reader, Dialect::AssignmentFilter) => "F2",
        (Cause::Language | Cause::Reports | Cause::Reader, Dialect::DeviceFilter) => "K2",
    }
}

/// Whether a rule is about a subject; one is about users or about devices (D2, F10).
pub(super) fn is_about(
    expression: &Expression,
    dialect: Dialect,
    subject: Subject,
) -> Result<bool, Problem> {
    let mut entities: Vec<(&str, Span)> = Vec::new();
    walk(expression, &mut |operand, _| {
        if let Some(entity) = operand.entity.as_deref()
            && ["user", "device", "app"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(entity))
        {
            entities.push((entity, operand.span.clone()));
        }
    });
    let Some((first, _)) = entities.first() else {
        return Ok(true);
    };
    if let Some((_, span)) = entities
        .iter()
        .find(|(one, _)| !one.eq_ignore_ascii_case(first))
    {
        let message = "a rule is about users or about devices, never both";
        return Err(Problem::error("D2", span, message));
    }
    let wanted = entity_of(subject);
    let for_filters = matches!(subject, Subject::ManagedDevice | Subject::ManagedApp);
    if for_filters && !first.eq_ignore_ascii_case(wanted) {
        let message = format!("a filter of this kind is about `{wanted}`, not `{first}`");
        let span = entities.first().map_or(0..0, |(_, span)| span.clone());
        return Err(Problem::error("F10", &span, message));
    }
    // Only groups have rules of two kinds; what is about neither is told by its name.
    if dialect != Dialect::Membership || first.eq_ignore_ascii_case("app") {
        return Ok(true);
    }
    Ok(first.eq_ignore_ascii_case(wanted))
}

fn entity_of(subject: Subject) -> &'static str {
    match subject {
        Subject::User => "user",
        Subject::Device | Subject::ManagedDevice => "device",
        Subject::ManagedApp => "app",
    }
}

/// All operands of a rule, with the place of the condition around each.
pub(super) fn walk<'e>(expression: &'e Expression, visit: &mut dyn FnMut(&'e Operand, &'e Span)) {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => {
            for part in parts {
                walk(part, visit);
            }
        }
        Expression::Not(inner, _) => walk(inner, visit),
        Expression::Quantified(quantified) => {
            visit(&quantified.operand, &quantified.span);
            walk(&quantified.inner, visit);
        }
        Expression::Comparison(comparison) => visit(&comparison.operand, &comparison.span),
    }
}

/// What an operand outside of a quantifier means.
pub(super) fn find(
    dialect: Dialect,
    subject: Subject,
    operand: &Operand,
) -> Result<Found, Problem> {
    let table = match (dialect, subject) {
        (Dialect::DeviceFilter, _) => ACCESS,
        (_, Subject::User) => USER,
        (_, Subject::Device) => DEVICE,
        (_, Subject::ManagedDevice) => MANAGED_DEVICE,
        (_, Subject::ManagedApp) => MANAGED_APP,
    };
    let any_case = dialect != Dialect::Membership;
    let name = operand.name.as_str();
    let known_entity = operand
        .entity
        .as_deref()
        .is_some_and(|entity| entity.eq_ignore_ascii_case(entity_of(subject)));
    if !known_entity {
        let message = format!(
            "`{}` is not known",
            operand.entity.as_deref().unwrap_or("_")
        );
        return Err(
            Problem::error(attribute_clause(dialect), &operand.span, message)
                .help(format!("properties begin with `{}.`", entity_of(subject))),
        );
    }
    let spelled = SPELLINGS.iter().find(|(other, _)| *other == name);
    let name = spelled.map_or(name, |(_, right)| *right);
    let same =
        |known: &&Known| known.name == name || (any_case && known.name.eq_ignore_ascii_case(name));
    if let Some(known) = table.iter().find(same) {
        return Ok(Found::Known(*known));
    }
    if let Some(found) = extension(dialect, subject, operand) {
        return Ok(found);
    }
    if table
        .iter()
        .any(|known| known.name.eq_ignore_ascii_case(name))
    {
        let message =
            "names of properties are case sensitive, and pages spell them in several ways";
        return Ok(Found::Open(open("D5", &operand.span, message)));
    }
    Err(unknown(dialect, table, operand))
}

fn unknown(dialect: Dialect, table: &[Known], operand: &Operand) -> Problem {
    let message = format!("`{}` is not a property that these rules know", operand.name);
    let problem = Problem::error(attribute_clause(dialect), &operand.span, message);
    match suggest::nearest(&operand.name, table.iter().map(|known| known.name)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

fn attribute_clause(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Membership => "D30",
        Dialect::AssignmentFilter => "F9",
        Dialect::DeviceFilter => "K6",
    }
}

/// `extensionAttribute1` to `15`, and those that applications add (D27).
fn extension(dialect: Dialect, subject: Subject, operand: &Operand) -> Option<Found> {
    let name = operand.name.as_str();
    let prefix = name.get(..EXTENSION.len())?;
    let digits = name.get(EXTENSION.len()..)?;
    let number: Option<u8> = digits.parse().ok().filter(|_| !digits.starts_with('0'));
    let text = |path: Vec<String>| Property {
        path,
        shape: Shape::Text,
    };
    if number.is_some_and(|number| (1..=15).contains(&number)) {
        let parent = match (dialect, subject) {
            (Dialect::AssignmentFilter, _) => return None,
            (_, Subject::User) => "onPremisesExtensionAttributes",
            (_, Subject::Device | Subject::ManagedDevice | Subject::ManagedApp) => {
                "extensionAttributes"
            }
        };
        let number = number.unwrap_or_default();
        let property = text(vec![parent.to_owned(), format!("{EXTENSION}{number}")]);
        if prefix == EXTENSION
            || (dialect == Dialect::DeviceFilter && prefix.eq_ignore_ascii_case(EXTENSION))
        {
            return Some(Found::Extension(property));
        }
        if prefix.eq_ignore_ascii_case(EXTENSION) {
            let message =
                "names of properties are case sensitive, and pages spell them in several ways";
            return Some(Found::Open(open("D5", &operand.span, message)));
        }
    }
    let (prefix, of_app) = name.split_once('_')?;
    if !prefix.eq_ignore_ascii_case("extension") {
        return None;
    }
    let (app, own) = of_app.split_once('_')?;
    let is_id = app.len() == 32 && app.bytes().all(|byte| byte.is_ascii_hexdigit());
    let fits =
        dialect == Dialect::Membership && subject == Subject::User && is_id && !own.is_empty();
    if fits
        && let Some(node) = (prefix != "extension")
            .then(|| misspelled(operand, &[]))
            .flatten()
    {
        return Some(Found::Open(node));
    }
    fits.then(|| Found::Extension(text(vec![name.to_owned()])))
}

const EXTENSION: &str = "extensionAttribute";

/// Whether a quantifier is about groups, by their ids (D24).
pub(super) fn is_member_of(quantified: &Quantified, inner: &Operand) -> bool {
    let entity = inner.entity.as_deref();
    quantified.operand.name.eq_ignore_ascii_case("memberOf")
        && entity.is_some_and(|entity| entity.eq_ignore_ascii_case("group"))
        && inner.name.eq_ignore_ascii_case("objectId")
}

/// What a name means that differs from those that pages print by its case (D5).
pub(super) fn misspelled(operand: &Operand, printed: &[&str]) -> Option<Node> {
    let message = "names of properties are case sensitive, and pages spell them in several ways";
    let right = printed.contains(&operand.name.as_str());
    (!right).then(|| open("D5", &operand.span, message))
}

/// Where an operator is written out as `equals` or `notEquals`.
pub(super) fn long_operator(expression: &Expression, text: &str) -> Option<Span> {
    let mut found = None;
    walk(expression, &mut |operand, span| {
        let rest = text.get(operand.span.end..span.end).unwrap_or_default();
        let rest = rest.trim_start().trim_start_matches(['-', '\u{2013}']);
        let rest = rest.to_ascii_lowercase();
        if rest.starts_with("equals") || rest.starts_with("notequals") {
            found.get_or_insert_with(|| span.clone());
        }
    });
    found
}

/// The first quantifier without parentheses (D20).
pub(super) fn unparenthesized(expression: &Expression) -> Option<Span> {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => parts.iter().find_map(unparenthesized),
        Expression::Not(inner, _) => unparenthesized(inner),
        Expression::Quantified(quantified) if !quantified.closed => Some(quantified.span.clone()),
        Expression::Quantified(quantified) => unparenthesized(&quantified.inner),
        Expression::Comparison(_) => None,
    }
}

/// A field of a plan.
pub(super) fn plan_field(operand: &Operand) -> Result<(Source, Known), Problem> {
    let sources = [Source::PlanId, Source::PlanService, Source::PlanStatus];
    let found = PLAN.iter().zip(sources);
    let mut found = found.filter(|(known, _)| known.name.eq_ignore_ascii_case(&operand.name));
    match found.next() {
        Some((known, source)) => Ok((source, *known)),
        None => Err(unknown(Dialect::Membership, PLAN, operand)),
    }
}

/// `true` or `false`.
pub(super) fn truth(word: &str) -> Option<bool> {
    if word.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    word.eq_ignore_ascii_case("false").then_some(false)
}

/// Whether a text is of digits alone.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
