//! Walking an expression: its parts, one level down.

use crate::{Binding, ExprId, ExprKind, Program, Rule, Step, Text, TextPart, Window};

impl Program {
    /// The parts of an expression, in order. A call or a set does not lead into
    /// the body of what it names.
    pub fn parts(&self, expr: ExprId) -> Vec<ExprId> {
        match &self.exprs[expr].kind {
            ExprKind::Error
            | ExprKind::Literal(_)
            | ExprKind::Unknown(_)
            | ExprKind::Now
            | ExprKind::Var(_)
            | ExprKind::Param(_)
            | ExprKind::All(_)
            | ExprKind::Set(_) => Vec::new(),
            ExprKind::Field { base: one, .. }
            | ExprKind::BuiltinField { base: one, .. }
            | ExprKind::Not(one)
            | ExprKind::Matches(one, _)
            | ExprKind::Parse(one, _)
            | ExprKind::Is(one, _)
            | ExprKind::IsEntity(one, _)
            | ExprKind::Domain(_, one)
            | ExprKind::Actor(one)
            | ExprKind::Negate(one) => vec![*one],
            ExprKind::Compare(_, a, b)
            | ExprKind::In(a, b)
            | ExprKind::InGroup {
                member: a,
                group: b,
                ..
            }
            | ExprKind::TextTest(_, a, b)
            | ExprKind::Reaches {
                policy: a,
                object: b,
            }
            | ExprKind::Otherwise(a, b)
            | ExprKind::Arithmetic(_, a, b)
            | ExprKind::Union(a, b) => vec![*a, *b],
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => vec![*condition, *then, *otherwise],
            ExprKind::Def(_, many)
            | ExprKind::Builtin(_, many)
            | ExprKind::And(many)
            | ExprKind::Or(many)
            | ExprKind::List(many) => many.clone(),
            ExprKind::Record(_, fields) => fields.iter().map(|(_, value)| *value).collect(),
            ExprKind::During { events, window } => {
                std::iter::once(*events).chain(window.parts()).collect()
            }
            ExprKind::Filter(binding) => parts_of_binding(binding),
            ExprKind::Generate { value, binding, .. } => parts_of_binding(binding)
                .into_iter()
                .chain([*value])
                .collect(),
            ExprKind::Quantifier {
                binding, satisfies, ..
            } => parts_of_binding(binding)
                .into_iter()
                .chain(*satisfies)
                .collect(),
        }
    }
}

impl Window {
    /// Its ends, or its length.
    pub fn parts(self) -> Vec<ExprId> {
        match self {
            Self::Last(length) => vec![length],
            Self::Between(from, to) => vec![from, to],
        }
    }
}

impl Rule {
    /// The expressions that a rule holds at its top, in order.
    pub fn roots(&self) -> Vec<ExprId> {
        let mut roots: Vec<ExprId> = self.when.into_iter().collect();
        for step in &self.steps {
            match step {
                Step::For(binding) => roots.extend(parts_of_binding(binding)),
                Step::Let(_, value) => roots.push(*value),
            }
        }
        for clause in &self.clauses {
            roots.push(clause.condition);
            roots.extend(holes(&clause.message));
            roots.extend(clause.fix.iter().flat_map(holes));
            roots.extend(clause.severity);
        }
        roots
    }
}

fn parts_of_binding(binding: &Binding) -> Vec<ExprId> {
    std::iter::once(binding.source)
        .chain(binding.condition)
        .collect()
}

fn holes(text: &Text) -> impl Iterator<Item = ExprId> + '_ {
    text.parts.iter().filter_map(|part| match part {
        TextPart::Hole(expr) => Some(*expr),
        TextPart::Literal(_) => None,
    })
}
