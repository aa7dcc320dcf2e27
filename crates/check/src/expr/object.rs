//! Lists and records as values.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir::{ExprId, ExprKind, FieldId, Literal, RecordId, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{names, types as errors};
use crate::names::Named;
use crate::schema::field::field_names;
use crate::{resolve, types};

impl Checker<'_, '_> {
    /// `[a, b]`: every item is of the type that the place asks for, else of one in common.
    pub(super) fn list(
        &mut self,
        items: &[ast::Expr],
        span: Span,
        expected: Option<&Type>,
    ) -> ExprId {
        let hint = expected.and_then(types::item_of).cloned();
        let mut common = Type::of(Ty::Any);
        let mut checked = Vec::with_capacity(items.len());
        for item in items {
            let hint = hint
                .as_ref()
                .or((!matches!(common.ty, Ty::Any)).then_some(&common));
            let id = self.expression(item, hint.cloned().as_ref());
            let ty = self.ty(id);
            if let Some(ty) = types::join(&self.ctx.program, &common, &ty) {
                common = ty;
            } else {
                let (first, other) = (self.describe(&common), self.describe(&ty));
                self.report(errors::different_types(item.span, &first, &other));
                common = Type::ERROR;
            }
            checked.push(id);
        }
        let ty = if common.is_error() {
            Type::ERROR
        } else {
            Type::list(common)
        };
        self.add(ExprKind::List(checked), ty, span)
    }

    /// `RingSpec { ring: Test }`.
    pub(super) fn object(
        &mut self,
        literal: &ast::ObjectLiteral,
        expected: Option<&Type>,
    ) -> ExprId {
        let record = match (&literal.ty, expected.map(|ty| &ty.ty)) {
            (Some(name), _) => match self.record_named(name) {
                Some(record) => record,
                None => return self.poison(literal.span),
            },
            (None, Some(Ty::Record(record))) => *record,
            (None, Some(Ty::Error)) => return self.poison(literal.span),
            (None, _) => {
                let diagnostic = errors::no_context(literal.span, "this record");
                return self.refuse(diagnostic.help("write its type before the brace"));
            }
        };
        self.record(record, literal)
    }

    pub(crate) fn record_named(&mut self, name: &ast::QualifiedName) -> Option<RecordId> {
        match resolve::type_name(self.ctx, self.pack, name)? {
            Named::Record(id) => Some(id),
            Named::Entity(_) | Named::Union(..) => {
                self.report(names::entity_literal(&name.name.text, name.span));
                None
            }
            Named::Enum(_) => {
                self.report(names::bare_enum(name));
                None
            }
            Named::Param(_)
            | Named::Set(_)
            | Named::Def(_)
            | Named::Template(_)
            | Named::Broken => None,
        }
    }

    fn record(&mut self, record: RecordId, literal: &ast::ObjectLiteral) -> ExprId {
        let fields = self.ctx.program.records[record].fields.clone();
        let mut given: BTreeMap<FieldId, (Span, ExprId)> = BTreeMap::new();
        for pair in &literal.pairs {
            self.pair(record, &fields, pair, &mut given);
        }
        let mut values = Vec::with_capacity(fields.len());
        for field in fields {
            let value = match given.get(&field) {
                Some((_, id)) => *id,
                None => self.absent(record, field, literal),
            };
            values.push((field, value));
        }
        self.add(
            ExprKind::Record(record, values),
            Type::of(Ty::Record(record)),
            literal.span,
        )
    }

    fn pair(
        &mut self,
        record: RecordId,
        fields: &[FieldId],
        pair: &ast::Pair,
        given: &mut BTreeMap<FieldId, (Span, ExprId)>,
    ) {
        let program = &self.ctx.program;
        let found = fields
            .iter()
            .find(|field| program.fields[**field].name == pair.name.text);
        let Some(field) = found.copied() else {
            let known = field_names(program, fields);
            let name = &program.records[record].name;
            let diagnostic = names::unknown_field(name, &pair.name, &known);
            self.report(diagnostic);
            return;
        };
        let ty = program.fields[field].ty.clone();
        let value = self.value(&pair.value, &ty);
        if let Some((first, _)) = given.insert(field, (pair.name.span, value)) {
            self.report(errors::repeated_pair(
                pair.name.span,
                first,
                &pair.name.text,
            ));
        }
    }

    /// A field that is not given: null if it may be.
    fn absent(&mut self, record: RecordId, field: FieldId, literal: &ast::ObjectLiteral) -> ExprId {
        let declared = &self.ctx.program.fields[field];
        if declared.ty.nullable {
            let ty = Type::of(Ty::Any).or_null();
            return self.add(ExprKind::Literal(Literal::Null), ty, literal.span);
        }
        let name = &self.ctx.program.records[record].name;
        let at = literal.ty.as_ref().map_or(literal.span, |ty| ty.span);
        let diagnostic = errors::missing_pair(at, name, &declared.name);
        self.refuse(diagnostic)
    }
}
