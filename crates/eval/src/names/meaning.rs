//! What an expression may stand for, as far as names are concerned.

use tenet_hir::{EntityId, ExprId, ExprKind, FieldId, Literal, ParamId, Program};

use super::WrittenText;

/// What an expression may stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// The key or the label of objects.
    Names(Names),
    /// What rules or parameters write.
    Written(Written),
    /// Anything else.
    Other,
}

/// The key or the label of the objects of some entities.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Names {
    /// Whose.
    pub(super) entities: Vec<EntityId>,
    /// Which field, as the static type names it.
    pub(super) field: FieldId,
    /// Whether it is taken in its normal form.
    pub(super) normalized: bool,
}

/// Constants that stand in a rule or a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Written {
    /// Groups of alternatives: of each group one is enough.
    pub(super) groups: Vec<Vec<Constant>>,
    /// Whether they are taken in their normal form.
    pub(super) normalized: bool,
}

/// A constant: a literal, or a list or record of constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Constant {
    /// The expression.
    pub(super) expr: ExprId,
    /// The parameter that it comes from.
    pub(super) param: Option<ParamId>,
}

impl Meaning {
    /// One constant.
    pub(super) fn constant(constant: Constant) -> Self {
        Self::Written(Written {
            groups: vec![vec![constant]],
            normalized: false,
        })
    }

    /// The same in its normal form.
    pub(super) fn normalized(mut self) -> Self {
        match &mut self {
            Self::Names(names) => names.normalized = true,
            Self::Written(written) => written.normalized = true,
            Self::Other => {}
        }
        self
    }

    /// One item of lists, where any of them will do.
    pub(super) fn any_item(self, program: &Program) -> Self {
        self.map(|groups| {
            let items = |group: Vec<Constant>| {
                let items = group.iter().flat_map(|list| list.items(program));
                items.collect()
            };
            groups.into_iter().map(items).collect()
        })
    }

    /// One item of lists, where each of them matters by itself.
    pub(super) fn each_item(self, program: &Program) -> Self {
        self.map(|groups| {
            let lists = groups.iter().flatten();
            let items = lists.flat_map(|list| list.items(program));
            items.map(|item| vec![item]).collect()
        })
    }

    /// A field of records.
    pub(super) fn field(self, program: &Program, field: FieldId) -> Self {
        self.map(|groups| {
            let values = |group: Vec<Constant>| {
                let values = group.iter().filter_map(|it| it.field(program, field));
                values.collect()
            };
            groups.into_iter().map(values).collect()
        })
    }

    fn map(self, change: impl FnOnce(Vec<Vec<Constant>>) -> Vec<Vec<Constant>>) -> Self {
        match self {
            Self::Written(written) => Self::Written(Written {
                groups: change(written.groups),
                normalized: written.normalized,
            }),
            Self::Names(_) | Self::Other => Self::Other,
        }
    }
}

impl Constant {
    /// The text that it is; none if it is none, or nothing that an object could be called.
    pub(super) fn text(self, program: &Program) -> Option<WrittenText> {
        let ExprKind::Literal(Literal::String(text)) = &program.exprs[self.expr].kind else {
            return None;
        };
        (!text.trim().is_empty()).then(|| WrittenText {
            text: text.clone(),
            expr: self.expr,
            param: self.param,
        })
    }

    fn items(self, program: &Program) -> Vec<Self> {
        let ExprKind::List(items) = &program.exprs[self.expr].kind else {
            return Vec::new();
        };
        items.iter().map(|expr| self.part(program, *expr)).collect()
    }

    fn field(self, program: &Program, field: FieldId) -> Option<Self> {
        let ExprKind::Record(_, fields) = &program.exprs[self.expr].kind else {
            return None;
        };
        let given = fields.iter().find(|(name, _)| *name == field);
        given.map(|(_, expr)| self.part(program, *expr))
    }

    /// A part of it; where that is a parameter, the value of it.
    fn part(self, program: &Program, expr: ExprId) -> Self {
        if let ExprKind::Param(param) = program.exprs[expr].kind {
            return Self {
                expr: program.params[param].value,
                param: Some(param),
            };
        }
        Self { expr, ..self }
    }
}
