//! `base.name` and `base?.name`.

use tenet_base::Span;
use tenet_hir::{BuiltinEnum, BuiltinRecord, EntityId, ExprId, ExprKind, FieldId, Ty, Type};
use tenet_syntax::ast;

use super::Checker;
use crate::errors::{names as errors, nulls, types as type_errors};
use crate::names::{Lookup, Named};
use crate::resolve;
use crate::schema::field::field_names;
use crate::spell::quoted;
use crate::types;

/// A base that was checked, and how the field is asked of it.
struct Base<'e> {
    id: ExprId,
    ty: Type,
    written: &'e ast::Expr,
    null_safe: bool,
    span: Span,
}

impl Checker<'_, '_> {
    pub(super) fn member(&mut self, expr: &ast::Expr) -> ExprId {
        let ast::ExprKind::Member {
            base,
            name,
            null_safe,
        } = &expr.kind
        else {
            return self.poison(expr.span);
        };
        let (null_safe, span) = (*null_safe, expr.span);
        if let Some(found) = self.qualified_value(base, name) {
            return found;
        }
        let id = self.expression(base, None);
        let ty = self.ty(id);
        if ty.nullable && !null_safe && !ty.is_error() && !matches!(ty.ty, Ty::Any) {
            return self.refuse(nulls::read(base, name));
        }
        self.field(
            &Base {
                id,
                ty,
                written: base,
                null_safe,
                span,
            },
            name,
        )
    }

    /// `alias.name`, `Enum.member`: a dot that reads no field.
    fn qualified_value(&mut self, base: &ast::Expr, name: &ast::Ident) -> Option<ExprId> {
        if let ast::ExprKind::Name(alias) = &base.kind
            && self.variable(&alias.text).is_none()
            && matches!(
                self.ctx.names.plain(self.pack, &alias.text),
                Lookup::Missing
            )
            && self.ctx.names.alias(self.pack, &alias.text).is_some()
        {
            return Some(self.of_alias(alias, name));
        }
        let ast::ExprKind::TypeName(owner) = &base.kind else {
            return None;
        };
        if owner.qualifier.is_none() && owner.name.text == "Severity" {
            return Some(self.severity_member(name));
        }
        if owner.qualifier.is_none()
            && let Some(own) = BuiltinEnum::named(&owner.name.text)
        {
            return Some(self.enum_member(own.id(), name));
        }
        match self.ctx.names.qualified(self.pack, owner) {
            Lookup::Found(Named::Enum(id)) => Some(self.enum_member(id, name)),
            Lookup::Found(_) | Lookup::Missing | Lookup::Ambiguous(_) | Lookup::NoPack => None,
        }
    }

    fn of_alias(&mut self, alias: &ast::Ident, name: &ast::Ident) -> ExprId {
        match self.ctx.names.of_alias(self.pack, &alias.text, &name.text) {
            Lookup::Found(named) => self.named(name, named),
            Lookup::Missing | Lookup::Ambiguous(_) | Lookup::NoPack => {
                let other = self.ctx.names.alias(self.pack, &alias.text);
                let known = other
                    .into_iter()
                    .flat_map(|other| self.ctx.names.own(other));
                let known: Vec<&str> = known.map(|(name, _)| name).collect();
                let diagnostic = errors::unknown_name(name, &known);
                self.refuse(diagnostic)
            }
        }
    }

    fn field(&mut self, base: &Base<'_>, name: &ast::Ident) -> ExprId {
        match &base.ty.ty {
            Ty::Error => self.poison(base.span),
            Ty::Any => {
                let what = quoted(base.written);
                self.refuse(type_errors::no_context(base.written.span, &what))
            }
            Ty::Entity(entities) | Ty::Ref(entities) => self.field_of_objects(base, entities, name),
            Ty::Record(record) => {
                let fields = self.ctx.program.records[*record].fields.clone();
                match self.find(&fields, name) {
                    Some(field) => self.read(base, field),
                    None => self.unknown_field(&base.ty, &fields, name),
                }
            }
            Ty::Builtin(record) => self.builtin_field(base, *record, name),
            Ty::List(_) => {
                let ty = self.describe(&base.ty);
                self.refuse(errors::field_of_list(&ty, name))
            }
            Ty::Bool
            | Ty::Int
            | Ty::Number
            | Ty::String
            | Ty::Date
            | Ty::Duration
            | Ty::Period
            | Ty::Enum(_)
            | Ty::Severity => {
                let ty = self.describe(&base.ty);
                self.refuse(errors::no_fields(&ty, name))
            }
        }
    }

    /// A field that all entities share which the object may be of.
    fn field_of_objects(
        &mut self,
        base: &Base<'_>,
        entities: &[EntityId],
        name: &ast::Ident,
    ) -> ExprId {
        let mut shared: Option<(FieldId, Type)> = None;
        for entity in entities {
            let fields = self.ctx.program.entities[*entity].fields.clone();
            let Some(field) = self.find(&fields, name) else {
                return self.no_such_field(base, *entity, name);
            };
            let ty = self.ctx.program.fields[field].ty.clone();
            shared = match shared {
                None => Some((field, ty)),
                Some((first, other)) => match types::join(&self.ctx.program, &other, &ty) {
                    Some(ty) => Some((first, ty)),
                    None => return self.different(name, &other, &ty),
                },
            };
        }
        match shared {
            Some((field, ty)) => self.read_as(base, field, ty),
            None => self.poison(base.span),
        }
    }

    fn different(&mut self, name: &ast::Ident, first: &Type, other: &Type) -> ExprId {
        let (first, other) = (self.describe(first), self.describe(other));
        self.refuse(type_errors::different_types(name.span, &first, &other))
    }

    fn find(&self, fields: &[FieldId], name: &ast::Ident) -> Option<FieldId> {
        fields
            .iter()
            .copied()
            .find(|field| self.ctx.program.fields[*field].name == name.text)
    }

    fn read(&mut self, base: &Base<'_>, field: FieldId) -> ExprId {
        let ty = self.ctx.program.fields[field].ty.clone();
        self.read_as(base, field, ty)
    }

    fn read_as(&mut self, base: &Base<'_>, field: FieldId, ty: Type) -> ExprId {
        let ty = if base.null_safe && base.ty.nullable {
            ty.or_null()
        } else {
            ty
        };
        let kind = ExprKind::Field {
            base: base.id,
            field,
            null_safe: base.null_safe,
        };
        self.pure(kind, ty, base.span)
    }

    fn builtin_field(
        &mut self,
        base: &Base<'_>,
        record: BuiltinRecord,
        name: &ast::Ident,
    ) -> ExprId {
        let fields = record.fields();
        let Some(field) = fields
            .iter()
            .copied()
            .find(|field| field.name() == name.text)
        else {
            let known: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            return self.refuse(errors::unknown_field(record.name(), name, &known));
        };
        let ty = field.ty(|path| self.of_collections(&[path]));
        let ty = if base.null_safe && base.ty.nullable {
            ty.or_null()
        } else {
            ty
        };
        let kind = ExprKind::BuiltinField {
            base: base.id,
            field,
            null_safe: base.null_safe,
        };
        self.pure(kind, ty, base.span)
    }

    /// A field that an entity lacks: perhaps one of those below it has it, or another of the union.
    fn no_such_field(&mut self, base: &Base<'_>, entity: EntityId, name: &ast::Ident) -> ExprId {
        let owner = &self.ctx.program.entities[entity];
        let below = self.ctx.program.descendants(entity);
        let others = base.ty.ty.entities().iter().copied();
        let kind = below.into_iter().chain(others).find(|other| {
            self.find(&self.ctx.program.entities[*other].fields, name)
                .is_some()
        });
        if let Some(kind) = kind {
            let kind = &self.ctx.program.entities[kind].name;
            let value = crate::spell::spell(base.written).unwrap_or_else(|| "x".to_owned());
            let diagnostic = errors::field_of_kind(&owner.name, name, &value, kind);
            return self.refuse(diagnostic);
        }
        let fields = owner.fields.clone();
        self.unknown_field(&Type::entity(entity), &fields, name)
    }

    fn unknown_field(&mut self, owner: &Type, fields: &[FieldId], name: &ast::Ident) -> ExprId {
        let owner = self.describe(&owner.clone().present());
        let program = &self.ctx.program;
        let known = field_names(program, fields);
        let mut diagnostic = errors::unknown_field(&owner, name, &known);
        let exported = fields.iter().map(|field| &program.fields[*field]);
        if let Some(field) = exported
            .into_iter()
            .find(|field| field.path == [&*name.text])
        {
            diagnostic = errors::instead(diagnostic, name, &field.name);
        }
        self.refuse(diagnostic)
    }

    /// The entities of groups: those whose collection is `groups`.
    pub(super) fn groups(&self) -> Vec<EntityId> {
        self.of_collections(&["groups"])
    }

    /// The entities that own these collections, sorted.
    pub(super) fn of_collections(&self, paths: &[&str]) -> Vec<EntityId> {
        let entities = self.ctx.program.entities.iter_enumerated();
        let found = entities.filter(|(_, entity)| {
            let path = entity.collection.as_deref();
            path.is_some_and(|path| paths.iter().any(|wanted| wanted.eq_ignore_ascii_case(path)))
        });
        found.map(|(id, _)| id).collect()
    }

    /// Whether objects of an entity stand in one of these collections.
    pub(super) fn stands_in(&self, entity: EntityId, paths: &[&str]) -> bool {
        let table = self.ctx.program.table_entity(entity);
        table.is_some_and(|table| self.of_collections(paths).contains(&table))
    }

    /// The entities that names stand for in a type test.
    pub(super) fn tested(&mut self, name: &ast::QualifiedName) -> Vec<EntityId> {
        resolve::entities_of(self.ctx, self.pack, name)
    }
}
