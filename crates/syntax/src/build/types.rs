//! Types.

use super::{Builder, Node, Parts};
use crate::ast::{QualifiedName, Type, TypeKind};
use crate::grammar::Rule;

impl Builder<'_> {
    /// A type. Its nesting is bounded by the brackets that the scanner counts.
    pub(super) fn ty(&mut self, pair: Option<Node<'_>>) -> Type {
        let Some(pair) = pair else {
            return self.no_type();
        };
        let span = self.span(&pair);
        let nullable = pair
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::question);
        let kind = match Parts::of(pair).next() {
            Some(inner) => self.type_kind(inner),
            None => self.no_type().kind,
        };
        Type {
            kind,
            nullable,
            span,
        }
    }

    fn no_type(&self) -> Type {
        Type {
            kind: TypeKind::Named(self.qualified_or_nothing(None)),
            nullable: false,
            span: self.nowhere(),
        }
    }

    fn type_kind(&mut self, pair: Node<'_>) -> TypeKind {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair.clone());
        match rule {
            Rule::list_type => TypeKind::List(Box::new(self.ty(parts.next()))),
            Rule::set_type => TypeKind::SetOf(self.qualified_or_nothing(parts.next())),
            Rule::change_type => TypeKind::Change(self.qualified_or_nothing(parts.next())),
            Rule::reference => TypeKind::Ref {
                targets: parts
                    .next()
                    .map(|pair| self.union(pair))
                    .unwrap_or_default(),
                by: parts.next_of(Rule::word).map(|pair| self.ident(&pair)),
            },
            _ => self.named_type(pair),
        }
    }

    fn named_type(&mut self, pair: Node<'_>) -> TypeKind {
        let mut members = self.union(pair);
        match members.pop() {
            Some(only) if members.is_empty() => TypeKind::Named(only),
            Some(last) => {
                members.push(last);
                TypeKind::Union(members)
            }
            None => self.no_type().kind,
        }
    }

    pub(super) fn union(&self, pair: Node<'_>) -> Vec<QualifiedName> {
        Parts::of(pair).map(|name| self.qualified(&name)).collect()
    }
}
